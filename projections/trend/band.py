"""How sure: the errors of earlier projections, drawn again as whole courses.

An error is kept as ``log((observed + ½) / (projected + ½))`` for each part of the ages and each
year ahead. What the nation was off by is taken out and drawn by itself (``shared``); the rest is
divided by how large such errors are for that size and horizon. A draw takes one whole course of one
municipality and origin, likely one of about the same size, makes it as large as errors are for the
size at hand, and adds one of the nation's; each is drawn both ways. So ages and years keep their
correlation, and the path is the middle.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..people.ages import FloatArray
from .backtest import Trial
from .error_size import fitted, terms, unseen
from .shared import MEMBERS, Shared, held, shared

HORIZON = 15
"""Years ahead that errors are known for; beyond them only their size grows [years]."""
LAST_ORIGIN = 2021
"""The last origin that is judged: five years of its course are known."""
LAST_START = 2023
"""The last year errors are learnt from: three years of its course are known."""
SHORTEST = 5
"""Years of a course that must be known for it to be drawn [years]."""
SIZE_WIDTH = 1.0
"""Standard deviation of the bell that says whose courses are drawn [log of persons]."""
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
        cent], a little larger for a region not among them, see
        :func:`~projections.trend.error_size.unseen`; where a course ends, it stays as it was.
    sizes
        ``[course]`` people at its start [persons].
    coefficients
        ``[term, part]`` of the square of the errors' size, see
        :func:`~projections.trend.error_size.terms`.
    shared
        What hits all alike; None where it is not known apart.
    """

    courses: FloatArray
    sizes: FloatArray
    coefficients: FloatArray
    shared: Shared | None = None

    @cached_property
    def log_sizes(self) -> FloatArray:
        """``[course]`` logarithm of the sizes."""
        return np.asarray(np.log(self.sizes), dtype=np.float64)

    def scale(self, horizon: FloatArray, people: FloatArray | float) -> FloatArray:
        """``[..., part]`` the size of a municipality's own errors so many years ahead [log]."""
        return np.asarray(np.sqrt(terms(horizon, people) @ self.coefficients), dtype=np.float64)


def measure(trial: Trial) -> Errors:
    """The errors of a trial, as courses to draw from.

    Parameters
    ----------
    trial
        Of one method; courses shorter than :data:`SHORTEST` are left out of the draws but count in
        the size of the errors.
    """
    found = np.log((trial.observed[:, 1:] + HALF) / (trial.projected[:, 1:] + HALF))
    if trial.nation is not None:
        parts = trial.nation[:, 1:] @ MEMBERS
        found = found - np.log(parts[:, :, 1] / parts[:, :, 0])[:, :, None]
    people = trial.size
    coefficients = fitted(np.abs(found), people)
    years = np.arange(1.0, found.shape[1] + 1)
    size = np.sqrt(terms(years[None, :, None], people[:, None]) @ coefficients)
    courses = np.moveaxis(found / size, 1, 2) * unseen(len(trial.codes))
    long = (~np.isnan(found[..., 0])).sum(axis=1) >= min(SHORTEST, found.shape[1])
    common = None if trial.nation is None else shared(trial.nation)
    return Errors(held(courses[long]), people[long], coefficients, common)


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
    chance, half = np.random.default_rng(seed), -(-count // 2)
    ahead = np.arange(len(parts)) if horizons is None else horizons
    people = max(float(parts[0].sum()), 1.0)
    near = np.exp(-0.5 * ((errors.log_sizes - np.log(people)) / SIZE_WIDTH) ** 2)
    heap = np.cumsum(near)
    chosen = np.searchsorted(heap, chance.random(half) * heap[-1])
    place = np.clip(ahead, 1, errors.courses.shape[1]) - 1
    off = errors.courses[chosen[:, None], place]
    off = off * errors.scale(np.maximum(ahead, 1).astype(np.float64), people)
    if errors.shared is not None:
        taken = chance.integers(0, len(errors.shared.courses), half)
        way = np.where(chance.random(half) < 0.5, -1.0, 1.0)[:, None, None]
        reach = errors.shared.scale(np.maximum(ahead, 1).astype(np.float64))
        off += errors.shared.courses[taken[:, None], place] * reach * way
    off *= (ahead > 0)[:, None]  # what is counted is sure
    off = np.concatenate((off, -off))[:count]  # each both ways, so that the path is the middle
    return np.asarray(np.maximum((parts + HALF) * np.exp(off) - HALF, 0), dtype=np.float64)


def interval(drawn: FloatArray, share: float = SHARES[0]) -> FloatArray:
    """``[2, ...]`` the lower and upper edge that hold a share of ``[draw, ...]``, same unit.

    A value that is missing in every draw is missing; as many draws lie below as above.
    """
    edges = np.quantile(drawn, ((1 - share) / 2, (1 + share) / 2), axis=0)
    return np.asarray(edges, dtype=np.float64)


def within(drawn: FloatArray, projected: FloatArray, share: float = SHARES[0]) -> FloatArray:
    """How far off a share of the courses are at most, either way.

    Parameters
    ----------
    drawn
        ``[draw, ...]``, any unit.
    projected
        ``[...]``, the same unit.

    Returns
    -------
    numpy.ndarray
        ``[...]`` in that unit: «i 8 av 10 trekk innenfor ± x».
    """
    return np.asarray(np.quantile(np.abs(drawn - projected), share, axis=0), dtype=np.float64)


def lasting(drawn: FloatArray, projected: FloatArray, tolerance: float = 0.1) -> int:
    """Years ahead that 8 of 10 courses stay within a tolerance, without a break.

    Parameters
    ----------
    drawn
        ``[draw, year]``, the count first.
    projected
        ``[year]``, the same unit.
    tolerance
        Part of the projected [share].

    Returns
    -------
    int
        The last such year ahead, at most :data:`HORIZON`: longer has not been measured. 0 where not
        even the first is.

    Examples
    --------
    >>> lasting(np.array([[10.0, 10.5, 12.0], [10.0, 9.5, 8.0]]), np.array([10.0, 10.0, 10.0]))
    1
    """
    off = within(drawn, projected) > tolerance * projected
    first = int(off.argmax()) if off.any() else len(off)
    return min(max(first - 1, 0), HORIZON)
