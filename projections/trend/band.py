"""How sure: the errors of earlier projections, drawn again as whole courses.

An error is kept as ``log((observed + ½) / (projected + ½))`` for each part of the ages and each
year ahead, divided by how large such errors are for that size and horizon. A draw takes one whole
course of one municipality and origin, likely one of about the same size, gives it a sign, and
makes it as large as errors are for the size at hand. So ages and years keep their correlation.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..ages import FloatArray
from ..cohort import SINGLE_AGES
from .backtest import Trial
from .groups import PARTS

HORIZON = 15
"""Years ahead that errors are known for; beyond them only their size grows [years]."""
LAST_ORIGIN = 2021
"""The last origin whose errors are drawn: five years of its course are known."""
SHORTEST = 5
"""Years of a course that must be known for it to be drawn [years]."""
FITTED = 10
"""The size of errors is fitted on horizons up to this, which most origins have [years]."""
LEVEL = 0.8
"""The quantile of the errors' size that is fitted: the edge of the usual band [share]."""
BINS = 12
"""Groups of equal number, by size, that the quantile is read in before it is fitted."""
SIZE_WIDTH = 1.0
"""Standard deviation of the bell that says whose courses are drawn [log of persons]."""
FEW_ERAS = 1.04
"""All errors are made this much larger. Eleven origins in a row hold about three independent
five-year spans, so the next span may be unlike them all; one number for all sizes and ages."""
MIDDLE_SIZE = 5000.0
"""Sizes are told relative to this [persons]."""
LEAST_SIZE = 200.0
"""About the smallest; smaller count as it [persons]."""
HALF = 0.5
"""Added to people before the logarithm, so that nobody in a group is not infinitely far off."""
SHARES = (0.8, 0.5)
"""Of the draws, within the band and within its inner part."""
DRAWS = 1000
SEED = 20261129


@dataclass(frozen=True, eq=False)
class Errors:
    """Courses of errors that can be drawn.

    Parameters
    ----------
    courses
        ``[course, horizon, part]`` log errors divided by their size [1 is the edge of 80 per
        cent]; where a course ends, it stays as it was.
    sizes
        ``[course]`` people at its start [persons].
    coefficients
        ``[term, part]`` of the square of the errors' size, see :func:`terms`.
    """

    courses: FloatArray
    sizes: FloatArray
    coefficients: FloatArray

    @cached_property
    def log_sizes(self) -> FloatArray:
        """``[course]`` logarithm of the sizes."""
        return np.asarray(np.log(self.sizes), dtype=np.float64)

    def scale(self, horizon: FloatArray, people: FloatArray | float) -> FloatArray:
        """``[..., part]`` the size of errors so many years ahead [log of persons]."""
        return np.asarray(np.sqrt(terms(horizon, people) @ self.coefficients), dtype=np.float64)


def terms(horizon: FloatArray, people: FloatArray | float) -> FloatArray:
    """``[..., term]`` what the square of the errors' size is a sum of, none of them negative.

    1/n, h/n and h²/n are chance and drift that are smaller where there are more people n; h²/√n
    lies between; h and h² are what hits all alike. So errors grow with the horizon, at most in
    proportion to it, and shrink with size towards what is common; there is no kink and no class.
    """
    far = np.asarray(horizon, dtype=np.float64)
    few = MIDDLE_SIZE / np.maximum(people, LEAST_SIZE)
    far, few = np.broadcast_arrays(far, few)
    every = (few, few * far, few * far**2, np.sqrt(few) * far**2, far, far**2)
    return np.stack(every, axis=-1)


def measure(trial: Trial) -> Errors:
    """The errors of a trial, as courses to draw from.

    Parameters
    ----------
    trial
        Of one method; courses shorter than :data:`SHORTEST` are left out of the draws but count in
        the size of the errors.
    """
    found = np.log((trial.observed[:, 1:] + HALF) / (trial.projected[:, 1:] + HALF))
    people = trial.size
    coefficients = _fitted(np.abs(found), people)
    years = np.arange(1.0, found.shape[1] + 1)
    size = np.sqrt(terms(years[None, :, None], people[:, None]) @ coefficients)
    courses = np.moveaxis(found / size, 1, 2)
    for year in range(1, courses.shape[2]):  # the end of a course is held
        courses[:, :, year] = np.where(
            np.isnan(courses[:, :, year]), courses[:, :, year - 1], courses[:, :, year]
        )
    long = (~np.isnan(found[..., 0])).sum(axis=1) >= min(SHORTEST, found.shape[1])
    return Errors(courses[long], people[long], coefficients)


def draw(
    errors: Errors,
    parts: FloatArray,
    count: int = DRAWS,
    seed: int = SEED,
    horizons: NDArray[np.intp] | None = None,
) -> FloatArray:
    """Courses that the people of one region may take, around a projected one.

    Parameters
    ----------
    parts
        ``[year, part]`` projected, the count it starts from first [persons].
    count
        How many courses.
    seed
        The same seed gives the same draws.
    horizons
        ``[year]`` years ahead of each row; 0, 1, 2 … where left out.

    Returns
    -------
    numpy.ndarray
        ``[draw, year, part]`` [persons].
    """
    chance = np.random.default_rng(seed)
    ahead = np.arange(len(parts)) if horizons is None else horizons
    people = max(float(parts[0].sum()), 1.0)
    near = np.exp(-0.5 * ((errors.log_sizes - np.log(people)) / SIZE_WIDTH) ** 2)
    heap = np.cumsum(near)
    chosen = np.searchsorted(heap, chance.random(count) * heap[-1])
    sign = np.where(chance.random(count) < 0.5, -1.0, 1.0)
    place = np.clip(ahead, 1, errors.courses.shape[1]) - 1
    size = errors.scale(np.maximum(ahead, 1).astype(np.float64), people)
    size = np.where(ahead[:, None] > 0, FEW_ERAS * size, 0.0)  # what is counted is sure
    off = errors.courses[chosen[:, None], place] * size * sign[:, None, None]
    return np.asarray(np.maximum((parts + HALF) * np.exp(off) - HALF, 0), dtype=np.float64)


def draw_persons(
    errors: Errors, persons: FloatArray, count: int = DRAWS, seed: int = SEED
) -> FloatArray:
    """As :func:`draw`, by sex and single age: all of a part are off by as much.

    Parameters
    ----------
    persons
        ``[year, sex, age]`` projected, the count it starts from first [persons].

    Returns
    -------
    numpy.ndarray
        ``[draw, year, sex, age]`` [persons]; in the order of the draws of :func:`draw`.
    """
    parts = SINGLE_AGES.aggregate(persons.sum(axis=-2), PARTS)
    drawn = draw(errors, parts, count, seed)
    factor = np.divide(drawn, parts, out=np.ones_like(drawn), where=parts > 0)
    widths = [len(range(*SINGLE_AGES.slice_of(part).indices(len(SINGLE_AGES)))) for part in PARTS]
    return np.asarray(np.repeat(factor, widths, axis=-1)[:, :, None] * persons)


def interval(drawn: FloatArray, share: float = SHARES[0]) -> FloatArray:
    """``[2, ...]`` the lower and upper edge that hold a share of ``[draw, ...]``, same unit.

    A value that is missing in every draw is missing; as many draws lie below as above.
    """
    edges = np.quantile(drawn, ((1 - share) / 2, (1 + share) / 2), axis=0)
    return np.asarray(edges, dtype=np.float64)


def _fitted(size: FloatArray, people: FloatArray) -> FloatArray:
    """``[term, part]`` of the squared quantile, by size and horizon, relative errors weighed."""
    edges = np.quantile(people, np.linspace(0, 1, BINS + 1))
    group = np.clip(np.searchsorted(edges, people, side="right") - 1, 0, BINS - 1)
    rows, values, weights = [], [], []
    for year in range(min(FITTED, size.shape[1])):
        known = ~np.isnan(size[:, year, :, 0])
        for one in range(BINS):
            inside = known & (group == one)
            if not inside.any():
                continue
            middle = np.exp(np.log(people[inside]).mean())
            rows.append(terms(np.array(year + 1.0), middle))
            values.append(np.quantile(size[:, year][inside], LEVEL, axis=0))
            weights.append(inside.sum())
    levels = np.maximum(np.array(values), 1e-3) ** 2
    weight = np.array(weights) / np.sum(weights)
    return np.stack([_not_negative(np.array(rows), level, weight) for level in levels.T], axis=-1)


def _not_negative(rows: FloatArray, level: FloatArray, weight: FloatArray) -> FloatArray:
    """``[term]`` the best sum of terms without a negative one, of all sets of terms."""
    relative = rows / level[:, None]
    inner = relative.T @ (relative * weight[:, None])
    outer = relative.T @ weight
    best, found = 0.0, np.zeros(rows.shape[1])
    for chosen in range(1, 2 ** rows.shape[1]):
        inside = [one for one in range(rows.shape[1]) if chosen >> one & 1]
        among = np.linalg.lstsq(inner[np.ix_(inside, inside)], outer[inside])[0]
        gain = float(among @ outer[inside])  # how much less is left unexplained
        if (among >= 0).all() and gain > best:
            best, found = gain, np.zeros(rows.shape[1])
            found[inside] = among
    # Relative squares lean to what is small: the level is set right on the whole.
    return np.asarray(found * np.exp(weight @ np.log(level / (rows @ found))))
