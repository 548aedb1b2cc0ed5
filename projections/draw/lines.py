"""Lines on a screen: labels at their ends, the seam, marks; small multiples of them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from ..charts import palette
from ..figures.chart import Chart, Curve, Mark, axis_ends
from . import letters, placing, style
from .points import band_traces, bands_drawn, line_of, points, years_of
from .steps import FREE, STEP, Free, order

HEIGHT, SHORT = 420, 230
"""Of a chart on a page, and in short [px]."""
LOW = placing.Screen(height=190)
"""As low as a chart in short is made where it has a room of its own, as in whatif.css."""
AHEAD = ("projected", "plan", "scenario")
"""Roles of what comes after the seam."""
LABEL_SHIFT = 6
"""From a line's end to its label [px]."""
LABEL_WIDTH = 150
"""The longest line of a label; longer ones take more lines [px]."""
PASSED = 70
"""The longest line of what is passed in a year [px]."""
OFFICE = 1.15
"""How much wider letters on a slide may be than on a page."""


def lines(chart: Chart, short: bool = False) -> style.Picture:
    """Lines labelled at their end, with the seam between history and projection."""
    height, drawn, step = SHORT if short else HEIGHT, _lines_of(chart), order(chart)
    low, high = _reach(chart, drawn)
    years = years_of(chart)
    named = end_labels(ends(chart))
    layout = style.layout(height, chart.axis)
    style.scale(layout, low, high)
    layout["margin"]["r"] = room_for(named, layout["margin"]["l"], years[0], years[-1])
    layout["xaxis"] |= style.year_axis(years, style.plot_room(layout))
    layout["annotations"] += named
    layout["annotations"] += [
        _value(years, mark) | _of(mark, drawn, step)
        for mark in chart.marks
        if mark.kind == "value" and not short
    ]
    add_seam(layout, chart)
    passings = [mark for mark in chart.marks if mark.kind == "passing"]
    rings = [curve for curve in chart.curves if curve.look == "dots"]
    layout["annotations"] += [_passing(years, mark) | _of(mark, rings, step) for mark in passings]
    if chart.few_years:
        shown = sorted({years[0], years[len(years) // 2], years[-1]})
        layout["xaxis"] |= {"tickmode": "array", "tickvals": shown}
    data = [
        (_ring if curve in rings else trace)(chart, curve) | {STEP: step[curve]}
        for curve in (*drawn, *rings)
    ]
    picture = {"data": [*band_traces(chart, short), *data], "layout": layout}
    layout["annotations"] = placing.settle(picture, LOW if short else placing.PAGE)
    return picture


def _of(mark: Mark, curves: Sequence[Curve], step: Mapping[Curve, int]) -> dict[str, int]:
    """The step of the curve that a mark is on; nothing where it is on none."""
    known = [one for one in curves if np.isfinite(one.values[mark.place])]
    on = [one for one in known if np.isnan(mark.value) or one.values[mark.place] == mark.value]
    return {STEP: step[on[0]]} if on else {}


def trace(chart: Chart, curve: Curve) -> dict[str, Any]:
    """One curve."""
    there = points(chart, curve)
    is_point = curve.role == "level" and len(there.names) == 1
    drawn = line_of(curve, there.years, there, connectgaps=False)
    drawn["line"]["shape"] = "hv" if curve.stepped else "linear"
    return drawn | ({"mode": "lines+markers"} if is_point else {})


def add_seam(layout: dict[str, Any], chart: Chart) -> None:
    """Where the projection starts, where there is one."""
    if span := seam(chart):
        style.add_seam(layout, *span)


def seam(chart: Chart) -> tuple[int, int] | None:
    """The first and last year that is projected; None where there is none."""
    spans = [ahead(chart, one) for one in chart.curves if one.role in AHEAD]
    if spans := [span for span in spans if span]:
        return min(one[0] for one in spans), max(one[-1] for one in spans)
    return None


def labelled(
    chart: Chart, low: float, high: float, size: tuple[float, float]
) -> list[dict[str, Any]]:
    """The labels at line ends, clear of each other and of the lines.

    Parameters
    ----------
    chart
        Each of its categories has a slot of its own, and stands in the middle of it.
    low, high
        Ends of the value axis.
    size
        Width and height of what is drawn, where a line of text is as high as on a page [px].
    """
    drawn, years = _lines_of(chart), years_of(chart)
    if not years:
        return []
    layout: dict[str, Any] = {
        "margin": dict.fromkeys("lrtb", 0),
        "xaxis": {"range": [years[0] - 0.5, years[-1] + 0.5]},
        "yaxis": {"range": [low, high]},
        "annotations": end_labels(ends(chart), wide=True),
        "shapes": [],
    }
    width, height = size
    layout["margin"]["r"] = width  # more than any label
    screen = placing.Screen((2 * width,), height, OFFICE)
    picture = {"data": [trace(chart, one) for one in drawn], "layout": layout}
    return placing.settle(picture, screen)


def ahead(chart: Chart, curve: Curve) -> list[int]:
    """The years of a curve from where it leaves what was counted.

    A projection that is moved to the newest count has the counts themselves until then.
    """
    years = points(chart, curve).years
    like = [
        one
        for one in chart.curves
        if one.role == "observed" and (one.group, one.panel) == (curve.group, curve.panel)
    ]
    if not like or not years:
        return years
    start = 0
    for place, year in enumerate(years):
        at = chart.categories.index(str(year))
        if not np.isclose(like[0].values[at], curve.values[at]):
            break
        start = place
    return years[start:]


def _lines_of(chart: Chart) -> list[Curve]:
    return [curve for curve in chart.curves if curve.look != "dots" and curve.role != "band"]


def _reach(chart: Chart, drawn: Sequence[Curve]) -> tuple[float, float]:
    """The ends of the value axis."""
    edges = [one for pair in bands_drawn(chart) for one in pair if one.is_outer]
    every = style.span(value for curve in (*drawn, *edges) for value in curve.values)
    low, high = axis_ends(chart, *every)
    pad = 0.06 * (high - low or 1)
    return (0.0 if chart.from_zero and low == 0 else low - pad), high + pad


class Ending(NamedTuple):
    """A line's last point, its label there, and the step it is shown in."""

    x: float
    y: float
    text: str
    step: int


def end_labels(ends: Sequence[Ending], wide: bool = False) -> list[dict[str, Any]]:
    """Labels at the ends of lines, on as many lines of text as a phone calls for, if not wide.

    Where they stand clear of each other and of the lines is for
    :func:`~projections.draw.placing.settle`.
    """
    more = {"xanchor": "left", "yanchor": "middle", "xshift": LABEL_SHIFT, "align": "left"}
    return [
        style.note(_fitted(one.text, wide), x=one.x, y=one.y, **more)
        | {STEP: one.step, FREE: Free(one.y)}
        for one in ends
        if one.text
    ]


def _fitted(text: str, wide: bool) -> str:
    return text if wide else letters.wrapped(text, placing.SIZE, LABEL_WIDTH)


def room_for(labels: Sequence[dict[str, Any]], left: float, first: float, last: float) -> int:
    """Right margin for labels at line ends, on the narrowest screen [px].

    Parameters
    ----------
    labels
        See :func:`end_labels`.
    left
        The left margin [px].
    first, last
        The ends of the axis; a label further in has part of its room between them.
    """
    whole = placing.NARROW - left
    plots = [
        (whole - 2 * LABEL_SHIFT - letters.width(one["text"], placing.SIZE))
        * (last - first or 1)
        / max(one["x"] - first, 1e-9)
        for one in labels
    ]
    return max(round(whole - min(plots, default=whole)), 2 * LABEL_SHIFT)


def ends(chart: Chart) -> list[Ending]:
    """Where each line ends, and its label; one that ends inside the chart has room for less."""
    drawn = _lines_of(chart)
    found: list[Ending] = []
    if not (years := years_of(chart)):
        return []
    last, step = years[-1], order(chart)
    for group in dict.fromkeys(curve.group for curve in drawn):
        own = [curve for curve in drawn if curve.group == group and curve.label is not None]
        ended = [(points(chart, curve), curve) for curve in own]
        if ended := [one for one in ended if one[0].names]:
            there, curve = max(ended, key=lambda one: one[0].years[-1])
            year, value = there.years[-1], there.values[-1]
            assert value is not None
            label = f"{curve.label} <b>{there.texts[-1]}</b>".strip()
            text = str(curve.label) if year < last else label
            found.append(Ending(year, value, text, step[curve]))
    return found


def _value(years: Sequence[int], mark: Mark) -> dict[str, Any]:
    """A value written on its line."""
    free = Free(mark.value, tuple(placing.AROUND))
    return style.note(f"<b>{mark.text}</b>", x=years[mark.place], y=mark.value, **{FREE: free})


def _ring(chart: Chart, curve: Curve) -> dict[str, Any]:
    """A ring on a line where it passes a level, and a line from it down to the year."""
    there = points(chart, curve)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [*there.years, *there.years],
        "y": [*there.values, 0.0],
        "name": curve.shown_name,
        "text": [*there.texts, *there.texts],
        "hoverinfo": "skip",
        "line": {"color": palette.NEUTRAL, "width": 1},
        "marker": {
            "size": [13, 0],
            "symbol": "circle-open",
            "color": curve.colour,
            "line": {"width": 3},
        },
    }


def _passing(years: Sequence[int], mark: Mark) -> dict[str, Any]:
    """What is passed in a year, by the year: above the axis, on either side of the line there."""
    year = years[mark.place]
    left = year - years[0] > (years[-1] - years[0]) / 2
    sides = ({"xanchor": "right", "xshift": -4}, {"xanchor": "left", "xshift": 4})
    text = letters.wrapped(f"<b>{mark.text}</b>".replace(" i ", " i\u00a0"), placing.SIZE, PASSED)
    places = tuple(
        side | {"yanchor": "bottom", "yshift": 4 + row * style.LABEL_GAP}
        for row in range(8)
        for side in (sides if left else sides[::-1])
    )
    return style.note(text, x=year, y=0, **{FREE: Free(0.0, places)})
