"""Who stands where: municipalities by one figure, ranked among regions of their own kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from ..errors import MissingInputError
from ..labels import TOTAL
from ..people.population import Kind, Population, Region
from ..series import Series, Table
from .people import series_of
from .ratios import ratios_of


@dataclass(frozen=True, eq=False)
class Ranks:
    """One year's values, regions of one kind in order and the others beside them.

    Parameters
    ----------
    order
        Regions of one kind, highest first.
    beside
        Regions of other kinds, to compare with; highest first. They have no rank.
    """

    region: Region
    year: int
    kind: Kind
    order: Table
    beside: Table

    @property
    def own(self) -> Series:
        """The chosen region's.

        Raises
        ------
        MissingInputError
            If it has no figure that year.
        """
        for one in self.every:
            if one.region == self.region:
                return one
        raise MissingInputError(f"Det finnes ikke tall for {self.region.name} i {self.year}.")

    @property
    def every(self) -> Table:
        """The ranked, then those beside them: the order they are drawn in."""
        return (*self.order, *self.beside)

    @property
    def place(self) -> int | None:
        """The chosen region's rank, equals sharing one; None where it has nobody to be among."""
        if len(self.order) < 2 or self.own not in self.order:
            return None
        value = self.own.at(self.year)
        return 1 + sum(one.at(self.year) > value for one in self.order)


def ranks(table: Table, region: Region, year: int) -> Ranks:
    """A region among those of its kind, highest value first.

    The country is alone of its kind and gets no rank: then the municipalities are in order, and it
    stands beside them.

    Parameters
    ----------
    table
        One series a region; those without a value that year are left out.
    region
        The chosen one; it has a value that year.
    """
    known = [one for one in table if one.has(year) and np.isfinite(one.at(year))]
    known.sort(key=lambda one: -one.at(year))
    same = [one for one in known if one.region.kind == region.kind]
    kind = region.kind if len(same) > 1 else "municipality"
    return Ranks(
        region,
        year,
        kind,
        tuple(one for one in known if one.region.kind == kind),
        tuple(one for one in known if one.region.kind != kind),
    )


Ranking = Literal["support-ratio", "population", "growth"]
"""Aldersbæreevne, people, or growth in people from the first year."""


def every(populations: Sequence[Population], show: Ranking, working: str) -> Table:
    """One series a municipality, in the order of the last year, each with its rank.

    Parameters
    ----------
    populations
        All in the same years.
    show
        ``growth`` is from the first of the years [per cent]; the others are as they are.
    working
        Working age of aldersbæreevne.
    """
    if show == "support-ratio":
        table = ratios_of(populations, working)
    else:
        table = tuple(_people(one, show) for one in populations)
    return _ranked(table)


def _people(population: Population, show: Ranking) -> Series:
    total = population.both_sexes()[0].sum(axis=1)
    if show == "population":
        return series_of(population, TOTAL, "persons", total)
    start = total[0] if total[0] else np.nan
    extra = (("base_year", str(population.years[0])),)
    return series_of(population, "growth", "percent", 100 * (total / start - 1), extra)


def _ranked(table: Table) -> Table:
    """Highest first, equals sharing a rank; those without a value last and without one."""
    last = [one.values[-1] for one in table]
    order = sorted(range(len(table)), key=lambda i: (np.isnan(last[i]), -last[i]))
    known = [value for value in last if not np.isnan(value)]
    found = []
    for place in order:
        value = last[place]
        rank = "" if np.isnan(value) else str(1 + sum(one > value for one in known))
        extra = (*table[place].extra, ("rank", rank), ("of", str(len(known))))
        found.append(replace(table[place], extra=extra))
    return tuple(found)
