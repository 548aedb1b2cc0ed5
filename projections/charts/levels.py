"""Columns or a line against levels: what a rule sets, or what there is room for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from .. import labels, norwegian
from ..figures.chart import Chart, Curve, Mark
from ..figures.spec import PLANNED, over
from ..money.budget import Rules
from ..people.population import OBSERVED, Region
from ..series import Series, Table, on_path, pick
from ..tables.budget import Outlook
from ..tables.capacity import Passing
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


SHORT: Mapping[str, str] = {
    "care_places": "Behov",
    "pupils": "Elever",
    "capacity_now": "I dag",
    "capacity_decided": "Vedtatt",
    "capacity_own": "Oppgitt",
    "school_capacity_now": "I dag",
    "school_capacity_decided": "Vedtatt",
    "school_capacity_own": "Oppgitt",
    "kindergarten_places": "I alt",
    "kindergarten_places_1-2": "1–2 år",
    "kindergarten_places_3-5": "3–5 år",
    "care_need": "Behov",
    "care_burden": "Per 20–66",
    "working_people": "20–66 år",
    "teachers_per_100": "Skole",
    "kindergarten_staff_per_100": "Barnehage",
    "care_fte_per_100": "Pleie, omsorg",
}
"""Names at line ends, short enough for a phone; the titles and tables have them in full."""
PASSES = "Passerer kapasiteten"


def by_item(table: Table) -> tuple[lines.Line, ...]:
    """One line an item, with its short name."""
    return tuple(
        replace(line, label=SHORT.get(line.series[0].item, line.label))
        for line in lines.by_item(table)
    )


def against(need: Table, passings: Sequence[Passing], unit: str) -> Chart:
    """Need, history and projection, against today's and decided capacity where they are known.

    Parameters
    ----------
    need
        One item, observed and projected.
    passings
        The levels, each with the year that need passes it.
    unit
        Text of the value axis.
    """
    steps = tuple(
        lines.Line(
            SHORT[one.level.item],
            # A level is no projection: it has neither dashes nor a seam of its own.
            (replace(one.level, alternative=OBSERVED),),
            palette.BESIDE[place % len(palette.BESIDE)],
            palette.THIN,
            role="level",
            stepped=one.kind == "own",
        )
        for place, one in enumerate(passings)
    )
    name = SHORT[need[0].item] if steps else ""
    line = lines.Line(name, need, palette.colour(need[0].item), 3.5)
    drawn = lines.chart((line, *steps), unit)
    years = sorted({one.year for one in passings if one.year is not None})
    return replace(
        drawn,
        curves=(*drawn.curves, *(_ring(need, drawn, year) for year in years)),
        marks=tuple(_mark(passings, drawn, year) for year in years),
    )


def _ring(need: Table, drawn: Chart, year: int) -> Curve:
    """The point on the need line where it passes a level."""
    value = on_path(need, need[0].item, year).at(year)
    return Curve(
        name=f"{PASSES} i {year}",
        legend=PASSES,
        code=PASSES,
        values=np.array([value if one == str(year) else np.nan for one in drawn.categories]),
        role="level",
        look="dots",
        colour=palette.colour(need[0].item),
    )


def _mark(passings: Sequence[Passing], drawn: Chart, year: int) -> Mark:
    """What is passed that year."""
    amounts = [norwegian.number(one.amount) for one in passings if one.year == year]
    text = f"over {norwegian.listing(amounts)} i {year}"
    return Mark("passing", drawn.categories.index(str(year)), text)
