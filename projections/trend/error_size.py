"""How large errors are, by years ahead and by size: a smooth curve for each part of the ages."""

import numpy as np

from ..people.ages import FloatArray

FITTED = 10
"""The size of errors is fitted on horizons up to this, which most origins have [years]."""
LEVEL = 0.8
"""The quantile of the errors' size that is fitted: the edge of the usual band [share]."""
BINS = 12
"""Groups of equal number, by size, that the quantile is read in before it is fitted."""
MIDDLE_SIZE = 5000.0
"""Sizes are told relative to this [persons]."""
LEAST_SIZE = 200.0
"""About the smallest; smaller count as it [persons]."""


def terms(horizon: FloatArray, people: FloatArray | float) -> FloatArray:
    """``[..., term]`` what the square of the errors' size is a sum of, none of them negative.

    1/n, h/n and h²/n are chance and drift that are smaller where there are more people n; h²/√n
    lies between; h, h² and h³ are the same whatever the size, h³ a drift that itself drifts. So
    errors grow with the horizon and shrink with size towards what is left; there is no kink and no
    class.
    """
    far = np.asarray(horizon, dtype=np.float64)
    few = MIDDLE_SIZE / np.maximum(people, LEAST_SIZE)
    far, few = np.broadcast_arrays(far, few)
    every = (few, few * far, few * far**2, np.sqrt(few) * far**2, far, far**2, far**3)
    return np.stack(every, axis=-1)


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
        ``[term, part]`` coefficients of the square, none negative: least squares of the relative
        difference, each quantile weighed by how many errors it is of.
    """
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
    return np.stack([not_negative(np.array(rows), level, weight) for level in levels.T], axis=-1)


def not_negative(rows: FloatArray, level: FloatArray, weight: FloatArray) -> FloatArray:
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
