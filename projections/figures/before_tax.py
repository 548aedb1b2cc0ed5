"""Figures of a municipality whose tax is not known: what is left before it."""

from .. import labels, tables, terms, words
from ..case import Projection
from ..charts import columns
from ..errors import MissingInputError
from ..series import Table, pick
from ..tables.money import result_method
from ..tables.unit_costs import Method
from ..words import grids
from . import costs, sure
from .spec import Absent, Figure, figure
from .view import View


def left(view: View) -> Figure:
    """Cost, grants and what is left before tax, as changes from the base year.

    Raises
    ------
    Absent
        If tax is known, so that what is left after it can be reckoned.
    """
    own = view.chosen
    if _is_taxed(view):
        raise Absent("Skatten er kjent; se kostnad, inntekt og netto.")
    levels = _levels(view, view.projection, own.method)
    changed = tables.cost_view(levels, "change", own.base)
    millions = tables.in_millions(changed)
    unit = terms.cost_unit("change", own.base, millions[0])
    found = figure(
        "igjen_foer_skatt",
        words.before_tax.left(
            view.case.region,
            _compared(view, levels),
            _compared(view, _grants(view)),
            _span(view, own.method),
        ),
        columns.before_tax(millions, unit),
        changed,
        [grids.by_year(unit, millions)],
        tables.income_sources(*view.of, own.method),
        f"{words.before_tax.METHOD} {costs.cost_method(view)} {costs.income_method(view)}",
        [words.before_tax.TAX_TOO],
    )
    return sure.banded(
        found,
        view,
        lambda path: tables.in_millions(
            tables.cost_view(_left(view, path, own.method), "change", own.base)
        ),
        tables.BEFORE_TAX,
        words.sure.STATE_TOO,
    )


def each_year(view: View) -> Figure:
    """What people take of the room for action each year, or give, where there is no plan.

    After tax where that is known, else before it.

    Raises
    ------
    Absent
        If there is a plan that leads on, or no years ahead.
    """
    own = view.chosen
    if view.case.accounts and _is_taxed(view):
        raise Absent("Planen er kjent; se netto driftsresultat.")
    method = result_method(view.case)
    left = _left(view, view.projection, method)
    yearly = tuple(
        one.between(own.base + 1, own.last) for one in tables.yearly(left) if not one.is_observed
    )
    if not any(one.years for one in yearly):
        raise Absent("Det trengs en prognose, og år etter det første.")
    millions = tables.in_millions(yearly)
    unit = f"{terms.cost_unit('level', own.base, millions[0])}, endring fra året før"
    spent = pick(tables.costs(*view.of, method, own.need, own.fixed), labels.TOTAL)
    parts = [] if _is_taxed(view) else _compared(view, _grants(view))
    found = figure(
        "krav_per_aar",
        words.before_tax.each_year(
            view.case.region,
            _compared(view, left)[0],
            _compared(view, spent)[0],
            words.before_tax.unknown([one.item for one in parts]),
            _span(view, method),
        ),
        columns.parts(millions, unit),
        millions,
        [grids.by_year(unit, millions)],
        tables.income_sources(*view.of, method),
        how(view),
        [] if _is_taxed(view) else [words.before_tax.TAX_TOO],
    )
    return sure.banded(
        found,
        view,
        lambda path: tables.in_millions(
            tables.cost_view(_left(view, path, method), "change", own.base)
        ),
        "",
        words.sure.STATE_TOO,
    )


def how(view: View) -> str:
    """How the change of each year is reckoned."""
    cost = words.METHOD_TEXT[result_method(view.case)]
    return f"{words.before_tax.YEARLY} {cost} {costs.income_method(view)}"


def _levels(view: View, path: Projection | None, method: Method) -> Table:
    own = view.chosen
    return tables.before_tax(
        view.case, path, view.catalogue, method, own.need, own.assumed, own.fixed, view.service
    )


def _left(view: View, path: Projection | None, method: Method) -> Table:
    """What is left, after tax where that is known [1000 NOK]."""
    own, of = view.chosen, (view.case, path, view.catalogue)
    if not _is_taxed(view):
        return pick(_levels(view, path, method), tables.BEFORE_TAX)
    return pick(
        tables.cost_and_income(*of, method, own.need, own.assumed, own.fixed, view.service), "net"
    )


def _grants(view: View) -> Table:
    return tables.grants(*view.of, view.chosen.need, view.chosen.assumed)


def _is_taxed(view: View) -> bool:
    try:
        tables.income(*view.of, view.chosen.need, view.chosen.assumed)
    except MissingInputError:
        return False
    return True


def _compared(view: View, levels: Table) -> tuple[tables.Comparison, ...]:
    own = view.chosen
    return tables.compare_from_base(tables.in_millions(levels), own.base, own.last)


def _span(view: View, method: Method) -> tuple[float, float]:
    """The change of what is left at the ends of what the state may do [million NOK]."""
    own = view.chosen
    if _is_taxed(view):
        low, high = tables.sure.ends(view.nets, own.last)
        return low / 1000, high / 1000
    every = tables.sure.left_before_tax(*view.of, method, own.need, own.assumed, own.fixed)
    found = [_compared(view, pick(table, tables.BEFORE_TAX))[0].change for table in every]
    return min(found), max(found)
