"""Dots on one scale on a screen, item by item; names stand above so that a phone has room."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from ..charts.dots import OTHER, OWN, REFERENCE
from ..figures.chart import Chart, Curve, written
from . import style
from .points import points
from .steps import STEP, order

ROW = 38
"""Height of an item, its name above its dots [px]."""
NAME_SHIFT = 16
"""How far above its dots an item's name stands [px]."""
MARKERS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        OTHER: {"symbol": "circle-open", "size": 9},
        REFERENCE: {"symbol": "diamond", "size": 12},
        OWN: {"symbol": "circle", "size": 14},
    }
)


def dots(chart: Chart) -> style.Picture:
    """One row an item, the name and the two figures above it."""
    *others, reference, own = chart.curves
    count = len(chart.categories)
    step = order(chart)
    data = [_dots(chart, curve) | {STEP: step[curve]} for curve in chart.curves]
    for place, trace in enumerate(data[: len(others)]):
        # One entry in the legend for all of them; the name of each is told when it is touched.
        trace |= {"meta": others[place].name, "legendgroup": "others", "showlegend": place == 0}
    layout = style.layout(126 + ROW * count, chart.axis, hovermode="closest")
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
    layout["shapes"] = [_rule(place) for place in range(count)]
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


def _rule(place: int) -> dict[str, Any]:
    """The thin line an item's dots stand on."""
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": place,
        "y1": place,
        "line": {"color": style.GRID, "width": 1},
        "layer": "below",
    }
