"""Figures of cost and income: by service, why they change, beside the plan, need for spending."""

from collections.abc import Sequence
from dataclasses import replace

from .. import labels, tables, terms, words
from ..charts import bars, columns, lines
from ..choices.selections import Selection
from ..errors import BaereevneError, MissingInputError
from ..provenance import Source
from ..series import Table, pick
from ..tables import Comparison
from ..words import grids, ledger
from . import sure
from .spec import Absent, Figure, figure
from .view import View


def by_service(view: View) -> Figure:
    """Demografikostnad by service, as the change from the base year or as it is."""
    own, base = view.chosen, view.chosen.base
    cost = view.costs
    last = tables.last_year(cost, own.last)
    shown = tables.cost_view(cost, own.cost_view, base)
    drawn, millions = tables.in_millions(shown), tables.in_millions(cost)
    compared = tables.compare_from_base(millions, base, last)
    level = terms.cost_unit("level", base, millions[0])
    found = figure(
        "kostnad_etter_tjeneste",
        words.cost(compared, base, _apart(view, compared)),
        lines.chart(lines.by_item(drawn), terms.cost_unit(own.cost_view, base, drawn[0])),
        shown,
        [
            grids.comparison(f"{labels.sentence(level)}, {base} og {last}", compared),
            grids.by_year(labels.sentence(terms.cost_unit(own.cost_view, base, shown[0])), shown),
        ],
        sources(view),
        cost_method(view),
        [_on_the_way(view, last)],
    )
    return sure.banded(found, view, lambda of: _cost(of, own, own.cost_view), labels.TOTAL)


def _apart(view: View, cost: Sequence[Comparison]) -> str:
    """That income is not taken off, where no figure of the region has what is left."""
    own, last = view.chosen, cost[0].last_series
    if cost[0].last_year <= own.base:
        return ""
    try:
        tables.cost_and_income(view.setting)
    except MissingInputError:
        pass
    else:
        return ""
    try:
        parts = tables.in_millions(tables.income_parts(view.setting))
        found = tables.compare_from_base(parts, own.base, cost[0].last_year)
    except BaereevneError:
        found = ()
    same = [one for one in found if terms.prices(one.last_series) == terms.prices(last)]
    return words.without_income(same)


def _on_the_way(view: View, last: int) -> str:
    """The change in all at the plan's end too; empty where that is not on the way."""
    own = view.chosen
    if last <= own.base:
        return ""
    change = tables.milestones(tables.in_millions(view.costs), view.case, own.base, last)
    return words.milestones(change) if len(change.years) > 1 else ""


def _cost(of: tables.Setting, own: Selection, way: tables.CostView) -> Table:
    """Costs of a path, as they are or as the change from the base year [million NOK]."""
    return tables.in_millions(tables.cost_view(tables.costs(of, own.prices), way, own.base))


def why(view: View) -> Figure:
    """Why the cost changes from the base year on: causes, total, and income where it is known."""
    own = view.chosen
    last = tables.last_year(view.costs, own.last)
    causes = tables.explained(view.setting, own.base, last, own.prices)
    table = tables.with_income(causes, view.setting)
    with_income = len(table) > len(causes)
    millions = tables.in_millions(table)
    unit = terms.cost_unit("change", own.base, millions[0])
    found = figure(
        "hvorfor_kostnaden_endres",
        words.amounts.why(millions, last),
        bars.waterfall(millions, last, unit),
        table,
        [grids.by_year(labels.sentence(unit), millions)],
        tables.income_sources(view.setting) if with_income else sources(view),
        cost_method(view),
    )
    return sure.banded(
        found, view, lambda of: pick(_cost(of, own, "change"), labels.TOTAL), labels.TOTAL
    )


def beside_plan(view: View) -> Figure:
    """The plan's lines and the model's change beside each other.

    Raises
    ------
    Absent
        If there is no plan, or nothing projected to hold it against.
    """
    if not (view.projection and view.case.plan_lines):
        raise Absent("Kommunen har ingen planlinjer å sammenligne med.")
    plan = tables.plan_beside_model(view.setting)
    own = tables.in_millions(plan)
    axes = [terms.cost_unit("change", one[0].years[0], one[1]) for one in (own, plan)]
    return figure(
        "planen_og_modellen",
        words.plan_beside_model(own, plan[0].years[-1]),
        columns.plan_beside_model(own, axes[0]),
        plan,
        [grids.plan(labels.sentence(axes[1]), plan)],
        tables.cost_sources(replace(view.setting, method="own")),
        cost_method(view),
    )


def sources(view: View) -> tuple[Source, ...]:
    """What costs are reckoned with."""
    return tables.cost_sources(view.setting, view.chosen.prices)


def cost_method(view: View) -> str:
    """How costs are reckoned."""
    own = view.chosen
    spread = [words.SPREAD] if own.need == "all" and own.method != "rates" else []
    return " ".join((words.METHOD_TEXT[own.method], *spread, words.ROUGH))


def net(view: View) -> Figure:
    """Cost, income and what is left, as changes from the base year.

    Raises
    ------
    MissingInputError
        If cost and income cannot be held against each other.
    """
    own, base = view.chosen, view.chosen.base
    parts = tables.in_millions(tables.income_parts(view.setting))
    levels = tables.cost_and_income(view.setting)
    changed = tables.cost_view(levels, "change", base)
    millions = tables.in_millions(changed)
    unit = terms.cost_unit("change", base, millions[0])
    found = figure(
        "kostnad_inntekt_netto",
        words.sure.net_first(
            words.income.net(
                tables.compare_from_base(tables.in_millions(levels), base, own.last),
                tables.compare_from_base(parts, base, own.last),
                tables.in_millions(tables.rule_effect(view.setting, base)),
            ),
            view.nets,
            own.last,
        ),
        columns.net(millions, unit),
        changed,
        [
            grids.by_year(labels.sentence(unit), millions),
            ledger.net_span(view.nets, own.last),
        ],
        tables.income_sources(view.setting),
        f"{words.sure.WHY} {cost_method(view)} {income_method(view)}",
    )
    return sure.banded(
        found,
        view,
        lambda of: tables.in_millions(tables.net(of, base)),
        "net",
        words.sure.STATE_TOO,
    )


def parts(view: View) -> Figure:
    """What income is made of."""
    own, base = view.chosen, view.chosen.base
    table = tables.income_parts(view.setting)
    compared = tables.compare_from_base(tables.in_millions(table), base, own.last)
    shown = tables.cost_view(table, "change", base)
    drawn = tables.in_millions(shown)
    unit = terms.cost_unit("change", base, drawn[0])
    found = figure(
        "inntektene",
        words.income.parts(compared),
        columns.parts(drawn, unit),
        shown,
        [
            grids.comparison(f"Mill. kr, {base} og {own.last}", compared),
            grids.by_year(unit, drawn),
        ],
        tables.income_sources(replace(view.setting, method="national")),
        income_method(view),
    )

    def build(of: tables.Setting) -> Table:
        return tables.in_millions(tables.cost_view(tables.income_parts(of), "change", base))

    return sure.banded(found, view, build, labels.TOTAL, words.sure.STATE_TOO)


def need(view: View) -> Figure:
    """Need for spending per inhabitant, the nation being one."""
    own, case = view.chosen, view.case
    index = tables.need_index(view.setting)
    path = view.projection.population if view.projection else case.observed
    unit, official = terms.unit("need index"), tables.known_indices(case, view.catalogue)
    found = figure(
        "utgiftsbehov",
        words.income.need(
            case.region.name,
            index,
            tables.compare_from_base(index, own.base, own.last),
            path,
            tables.nation(path, view.catalogue),
        ),
        columns.index(index, unit),
        index,
        [
            grids.by_year(labels.sentence(unit), index),
            grids.comparison(
                "Etter alder i hver sektor, landet = 1",
                tables.compare_from_base(tables.need_by_sector(view.setting), own.base, own.last),
            ),
        ],
        tables.need_sources(view.setting),
        income_method(view),
        [words.income.no_index(case.region)] if not official else [],
    )
    return sure.banded(found, view, tables.need_index)


def income_method(view: View) -> str:
    """How income is reckoned."""
    return words.income.held(view.chosen.assumed)
