"""Figures with their labels on: what a page draws, a table shows and the command line prints."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np

from .errors import UnknownChoiceError
from .people.ages import FloatArray
from .people.population import OBSERVED, Region
from .provenance import Source


@dataclass(frozen=True, eq=False)
class Series:
    """One item over years, for one region and alternative.

    Parameters
    ----------
    region, source, alternative
        Whose figures, from where, and which projection alternative (``observert`` for history).
    item
        Age group, sector or component, by the code used in ``data/``.
    unit
        Unit code; labels.py has the Norwegian text and the number of decimals.
    years, values
        ``[year]``; NaN is missing. ``[draw, year]`` where the people are drawn.
    extra
        Further labels for the columns of a CSV file, e.g. ``(("sex", "female"),)``.
    """

    region: Region
    source: Source
    alternative: str
    item: str
    unit: str
    years: tuple[int, ...]
    values: FloatArray
    extra: tuple[tuple[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        values = np.array(self.values, dtype=np.float64)
        if values.shape[-1:] != (len(self.years),):
            raise ValueError(f"{self.item}: {values.shape} values for {len(self.years)} years")
        values.flags.writeable = False
        object.__setattr__(self, "values", values)

    @property
    def is_observed(self) -> bool:
        """Whether this is history rather than a projection."""
        return self.alternative == OBSERVED

    def __reduce__(self) -> tuple[Any, ...]:
        # Through the constructor, so that a copy from a cache is checked and read-only too.
        return Series, tuple(getattr(self, one.name) for one in fields(self))

    def has(self, year: int) -> bool:
        """Whether the year is on the axis."""
        return year in self.years

    def at(self, year: int) -> float:
        """The value of one year.

        Raises
        ------
        UnknownChoiceError
            If the year is not on the axis.
        """
        if year not in self.years:
            raise UnknownChoiceError("år", year, self.years)
        return float(self.values[self.years.index(year)])

    def level(self, year: int) -> FloatArray:
        """``[..., 1]`` the value of one year, of each draw where there are any.

        Raises
        ------
        UnknownChoiceError
            If the year is not on the axis.
        """
        return self.over((year,))

    def over(self, years: Sequence[int]) -> FloatArray:
        """``[..., year]`` the values of some years.

        Raises
        ------
        UnknownChoiceError
            If one is not on the axis.
        """
        for year in years:
            if year not in self.years:
                raise UnknownChoiceError("år", year, self.years)
        return self.values[..., [self.years.index(year) for year in years]]

    def between(self, first: int, last: int) -> "Series":
        """Only the years ``first``–``last``; may be empty."""
        keep = [i for i, year in enumerate(self.years) if first <= year <= last]
        return replace(
            self,
            years=tuple(self.years[i] for i in keep),
            values=self.values[..., np.array(keep, int)],
        )

    def with_values(self, values: FloatArray, unit: str | None = None) -> "Series":
        """The same labels on other values (and another unit)."""
        return replace(self, values=values, unit=unit or self.unit)

    def with_item(self, item: str, values: FloatArray) -> "Series":
        """Another item on the same axis."""
        return replace(self, item=item, values=values)

    def with_extra(self, *labels: tuple[str, str]) -> "Series":
        """Further labels added."""
        return replace(self, extra=(*self.extra, *labels))

    def label(self, name: str) -> str:
        """One of the further labels, "" where it is not set."""
        return dict(self.extra).get(name, "")

    @property
    def is_difference(self) -> bool:
        """Whether the values are changes or deviations, which carry a sign."""
        return self.label("measure") in ("change", "deviation")


Table = tuple[Series, ...]


def pick(table: Table, item: str) -> Table:
    """All series of one item: the observed and the projected."""
    return tuple(series for series in table if series.item == item)


def items(table: Table) -> tuple[str, ...]:
    """The items of a table, in order, each once."""
    return tuple(dict.fromkeys(series.item for series in table))


def on_path(table: Table, item: str, year: int) -> Series:
    """The series to read ``year`` from: the projection from its first year on, history before it.

    Raises
    ------
    UnknownChoiceError
        If neither has the year.
    """
    candidates = pick(table, item)
    for series in sorted(candidates, key=lambda one: one.is_observed):
        if series.has(year):
            return series
    known = sorted({year for series in candidates for year in series.years})
    raise UnknownChoiceError("år", year, known)


def value_on_path(table: Table, item: str, year: int) -> float:
    """The value :func:`on_path` finds."""
    return on_path(table, item, year).at(year)


def sources_of(table: Table) -> tuple[Source, ...]:
    """The sources behind a table, in order, each once."""
    return tuple(dict.fromkeys(series.source for series in table))
