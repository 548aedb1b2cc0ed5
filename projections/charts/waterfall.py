"""From nothing to the whole, part by part: each bar starts where the one above it ended."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from .. import labels
from ..figures.chart import FALL, RISE, WHOLE, Chart, Curve
from ..figures.spec import role_of
from ..people.ages import FloatArray
from ..series import Table

TOTALS = (labels.TOTAL, "income", "net")
"""Drawn from zero; all others are parts of the first."""
ALL = "Kostnad i alt"


def chart(table: Table, year: int, unit: str, whole: str = ALL) -> Chart:
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
    names, starts = steps(table, year, whole)
    values = np.array([one.at(year) for one in table])
    codes = tuple(one.item for one in table)
    curve = Curve(
        name=unit,
        code="",
        values=values,
        role=role_of(table[0]),
        colour=WHOLE,
        colours=by_sign(values, [is_total(code) for code in codes]),
        starts=np.array(starts),
    )
    return Chart(
        form="waterfall",
        categories=tuple(names),
        curves=(curve,),
        axis=unit,
        unit=table[0].unit,
        signed=True,
        codes=codes,
    )


def steps(table: Table, year: int, whole: str = ALL) -> tuple[list[str], list[float]]:
    """The name of each bar, and where it starts."""
    parts = [one.at(year) for one in table if not is_total(one.item)]
    ends = list(accumulate(parts, initial=0.0))
    names = [labels.item(one.item) for one in table]
    names[len(parts)] = whole
    return names, [*ends[:-1], *[0.0] * (len(table) - len(parts))]


def is_total(code: str) -> bool:
    """Whether a bar is drawn from zero."""
    return code in TOTALS


def by_sign(values: FloatArray, totals: Sequence[bool]) -> tuple[str, ...]:
    """A colour each: what adds, what takes away, and sums."""
    return tuple(
        WHOLE if total else RISE if value >= 0 else FALL
        for value, total in zip(values, totals, strict=True)
    )
