"""Exhibits of kroner: cost, why it changes, net, result and fund."""

import numpy as np

from .. import grids, labels, ledger, narrative, tables
from ..budget import Earmarked
from ..case import Case, Catalogue, Projection
from ..charts import rules as rule_charts
from ..charts import waterfall
from ..income import Assumed
from ..series import Series, Table, pick
from ..tables import accounts, budget
from .people import named
from .what import Exhibit, Selection, by_item, by_year


def cost(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """Demografikostnad by service, as the change from the base year."""
    table = _costs(case, projection, catalogue, chosen)
    base, last = chosen.base, tables.last_year(table, chosen.last)
    shown = tables.in_millions(tables.cost_view(table, "change", base))
    compared = tables.compare_from_base(tables.in_millions(table), base, last)
    unit = labels.cost_unit("change", base, shown[0])
    return by_year(
        "kostnad_etter_tjeneste",
        narrative.cost(compared, base),
        [(labels.item(one.item), one) for one in shown],
        unit,
        shown,
        [
            grids.comparison(f"Mill. kr, {base} og {last}", compared),
            grids.by_year(labels.sentence(unit), shown),
        ],
        _cost_note(chosen),
        also=tables.cost_sources(case, catalogue, chosen.method, chosen.prices),
    )


def why(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """The causes of the change in cost, and what income changes beside them."""
    of = (case, projection, catalogue)
    last = tables.last_year(_costs(*of, chosen), chosen.last)
    causes = tables.explained(
        *of, chosen.method, chosen.need, chosen.base, last, chosen.fixed, chosen.prices
    )
    table = tables.in_millions(tables.with_income(causes, *of, chosen.need, chosen.assumed))
    unit = labels.cost_unit("change", chosen.base, table[0])
    sources = tables.cost_sources(case, catalogue, chosen.method, chosen.prices)
    if len(table) > len(causes):
        sources = tables.income_sources(*of, chosen.method)
    names, starts, _ = waterfall.steps(table, last)
    return by_item(
        "hvorfor_kostnaden_endres",
        narrative.why.why(table, last),
        table,
        last,
        f"{unit} til {last}",
        [grids.by_year(labels.sentence(unit), table)],
        _cost_note(chosen),
        also=sources,
        names=names,
        starts=starts,
    )


def net(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """Cost, income and net, as changes from the base year."""
    of, base = (case, projection, catalogue), chosen.base
    levels = tables.cost_and_income(*of, chosen.method, chosen.need, chosen.assumed, chosen.fixed)
    table = tables.in_millions(tables.cost_view(levels, "change", base))
    parts = tables.income_parts(*of, chosen.need, chosen.assumed)
    rules = tables.rule_effect(*of, chosen.need, chosen.assumed, base)
    unit = labels.cost_unit("change", base, table[0])
    return by_year(
        "kostnad_inntekt_netto",
        narrative.income.net(
            tables.compare_from_base(tables.in_millions(levels), base, chosen.last),
            tables.compare_from_base(tables.in_millions(parts), base, chosen.last),
            tables.in_millions(rules),
        ),
        [(labels.item(one.item), one) for one in table],
        unit,
        table,
        [grids.by_year(labels.sentence(unit), table)],
        f"{_cost_note(chosen)} {_income_note(chosen.assumed)}",
        also=tables.income_sources(*of, chosen.method),
    )


def result(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """Net operating result in the plan and after it."""
    of = (case, projection, catalogue)
    table = _budget(*of, chosen)
    shown = budget.some(table, *ledger.RESULT)
    return by_year(
        "netto_driftsresultat",
        narrative.sure.result_first(
            narrative.budget.result(table, chosen.rules), *_ends(of, table, chosen)
        ),
        named(pick(table, "net_result_share")),
        "prosent av brutto driftsinntekter",
        shown,
        [grids.by_year(ledger.AMOUNTS, shown)],
        f"{narrative.budget.how(table)} {_income_note(chosen.assumed)}",
        "column",
        (*accounts.sources(case), *tables.income_sources(case, projection, catalogue, "own")),
        [(level.text, level.value) for level in rule_charts.result_levels(chosen.rules)],
    )


def fund(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Exhibit:
    """The reserve fund, and the deficit when it is empty."""
    of = (case, projection, catalogue)
    table, without = _budget(*of, chosen), _budget(*of, chosen, "none")
    shown = budget.in_millions(budget.some(table, *ledger.FUND))
    seen, then = (budget.outlook(one, chosen.rules) for one in (table, without))
    return by_year(
        "disposisjonsfond",
        narrative.sure.fund_first(
            narrative.budget.fund(table, chosen.rules, seen, then), *_ends(of, table, chosen)
        ),
        [*named(pick(table, "reserve_fund_share")), *_deficits(table)],
        "prosent av brutto driftsinntekter",
        shown,
        [grids.by_year(ledger.MILLIONS, shown)],
        f"{narrative.budget.how(table)} {_income_note(chosen.assumed)}",
        "column",
        (*accounts.sources(case), *tables.income_sources(case, projection, catalogue, "own")),
        [(level.text, level.value) for level in rule_charts.fund_levels(chosen.rules)],
    )


def _deficits(table: Table) -> list[tuple[str, Series]]:
    """What is missing when the fund is empty, downwards; nothing where it never is."""
    return [
        (labels.item("deficit"), one.with_values(np.where(one.values > 0, -one.values, np.nan)))
        for one in pick(table, "deficit_share")
        if one.values.any()
    ]


def _costs(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Table:
    return tables.costs(
        case, projection, catalogue, chosen.method, chosen.need, chosen.fixed, chosen.prices
    )


def _budget(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    chosen: Selection,
    earmarked: Earmarked = "held",
) -> Table:
    of = (case, projection, catalogue, chosen.need, chosen.assumed, chosen.fixed)
    return budget.budget(*of, earmarked=earmarked, last=chosen.last)


def _ends(
    of: tuple[Case, Projection | None, Catalogue], table: Table, chosen: Selection
) -> tuple[tuple[Table, ...], int]:
    """The bottom line at each end of what the state may do, and the last year."""
    how = (chosen.need, chosen.assumed, chosen.fixed)
    return tuple(tables.sure.outlooks(*of, *how, last=chosen.last)), table[-1].years[-1]


def _cost_note(chosen: Selection) -> str:
    whole = [narrative.SPREAD] if chosen.need == "all" and chosen.method != "rates" else []
    return " ".join((narrative.METHOD_TEXT[chosen.method], *whole, narrative.ROUGH))


def _income_note(assumed: Assumed) -> str:
    return narrative.income.held(assumed)
