"""Demography-adjusted service cost: unit costs by sector and age, and what people make of them.

Every method is the same arithmetic with other unit costs: ``c[sector, age]`` [NOK per person
and year]. Cost is ``c · N``; demografikostnad is its change from a base year, at unchanged
standard, coverage and productivity. It is an average cost, not a marginal one.

Sources: Grønt hefte 2026 (H-2570) p. 19–21 for the sector keys; docs/method.md for the spread of
the criteria that are not ages.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..people.ages import AgeAxis, AgeBand, FloatArray, weighted_sums
from ..people.indicators import OLD_AGE

Need = Literal["all", "age"]
"""``all``: the whole key, its other criteria spread over age; ``age``: its age criteria only."""

OLD_AGE_CRITERIA = ("dodelighet", "aleine_67_plus")
"""Mortality and living alone at 67+: spread over ages 67 and over."""


@dataclass(frozen=True, eq=False)
class NeedKeys:
    """The income system's sector keys, split by what kind of criterion carries the weight.

    Parameters
    ----------
    sectors, ages
        Labels of the axes; ``ages`` are the income system's own age criteria.
    age_weights
        ``[sector, age]`` [share of the sector key 0–1] of the age criteria.
    old_weights, other_weights
        ``[sector]`` [share 0–1] of mortality and living alone at 67+, and of all other criteria.
    sector_weights
        ``[sector]`` [share 0–1]; they sum to one.
    national_shares
        ``[age]`` [share of the national population 0–1]; they sum to one.
    """

    sectors: tuple[str, ...]
    ages: AgeAxis
    age_weights: FloatArray
    old_weights: FloatArray
    other_weights: FloatArray
    sector_weights: FloatArray
    national_shares: FloatArray

    def __post_init__(self) -> None:
        n_sectors, n_ages = len(self.sectors), len(self.ages)
        shapes = {
            "age_weights": (n_sectors, n_ages),
            "old_weights": (n_sectors,),
            "other_weights": (n_sectors,),
            "sector_weights": (n_sectors,),
            "national_shares": (n_ages,),
        }
        for name, shape in shapes.items():
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} has shape {getattr(self, name).shape}, not {shape}")
            array = np.array(getattr(self, name), dtype=np.float64)
            array.flags.writeable = False
            object.__setattr__(self, name, array)


def need_weights(keys: NeedKeys, need: Need) -> FloatArray:
    """Each age's part of the national need, by sector.

    ``W[s, a] = v[s] · w*[s, a]``, where the sector key ``w*`` has its other criteria spread over
    age: mortality and living alone over 67+ in proportion to the sector's age weights there,
    every other criterion in proportion to all the sector's age weights.

    Parameters
    ----------
    keys
        The sector keys.
    need
        ``all`` spreads the other criteria (an assumption); ``age`` lets the age criteria stand
        for the whole sector, in proportion.

    Returns
    -------
    numpy.ndarray
        ``[sector, age]`` [share of national need 0–1]; sums to one.
    """
    # Scaled to the whole sector, else a level by age alone would be a part of the cost only.
    whole = keys.age_weights.sum(axis=1, keepdims=True)
    weights = keys.age_weights / np.where(whole == 0, 1.0, whole)
    if need == "all":
        old = keys.age_weights * np.array([OLD_AGE.holds(band) for band in keys.ages.bands])
        weights = (
            keys.age_weights
            + _in_proportion(keys.other_weights, keys.age_weights)
            + _in_proportion(keys.old_weights, old)
        )
    return np.asarray(keys.sector_weights[:, None] * weights, dtype=np.float64)


def _in_proportion(amount: FloatArray, weights: FloatArray) -> FloatArray:
    """Spread ``amount[sector]`` over ages in proportion to ``weights[sector, age]``."""
    total = weights.sum(axis=1, keepdims=True)
    return np.asarray(amount[:, None] * weights / np.where(total == 0, 1.0, total))


def need_rates(keys: NeedKeys, ages: AgeAxis, need: Need = "all") -> FloatArray:
    """Need per person by sector and age, relative to the national mean per inhabitant.

    ``r[s, a] = W[s, a] / share_nat[a]``. On other bands than the key's own it is the
    national-population-weighted mean of the finer rates, a key band's people being spread evenly
    over its years of age (16–22 goes 4/7 to 16–19 and 3/7 to 20–66).

    Parameters
    ----------
    keys
        The sector keys.
    ages
        The axis wanted.
    need
        See :func:`need_weights`.

    Returns
    -------
    numpy.ndarray
        ``[sector, age]`` on ``ages`` [need per person, national mean per inhabitant = 1].

    Raises
    ------
    SplitBandError
        If the key's open band would have to be split.
    """
    people = np.array(
        [[_part_inside(band, target) for band in keys.ages.bands] for target in ages.bands]
    )
    people = people * keys.national_shares
    rates = need_weights(keys, need) / keys.national_shares
    return np.asarray(rates @ people.T / people.sum(axis=1), dtype=np.float64)


def _part_inside(band: AgeBand, target: AgeBand) -> float:
    """The part of ``band``'s people whose age lies in ``target`` [share 0–1]."""
    # Inside one band the rate is the same whatever its weight.
    return 1.0 if band.holds(target) else band.part_inside(target)


def national_unit_costs(rates: FloatArray, mean_need: float) -> FloatArray:
    """Method 1, national standard: what the income system reckons a person's services cost.

    Parameters
    ----------
    rates
        ``[sector, age]`` from :func:`need_rates`.
    mean_need
        National mean need per inhabitant [NOK per inhabitant and year, prices of its year].

    Returns
    -------
    numpy.ndarray
        ``[sector, age]`` [NOK per person and year, same prices].
    """
    return np.asarray(mean_need * rates, dtype=np.float64)


def own_unit_costs(rates: FloatArray, frames: FloatArray, persons: FloatArray) -> FloatArray:
    """Method 2, own budget: the municipality's frames shared out on the people they served.

    ``c[s, a] = C_s(0) · r[s, a] / Σ_a r[s, a]·N_a(0)``, so that the cost in the frame year is the
    frame itself.

    Parameters
    ----------
    rates
        ``[sector, age]`` from :func:`need_rates`.
    frames
        ``[sector]`` net frames of the frame year [NOK per year, its prices].
    persons
        ``[age]`` people of the frame year [persons].

    Returns
    -------
    numpy.ndarray
        ``[sector, age]`` [NOK per person and year, prices of the frame year]; missing for a sector
        that nobody needed, since its frame has nobody to be shared out on.
    """
    need = rates @ persons
    each = frames / np.where(need > 0, need, np.nan)
    return np.asarray(rates * each[:, None], dtype=np.float64)


def fixed_and_following(frames: FloatArray, shares: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Split each frame in the part that stays whatever the people, and the part that follows them.

    With ``F_s = f_s·C_s(0)`` and the rest shared out by :func:`own_unit_costs`, cost is
    ``C_s(t) = C_s(0)·[f_s + (1 − f_s)·need_s(t)/need_s(0)]``: no fixed share follows people in
    full, a share of one never changes, and every change is linear in the share.

    Parameters
    ----------
    frames
        ``[sector]`` net frames of the frame year [NOK per year, its prices].
    shares
        ``[sector]`` part of the frame that does not follow people [share 0–1].

    Returns
    -------
    tuple of numpy.ndarray
        ``[sector]`` fixed and following amounts [NOK per year]; they sum to the frames.

    Raises
    ------
    ValueError
        If a share lies outside 0–1.

    Examples
    --------
    >>> fixed_and_following(np.array([100.0, 40.0]), np.array([0.25, 0.0]))
    (array([25.,  0.]), array([75., 40.]))
    """
    if not ((shares >= 0) & (shares <= 1)).all():
        raise ValueError(f"fixed shares lie between 0 and 1, not {shares}")
    fixed = shares * frames
    return np.asarray(fixed, dtype=np.float64), np.asarray(frames - fixed, dtype=np.float64)


def cost(
    persons: FloatArray, unit_costs: FloatArray, fixed: FloatArray | float = 0.0
) -> FloatArray:
    """Cost by sector: ``C_s(t) = F_s + Σ_a c[s, a]·N_a(t)``.

    Parameters
    ----------
    persons
        ``[..., age]`` [persons].
    unit_costs
        ``[sector, age]`` [NOK per person and year].
    fixed
        ``[sector]`` what does not follow people [NOK per year].

    Returns
    -------
    numpy.ndarray
        ``[..., sector]`` [NOK per year].

    Examples
    --------
    >>> cost(np.array([10.0, 20.0]), np.array([[1.0, 2.0], [0.0, 5.0]]))
    array([ 50., 100.])
    """
    return weighted_sums(persons, unit_costs) + fixed


def cost_by_age(persons: FloatArray, unit_costs: FloatArray) -> FloatArray:
    """Cost by sector and age: ``[..., sector, age]`` [NOK per year]; sums to :func:`cost`."""
    return np.asarray(persons[..., None, :] * unit_costs, dtype=np.float64)
