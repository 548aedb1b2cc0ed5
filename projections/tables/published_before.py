"""Projections that SSB has published before, and those fetched, held against what was counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from ..case import Case, Projection
from ..errors import MissingInputError, SplitBandError
from ..people.ages import AgeBand, FloatArray
from ..people.moved import Missed
from ..people.place_names import norwegian_first
from ..people.population import Population
from ..series import Table
from ..trend.alternative import CODE, is_ours
from ..trend.backtest import relative
from ..trend.groups import JUDGED
from ..trend.history import History
from ..trend.missed import Misses
from .accuracy import earlier_source, own_projection, own_record, paths
from .people import population


@dataclass(frozen=True, eq=False)
class Published:
    """A projection that has been overtaken by counts, as it was printed.

    Parameters
    ----------
    projection
        As printed; its own first year is where it started.
    expected, counted
        By service age group and in all, over the years that are counted since [persons].
    """

    projection: Projection
    expected: Table
    counted: Table

    @property
    def off(self) -> float:
        """Of the total in the newest year, expected less counted [persons]."""
        return float(self.expected[-1].values[-1] - self.counted[-1].values[-1])

    @property
    def share(self) -> float:
        """The same as a share of the counted; missing where nobody was."""
        counted = float(self.counted[-1].values[-1])
        return self.off / counted if counted else float("nan")

    @property
    def span(self) -> tuple[int, int]:
        """The year it started, and the newest that is counted."""
        return self.expected[-1].years[0], self.expected[-1].years[-1]


def published(case: Case, history: History) -> tuple[Published, ...]:
    """Every projection of a region that has been overtaken by counts, oldest first.

    Our own from the same year stands after each edition, where it can be tried.
    """
    found = []
    for one in case.projections:
        printed = one.as_printed
        since = [year for year in printed.population.years if year <= case.newest_count]
        if len(since) > 1 and not is_ours(one) and one.alternative != CODE:
            found += [_held(case, printed, since[0], since[-1])]
    kept = sorted((one for one in found if one), key=lambda one: one.span[0])
    starts = dict.fromkeys(one.span[0] for one in kept)
    return (*kept, *_ours_from(case, history, starts))


def _held(case: Case, printed: Projection, first: int, last: int) -> Published | None:
    try:
        expected = population(case, printed)
    except SplitBandError:
        return None
    counted = tuple(one.between(first, last) for one in expected if one.is_observed)
    own = tuple(one.between(first, last) for one in expected if not one.is_observed)
    return Published(printed, own, counted)


def _ours_from(case: Case, history: History, starts: Iterable[int]) -> list[Published]:
    try:
        tried_here = own_record(case, history)
        own, source = own_projection(case), earlier_source(case)
    except MissingInputError:
        return []
    found = []
    for start in starts:
        if start not in tried_here.origins:
            continue
        table = []
        for item in population(case, None):
            path = paths(case, tried_here, item.item)
            table += [one for one in path if one.label("origin") == str(start)]
        people = replace(own.population, source=source)
        years = table[-1].years
        counted = tuple(one.between(years[0], years[-1]) for one in population(case, None))
        found.append(Published(replace(own, population=people), tuple(table), counted))
    return found


MAIN = "MMMM"
OLD = AgeBand(67, None)


def fetched(case: Case, known: Sequence[Missed] = ()) -> tuple[Missed, ...]:
    """Errors of the main alternative of every edition of a municipality that counts have overtaken.

    ``case``: with the editions that have been fetched of it; ``known``: those told already, which
    are not told again.
    """
    if not case.region.is_municipality:
        return ()
    name = norwegian_first(case.region.name)[0]
    told = {(one.origin, one.ahead) for one in known if one.name == name}
    found = []
    for one in case.projections:
        if one.alternative == MAIN and one.population.source.id.startswith("ssb-"):
            found += [each for each in _errors(one, case, name) if _when(each) not in told]
            told |= {_when(each) for each in found}
    return tuple(found)


def _when(one: Missed) -> tuple[int, int]:
    return one.origin, one.ahead


def _errors(projection: Projection, case: Case, name: str) -> list[Missed]:
    said, counted = projection.as_printed.population, case.observed
    start = said.years[0]
    years = [year for year in said.years[1:] if year in counted.years]
    try:
        off = relative(_told(said, years), _told(counted, years))
    except SplitBandError:
        return []
    people = float(said.both_sexes()[0, 0].sum())
    return [
        Missed(name, start, year - start, tuple(map(float, error)), people)
        for year, error in zip(years, off, strict=True)
        if np.isfinite(error).all()
    ]


def _told(people: Population, years: Sequence[int]) -> FloatArray:
    """``[year, group]`` of what is told, aldersbæreevne last."""
    places = [people.years.index(year) for year in years]
    groups = people.bands([*JUDGED, OLD])[0, places]
    ratio = groups[:, 3] / np.where(groups[:, -1] > 0, groups[:, -1], np.nan)
    return np.column_stack((groups[:, :-1], ratio))


@lru_cache(maxsize=16)
def beside(theirs: Misses, more: tuple[Missed, ...]) -> Misses:
    """Errors that are known with more of the same kind; the same object for the same errors."""
    if not more:
        return theirs
    groups = [group.code for group in JUDGED]
    return Misses(
        np.concatenate((theirs.people, [one.people for one in more])),
        np.concatenate((theirs.horizon, [float(one.ahead) for one in more])),
        {
            code: np.concatenate(
                (known, [-np.log1p(one.error[groups.index(code)]) for one in more])
            )
            for code, known in theirs.errors.items()
        },
    )
