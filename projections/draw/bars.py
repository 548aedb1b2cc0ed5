"""Lying bars on a screen, their values written outside; waterfalls and pyramids of them."""

from collections.abc import Sequence
from itertools import accumulate
from textwrap import wrap
from typing import Any

from .. import norwegian
from ..charts import palette
from ..charts.bars import is_total
from ..figures.chart import Chart
from . import style
from .points import Points, every, points
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
    layout["shapes"] = [
        _step(end, place) for place, end in enumerate(ends[1:]) if place + 1 < len(totals)
    ]
    return {"data": [bar], "layout": layout}


def _step(x: float, place: int) -> dict[str, object]:
    """A thin line from the end of a bar to the start of the next."""
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": place,
        "y1": place + 1,
        "line": {"color": palette.INK, "width": 1},
        "layer": "below",
    }


def pyramid(chart: Chart) -> style.Picture:
    """Men to the left and women to the right, one year filled and one an outline."""
    layout = style.layout(
        560, chart.axis, barmode="overlay", bargap=0.12, showlegend=True, hovermode="y unified"
    )
    layout["legend"] = style.legend()
    layout["margin"]["b"] = style.LEGEND_ROOM
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
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": curve.name,
                # From the bottom up, and the first of a chart stands on top.
                "y": there.names[::-1],
                "x": there.values[::-1],
                "text": there.texts[::-1],
                "textposition": "none",
                "hovertemplate": "%{text}",
                "marker": marker,
                STEP: step[curve],
            }
        )
    return {"data": data, "layout": layout}


def _nice_ticks(most: float) -> list[float]:
    """Zero and two or three round steps up to the largest value; whole persons at least."""
    step = style.round_step(max(most / 3, 1.0))
    return [float(step * place) for place in range(int(most // step) + 1)]
