"""The band of a path, laid round the same with a scenario in it: its errors go along."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

import numpy as np

from .. import labels, terms, words
from ..people.ages import FloatArray
from ..series import Series, Table
from ..words.grids import Grid
from .chart import Chart, Curve

LOW, HIGH = "band_low", "band_high"
OF = "of"
"""Label of an edge: the item whose band it is an edge of."""


def carried(own: Chart, before: Curve, after: Curve) -> tuple[Curve, ...]:
    """The band of a path laid round another line: the errors of the path go along with it.

    ``own``: the chart with the path's band; ``before`` and ``after``: the path, and the same with a
    scenario in it.

    Returns
    -------
    tuple[Curve, ...]
        The lower and the upper edge; none where the path has no band.
    """
    what = (before.code, before.group, before.panel)
    return tuple(
        replace(
            one,
            name=f"{one.name}, med scenariet",
            values=moved_along(one.values, before.values, after.values),
            colour=after.colour,
            group=after.group,
            # Of the colour of its path it is not told from it: sentence and table carry it.
            faint=one.faint or one.colour == after.colour,
            sure=None,
        )
        for one in own.curves
        if one.is_outer and (one.code, one.group, one.panel) == what
    )


def moved_along(edge: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
    """``[year]`` an edge of one path, at another: as many per cent off, or as much where a value is
    a change or may be zero.
    """
    known = np.isfinite(edge) & np.isfinite(before) & np.isfinite(after)
    if (np.minimum(np.minimum(before, after), edge)[known] > 0).all():
        scale = np.divide(edge, before, out=np.full_like(edge, np.nan), where=known)
        return np.asarray(after * scale)
    return np.asarray(after + edge - before)


def around(edges: Table, before: Series, after: Series) -> Iterator[Series]:
    """The edges of a path's series, laid round the same with a scenario in it.

    Parameters
    ----------
    edges
        Where they are among others, those of the same item, alternative and years are taken.
    """
    for edge in edges:
        what = edge.label(OF), edge.alternative, edge.years
        if edge.item in (LOW, HIGH) and what == (after.item, after.alternative, after.years):
            yield edge.with_values(moved_along(edge.values, before.values, after.values))


def grid(edges: Table, caption: str) -> Grid:
    """Years down; each item's low and high across.

    ``edges``: the lower and the upper of each item, one after the other.
    """
    years = sorted({year for one in edges for year in one.years})
    several = len(edges) > len(words.sure.ENDS)
    names = [
        f"{labels.item(one.label(OF))}, {word}" if several else labels.sentence(word)
        for one, word in zip(edges, cycle(words.sure.ENDS), strict=False)
    ]
    rows = tuple(
        (
            str(year),
            *(
                terms.value(one.at(year), one.unit, one.is_difference) if one.has(year) else ""
                for one in edges
            ),
        )
        for year in years
    )
    return Grid(caption, ("År", *names), rows)
