"""The budget's bottom line: the plan, the years after it, and the municipality's rules."""

from projections import narrative
from projections.figures import finance
from projections.ui import budget_panels, controls, panels, plan_entry, rule_choices
from projections.ui.view import now

view = now()
panels.page_title("Handlingsrom", controls.followed())

with panels.where_available():
    view.case.require_accounts()
    with panels.choices():
        rule_choices.show()
        rule_choices.need_and_tax()
    with panels.where_available():
        panels.panel(finance.result(view))
        panels.panel(finance.fund(view))
        panels.panel(finance.adjustments(view))
        panels.method(narrative.budget.how(view.budget))
    panels.remark(rule_choices.whose())
    with panels.where_available():
        panels.panel(finance.net_debt(view))
    budget_panels.plan_lines()
plan_entry.show()
