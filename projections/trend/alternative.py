"""The projection as one that can be chosen beside the others, and its band."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from ..ages import FloatArray
from ..case import Projection
from ..cohort import SEXES, SINGLE_AGES
from ..errors import UnknownChoiceError
from ..population import Population, Region
from ..provenance import Source
from .backtest import FIRST_ORIGIN
from .band import DRAWS, LAST_ORIGIN, SEED, Errors, draw, draw_persons, measure
from .course import LAST_YEAR, project
from .earlier import tried
from .groups import by_part, told
from .history import APPORTIONED, History
from .rates import Trends, learn

CODE = "TREND"
"""The alternative's code: none of Statistics Norway's, which are four letters of L, M, H, K, 0."""
SOURCE_ID = "baereevne-trend"


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
        Of all municipalities, see :func:`projections.sources.trend_history.load`.
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
    persons = sum(
        (project(history.newest[one : one + 1], trends.of(one), steps) for one in places),
        np.zeros((1, steps + 1, len(SEXES), len(SINGLE_AGES))),
    )
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


def drawn_of(
    projection: Projection, history: History, count: int = DRAWS, seed: int = SEED
) -> FloatArray:
    """Courses the people of a municipality may take, around :func:`projection_of`.

    The errors are measured the first time, in under a second, and kept for the history.

    Returns
    -------
    numpy.ndarray
        ``[draw, year, sex, age]`` [persons], the years of the projection.

    Raises
    ------
    ValueError
        If the projection is not one of ours, or not of a municipality: how errors of many
        municipalities hang together is not known.
    """
    _require_ours(projection)
    return draw_persons(measured(history), projection.population.persons[0], count, seed)


def is_ours(projection: Projection) -> bool:
    """Whether it is our own projection of a municipality, unchanged: what has a band."""
    people = projection.population
    own = people.alternatives == (CODE,) and people.region.is_municipality
    return own and projection.official is None


def _require_ours(projection: Projection) -> None:
    if not is_ours(projection):
        raise ValueError("the band is that of our own projection of a municipality")


@lru_cache(maxsize=16)
def told_courses(projection: Projection, history: History) -> FloatArray:
    """What is told of courses the people may take, as :func:`drawn_of` draws them.

    Kept for a few projections: they are drawn once for all charts and all who look at them.

    Returns
    -------
    numpy.ndarray
        ``[draw, year, group]`` of :data:`~projections.trend.groups.TOLD`; read-only.

    Raises
    ------
    ValueError
        See :func:`drawn_of`.
    """
    _require_ours(projection)
    drawn = told(draw(measured(history), by_part(projection.population.persons[0])))
    drawn.flags.writeable = False
    return drawn


@lru_cache(maxsize=2)
def learnt(history: History) -> Trends:
    """What a history tells, once for each history."""
    return learn(history)


@lru_cache(maxsize=2)
def measured(history: History) -> Errors:
    """The errors of the projection from earlier years, once for each history."""
    trial = tried(history).among(history.counted)
    return measure(trial.starting(FIRST_ORIGIN, LAST_ORIGIN))


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
