"""Figures of income: cost against income, the parts, need for spending."""

from .. import labels, tables, units, words
from ..case import Projection
from ..charts import balance
from ..series import Table
from ..words import grids, ledger
from . import costs, sure
from .spec import Figure, figure
from .view import View


def net(view: View) -> Figure:
    """Cost, income and what is left, as changes from the base year.

    Raises
    ------
    MissingInputError
        If cost and income cannot be held against each other.
    """
    own, base = view.chosen, view.chosen.base
    how = (own.need, own.assumed)
    parts = tables.in_millions(tables.income_parts(*view.of, *how))
    levels = tables.cost_and_income(*view.of, own.method, *how, own.fixed, view.service)
    changed = tables.cost_view(levels, "change", base)
    millions = tables.in_millions(changed)
    unit = units.cost_unit("change", base, millions[0])
    found = figure(
        "kostnad_inntekt_netto",
        words.sure.net_first(
            words.income.net(
                tables.compare_from_base(tables.in_millions(levels), base, own.last),
                tables.compare_from_base(parts, base, own.last),
                tables.in_millions(tables.rule_effect(*view.of, *how, base)),
            ),
            view.nets,
            own.last,
        ),
        balance.net(millions, unit),
        changed,
        [
            grids.by_year(labels.sentence(unit), millions),
            ledger.net_span(view.nets, own.last),
        ],
        tables.income_sources(*view.of, own.method),
        f"{words.sure.WHY} {costs.method(view)} {method(view)}",
    )

    def build(path: Projection) -> Table:
        every = tables.net(view.case, path, view.catalogue, own.method, *how, own.base, own.fixed)
        return tables.in_millions(every)

    return sure.banded(found, view, build, "net", words.sure.STATE_TOO)


def parts(view: View) -> Figure:
    """What income is made of."""
    own, base = view.chosen, view.chosen.base
    table = tables.income_parts(*view.of, own.need, own.assumed)
    compared = tables.compare_from_base(tables.in_millions(table), base, own.last)
    shown = tables.cost_view(table, "change", base)
    drawn = tables.in_millions(shown)
    unit = units.cost_unit("change", base, drawn[0])
    found = figure(
        "inntektene",
        words.income.parts(compared),
        balance.parts(drawn, unit),
        shown,
        [
            grids.comparison(f"Mill. kr, {base} og {own.last}", compared),
            grids.by_year(unit, drawn),
        ],
        tables.income_sources(*view.of),
        method(view),
    )

    def build(path: Projection) -> Table:
        every = tables.income_parts(view.case, path, view.catalogue, own.need, own.assumed)
        return tables.in_millions(tables.cost_view(every, "change", base))

    return sure.banded(found, view, build, labels.TOTAL, words.sure.STATE_TOO)


def need(view: View) -> Figure:
    """Need for spending per inhabitant, the nation being one."""
    own, case = view.chosen, view.case
    index = tables.need_index(*view.of, own.need, own.assumed.weights)
    path = view.projection.population if view.projection else case.observed
    unit, official = units.unit("need index"), tables.known_indices(case, view.catalogue)
    found = figure(
        "utgiftsbehov",
        words.income.need(
            case.region.name,
            index,
            tables.compare_from_base(index, own.base, own.last),
            path,
            tables.nation(path, view.catalogue),
        ),
        balance.index(index, unit),
        index,
        [
            grids.by_year(labels.sentence(unit), index),
            grids.comparison(
                "Etter alder i hver sektor, landet = 1",
                tables.compare_from_base(
                    tables.need_by_sector(*view.of, own.need), own.base, own.last
                ),
            ),
        ],
        tables.need_sources(*view.of),
        method(view),
        [words.income.no_index(case.region)] if not official else [],
    )
    return sure.banded(
        found,
        view,
        lambda path: tables.need_index(case, path, view.catalogue, own.need, own.assumed.weights),
    )


def method(view: View) -> str:
    """How income is reckoned."""
    return words.income.held(view.chosen.assumed)
