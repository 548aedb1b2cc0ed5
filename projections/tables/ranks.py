"""Who stands where: regions are ranked among regions of their own kind, never among others."""

from dataclasses import dataclass

import numpy as np

from ..errors import MissingInputError
from ..people.population import Kind, Region
from ..series import Series, Table


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
