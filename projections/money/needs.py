"""The need index: how much the people of a municipality need, against the nation's."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..people.ages import AgeAxis, FloatArray, weighted_sums
from ..people.indicators import WORKING_AGES

Weights = Literal["following", "standing"]
"""Whether sector weights follow the nation's cost by sector, or stand as in the keys."""


@dataclass(frozen=True, eq=False)
class People:
    """The sums over ages that grants and tax follow, all of the same shape ``[...]``.

    Parameters
    ----------
    inhabitants, working
        All, and those aged 20–66 [persons].
    """

    inhabitants: FloatArray
    working: FloatArray

    @property
    def working_share(self) -> FloatArray:
        """``[...]`` [share 0–1]; missing where there is nobody."""
        return each(self.working, self.inhabitants)


def working_by_age(ages: AgeAxis) -> FloatArray:
    """The part of each age band that is 20–66; a band across a limit is spread evenly over it.

    Returns
    -------
    numpy.ndarray
        ``[age]`` [share 0–1]; 16–22 is 3/7.
    """
    return np.array([band.part_inside(WORKING_AGES["20-66"]) for band in ages.bands])


def people(persons: FloatArray, working: FloatArray) -> People:
    """The two sums, in one pass over the people.

    Parameters
    ----------
    persons
        ``[..., age]`` [persons].
    working
        ``[age]`` from :func:`working_by_age`, on the same ages.

    Returns
    -------
    People
        Each array ``[...]``.
    """
    return people_of(weighted_sums(persons, sum_weights(working)))


def sum_weights(working: FloatArray) -> FloatArray:
    """``[sum, age]`` what the two sums weigh each age with, for a pass that takes others too."""
    return np.stack([np.ones_like(working), working])


def people_of(sums: FloatArray) -> People:
    """The two sums as they come of :func:`sum_weights`, ``[..., sum]``."""
    return People(sums[..., 0], sums[..., 1])


def need_index(sectors: FloatArray, sector_weights: FloatArray) -> FloatArray:
    """Need per inhabitant by age, all sectors together [the nation = 1].

    Parameters
    ----------
    sectors
        ``[..., sector]`` from :func:`sector_indices`.
    sector_weights
        ``[..., sector]`` as in the keys, or from :func:`following`; they sum to one.
    """
    return np.asarray((sectors * sector_weights).sum(axis=-1), dtype=np.float64)


def sector_indices(own: FloatArray, nation: FloatArray, weights: FloatArray) -> FloatArray:
    """Need by sector as the ministry reckons it, weights standing.

    ``I_s = Σ_a w[s, a] · (N_a / N) / (N_a,nation / N_nation)``. When the whole nation ages, each
    old person carries less. A criterion that is no age moves with the ages it is laid on, so that
    its weight stands among theirs.

    Parameters
    ----------
    own, nation
        ``[..., age]`` persons, on the same ages.
    weights
        ``[sector, age]`` [share of the sector's key 0–1]; they sum to one in each sector.

    Returns
    -------
    numpy.ndarray
        ``[..., sector]`` [the nation = 1].

    Examples
    --------
    Twice the nation's share of old, in a sector that is half theirs:

    >>> own, nation = np.array([60.0, 40.0]), np.array([800.0, 200.0])
    >>> sector_indices(own, nation, np.array([[0.5, 0.5]])).round(3)
    array([1.375])
    """
    relative = _shares(own) / _shares(nation)
    return weighted_sums(relative, weights)


def following(weights: FloatArray, nation_need: FloatArray) -> FloatArray:
    """Sector weights that follow what the sectors cost the nation.

    Parameters
    ----------
    weights
        ``[sector]`` in the year of the keys; they sum to one.
    nation_need
        ``[..., sector]`` the nation's need per inhabitant by sector, one in the year of the keys.

    Returns
    -------
    numpy.ndarray
        ``[..., sector]``; they sum to one.
    """
    cost = weights * nation_need
    return np.asarray(cost / cost.sum(axis=-1, keepdims=True), dtype=np.float64)


def _shares(persons: FloatArray) -> FloatArray:
    total = persons.sum(axis=-1, keepdims=True)
    return np.asarray(persons / np.where(total > 0, total, np.nan), dtype=np.float64)


def official_index(
    by_age: FloatArray, by_age_then: FloatArray | float, official: FloatArray | float
) -> FloatArray:
    """The official index carried on by ages, the part ages do not explain being held.

    ``I(t) = I_official(0) + I_age(t) − I_age(0)``.

    Parameters
    ----------
    by_age
        ``[...]`` from :func:`need_index`.
    by_age_then, official
        The index by age and the official one in the year of the official [the nation = 1].
    """
    return np.asarray(official + (by_age - by_age_then), dtype=np.float64)


def each(amount: FloatArray, inhabitants: FloatArray) -> FloatArray:
    """Per inhabitant; missing where there is nobody."""
    return np.asarray(amount / np.where(inhabitants > 0, inhabitants, np.nan), dtype=np.float64)
