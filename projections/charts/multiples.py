"""Small multiples: the same kind of chart for each item, side by side."""

from collections.abc import Sequence
from dataclasses import replace

from .. import labels, units
from ..figures.chart import Chart, Curve
from ..series import Series, Table, items, pick, value_on_path
from . import palette
from .lines import Line, curve


def chart(table: Table, unit: str, shared_axis: bool, marked: Sequence[int]) -> Chart:
    """One small chart an item; each item with its own name above.

    Parameters
    ----------
    shared_axis
        Whether all charts have the same value axis (shares, indices) or each its own (persons).
    marked
        Years whose values stand in each heading.
    """
    table = tuple(series for series in table if series.item != labels.TOTAL)
    years = sorted({year for series in table for year in series.years})
    names = items(table)
    return Chart(
        form="multiples",
        categories=tuple(map(str, years)),
        curves=tuple(_curve(one, years) for item in names for one in pick(table, item)),
        axis=unit,
        unit=table[0].unit,
        signed=table[0].is_difference,
        headings=tuple(_values(pick(table, item), marked) for item in names),
        shared_axis=shared_axis,
    )


def _curve(series: Series, years: Sequence[int]) -> Curve:
    """A curve called what it rests on, for its chart has the item in its heading."""
    name = labels.item(series.item)
    drawn = curve(Line(name, (series,), palette.colour(series.item)), series, years, series.item)
    told = labels.sentence(labels.alternative(series.alternative))
    return replace(drawn, name=told, legend=drawn.name, code=series.item, panel=name, label=None)


def _values(own: Table, years: Sequence[int]) -> str:
    return " → ".join(
        units.value(value_on_path(own, own[0].item, year), own[0].unit) for year in years
    )
