"""Lying bars on a screen, waterfalls and pyramids, and dots on one scale."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from textwrap import wrap
from typing import Any

import numpy as np

from .. import norwegian
from ..charts import palette
from ..charts.bars import OTHER, OWN, REFERENCE, is_total
from ..figures.chart import Chart, Curve, written
from . import style
from .points import Points, bar_of, every, points
from .steps import STEP, order

NAME_WIDTH = 24
"""Letters of a long name on one line beside its bar."""
UNIT_WIDTH = 30
"""Letters of a long unit on one line under the axis."""
ROW = 30
"""Height of a bar of a waterfall with its room [px]."""


def bars(chart: Chart) -> style.Picture:
    """A bar a category, or a few beside each other."""
    if len(chart.curves) > 1:
        return _beside(chart)
    (curve,) = chart.curves
    there = every(chart, curve)
    bar = trace(_names(there), there.values, there.texts, curve.colours)
    if curve.patterns:
        bar["marker"]["pattern"] = {"shape": list(curve.patterns), "solidity": 0.3}
    return _level([bar], chart.axis, len(there.names))


def _names(there: Points) -> list[str]:
    """Names beside bars, the long ones on more lines."""
    return ["<br>".join(wrap(name, NAME_WIDTH)) for name in there.names]


def _beside(chart: Chart) -> style.Picture:
    """Bars of each category beside each other, with a legend."""
    data, step = [], order(chart)
    for curve in chart.curves:
        there = points(chart, curve, with_holes=False)
        bar = trace(_names(there), there.values, there.texts, [curve.colour] * len(there.names))
        bar["marker"]["pattern"] = {"shape": curve.pattern, "solidity": 0.3}
        more = {"name": curve.name, "hovertemplate": "%{text}", "textfont": {"size": 11}}
        data.append(bar | more | {STEP: step[curve]})
    rows = len(chart.categories) * max(1, len(chart.curves) * 2 // 3)
    picture = _level(data, chart.axis, rows)
    legend = style.legend() | {"traceorder": "normal"}
    picture["layout"] |= {"showlegend": True, "legend": legend, "hovermode": "y unified"}
    picture["layout"]["margin"]["b"] = style.LEGEND_ROOM
    return picture


def _level(data: list[dict[str, Any]], unit: str, count: int) -> style.Picture:
    values = [value for bar in data for value in bar["x"] if value is not None]
    layout = style.layout(64 + 34 * count, unit, hovermode="closest")
    _unit_below(layout, unit, values)
    return {"data": data, "layout": layout}


def _unit_below(layout: dict[str, Any], unit: str, values: Sequence[float]) -> None:
    """The unit under the value axis, whose marks the bars' own values stand for."""
    layout["annotations"] = []
    layout["xaxis"] = style.value_axis(
        showticklabels=False,
        showgrid=False,
        range=style.room(values),
        title={"text": "<br>".join(wrap(unit, UNIT_WIDTH)), "font": {"size": style.FONT - 1}},
    )
    layout["yaxis"] = {"autorange": "reversed", "automargin": True, "fixedrange": True}


def trace(
    names: Sequence[str],
    values: Sequence[float | None],
    texts: Sequence[str],
    colours: Sequence[str],
) -> dict[str, Any]:
    """Level bars with their values written outside."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(names),
        "x": list(values),
        "text": list(texts),
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
        "marker": {"color": list(colours)},
    }


def waterfall(chart: Chart) -> style.Picture:
    """Each bar from where the one above it ended; sums with a pattern and a bold name."""
    (curve,) = chart.curves
    there, totals = every(chart, curve), [is_total(code) for code in chart.codes]

    def marked(texts: Sequence[str]) -> list[str]:
        return [
            f"<b>{text}</b>" if total else text for text, total in zip(texts, totals, strict=True)
        ]

    colours = [palette.colour(code) for code in chart.codes]
    bar = trace(marked(there.names), there.values, marked(there.texts), colours)
    assert curve.starts is not None
    bar["base"] = [float(start) for start in curve.starts]
    bar["marker"]["pattern"] = {"shape": ["/" if one else "" for one in totals], "solidity": 0.3}
    parts = [float(value) for value, total in zip(curve.values, totals, strict=True) if not total]
    ends = list(accumulate(parts, initial=0.0))
    layout = style.layout(70 + ROW * len(chart.categories), chart.axis, hovermode="closest")
    _unit_below(layout, chart.axis, [*ends, *map(float, curve.values)])
    # A thin line from the end of a bar to the start of the next.
    layout["shapes"] = [
        style.rule((end, end), (place, place + 1), palette.INK, 1, layer="below")
        for place, end in enumerate(ends[1:])
        if place + 1 < len(totals)
    ]
    return {"data": [bar], "layout": layout}


def pyramid(chart: Chart) -> style.Picture:
    """Men to the left and women to the right, one year filled and one an outline."""
    layout = style.legended(560, chart.axis, barmode="overlay", bargap=0.12, hovermode="y unified")
    most = style.span(abs(value) for curve in chart.curves for value in curve.values)[1] or 1.0
    ticks = _nice_ticks(most)
    layout["xaxis"] = style.value_axis(
        tickvals=[-tick for tick in ticks[:0:-1]] + ticks,
        ticktext=[norwegian.number(tick) for tick in [*ticks[:0:-1], *ticks]],
        range=[-1.08 * most, 1.08 * most],
    )
    layout["yaxis"] = {"automargin": True, "fixedrange": True, "dtick": 2}
    data, step = [], order(chart)
    for curve in chart.curves:
        marker: dict[str, Any] = {"color": curve.colour}
        if curve.look == "outline":
            marker = {"color": "rgba(0,0,0,0)", "line": {"color": curve.colour, "width": 2}}
        there = every(chart, curve)
        # From the bottom up, and the first of a chart stands on top.
        data.append(
            bar_of(
                curve,
                there.values[::-1],
                there,
                orientation="h",
                y=there.names[::-1],
                text=there.texts[::-1],
                marker=marker,
            )
            | {STEP: step[curve]}
        )
    return {"data": data, "layout": layout}


def _nice_ticks(most: float) -> list[float]:
    """Zero and two or three round steps up to the largest value; whole persons at least."""
    step = style.round_step(max(most / 3, 1.0))
    return [float(step * place) for place in range(int(most // step) + 1)]


DOT_ROW = 38
"""Height of an item, its name above its dots [px]."""
NAME_SHIFT = 16
"""How far above its dots an item's name stands [px]."""
MARKERS: Mapping[str, Mapping[str, Any]] = {
    OTHER: {"symbol": "circle-open", "size": 9},
    REFERENCE: {"symbol": "diamond", "size": 12},
    OWN: {"symbol": "circle", "size": 14},
}


def dots(chart: Chart) -> style.Picture:
    """One row an item, the name and the two figures above it."""
    *others, reference, own = chart.curves
    count = len(chart.categories)
    step = order(chart)
    data = [_dots(chart, curve) | {STEP: step[curve]} for curve in chart.curves]
    for place, trace in enumerate(data[: len(others)]):
        # One entry in the legend for all of them; the name of each is told when it is touched.
        trace |= {"meta": others[place].name, "legendgroup": "others", "showlegend": place == 0}
    layout = style.layout(126 + DOT_ROW * count, chart.axis, hovermode="closest")
    layout["annotations"] = [_heading(chart, place, own, reference) for place in range(count)]
    told = f"{chart.axis}<br>(i parentes: {reference.name})"
    layout["xaxis"] = style.value_axis(
        nticks=5, title={"text": told, "font": {"size": style.FONT - 1}}
    )
    layout["yaxis"] = {
        "range": [count - 0.6, -0.75],
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
    # The thin line an item's dots stand on.
    layout["shapes"] = [
        style.rule((0, 1), (place, place), style.GRID, 1, xref="paper", layer="below")
        for place in range(count)
    ]
    layout |= {"showlegend": True, "legend": style.legend() | {"traceorder": "reversed"}}
    layout["margin"] |= {"t": 8, "b": 100}
    return {"data": data, "layout": layout}


def _dots(chart: Chart, curve: Curve) -> dict[str, Any]:
    there = points(chart, curve, with_holes=False)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": curve.shown_name,
        "x": there.values,
        "y": [chart.categories.index(name) for name in there.names],
        "text": [f"{curve.name} {text}" for text in there.texts],
        "customdata": there.names,
        "hovertemplate": "%{customdata}<br>%{text}<extra></extra>",
        "marker": {**MARKERS[curve.code], "color": curve.colour, "line": {"width": 1.5}},
    }


def _heading(chart: Chart, place: int, own: Curve, reference: Curve) -> dict[str, Any]:
    """The item's name, with the figures of the chosen region and the reference."""
    told = [
        written(chart, one, float(one.values[place])) if np.isfinite(one.values[place]) else "–"
        for one in (own, reference)
    ]
    return style.note(
        f"<b>{chart.categories[place]}</b>  {told[0]} ({told[1]})",
        x=0,
        xref="paper",
        xanchor="left",
        y=place,
        yanchor="middle",
        yshift=NAME_SHIFT,
    )
