"""Standing bars on a screen: by year, stacked with their sum as a line, beside each other."""

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

from .. import norwegian
from ..charts import palette
from ..figures.chart import Chart, Curve
from . import bands, bars, style
from .lines import AHEAD
from .points import every, points, years_of
from .steps import STEP, order

FAINT = 0.55
"""How much of its colour is left of a bar that is projected."""
UNIT_NAME = 20
"""Letters of a unit's name on one line above its field."""
MOST_YEARS = 14
"""More columns than these are not all named, and have no room for their values."""
ROOM = 0.09
"""Room for a value or a name beyond what is drawn [share of the axis]."""
NAME_YEARS = 5
"""As many columns as the name of a level line may reach over on a phone."""


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
    layout["yaxis"] |= {"tickformat": style.tick_format(style.span(curve.values)[1])}
    layout["annotations"] += [
        style.note(f"<b>{one.text}</b>", x=one.place, y=one.value, yanchor="bottom", yshift=6)
        for one in chart.marks
    ]
    bar = {
        "type": "bar",
        "x": list(range(count)),
        "y": there.values,
        "text": [f"{name}: {text}" for name, text in zip(there.names, there.texts, strict=True)],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": list(curve.colours)},
    }
    return {"data": [bar], "layout": layout}


def causes(chart: Chart) -> style.Picture:
    """Parts stacked by year, growth as a line; what is projected is paler."""
    layout = _with_legend(440, chart, "relative")
    few = len(chart.categories) <= MOST_YEARS
    layout["xaxis"] |= {"type": "category", "dtick": 1 if few else 5}
    step = order(chart)
    data = [_cause(chart, curve) | {STEP: step[curve]} for curve in chart.curves]
    return {"data": data, "layout": layout}


def _cause(chart: Chart, curve: Curve) -> dict[str, Any]:
    there = points(chart, curve)
    look: dict[str, Any] = {
        "type": "bar",
        "textposition": "none",
        "marker": {"color": curve.colour, "opacity": FAINT if curve.faint else 1},
    }
    if curve.look == "line":
        look = {
            "type": "scatter",
            "mode": "lines+markers",
            "line": {"color": curve.colour, "width": curve.width, "dash": curve.dash},
            "marker": {"size": 6 if curve.faint else 8, "symbol": "diamond"},
        }
    return {
        "name": curve.shown_name,
        "legendgroup": curve.group,
        "showlegend": not curve.faint,
        "x": there.names,
        "y": there.values,
        "text": there.texts,
        "hovertemplate": "%{text}" + (" (prognose)" if curve.faint else ""),
        **look,
    }


def pairs(chart: Chart) -> style.Picture:
    """One field a unit, two bars side by side by year."""
    fields = list(dict.fromkeys(curve.panel for curve in chart.curves))
    layout = _with_legend(380, chart, "group")
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
    return {
        "type": "bar",
        "name": curve.name,
        "legendgroup": curve.code,
        "showlegend": in_legend,
        "x": there.names,
        "y": there.values,
        "text": there.texts,
        "textposition": "none",
        "hovertemplate": "%{text}",
        "marker": {
            "color": curve.colour,
            "pattern": {"shape": curve.pattern, "solidity": 0.3},
        },
    }


def balance(chart: Chart) -> style.Picture:
    """Parts up and down by year, and a line of the whole with its last value written."""
    years, step = years_of(chart), order(chart)
    layout = _with_legend(420, chart, "relative")
    layout["xaxis"] |= style.year_axis(years) | {"range": [years[0] - 0.6, years[-1] + 0.6]}
    ahead = [points(chart, one).years for one in chart.curves if one.role in AHEAD]
    if starts := [one[0] for one in ahead if one]:
        style.add_seam(layout, starts[0], years[-1])
    for curve in (one for one in chart.curves if one.look == "line" and one.role != "band"):
        there = points(chart, curve)
        if there.names:
            value = there.values[-1]
            layout["annotations"].append(
                style.note(
                    f"<b>{there.texts[-1]}</b>", x=there.years[-1] + 0.5, y=value, xanchor="left"
                )
                | {STEP: step[curve]}
            )
            layout["margin"]["r"] = style.room_for([there.texts[-1]])
    for text, y, anchor in zip(chart.ends, (1, 0), ("top", "bottom"), strict=False):
        layout["annotations"].append(
            style.note(text, x=0, y=y, xref="paper", yref="paper", xanchor="left", yanchor=anchor)
        )
    parts = [
        _part(chart, curve) | {STEP: step[curve]} for curve in chart.curves if curve.role != "band"
    ]
    columns = [one for one in parts if one["type"] == "bar"]
    rest = [one for one in parts if one["type"] != "bar"]
    return {"data": [*columns, *bands.traces(chart), *rest], "layout": layout}


def _part(chart: Chart, curve: Curve) -> dict[str, Any]:
    there = points(chart, curve)
    look: dict[str, Any] = {
        "type": "bar",
        "textposition": "none",
        "marker": {"color": curve.colour},
    }
    if curve.look == "line":
        look = {
            "type": "scatter",
            "mode": "lines+markers",
            "line": {"color": curve.colour, "width": curve.width, "dash": curve.dash},
            "marker": {"size": 9, "symbol": "diamond", "line": {"color": "#ffffff", "width": 1.5}},
        }
    return {
        "name": curve.shown_name,
        "x": there.years,
        "y": there.values,
        "text": there.texts,
        "hovertemplate": "%{text}",
        **look,
    }


def levels(chart: Chart) -> style.Picture:
    """One column a year, those after the plan hatched, against level lines with their names."""
    columns = [one for one in chart.curves if one.look == ""]
    years = years_of(chart)
    layout = _with_legend(420, chart, "relative", bargap=0.25)
    layout["xaxis"] |= style.year_axis(years)
    layout["xaxis"]["range"] = [years[0] - 0.6, years[-1] + 0.6]
    reaching = [*columns, *(one for one in chart.curves if one.is_outer)]
    low, high = style.span([0.0, *(value for one in reaching for value in one.values)])
    pad = ROOM * (high - low or 1)
    low, high = low - pad if low < 0 else 0.0, high + pad
    # The columns carry their values; level lines are all there is to read them against.
    layout["yaxis"] |= {
        "range": [low, high],
        "tickformat": style.tick_format(high - low),
        "showgrid": False,
    }
    after = [
        year for one in columns if one.role == "projected" for year in points(chart, one).years
    ]
    if after:
        style.add_seam(layout, min(after) - 0.5, max(after) + 0.5)
        layout["annotations"][-1]["text"] = "Etter planen"
    lines = [one for one in chart.curves if one.look == "line" and one.role != "band"]
    step = order(chart)
    is_written = len(years) <= MOST_YEARS
    data = [_column(chart, one, is_written) | {STEP: step[one]} for one in columns]
    early = [
        float(value)
        for one in columns
        for year, value in zip(years, one.values, strict=True)
        if year < years[0] + NAME_YEARS
    ]
    for curve in (one for one in chart.curves if one.look == "rule"):
        at = float(curve.values[0])
        covered = any(abs(value) >= abs(at) for value in early if value * at > 0)
        _add_level(layout, curve, "right" if covered else "left")
    for mark in chart.marks:
        year = years[mark.place]
        there = [one for one in (*columns, *lines) if year in points(chart, one).years]
        _add_mark(layout, year, mark.text, {STEP: step[there[-1]]} if there else {})
    data += bands.traces(chart)
    data += [_level_points(chart, one) | {STEP: step[one]} for one in lines]
    return {"data": data, "layout": layout}


def _column(chart: Chart, curve: Curve, is_written: bool) -> dict[str, Any]:
    there = points(chart, curve)
    look: dict[str, Any] = {"color": curve.colour}
    if curve.pattern:
        look["pattern"] = {"shape": curve.pattern, "solidity": 0.35}
    return {
        "type": "bar",
        "name": curve.name,
        "legendgroup": curve.name,
        "x": there.years,
        "y": there.values,
        "text": there.texts,
        "textposition": ["outside" if is_written and value else "none" for value in there.values],
        "textangle": 0,
        "textfont": {"size": 12},
        "constraintext": "none",
        "cliponaxis": False,
        "hovertemplate": "%{text}",
        "marker": look,
        "showlegend": True,
    }


def _level_points(chart: Chart, curve: Curve) -> dict[str, Any]:
    """An amount for each year, drawn as points on a line."""
    there = points(chart, curve)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": curve.name,
        "x": there.years,
        "y": there.values,
        "text": there.texts,
        "hovertemplate": "%{text}",
        "line": {"color": curve.colour, "width": curve.width, "dash": curve.dash},
    }


def _add_level(layout: dict[str, Any], curve: Curve, side: str) -> None:
    """A level line, named at one of its ends; the axis reaches all of it."""
    low, high = layout["yaxis"]["range"]
    room, value = ROOM * (high - low), float(curve.values[0])
    layout["yaxis"]["range"] = [min(low, value - room), max(high, value + room)]
    layout["shapes"].append(
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": value,
            "y1": value,
            "line": {"color": curve.colour, "width": curve.width, "dash": curve.dash},
        }
    )
    layout["annotations"].append(
        style.note(
            f"<b>{curve.name}</b>",
            x=float(side == "right"),
            xref="paper",
            xanchor=side,
            y=value,
            yanchor="bottom",
        )
    )


def _add_mark(layout: dict[str, Any], year: int, text: str, step: Mapping[str, int]) -> None:
    """A year marked by a thin line up from zero, with its text at the top, clear of the columns."""
    top = 0.75 * layout["yaxis"]["range"][1]
    first, last = layout["xaxis"]["range"]
    late = year > (first + last) / 2
    note = style.note(
        f"<b>{text}</b>",
        x=year,
        y=top,
        yanchor="bottom",
        xanchor="right" if late else "left",
        xshift=14 if late else -14,
    )
    line = {"color": palette.INK, "width": 1}
    layout["annotations"].append({**note, **step})
    layout["shapes"].append(
        {"type": "line", "x0": year, "x1": year, "y0": 0, "y1": top, "line": line, **step}
    )


def _with_legend(height: int, chart: Chart, barmode: str, **more: Any) -> dict[str, Any]:
    layout = style.layout(height, chart.axis, barmode=barmode, showlegend=True, **more)
    layout["legend"] = style.legend()
    layout["margin"]["b"] = style.LEGEND_ROOM
    return layout
