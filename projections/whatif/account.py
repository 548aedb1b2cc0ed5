"""What other people there are than in the official path, why, and the cells they are kept in."""

from dataclasses import dataclass, replace

import numpy as np

from ..people.ages import FloatArray
from ..people.cohort import SEXES, SINGLE_AGES
from ..people.population import Population

CAUSES = ("movers", "children", "fertility", "survival", "limit")
"""Why there are other people than in the official path, in the order they are reckoned.

Those who moved; children born to them and their descendants; what other birth rates change; what
other death rates change after that; and those who could not be taken away since the official path
has not so many.
"""

ALTERED = "-hva-om"
"""Ends the id of a source whose path has own changes."""

CHANGED = "Den offisielle banen med personer lagt til eller trukket fra."


@dataclass(frozen=True, eq=False)
class Account:
    """One cause's people: start + moved + births − deaths − left = end, for each year.

    Parameters
    ----------
    cause
        One of :data:`CAUSES`.
    years
        The calendar years; ``start`` is 1 January of the year, ``end`` 1 January of the next.
    start, moved, births, deaths, left, end
        ``[alternative, year]`` [persons]; negative where there are fewer than in the official path.
        ``left`` are those who came and have moved away again, children with them.
    """

    cause: str
    years: tuple[int, ...]
    start: FloatArray
    moved: FloatArray
    births: FloatArray
    deaths: FloatArray
    left: FloatArray
    end: FloatArray

    def whole(self) -> "Account":
        """All years as one, named by the last."""
        return Account(
            self.cause,
            self.years[-1:],
            self.start[:, :1],
            self.moved.sum(axis=1, keepdims=True),
            self.births.sum(axis=1, keepdims=True),
            self.deaths.sum(axis=1, keepdims=True),
            self.left.sum(axis=1, keepdims=True),
            self.end[:, -1:],
        )


@dataclass(frozen=True, eq=False)
class Overlay:
    """An official path with what the levers add to it.

    Parameters
    ----------
    population
        The path as it becomes; the very same object as the official one where nothing is changed.
    years
        Every year from the path's first to its last.
    extra
        ``[alternative, year, sex, age]`` people added [persons], on :data:`cohort.SEXES` and
        :data:`cohort.SINGLE_AGES`.
    accounts
        One for each of :data:`CAUSES`, their ends summing to ``extra``; empty where nothing is
        changed.
    """

    population: Population
    years: tuple[int, ...]
    extra: FloatArray
    accounts: tuple[Account, ...]


@dataclass(frozen=True, eq=False)
class Cells:
    """Which sexes and single ages each cell of a path holds: ``[sex, own]`` and ``[age, own]``."""

    sexes: FloatArray
    ages: FloatArray

    def people(self, persons: FloatArray) -> FloatArray:
        """``[..., sex, age]`` summed to the path's own sexes and ages."""
        return np.asarray(self.sexes.T @ persons @ self.ages, dtype=np.float64)

    def each(self, own: FloatArray) -> FloatArray:
        """A figure of the path's cells, given to each of the single ages ``[..., sex, age]``."""
        return np.asarray(self.sexes @ own @ self.ages.T, dtype=np.float64)


def cells_of(official: Population) -> Cells:
    """The cells of a path: by sex or for both, in its own ages."""
    if set(official.sexes) not in ({"both"}, set(SEXES)):
        raise ValueError(f"the path has the sexes {official.sexes}")
    sexes = [[float(own in (sex, "both")) for own in official.sexes] for sex in SEXES]
    each = np.eye(len(SINGLE_AGES))
    return Cells(np.array(sexes), SINGLE_AGES.aggregate(each, official.ages.bands))


def year_places(official: Population, years: tuple[int, ...]) -> list[int]:
    """Where the path's years stand among these."""
    return [years.index(year) for year in official.years]


def with_people(official: Population, years: tuple[int, ...], added: FloatArray) -> Population:
    """The path with people added, and a passport that says so."""
    more = cells_of(official).people(added)[:, year_places(official, years)]
    source = replace(
        official.source,
        id=f"{official.source.id}{ALTERED}",
        short=f"{official.source.short}, med egne endringer",
        quality="example",
        note=f"{CHANGED} {official.source.note}".strip(),
    )
    # Whoever the limit keeps makes a sum of nothing, give or take a rounding.
    return replace(official, persons=np.maximum(official.persons + more, 0.0), source=source)
