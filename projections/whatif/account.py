"""What other people there are than in the official path, and why."""

from dataclasses import dataclass

from ..people.ages import FloatArray
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
