"""A path moved to those who were counted, or drawn as it may go; and how far others were off.

Years that are counted are the counts; after the newest of them the path's own change is laid on it.

Only ``weighted`` and what rests on it know of draws: sums over ages are ``[draw, year, item]``
there, and ``[year, item]`` for any other population. The middle, ``persons``, is the path itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Literal

import numpy as np

from ..errors import SplitBandError
from ..provenance import Source
from .ages import AgeBand, FloatArray
from .population import Population

Start = Literal["counted", "printed"]
"""Whether a projection starts from the newest count, or stands as it was published."""
TOLD = (
    "Flyttet til tellingen 1. januar {year}: endringene etter den er framskrivingens, "
    "startpunktet er talt."
)


def moved(path: Population, counted: Population) -> Population:
    """A path from the newest count on: ``N(t) = N_counted(t0) + P(t) − P(t0)``, by age and sex.

    The path itself where nothing of it is counted but its first year, or where the counts are not
    in ages it can be held against. No age falls below zero.

    Parameters
    ----------
    path
        One alternative, ``[1, year, sex, age]`` [persons].
    counted
        The same region's observed people.

    Returns
    -------
    Population
        The same years, sexes and ages; its source says that it is moved.
    """
    years = [year for year in path.years if year in counted.years]
    if not years or years[-1] == path.years[0]:
        return path
    try:
        counts = _like(path, counted, years)
    except SplitBandError:
        return path
    if np.array_equal(counts, path.persons[:, [path.year_index(year) for year in years]]):
        return path
    newest = path.year_index(years[-1])
    persons = np.array(path.persons)
    persons[:, [path.year_index(year) for year in years]] = counts
    after = path.persons[:, newest + 1 :] - path.persons[:, [newest]] + counts[:, [-1]]
    # What is left of rounding where all have gone is nobody, and not a billionth of a person.
    after = np.round(after, 9)
    persons[:, newest + 1 :] = np.where(np.isnan(after), after, np.maximum(after, 0.0))
    told = " ".join(filter(None, (path.source.remark, TOLD.format(year=years[-1]))))
    return replace(path, persons=persons, source=replace(path.source, remark=told))


def _like(path: Population, counted: Population, years: list[int]) -> FloatArray:
    """The counts of some years in the path's sexes and ages, ``[1, year, sex, age]``."""
    persons = counted.persons[:, [counted.year_index(year) for year in years]]
    if path.sexes != counted.sexes:
        if path.sexes != ("both",):
            raise SplitBandError("both", "sex")
        persons = persons.sum(axis=2, keepdims=True)
    return counted.ages.aggregate(persons, path.ages.bands)


@dataclass(frozen=True, eq=False)
class Drawn(Population):
    """The people of one alternative in many draws, all of a part off by as much.

    Parameters
    ----------
    factors
        ``[draw, year, part]`` people in the draw per person of the path [1 is the path itself].
    members
        ``[age, part]`` how much of an age's people are in each part [share 0–1]; rows sum to one.
    """

    factors: FloatArray
    members: FloatArray

    @classmethod
    def around(cls, path: Population, factors: FloatArray, members: FloatArray) -> "Drawn":
        """The draws around a path of one alternative."""
        every = {one.name: getattr(path, one.name) for one in fields(Population)}
        return cls(**every, factors=factors, members=members)

    @property
    def parts(self) -> FloatArray:
        """``[draw, year, part]`` [persons]."""
        return np.asarray(self.factors * (self.both_sexes()[0] @ self.members))

    def people(self, targets: Sequence[AgeBand]) -> FloatArray:
        """``[draw, year, target]`` [persons].

        Raises
        ------
        SplitBandError
            If an age band would have to be split.
        """
        return self.weighted(self.ages.aggregate(np.eye(len(self.ages)), targets))

    def weighted(self, weights: FloatArray) -> FloatArray:
        """``[draw, year, item]`` sums over ages with several sets of weights."""
        # [year, part, item]: what each part brings to each item where nothing is off.
        each = self.members.T @ (self.both_sexes()[0][:, :, None] * weights)
        return np.asarray((self.factors.swapaxes(0, 1) @ each).swapaxes(0, 1))

    def between(self, first: int, last: int) -> "Drawn":
        """Only the years ``first``–``last`` that exist; may be empty."""
        keep = [place for place, year in enumerate(self.years) if first <= year <= last]
        return replace(
            self,
            persons=self.persons[:, keep],
            years=tuple(self.years[place] for place in keep),
            factors=self.factors[:, keep],
        )


@dataclass(frozen=True)
class Missed:
    """How far one edition of SSB's main alternative was off in one municipality.

    Parameters
    ----------
    name, origin, ahead
        Of the municipality; the year it started from; years ahead.
    error
        Projected / observed − 1 by what is told, in the order of the trend projection [share].
    people
        At the start; 0 where it is not told [persons].
    """

    name: str
    origin: int
    ahead: int
    error: tuple[float, ...]
    people: float = 0.0


@dataclass(frozen=True, eq=False)
class Judged:
    """What is known of how others turned out; empty where nothing is.

    Parameters
    ----------
    ssb, ssb_source
        Every error known of SSB's main alternative, and where they are from.
    cost_years, cost, cost_source
        ``[2, year]`` what demography would cost the sector the next year, foreseen and as it
        became [billion NOK, prices of 2015].
    """

    ssb: tuple[Missed, ...] = ()
    ssb_source: Source | None = None
    cost_years: tuple[int, ...] = ()
    cost: FloatArray = field(default_factory=lambda: np.zeros((2, 0)))
    cost_source: Source | None = None
