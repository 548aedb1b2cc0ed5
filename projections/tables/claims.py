"""A claim held against what was counted, what could be known when it was said, and projections."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ..case import Case, Projection
from ..claims.claim import Claim
from ..errors import MissingInputError, SplitBandError, UnknownChoiceError
from ..people.ages import AgeBand, FloatArray
from ..people.cohort import SEXES, SINGLE_AGES
from ..people.population import Population
from ..provenance import Source
from ..series import Series, Table
from ..trend.alternative import CODE, errors_of, is_ours, places_of
from ..trend.band import Errors, interval
from ..trend.earlier import FIRST_KNOWN, drawn_band, said_in
from ..trend.history import APPORTIONED, History
from .accuracy import earlier_source

PERCENT = 100.0
LONGEST = 35
"""Years ahead that anything is told for [years]."""


@dataclass(frozen=True, eq=False)
class Ahead:
    """A projection that a claim is held against, with its band where it has one.

    Parameters
    ----------
    path
        Of what is claimed.
    low, high
        The edges that hold eight of ten; None where it has no band.
    """

    path: Series
    low: Series | None = None
    high: Series | None = None

    def around(self, year: int) -> tuple[float, float]:
        """The edges in a year; NaN without a band."""
        if self.low is None or self.high is None:
            return float("nan"), float("nan")
        return self.low.at(year), self.high.at(year)


@dataclass(frozen=True, eq=False)
class JudgedClaim:
    """A claim with all it is held against.

    Parameters
    ----------
    claim
        With the year it is measured from filled in where it is a change.
    counted
        What was counted [persons, or per cent of everyone].
    level
        What is claimed for its year, in the same unit.
    start
        What it is measured from; NaN where it is no change.
    then
        Our projection as it would have been when it was said; None where it cannot be had, or it
        is of today.
    now
        Today's projections, ours first; empty for a year that is counted.
    """

    claim: Claim
    counted: Series
    level: float
    start: float
    then: Ahead | None
    now: tuple[Ahead, ...]

    @property
    def outcome(self) -> float:
        """What it came to; NaN where the year is yet to come."""
        year = self.claim.year
        return self.counted.at(year) if self.counted.has(year) else float("nan")

    @property
    def point(self) -> Series:
        """The claim itself, in its year."""
        own, value = self.counted, np.array([self.level])
        return replace(own, alternative="claim", years=(self.claim.year,), values=value, extra=())

    @property
    def ahead(self) -> tuple[Ahead, ...]:
        """All that was foreseen: when it was said first, and then today."""
        return (*((self.then,) if self.then else ()), *self.now)

    @property
    def table(self) -> Table:
        """Everything the claim is held against, and the claim itself."""
        found = [self.counted, self.point]
        for one in self.ahead:
            found += [each for each in (one.path, one.low, one.high) if each is not None]
        return tuple(found)


Drawing = Callable[[Projection], Projection | None]
"""A path with the courses its people may take; None where none are known."""


def judge(
    claim: Claim,
    case: Case,
    projections: tuple[Projection, ...],
    history: History,
    drawn: Drawing = lambda _: None,
) -> JudgedClaim:
    """Hold a claim against all that is known of it.

    Parameters
    ----------
    projections
        Of the region, as they are shown.
    drawn
        Of projections that are not our own: ours is drawn by single years of age.

    Raises
    ------
    MissingInputError
        If there is nothing to hold it against: the year or the ages are not known.
    """
    counted = _counted(claim, case, history)
    claim = replace(claim, said=_start(claim, counted))
    now = () if counted.has(claim.year) else _now(claim, case, projections, history, drawn)
    if not counted.has(claim.year) and not now:
        raise MissingInputError(
            f"Ingen framskriving for {case.region.name} når fram til {claim.year}. Velg et år fra "
            f"{counted.years[0]} til 2050."
        )
    start = counted.at(claim.said) if claim.is_change else float("nan")
    level = {
        "level": claim.value,
        "share": claim.value,
        "change": start + claim.value,
        "percent": start * (1 + claim.value / PERCENT),
    }[claim.kind]
    return JudgedClaim(claim, counted, level, start, _then(claim, case, history, counted), now)


def _start(claim: Claim, counted: Series) -> int:
    """The year it is measured from; the newest count where none is said.

    Raises
    ------
    MissingInputError
        If nothing was counted then, or it is not before the year claimed of.
    """
    start = claim.said or counted.years[-1]
    if claim.is_change and not counted.has(start):
        raise MissingInputError(
            f"Endringen måles fra {start}, og tellingene går fra {counted.years[0]} til "
            f"{counted.years[-1]}. Velg et av de årene."
        )
    if (claim.is_change or claim.said) and start >= claim.year:
        raise MissingInputError(
            f"Påstanden gjelder {claim.year} og måles fra {start}. Velg et tidligere år å måle fra."
        )
    return start


def _counted(claim: Claim, case: Case, history: History) -> Series:
    """What was counted of the ages, from the region's own table or the file of everyone."""
    people = case.observed
    try:
        found = people.bands([claim.band, AgeBand(0, None)])[0]
        return _series(claim, case, people.source, "observert", people.years, found)
    except SplitBandError:
        pass
    with suppress(UnknownChoiceError):
        persons = history.persons[places_of(case.region, history)].sum(axis=0)
        known = [place for place in range(len(history.years)) if not np.isnan(persons[place]).any()]
        years = tuple(history.years[place] for place in known)
        found = SINGLE_AGES.aggregate(persons[known].sum(axis=-2), [claim.band, AgeBand(0, None)])
        return _series(claim, case, people.source, "observert", years, found)
    raise MissingInputError(
        f"Tallene for {case.region.name} er ikke delt slik at {claim.group} kan leses. Velg en "
        "annen aldersgruppe."
    )


def _series(
    claim: Claim,
    case: Case,
    source: Source,
    alternative: str,
    years: tuple[int, ...],
    found: FloatArray,
) -> Series:
    """The ages, or their share of everyone, from ``[year, (band, everyone)]``."""
    unit = "percent" if claim.kind == "share" else "persons"
    values = PERCENT * found[:, 0] / found[:, 1] if claim.kind == "share" else found[:, 0]
    return Series(case.region, source, alternative, claim.group, unit, years, values)


def _now(
    claim: Claim,
    case: Case,
    projections: tuple[Projection, ...],
    history: History,
    drawn: Drawing,
) -> tuple[Ahead, ...]:
    """Today's projections that reach the year and have the ages, ours first."""
    found = []
    bands = [claim.band, AgeBand(0, None)]
    for one in sorted(projections, key=lambda each: each.alternative != CODE):
        people = one.population
        if claim.year not in people.years:
            continue
        with suppress(SplitBandError):
            path = _series(
                claim, case, people.source, one.alternative, people.years, people.bands(bands)[0]
            )
            courses = None
            if is_ours(one):
                courses = _courses(claim, people.persons[0], errors_of(case.region, history))
            elif other := drawn(one):
                told = other.population.people(bands)
                courses = told[..., 0]
                if claim.kind == "share":
                    courses = PERCENT * courses / told[..., 1]
            found.append(with_band(path, courses))
    return tuple(found)


def _then(claim: Claim, case: Case, history: History, counted: Series) -> Ahead | None:
    """What our projection would have said when the claim was made."""
    one = said_then(claim, case, history, counted.years[-1])
    if one is None:
        return None
    people = one.population
    values = people.bands([claim.band, AgeBand(0, None)])[0]
    path = _series(claim, case, people.source, CODE, people.years, values)
    courses = _courses(claim, people.persons[0], errors_of(case.region, history))
    return with_band(path.with_extra(("origin", str(claim.said))), courses)


def said_then(claim: Claim, case: Case, history: History, newest: int) -> Projection | None:
    """Our projection as it would have been when a claim was made; None where it cannot be had.

    Parameters
    ----------
    newest
        The year of the newest count: what is said then is held against today's projections.
    """
    said, region = claim.said, case.region
    known = history.years[FIRST_KNOWN:]
    if said not in known or said <= APPORTIONED.get(region.code, 0):
        return None
    if said >= newest or not 0 < claim.year - said <= LONGEST:
        return None
    try:
        places = tuple(places_of(region, history))
        source = earlier_source(case)
    except (UnknownChoiceError, MissingInputError):
        return None
    persons = _said(history, places, said, claim.year - said)[None]
    years = tuple(range(said, claim.year + 1))
    return Projection(Population(persons, (CODE,), years, SEXES, SINGLE_AGES, region, source))


@lru_cache(maxsize=16)
def _said(history: History, places: tuple[int, ...], year: int, steps: int) -> FloatArray:
    return said_in(history, places, year, steps)


def _courses(claim: Claim, persons: FloatArray, errors: Errors) -> FloatArray:
    """``[draw, year]`` of what is claimed, in its unit."""
    drawn = drawn_band(errors, persons, claim.band)
    if claim.kind == "share":
        return np.asarray(PERCENT * drawn / drawn_band(errors, persons, AgeBand(0, None)))
    return drawn


def with_band(path: Series, drawn: FloatArray | None) -> Ahead:
    """A path with the edges of ``[draw, year]`` courses; without any where there are none."""
    if drawn is None:
        return Ahead(path)
    low, high = interval(drawn)
    label = ("share", "0.8")
    return Ahead(
        path,
        path.with_item("band_low", low).with_extra(label),
        path.with_item("band_high", high).with_extra(label),
    )
