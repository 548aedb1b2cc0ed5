"""Cohort-component projection: people aged, born, died and moved, one step at a time.

The order within a step: those alive at its start survive to the next age; births come from the
women's mean of start and end, survivors only; the newborn survive to the end of the step; net
migration is added at the end, so that movers neither die nor have children in the step they move.

Conventions: :data:`SEXES` in that order, or women alone. Groups are as wide as a step is long,
the last is open. The survival ratio of age a takes the group below to a: at age 0 from birth, in
the last group from the two oldest together. The youngest and the oldest group have no children.

Source: Preston, Heuveline and Guillot (2001), Demography, ch. 6. The conventions are those of the
UN's World Population Prospects (ccmppWPP), with net migration at the end of the step.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from ..provenance import Source
from .ages import AgeAxis, FloatArray

SEXES = ("female", "male")
"""The order of the sex axis here: women first, since births come from them."""

SINGLE_AGES = AgeAxis.parse((*map(str, range(105)), "105+"))
"""Single years of age as Statistics Norway has them."""


@dataclass(frozen=True, eq=False)
class Course:
    """A projection with what made it: each step is start + births − deaths + migration = end.

    Parameters
    ----------
    persons
        ``[..., step + 1, sex, age]`` [persons] at the start of each step and after the last.
    births
        ``[..., step, sex]`` [persons per step].
    deaths
        ``[..., step, sex, age]`` [persons per step], at the age they would have reached.
    migration
        ``[..., step, sex, age]`` net migration that took place [persons per step]. It is what was
        asked for, except where more were to leave than there were.
    """

    persons: FloatArray
    births: FloatArray
    deaths: FloatArray
    migration: FloatArray


@dataclass(frozen=True, eq=False)
class Rates:
    """Survival and fertility by :data:`SINGLE_AGES`, held constant; read-only.

    Parameters
    ----------
    survival
        ``[sex, age]`` one-year survival ratio on the age of 1 January [share 0–1].
    fertility
        ``[age]`` [births per woman and year].
    male_per_female
        Boys born per girl.
    sources
        Where they come from.
    leaving
        ``[sex, age]`` part of those there on 1 January who have moved away a year later, on the
        age they have then, had they lived [share 0–1]; none where they are not given.

    Raises
    ------
    ValueError
        If they do not fit the ages, or cannot be.
    """

    survival: FloatArray
    fertility: FloatArray
    male_per_female: float
    sources: tuple[Source, ...] = field(default=())
    leaving: FloatArray = field(
        default_factory=lambda: np.zeros((len(SEXES), len(SINGLE_AGES)), dtype=np.float64)
    )

    def __post_init__(self) -> None:
        shapes = {
            "survival": (len(SEXES), len(SINGLE_AGES)),
            "fertility": (len(SINGLE_AGES),),
            "leaving": (len(SEXES), len(SINGLE_AGES)),
        }
        for name, shape in shapes.items():
            array = np.array(getattr(self, name), dtype=np.float64)
            if array.shape != shape:
                raise ValueError(f"{name} has shape {array.shape}, not {shape}")
            array.flags.writeable = False
            object.__setattr__(self, name, array)
        _check(self.survival, self.fertility, np.array(self.male_per_female))
        if ((self.leaving < 0) | (self.leaving > 1)).any():
            raise ValueError("a rate of leaving lies outside 0–1")

    def changed(self, fertility: float = 1.0, mortality: float = 1.0) -> "Rates":
        """The same ages at other levels.

        Parameters
        ----------
        fertility
            Factor on every birth rate.
        mortality
            Factor ``f`` on every death rate: a survival ratio ``S`` becomes ``S**f``, so that it
            stays between 0 and 1.
        """
        return replace(
            self, survival=self.survival**mortality, fertility=self.fertility * fertility
        )


def life_expectancy(survival: FloatArray) -> FloatArray:
    """Mean length of life at these one-year survival ratios.

    In a population with constant births the people aged a are those who have survived so far; the
    length of life is how many of all ages there are per birth. The open group has ``S/(1 − S)``
    per person in the group below.

    Parameters
    ----------
    survival
        ``[..., age]`` one-year survival ratio [share 0–1], the last below 1.

    Returns
    -------
    numpy.ndarray
        ``[...]`` [years].

    Examples
    --------
    >>> float(life_expectancy(np.array([1.0, 0.5, 0.75])))  # 1 + 0.5 + 0.5 · 0.75 / 0.25
    3.0
    """
    return np.asarray(stationary(survival).sum(axis=-1), dtype=np.float64)


def stationary(survival: FloatArray) -> FloatArray:
    """People of each age per yearly birth, births and survival being constant.

    Parameters
    ----------
    survival
        ``[..., age]`` one-year survival ratio [share 0–1], the last below 1.

    Returns
    -------
    numpy.ndarray
        ``[..., age]`` [persons per birth and year].
    """
    alive = np.cumprod(survival, axis=-1)
    alive[..., -1] /= 1 - survival[..., -1]
    return np.asarray(alive, dtype=np.float64)


def project(
    persons: FloatArray,
    survival: FloatArray,
    fertility: FloatArray,
    male_per_female: FloatArray | float,
    steps: int,
    migration: FloatArray | None = None,
    step: int = 1,
    signed: bool = False,
) -> Course:
    """Project a population, or many at once.

    Leading axes (alternatives, draws) are kept and broadcast against each other. The step axis
    of an input has length ``steps``, or 1 where it is the same in all of them.

    Parameters
    ----------
    persons
        ``[..., sex, age]`` at the start [persons]; the sex axis has women, then men, or women only.
    survival
        ``[..., step or 1, sex, age]`` [share 0–1].
    fertility
        ``[..., step or 1, age]`` [births per woman and year]; not counted in the youngest and the
        oldest group.
    male_per_female
        Boys born per girl; one number, or ``[..., step or 1]``.
    steps
        How many.
    migration
        ``[..., step or 1, sex, age]`` net migration [persons per step]; left out is none. Where
        more are to leave than there are, all leave.
    step
        Years in a step, and in an age group.
    signed
        Whether ``persons`` is a difference of populations: then it may be negative, and no one is
        kept from leaving.

    Returns
    -------
    Course
        What became of them.

    Raises
    ------
    ValueError
        If shapes do not fit, there are men only, a ratio lies outside 0–1, or a number of persons
        or births is negative.
    """
    if persons.ndim < 2 or persons.shape[-2] not in (1, 2) or persons.shape[-1] < 3:
        raise ValueError(f"persons has shape {persons.shape}, not [..., 1 or 2 sexes, 3+ ages]")
    if not signed and (persons < 0).any():
        raise ValueError("a number of persons is negative")
    people = persons.shape[-2:]
    ratio = np.atleast_1d(np.asarray(male_per_female, dtype=np.float64))
    moves = np.zeros((1, *people)) if migration is None else migration
    _check(survival, fertility, ratio)
    leading = np.broadcast_shapes(
        persons.shape[:-2],
        _leading(survival, steps, people),
        _leading(fertility, steps, people[1:]),
        _leading(ratio, steps, ()),
        _leading(moves, steps, people),
    )
    course = Course(
        np.empty((*leading, steps + 1, *people)),
        np.empty((*leading, steps, people[0])),
        np.empty((*leading, steps, *people)),
        np.empty((*leading, steps, *people)),
    )
    course.persons[..., 0, :, :] = persons
    for turn in range(steps):
        end, moved = course.persons[..., turn + 1, :, :], course.migration[..., turn, :, :]
        _advance(
            course.persons[..., turn, :, :],
            survival[..., turn % survival.shape[-3], :, :],
            step * fertility[..., turn % fertility.shape[-2], :],
            ratio[..., turn % ratio.shape[-1]],
            end,
            course.births[..., turn, :],
            course.deaths[..., turn, :, :],
        )
        moved[...] = moves[..., turn % moves.shape[-3], :, :]
        if not signed:
            np.maximum(moved, -end, out=moved)
        end += moved
    return course


def _leading(array: FloatArray, steps: int, inner: tuple[int, ...]) -> tuple[int, ...]:
    """The axes before the step axis, which must be one long or as long as there are steps."""
    axis = array.ndim - len(inner) - 1
    if axis < 0 or array.shape[axis] not in (1, steps) or array.shape[axis + 1 :] != inner:
        raise ValueError(f"shape {array.shape} does not end in 1 or {steps} steps of {inner}")
    return array.shape[:axis]


def _advance(
    persons: FloatArray,
    survival: FloatArray,
    fertility: FloatArray,
    male_per_female: FloatArray,
    survivors: FloatArray,
    births: FloatArray,
    deaths: FloatArray,
) -> None:
    """One step without migration, linear in ``persons``; fills the last three arrays.

    They are places in the course itself: with a thousand draws, memory is what takes time.
    """
    deaths[..., 1:] = persons[..., :-1]  # those exposed, until the survivors are taken away
    deaths[..., -1] += persons[..., -1]
    mothers = persons[..., 0, 1:-1] + deaths[..., 0, 1:-1] * survival[..., 0, 1:-1]
    born = (fertility[..., 1:-1] * mothers).sum(axis=-1) / 2
    births[..., 0] = born / (1 + male_per_female)
    births[..., 1:] = (born - births[..., 0])[..., None]
    deaths[..., 0] = births
    np.multiply(deaths, survival, out=survivors)
    deaths -= survivors


def _check(survival: FloatArray, fertility: FloatArray, male_per_female: FloatArray) -> None:
    if ((survival < 0) | (survival > 1)).any():
        raise ValueError("a survival ratio lies outside 0–1")
    if (fertility < 0).any() or (male_per_female < 0).any():
        raise ValueError("a birth rate or a sex ratio is negative")
