"""Who lives here: history and projection by age group, what has happened since, and why."""

from projections.figures import people
from projections.ui import controls, panels, statement_panels
from projections.ui.view import now

view = now()
panels.page_title("Befolkning", controls.chosen())
panels.panel(people.inhabitants(view), controls.choose_against)
panels.panel(people.age_groups(view), controls.measure)
panels.panel(people.mean_age(view))
panels.panel(people.growth(view), controls.compared_by_group)
with panels.where_available():
    panels.panel(people.growth_of_all(view))
with panels.where_available():
    panels.panel(people.since_projection(view))
with panels.where_available():
    panels.panel(people.causes(view))
with panels.where_available():
    panels.panel(people.pyramid(view), controls.pyramid_years)
statement_panels.show("befolkning")
