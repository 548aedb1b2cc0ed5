"""The bottom line of a budget: net operating result and reserve fund against financial rules.

Pure arithmetic on amounts of one unit (the callers use 1000 NOK) with years on the last axis; the
leading axes are kept, and a missing amount makes what rests on it missing. After the plan nothing
but demography moves: the cost of unchanged service, and the income that follows people. What is
held constant is listed in docs/method.md.

Sources: Røros kommune, Handlings- og økonomiplan 2024–2027, for the lines and the rules;
kommuneloven § 28-1 for ROBEK.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..people.ages import FloatArray

Earmarked = Literal["held", "none"]
"""Use of earmarked funds in the service areas after the plan: as in its last year, or none."""


@dataclass(frozen=True)
class Rules:
    """Financial rules [percent of gross operating revenue].

    Parameters
    ----------
    result, fund
        Net operating result and reserve fund, at least.
    debt
        Net debt, at most.
    robek
        Accumulated deficit that puts a municipality in the ROBEK register, above.
    """

    result: float
    fund: float
    debt: float
    robek: float


def percent_of_revenue(amount: FloatArray, revenue: FloatArray) -> FloatArray:
    """``[..., year]`` an amount as [percent of gross operating revenue]."""
    share: FloatArray = 100 * np.asarray(amount) / revenue
    return share


def results_after_plan(
    last_result: float, cost_change: FloatArray, income_change: FloatArray
) -> FloatArray:
    """Net operating result after the plan, all else as in its last year.

    Parameters
    ----------
    last_result
        The plan's last year.
    cost_change, income_change
        ``[..., year]`` change from the plan's last year at unchanged service.
    """
    result: FloatArray = last_result - np.asarray(cost_change) + income_change
    return result


def less_finance(less_debt: float, service: float) -> float:
    """What less debt saves each year in interest and instalments, in the unit of the debt.

    Parameters
    ----------
    less_debt
        Below zero is more debt.
    service
        Interest and instalments a year [per cent of the debt].

    Examples
    --------
    >>> less_finance(100.0, 8.0)
    8.0
    """
    return less_debt * service / 100


def fund_changes(result: FloatArray, earmarked_use: float) -> FloatArray:
    """What the result leaves for the reserve fund, or takes from it.

    Parameters
    ----------
    result
        ``[..., year]`` net operating result.
    earmarked_use
        What the service areas draw from earmarked funds each year, a positive amount; it pays for
        that much of the result.
    """
    change: FloatArray = np.asarray(result) + earmarked_use
    return change


def fund_and_deficit(start: float, changes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Reserve fund and accumulated deficit at the end of each year.

    A fund cannot go below zero: what is missing is a deficit, which a later surplus covers before
    it fills the fund. So the two are the parts above and below zero of one running sum.

    Parameters
    ----------
    start
        Fund at the end of the year before; negative for a deficit.
    changes
        ``[..., year]``.

    Returns
    -------
    tuple of numpy.ndarray
        ``[..., year]`` fund and deficit, both zero or more and never both above zero.
    """
    position = start + np.cumsum(changes, axis=-1)
    return np.maximum(position, 0.0), np.maximum(-position, 0.0)


def first_year(years: Sequence[int], when: np.ndarray) -> int | None:
    """The first year for which ``when`` holds, if any."""
    return next((year for year, holds in zip(years, when, strict=True) if holds), None)


def adjustment_for_result(result: FloatArray, revenue: FloatArray, rule: float) -> FloatArray:
    """What a year lacks of a result rule: less cost of this size gives exactly the rule.

    Parameters
    ----------
    result, revenue
        ``[..., year]``.
    rule
        [percent of gross operating revenue].

    Returns
    -------
    numpy.ndarray
        ``[..., year]``; negative where the result is better than the rule.
    """
    missing: FloatArray = rule / 100 * np.asarray(revenue) - result
    return missing


def adjustment_for_fund(
    last_position: FloatArray | float, last_revenue: FloatArray | float, years: int, rule: float
) -> FloatArray:
    """The same amount each year that gives the fund rule in the last year.

    Parameters
    ----------
    last_position
        ``[...]`` fund less deficit at the end of the last year without adjustment.
    last_revenue
        ``[...]`` gross operating revenue of that year.
    years
        How many years the adjustment works, the last included.
    rule
        [percent of gross operating revenue].

    Returns
    -------
    numpy.ndarray
        ``[...]``; negative where the fund ends above the rule.
    """
    return np.asarray((rule / 100 * last_revenue - last_position) / years)
