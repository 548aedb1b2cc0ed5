"""A question from the floor as a chart: the projection, what was just shown, and the answer."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from .. import terms
from ..charts import palette
from ..presentation import Question
from . import placing, style
from .steps import STEP

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
        style.Ending(years[-1], one["y"][-1], f"{one['name']} <b>{one['text'][-1]}</b>", one[STEP])
        for one in drawn
        if one["visible"] and one["y"][-1] is not None
    ]
    figure_layout = style.layout(HEIGHT, question.axis)
    figure_layout["yaxis"] |= {"range": [low, high], "tickformat": style.tick_format(high - low)}
    style.fix_margins(figure_layout, low, high)
    # As wide as the longest label there can be: the chart stands still between answers.
    longest = max((value(question, one) for one in (low, high, *question.shown)), key=len)
    widest = style.end_labels([style.Ending(years[-1], low, f"{named} <b>{longest}</b>", 0)])
    left = figure_layout["margin"]["l"]
    figure_layout["margin"]["r"] = style.room_for(widest, left, years[0], years[-1])
    figure_layout["xaxis"] |= style.year_axis(years, style.plot_room(figure_layout))
    figure_layout["annotations"] += style.end_labels(ends)
    picture = {"data": drawn, "layout": figure_layout}
    figure_layout["annotations"] = placing.settle(picture)
    return picture


def value(question: Question, amount: float | None, signed: bool = False) -> str:
    """A value of the measure as it is written; a dash where it is missing."""
    told = math.nan if amount is None else amount
    return terms.value(told, question.unit, signed or question.measure in SIGNED)
