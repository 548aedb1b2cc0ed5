"""Panels of the budget's bottom line: the years after the plan, debt, and the plan's own lines."""

from .. import grids, ledger, narrative, tables
from ..charts import rules as charts
from ..errors import MissingInputError
from ..series import Series
from ..tables import accounts, budget
from . import controls, panels, rule_choices, state, statement_panels


def after_plan() -> None:
    """Result, fund and what must be adjusted, in the plan and in the years after it."""
    choice, case, projection = controls.choice(), controls.case(), controls.projection()
    catalogue, rules = controls.catalogue(), rule_choices.chosen()
    of = (case, projection, catalogue, choice.need, choice.assumed, state.fixed_shares(choice))
    table = budget.budget(*of, last=choice.last)
    without = budget.budget(*of, earmarked="none", last=choice.last)
    seen = budget.outlook(table, rules)
    ends = tuple(tables.sure.outlooks(*of, last=choice.last))
    year = table[-1].years[-1]
    sources = (
        *accounts.sources(case),
        *tables.income_sources(case, projection, catalogue, "own"),
    )
    panels.method(narrative.budget.how(table))

    shown = budget.some(table, *ledger.RESULT)
    panels.panel(
        narrative.sure.result_first(narrative.budget.result(table, rules), ends, year),
        charts.result(table, rules),
        shown,
        [grids.by_year(ledger.AMOUNTS, shown), ledger.after_plan(table)],
        "netto_driftsresultat",
        rule_choices.need_and_tax,
        sources,
    )
    shown = budget.in_millions(budget.some(table, *ledger.FUND))
    panels.panel(
        narrative.sure.fund_first(
            narrative.budget.fund(table, rules, seen, budget.outlook(without, rules)), ends, year
        ),
        charts.fund(table, rules, seen),
        shown,
        [grids.by_year(ledger.MILLIONS, shown)],
        "disposisjonsfond",
        also=sources,
    )
    needed = budget.in_millions(budget.adjustments(table, rules))
    panels.panel(
        narrative.budget.adjustments(needed, rules),
        charts.adjustments(needed),
        needed,
        [grids.by_year("Mill. kr per år", needed)],
        "tilpasning",
        also=sources,
    )


def net_debt() -> None:
    """Net debt in the years it is known, beside the neighbours."""
    case, rules = controls.case(), rule_choices.chosen()
    debt = accounts.net_debt(case)
    panels.panel(
        narrative.budget.net_debt(case.region, debt, rules),
        charts.net_debt(debt, rules, case.region),
        debt,
        [grids.by_region(f"Netto lånegjeld, {charts.SHARE}", debt, debt[0].years)],
        "netto_laanegjeld",
    )


def plan_lines() -> None:
    """The plan's lines, the figures made of them, what the plan prints, and what it says."""
    case = controls.case()
    own, figures = case.require_accounts(), accounts.plan_figures(case)
    differences = accounts.beside_printed(case)
    panels.note(
        narrative.budget.lines(differences),
        [
            ledger.figures(figures, differences),
            ledger.checks(accounts.sum_checks(case)),
            ledger.lines(own),
            ledger.revenue(own, figures),
        ],
        (*own.lines, *own.revenue, *own.balances, *own.printed),
        "planens_linjer",
    )
    statement_panels.show("handlingsrom", _fund_outlook())


def _fund_outlook() -> dict[str, Series]:
    """The reserve fund after the plan [million NOK]; nothing where it cannot be reckoned."""
    choice, case, projection = controls.choice(), controls.case(), controls.projection()
    of = (case, projection, controls.catalogue(), choice.need, choice.assumed)
    try:
        table = budget.budget(*of, state.fixed_shares(choice))
    except MissingInputError:
        return {}
    return {"reserve_fund": budget.in_millions(budget.some(table, "reserve_fund"))[-1]}
