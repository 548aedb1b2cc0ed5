"""How far a trial was off, in the measures of the field."""

from dataclasses import dataclass

import numpy as np

from ..ages import FloatArray
from .backtest import Trial

NEAR, FAR = 0.05, 0.10
"""Off by less than this is near, by more than that is far [share]."""
STEADY = 0.005
"""A year's growth foreseen within this [share of the people]."""


@dataclass(frozen=True, eq=False)
class Score:
    """The error of the projected persons at one horizon, over regions and origins.

    Parameters
    ----------
    mean_absolute, bias
        ``[group]`` of :data:`~projections.trend.groups.TOLD`: mean of the error's size, and of the
        error with its sign [share of the observed].
    near, far
        Part of the totals off by less than :data:`NEAR`, by more than :data:`FAR` [share].
    misplaced
        Sum over sex and single age of the absolute differences [share of the people].
    cases
        Regions times origins.
    """

    mean_absolute: FloatArray
    bias: FloatArray
    near: float
    far: float
    misplaced: float
    cases: int


def score(trial: Trial, horizon: int) -> Score:
    """The score of a trial; without cases every figure is NaN."""
    errors = trial.errors()[:, horizon].reshape(-1, trial.errors().shape[-1])
    known = ~np.isnan(errors[:, 0])
    errors = errors[known]
    misplaced = trial.misplaced[:, horizon].ravel()[known]
    if not len(errors):
        none = np.full(errors.shape[1], np.nan)
        return Score(none, none, np.nan, np.nan, np.nan, 0)
    total = np.abs(errors[:, 0])
    return Score(
        np.nanmean(np.abs(errors), axis=0),
        np.nanmean(errors, axis=0),
        float((total < NEAR).mean()),
        float((total > FAR).mean()),
        float(misplaced.mean()),
        len(errors),
    )


def steady(trial: Trial) -> float:
    """Part of next year's growth rates of the total foreseen within :data:`STEADY` [share]."""
    people, happened = trial.projected.sum(axis=-1), trial.observed.sum(axis=-1)
    apart = np.abs(people[:, 1] - happened[:, 1]) / people[:, 0]
    known = ~np.isnan(apart)
    return float((apart[known] <= STEADY).mean()) if known.any() else np.nan
