"""What was counted in every municipality: the only thing the projection learns from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..errors import UnknownChoiceError
from ..people.ages import FloatArray
from ..people.cohort import SEXES, SINGLE_AGES

APPORTIONED: Mapping[str, int] = {
    "1508": 2023,
    "1580": 2023,
    "1806": 2019,
    "1875": 2019,
    "5055": 2019,
    "5056": 2019,
    "5059": 2019,
}
"""Municipalities whose people were shared out by fixed weights before a split, with the last such
year: estimates, not counts, and no measure of how well anything was foreseen."""


@dataclass(frozen=True, eq=False)
class History:
    """Persons on 1 January by municipality, in years without a gap; read-only.

    Parameters
    ----------
    persons
        ``[region, year, sex, age]`` by :data:`~projections.cohort.SEXES` and
        :data:`~projections.cohort.SINGLE_AGES` [persons]; a year is NaN where it is missing.
    codes
        Of the regions; the first two digits are the county.
    years
        One after the other.
    names
        For people; empty where they are not known.

    Raises
    ------
    ValueError
        If labels and array do not fit, a year is missing on the axis, or a count is negative.
    """

    persons: FloatArray
    codes: tuple[str, ...]
    years: tuple[int, ...]
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        persons = np.array(self.persons, dtype=np.float64)
        shape = (len(self.codes), len(self.years), len(SEXES), len(SINGLE_AGES))
        if persons.shape != shape:
            raise ValueError(f"persons has shape {persons.shape}, the labels say {shape}")
        if not self.years or self.years != tuple(range(self.years[0], self.years[-1] + 1)):
            raise ValueError("the years must follow one another")
        if (persons < 0).any():
            raise ValueError("a number of persons is negative")
        persons.flags.writeable = False
        object.__setattr__(self, "persons", persons)

    @property
    def counties(self) -> NDArray[np.str_]:
        """``[region]`` the county's code."""
        return np.array([code[:2] for code in self.codes])

    @property
    def counted(self) -> NDArray[np.bool_]:
        """``[region]`` whether every year is a count and none is shared out by fixed weights."""
        return np.array([code not in APPORTIONED for code in self.codes])

    @cached_property
    def usable(self) -> NDArray[np.bool_]:
        """``[region, step]`` whether a year and the one after it tell how people have changed.

        Not where either is missing, nor from the last estimate to the first count: there the
        weights change, not the people.
        """
        known = ~np.isnan(self.persons[..., 0, 0])
        seam = np.zeros((len(self.codes), len(self.years) - 1), dtype=np.bool_)
        for place, code in enumerate(self.codes):
            last = APPORTIONED.get(code)
            if last in self.years[:-1]:
                seam[place, self.years.index(last)] = True
        return known[:, :-1] & known[:, 1:] & ~seam

    @property
    def newest(self) -> FloatArray:
        """``[region, sex, age]`` in the last year [persons]."""
        return self.persons[:, -1]

    def place(self, code: str) -> int:
        """Where a region stands on the region axis.

        Raises
        ------
        UnknownChoiceError
            If it is not there.
        """
        if code not in self.codes:
            raise UnknownChoiceError("kommune", code, self.codes)
        return self.codes.index(code)

    def until(self, year: int) -> "History":
        """What was known on 1 January of a year: nothing after it."""
        last = self.years.index(year) + 1
        return History(self.persons[:, :last], self.codes, self.years[:last], self.names)
