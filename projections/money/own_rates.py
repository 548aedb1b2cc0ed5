"""Costs from a user's own amounts per person by age."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..errors import SplitBandError
from ..people.ages import AgeAxis, AgeBand, FloatArray


@dataclass(frozen=True)
class AgeRate:
    """What each person of an age band costs [NOK per year], or how many are users [share]."""

    ages: AgeBand
    amount: float


Schedule = tuple[AgeRate, ...]
"""A service's rates: bands in order that join, from age 0, the last open."""


def stepped_axis(schedules: Sequence[Schedule], within: AgeAxis) -> AgeAxis:
    """The axis with its bands cut where a rate changes inside one: the coarsest that is exact.

    ``schedules``: the rates of each service; ``within``: bands that are to be sums of the axis'
    own.

    Examples
    --------
    >>> old = (AgeRate(AgeBand(0, 74), 0.0), AgeRate(AgeBand(75, None), 9.0))
    >>> stepped_axis([old], AgeAxis.parse(("0-66", "67+"))).codes
    ('0-66', '67-74', '75+')
    """
    cuts = {band.lower for band in within.bands}
    for rates in schedules:
        for before, one in pairwise(rates):
            if one.amount != before.amount:
                cuts.add(one.ages.lower)
    lowers = sorted(cuts)
    uppers = [*(lower - 1 for lower in lowers[1:]), None]
    return AgeAxis(tuple(map(AgeBand, lowers, uppers)))


def own_rates(schedules: Sequence[Schedule], ages: AgeAxis) -> FloatArray:
    """Method 3, own rates: what each service was said to cost, or how many use it, by age.

    ``schedules``: the rates of each service; ``ages``: the axis wanted.

    Returns
    -------
    numpy.ndarray
        ``[service, age]`` on ``ages`` [NOK per person and year, or users per person].

    Raises
    ------
    SplitBandError
        If a rate changes inside a band, which would have to be split.
    ValueError
        If a service's bands do not begin at age 0 and join, or the last is not open.
    """
    return np.array([_amounts(rates, ages) for rates in schedules])


def _amounts(rates: Schedule, ages: AgeAxis) -> list[float]:
    """One service's rate in each band."""
    lowers = [band.lower for band in AgeAxis(tuple(one.ages for one in rates)).bands]
    if lowers[0] != 0:
        raise ValueError(f"rates begin at age {lowers[0]}, not 0")
    found = []
    for band in ages.bands:
        first = bisect_right(lowers, band.lower) - 1
        end = len(rates) if band.upper is None else bisect_right(lowers, band.upper)
        if len({one.amount for one in rates[first:end]}) > 1:
            raise SplitBandError(band.code, rates[first].ages.code)
        found.append(rates[first].amount)
    return found
