"""Figures of the budget's bottom line: the years after the plan, and debt."""

from dataclasses import replace

from .. import tables, words
from ..charts import levels as charts
from ..errors import MissingInputError
from ..provenance import Source
from ..series import Series, Table
from ..tables import accounts, budget
from ..tables.money import result_method
from ..words import grids, ledger
from . import costs, sure
from .spec import Figure, figure
from .view import View

RESULT = "net_result_share"


def result(view: View) -> Figure:
    """Net operating result against its rule, in the plan and after it."""
    table = view.budget
    shown = budget.some(table, *ledger.RESULT)
    found = figure(
        "netto_driftsresultat",
        words.sure.result_first(
            words.budget.result(table, view.chosen.rules),
            view.budget_ends,
            table[-1].years[-1],
        ),
        charts.result(table, view.chosen.rules),
        shown,
        [grids.by_year(ledger.AMOUNTS, shown), ledger.after_plan(table)],
        _sources(view),
        method(view),
    )
    return sure.banded(
        found,
        view,
        lambda of: tables.in_millions(budget.some(_every(of, view), RESULT)),
        RESULT,
        words.sure.STATE_TOO,
        view.chosen.last,
    )


def _every(of: tables.Setting, view: View) -> Table:
    """The plan and the years after it, of a path."""
    return budget.budget(of, last=view.chosen.last, finance=view.chosen.finance)


def fund(view: View) -> Figure:
    """The reserve fund, and the deficit when it is empty."""
    table, without, rules = view.budget, view.budget_without_earmarked, view.chosen.rules
    shown = tables.in_millions(budget.some(table, *ledger.FUND))
    seen = budget.outlook(table, rules)
    found = figure(
        "disposisjonsfond",
        words.sure.fund_first(
            words.budget.fund(table, rules, seen, budget.outlook(without, rules)),
            view.budget_ends,
            table[-1].years[-1],
        ),
        charts.fund(table, rules, seen),
        shown,
        [grids.by_year(ledger.MILLIONS, shown)],
        _sources(view),
        method(view),
    )
    return sure.banded(
        found,
        view,
        lambda of: _fund_of(_every(of, view)),
        "position",
        words.sure.STATE_TOO,
        view.chosen.last,
    )


def _fund_of(every: Table) -> Table:
    """The fund as a share, and in kroner, below zero what is missing in it [million NOK]."""
    return tables.in_millions((*budget.some(every, "reserve_fund_share"), *budget.positions(every)))


def adjustments(view: View) -> Figure:
    """What must be adjusted each year for the rules to be kept."""
    rules = view.chosen.rules
    needed = tables.in_millions(budget.adjustments(view.budget, rules))
    found = figure(
        "tilpasning",
        words.adjustments.adjustments(needed, rules),
        charts.adjustments(needed),
        needed,
        [grids.by_year("Mill. kr per år", needed)],
        _sources(view),
        method(view),
    )
    return sure.banded(
        found,
        view,
        lambda of: tables.in_millions(budget.adjustments(_every(of, view), rules)),
        "result_adjustment",
        words.sure.STATE_TOO,
        (view.chosen.last, rules),
    )


def net_debt(view: View) -> Figure:
    """Net debt in the years it is known, beside the neighbours."""
    region, debt = view.case.region, accounts.net_debt(view.case)
    return figure(
        "netto_laanegjeld",
        words.adjustments.net_debt(region, debt, view.chosen.rules),
        charts.net_debt(debt, view.chosen.rules, region),
        debt,
        [grids.by_region(f"Netto lånegjeld, {charts.SHARE}", debt, debt[0].years)],
        method=f"Tallene er kildens egne, i {charts.SHARE}.",
    )


def method(view: View) -> str:
    """How the years after the plan are reckoned."""
    return f"{words.budget.how(view.budget)} {costs.income_method(view)}"


def _sources(view: View) -> tuple[Source, ...]:
    of = replace(view.setting, method=result_method(view.case))
    return (*accounts.sources(view.case), *tables.income_sources(of))


def how(view: View) -> str:
    """How the bottom line is reckoned."""
    return words.budget.how(view.budget)


def outlook(view: View) -> dict[str, Series]:
    """The reserve fund after the plan [million NOK]; nothing where it cannot be reckoned."""
    try:
        table = budget.budget(view.setting)
    except MissingInputError:
        return {}
    return {"reserve_fund": tables.in_millions(budget.some(table, "reserve_fund"))[-1]}
