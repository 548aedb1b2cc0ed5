"""Lines on a screen: labels at their ends, the seam, marks; small multiples of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..charts import palette
from ..figures.chart import Chart, Curve, Mark, axis_ends
from . import bands, style
from .points import points, years_of
from .steps import STEP, order

HEIGHT, SHORT = 420, 230
"""Of a chart on a page, and in short [px]."""
AHEAD = ("projected", "plan", "scenario")
"""Roles of what comes after the seam."""
FEW = 12
"""Categories of a small chart that are so few that more of them are written."""
COLUMNS = 2
"""Small charts beside each other: two can be read on a phone."""


def lines(chart: Chart, short: bool = False) -> style.Picture:
    """Lines labelled at their end, with the seam between history and projection."""
    height, drawn, step = SHORT if short else HEIGHT, _lines_of(chart), order(chart)
    low, high = _reach(chart, drawn)
    years = years_of(chart)
    ends = _ends(chart, drawn)
    layout = style.layout(height, chart.axis)
    layout["margin"]["r"] = style.room_for(
        [one.text.replace("<b>", "").replace("</b>", "") for one in ends]
    )
    layout["xaxis"] |= style.year_axis(years)
    layout["yaxis"] |= {"range": [low, high], "tickformat": style.tick_format(high - low)}
    style.fix_margins(layout, low, high)
    layout["annotations"] += _end_labels(drawn, years, ends, low, high, height - 100)
    layout["annotations"] += [
        _value(years, mark) | _of(mark, drawn, step)
        for mark in chart.marks
        if mark.kind == "value" and not short
    ]
    add_seam(layout, chart)
    passings = [mark for mark in chart.marks if mark.kind == "passing"]
    rings = [curve for curve in chart.curves if curve.look == "dots"]
    layout["annotations"] += [
        _passing(years, mark, place) | _of(mark, rings, step) for place, mark in enumerate(passings)
    ]
    if chart.few_years:
        shown = sorted({years[0], years[len(years) // 2], years[-1]})
        layout["xaxis"] |= {"tickmode": "array", "tickvals": shown}
    data = [
        (_ring if curve in rings else trace)(chart, curve) | {STEP: step[curve]}
        for curve in (*drawn, *rings)
    ]
    return {"data": [*bands.traces(chart, short), *data], "layout": layout}


def _of(mark: Mark, curves: Sequence[Curve], step: Mapping[Curve, int]) -> dict[str, int]:
    """The step of the curve that a mark is on; nothing where it is on none."""
    known = [one for one in curves if np.isfinite(one.values[mark.place])]
    on = [one for one in known if np.isnan(mark.value) or one.values[mark.place] == mark.value]
    return {STEP: step[on[0]]} if on else {}


def trace(chart: Chart, curve: Curve) -> dict[str, Any]:
    """One curve."""
    there = points(chart, curve)
    is_point = curve.role == "level" and len(there.names) == 1
    return {
        "type": "scatter",
        "mode": "lines+markers" if is_point else "lines",
        "x": there.years,
        "y": there.values,
        "name": curve.shown_name,
        "text": there.texts,
        "hovertemplate": "%{text}",
        "line": {
            "color": curve.colour,
            "width": curve.width,
            "dash": curve.dash,
            "shape": "hv" if curve.stepped else "linear",
        },
        "connectgaps": False,
    }


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


def labelled(chart: Chart, low: float, high: float, height: float) -> list[dict[str, Any]]:
    """The labels at line ends, clear of each other, on an axis from low to high [px high]."""
    drawn = _lines_of(chart)
    return _end_labels(drawn, years_of(chart), _ends(chart, drawn), low, high, height)


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
    edges = [one for pair in bands.drawn(chart) for one in pair if one.is_outer]
    every = style.span(value for curve in (*drawn, *edges) for value in curve.values)
    low, high = axis_ends(chart, *every)
    pad = 0.06 * (high - low or 1)
    return (0.0 if chart.from_zero and low == 0 else low - pad), high + pad


def _ends(chart: Chart, drawn: Sequence[Curve]) -> list[style.Ending]:
    """Where each line ends, and its label; one that ends inside the chart has room for less."""
    found: list[style.Ending] = []
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
            found.append(style.Ending(year, value, text, step[curve]))
    return found


def _end_labels(
    drawn: Sequence[Curve],
    years: Sequence[int],
    ends: Sequence[style.Ending],
    low: float,
    high: float,
    height: float,
) -> list[dict[str, Any]]:
    """Labels at line ends, clear of each other and of lines that go on past where others end."""
    notes = []
    for year in sorted({int(end.x) for end in ends}):
        here = [end for end in ends if end.x == year]
        later = years.index(year + 2) if year + 2 in years else None
        going_on = [
            float(curve.values[later])
            for curve in drawn
            if later is not None and np.isfinite(curve.values[later])
        ]
        placed = style.end_labels(here, low, high, height, going_on)
        notes += [one for one in placed if one["text"]]
    return notes


def _value(years: Sequence[int], mark: Mark) -> dict[str, Any]:
    """A value written on its line."""
    return style.note(
        f"<b>{mark.text}</b>", x=years[mark.place], y=mark.value, yanchor="bottom", yshift=4
    )


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


def _passing(years: Sequence[int], mark: Mark, place: int) -> dict[str, Any]:
    """What is passed in a year, by the year; one line higher for each year before it."""
    year = years[mark.place]
    left = year - years[0] > (years[-1] - years[0]) / 2
    return style.note(
        f"<b>{mark.text}</b>",
        x=year,
        y=0,
        xanchor="right" if left else "left",
        yanchor="bottom",
        xshift=-4 if left else 4,
        yshift=4 + place * style.LABEL_GAP,
    )


def multiples(chart: Chart) -> style.Picture:
    """One small chart an item, in a grid; each item with its own name above."""
    names = list(dict.fromkeys(curve.panel for curve in chart.curves))
    rows = -(-len(names) // COLUMNS)
    layout = style.layout(40 + rows * 175, chart.axis)
    layout["annotations"][0]["yshift"] += style.LINE
    layout["margin"] |= {"t": 58, "r": 8}
    high = 1.05 * style.span(value for curve in chart.curves for value in curve.values)[1]
    gap_x, gap_y = 0.07, 0.42 / rows
    width, tall = (1 - gap_x * (COLUMNS - 1)) / COLUMNS, (1 - gap_y * (rows - 1)) / rows
    data, step = [], order(chart)
    for place, name in enumerate(names):
        row, column = divmod(place, COLUMNS)
        number = "" if place == 0 else str(place + 1)
        left, top = column * (width + gap_x), 1 - row * (tall + gap_y)
        layout[f"xaxis{number}"] = {
            **layout["xaxis"],
            **style.year_axis(years_of(chart)),
            "dtick": 10 if len(chart.categories) > FEW else 3,
            "domain": [left, left + width],
            "anchor": f"y{number}",
        }
        layout[f"yaxis{number}"] = style.value_axis(
            domain=[top - tall, top],
            anchor=f"x{number}",
            nticks=4,
            tickformat=style.tick_format(high),
        ) | ({"range": [0, high]} if chart.shared_axis else {})
        axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        data += [area | axes for area in bands.traces(chart, small=True, panel=name)]
        for curve in (one for one in chart.curves if one.panel == name and one.role != "band"):
            drawn = trace(chart, curve)
            if curve.role in AHEAD and drawn["x"]:
                ends = ahead(chart, curve)[0], drawn["x"][-1]
                shade = style.shade(*ends, f"x{number}", f"y{number} domain")
                layout["shapes"].append(shade)
            data.append(drawn | axes | {STEP: step[curve]})
        own = {} if len(names) == 1 else {STEP: place}
        layout["annotations"].append(
            own
            | style.note(
                f"<b>{name}</b>  {chart.headings[place]}",
                x=left,
                y=top,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="bottom",
                yshift=2,
            )
        )
    return {"data": data, "layout": layout}
