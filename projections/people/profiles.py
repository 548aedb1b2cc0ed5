"""Who moves: ages and sexes of extra people, as shares that sum to one.

``average`` is the propensity to move by age times those who are alive at that age with national
survival, more boys being born than girls: a model schedule on a stationary population, not counted
anywhere. The others are spread evenly over spans of age, with as many men as women: they are
examples until a municipality puts in its own.
"""

import numpy as np

from ..parameters import Parameters
from .ages import FloatArray
from .cohort import SEXES, SINGLE_AGES, Rates, stationary


def profiles(parameters: Parameters, rates: Rates) -> dict[str, FloatArray]:
    """Every profile by name.

    ``parameters``: with the numbers that shape them; ``rates``: national survival.

    Returns
    -------
    dict
        ``[sex, age]`` on :data:`cohort.SEXES` and :data:`cohort.SINGLE_AGES` [share 0–1].
    """
    value = parameters.value
    family, refugee = value("family_child_share"), value("refugee_child_share")
    return {
        "average": average_mover(parameters, rates),
        "families": _spread(
            (0, value("family_child_to"), family),
            (value("family_adult_from"), value("family_adult_to"), 1 - family),
        ),
        "young": _spread((value("young_from"), value("young_to"), 1.0)),
        "refugees": _spread(
            (0, value("refugee_child_to"), refugee),
            (value("refugee_child_to") + 1, value("refugee_adult_to"), 1 - refugee),
        ),
    }


def average_mover(parameters: Parameters, rates: Rates) -> FloatArray:
    """Rogers and Castro's schedule with its seven basic parameters, times those alive.

    ``m(x) = a1·exp(−α1·x) + a2·exp(−α2·(x − μ2) − exp(−λ2·(x − μ2))) + c``: children move with
    their parents, young adults most, others a little at every age. Source: Rogers and Castro
    (1981), Model Migration Schedules, IIASA RR-81-30.

    Parameters
    ----------
    parameters
        With ``mover_a1`` and the other six.
    rates
        National survival; the schedule is one of rates, and fewer are there to move when old.

    Returns
    -------
    numpy.ndarray
        ``[sex, age]`` [share 0–1].
    """
    a1, alpha1, a2, alpha2, mu2, lambda2, c = (
        parameters.value(f"mover_{name}")
        for name in ("a1", "alpha1", "a2", "alpha2", "mu2", "lambda2", "c")
    )
    x = np.arange(len(SINGLE_AGES), dtype=np.float64)
    propensity = (
        a1 * np.exp(-alpha1 * x)
        + a2 * np.exp(-alpha2 * (x - mu2) - np.exp(-lambda2 * (x - mu2)))
        + c
    )
    born = np.array([1.0, rates.male_per_female])  # girls, and boys per girl
    movers = propensity * stationary(rates.survival) * born[:, None]
    return np.asarray(movers / movers.sum(), dtype=np.float64)


def _spread(*spans: tuple[float, float, float]) -> FloatArray:
    """Shares spread evenly over ages from–to, and over the sexes."""
    profile = np.zeros((len(SEXES), len(SINGLE_AGES)))
    for first, last, share in spans:
        inside = slice(int(first), int(last) + 1)
        profile[:, inside] += share / profile[:, inside].size
    return profile
