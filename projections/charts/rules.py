"""Columns by year against the levels a rule sets; years after the plan look otherwise."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from .. import labels, norwegian
from ..figures.chart import Chart, Curve, Mark
from ..figures.spec import PLANNED, over
from ..money.budget import Rules
from ..people.population import Region
from ..series import Series, Table, pick
from ..tables.budget import Outlook
from . import lines, palette

SHARE = "prosent av brutto driftsinntekter"
FALLEN = "#C44E52"
"""What is below zero though it should not be."""
OF_PLAN = "Regnskap, budsjett og plan"


def result(table: Table, limits: Rules) -> Chart:
    """Net operating result against its rule."""
    rule = f"Regel: minst {labels.rule(limits.result)}"
    return _columns(pick(table, "net_result_share"), SHARE, [(rule, limits.result)])


def fund(table: Table, limits: Rules, seen: Outlook) -> Chart:
    """Reserve fund against its rule, the deficit against the ROBEK line, the empty year marked."""
    shown = (*pick(table, "reserve_fund_share"), *pick(table, "deficit_share"))
    robek = f"ROBEK: underskudd over {labels.rule(limits.robek)}"
    levels = [
        (f"Regel: minst {labels.rule(limits.fund)}", limits.fund),
        (robek, -limits.robek),
    ]
    drawn = _columns(shown, SHARE, levels)
    if not seen.empty:
        return drawn
    place = drawn.categories.index(str(seen.empty))
    return replace(drawn, marks=(Mark("empty", place, f"Tomt i {seen.empty}"),))


def adjustments(table: Table) -> Chart:
    """What each year lacks of the result rule, and the constant amount the fund rule calls for."""
    (each,) = pick(table, "fund_adjustment")
    drawn = _columns(pick(table, "result_adjustment"), "mill. kr per år", (), each.years)
    line = Curve(
        name=f"{labels.item(each.item)}: {norwegian.number(each.values[-1], 1)}",
        code=each.item,
        values=over(each, list(map(int, drawn.categories))),
        role="level",
        look="line",
        colour=palette.INK,
        width=palette.THIN,
    )
    return replace(drawn, curves=(*drawn.curves, line))


def net_debt(table: Table, limits: Rules, region: Region) -> Chart:
    """Net debt by municipality against its rule."""
    own = table[0]
    rule = own.with_values(np.full(len(own.years), limits.debt))
    level = lines.Line("Regel, høyst", (rule,), palette.INK, palette.THIN, role="level")
    return lines.chart((*lines.by_region(table, region.code), level), SHARE)


def _columns(
    table: Table, unit: str, levels: Sequence[tuple[str, float]], also: Sequence[int] = ()
) -> Chart:
    """One column a year; the plan's years and those after it apart; deficits downwards."""
    shown = [one for one in table if one.item != "deficit_share" or one.values.any()]
    years = sorted({*also, *(year for one in shown for year in one.years)})
    curves: dict[str, Curve] = {}
    for one in (_bars(series, years) for series in shown):
        known = curves.get(one.name)
        if known:  # the next years of the same
            values = np.where(np.isnan(known.values), one.values, known.values)
            curves[one.name] = replace(known, values=values)
        else:
            curves[one.name] = one
    rules = (
        Curve(
            name=name,
            code=name,
            values=np.full(len(years), float(value)),
            role="level",
            look="rule",
            colour=palette.INK,
            width=palette.THIN,
        )
        for name, value in levels
    )
    return Chart(
        form="levels",
        categories=tuple(map(str, years)),
        curves=(*curves.values(), *rules),
        axis=unit,
        unit=table[0].unit,
        decimals=1,
    )


def _bars(series: Series, years: list[int]) -> Curve:
    """A series as columns: of the plan, after it, or what is missing, which goes down."""
    values = over(series, years)
    if series.item == "deficit_share":
        name = f"Under null, {labels.item('deficit').lower()}"
        return Curve(name=name, code=name, values=-values, role="estimate", colour=FALLEN)
    if series.alternative in PLANNED:
        return Curve(name=OF_PLAN, code=OF_PLAN, values=values, role="plan", colour=palette.ACCENT)
    name = labels.alternative(series.alternative)
    return Curve(
        name=name, code=name, values=values, role="projected", colour=palette.WARM, pattern="/"
    )
