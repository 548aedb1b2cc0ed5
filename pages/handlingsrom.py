"""The budget's bottom line: the plan, the years after it, and the municipality's rules."""

from projections import narrative
from projections.ui import budget_panels, panels

view = panels.opens("region", "projection", "last", "rules", "need", "tax", "state")
shown = panels.lead(view, "netto_driftsresultat", "netto_laanegjeld", otherwise="Handlingsrom")
if view.case.accounts:
    if shown == "netto_driftsresultat":
        panels.beside(view, "disposisjonsfond", "tilpasning")
        panels.folded(view, "netto_laanegjeld")
        panels.method(narrative.budget.how(view.budget))
    budget_panels.plan_lines()
