"""What hits all municipalities alike: the errors of the nation, in any stretch of the known years.

A year like 2022, when many came to the whole country, moves every municipality the same way, and no
number of municipalities makes it more than one year. So the nation's errors are learnt apart, from
every stretch of years after an origin, and drawn by themselves.
"""

from dataclasses import dataclass

import numpy as np

from ..people.ages import FloatArray
from ..people.cohort import SINGLE_AGES
from .error_size import likeliest
from .groups import PARTS

SHORTEST = 3
"""Years of a stretch for it to be drawn [years]."""
MEMBERS = np.array([[float(part.holds(age)) for part in PARTS] for age in SINGLE_AGES.bands])
"""``[age, part]`` 1 where a single year of age is in a part."""


@dataclass(frozen=True, eq=False)
class Shared:
    """Errors that all municipalities have at once.

    Parameters
    ----------
    courses
        ``[stretch, horizon, part]`` log errors divided by their size; where one ends, it stays.
    growth
        ``[2, part]`` what the square of their size is of h and h², neither negative.
    """

    courses: FloatArray
    growth: FloatArray

    def scale(self, horizon: FloatArray) -> FloatArray:
        """``[..., part]`` the size of the errors so many years ahead [log of persons]."""
        square = _powers(np.asarray(horizon, dtype=np.float64)) @ self.growth
        return np.asarray(np.sqrt(square), dtype=np.float64)


def stretches(nation: FloatArray) -> FloatArray:
    """``[stretch, horizon, part]`` log errors of the nation from any year after an origin.

    As if the projection had started again from the count of that year with what it knew at the
    origin: the error of those then alive is taken off along their cohort, and the error in the
    newborn of that year is taken off all who are born later. NaN where a stretch ends.

    Parameters
    ----------
    nation
        See :class:`~projections.trend.backtest.Trial`.
    """
    projected, observed = nation[:, :, 0], nation[:, :, 1]
    error = np.log(observed / projected)
    ages, horizon = error.shape[2], error.shape[1] - 1
    found = []
    for origin, off in enumerate(error):
        known = int((~np.isnan(off[:, 0])).sum()) - 1
        for start in range(known - min(SHORTEST, horizon) + 1):
            course = np.full((horizon, len(PARTS)), np.nan)
            for ahead in range(1, known - start + 1):
                before = np.full(ages, off[start, 0] if start else 0.0)
                before[ahead:] = off[start, : ages - ahead]
                before[-1] = off[start, -1]
                people = projected[origin, start + ahead]
                course[ahead - 1] = (
                    (people * (off[start + ahead] - before)) @ MEMBERS / (people @ MEMBERS)
                )
            found.append(course)
    return np.array(found)


def shared(nation: FloatArray) -> Shared:
    """The errors all have at once, as courses to draw from."""
    found = stretches(nation)
    known = ~np.isnan(found[..., 0])
    weight = known.sum(axis=0) / known.sum()
    square = np.where(known[..., None], found, 0.0) ** 2
    square = square.sum(axis=0) / np.maximum(known.sum(axis=0), 1)[:, None]
    rows = _powers(np.arange(1.0, found.shape[1] + 1))
    growth = likeliest(rows, square, weight)
    return Shared(held(found / np.sqrt(rows @ growth)), growth)


def held(courses: FloatArray) -> FloatArray:
    """``[course, horizon, part]`` with the end of a course held for the years after it."""
    found = courses.copy()
    for year in range(1, found.shape[1]):
        found[:, year] = np.where(np.isnan(found[:, year]), found[:, year - 1], found[:, year])
    return found


def _powers(horizon: FloatArray) -> FloatArray:
    return np.stack((horizon, horizon**2), axis=-1)
