"""Charts for a screen in a hall: all type large; and a question from the floor as a chart.

The figures themselves are untouched: type, lines and margins grow, and nothing else.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ... import terms
from ...charts import palette
from ...draw import placing, style
from ...draw.lines import Ending, end_labels, room_for
from ...draw.steps import STEP, bare
from ...draw.style import Picture
from ...presentation import Question

FACTOR = 1.8
"""How much larger than on a page, on a stage of 1920 × 1080."""
LEAST = 20
"""Smallest type on the stage [px]."""
FAMILY = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
"""Type that is on any machine: the stage fetches nothing."""
WIDE_COLUMNS = 4
"""Small multiples beside each other on the stage, where a page has two."""
TWO_ROWS = 2
SCREEN = placing.Screen((610, 960), height=310, letters=1.25)
"""The least that a chart in a show has, as a page would have it; its letters may be wider."""
INSET = 10
"""From the left edge of the chart to a note that would else touch the axis' numbers [px]."""
LETTER = 13.5
"""Mean width of a letter of a note [px]."""


def small(figure: Mapping[str, Any]) -> Picture:
    """The figure as on a page, in ink on white, without links; for a screen held in the hand."""
    drawn = style.in_theme(_without_links(bare(figure)), dark=False)
    drawn["layout"]["font"] |= {"family": FAMILY}
    return drawn


def large(figure: Mapping[str, Any]) -> Picture:
    """The figure with all type at least :data:`LEAST` px, and lines and margins to match.

    Width and height are left to the screen.
    """
    settled = figure["layout"] | {"annotations": placing.settle(figure, SCREEN)}
    drawn = small({"data": figure["data"], "layout": settled})
    kept = {key: own for key, own in drawn["layout"].items() if key != "height"}
    layout = _grown(kept)
    for axis in [key for key in layout if re.fullmatch(r"[xy]axis\d*", key)]:
        layout[axis] = layout[axis] | {"tickfont": {"size": layout["font"]["size"]}}
    layout["margin"] = layout["margin"] | {"r": SCREEN.letters * layout["margin"]["r"]}
    layout["annotations"] = [_inset(note) for note in layout.get("annotations", ())]
    return {
        "data": [_grown(trace) for trace in drawn["data"]],
        "layout": _named_rows(_wide(layout)),
    }


def _inset(note: dict[str, Any]) -> dict[str, Any]:
    """Off the axis' numbers, where a note begins at the edge of the chart."""
    at_edge = (note.get("xref"), note.get("xanchor"), note["x"]) == ("paper", "left", 0)
    above = note.get("yref") == "paper" and note.get("yanchor") == "bottom" and note["y"] > 0
    return note | {"xshift": INSET} if at_edge and not above else note


def _named_rows(layout: dict[str, Any]) -> dict[str, Any]:
    """Rows named above themselves on a page have their names beside them, where it is wide."""
    rows = [
        note
        for note in layout["annotations"]
        if note.get("xref") == "paper" and "yref" not in note and note.get("yanchor") == "middle"
    ]
    if len(rows) < TWO_ROWS:
        return layout
    title = layout["xaxis"]["title"]
    return layout | {
        "annotations": [
            note | {"xanchor": "right", "xshift": -INSET, "yshift": 0} if note in rows else note
            for note in layout["annotations"]
        ],
        "margin": layout["margin"]
        | {"l": LETTER * max(len(_plain(note["text"])) + 2 for note in rows), "b": 130},
        "xaxis": layout["xaxis"] | {"title": title | {"text": title["text"].replace("<br>", " ")}},
        "yaxis": layout["yaxis"] | {"range": [layout["yaxis"]["range"][0], -0.5]},
    }


def _plain(text: str) -> str:
    """The letters of a note, without its bold and the room after that."""
    return re.sub(r"<b>|</b>\s*", "", text)


def _without_links(node: Any) -> Any:
    if isinstance(node, str):
        return re.sub(r"</?a\b[^>]*>", "", node, flags=re.IGNORECASE) if "<" in node else node
    if isinstance(node, Mapping):
        return {key: _without_links(own) for key, own in node.items()}
    return [_without_links(own) for own in node] if isinstance(node, list | tuple) else node


def _grown(node: Any, name: str = "") -> Any:
    """Sizes by their names, wherever they stand."""
    if isinstance(node, Mapping):
        return {key: _sized(key, own, name) for key, own in node.items()}
    return [_grown(own, name) for own in node] if isinstance(node, list) else node


def _sized(key: str, own: Any, inside: str) -> Any:
    if key == "size" and "font" in inside:
        return max(LEAST, round(FACTOR * own, 1))
    grows = key in ("xshift", "yshift", "zerolinewidth") or inside == "margin"
    grows |= (key, inside) in {("width", "line"), ("size", "marker")}
    if grows:
        return [FACTOR * one for one in own] if isinstance(own, list) else FACTOR * own
    if key == "dash" and "px" in str(own):
        return re.sub(r"\d+", lambda found: f"{FACTOR * int(found[0]):.0f}", own)
    return _grown(own, key)


def _wide(layout: dict[str, Any]) -> dict[str, Any]:
    """Small multiples in wider rows: more beside each other, fewer below."""
    axes = [key for key in layout if re.fullmatch(r"xaxis\d*", key)]
    before = {axis: _corner(layout, axis) for axis in axes if "domain" in layout[axis]}
    if len({top for _, top in before.values()}) < TWO_ROWS:
        return layout
    columns = min(WIDE_COLUMNS, -(-len(before) // TWO_ROWS))
    rows = -(-len(before) // columns)
    gap_x, gap_y = 0.055, 0.36 / rows
    width, tall = (1 - gap_x * (columns - 1)) / columns, (1 - gap_y * (rows - 1)) / rows
    moved: dict[tuple[float, float], tuple[float, float]] = {}
    for place, (axis, corner) in enumerate(before.items()):
        row, column = divmod(place, columns)
        left, top = column * (width + gap_x), 1 - row * (tall + gap_y)
        moved[corner] = left, top
        layout[axis] = layout[axis] | {"domain": [left, min(1.0, left + width)]}
        across = axis.replace("x", "y", 1)
        layout[across] = layout[across] | {"domain": [max(0.0, top - tall), top]}
    layout["annotations"] = [
        one
        | dict(zip(("x", "y"), moved.get((one["x"], one["y"]), (one["x"], one["y"])), strict=True))
        if one.get("yshift", 0) < style.LINE  # the unit stands above them all
        else one
        for one in layout["annotations"]
    ]
    return layout


def _corner(layout: Mapping[str, Any], axis: str) -> tuple[float, float]:
    """Upper left corner of a small chart, where its heading stands."""
    return layout[axis]["domain"][0], layout[axis.replace("x", "y", 1)]["domain"][1]


Values = Sequence[float | None]
SIGNED = ("cost", "income", "net")
"""Measures that are changes: written with a sign, and read against zero like a result."""
AGAINST_ZERO = (*SIGNED, "net_result_share")
HEIGHT = 340
"""On a phone [px]; there is room for the answer below it."""
PAD = 0.06
OFFICIAL, SHOWN, ANSWER, BOTH = "Prognosen", "Vist", "Svar", "Vist: prognosen"


def span(question: Question, lines: Iterable[Values]) -> tuple[float, float]:
    """A value axis that holds every answer to a lever, so that it stands still between them."""
    known = [
        value
        for line in (question.official, question.shown, *lines)
        for value in line
        if value is not None
    ]
    known += [0.0] if question.measure in AGAINST_ZERO or not known else []
    pad = PAD * (max(known) - min(known) or 1)
    return min(known) - pad, max(known) + pad


def chart(question: Question, answer: Values, low: float, high: float) -> style.Picture:
    """The lines, each with its last value; a line that is the same as another is drawn once.

    Parameters
    ----------
    question
        What was shown, and the projection.
    answer
        The line at the stop that is asked for.
    low, high
        See :func:`span`.
    """
    years = question.years
    named = BOTH if question.shown == question.official else OFFICIAL
    lines = (
        (named, question.official, palette.NEUTRAL, 2.5, "dot"),
        (SHOWN, question.shown, palette.ACCENT, 3, "dash"),
        (ANSWER, answer, palette.WARM, 4.5, "longdash"),
    )
    drawn: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": list(years),
            "y": list(line),
            "text": [value(question, one) for one in line],
            "hovertemplate": "%{text}",
            "line": {"color": colour, "width": width, "dash": dash, "shape": "linear"},
            "visible": all(line != other for _, other, *_ in lines[:place]),
            STEP: place,
        }
        for place, (name, line, colour, width, dash) in enumerate(lines)
    ]
    ends = [
        Ending(years[-1], one["y"][-1], f"{one['name']} <b>{one['text'][-1]}</b>", one[STEP])
        for one in drawn
        if one["visible"] and one["y"][-1] is not None
    ]
    figure_layout = style.layout(HEIGHT, question.axis)
    style.scale(figure_layout, low, high)
    # As wide as the longest label there can be: the chart stands still between answers.
    longest = max((value(question, one) for one in (low, high, *question.shown)), key=len)
    widest = end_labels([Ending(years[-1], low, f"{named} <b>{longest}</b>", 0)])
    left = figure_layout["margin"]["l"]
    figure_layout["margin"]["r"] = room_for(widest, left, years[0], years[-1])
    figure_layout["xaxis"] |= style.year_axis(years, style.plot_room(figure_layout))
    figure_layout["annotations"] += end_labels(ends)
    picture = {"data": drawn, "layout": figure_layout}
    figure_layout["annotations"] = placing.settle(picture)
    return picture


def value(question: Question, amount: float | None, signed: bool = False) -> str:
    """A value of the measure as it is written; a dash where it is missing."""
    told = math.nan if amount is None else amount
    return terms.value(told, question.unit, signed or question.measure in SIGNED)
