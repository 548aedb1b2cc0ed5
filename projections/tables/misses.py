"""How far off Statistics Norway was in a region itself: the editions that are at hand, fetched."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from ..case import Case, Projection
from ..errors import SplitBandError
from ..people.ages import AgeBand, FloatArray
from ..people.judged import Missed
from ..people.place_names import norwegian_first
from ..people.population import Population
from ..trend.backtest import relative
from ..trend.groups import JUDGED
from ..trend.missed import Misses

MAIN = "MMMM"
OLD = AgeBand(67, None)


def fetched(case: Case, known: Sequence[Missed] = ()) -> tuple[Missed, ...]:
    """Errors of the main alternative of every edition of a municipality that counts have overtaken.

    Parameters
    ----------
    case
        With the editions that have been fetched of it.
    known
        Those told already, which are not told again.
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
