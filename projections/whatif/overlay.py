"""What if: people added to an official path, and other births and deaths than it reckons with.

An overlay, not a re-run. Extra people come with the migration of a year, so the first of them are
there on 1 January of the year after; they are aged with national survival, have children at
national fertility, and leave again as others of their age do unless they are said to stay for
good. Everything is a difference that is added to the official path, so with every lever at rest
the official path itself comes back; and no year up to the newest count is ever changed.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np

from ..errors import MissingInputError, UnknownChoiceError
from ..people.ages import FloatArray
from ..people.cohort import SEXES, SINGLE_AGES, Rates, project
from ..people.population import Population
from .account import CAUSES, Account, Overlay, cells_of, with_people, year_places
from .levers import Levers, in_year


@dataclass(frozen=True, eq=False)
class _Part:
    """What becomes of some people, in every year of the path.

    ``persons[..., year, sex, age]``; ``births[..., step, sex]``; ``deaths``, ``moved`` and ``left``
    ``[..., step, sex, age]``. Each step is start + moved + births − deaths − left = end.
    """

    persons: FloatArray
    births: FloatArray
    deaths: FloatArray
    moved: FloatArray
    left: FloatArray

    def __add__(self, other: "_Part") -> "_Part":
        return _Part(*(getattr(self, one) + getattr(other, one) for one in _PARTS))

    def __sub__(self, other: "_Part") -> "_Part":
        return _Part(*(getattr(self, one) - getattr(other, one) for one in _PARTS))


_PARTS = tuple(one.name for one in fields(_Part))


def overlay(
    official: Population,
    levers: Levers,
    rates: Rates,
    profiles: Mapping[str, FloatArray],
    counted: int | None = None,
) -> Overlay:
    """Add to an official path what the levers change.

    Other birth and death rates work on all people. What they change for those in the official path
    is the path's people of the newest count projected with the changed rates, less the same
    projected with the rates at rest, both without migration. Those who are added, and their
    children, leave again at ``rates.leaving`` where the levers say so; it takes as many away from
    those who left and would have moved anyway.

    No group of the path gets fewer than no people: where more would be taken away, the rest of
    them stay, as the cause ``limit``.

    Parameters
    ----------
    official
        The path; any ages that single years can be summed to, sexes apart or together.
    levers
        What is changed. Years outside the path, and before ``counted``, add no one.
    rates
        National survival and fertility, and how many leave.
    profiles
        ``[sex, age]`` by name, each summing to one; see :mod:`projections.people.profiles`.
    counted
        The newest year that is counted: it and those before it are as they were. The path's first
        year where it is left out, or comes earlier.

    Returns
    -------
    Overlay
        The path, the people added, and the account of them.

    Raises
    ------
    MissingInputError
        If birth or death rates are changed and the path has no single years of age by sex, or
        homes are to be built for an unknown number.
    SplitBandError
        If the path has ages over 105.
    UnknownChoiceError
        If a profile is not there.
    """
    years = tuple(range(official.years[0], official.years[-1] + 1))
    first = max(years[0], years[0] if counted is None else counted)
    alternatives = len(official.alternatives)
    none = np.zeros((alternatives, len(years), len(SEXES), len(SINGLE_AGES)))
    if levers.at_rest or first > years[-1]:
        return Overlay(official, years, none, ())
    moves = _moves(levers, years[:-1], first, profiles)
    more = rates.changed(fertility=levers.fertility)
    changed = more.changed(mortality=levers.mortality)
    away = rates.leaving * levers.leave_again

    def added(by: Rates) -> _Part:
        return _part(years, first, none[:, 0], moves, by, away)

    movers, moved, more_born, whole = map(
        added, (rates.changed(fertility=0.0), rates, more, changed)
    )
    fertility, survival = more_born - moved, whole - more_born
    if not levers.rates_at_rest:
        began, people = _single_ages(official, first)
        unmoved, own_born, own = (
            _part(years, began, people, np.zeros_like(moves), by, np.zeros_like(away))
            for by in (rates, more, changed)
        )
        fertility, survival = fertility + (own_born - unmoved), survival + (own - own_born)
    causes = {
        "movers": movers,
        "children": moved - movers,
        "fertility": fertility,
        "survival": survival,
    }
    extra = moved + fertility + survival
    causes["limit"] = _limit(official, years, first, extra.persons, changed, away)
    every = extra.persons + causes["limit"].persons
    accounts = tuple(_account(cause, years[:-1], causes[cause]) for cause in CAUSES)
    return Overlay(with_people(official, years, every), years, every, accounts)


def _part(
    years: tuple[int, ...],
    first: int,
    base: FloatArray,
    moves: FloatArray,
    rates: Rates,
    leaving: FloatArray,
) -> _Part:
    """What becomes of ``base[alternative, sex, age]`` in the year ``first``, and of those who move.

    Parameters
    ----------
    moves
        ``[..., step, sex, age]`` for all steps of the years; those before ``first`` are none.
    leaving
        ``[sex, age]`` part of those alive who have moved away at the end of a step.
    """
    before = years.index(first)
    course = project(
        base,
        (rates.survival * (1 - leaving))[None],
        rates.fertility[None],
        rates.male_per_female,
        steps=len(years) - 1 - before,
        migration=moves[..., before:, :, :],
        signed=True,
    )
    # To leave is to be gone like the dead: those who lived to leave are told from them afterwards.
    there = course.persons[..., :-1, :, :]
    exposed = np.concatenate([course.births[..., None], there[..., :-1]], axis=-1)
    exposed[..., -1] += there[..., -1]
    left = exposed * rates.survival * leaving
    found = (course.persons, course.births, course.deaths - left, course.migration, left)
    axes = (-3, -2, -3, -3, -3)
    padded = (_after_nothing(one, axis, before) for one, axis in zip(found, axes, strict=True))
    return _Part(*padded)


def _after_nothing(array: FloatArray, axis: int, before: int) -> FloatArray:
    """The same, with years of nothing before it."""
    shape = list(array.shape)
    shape[axis] = before
    return np.concatenate([np.zeros(shape), array], axis=axis)


def _account(cause: str, years: tuple[int, ...], part: _Part) -> Account:
    people = part.persons.sum(axis=(-2, -1))
    return Account(
        cause,
        years,
        people[:, :-1],
        part.moved.sum(axis=(-2, -1)),
        part.births.sum(axis=-1),
        part.deaths.sum(axis=(-2, -1)),
        part.left.sum(axis=(-2, -1)),
        people[:, 1:],
    )


def _moves(
    levers: Levers, years: tuple[int, ...], counted: int, profiles: Mapping[str, FloatArray]
) -> FloatArray:
    """Extra net migration ``[year, sex, age]`` [persons per year]; none in years before a count."""
    yearly = np.zeros((len(SEXES), len(SINGLE_AGES)))
    for persons, name in (
        (levers.migration, levers.profile),
        (levers.from_homes, levers.homes_profile),
    ):
        if persons:
            if name not in profiles:
                raise UnknownChoiceError("flytteprofil", name, profiles)
            yearly = yearly + persons * profiles[name]
    first = counted if levers.from_year is None else max(levers.from_year, counted)
    last = math.inf if levers.to_year is None else levers.to_year
    during = np.array([first <= year <= last for year in years], dtype=np.float64)
    moves = during[:, None, None] * yearly
    if levers.from_projects:
        if levers.homes_profile not in profiles:
            raise UnknownChoiceError("flytteprofil", levers.homes_profile, profiles)
        built = np.array([in_year(levers.projects, year) * (year >= counted) for year in years])
        moves = moves + built[:, None, None] * profiles[levers.homes_profile]
    return np.asarray(moves, dtype=np.float64)


def _single_ages(official: Population, first: int) -> tuple[int, FloatArray]:
    """The path's first year from a year on, and its people ``[alternative, sex, age]``."""
    if official.ages != SINGLE_AGES or set(official.sexes) != set(SEXES):
        raise MissingInputError(
            f"Endret fruktbarhet eller dødelighet krever ettårig alder og kjønn, og "
            f"«{official.source.short}» er ikke delt slik. Velg en framskriving hentet fra SSB, "
            f"eller la fruktbarhet og dødelighet stå uendret."
        )
    place = next(place for place, year in enumerate(official.years) if year >= first)
    women_first = [official.sexes.index(sex) for sex in SEXES]
    return official.years[place], official.persons[:, place, women_first]


def _limit(
    official: Population,
    years: tuple[int, ...],
    first: int,
    extra: FloatArray,
    rates: Rates,
    leaving: FloatArray,
) -> _Part:
    """Those who stay because the path has not as many as ``extra`` takes away.

    A group's shortfall is shared by its single ages in proportion to what was taken from each.
    They are counted as migration of the year before, and aged, and leaving, like others from then
    on.
    """
    cells = cells_of(official)
    none = np.zeros_like(extra[:, 0])
    kept = np.zeros_like(extra[:, 1:])
    stay = _part(years, first, none, kept, rates, leaving)
    if not (official.persons + cells.people(extra)[:, year_places(official, years)] < 0).any():
        return stay
    for place, year in enumerate(official.years[1:], 1):
        # Those kept one year are older, and may have moved, the next: each year must know of all
        # before it, so the years are gone through in order and not all at once.
        turn = years.index(year)
        total = extra[:, turn] + stay.persons[:, turn]
        lacking = np.maximum(-(official.persons[:, place] + cells.people(total)), 0.0)
        taken = np.maximum(-total, 0.0)
        share = np.divide(
            lacking, cells.people(taken), out=np.zeros_like(lacking), where=lacking > 0
        )
        kept[:, turn - 1] = taken * cells.each(share)
        stay = _part(years, first, none, kept, rates, leaving)
    return stay
