"""What if: people added to an official path, and other births and deaths than it reckons with.

An overlay, not a re-run. Extra people come with the migration of a year, so the first of them are
there on 1 January of the year after; they are aged with national survival and have children at
national fertility. Everything is a difference that is added to the official path, so with every
lever at rest the official path itself comes back.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from .ages import FloatArray
from .cohort import SEXES, SINGLE_AGES, Course, Rates, project
from .errors import MissingInputError, UnknownChoiceError
from .levers import Levers
from .population import Population

CAUSES = ("movers", "children", "fertility", "survival", "limit")
"""Why there are other people than in the official path, in the order they are reckoned.

Those who moved; children born to them and their descendants; what other birth rates change; what
other death rates change after that; and those who could not be taken away since the official path
has not so many.
"""
ALTERED = "-hva-om"
"""Ends the id of a source whose path has own changes."""
CHANGED = "Den offisielle banen med personer lagt til eller trukket fra."


@dataclass(frozen=True, eq=False)
class Account:
    """One cause's people: start + moved + births − deaths = end, for each year.

    Parameters
    ----------
    cause
        One of :data:`CAUSES`.
    years
        The calendar years; ``start`` is 1 January of the year, ``end`` 1 January of the next.
    start, moved, births, deaths, end
        ``[alternative, year]`` [persons]; negative where there are fewer than in the official path.
    """

    cause: str
    years: tuple[int, ...]
    start: FloatArray
    moved: FloatArray
    births: FloatArray
    deaths: FloatArray
    end: FloatArray

    def whole(self) -> "Account":
        """All years as one, named by the last."""
        return Account(
            self.cause,
            self.years[-1:],
            self.start[:, :1],
            self.moved.sum(axis=1, keepdims=True),
            self.births.sum(axis=1, keepdims=True),
            self.deaths.sum(axis=1, keepdims=True),
            self.end[:, -1:],
        )


@dataclass(frozen=True, eq=False)
class Overlay:
    """An official path with what the levers add to it.

    Parameters
    ----------
    population
        The path as it becomes; the very same object as the official one where nothing is changed.
    years
        Every year from the path's first to its last.
    extra
        ``[alternative, year, sex, age]`` people added [persons], on :data:`cohort.SEXES` and
        :data:`cohort.SINGLE_AGES`.
    accounts
        One for each of :data:`CAUSES`, their ends summing to ``extra``; empty where nothing is
        changed.
    """

    population: Population
    years: tuple[int, ...]
    extra: FloatArray
    accounts: tuple[Account, ...]


def overlay(
    official: Population, levers: Levers, rates: Rates, profiles: Mapping[str, FloatArray]
) -> Overlay:
    """Add to an official path what the levers change.

    Other birth and death rates work on all people. What they change for those in the official path
    is the path's first population projected with the changed rates, less the same projected with
    the rates at rest, both without migration.

    No group of the path gets fewer than no people: where more would be taken away, the rest of
    them stay, as the cause ``limit``.

    Parameters
    ----------
    official
        The path; any ages that single years can be summed to, sexes apart or together.
    levers
        What is changed. Years outside the path add no one.
    rates
        National survival and fertility.
    profiles
        ``[sex, age]`` by name, each summing to one; see :mod:`projections.profiles`.

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
    alternatives = len(official.alternatives)
    none = np.zeros((alternatives, len(years), len(SEXES), len(SINGLE_AGES)))
    if levers.at_rest:
        return Overlay(official, years, none, ())
    base = none[:, 0] if levers.rates_at_rest else _single_ages(official)
    moves = _moves(levers, years[:-1], profiles)
    more = rates.changed(fertility=levers.fertility)
    changed = more.changed(mortality=levers.mortality)

    unmoved = _course(base, np.zeros_like(moves), rates)
    moved = _course(base, moves, rates)
    more_born = _course(base, moves, more)
    whole = _course(base, moves, changed)
    extra = _difference(whole, unmoved)
    movers = _course(none[:, 0], moves, rates.changed(fertility=0.0))
    causes = {
        "movers": movers,
        "children": _difference(_difference(moved, unmoved), movers),
        "fertility": _difference(more_born, moved),
        "survival": _difference(whole, more_born),
        "limit": _limit(official, years, extra.persons, changed),
    }
    added = extra.persons + causes["limit"].persons
    accounts = tuple(_account(cause, years[:-1], causes[cause]) for cause in CAUSES)
    return Overlay(_with(official, years, added), years, added, accounts)


def _course(base: FloatArray, moves: FloatArray, rates: Rates) -> Course:
    """What becomes of ``base[alternative, sex, age]`` and ``moves[..., year, sex, age]``."""
    return project(
        base,
        rates.survival[None],
        rates.fertility[None],
        rates.male_per_female,
        steps=moves.shape[-3],
        migration=moves,
        signed=True,
    )


def _difference(one: Course, other: Course) -> Course:
    return Course(
        one.persons - other.persons,
        one.births - other.births,
        one.deaths - other.deaths,
        one.migration - other.migration,
    )


def _account(cause: str, years: tuple[int, ...], course: Course) -> Account:
    people = course.persons.sum(axis=(-2, -1))
    return Account(
        cause,
        years,
        people[:, :-1],
        course.migration.sum(axis=(-2, -1)),
        course.births.sum(axis=-1),
        course.deaths.sum(axis=(-2, -1)),
        people[:, 1:],
    )


def _moves(
    levers: Levers, years: tuple[int, ...], profiles: Mapping[str, FloatArray]
) -> FloatArray:
    """Extra net migration ``[year, sex, age]`` [persons per year]."""
    yearly = np.zeros((len(SEXES), len(SINGLE_AGES)))
    for persons, name in (
        (levers.migration, levers.profile),
        (levers.from_homes, levers.homes_profile),
    ):
        if persons:
            if name not in profiles:
                raise UnknownChoiceError("flytteprofil", name, profiles)
            yearly = yearly + persons * profiles[name]
    first = -math.inf if levers.from_year is None else levers.from_year
    last = math.inf if levers.to_year is None else levers.to_year
    during = np.array([first <= year <= last for year in years], dtype=np.float64)
    return np.asarray(during[:, None, None] * yearly, dtype=np.float64)


def _single_ages(official: Population) -> FloatArray:
    """The path's first population ``[alternative, sex, age]``, women first."""
    if official.ages != SINGLE_AGES or set(official.sexes) != set(SEXES):
        raise MissingInputError(
            f"Endret fruktbarhet eller dødelighet krever ettårig alder og kjønn, og "
            f"«{official.source.short}» er ikke delt slik. Velg en framskriving hentet fra SSB, "
            f"eller la fruktbarhet og dødelighet stå uendret."
        )
    return official.persons[:, 0, [official.sexes.index(sex) for sex in SEXES]]


@dataclass(frozen=True, eq=False)
class _Cells:
    """Which sexes and single ages each cell of a path holds: ``[sex, own]`` and ``[age, own]``."""

    sexes: FloatArray
    ages: FloatArray

    def people(self, persons: FloatArray) -> FloatArray:
        """``[..., sex, age]`` summed to the path's own sexes and ages."""
        return np.asarray(self.sexes.T @ persons @ self.ages, dtype=np.float64)

    def each(self, own: FloatArray) -> FloatArray:
        """A figure of the path's cells, given to each of the single ages ``[..., sex, age]``."""
        return np.asarray(self.sexes @ own @ self.ages.T, dtype=np.float64)


def _cells(official: Population) -> _Cells:
    if set(official.sexes) not in ({"both"}, set(SEXES)):
        raise ValueError(f"the path has the sexes {official.sexes}")
    sexes = [[float(own in (sex, "both")) for own in official.sexes] for sex in SEXES]
    each = np.eye(len(SINGLE_AGES))
    return _Cells(np.array(sexes), SINGLE_AGES.aggregate(each, official.ages.bands))


def _limit(official: Population, years: tuple[int, ...], extra: FloatArray, rates: Rates) -> Course:
    """Those who stay because the path has not as many as ``extra`` takes away.

    A group's shortfall is shared by its single ages in proportion to what was taken from each.
    They are counted as migration of the year before, and aged like others from then on.
    """
    cells = _cells(official)
    none = np.zeros_like(extra[:, 0])
    kept = np.zeros_like(extra[:, 1:])
    stay = _course(none, kept, rates)
    if not (official.persons + cells.people(extra)[:, _places(official, years)] < 0).any():
        return stay
    for place, year in enumerate(official.years[1:], 1):
        turn = years.index(year)
        total = extra[:, turn] + stay.persons[:, turn]
        lacking = np.maximum(-(official.persons[:, place] + cells.people(total)), 0.0)
        taken = np.maximum(-total, 0.0)
        share = np.divide(
            lacking, cells.people(taken), out=np.zeros_like(lacking), where=lacking > 0
        )
        kept[:, turn - 1] = taken * cells.each(share)
        stay = _course(none, kept, rates)
    return stay


def _places(official: Population, years: tuple[int, ...]) -> list[int]:
    return [years.index(year) for year in official.years]


def _with(official: Population, years: tuple[int, ...], added: FloatArray) -> Population:
    """The path with people added, and a passport that says so."""
    more = _cells(official).people(added)[:, _places(official, years)]
    source = replace(
        official.source,
        id=f"{official.source.id}{ALTERED}",
        short=f"{official.source.short}, med egne endringer",
        quality="example",
        note=f"{CHANGED} {official.source.note}".strip(),
    )
    # Whoever the limit keeps makes a sum of nothing, give or take a rounding.
    return replace(official, persons=np.maximum(official.persons + more, 0.0), source=source)
