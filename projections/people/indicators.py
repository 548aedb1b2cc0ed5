"""What is read off a population: ratios, shares, growth indices. Arrays in, arrays out."""

from collections.abc import Mapping

import numpy as np

from .ages import AgeAxis, AgeBand, FloatArray

WORKING_AGES: Mapping[str, AgeBand] = {"20-66": AgeBand(20, 66), "16-66": AgeBand(16, 66)}
"""The two definitions of working age in use; 20–66 is the common one and the default."""

OLD_AGE = AgeBand(67, None)


def ratio(persons: FloatArray, ages: AgeAxis, above: AgeBand, below: AgeBand) -> FloatArray:
    """Persons in one band per person in another.

    Parameters
    ----------
    persons
        ``[..., age]`` [persons] on ``ages``.
    above, below
        Numerator and denominator bands.

    Returns
    -------
    numpy.ndarray
        ``[...]`` [persons per person]; missing (NaN) where the denominator is zero or missing.

    Raises
    ------
    SplitBandError
        If the axis is too coarse for the bands.
    """
    return per_person(ages.aggregate(persons, (above, below)))


def per_person(sums: FloatArray) -> FloatArray:
    """The first of two sums per person in the second: ``[..., 2]`` to ``[...]``."""
    divisor = np.where(sums[..., 1] > 0, sums[..., 1], np.nan)
    return np.asarray(sums[..., 0] / divisor, dtype=np.float64)


def support_ratio(persons: FloatArray, ages: AgeAxis, working: AgeBand) -> FloatArray:
    """Aldersbæreevne: persons of working age per person aged 67 and over.

    ``A(t) = N[working](t) / N[67+](t)``.

    Parameters
    ----------
    persons
        ``[..., age]`` [persons] on ``ages``.
    working
        20–66 or 16–66; say which wherever the figure is shown.

    Returns
    -------
    numpy.ndarray
        ``[...]`` [persons per person].

    Examples
    --------
    >>> ages = AgeAxis.parse(("0-19", "20-66", "67+"))
    >>> support_ratio(np.array([100.0, 300.0, 120.0]), ages, WORKING_AGES["20-66"])
    array(2.5)
    """
    return ratio(persons, ages, working, OLD_AGE)


def mean_age(persons: FloatArray, ages: AgeAxis, within: FloatArray) -> FloatArray:
    """Mean age of all people [years].

    ``Σ_a N_a · x_a / Σ_a N_a``: who is a full years old is a and a half on average, and the people
    of a band have the mean of its years weighed by ``within``. Exact in single years but for the
    open band; an estimate where a band holds several.

    Parameters
    ----------
    persons
        ``[..., age]`` [persons] on ``ages``.
    within
        ``[..., year of age]`` people of each year of age from 0 on, in any unit. Axes before the
        last as ``persons``.

    Returns
    -------
    numpy.ndarray
        ``[...]`` [years]; missing where there is nobody.

    Examples
    --------
    >>> ages = AgeAxis.parse(("0-1", "2+"))
    >>> mean_age(np.array([3.0, 1.0]), ages, np.array([1.0, 2.0, 1.0, 1.0]))
    array(1.625)
    """
    each = np.arange(within.shape[-1])
    inside = np.array(
        [
            [band.lower <= age and (band.upper is None or age <= band.upper) for age in each]
            for band in ages.bands
        ],
        dtype=np.float64,
    )
    known = within @ inside.T
    # Of a band with nobody to weigh by, the middle of its years.
    lowest = np.array([band.lower + 0.5 for band in ages.bands])
    years = inside.sum(axis=1)
    even = np.where(years > 0, inside @ (each + 0.5) / np.maximum(years, 1), lowest)
    means = np.divide(
        (within * (each + 0.5)) @ inside.T,
        known,
        out=np.broadcast_to(even, known.shape).copy(),
        where=known > 0,
    )
    total = persons.sum(axis=-1)
    return np.asarray(
        (persons * means).sum(axis=-1) / np.where(total > 0, total, np.nan), dtype=np.float64
    )


def growth_index(values: FloatArray, base: FloatArray | float) -> FloatArray:
    """Index with the base year's value as 100.

    Parameters
    ----------
    values
        ``[...]``, any unit.
    base
        The base year's value in the same unit; an array that fits ``values``, or one number.

    Returns
    -------
    numpy.ndarray
        ``[...]`` [index, base = 100]; missing where the base is zero.
    """
    return np.asarray(100.0 * values / np.where(base == 0, np.nan, base), dtype=np.float64)


def shares(values: FloatArray) -> FloatArray:
    """Each part's share of the sum over the last axis [share 0–1]."""
    total = values.sum(axis=-1, keepdims=True)
    return np.asarray(values / np.where(total == 0, np.nan, total), dtype=np.float64)
