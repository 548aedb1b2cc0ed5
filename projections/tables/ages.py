"""How old people are: the mean age, observed and projected."""

import numpy as np

from ..case import Case, Catalogue, Projection
from ..errors import SplitBandError
from ..people.ages import AgeBand, FloatArray
from ..people.cohort import SINGLE_AGES, stationary
from ..people.indicators import mean_age
from ..people.population import Population
from ..series import Series, Table
from .people import paths, series_of

ITEM, UNIT = "mean_age", "years"
ESTIMATE = (("quality", "estimate"),)
"""Label of a mean age that is reckoned from groups of more than a year."""


def mean_ages(case: Case, projection: Projection | None, catalogue: Catalogue) -> Table:
    """Mean age on 1 January, observed and projected [years]."""
    return tuple(mean_age_of(one, case, catalogue) for one in paths(case, projection))


def mean_age_of(
    people: Population,
    case: Case,
    catalogue: Catalogue,
    extra: tuple[tuple[str, str], ...] = (),
) -> Series:
    """Mean age of some people of a region [years].

    In single years it is exact. In groups it is an estimate, and labelled so: a group's mean is
    that of the region's own five-year groups, spread evenly, in the nearest year they are known.
    """
    within = _within(people, case, catalogue)
    values = mean_age(people.weighted(np.eye(len(people.ages))), people.ages, within)
    mark = () if people.ages == SINGLE_AGES else ESTIMATE
    return series_of(people, ITEM, UNIT, values, (*extra, *mark))


def with_added(official: Series, persons: FloatArray, added: FloatArray) -> FloatArray:
    """Mean age of the people of a path and of those added to it, whose ages are known [years].

    Parameters
    ----------
    official
        Mean age of the path alone.
    persons
        ``[year]`` people of the path alone [persons].
    added
        ``[year, year of age]`` [persons]; negative where they are taken away.
    """
    each = np.arange(added.shape[-1]) + 0.5
    total = persons + added.sum(axis=-1)
    return np.asarray((official.values * persons + added @ each) / total, dtype=np.float64)


def people_from(case: Case, projection: Projection | None, age: int) -> Table:
    """People of an age and above [persons], on every path whose groups can be summed to it.

    What is observed is read off the five-year groups, in the years they are known, where the
    groups of every year cannot be summed.

    Raises
    ------
    SplitBandError
        If no figures can be.
    """
    band = AgeBand(age, None)
    five_years = (case.pyramid,) if case.pyramid else ()
    ways = [(case.observed, *five_years), *(((projection.population,),) if projection else ())]
    found: list[Series] = []
    problem: SplitBandError | None = None
    for way in ways:
        for people in way:
            try:
                counted = people.bands([band])[0, :, 0]
            except SplitBandError as split:
                problem = problem or split
                continue
            found.append(series_of(people, band.code, "persons", counted))
            break
    if not found and problem:
        raise problem
    return tuple(found)


def _within(people: Population, case: Case, catalogue: Catalogue) -> FloatArray:
    """``[year, year of age]`` by whom a group's mean is taken; open groups as those who survive."""
    alive = stationary(catalogue.rates.survival).sum(axis=0)
    known = case.pyramid
    if people.ages == SINGLE_AGES or known is None:
        return np.broadcast_to(alive, (len(people.years), len(alive)))
    spread = np.zeros((len(known.years), len(alive)))
    counted = known.both_sexes()[0]
    for place, band in enumerate(known.ages.bands):
        inside = np.array([band.holds(one) for one in SINGLE_AGES.bands])
        weights = alive * inside if band.upper is None else inside.astype(np.float64)
        spread += counted[:, place, None] * weights / weights.sum()
    years = np.array(known.years)
    nearest = [int(abs(years - year).argmin()) for year in people.years]
    return np.asarray(spread[nearest], dtype=np.float64)
