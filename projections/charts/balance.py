"""What pulls up and what pulls down, stacked by year, with the sum as a line."""

from dataclasses import replace

import numpy as np

from .. import labels
from ..figures.chart import Chart, Curve
from ..figures.spec import over, role_of
from ..series import Series, Table, items
from . import lines, palette

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
