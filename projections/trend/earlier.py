"""What the projection would have said of one region from each earlier year, and what happened."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from ..people.ages import AgeBand, FloatArray
from ..people.cohort import SINGLE_AGES
from .backtest import FIRST_ORIGIN, Trial, backtest
from .band import HORIZON, Errors, draw
from .course import project
from .groups import PARTS, by_part, size_class
from .history import APPORTIONED, History
from .rates import learn
from .scores import Score, score

FIRST_KNOWN = 2
"""Years that must be known before a year for anything to be learnt up to it."""


@lru_cache(maxsize=2)
def tried(history: History) -> Trial:
    """The projection of every region from every year it is judged from, once for each history."""
    return backtest(history, range(FIRST_ORIGIN, history.years[-1]), HORIZON, everyone=True)


def record(history: History, places: Sequence[int]) -> Trial:
    """The trial of the regions at some places together, as one region.

    Origins whose people are an estimate, since a municipality alone was split later, are left out.
    """
    first = history.codes[places[0]]
    since = APPORTIONED.get(first, 0) if len(places) == 1 else 0
    return tried(history).starting(since + 1, history.years[-1]).summed({first: places})


@lru_cache(maxsize=16)
def alike(history: History, size: int) -> tuple[Score, ...]:
    """The score of all municipalities of a size class, by years ahead; the first is of no year.

    Parameters
    ----------
    size
        Place among :data:`~projections.trend.groups.SIZES`.
    """
    trial = tried(history).among(history.counted)
    return tuple(score(trial, ahead, size) for ahead in range(HORIZON + 1))


def size_of(history: History, place: int) -> int:
    """The size class a region has now."""
    return int(size_class(np.asarray(history.newest[place].sum())))


def said_in(history: History, places: Sequence[int], year: int, steps: int) -> FloatArray:
    """What the projection would have said in a year of regions together, nothing later at hand.

    Returns
    -------
    numpy.ndarray
        ``[step + 1, sex, age]`` [persons], the count of the year first.

    Raises
    ------
    ValueError
        If too little was known then, or the year is not a count.
    """
    if year not in history.years[FIRST_KNOWN:]:
        raise ValueError(f"nothing can be learnt up to {year}")
    known = history.until(year)
    at = list(places)
    each = project(known.newest[at], learn(known).of(at), steps)
    return np.asarray(each.sum(axis=0))


def drawn_band(errors: Errors, persons: FloatArray, band: AgeBand) -> FloatArray:
    """Courses that the people of an age band may take, around a projected one.

    Parameters
    ----------
    persons
        ``[year, sex, age]`` projected, the count it starts from first [persons].

    Returns
    -------
    numpy.ndarray
        ``[draw, year]`` [persons]; all ages of a part are off by as much.
    """
    parts = by_part(persons)
    drawn = draw(errors, parts)
    inside = np.zeros(len(SINGLE_AGES))
    inside[SINGLE_AGES.slice_of(band)] = 1.0
    held = SINGLE_AGES.aggregate(persons.sum(axis=-2) * inside, PARTS)
    some = parts > 0
    share = np.where(some, held / np.where(some, parts, 1.0), 0.0)
    return np.asarray((drawn * share).sum(axis=-1))
