"""Figures of a municipality whose tax is not known: what is left before it."""

from dataclasses import replace

from .. import labels, tables, terms, words
from ..charts import columns
from ..errors import MissingInputError
from ..series import Table, pick
from ..tables.money import result_method
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
    own, of = view.chosen, view.setting
    if _is_taxed(of):
        raise Absent("Skatten er kjent; se kostnad, inntekt og netto.")
    levels = tables.before_tax(of)
    changed = tables.cost_view(levels, "change", own.base)
    millions = tables.in_millions(changed)
    unit = terms.cost_unit("change", own.base, millions[0])
    found = figure(
        "igjen_foer_skatt",
        words.before_tax.left(
            view.case.region,
            _compared(view, levels),
            _compared(view, tables.grants(of)),
            _span(view, of),
        ),
        columns.before_tax(millions, unit),
        changed,
        [grids.by_year(unit, millions)],
        tables.income_sources(of),
        f"{words.before_tax.METHOD} {costs.cost_method(view)} {costs.income_method(view)}",
        [words.before_tax.TAX_TOO],
    )
    return sure.banded(
        found,
        view,
        lambda one: tables.in_millions(tables.cost_view(_left(one), "change", own.base)),
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
    of = replace(view.setting, method=result_method(view.case))
    if view.case.accounts and _is_taxed(of):
        raise Absent("Planen er kjent; se netto driftsresultat.")
    left = _left(of)
    yearly = tuple(
        one.between(own.base + 1, own.last) for one in tables.yearly(left) if not one.is_observed
    )
    if not any(one.years for one in yearly):
        raise Absent("Det trengs en prognose, og år etter det første.")
    millions = tables.in_millions(yearly)
    unit = f"{terms.cost_unit('level', own.base, millions[0])}, endring fra året før"
    spent = pick(tables.costs(of), labels.TOTAL)
    parts = [] if _is_taxed(of) else _compared(view, tables.grants(of))
    found = figure(
        "krav_per_aar",
        words.before_tax.each_year(
            view.case.region,
            _compared(view, left)[0],
            _compared(view, spent)[0],
            words.before_tax.unknown([one.item for one in parts]),
            _span(view, of),
        ),
        columns.parts(millions, unit),
        millions,
        [grids.by_year(unit, millions)],
        tables.income_sources(of),
        how(view),
        [] if _is_taxed(of) else [words.before_tax.TAX_TOO],
    )
    return sure.banded(
        found,
        view,
        lambda one: tables.in_millions(
            tables.cost_view(_left(of.on(one.projection)), "change", own.base)
        ),
        "",
        words.sure.STATE_TOO,
    )


def how(view: View) -> str:
    """How the change of each year is reckoned."""
    cost = words.METHOD_TEXT[result_method(view.case)]
    return f"{words.before_tax.YEARLY} {cost} {costs.income_method(view)}"


def _left(of: tables.Setting) -> Table:
    """What is left, after tax where that is known [1000 NOK]."""
    if _is_taxed(of):
        return pick(tables.cost_and_income(of), "net")
    return pick(tables.before_tax(of), tables.BEFORE_TAX)


def _is_taxed(of: tables.Setting) -> bool:
    try:
        tables.income(of)
    except MissingInputError:
        return False
    return True


def _compared(view: View, levels: Table) -> tuple[tables.Comparison, ...]:
    own = view.chosen
    return tables.compare_from_base(tables.in_millions(levels), own.base, own.last)


def _span(view: View, of: tables.Setting) -> tuple[float, float]:
    """The change of what is left at the ends of what the state may do [million NOK]."""
    if _is_taxed(of):
        low, high = tables.sure.ends(view.nets, view.chosen.last)
        return low / 1000, high / 1000
    every = tables.sure.left_before_tax(of)
    found = [_compared(view, pick(table, tables.BEFORE_TAX))[0].change for table in every]
    return min(found), max(found)
