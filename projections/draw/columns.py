"""Standing bars on a screen: by year, stacked with their sum as a line, beside each other."""

from collections.abc import Iterable, Mapping
from textwrap import wrap
from typing import Any

import numpy as np

from .. import norwegian
from ..figures.chart import Chart, Curve, Mark
from . import bars, placing, style
from .lines import AHEAD, Ending, end_labels, room_for
from .points import band_traces, bands_drawn, bar_of, every, line_of, points, years_of
from .steps import FREE, STEP, Free, order

FAINT = 0.55
"""How much of its colour is left of a bar that is projected."""
UNIT_NAME = 20
"""Letters of a unit's name on one line above its field."""
ROOM = 0.09
"""Room for a value or a name beyond what is drawn [share of the axis]."""
BESIDE = 0.6
"""Beyond the first and the last column [years]."""
CHOSEN = 2
"""Line around a bar that is told of [px]."""


def milestones(chart: Chart) -> style.Picture:
    """One bar for each of a few years, the value written on top."""
    (curve,) = chart.curves
    values = [float(value) for value in curve.values]
    layout = style.layout(300, chart.axis, hovermode="closest")
    layout["xaxis"] |= {"type": "category"}
    layout["yaxis"] |= {"range": style.room(values), "showticklabels": False, "showgrid": False}
    texts = [norwegian.million_kroner(value, 1, True) for value in values]
    bar = bars.trace(chart.categories, style.floats(values), texts, [curve.colour] * len(values))
    bar |= {"orientation": "v", "x": bar["y"], "y": bar["x"], "width": 0.5}
    bar["hovertemplate"] = "%{x}: %{text}<extra></extra>"
    return {"data": [bar], "layout": layout}


def ranking(chart: Chart) -> style.Picture:
    """One thin bar for each of many, highest first, the chosen one marked by name."""
    (curve,) = chart.curves
    there, count = every(chart, curve), len(chart.categories)
    layout = style.layout(380, chart.axis, hovermode="closest", bargap=0)
    layout["xaxis"] |= {"showticklabels": False, "range": [-1, count]}
    style.scale(layout, *room(curve.values))
    chosen = {one.place for one in chart.marks}
    bar = {
        "type": "bar",
        "x": list(range(count)),
        "y": there.values,
        "text": [f"{name}: {text}" for name, text in zip(there.names, there.texts, strict=True)],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        # A bar among hundreds is thinner than a line: the one that is told of is drawn around.
        "marker": {
            "color": list(curve.colours),
            "line": {
                "color": list(curve.colours),
                "width": [CHOSEN if place in chosen else 0 for place in range(count)],
            },
        },
    }
    layout["annotations"] += [_chosen(one) for one in chart.marks]
    picture = {"data": [bar], "layout": layout}
    layout["annotations"] = placing.settle(picture)
    return picture


def _chosen(mark: Mark) -> dict[str, Any]:
    """The name of a bar among many: over it, or as high up as the others let it."""
    places = tuple(
        {"xanchor": side, "yshift": 6 + up}
        for up in range(0, 300, 12)
        for side in ("center", "left", "right")
    )
    free = Free(mark.value, places)
    more = {"x": mark.place, "y": max(mark.value, 0.0), "yanchor": "bottom", FREE: free}
    return style.note(f"<b>{mark.text}</b>", **more)


def causes(chart: Chart) -> style.Picture:
    """Parts stacked by year, growth as a line; what is projected is paler."""
    layout = style.legended(440, chart.axis, barmode="relative")
    count = len(chart.categories)
    every = style.year_step(count, style.plot_room(layout) - style.YEAR)
    layout["xaxis"] |= {"type": "category", "dtick": every, "tick0": (count - 1) % every}
    step = order(chart)
    data = [_cause(chart, curve) | {STEP: step[curve]} for curve in chart.curves]
    return {"data": data, "layout": layout}


def _cause(chart: Chart, curve: Curve) -> dict[str, Any]:
    there = points(chart, curve)
    more = {
        "legendgroup": curve.group,
        "showlegend": not curve.faint,
        "hovertemplate": "%{text}" + (" (prognose)" if curve.faint else ""),
    }
    if curve.look == "line":
        marker = {"size": 6 if curve.faint else 8, "symbol": "diamond"}
        more |= {"mode": "lines+markers", "marker": marker}
        return line_of(curve, there.names, there, **more)
    more["marker"] = {"color": curve.colour, "opacity": FAINT if curve.faint else 1}
    return bar_of(curve, there.names, there, **more)


def pairs(chart: Chart) -> style.Picture:
    """One field a unit, two bars side by side by year."""
    fields = list(dict.fromkeys(curve.panel for curve in chart.curves))
    layout = style.legended(380, chart.axis, barmode="group")
    layout["margin"]["t"] += 2 * style.LINE
    layout["annotations"][0]["yshift"] += 2 * style.LINE
    data, step = [], order(chart)
    for place, name in enumerate(fields):
        number = "" if place == 0 else str(place + 1)
        left = place / len(fields)
        domain = [left + 0.02 * (place > 0), left + 1 / len(fields) - 0.04]
        layout[f"xaxis{number}"] = {
            **layout["xaxis"],
            "type": "category",
            "domain": domain,
            "anchor": f"y{number}",
            "dtick": style.year_step(len(chart.categories), style.plot_room(layout) / len(fields)),
        }
        layout[f"yaxis{number}"] = style.value_axis(
            anchor=f"x{number}", domain=[0, 1], matches="y" if place else None
        )
        layout["annotations"].append(
            style.note(
                f"<b>{'<br>'.join(wrap(name, UNIT_NAME))}</b>",
                x=domain[0],
                y=1,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="bottom",
                yshift=4,
            )
        )
        data += [
            _side(chart, curve, place == 0)
            | {"xaxis": f"x{number}", "yaxis": f"y{number}", STEP: step[curve]}
            for curve in chart.curves
            if curve.panel == name
        ]
    return {"data": data, "layout": layout}


def _side(chart: Chart, curve: Curve, in_legend: bool) -> dict[str, Any]:
    there = points(chart, curve)
    pattern = {"shape": curve.pattern, "solidity": 0.3}
    return bar_of(
        curve,
        there.names,
        there,
        legendgroup=curve.code,
        showlegend=in_legend,
        marker={"color": curve.colour, "pattern": pattern},
    )


def balance(chart: Chart) -> style.Picture:
    """Parts up and down by year, and a line of the whole with its last value written."""
    years, step = years_of(chart), order(chart)
    layout = style.legended(420, chart.axis, barmode="relative")
    ahead = [points(chart, one).years for one in chart.curves if one.role in AHEAD]
    if starts := [one[0] for one in ahead if one]:
        style.add_seam(layout, starts[0], years[-1])
    _set_values(chart, layout)
    ends: list[dict[str, Any]] = []
    for curve in (one for one in chart.curves if one.look == "line" and one.role != "band"):
        there = points(chart, curve)
        if there.names:
            value = there.values[-1]
            assert value is not None
            text = f"<b>{there.texts[-1]}</b>"
            end = Ending(there.years[-1] + 0.5, value, text, step[curve])
            ends += end_labels([end])
    reach = years[0] - BESIDE, years[-1] + BESIDE
    layout["margin"]["r"] = room_for(ends, layout["margin"]["l"], *reach)
    layout["annotations"] += ends
    _set_years(chart, layout)
    for text, y, anchor in zip(chart.ends, (1, 0), ("top", "bottom"), strict=False):
        layout["annotations"].append(_end_of_axis(layout, text, y, anchor))
    parts = [
        _part(chart, curve) | {STEP: step[curve]} for curve in chart.curves if curve.role != "band"
    ]
    columns = [one for one in parts if one["type"] == "bar"]
    rest = [one for one in parts if one["type"] != "bar"]
    picture = {"data": [*columns, *band_traces(chart), *rest], "layout": layout}
    layout["annotations"] = placing.settle(picture)
    return picture


def _set_values(chart: Chart, layout: dict[str, Any]) -> None:
    """Ends of the value axis: all that is stacked, up and down, and the lines with their bands."""
    bars_of = [one for one in chart.curves if one.look == "" and one.role != "band"]
    rest = [one for one in chart.curves if one.look == "line" and one.role != "band"]
    rest += [edge for pair in bands_drawn(chart) for edge in pair]
    stacked = np.nan_to_num(np.array([one.values for one in bars_of] or [np.zeros(1)]))
    ups, downs = (fit(stacked, 0.0).sum(axis=0) for fit in (np.maximum, np.minimum))
    every = [value for one in rest for value in one.values]
    every += [*ups, *downs]
    low, high = room(every)
    style.scale(layout, low, high if style.span(every)[1] > 0 else 0.0)
    layout["yaxis"]["range"] = [low, layout["yaxis"]["range"][1] or 1.0]


def _set_years(chart: Chart, layout: dict[str, Any]) -> None:
    """Years below columns, and as many lines of a legend as there are."""
    layout["margin"]["b"], layout["xaxis"]["automargin"] = style.LEGEND_ROOM, True
    layout["xaxis"] |= style.year_axis(years_of(chart), style.plot_room(layout), BESIDE)


def _end_of_axis(layout: Mapping[str, Any], text: str, y: float, anchor: str) -> dict[str, Any]:
    """What an end of the axis means, in the corner of it that is clear."""
    at = layout["yaxis"]["range"][round(y)]
    places = tuple(
        {"x": x, "xanchor": side, "xshift": 6 if side == "left" else -6}
        for x, side in ((0, "left"), (1, "right"))
    )
    more = {"x": 0, "y": at, "xref": "paper", "yanchor": anchor}
    return style.note(text, **more, **{FREE: Free(float(at), places)})


def _part(chart: Chart, curve: Curve) -> dict[str, Any]:
    there = points(chart, curve)
    if curve.look != "line":
        return bar_of(curve, there.years, there)
    marker = {"size": 9, "symbol": "diamond", "line": {"color": "#ffffff", "width": 1.5}}
    return line_of(curve, there.years, there, mode="lines+markers", marker=marker)


def room(values: Iterable[float]) -> tuple[float, float]:
    """The ends of a value axis from zero, with room for a value or a name beyond what is drawn."""
    low, high = style.span([0.0, *values])
    pad = ROOM * (high - low or 1)
    return low - pad if low < 0 else 0.0, high + pad
