"""The projection itself: one year at a time from the newest count."""

from collections.abc import Callable

import numpy as np

from ..people.ages import FloatArray
from .history import History
from .rates import Trends, exposure, fallen, learn, motherhood
from .settings import SETTINGS, Settings

LAST_YEAR = 2050
"""The year the projection goes to."""


def trend(history: History, steps: int, settings: Settings = SETTINGS) -> FloatArray:
    """Project every region of a history from its last year.

    Parameters
    ----------
    steps
        How many years.

    Returns
    -------
    numpy.ndarray
        ``[region, step + 1, sex, age]`` [persons on 1 January], the last count first; missing for
        a region whose last year is.
    """
    return project(history.newest, learn(history, settings), steps, settings)


def project(
    persons: FloatArray,
    trends: Trends,
    steps: int,
    settings: Settings = SETTINGS,
    since: int = 0,
) -> FloatArray:
    """Carry people on by what was learnt of them.

    Parameters
    ----------
    persons
        ``[region, sex, age]`` at the start [persons].
    trends
        Of the same regions.
    steps
        How many years.
    since
        Years from what was learnt to the start [years].

    Returns
    -------
    numpy.ndarray
        ``[region, step + 1, sex, age]`` [persons].
    """
    found = np.empty((len(persons), steps + 1, *persons.shape[1:]))
    found[:, 0] = persons
    for step in range(1, steps + 1):
        before, after = found[:, step - 1], found[:, step]
        np.multiply(exposure(before), change(trends, since + step, settings), out=after)
        own = trends.own_births**settings.birth_fade ** (since + step)
        born = trends.births * own * motherhood(before, after, settings)
        after[:, 0, 0], after[:, 1, 0] = born * trends.girls, born * (1 - trends.girls)
    return found


def knowing(last: int) -> Callable[[History, int], FloatArray]:
    """The projection from any count, with nothing learnt after a year.

    From later counts it tells how far off what was known then would have been in the years since:
    errors of years that no projection of its own is made from.
    """

    def method(history: History, steps: int) -> FloatArray:
        year = min(last, history.years[-1])
        trends = learn(history.until(year))
        return project(history.newest, trends, steps, since=history.years[-1] - year)

    return method


def change(trends: Trends, step: int, settings: Settings = SETTINGS) -> FloatArray:
    """``[region, sex, age]`` change ratio of a year, on the age that is reached.

    The nation's with falling mortality, times the factor of those alike, times the region's own
    and the newest years' differences, which fade.
    """
    nation = fallen(trends.nation, step + trends.middle, settings)
    recent = settings.recent_fade**step
    faded = trends.log_own * settings.local_fade**step
    faded += trends.log_recent * recent
    np.exp(faded, out=faded)
    faded *= trends.alike
    faded *= nation * trends.nation_recent**recent
    return faded
