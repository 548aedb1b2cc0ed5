"""The budget's bottom line: the plan, the years after it, and the municipality's rules."""

from projections.figures import before_tax, finance
from projections.ui import belonging, cost_choices, notes, panels, plan_entry, session
from projections.ui.view import made

PLAN = ("region", "projection", "band", "last", "rules", "need", "tax", "state")
NO_PLAN = ("region", "projection", "band", "base_year", "last", "need", "state")
NO_YEARS = ("region", "last")
case = session.case()
ahead = NO_PLAN if session.choice().last > case.newest_count else NO_YEARS
view = panels.opens(*(PLAN if case.accounts else ahead))
shown = panels.lead("handlingsrom", view, otherwise="Handlingsrom")
if shown == "netto_driftsresultat":
    panels.beside(view, "disposisjonsfond", "tilpasning")
    panels.method(made(finance.how, view))
elif shown == "krav_per_aar":
    panels.method(made(before_tax.how, view))
panels.folded(view, *(() if shown == "netto_laanegjeld" else ("netto_laanegjeld",)))
if view.case.accounts:
    belonging.remark(cost_choices.whose())
    notes.plan_lines(view)
plan_entry.show()
