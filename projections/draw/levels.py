"""Columns beside levels: need beside what there is room for."""

from collections.abc import Mapping
from typing import Any

from ..charts import palette
from ..figures.chart import Chart, Curve
from . import placing, style
from .columns import ROOM, _set_years, room
from .points import band_traces, bands_drawn, bar_of, line_of, points, years_of
from .steps import FREE, STEP, Free, order

MOST_YEARS = 14
"""More columns than these are not all named, and have no room for their values."""


def levels(chart: Chart) -> style.Picture:
    """One column a year, those after the plan hatched, against level lines with their names."""
    columns = [one for one in chart.curves if one.look == ""]
    years = years_of(chart)
    layout = style.legended(420, chart.axis, barmode="relative", bargap=0.25)
    reaching = [*columns, *(one for one in chart.curves if one.is_outer)]
    low, high = room(value for one in reaching for value in one.values)
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
    data = [_column(chart, one) | {STEP: step[one]} for one in columns]
    for curve in (one for one in chart.curves if one.look == "rule"):
        _add_level(layout, curve)
    style.fix_margins(layout, *layout["yaxis"]["range"])
    _set_years(chart, layout)
    if is_written:
        layout["annotations"] += [
            note | {STEP: step[one]} for one in columns for note in _values(chart, one)
        ]
    for mark in chart.marks:
        year = years[mark.place]
        there = [one for one in (*columns, *lines) if year in points(chart, one).years]
        _add_mark(layout, year, mark.text, {STEP: step[there[-1]]} if there else {})
    data += band_traces(chart)
    data += [_level_points(chart, one) | {STEP: step[one]} for one in lines]
    picture = {"data": data, "layout": layout}
    layout["annotations"] = placing.settle(picture)
    return picture


def _values(chart: Chart, curve: Curve) -> list[dict[str, Any]]:
    """The value of each column beyond its end, clear of what goes through there."""
    there, found = points(chart, curve), []
    is_around = any(low.colour == curve.colour for low, _ in bands_drawn(chart))
    for year, value, text in zip(there.years, there.values, there.texts, strict=True):
        if value:
            away = 1 if value > 0 else -1
            beyond = {"y": value, "yanchor": "bottom" if away > 0 else "top"}
            other = {"y": 0.0, "yanchor": "top" if away > 0 else "bottom"}
            far = [beyond | {"yshift": away * (2 + up)} for up in range(0, 60, 4)]
            near = [other | {"yshift": -away * (2 + up)} for up in range(0, 20, 4)]
            # What hangs from zero with a band around its end is read above zero.
            places = [*near, *far] if is_around and value < 0 else [*far[:5], *near, *far[5:]]
            free = Free(value, tuple(places))
            found.append(style.note(text, x=year, font={"size": 12}, **{FREE: free}) | places[0])
    return found


def _column(chart: Chart, curve: Curve) -> dict[str, Any]:
    there = points(chart, curve)
    look: dict[str, Any] = {"color": curve.colour}
    if curve.pattern:
        look["pattern"] = {"shape": curve.pattern, "solidity": 0.35}
    more = {"legendgroup": curve.name, "showlegend": True}
    return bar_of(curve, there.years, there, marker=look, **more)


def _level_points(chart: Chart, curve: Curve) -> dict[str, Any]:
    """An amount for each year, drawn as points on a line."""
    there = points(chart, curve)
    return line_of(curve, there.years, there)


def _add_level(layout: dict[str, Any], curve: Curve) -> None:
    """A level line, named where nothing stands in the way; the axis reaches all of it."""
    low, high = layout["yaxis"]["range"]
    room, value = ROOM * (high - low), float(curve.values[0])
    layout["yaxis"]["range"] = [min(low, value - room), max(high, value + room)]
    level = style.rule((0, 1), (value, value), curve.colour, curve.width, xref="paper")
    level["line"]["dash"] = curve.dash
    layout["shapes"].append(level)
    places = tuple(
        {"x": x, "xanchor": side, "xshift": across, "yanchor": anchor, "yshift": up}
        for anchor, up in (("bottom", 2), ("top", -2))
        for x, side, across in ((0.0, "left", 6), (1.0, "right", 0), (0.5, "center", 0))
    )
    note = style.note(f"<b>{curve.name}</b>", y=value, xref="paper", **places[0])
    layout["annotations"].append(note | {FREE: Free(value, places)})


def _add_mark(layout: dict[str, Any], year: int, text: str, step: Mapping[str, int]) -> None:
    """A year marked by a thin line up from zero, with its text at the top, clear of the columns."""
    top = 0.75 * layout["yaxis"]["range"][1]
    first, last = layout["xaxis"]["range"]
    sides = ({"xanchor": "left", "xshift": 4}, {"xanchor": "right", "xshift": -4})
    places = tuple(
        side | {"yanchor": "bottom", "yshift": -down}
        for down in range(0, 160, style.LABEL_GAP)
        for side in (sides[::-1] if year > (first + last) / 2 else sides)
    )
    note = style.note(f"<b>{text}</b>", x=year, y=top, **places[0]) | {FREE: Free(top, places)}
    layout["annotations"].append({**note, **step})
    layout["shapes"].append(style.rule((year, year), (0, top), palette.INK, 1, **step))
