"""How large the errors of others' projections are beside ours, where few of theirs are known.

Theirs are too few to draw from: twelve municipalities of one county. So ours are drawn, each part
of the ages made as much larger or smaller as theirs are seen to be, drawn half-way towards ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ..people.ages import FloatArray
from .backtest import Trial
from .band import HALF, Errors
from .error_size import FITTED, LEVEL, fitted, terms
from .groups import JUDGED, PARTS, told
from .shared import Shared

TRUST = 0.5
"""How much of the difference in size between their errors and ours is believed [share 0–1]."""


@dataclass(frozen=True, eq=False)
class Misses:
    """Errors of another's projections.

    Parameters
    ----------
    people, horizon
        ``[case]`` people at the start [persons], and years ahead.
    errors
        By age group, ``[case]`` log of observed / projected.
    """

    people: FloatArray
    horizon: FloatArray
    errors: Mapping[str, FloatArray]


def like(errors: Errors, trial: Trial, theirs: Misses) -> Errors:
    """Our errors, as large as another's are.

    Parameters
    ----------
    errors
        Ours, from the trial.
    trial
        Of our own projection.
    theirs
        The few that are known.
    """
    ratio = sizes(trial, theirs)
    each = np.array([_ratio(ratio, place) for place in range(len(PARTS))])
    common = errors.shared
    if common is not None:
        common = Shared(common.courses, common.growth * each**2)
    return replace(errors, coefficients=errors.coefficients * each**2, shared=common)


def sizes(trial: Trial, theirs: Misses) -> Mapping[str, float]:
    """By age group, how large another's errors are when ours are 1, drawn towards 1."""
    ours = np.log((told(trial.observed) + HALF) / (told(trial.projected) + HALF))[:, 1:]
    coefficients = fitted(np.abs(ours), trial.size)
    size = np.sqrt(terms(theirs.horizon, theirs.people) @ coefficients)
    near = theirs.horizon <= FITTED
    found = {}
    for place, group in enumerate(JUDGED):
        if group.code in theirs.errors:
            beside = np.abs(theirs.errors[group.code]) / size[:, place]
            found[group.code] = float(np.quantile(beside[near], LEVEL)) ** TRUST
    return found


def _ratio(ratio: Mapping[str, float], place: int) -> float:
    """Of the group a part lies in; of all where it is in none that is known."""
    inside = [
        ratio[one.code] for one in JUDGED[1:] if one.code in ratio and one.holds(PARTS[place])
    ]
    return inside[0] if inside else ratio.get(JUDGED[0].code, 1.0)
