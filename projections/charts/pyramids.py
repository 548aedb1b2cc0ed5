"""Population pyramids, two years over each other."""

import numpy as np

from .. import labels, terms
from ..figures.chart import Chart, Curve
from ..series import Table
from . import palette


def chart(table: Table, first: int, last: int, unit: str) -> Chart:
    """Men to the left, women to the right; the last year filled, the first year as an outline.

    The oldest come first, for they stand on top.
    """
    sides = [
        (sex, sign, [one for one in reversed(table) if one.label("sex") == sex])
        for sex, sign in (("male", -1), ("female", 1))
    ]
    return Chart(
        form="pyramid",
        categories=tuple(labels.age(one.item) for one in sides[0][2]),
        curves=tuple(
            Curve(
                name=f"{terms.SEXES[sex]} {year}",
                code=f"{sex} {year}",
                values=np.array([sign * one.at(year) for one in own]),
                role="observed",
                look="" if filled else "outline",
                colour=palette.colour(sex) if filled else palette.INK,
            )
            for sex, sign, own in sides
            for year, filled in ((last, True), (first, False))
        ),
        axis=unit,
        unit="persons",
        mirrored=True,
    )
