"""What others do, to be measured against: the simple methods of small-area projection.

Sources: Smith, Tayman and Swanson (2013), A Practitioner's Guide to State and Local Population
Projections, ch. 8 (totals by extrapolation and share of growth); Tayman, Swanson and Baker (2021),
The accuracy of Hamilton–Perry population projections for census tracts (adjusted, controlled).
"""

from collections.abc import Mapping

import numpy as np

from ..people.ages import FloatArray
from .backtest import Method
from .course import trend
from .history import History
from .rates import exposure, ratio

TOTAL_YEARS = 10
"""Years of totals that are carried on; fewer where there are fewer."""
RATIO_YEARS = 5
"""Years of change ratios that Hamilton–Perry holds constant."""
MOTHERS = slice(20, 45)
"""Women that children are counted against."""


def no_change(history: History, steps: int) -> FloatArray:
    """As many of each age as today."""
    return np.repeat(history.newest[:, None], steps + 1, axis=1)


def hamilton_perry(history: History, steps: int) -> FloatArray:
    """Each region's own change ratios by sex and single age, as observed."""
    change, children = _ratios(history)
    return _carried(history.newest, change, children, steps)


def hamilton_perry_adjusted_controlled(history: History, steps: int) -> FloatArray:
    """Change ratios half-way to the nation's, and the sum made to fit totals found apart.

    The total is the mean of the linear, the exponential and the share of growth.
    """
    change, children = _ratios(history)
    nation, born = _national_ratios(history)
    people = _carried(history.newest, np.sqrt(change * nation), np.sqrt(children * born), steps)
    totals = [one(history, steps) for one in (linear, exponential, share_of_growth)]
    return _to_total(people, np.mean(totals, axis=0))


def _totals(history: History) -> FloatArray:
    """``[region, year]`` of the newest years that are known everywhere [persons]."""
    totals = history.persons.sum(axis=(2, 3))
    known = ~np.isnan(totals).any(axis=0)
    return np.asarray(totals[:, known][:, -TOTAL_YEARS - 1 :])


def _ahead(steps: int) -> FloatArray:
    return np.arange(steps + 1, dtype=np.float64)


def linear(history: History, steps: int) -> FloatArray:
    """``[region, step + 1]`` the total grows by as many a year as before."""
    totals = _totals(history)
    growth = (totals[:, -1] - totals[:, 0]) / (totals.shape[1] - 1)
    return np.asarray(np.maximum(totals[:, -1:] + growth[:, None] * _ahead(steps), 0))


def exponential(history: History, steps: int) -> FloatArray:
    """``[region, step + 1]`` the total grows by as much per cent a year as before."""
    totals = _totals(history)
    growth = ratio(totals[:, -1], totals[:, 0]) ** (1 / (totals.shape[1] - 1))
    return np.asarray(totals[:, -1:] * growth[:, None] ** _ahead(steps))


def share_of_growth(history: History, steps: int) -> FloatArray:
    """``[region, step + 1]`` the region's part of the nation's growth is as before.

    With a linear nation this is the linear total of the region, so the nation's is exponential.
    """
    totals = _totals(history)
    nation = totals.sum(axis=0)
    growth = float(ratio(nation[-1], nation[0])) ** (1 / (totals.shape[1] - 1))
    more = nation[-1] * (growth ** _ahead(steps) - 1)
    share = (totals[:, -1] - totals[:, 0]) / (nation[-1] - nation[0])
    return np.asarray(np.maximum(totals[:, -1:] + share[:, None] * more, 0))


def _to_total(people: FloatArray, total: FloatArray) -> FloatArray:
    return np.asarray(people * ratio(total, people.sum(axis=(2, 3)))[..., None, None])


def _observed(history: History) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """By region over the last years: reached and exposed by age, the newborn and the mothers."""
    before, after = history.persons[:, -RATIO_YEARS - 1 : -1], history.persons[:, -RATIO_YEARS:]
    known = ~np.isnan(before + after)
    reached = np.where(known, after, 0.0).sum(axis=1)
    exposed = exposure(np.where(known, before, 0.0)).sum(axis=1)
    women = np.where(known, after, 0.0)[:, :, 0, MOTHERS].sum(axis=(1, 2))
    return reached, exposed, reached[..., 0], women[:, None]


def _ratios(history: History) -> tuple[FloatArray, FloatArray]:
    reached, exposed, born, women = _observed(history)
    return ratio(reached, exposed), np.where(women > 0, ratio(born, women), 0.0)


def _national_ratios(history: History) -> tuple[FloatArray, FloatArray]:
    reached, exposed, born, women = (one.sum(axis=0) for one in _observed(history))
    return ratio(reached, exposed), ratio(born, women)


def _carried(
    persons: FloatArray, change: FloatArray, children: FloatArray, steps: int
) -> FloatArray:
    found = np.empty((len(persons), steps + 1, *persons.shape[1:]))
    found[:, 0] = persons
    for step in range(1, steps + 1):
        after = found[:, step]
        np.multiply(exposure(found[:, step - 1]), change, out=after)
        after[..., 0] = children * after[:, 0, MOTHERS].sum(axis=-1)[:, None]
    return found


def _of_total(total: Method) -> Method:
    """A total that moves alone: ages keep their shares."""
    return lambda history, steps: _to_total(no_change(history, steps), total(history, steps))


METHODS: Mapping[str, Method] = {
    "trend": trend,
    "no_change": no_change,
    "linear": _of_total(linear),
    "exponential": _of_total(exponential),
    "share_of_growth": _of_total(share_of_growth),
    "hamilton_perry": hamilton_perry,
    "hamilton_perry_ac": hamilton_perry_adjusted_controlled,
}
"""By code; the first is our own."""
