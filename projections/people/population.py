"""People as an array with named axes: ``persons[alternative, year, sex, age]``."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import numpy as np

from ..errors import UnknownChoiceError
from ..provenance import Source
from .ages import AgeAxis, AgeBand, FloatArray
from .place_names import norwegian_first

OBSERVED = "observert"
"""The alternative code of what has happened (as opposed to projected)."""
FIVE_YEARS = AgeAxis(
    (*(AgeBand(lower, lower + 4) for lower in range(0, 100, 5)), AgeBand(100, None))
)
"""Five-year groups of a pyramid."""
FEW = 4
"""Figures below this may show single persons [persons]."""


Kind = Literal["municipality", "county", "country", "group"]
"""What a region is; a group is several municipalities under one code, such as a KOSTRA group."""


@dataclass(frozen=True)
class Region:
    """A municipality, county or country: its code, and nothing else.

    Names are for people. They differ from one source to another («Røros», «Røros - Rosse»), so two
    regions are the same exactly when their codes are.

    Parameters
    ----------
    code
        Statistics Norway's.
    name
        As a source has it; the Norwegian part of it is kept.
    other_names
        Its names in other languages, found in ``name`` where left out.
    """

    code: str
    name: str = field(compare=False)
    other_names: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if self.code.isdigit():  # not KOSTRA's groups, whose names are sentences
            first, *others = norwegian_first(self.name)
            object.__setattr__(self, "name", first)
            object.__setattr__(self, "other_names", self.other_names or tuple(others))

    @property
    def kind(self) -> Kind:
        """Municipality codes have four digits, counties two; Norway is 0; groups have letters."""
        if not self.code.isdigit():
            return "group"
        kinds: dict[int, Kind] = {4: "municipality", 2: "county", 1: "country"}
        return kinds.get(len(self.code), "group")

    @property
    def is_municipality(self) -> bool:
        """Whether it is one municipality."""
        return self.kind == "municipality"


@dataclass(frozen=True, eq=False)
class Population:
    """Persons on 1 January, read-only, with labels and source.

    Parameters
    ----------
    persons
        ``float64[alternative, year, sex, age]`` [persons]; NaN is missing, never zero.
    alternatives, years, sexes, ages
        Labels of the four axes. Years increase, but need not be consecutive.
    region, source
        Whose people, and where the figures come from.

    Raises
    ------
    ValueError
        If labels and array do not fit, or a count is negative.
    """

    persons: FloatArray
    alternatives: tuple[str, ...]
    years: tuple[int, ...]
    sexes: tuple[str, ...]
    ages: AgeAxis
    region: Region
    source: Source

    def __post_init__(self) -> None:
        persons = np.array(self.persons, dtype=np.float64)
        shape = (len(self.alternatives), len(self.years), len(self.sexes), len(self.ages))
        if persons.shape != shape:
            raise ValueError(f"persons has shape {persons.shape}, the labels say {shape}")
        if any(a >= b for a, b in zip(self.years, self.years[1:], strict=False)):
            raise ValueError("years must increase")
        if (persons < 0).any():
            raise ValueError("a number of persons is negative")
        persons.flags.writeable = False
        object.__setattr__(self, "persons", persons)

    def __reduce__(self) -> tuple[Any, ...]:
        # Through the constructor, so that a copy from a cache is checked and read-only too.
        return Population, tuple(getattr(self, one.name) for one in fields(self))

    @property
    def is_observed(self) -> bool:
        """Whether this is history rather than a projection."""
        return self.alternatives == (OBSERVED,)

    def alternative(self, code: str) -> "Population":
        """Only one alternative, the axis kept.

        Raises
        ------
        UnknownChoiceError
            If there is no such alternative.
        """
        if code not in self.alternatives:
            raise UnknownChoiceError("alternativ", code, self.alternatives)
        place = self.alternatives.index(code)
        return replace(self, persons=self.persons[place : place + 1], alternatives=(code,))

    def between(self, first: int, last: int) -> "Population":
        """Only the years ``first``–``last`` that exist; may be empty."""
        keep = [i for i, year in enumerate(self.years) if first <= year <= last]
        return replace(
            self, persons=self.persons[:, keep], years=tuple(self.years[i] for i in keep)
        )

    def both_sexes(self) -> FloatArray:
        """``[alternative, year, age]`` [persons], sexes summed."""
        return np.asarray(self.persons.sum(axis=2), dtype=np.float64)

    def bands(self, targets: Sequence[AgeBand]) -> FloatArray:
        """``[alternative, year, target]`` [persons], sexes summed, ages aggregated exactly.

        Raises
        ------
        SplitBandError
            If an age band would have to be split.
        """
        return self.ages.aggregate(self.both_sexes(), targets)

    def people(self, targets: Sequence[AgeBand]) -> FloatArray:
        """``[..., year, target]`` [persons] of the first alternative, draws first where it has any.

        Raises
        ------
        SplitBandError
            If an age band would have to be split.
        """
        return np.asarray(self.bands(targets)[0])

    def weighted(self, weights: FloatArray) -> FloatArray:
        """Sums over ages of the first alternative, with several sets of weights.

        Parameters
        ----------
        weights
            ``[age, item]``.

        Returns
        -------
        numpy.ndarray
            ``[..., year, item]``, draws first where it has any. A sum over a missing (NaN) cell
            that counts is missing.
        """
        persons = self.both_sexes()[0]
        if not np.isnan(persons).any():
            return np.asarray(persons @ weights)
        counts = (weights != 0).astype(np.float64)
        missing = np.isnan(persons).astype(np.float64) @ counts > 0
        return np.where(missing, np.nan, np.nan_to_num(persons) @ weights)

    def five_years(self) -> "Population":
        """In five-year groups, the last 100 and over: what pyramids are drawn of.

        Raises
        ------
        SplitBandError
            If an age band would have to be split.
        """
        return replace(
            self, persons=self.ages.aggregate(self.persons, FIVE_YEARS.bands), ages=FIVE_YEARS
        )

    def year_index(self, year: int) -> int:
        """Place of a year on the year axis.

        Raises
        ------
        UnknownChoiceError
            If the year is not there.
        """
        if year not in self.years:
            raise UnknownChoiceError("år", year, self.years)
        return self.years.index(year)
