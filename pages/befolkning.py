"""Who lives here: history and projection by age group, what has happened since, and why."""

from projections.ui import controls, panels, people_panels, statement_panels

panels.page_title("Befolkning", controls.chosen())
people_panels.inhabitants()
people_panels.age_groups()
people_panels.growth()
people_panels.since_projection()
with panels.where_available():
    people_panels.causes()
with panels.where_available():
    people_panels.pyramid()
statement_panels.show("befolkning")
