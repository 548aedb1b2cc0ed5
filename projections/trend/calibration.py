"""Whether the band keeps its promise: what it held of what happened, where it was not fitted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from ..people.ages import FloatArray
from .backtest import FIRST_ORIGIN, Trial, backtest
from .band import HORIZON, LAST_ORIGIN, LAST_START, SEED, SHARES, Errors, draw, measure
from .course import knowing
from .groups import size_class, told
from .history import History

FOLDS = 5
"""Parts of the municipalities: each is judged by a band fitted on the others."""
FITTED_TO, JUDGED = 2014, (2015, 2021)
"""Forward in time: fitted on what was known up to the first, judged on these origins."""
THEN = (2017, 2021)
"""As it was then: each of these origins is judged by a band fitted on what had happened by it."""
HORIZONS = (3, 5, 10)
DRAWS = 400
"""Draws per forecast judged: enough for an edge, and four thousand forecasts are judged."""
RESAMPLED = 1000
"""Times that regions and origins are drawn anew, to say what a share held rests on."""
CHANCE = (0.025, 0.975)
"""What a share would be between by chance: nineteen of twenty times [share 0–1]."""
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
    regions, origins
        ``[forecast]`` which it is of, and from: those of one region, or of one year, hang together.
    """

    inside: FloatArray
    classes: NDArray[np.intp]
    regions: NDArray[np.str_]
    origins: NDArray[np.intp]

    def coverage(self, size: int | None = None) -> FloatArray:
        """``[share, horizon, group]`` part held, in one size class or all [share 0–1]."""
        return _mean(self._of(size), 0)

    def chance(self, size: int | None = None) -> FloatArray:
        """``[2, horizon, group]`` between what the share held by the wide band is by chance.

        Regions and origins are drawn anew, each by itself and with as many as there were, so that
        hundreds of regions hit by the same year count as what they are (a bootstrap of crossed
        clusters; Owen 2007, The pigeonhole bootstrap). Origins that overlap hang together even so:
        the span is rather too narrow than too wide [share 0–1].
        """
        of = np.ones(len(self.classes), dtype=np.bool_) if size is None else self.classes == size
        shape = (2, *self.inside.shape[2:])
        if not of.any():
            return np.full(shape, np.nan)
        inside = self.inside[of, 0].reshape(int(of.sum()), -1)
        known = ~np.isnan(inside)
        weight = np.ones((RESAMPLED, len(inside)))
        drawing = np.random.default_rng(SEED)
        for label in (self.regions[of], self.origins[of]):
            names, place = np.unique(label, return_inverse=True)
            times = drawing.multinomial(len(names), np.full(len(names), 1 / len(names)), RESAMPLED)
            weight *= times[:, place]
        count = weight @ known
        share = np.where(count > 0, weight @ np.where(known, inside, 0.0), np.nan)
        share = share / np.where(count > 0, count, 1.0)
        edges = np.full((2, share.shape[1]), np.nan)
        some = known.any(axis=0)
        edges[:, some] = np.nanquantile(share[:, some], CHANCE, axis=0)
        return edges.reshape(shape)

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
    trial
        With every year that errors are learnt from; origins up to
        :data:`~projections.trend.band.LAST_ORIGIN` are judged.
    every
        Judge only one municipality in so many, for a quicker answer.
    """
    later = trial.starting(trial.origins[0], LAST_ORIGIN)
    turn = np.arange(len(trial.codes)) % FOLDS
    judged = np.arange(len(trial.codes)) // FOLDS % every == 0
    found = (
        _judged(measure(trial.among(turn != fold)), later.among((turn == fold) & judged), horizons)
        for fold in range(FOLDS)
    )
    return _joined(found)


def forward(
    history: History,
    trial: Trial,
    horizons: Sequence[int] = HORIZONS,
    every: int = 1,
    of_sums: bool = False,
) -> Held:
    """Judge later origins by a band fitted on what was known earlier.

    The errors are those of projections with nothing learnt after :data:`FITTED_TO`, from every
    year since 2011: the years after it are known as outcomes, but not what our projection from
    them would have said.

    Parameters
    ----------
    trial
        Of the projection itself.
    of_sums
        Whether it is of counties and the country.
    """
    starts = range(FIRST_ORIGIN, LAST_START + 1)
    known = backtest(history, starts, HORIZON, knowing(FITTED_TO), everyone=of_sums)
    errors = measure(known.counties() if of_sums else known)
    return _judged(errors, trial.starting(*JUDGED).among(_some(trial, every)), horizons)


def as_then(trial: Trial, horizons: Sequence[int] = HORIZONS, every: int = 1) -> Held:
    """Judge each later origin by a band fitted on what had happened by then, and on nothing else.

    Few years are known then, so this is harder than any use of the band today.
    """
    found = []
    for year in range(THEN[0], THEN[1] + 1):
        errors = measure(trial.known_by(year))
        judged = trial.starting(year, year).among(_some(trial, every))
        found.append(_judged(errors, judged, horizons))
    return _joined(found)


def _some(trial: Trial, every: int) -> NDArray[np.bool_]:
    return np.asarray(np.arange(len(trial.codes)) % every == 0)


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
    count = len(trial.codes)
    return Held(
        np.array(inside),
        size_class(people.ravel()),
        np.tile(np.array(trial.codes), len(trial.origins)),
        np.repeat(np.array(trial.origins), count),
    )


def _joined(found: Iterable[Held]) -> Held:
    every = tuple(found)
    inside, classes, regions, origins = (
        np.concatenate([getattr(one, name.name) for one in every]) for name in fields(Held)
    )
    return Held(inside, classes, regions, origins)


def _mean(values: FloatArray, axis: int | tuple[int, ...]) -> FloatArray:
    """The mean of what is known; NaN where nothing is."""
    known = ~np.isnan(values)
    count = known.sum(axis=axis)
    total = np.where(known, values, 0.0).sum(axis=axis)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))
