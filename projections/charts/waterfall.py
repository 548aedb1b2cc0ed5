"""From nothing to the whole, part by part: each bar starts where the one above it ended."""

from itertools import accumulate

from .. import labels
from ..series import Table
from . import style
from .bars import bar_trace

TOTALS = (labels.TOTAL, "income", "net")
"""Drawn from zero with a pattern and a bold name; all others are parts of the first."""
WHOLE = "Kostnad i alt"
ROW = 30
"""Height of a bar with its room [px]."""


def chart(table: Table, year: int, unit: str, whole: str = WHOLE) -> style.Figure:
    """The change of one year by cause.

    Parameters
    ----------
    table
        Parts in order, then their total, then what stands beside it.
    year
        The year drawn.
    unit
        Text of the value axis.
    whole
        What the parts sum to.
    """
    values = [one.at(year) for one in table]
    is_total = [one.item in TOTALS for one in table]
    names, bases, ends = steps(table, year, whole)
    names = [f"<b>{one}</b>" if total else one for one, total in zip(names, is_total, strict=True)]
    bar = bar_trace(
        names,
        values,
        [
            f"<b>{text}</b>" if total else text
            for text, total in zip(
                (labels.value(one.at(year), one.unit, True) for one in table), is_total, strict=True
            )
        ],
        [style.colour(one.item) for one in table],
    )
    bar["base"] = bases
    bar["marker"]["pattern"] = {"shape": ["/" if one else "" for one in is_total], "solidity": 0.3}
    figure_layout = style.layout(70 + ROW * len(table), unit, hovermode="closest")
    figure_layout["annotations"] = []  # the unit stands under the value axis instead
    figure_layout["xaxis"] = style.value_axis(
        showticklabels=False,
        range=style.room([*ends, *values]),
        title={"text": unit, "font": {"size": style.FONT - 1}},
    )
    figure_layout["yaxis"] = {"autorange": "reversed", "automargin": True, "fixedrange": True}
    figure_layout["shapes"] = [
        _step(end, place) for place, end in enumerate(ends[1:]) if place + 1 < len(table)
    ]
    return {"data": [bar], "layout": figure_layout}


def steps(
    table: Table, year: int, whole: str = WHOLE
) -> tuple[list[str], list[float], list[float]]:
    """The name of each bar, where it starts, and where the parts end, from zero on."""
    parts = [one.at(year) for one in table if one.item not in TOTALS]
    ends = list(accumulate(parts, initial=0.0))
    names = [labels.item(one.item) for one in table]
    names[len(parts)] = whole
    return names, [*ends[:-1], *[0.0] * (len(table) - len(parts))], ends


def _step(x: float, place: int) -> dict[str, object]:
    """A thin line from the end of a bar to the start of the next."""
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": place,
        "y1": place + 1,
        "line": {"color": style.INK, "width": 1, "dash": "dot"},
        "layer": "below",
    }
