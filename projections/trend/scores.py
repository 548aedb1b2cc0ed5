"""How far projections were off, in the measures of the field."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..people.ages import FloatArray
from .backtest import Trial
from .groups import size_class

NEAR, FAR = 0.05, 0.10
"""Off by less than this is near, by more than that is far [share]."""
STEADY = 0.005
"""A year's growth foreseen within this [share of the people]."""


@dataclass(frozen=True, eq=False)
class Score:
    """The error of projected persons at one horizon, over regions and origins.

    Parameters
    ----------
    mean_absolute, bias
        ``[group]`` of :data:`~projections.trend.groups.TOLD`: mean of the error's size, and of the
        error with its sign [share of the observed].
    near, far
        Part of the totals off by less than :data:`NEAR`, by more than :data:`FAR` [share].
    misplaced
        Sum over sex and single age of the absolute differences [share of the people]; NaN where
        only groups are known.
    cases
        Regions times origins.
    """

    mean_absolute: FloatArray
    bias: FloatArray
    near: float
    far: float
    misplaced: float
    cases: int


def score(trial: Trial, horizon: int, size: int | None = None) -> Score:
    """The score of a trial so many years ahead, in one size class (at the start) or all."""
    errors, misplaced = trial.errors()[:, horizon], trial.misplaced[:, horizon]
    inside = np.ones(misplaced.shape, dtype=np.bool_)
    if size is not None:
        inside = size_class(trial.size) == size
    return summary(errors[inside], misplaced[inside])


def summary(errors: FloatArray, misplaced: FloatArray | None = None) -> Score:
    """The score of errors; without cases every figure is NaN.

    Parameters
    ----------
    errors
        ``[case, group]`` projected / observed − 1, NaN where it is not known.
    misplaced
        ``[case]``, see :class:`Score`.
    """
    known = ~np.isnan(errors[:, 0])
    errors = errors[known]
    if not len(errors):
        none = np.full(errors.shape[1], np.nan)
        return Score(none, none, np.nan, np.nan, np.nan, 0)
    total = np.abs(errors[:, 0])
    return Score(
        _mean(np.abs(errors)),
        _mean(errors),
        float((total < NEAR).mean()),
        float((total > FAR).mean()),
        np.nan if misplaced is None else float(misplaced[known].mean()),
        len(errors),
    )


def steady(trial: Trial) -> float:
    """Part of next year's growth rates of the total foreseen within :data:`STEADY` [share]."""
    people, happened = trial.projected.sum(axis=-1), trial.observed.sum(axis=-1)
    apart = np.abs(people[:, 1] - happened[:, 1]) / people[:, 0]
    known: NDArray[np.bool_] = ~np.isnan(apart)
    return float((apart[known] <= STEADY).mean()) if known.any() else np.nan


def _mean(errors: FloatArray) -> FloatArray:
    """``[group]`` over cases; a case without anyone in a group is not in that group's mean."""
    known = ~np.isnan(errors)
    count = known.sum(axis=0)
    total = np.where(known, errors, 0.0).sum(axis=0)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))
