"""How many of working age there are for each person aged 67 and over."""

from projections import grids, narrative, tables
from projections.figures import support
from projections.ui import controls, panels
from projections.ui.view import now

view = now()
panels.page_title("Aldersbæreevne", controls.chosen())
panels.panel(support.ratio(view), controls.compared_and_against)
panels.panel(support.among_others(view))
with panels.where_available():
    panels.panel(support.among_all(view))
panels.others(view, "aldersbaereevne", "aldersbaereevne", "sammenligning", "alle_kommuner")

if view.case.plan_ratio:
    printed, both = view.case.plan_ratio, tables.both_definitions(view.case)
    panels.note(
        narrative.plan_ratio(printed, tables.compare(both, printed.years[0], printed.years[-1])),
        [grids.on_path("Aldersbæreevne", (printed, *both), printed.years)],
        (printed, *both),
        "planens_tall",
    )
