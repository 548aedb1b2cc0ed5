"""Charts of how earlier projections turned out."""

from collections.abc import Sequence

import numpy as np

from .. import labels
from ..figures.chart import Chart, Curve
from ..figures.spec import over
from ..series import Table, items, pick
from . import palette

FAN = 1.5
"""Width of a projection among many [px]."""


def fan(table: Table, axis: str) -> Chart:
    """What was counted, and a thin line from each origin.

    ``table``: the counted, then one series an origin.
    """
    counted, *said = table
    years = counted.years
    lines = [
        Curve(
            name=f"Fra {one.label('origin')}",
            code=f"origin {one.label('origin')}",
            values=over(one, years),
            role="estimate",
            colour=palette.WARM,
            width=FAN,
            dash=palette.PROJECTED_DASHES[0],
            faint=True,
            group=one.label("origin"),
        )
        for one in said
    ]
    own = Curve(
        name="Talt",
        code="counted",
        values=over(counted, years),
        role="observed",
        colour=palette.ACCENT,
        width=3.5,
        group="counted",
        label="Talt",
    )
    return Chart(
        form="lines",
        categories=tuple(map(str, years)),
        curves=(own, *lines),
        axis=axis,
        unit="persons",
        from_zero=False,
    )


def by_ahead(table: Table, region: str, headings: Sequence[str], axis: str) -> Chart:
    """One small chart a group: the error by years ahead, the region's and those of its size."""
    ahead = table[0].years
    curves = [
        Curve(
            name=region if one.label("of") == "own" else "Kommuner på størrelsen",
            code=one.label("of"),
            values=np.array(one.values),
            role="estimate" if one.label("of") == "own" else "level",
            colour=palette.ACCENT if one.label("of") == "own" else palette.NEUTRAL,
            width=3.5 if one.label("of") == "own" else 2,
            group=f"{one.item} {one.label('of')}",
            panel=labels.item(one.item),
        )
        for item in items(table)
        for one in pick(table, item)
    ]
    return Chart(
        form="multiples",
        categories=tuple(map(str, ahead)),
        curves=tuple(curves),
        axis=axis,
        unit="percent",
        headings=tuple(headings),
        shared_axis=True,
    )


def beside(
    names: Sequence[str], values: Sequence[tuple[str, Sequence[float]]], axis: str, unit: str
) -> Chart:
    """Two bars a category, the first hatched.

    ``names``: of the categories; ``values``: a name and its values, twice.
    """
    looks = ((palette.NEUTRAL, "/"), (palette.ACCENT, ""))
    return Chart(
        form="bars",
        categories=tuple(names),
        curves=tuple(
            Curve(
                name=name,
                code=name,
                values=np.array(own, dtype=np.float64),
                role="estimate",
                colour=colour,
                pattern=pattern,
            )
            for (name, own), (colour, pattern) in zip(values, looks, strict=True)
        ),
        axis=axis,
        unit=unit,
        stand="beside",
    )


def bars(table: Table, axis: str) -> Chart:
    """One bar an item."""
    return Chart(
        form="bars",
        categories=tuple(labels.item(one.item) for one in table),
        curves=(
            Curve(
                name=axis,
                code="",
                values=np.array([float(one.values[0]) for one in table]),
                role="estimate",
                colour=palette.ACCENT,
                colours=(palette.ACCENT,) * len(table),
            ),
        ),
        axis=axis,
        unit=table[0].unit,
        decimals=0,
    )
