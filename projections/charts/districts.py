"""Pupils by school district: one line each, the largest with their names."""

from dataclasses import replace

from .. import labels
from ..figures.chart import Chart
from ..series import Table
from ..tables.districts import AREA, short_name
from . import lines, palette

MOST_NAMED = len(palette.PROJECTED_DASHES)
"""Lines with a name at their end."""
LONGEST = 14
"""Letters of a name there, so that there is room on a phone."""


def chart(parts: Table, unit: str) -> Chart:
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
            palette.SEQUENCE[place] if place < MOST_NAMED else palette.NEUTRAL,
            2.5 if place < MOST_NAMED else 1,
            projected_dash=palette.PROJECTED_DASHES[place % MOST_NAMED],
            named=place < MOST_NAMED,
        )
        for place, one in enumerate(order)
    ]
    # Names take so much of a phone's width that the years must be few.
    return replace(lines.chart(drawn, unit), few_years=True)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
