"""The projection as one that can be chosen beside the others, and its band."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Literal

import numpy as np

from ..case import Projection
from ..errors import UnknownChoiceError
from ..people.ages import AgeAxis, FloatArray
from ..people.cohort import SEXES, SINGLE_AGES
from ..people.moved import Drawn
from ..people.population import Population, Region
from ..provenance import Source
from .backtest import FIRST_ORIGIN, Trial
from .band import LAST_START, Errors, draw, measure
from .course import LAST_YEAR, project
from .earlier import tried
from .groups import PARTS, told
from .history import APPORTIONED, History
from .missed import Misses, like
from .rates import Trends, learn
from .shared import MEMBERS

CODE = "TREND"
"""The alternative's code: none of Statistics Norway's, which are four letters of L, M, H, K, 0."""
SOURCE_ID = "baereevne-trend"
PLANS = "sterk_aldring"
"""The alternative of Statistics Norway's that the bundled plan reckons with."""
LIKELIEST = ("MMMM", PLANS)
"""Paths that are told as what to expect: the main alternative, and the plan's."""
_LETTERS = re.compile(r"([LMHK0]{4})(_\d{4})?")
"""Statistics Norway's codes of alternatives, with an edition where there are several."""
HELD_OF_SUMS = 0.81
"""Of what happened in counties and the country, within the wide band of the others: all ages
together at 3, 5 and 10 years, origins 2011–2021; docs/accuracy.md, and a test [share 0–1]."""
ErrorsOf = Literal["ours", "ssb"]
"""Whose errors a path has."""


def projection_of(
    region: Region, history: History, counted: Source, last: int = LAST_YEAR
) -> Projection:
    """The projection of one region, from the newest count.

    What is learnt is kept for the history, so a second municipality takes a few milliseconds.

    Parameters
    ----------
    region
        A municipality; a county or the country is the sum of its municipalities.
    history
        Of all municipalities, see :func:`~projections.sources.data.vitals.load_history`.
    counted
        The passport of the history.
    last
        The last year.

    Returns
    -------
    Projection
        Alternative :data:`CODE`, by sex and single age, the newest count first.

    Raises
    ------
    UnknownChoiceError
        If the region is not in the history.
    """
    places = places_of(region, history)
    steps = last - history.years[-1]
    trends = learnt(history)
    persons = project(history.newest[places], trends.of(places), steps).sum(axis=0, keepdims=True)
    return Projection(
        Population(
            persons,
            (CODE,),
            tuple(range(history.years[-1], last + 1)),
            SEXES,
            SINGLE_AGES,
            region,
            passport(counted, history, region),
        )
    )


def drawn_of(projection: Projection, history: History, theirs: Misses | None) -> Projection | None:
    """The projection with the courses its people may take, seeded; None where none are known.

    Around our own path they are as far off as ours have been from earlier years, around Statistics
    Norway's main path as far as theirs: see :func:`whose`. What is counted is sure.

    Parameters
    ----------
    history
        Of all municipalities; the errors are measured the first time, in about a second.
    theirs
        Statistics Norway's own errors, where they are known; None for no courses around its paths.

    Returns
    -------
    Projection or None
        With people of :class:`~projections.drawn.Drawn`; the same courses each time.
    """
    way = whose(projection)
    path = projection.population
    try:
        places = places_of(path.region, history)
    except UnknownChoiceError:
        return None
    if way is None or (way == "ssb" and theirs is None):
        return None
    start = projection.moved_to or path.years[0]
    ahead = tuple(max(year - start, 0) for year in path.years)
    members = _members(path.ages, history.newest[places].sum(axis=(0, 1)))
    parts = path.both_sexes()[0] @ members
    if np.isnan(parts).any():
        return None
    of_sum = not path.region.is_municipality
    factors = _factors(parts.tobytes(), ahead, history, theirs if way == "ssb" else None, of_sum)
    return replace(projection, population=Drawn.around(path, factors, members))


def whose(projection: Projection) -> ErrorsOf | None:
    """Whose errors a path has: ours, Statistics Norway's, or nobody's that are known.

    Nobody's for paths with a user's own changes (theirs go along from the path they are laid on)
    and for uploads that are neither.
    """
    people = projection.population
    if projection.official or projection.partial:
        return None
    if people.alternatives == (CODE,):
        return "ours"
    code = people.alternatives[0]
    return "ssb" if code in LIKELIEST or _LETTERS.fullmatch(code) else None


def is_likeliest(projection: Projection) -> bool:
    """Whether it is meant to come true, and is no alternative with high or low assumptions."""
    code = projection.alternative
    found = _LETTERS.fullmatch(code)
    return code == CODE or (found[1] if found else code) in LIKELIEST


def is_ours(projection: Projection) -> bool:
    """Whether it is our own projection, unchanged."""
    return whose(projection) == "ours"


def told_courses(projection: Projection, history: History) -> FloatArray:
    """What is told of courses the people of our own projection may take.

    Returns
    -------
    numpy.ndarray
        ``[draw, year, group]`` of :data:`~projections.trend.groups.TOLD`.

    Raises
    ------
    ValueError
        If the projection is not one of ours.
    """
    drawn = drawn_of(projection, history, None) if is_ours(projection) else None
    if drawn is None or not isinstance(drawn.population, Drawn):
        raise ValueError("the band is that of our own projection")
    return told(drawn.population.parts)


@lru_cache(maxsize=16)
def _factors(
    parts: bytes, ahead: tuple[int, ...], history: History, theirs: Misses | None, of_sum: bool
) -> FloatArray:
    """``[draw, year, part]`` people per person projected; kept by what it is reckoned from.

    So whoever asks for the same path, in whatever session, has the same array.
    """
    people = np.frombuffer(parts).reshape(len(ahead), len(PARTS))
    errors = others(history, theirs, of_sum) if theirs else _errors(history, of_sum)
    drawn = draw(errors, people, horizons=np.array(ahead, dtype=np.intp))
    factors = np.divide(drawn, people, out=np.ones_like(drawn), where=people > 0)
    factors.flags.writeable = False
    return factors


def _members(ages: AgeAxis, counted: FloatArray) -> FloatArray:
    """``[age, part]`` of each age's people in each part, by who is counted in single years."""
    inside = np.array(
        [[float(band.holds(one)) for one in SINGLE_AGES.bands] for band in ages.bands]
    )
    people = (inside * np.maximum(counted, 1e-6)) @ MEMBERS
    return np.asarray(people / people.sum(axis=1, keepdims=True))


@lru_cache(maxsize=2)
def learnt(history: History) -> Trends:
    """What a history tells, once for each history."""
    return learn(history)


@lru_cache(maxsize=2)
def measured(history: History) -> Errors:
    """The errors of the projection from earlier years, once for each history."""
    return measure(_judged(history))


@lru_cache(maxsize=2)
def measured_sums(history: History) -> Errors:
    """The errors of counties and the country, each backtested as a region of its own.

    Whole courses of sums hold how errors of their municipalities hang together, so nothing has to
    be assumed of it; and what hits all alike is left in them: a county is so large that it is most
    of what it is off by, and taken out, drawn apart and added again it comes twice after three
    years and too little after ten. The municipalities that are estimates before a split are in
    them: their sum is a count all the same.
    """
    return measure(tried(history).counties().starting(FIRST_ORIGIN, LAST_START))


@lru_cache(maxsize=4)
def others(history: History, theirs: Misses, of_sum: bool = False) -> Errors:
    """Errors of our shape as large as another's, once for each history.

    Theirs are known of municipalities alone; sums are taken to be as much larger or smaller.
    """
    return like(_errors(history, of_sum), _judged(history), theirs)


def errors_of(region: Region, history: History) -> Errors:
    """The errors of our own projection of a region."""
    return _errors(history, not region.is_municipality)


def _errors(history: History, of_sum: bool) -> Errors:
    return measured_sums(history) if of_sum else measured(history)


def _judged(history: History) -> Trial:
    trial = tried(history).among(history.counted)
    return trial.starting(FIRST_ORIGIN, LAST_START)


def passport(counted: Source, history: History, region: Region) -> Source:
    """Where the projection comes from and how it is made."""
    newest = history.years[-1]
    count = f"tellingen {newest}"  # a year alone would be read as an edition of SSB's
    estimated = APPORTIONED.get(region.code)
    return replace(
        counted,
        id=SOURCE_ID,
        short=f"Bæreevnes trendframskriving fra {count} (ikke SSB)",
        file="",
        title=f"Bæreevnes trendframskriving fra 1. januar {newest} etter ettårig alder og kjønn",
        publisher="Bæreevne",
        document=(
            f"Regnet av {counted.short}; metoden står i docs/method.md, «Trendframskrivingen», og "
            "treffsikkerheten i docs/accuracy.md"
        ),
        vintage=count,
        unit="personer 1. januar",
        quality="estimate",
        url="",
        note=(
            "Endring etter alder og kjønn de siste tolv årene, dratt mot kommuner av samme "
            "størrelse og fylke; dødeligheten faller. Ikke SSBs framskriving."
        ),
        remark=(
            f"Folketallet til og med {estimated} er anslått med faste vekter, for kommunen er delt."
            if estimated
            else ""
        ),
    )


def places_of(region: Region, history: History) -> list[int]:
    """Where the municipalities of a region stand in the history.

    Raises
    ------
    UnknownChoiceError
        If the region is not in it.
    """
    if region.is_municipality:
        return [history.place(region.code)]
    inside = "" if region.kind == "country" else region.code
    places = [place for place, code in enumerate(history.codes) if code.startswith(inside)]
    if not places or region.kind == "group":
        raise UnknownChoiceError("kommune", region.code, history.codes)
    return places
