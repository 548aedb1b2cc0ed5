"""The budget's bottom line: the plan, the years after it, and the municipality's rules."""

from projections.ui import budget_panels, controls, panels, rule_choices

panels.page_title("Handlingsrom", controls.followed())

with panels.where_available():
    controls.case().require_accounts()
    rule_choices.show()
    with panels.where_available():
        budget_panels.after_plan()
    budget_panels.net_debt()
    budget_panels.plan_lines()
