"""Income follows people too: grants and tax by the number of people and their ages.

Grants and tax are reckoned from two sums of people (:class:`People`), the municipality's and the
nation's, and need from the shares of each age here and in the nation. Amounts per inhabitant are
held in the prices of one year. What nobody knows of the state is :class:`Assumed`.

Sources: Grønt hefte 2024 (innbyggertilskudd, utgiftsutjevning, inntektsutjevning) and Prop. 102 S
(2023–2024) for the rates of 2025 and 2026; docs/method.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..people.ages import FloatArray
from .needs import People, Weights

TaxBase = Literal["inhabitants", "working_age"]
"""What tax follows: all inhabitants, or those of working age (20–66)."""
State = Literal["none", "half", "full"]
"""How much the state gives more for when the whole nation needs more per inhabitant."""
MET: Mapping[State, float] = {"none": 0.0, "half": 0.5, "full": 1.0}
"""The same as a part of the nation's growth in need [share 0–1]."""


@dataclass(frozen=True)
class Assumed:
    """What income rests on that nobody knows.

    Parameters
    ----------
    tax
        What tax follows.
    state
        How much of the nation's own growth in need per inhabitant the state pays for.
    weights
        How the sectors' weights in the need index move.
    """

    tax: TaxBase = "inhabitants"
    state: State = "none"
    weights: Weights = "following"

    @property
    def met(self) -> float:
        """Part of the nation's growth in need that the state pays for [share 0–1]."""
        return MET[self.state]

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """As they stand on a series."""
        return ("tax", self.tax), ("state", self.state), ("weights", self.weights)


@dataclass(frozen=True, eq=False)
class IncomeSystem:
    """What the state decides.

    Parameters
    ----------
    grant
        Innbyggertilskudd [NOK per inhabitant and year].
    mean_need
        National mean need [NOK per inhabitant and year].
    symmetric
        Part of the difference from the nation's tax that is levelled out [share 0–1]; one
        value, or an array by year that fits the people's shape.
    extra, below
        Further part levelled out where tax is below this part of the nation's [share 0–1].
    """

    grant: float
    mean_need: float
    symmetric: FloatArray | float
    extra: float
    below: float


@dataclass(frozen=True, eq=False)
class Income:
    """A municipality's income by its parts, each ``[...]`` [NOK per year].

    ``state_more`` is what the state gives more because the whole nation ages.
    """

    per_capita_grant: FloatArray
    need_equalisation: FloatArray
    tax: FloatArray
    tax_equalisation: FloatArray
    state_more: FloatArray

    @property
    def total(self) -> FloatArray:
        """Sum of the parts."""
        grants = self.per_capita_grant + self.need_equalisation + self.state_more
        return np.asarray(grants + self.tax + self.tax_equalisation, dtype=np.float64)


def need_per_inhabitant(index: FloatArray | float, mean_need: float) -> FloatArray:
    """What the income system reckons services cost an inhabitant [NOK per year].

    Examples
    --------
    >>> round(float(need_per_inhabitant(1.0485, 64_893)))  # Røros 2024
    68040
    """
    return np.asarray(index * mean_need, dtype=np.float64)


def per_capita_grant(inhabitants: FloatArray, grant: float) -> FloatArray:
    """Innbyggertilskudd: the same amount for every inhabitant, ``G·N`` [NOK per year]."""
    return np.asarray(grant * inhabitants, dtype=np.float64)


def need_equalisation(
    index: FloatArray | float, mean_need: float, inhabitants: FloatArray
) -> FloatArray:
    """Utgiftsutjevning: ``(I − 1)·M·N`` [NOK per year], what need above the nation's adds."""
    return np.asarray(need_per_inhabitant(index - 1.0, mean_need) * inhabitants, dtype=np.float64)


def tax_per_inhabitant(
    tax: float, now: People, share_then: FloatArray | float, base: TaxBase
) -> FloatArray:
    """Tax per inhabitant as people change.

    Parameters
    ----------
    tax
        In the year it is known [NOK per inhabitant].
    now
        The people whose tax it is.
    share_then
        Their share aged 20–66 in the year the tax is known [share 0–1].
    base
        ``inhabitants`` leaves tax per inhabitant as it is; ``working_age`` leaves tax per person
        aged 20–66 as it is.

    Returns
    -------
    numpy.ndarray
        ``[...]`` [NOK per inhabitant and year].
    """
    if base == "inhabitants":
        return np.full(now.inhabitants.shape, tax)
    return np.asarray(tax * now.working_share / share_then, dtype=np.float64)


def tax_equalisation(tax: FloatArray, national: FloatArray, system: IncomeSystem) -> FloatArray:
    """Inntektsutjevning: ``s·(T̄ − T) + k·max(0, b·T̄ − T)`` [NOK per inhabitant and year].

    What every municipality pays to finance the second part is not reckoned.

    Parameters
    ----------
    tax, national
        ``[...]`` own and the nation's tax [NOK per inhabitant and year].
    """
    extra = np.maximum(0.0, system.below * national - tax)
    return np.asarray(system.symmetric * (national - tax) + system.extra * extra, dtype=np.float64)


def national_tax(tax: float, equalisation: float, system: IncomeSystem) -> float:
    """The nation's tax per inhabitant that gives a known equalisation: its inverse.

    An estimate: the known amount is net of what finances the extra part, so this is too low by
    what that takes.

    Parameters
    ----------
    tax, equalisation
        Own tax, and what it is equalised by, in one year [NOK per inhabitant].
    system
        That year's, with one value of ``symmetric``.
    """
    symmetric = float(system.symmetric)
    without_extra = tax + equalisation / symmetric
    if system.below * without_extra <= tax:
        return without_extra
    weight = symmetric + system.extra
    return (equalisation + weight * tax) / (symmetric + system.extra * system.below)


def state_more(index: FloatArray, met: FloatArray, inhabitants: FloatArray) -> FloatArray:
    """What the state gives more when the nation needs more: ``I·m·N`` [NOK per year].

    It raises the mean need and the grant per inhabitant alike, so whoever needs more than the
    nation gets more of it.

    Parameters
    ----------
    met
        ``[...]`` the part of the nation's growth in need that is met [NOK per inhabitant].
    """
    return np.asarray(index * met * inhabitants, dtype=np.float64)


def income(
    now: People,
    index: FloatArray,
    tax: FloatArray,
    national: FloatArray,
    system: IncomeSystem,
    met: FloatArray | float = 0.0,
) -> Income:
    """A municipality's income from the income system and tax.

    Parameters
    ----------
    now
        Its people, ``[...]``.
    index
        ``[...]`` from :func:`~.needs.official_index` [the nation = 1].
    tax, national
        ``[...]`` from :func:`tax_per_inhabitant`, own and the nation's.
    met
        See :func:`state_more`; nothing where the state gives no more.
    """
    equalised = tax_equalisation(tax, national, system)
    return Income(
        per_capita_grant(now.inhabitants, system.grant),
        need_equalisation(index, system.mean_need, now.inhabitants),
        np.asarray(tax * now.inhabitants, dtype=np.float64),
        np.asarray(equalised * now.inhabitants, dtype=np.float64),
        state_more(index, np.asarray(met), now.inhabitants),
    )
