"""What the years up to now tell of how people of each age change in number.

A change ratio takes the people of one age to those a year older a year later: deaths and moves
together. The nation's is observed well; that of municipalities alike in size and county is pooled;
a municipality's own difference from them counts by how many people it was observed on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from ..people.ages import FloatArray
from .history import History
from .settings import AGES, SETTINGS, Settings


@dataclass(frozen=True, eq=False)
class Trends:
    """Change ratios on the age that is reached; each factor stands on those before it.

    Parameters
    ----------
    nation
        ``[sex, age]`` over the window [persons per person a year younger the year before].
    nation_recent
        ``[sex, age]`` factor of the newest years, beyond the fall in mortality that is reckoned
        with [1 is no difference].
    alike
        ``[region, sex, age]`` factor of municipalities alike in size and county.
    own
        ``[region, sex, age]`` factor of the municipality itself, drawn towards 1.
    own_recent
        ``[region, sex, age]`` its newest years, drawn towards 1.
    births
        National level [births per woman at the top of the bell of motherhood and year].
    own_births
        ``[region]`` factor of the municipality, drawn towards 1.
    girls
        Part of the newborn [share 0–1].
    middle
        Years from the middle of the window to its end [years].
    """

    nation: FloatArray
    nation_recent: FloatArray
    alike: FloatArray
    own: FloatArray
    own_recent: FloatArray
    births: float
    own_births: FloatArray
    girls: float
    middle: float

    @cached_property
    def log_own(self) -> FloatArray:
        """Logarithm of ``own``: one power a year is dear, one product is not."""
        return np.asarray(np.log(self.own), dtype=np.float64)

    @cached_property
    def log_recent(self) -> FloatArray:
        """Logarithm of ``own_recent``."""
        return np.asarray(np.log(self.own_recent), dtype=np.float64)

    def of(self, places: Sequence[int]) -> "Trends":
        """Those of some regions, their axis kept."""
        local = ("alike", "own", "own_recent", "own_births")
        every = {one.name: getattr(self, one.name) for one in fields(self)}
        at = list(places)
        return Trends(**{k: v[at] if k in local else v for k, v in every.items()})


def learn(history: History, settings: Settings = SETTINGS) -> Trends:
    """Learn from the newest years of a history, and from nothing else.

    Steps that do not tell how a municipality's people changed are left out for it.

    Parameters
    ----------
    history
        At least two years.

    Returns
    -------
    Trends
        For every region, in the history's order.

    Raises
    ------
    ValueError
        If there are fewer than two years.

    Notes
    -----
    1. nation ``R = Σ N[a, t] / Σ N[a−1, t−1]`` over regions and the window.
    2. expected in a region: its people times the nation's ratio of the *same* year, so that a year
       when many came to the country is no trait of the places they came to.
    3. ``alike`` is observed over expected, smoothed over age, over all regions, weighted by a bell
       in the logarithm of size and more in the same county, every region counting alike.
    4. ``own = (O + κ) / (E·alike + κ)``, smoothed over age; κ is ``local_people``.
    """
    steps = min(settings.window, len(history.years) - 1)
    if steps < 1:
        raise ValueError("a change needs two years")
    seen = _seen(history, steps, settings)
    age_gap = AGES[:, None] - AGES
    bell, wide = (_bell(age_gap / width) for width in (settings.age_width, settings.recent_width))
    nation, newest = (
        ratio(found, risk) for found, risk in zip(seen.reached, seen.exposed, strict=True)
    )
    observed, expected = _smooth(seen.observed[0], bell), seen.expected[0]
    alike = _alike(history, observed, _smooth(expected, bell), settings)
    own = _drawn(observed, _smooth(expected * alike, bell), settings.local_people)
    lately = _smooth(seen.expected[1] * alike * own, wide)
    own_recent = _drawn(_smooth(seen.observed[1], wide), lately, settings.recent_people)
    level, own_births = _births(seen.born, seen.mothers, settings)
    return Trends(
        nation,
        ratio(newest, fallen(nation, steps / 2, settings)),
        alike,
        own,
        own_recent,
        level,
        own_births,
        float(ratio(seen.newborn[0], seen.newborn.sum())),
        steps / 2,
    )


@dataclass(frozen=True, eq=False)
class _Seen:
    """Sums over the steps of a window; the first axis of four of them is the window as it is, then
    with weight on its newest years.

    Parameters
    ----------
    reached, exposed
        ``[2, sex, age]`` the nation's [persons × years].
    observed, expected
        ``[2, region, sex, age]``, expected by the nation's ratio of the same year.
    born, mothers
        ``[region, step]`` newborn [persons], and women by the bell of motherhood.
    newborn
        ``[sex]`` in all [persons].
    """

    reached: FloatArray
    exposed: FloatArray
    observed: FloatArray
    expected: FloatArray
    born: FloatArray
    mothers: FloatArray
    newborn: FloatArray


def _seen(history: History, steps: int, settings: Settings) -> _Seen:
    """One step at a time: a year of all regions fits in fast memory, a window does not."""
    shape = history.newest.shape
    seen = _Seen(
        reached=np.zeros((2, *shape[1:])),
        exposed=np.zeros((2, *shape[1:])),
        observed=np.zeros((2, *shape)),
        expected=np.zeros((2, *shape)),
        born=np.zeros((shape[0], steps)),
        mothers=np.zeros((shape[0], steps)),
        newborn=np.zeros(shape[1]),
    )
    for step in range(steps):
        year = len(history.years) - steps + step
        told = history.usable[:, year - 1, None, None]
        before = np.where(told, history.persons[:, year - 1], 0.0)
        after = np.where(told, history.persons[:, year], 0.0)
        seen.mothers[:, step] = motherhood(before, after, settings)
        seen.born[:, step] = after[..., 0].sum(axis=1)
        seen.newborn[:] += after[..., 0].sum(axis=0)
        after[..., 0] = 0.0  # no one was on the way there, and the bell must not reach for them
        exposed = exposure(before)
        reached, risk = after.sum(axis=0), exposed.sum(axis=0)
        exposed *= ratio(reached, risk)
        for place, weight in enumerate((1.0, settings.recent_weight ** (steps - 1 - step))):
            seen.reached[place] += weight * reached
            seen.exposed[place] += weight * risk
            seen.observed[place] += weight * after
            seen.expected[place] += weight * exposed
    return seen


def exposure(persons: FloatArray) -> FloatArray:
    """``[..., age]`` those who will reach each age in a year if none dies or moves [persons].

    None are on their way to age 0; those of the open group stay in it.
    """
    found = np.zeros_like(persons)
    found[..., 1:] = persons[..., :-1]
    found[..., -1] += persons[..., -1]
    return found


def ratio(observed: FloatArray, expected: FloatArray) -> FloatArray:
    """Observed per expected; 1, no difference, where none were expected."""
    some = np.asarray(expected) > 0
    return np.asarray(np.where(some, observed, 1.0) / np.where(some, expected, 1.0))


def fallen(nation: FloatArray, years: float, settings: Settings) -> FloatArray:
    """``[sex, age]`` the nation's ratio when mortality has fallen for so many years more.

    A ratio below 1 is mostly deaths at old ages; above 1 more came than died, and nothing falls.
    """
    falling = nation ** np.exp(-settings.decline * years)
    return np.asarray(np.where(nation < 1, falling, nation), dtype=np.float64)


def motherhood(before: FloatArray, after: FloatArray, settings: Settings) -> FloatArray:
    """``[...]`` women weighted by the bell of motherhood, mean of a year's two ends [women]."""
    women = (before[..., 0, :] + after[..., 0, :]) / 2
    return np.asarray(women @ settings.motherhood, dtype=np.float64)


def _births(born: FloatArray, mothers: FloatArray, settings: Settings) -> tuple[float, FloatArray]:
    """The national level, its newest years mostly, and each region's factor over the window."""
    weight = settings.birth_weight ** np.arange(born.shape[1])[::-1]
    # No one to be a mother: level 0, where a ratio of changes would be 1.
    women = max(float(mothers.sum(axis=0) @ weight), 1e-12)
    level = float(born.sum(axis=0) @ weight) / women
    expected = mothers * ratio(born.sum(axis=0), mothers.sum(axis=0))
    return level, _drawn(born.sum(axis=1), expected.sum(axis=1), settings.local_births)


def _alike(
    history: History, observed: FloatArray, expected: FloatArray, settings: Settings
) -> FloatArray:
    """``[region, sex, age]`` observed per expected among regions of like size and county."""
    people = np.nansum(history.newest, axis=(1, 2))
    size = np.log(np.maximum(people, 1.0))
    same = history.counties[:, None] == history.counties
    # Per inhabitant: else a place would be told how the towns among its likes do.
    weight = _bell((size[:, None] - size) / settings.size_width) / np.maximum(people, 1.0)
    weight = weight * np.where(same, settings.county_weight, 1.0)
    return ratio(np.tensordot(weight, observed, 1), np.tensordot(weight, expected, 1))


def _drawn(observed: FloatArray, expected: FloatArray, people: float) -> FloatArray:
    """Observed per expected, drawn towards 1 by ``people`` more of whom nothing is known."""
    return np.asarray((observed + people) / (expected + people), dtype=np.float64)


def _smooth(values: FloatArray, bell: FloatArray) -> FloatArray:
    """``[..., age]`` sums under a bell around each age; one product, not one a region."""
    return np.asarray((values.reshape(-1, len(bell)) @ bell).reshape(values.shape))


def _bell(distance: FloatArray) -> FloatArray:
    return np.asarray(np.exp(-0.5 * distance**2), dtype=np.float64)
