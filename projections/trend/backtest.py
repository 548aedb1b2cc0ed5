"""A method used from earlier years, as if today were then, and held against what happened."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..people.ages import FloatArray
from .course import trend
from .groups import by_part, told
from .history import History

Method = Callable[[History, int], FloatArray]
"""A history and a number of years to ``[region, year + 1, sex, age]``, the last count first."""

FIRST_ORIGIN = 2011
"""The first year to start from: five years of change are known then."""
TUNED_TO = 2016
"""The constants were chosen on origins up to this year."""
COUNTRY = "0"
"""The code of all municipalities together."""


@dataclass(frozen=True, eq=False)
class Trial:
    """What a method said and what happened.

    Parameters
    ----------
    origins
        Years it started from.
    projected, observed
        ``[origin, horizon + 1, region, part]`` [persons] in
        :data:`~projections.trend.groups.PARTS`; both are NaN for years that are yet to come.
    misplaced
        ``[origin, horizon + 1, region]`` sum of the absolute differences over sex and single age,
        as a share of the observed people [share].
    codes
        Of the regions.
    nation
        ``[origin, horizon + 1, 2, age]`` projected and observed of all regions, weighted by one
        over the root of their size; None where single ages are not known, or what hit all alike
        is to stay in the errors. It stays whole when the trial is cut to some regions.
    """

    origins: tuple[int, ...]
    projected: FloatArray
    observed: FloatArray
    misplaced: FloatArray
    codes: tuple[str, ...]
    nation: FloatArray | None = None

    @property
    def size(self) -> FloatArray:
        """``[origin, region]`` people at the start [persons]."""
        return np.asarray(self.projected[:, 0].sum(axis=-1))

    def errors(self) -> FloatArray:
        """``[origin, horizon + 1, region, group]`` projected / observed − 1 of what is told."""
        return relative(told(self.projected), told(self.observed))

    def starting(self, first: int, last: int) -> "Trial":
        """Only the origins ``first``–``last``."""
        kept = np.array([first <= year <= last for year in self.origins])
        return replace(
            self,
            origins=tuple(year for year in self.origins if first <= year <= last),
            projected=self.projected[kept],
            observed=self.observed[kept],
            misplaced=self.misplaced[kept],
            nation=None if self.nation is None else self.nation[kept],
        )

    def known_by(self, year: int) -> "Trial":
        """What had happened by a year: later outcomes are yet to come."""
        ahead = np.arange(self.observed.shape[1])
        known = np.add.outer(np.array(self.origins), ahead) <= year
        kept = known[:, :, None, None]
        cut = replace(
            self,
            projected=np.where(kept, self.projected, np.nan),
            observed=np.where(kept, self.observed, np.nan),
            misplaced=np.where(known[:, :, None], self.misplaced, np.nan),
            nation=None if self.nation is None else np.where(kept, self.nation, np.nan),
        )
        return cut.starting(self.origins[0], year - 1)

    def among(self, regions: NDArray[np.bool_]) -> "Trial":
        """Only some regions."""
        return replace(
            self,
            projected=self.projected[:, :, regions],
            observed=self.observed[:, :, regions],
            misplaced=self.misplaced[..., regions],
            codes=tuple(code for code, kept in zip(self.codes, regions, strict=True) if kept),
        )

    def summed(self, groups: Mapping[str, Sequence[int]]) -> "Trial":
        """A trial of sums of regions; ``groups``: the places of each sum's regions by its code."""

        def of(people: FloatArray) -> FloatArray:
            return np.stack([people[:, :, at].sum(axis=2) for at in groups.values()], axis=2)

        misplaced = np.full((*self.misplaced.shape[:2], len(groups)), np.nan)
        return Trial(self.origins, of(self.projected), of(self.observed), misplaced, tuple(groups))

    def counties(self) -> "Trial":
        """A trial of every municipality as one of their counties, and of the country last."""
        groups: dict[str, list[int]] = {}
        for place, code in sorted(enumerate(self.codes), key=lambda one: one[1][:2]):
            groups.setdefault(code[:2], []).append(place)
        return self.summed({**groups, COUNTRY: range(len(self.codes))})


def relative(projected: FloatArray, observed: FloatArray) -> FloatArray:
    """Projected / observed − 1; NaN where nobody, or not a number, was observed."""
    some = observed > 0
    found = projected / np.where(some, observed, 1.0) - 1
    return np.asarray(np.where(some, found, np.nan), dtype=np.float64)


def backtest(
    history: History,
    origins: Sequence[int],
    horizon: int,
    method: Method = trend,
    everyone: bool = False,
) -> Trial:
    """Project from each origin with nothing later at hand, and read what happened.

    Regions with years that are shared out by fixed weights are projected with the others (the
    nation has to be whole) but not judged.

    Parameters
    ----------
    horizon
        Years ahead.
    everyone
        Whether those regions are among the answers all the same, for sums.

    Returns
    -------
    Trial
        Of the regions that were counted every year.
    """
    counted = history.counted | everyone
    shape = (len(origins), horizon + 1, int(counted.sum()))
    actual = by_part(history.persons[counted])
    projected = np.full((*shape, actual.shape[-1]), np.nan)
    observed = projected.copy()
    misplaced = np.full(shape, np.nan)
    sure = history.counted[counted]  # estimates tell nothing of what hit all alike
    nation = np.full((*shape[:2], 2, history.persons.shape[-1]), np.nan)
    for place, origin in enumerate(origins):
        start = history.years.index(origin)
        known = min(horizon, len(history.years) - 1 - start) + 1
        said = method(history.until(origin), known - 1)[counted]
        projected[place, :known] = by_part(said).swapaxes(0, 1)
        observed[place, :known] = actual[:, start : start + known].swapaxes(0, 1)
        happened = history.persons[counted, start : start + known]
        apart = np.abs(said - happened).sum(axis=(-2, -1))
        misplaced[place, :known] = (apart / happened.sum(axis=(-2, -1))).T
        weight = happened[:, 0].sum(axis=(-2, -1)) ** -0.5  # else the largest would speak for all
        for side, people in enumerate((said, happened)):
            nation[place, :known, side] = np.einsum("r,rhsa->ha", weight[sure], people[sure])
    codes = tuple(np.array(history.codes)[counted].tolist())
    return Trial(tuple(origins), projected, observed, misplaced, codes, nation)
