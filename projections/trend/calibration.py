"""Whether the band keeps its promise: what it held of what happened, where it was not fitted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..people.ages import FloatArray
from .backtest import Trial
from .band import SEED, SHARES, Errors, draw, measure
from .groups import size_class, told

FOLDS = 5
"""Parts of the municipalities: each is judged by a band fitted on the others."""
FITTED_TO, JUDGED = 2014, (2015, 2021)
"""Forward in time: fitted on origins up to the first, judged on these."""
HORIZONS = (3, 5, 10)
DRAWS = 400
"""Draws per forecast judged: enough for an edge, and four thousand forecasts are judged."""
_TAILS = np.array([[(1 - share) / 2 for share in SHARES], [(1 + share) / 2 for share in SHARES]])


@dataclass(frozen=True, eq=False)
class Held:
    """What the band held.

    Parameters
    ----------
    inside
        ``[forecast, share, horizon, group]`` 1 inside, 0 outside, NaN where it is not known, for
        the shares of :data:`~projections.trend.band.SHARES` and the groups of
        :data:`~projections.trend.groups.TOLD`.
    classes
        ``[forecast]`` place of its size among :data:`~projections.trend.groups.SIZES`.
    """

    inside: FloatArray
    classes: NDArray[np.intp]

    def coverage(self, size: int | None = None) -> FloatArray:
        """``[share, horizon, group]`` part held, in one size class or all [share 0–1]."""
        return _mean(self._of(size), 0)

    def pooled(self, size: int | None = None) -> FloatArray:
        """``[share]`` part held over horizons and groups together [share 0–1]."""
        return _mean(self._of(size), (0, 2, 3))

    def cases(self, size: int | None = None) -> NDArray[np.intp]:
        """``[horizon]`` forecasts judged, in one size class or all."""
        return np.asarray((~np.isnan(self._of(size)[:, 0, :, 0])).sum(axis=0))

    def _of(self, size: int | None) -> FloatArray:
        return self.inside if size is None else self.inside[self.classes == size]


def by_folds(trial: Trial, horizons: Sequence[int] = HORIZONS, every: int = 1) -> Held:
    """Judge each part of the municipalities by a band fitted on the others.

    Parameters
    ----------
    every
        Judge only one municipality in so many, for a quicker answer.
    """
    turn = np.arange(len(trial.codes)) % FOLDS
    judged = np.arange(len(trial.codes)) // FOLDS % every == 0
    found = (
        _judged(measure(trial.among(turn != fold)), trial.among((turn == fold) & judged), horizons)
        for fold in range(FOLDS)
    )
    return _joined(found)


def forward(trial: Trial, horizons: Sequence[int] = HORIZONS, every: int = 1) -> Held:
    """Judge later origins by a band fitted on earlier ones."""
    judged = np.arange(len(trial.codes)) % every == 0
    errors = measure(trial.starting(trial.origins[0], FITTED_TO))
    return _judged(errors, trial.starting(*JUDGED).among(judged), horizons)


def _judged(errors: Errors, trial: Trial, horizons: Sequence[int]) -> Held:
    ahead = np.array((0, *horizons))
    ahead = ahead[ahead < trial.observed.shape[1]]
    happened = told(trial.observed)
    inside: list[FloatArray] = []
    people = trial.size
    for origin in range(len(trial.origins)):
        for region in range(len(trial.codes)):
            parts = trial.projected[origin, ahead, region]
            drawn = told(draw(errors, parts, DRAWS, SEED + len(inside), ahead))[:, 1:]
            real = happened[origin, ahead[1:], region]
            low, high = np.quantile(drawn, _TAILS, axis=0)
            held = (real >= low) & (real <= high)
            inside.append(np.where(np.isnan(real), np.nan, held))
    return Held(np.array(inside), size_class(people.ravel()))


def _joined(found: Iterable[Held]) -> Held:
    every = tuple(found)
    return Held(
        np.concatenate([one.inside for one in every]),
        np.concatenate([one.classes for one in every]),
    )


def _mean(values: FloatArray, axis: int | tuple[int, ...]) -> FloatArray:
    """The mean of what is known; NaN where nothing is."""
    known = ~np.isnan(values)
    count = known.sum(axis=axis)
    total = np.where(known, values, 0.0).sum(axis=axis)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))
