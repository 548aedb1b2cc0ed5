"""How large errors are, by years ahead and by size: a smooth curve for each part of the ages."""

import numpy as np

from ..people.ages import FloatArray

FITTED = 10
"""The size of errors is fitted on horizons up to this, which most origins have [years]."""
LEVEL = 0.8
"""The quantile of the errors' size that is fitted: the edge of the usual band [share]."""
BINS = 12
"""Groups of equal number, by size, that the quantile is read in before it is fitted; at most."""
IN_BIN = 3
"""Regions a group has at least, where there are so many: a quantile of one region is its own."""
MANY = 100
"""Of so many regions one more is less than a hundredth farther off, and it is left out."""
EDGE = 1.2816
"""The normal distribution has 80 per cent within so many standard deviations."""
MIDDLE_SIZE = 5000.0
"""Sizes are told relative to this [persons]."""
LEAST_SIZE = 200.0
"""About the smallest; smaller count as it [persons]."""
ROUNDS = 1000
"""Steps of the fit; twice as many move no size by a hundredth."""


def terms(horizon: FloatArray, people: FloatArray | float) -> FloatArray:
    """``[..., term]`` what the square of the errors' size is a sum of, none of them negative.

    1/n, h/n and h²/n are chance and drift that are smaller where there are more people n; with
    n√n they are so even more among the fewest, with √n less; h, h² and h³ are the same whatever
    the size, h³ a drift that itself drifts. So errors grow with the horizon and shrink with size
    towards what is left; there is no kink and no class.
    """
    far = np.asarray(horizon, dtype=np.float64)
    few = MIDDLE_SIZE / np.maximum(people, LEAST_SIZE)
    far, few = np.broadcast_arrays(far, few)
    by_size = [few**power * far**years for power in (0.5, 1, 1.5) for years in (1, 2)]
    return np.stack((few, *by_size, far, far**2, far**3), axis=-1)


def fitted(size: FloatArray, people: FloatArray) -> FloatArray:
    """Fit the size of errors to the quantile :data:`LEVEL` of those observed.

    Parameters
    ----------
    size
        ``[origin, horizon, region, part]`` absolute log errors, NaN where they are not known.
    people
        ``[origin, region]`` at the start [persons].

    Returns
    -------
    numpy.ndarray
        ``[term, part]`` coefficients of the square, none negative; each quantile is weighed by how
        many errors it is of.
    """
    bins = min(BINS, max(people.shape[1] // IN_BIN, 1))
    edges = np.quantile(people, np.linspace(0, 1, bins + 1))
    group = np.clip(np.searchsorted(edges, people, side="right") - 1, 0, bins - 1)
    rows, values, weights = [], [], []
    for year in range(min(FITTED, size.shape[1])):
        known = ~np.isnan(size[:, year, :, 0])
        for one in range(bins):
            inside = known & (group == one)
            if not inside.any():
                continue
            middle = np.exp(np.log(people[inside]).mean())
            rows.append(terms(np.array(year + 1.0), middle))
            values.append(np.quantile(size[:, year][inside], LEVEL, axis=0))
            weights.append(inside.sum())
    levels = np.maximum(np.array(values), 1e-3) ** 2
    weight = np.array(weights) / np.sum(weights)
    return likeliest(np.array(rows), levels, weight)


def unseen(regions: int) -> float:
    """How much farther off a region that is not among them is than those that are.

    Parameters
    ----------
    regions
        How many errors are learnt from; their years are not counted, for they hang together.

    Returns
    -------
    float
        The edge of 80 per cent for one more from a normal distribution of which so many are seen,
        by the edge if it were known: ``t(0.9, n − 1) · √(1 + 1/n) / z(0.9)``, t by its first
        correction to z; 1.08 for fifteen counties and the country, 1 for all municipalities.
    """
    if regions < 2 or regions >= MANY:
        return 1.0
    return float((1 + (EDGE**2 + 1) / (4 * (regions - 1))) * np.sqrt(1 + 1 / regions))


def likeliest(rows: FloatArray, squares: FloatArray, weight: FloatArray) -> FloatArray:
    """The sum of terms, none negative, that squares were likeliest to be seen with.

    Parameters
    ----------
    rows
        ``[case, term]`` none negative.
    squares
        ``[case, part]`` of errors, above zero.
    weight
        ``[case]``.

    Returns
    -------
    numpy.ndarray
        ``[term, part]`` where ``Σ w (square/fit + ln fit)`` is least, as for squares of errors that
        are normal: relative differences count, alike above and below, and ``Σ w square/fit = Σ w``,
        so that the level is right. Multiplied step by step (Févotte, Bertin and Durrieu 2009), so
        that what begins above zero stays there.
    """
    largest = np.maximum(rows.max(axis=0), 1e-300)[:, None]
    scaled = rows / largest.T
    found = np.repeat((weight @ squares / weight.sum() / len(largest))[None], len(largest), axis=0)
    for _ in range(ROUNDS):
        fit = np.maximum(scaled @ found, 1e-300)
        more = scaled.T @ (weight[:, None] * squares / fit**2)
        less = scaled.T @ (weight[:, None] / fit)
        found = found * np.sqrt(more / np.maximum(less, 1e-300))
    return np.asarray(found / largest)
