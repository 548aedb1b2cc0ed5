"""Figures of cost: by service, why it changes, beside the plan."""

from collections.abc import Sequence

from .. import labels, tables, units, words
from ..case import Projection
from ..charts import columns, lines, waterfall
from ..errors import BaereevneError, MissingInputError
from ..provenance import Source
from ..series import Table, pick
from ..tables import Comparison
from ..words import grids
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
    level = units.cost_unit("level", base, millions[0])
    found = figure(
        "kostnad_etter_tjeneste",
        words.cost(compared, base, _apart(view, compared)),
        lines.chart(lines.by_item(drawn), units.cost_unit(own.cost_view, base, drawn[0])),
        shown,
        [
            grids.comparison(f"{labels.sentence(level)}, {base} og {last}", compared),
            grids.by_year(labels.sentence(units.cost_unit(own.cost_view, base, shown[0])), shown),
        ],
        sources(view),
        method(view),
        [_on_the_way(view, last)],
    )
    return sure.banded(found, view, lambda path: _cost(view, path, own.cost_view), labels.TOTAL)


def _apart(view: View, cost: Sequence[Comparison]) -> str:
    """That income is not taken off, where no figure of the region has what is left."""
    own, last = view.chosen, cost[0].last_series
    how = (own.need, own.assumed)
    if cost[0].last_year <= own.base:
        return ""
    try:
        tables.cost_and_income(*view.of, own.method, *how, own.fixed)
    except MissingInputError:
        pass
    else:
        return ""
    try:
        parts = tables.in_millions(tables.income_parts(*view.of, *how))
        found = tables.compare_from_base(parts, own.base, cost[0].last_year)
    except BaereevneError:
        found = ()
    same = [one for one in found if units.prices(one.last_series) == units.prices(last)]
    return words.without_income(same)


def _on_the_way(view: View, last: int) -> str:
    """The change in all at the plan's end too; empty where that is not on the way."""
    own = view.chosen
    if last <= own.base:
        return ""
    change = tables.milestones(tables.in_millions(view.costs), view.case, own.base, last)
    return words.milestones(change) if len(change.years) > 1 else ""


def _cost(view: View, path: Projection, way: tables.CostView) -> Table:
    """Costs of a path, as they are or as the change from the base year [million NOK]."""
    own = view.chosen
    every = tables.costs(view.case, path, view.catalogue, **own.cost_arguments)
    return tables.in_millions(tables.cost_view(every, way, own.base))


def why(view: View) -> Figure:
    """Why the cost changes from the base year on: causes, total, and income where it is known."""
    own = view.chosen
    last = tables.last_year(view.costs, own.last)
    causes = tables.explained(*view.of, **own.cost_arguments, base=own.base, last=last)
    table = tables.with_income(causes, *view.of, own.need, own.assumed)
    with_income = len(table) > len(causes)
    millions = tables.in_millions(table)
    unit = units.cost_unit("change", own.base, millions[0])
    found = figure(
        "hvorfor_kostnaden_endres",
        words.why.why(millions, last),
        waterfall.chart(millions, last, unit),
        table,
        [grids.by_year(labels.sentence(unit), millions)],
        tables.income_sources(*view.of, own.method) if with_income else sources(view),
        method(view),
    )
    return sure.banded(
        found, view, lambda path: pick(_cost(view, path, "change"), labels.TOTAL), labels.TOTAL
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
    plan = tables.plan_beside_model(*view.of, view.chosen.need, view.chosen.fixed)
    own = tables.in_millions(plan)
    axes = [units.cost_unit("change", one[0].years[0], one[1]) for one in (own, plan)]
    return figure(
        "planen_og_modellen",
        words.plan_beside_model(own, plan[0].years[-1]),
        columns.plan_beside_model(own, axes[0]),
        plan,
        [grids.plan(labels.sentence(axes[1]), plan)],
        tables.cost_sources(view.case, view.catalogue, "own"),
        method(view),
    )


def sources(view: View) -> tuple[Source, ...]:
    """What costs are reckoned with."""
    own = view.chosen
    return tables.cost_sources(view.case, view.catalogue, own.method, own.prices)


def method(view: View) -> str:
    """How costs are reckoned."""
    own = view.chosen
    spread = [words.SPREAD] if own.need == "all" and own.method != "rates" else []
    return " ".join((words.METHOD_TEXT[own.method], *spread, words.ROUGH))
