"""Dots on one scale: the chosen municipality among others, item by item."""

import numpy as np

from .. import labels, tables
from ..figures.chart import Chart, Curve
from ..people.population import Region
from ..series import Table, items
from . import palette

OWN, OTHER, REFERENCE = "own", "other", "reference"
"""Codes of the curves: the chosen region, those beside it, and what all are held against."""
OTHERS = "De andre kommunene"


def chart(table: Table, unit: str) -> Chart:
    """One row an item: the first region and the last one, the reference, stand out.

    Parameters
    ----------
    table
        Newest year of each series is drawn; the total is left out, for it needs another scale.
    unit
        What the axis shows.
    """
    names = [item for item in items(table) if item != labels.TOTAL]
    own, *others, reference = tables.regions(table)
    return Chart(
        form="dots",
        categories=tuple(labels.item(item) for item in names),
        curves=(
            *(_dots(table, names, one, OTHER, palette.NEUTRAL, OTHERS) for one in others),
            _dots(table, names, reference, REFERENCE, palette.WARM),
            _dots(table, names, own, OWN, palette.ACCENT),
        ),
        axis=unit,
        unit=table[0].unit,
    )


def _dots(
    table: Table, names: list[str], region: Region, code: str, colour: str, legend: str = ""
) -> Curve:
    newest = {one.item: float(one.values[-1]) for one in table if one.region == region}
    return Curve(
        name=region.name,
        legend=legend,
        code=code,
        values=np.array([newest.get(item, np.nan) for item in names]),
        role="level" if code == REFERENCE else "observed",
        look="dots",
        colour=colour,
    )
