"""Pupils by school district: one line each, the largest with their names."""

from .. import labels
from ..series import Table
from ..tables.districts import AREA, short_name
from . import lines, style

MOST_NAMED = len(style.PROJECTED_DASHES)
"""Lines with a name at their end."""
LONGEST = 14
"""Letters of a name there, so that there is room on a phone."""


def chart(parts: Table, unit: str) -> style.Figure:
    """A line for each part of the region, those that end highest in colour and with their names.

    Parameters
    ----------
    parts
        One series a part, labelled with its name.
    unit
        Text above the value axis.
    """
    order = sorted(parts, key=lambda one: float(one.values[-1]), reverse=True)
    drawn = [
        lines.Line(
            _short(labels.area(short_name(one.label(AREA)))),
            (one,),
            style.SEQUENCE[place] if place < MOST_NAMED else style.NEUTRAL,
            2.5 if place < MOST_NAMED else 1,
            projected_dash=style.PROJECTED_DASHES[place % MOST_NAMED],
            named=place < MOST_NAMED,
        )
        for place, one in enumerate(order)
    ]
    figure = lines.chart(drawn, unit)
    # Names take so much of a phone's width that the years must be few.
    years = parts[0].years
    shown = sorted({years[0], years[len(years) // 2], years[-1]})
    figure["layout"]["xaxis"] |= {"tickmode": "array", "tickvals": shown}
    return figure


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
