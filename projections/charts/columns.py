"""Standing bars: values by year, causes stacked with their sum as a line, plan beside model."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from .. import labels, terms
from ..figures.chart import Chart, Curve, Mark
from ..figures.spec import over, role_of
from ..people.population import Region
from ..series import Series, Table, items, pick
from ..tables import plan_pairs, ranks
from . import lines, palette

CAUSES: Mapping[str, int] = {
    "births": 1,
    "deaths": -1,
    "net_immigration": 1,
    "net_domestic": 1,
    "net_migration": 1,
}
"""What growth is made of, and the direction it is drawn; deaths go down."""
PARTS = ("net_immigration", "net_domestic")
"""Drawn instead of net migration where they are known."""
PLAN, MODEL = "Planens linje", "Modellen"


def ranking(table: Table, year: int, chosen: Region, unit: str) -> Chart:
    """One thin bar for each of many regions, highest first, the chosen one marked by name."""
    order = ranks(table, chosen, year).order
    values = np.array([series.at(year) for series in order])
    place = next(i for i, series in enumerate(order) if series.region == chosen)
    told = f"{chosen.name} {terms.value(values[place], table[0].unit)}"
    curve = Curve(
        name=unit,
        code="",
        values=values,
        role=role_of(order[0]),
        colour=palette.NEUTRAL,
        colours=tuple(palette.ACCENT if i == place else palette.NEUTRAL for i in range(len(order))),
    )
    return Chart(
        form="ranking",
        categories=tuple(series.region.name for series in order),
        curves=(curve,),
        axis=unit,
        unit=table[0].unit,
        marks=(Mark("chosen", place, told, float(values[place])),),
    )


def causes(table: Table, part_year: int | None, unit: str) -> Chart:
    """Births, deaths and net flows stacked by year, growth as a line.

    A part year has a star; what a projection reckons with is paler.
    """
    years = sorted({year for series in table for year in series.years})
    # The same parts all the way, or the bars could not be compared.
    alternatives = {series.alternative for series in table}
    known = [{one.alternative for one in pick(table, part)} for part in PARTS]
    left_out = {"net_migration"} if all(one == alternatives for one in known) else set(PARTS)
    bars = [
        _cause(series, years, colour=palette.colour(item), turned=sign < 0)
        for item, sign in CAUSES.items()
        if item not in left_out
        for series in pick(table, item)
    ]
    growth = [
        _cause(
            series,
            years,
            look="line",
            colour=palette.INK,
            width=2,
            dash="solid" if series.is_observed else palette.PROJECTED_DASHES[0],
            signed=True,
        )
        for series in pick(table, "growth")
    ]
    return Chart(
        form="causes",
        categories=tuple(f"{year}*" if year == part_year else str(year) for year in years),
        curves=(*bars, *growth),
        axis=unit,
        unit=table[0].unit,
        stand="stacked",
    )


def _cause(series: Series, years: list[int], turned: bool = False, **look: Any) -> Curve:
    legend = labels.item(series.item)
    name = f"{legend}, trukket fra" if turned else legend
    return Curve(
        name=name if series.is_observed else f"{name} (prognose)",
        legend=legend,
        code=series.item if series.is_observed else f"{series.item} projected",
        values=(-1 if turned else 1) * over(series, years),
        role=role_of(series),
        group=series.item,
        faint=not series.is_observed,
        turned=turned,
        **look,
    )


def plan_beside_model(table: Table, unit: str) -> Chart:
    """One field a unit, the plan's line and the model's change side by side by year."""
    pairs = plan_pairs(table)
    years = sorted({year for pair in pairs for series in pair for year in series.years})
    return Chart(
        form="pairs",
        categories=tuple(map(str, years)),
        curves=tuple(_side(series, years) for pair in pairs for series in pair),
        axis=unit,
        unit=table[0].unit,
        signed=True,
        stand="beside",
    )


def _side(series: Series, years: list[int]) -> Curve:
    is_plan = series.alternative == "plan"
    return Curve(
        name=PLAN if is_plan else MODEL,
        code="plan" if is_plan else "model",
        values=over(series, years),
        role="plan" if is_plan else "estimate",
        colour=palette.NEUTRAL if is_plan else palette.WARM,
        pattern="/" if is_plan else "",
        panel=series.label("unit_name"),
    )


TAKEN = "trukket fra"
"""Said of what is drawn with the opposite sign."""
BETTER, WORSE = "▲ bedre", "▼ verre"


def net(table: Table, unit: str) -> Chart:
    """Income up and cost down, and net as a line: above zero is better, below it worse."""
    return replace(_stacked(table, "net", unit), ends=(BETTER, WORSE))


def before_tax(table: Table, unit: str) -> Chart:
    """The same of grants alone, where tax is not known."""
    return replace(_stacked(table, "before_tax", unit), ends=(BETTER, WORSE))


def parts(table: Table, unit: str) -> Chart:
    """Each part of income as a bar, and their sum as a line where there is one."""
    return _stacked(table, labels.TOTAL, unit)


def index(table: Table, unit: str) -> Chart:
    """Need index against the nation's, which is one."""
    table = tuple(_known(one) for one in table)
    own = tuple(one for one in table if one.item == items(table)[0])
    ones = tuple(one.with_values(np.ones_like(one.values)) for one in own)
    nation = lines.Line(
        "Landet", ones, palette.NEUTRAL, palette.THIN, projected_dash="solid", role="level"
    )
    return lines.chart((*lines.by_item(table), nation), unit, from_zero=False)


def _stacked(table: Table, whole: str, unit: str) -> Chart:
    """Bars of the parts by year, cost turned down, and a line of the whole."""
    years = sorted({year for series in table for year in series.years})
    bars = [_curve(one, years, one.item == "cost") for one in table if one.item != whole]
    line = [
        replace(
            _curve(one, years),
            look="line",
            colour=palette.ACCENT,
            width=3.5,
            dash="solid" if one.is_observed else palette.PROJECTED_DASHES[0],
        )
        for one in table
        if one.item == whole
    ]
    return Chart(
        form="balance",
        categories=tuple(map(str, years)),
        curves=(*bars, *line),
        axis=unit,
        unit=table[0].unit,
        signed=True,
        stand="stacked",
    )


def _curve(series: Series, years: list[int], turned: bool = False) -> Curve:
    name = labels.item(series.item)
    return Curve(
        name=f"{name}, {TAKEN}" if turned else name,
        legend=name,
        code=series.item,
        values=(-1 if turned else 1) * over(series, years),
        role=role_of(series),
        colour=palette.colour(series.item),
        turned=turned,
    )


def _known(series: Series) -> Series:
    """Without the years before the first value and after the last, so that a line has its end."""
    years = [year for year in series.years if not np.isnan(series.at(year))]
    return series.between(years[0], years[-1]) if years else series.between(1, 0)
