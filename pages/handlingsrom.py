"""The budget's bottom line: the plan, the years after it, and the municipality's rules."""

from projections.figures import finance
from projections.ui import belonging, budget_panels, panels, plan_entry, rule_choices, session
from projections.ui.view import made

USES = ("region", "projection", "band", "last", "rules", "need", "tax", "state")
view = panels.opens(*(USES if session.case().accounts else USES[:1]))
shown = panels.lead(view, "netto_driftsresultat", "netto_laanegjeld", otherwise="Handlingsrom")
if view.case.accounts:
    if shown == "netto_driftsresultat":
        panels.beside(view, "disposisjonsfond", "tilpasning")
        panels.folded(view, "netto_laanegjeld")
        panels.method(made(finance.how, view))
    belonging.remark(rule_choices.whose())
    budget_panels.plan_lines(view)
plan_entry.show()
