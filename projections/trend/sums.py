"""Errors of sums: counties and the country, each backtested as a region of its own.

Whole courses of sums hold how errors of their municipalities hang together, so nothing has to be
assumed of it; and what hits all alike is left in them: a county is so large that it is most of what
it is off by, and taken out, drawn apart and added again it comes twice after three years and too
little after ten. The municipalities that are estimates before a split are in them: their sum is a
count all the same.
"""

from functools import lru_cache

import numpy as np

from ..people.ages import FloatArray
from .backtest import FIRST_ORIGIN, Trial
from .band import LAST_START, Errors, measure
from .earlier import tried
from .history import History

COUNTRY = "0"
"""The code of all municipalities together."""
HELD = 0.81
"""Of what happened in counties and the country, within the wide band of the others: all ages
together at 3, 5 and 10 years, origins 2011–2021; docs/accuracy.md, and a test [share 0–1]."""


def summed(trial: Trial) -> Trial:
    """A trial of municipalities as one of their counties, and of the country last.

    Parameters
    ----------
    trial
        Of every municipality.
    """
    counties = sorted({code[:2] for code in trial.codes})
    inside = np.array([[code[:2] == one for one in counties] + [True] for code in trial.codes])

    def of(people: FloatArray) -> FloatArray:
        return np.asarray(np.einsum("ohrp,rc->ohcp", people, inside.astype(np.float64)))

    shape = (*trial.misplaced.shape[:2], len(counties) + 1)
    return Trial(
        trial.origins,
        of(trial.projected),
        of(trial.observed),
        np.full(shape, np.nan),
        (*counties, COUNTRY),
    )


@lru_cache(maxsize=2)
def measured_sums(history: History) -> Errors:
    """The errors of counties and the country from earlier years, once for each history."""
    return measure(summed(tried(history)).starting(FIRST_ORIGIN, LAST_START))
