"""What every drawing reads of a curve: where it is, what is written there, and its band."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..figures.chart import Chart, Curve, written
from . import style
from .steps import BAND, STEP, order
from .style import floats


class Points(NamedTuple):
    """Categories, values and texts of a curve, from its first value to its last."""

    names: list[str]
    values: list[float | None]
    texts: list[str]

    @property
    def years(self) -> list[int]:
        """The categories, where they are years."""
        return [int(name) for name in self.names]


def points(chart: Chart, curve: Curve, with_holes: bool = True) -> Points:
    """A curve's points; a hole between two values is kept, or left out as are those at the ends."""
    places = list(range(len(chart.categories))[curve.span])
    if not with_holes:
        places = [place for place in places if curve.values[place] == curve.values[place]]
    values = [float(curve.values[place]) for place in places]
    return Points(
        [chart.categories[place] for place in places],
        floats(values),
        [written(chart, curve, value) for value in values],
    )


def every(chart: Chart, curve: Curve) -> Points:
    """A curve's points in all categories."""
    values = [float(value) for value in curve.values]
    texts = [written(chart, curve, value) for value in values]
    return Points(list(chart.categories), floats(values), texts)


def bar_of(curve: Curve, x: Sequence[object], there: Points, **more: Any) -> dict[str, Any]:
    """A curve's standing bars, whose values are told when they are touched."""
    return {
        "type": "bar",
        "name": curve.shown_name,
        "x": x,
        "y": there.values,
        "text": there.texts,
        "textposition": "none",
        "hovertemplate": "%{text}",
        "marker": {"color": curve.colour},
        **more,
    }


def line_of(curve: Curve, x: Sequence[object], there: Points, **more: Any) -> dict[str, Any]:
    """A curve's line, whose values are told when it is touched."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": curve.shown_name,
        "x": x,
        "y": there.values,
        "text": there.texts,
        "hovertemplate": "%{text}",
        "line": {"color": curve.colour, "width": curve.width, "dash": curve.dash},
        **more,
    }


def years_of(chart: Chart) -> list[int]:
    """The categories of a chart over years."""
    return [int(name) for name in chart.categories]


STRENGTH, FADED = 0.16, 0.45
"""How much of its colour a band has where it can be relied on, and how much of that after."""
MOST = 3
"""Bands of different curves in one small chart that can be told apart."""


def bands_drawn(chart: Chart) -> list[tuple[Curve, Curve]]:
    """The bands of a chart that are drawn: where there are many, that of what is told alone.

    Two of one colour are not told apart either, and what is stacked has none, for where it is drawn
    is not where its value is. The others are still in the tables and files.
    """
    shown = list(chart.bands)
    if chart.form == "balance":
        lines = {one.colour for one in chart.curves if one.look == "line" and one.role != "band"}
        shown = [pair for pair in shown if pair[0].colour in lines]
    every = Counter(low.panel for low, _ in shown if low.is_outer)
    told = {(low.panel, low.colour) for low, _ in shown if not low.faint}
    return [
        (low, high)
        for low, high in shown
        if not low.faint or (every[low.panel] <= MOST and (low.panel, low.colour) not in told)
    ]


def band_traces(chart: Chart, small: bool = False, panel: str = "") -> list[dict[str, Any]]:
    """Every band of a chart, drawn before its lines.

    Parameters
    ----------
    small
        Whether there is room for the wide band alone, and no values to point at.
    panel
        Heading of the small chart that is drawn.
    """
    found: list[dict[str, Any]] = []
    step = order(chart)
    for low, high in bands_drawn(chart):
        if low.panel != panel or (small and not low.is_outer):
            continue
        own = [*_areas(chart, low, high)]
        if not small and low.is_outer and not low.faint:
            own += [_edge(chart, one) for one in (low, high)]
        found += [one | {STEP: step[low]} for one in own]
    return found


def _areas(chart: Chart, low: Curve, high: Curve) -> Iterator[dict[str, Any]]:
    known = np.flatnonzero(np.isfinite(low.values) & np.isfinite(high.values))
    if not len(known):
        return
    until = known[-1] if low.sure is None else low.sure
    for places, strength in (
        (known[known <= until], STRENGTH),
        (known[known >= until], STRENGTH * FADED),
    ):
        if len(places) > 1:
            yield {
                "type": "scatter",
                "mode": "lines",
                "x": [int(chart.categories[one]) for one in (*places, *places[::-1])],
                "y": [*map(float, high.values[places]), *map(float, low.values[places[::-1]])],
                "fill": "toself",
                "fillcolor": style.paler(low.colour, strength),
                "line": {"width": 0, "color": low.colour},
                "name": high.shown_name,
                "text": [""] * (2 * len(places)),
                "hoverinfo": "skip",
                "showlegend": False,
                "meta": BAND,
            }


def _edge(chart: Chart, curve: Curve) -> dict[str, Any]:
    there = points(chart, curve)
    return line_of(curve, there.years, there, opacity=0.6, showlegend=False, meta=BAND)
