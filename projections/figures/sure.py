"""How sure a curve of our own projection is: its band, the words for it, and its table.

The band is the errors the projection has made in municipalities of the size; docs/accuracy.md.
"""

from dataclasses import replace

import numpy as np

from .. import grids, labels, narrative
from ..ages import FloatArray
from ..series import Series
from ..tables.people import series_of
from ..trend.band import SHARES, interval, lasting, within
from ..trend.groups import TOLD
from .spec import Chart, Curve, Figure
from .view import View

YEARS = 10
"""How far ahead a miss is told for, where the projection goes so far [years]."""
LOW, HIGH = "band_low", "band_high"


def banded(own: Figure, view: View, group: str) -> Figure:
    """The figure with the band of our own projection; the figure itself beside any other path.

    Parameters
    ----------
    own
        A line chart over years.
    group
        One of :data:`~projections.trend.groups.TOLD`, what is drawn.
    """
    courses, projection = view.courses, view.projection
    if courses is None or projection is None:
        return own
    path, unit = projection.population, own.unit
    drawn = courses[..., TOLD.index(group)]
    middle = view.middle[..., TOLD.index(group)]
    edges = interval(drawn)
    low, high = (
        series_of(path, item, unit, values, (("share", f"{SHARES[0]:g}"),))
        for item, values in zip((LOW, HIGH), edges, strict=True)
    )
    ahead = min(YEARS, len(path.years) - 1)
    missed = float(within(drawn, middle)[ahead])
    text = narrative.sure.band(view.case.region.name, missed, unit, ahead, lasting(drawn, middle))
    return replace(
        own,
        finding=replace(own.finding, text=f"{own.text} {text}"),
        table=(*own.table, low, high),
        grids=(*own.grids, grids.by_year(narrative.sure.BAND, (low, high))),
        curves=(*_edges(own, low, high), *own.curves),
    )


def _edges(chart: Chart, low: Series, high: Series) -> tuple[Curve, ...]:
    """The two edges of the band, in the colour of the chart's first curve."""
    return tuple(
        Curve(
            name=labels.item(one.item),
            code=one.item,
            values=_over(one, chart.categories),
            role="band",
            colour=chart.curves[0].colour,
            width=1,
            dash="dot",
            faint=True,
            group="band",
        )
        for one in (low, high)
    )


def _over(one: Series, categories: tuple[str, ...]) -> FloatArray:
    return np.array([one.at(int(year)) if one.has(int(year)) else np.nan for year in categories])
