"""Aldersbæreevne and mean age: one region's curve, others beside it, and by both definitions."""

from collections.abc import Sequence

import numpy as np

from ..case import Case, Catalogue, Projection
from ..errors import SplitBandError
from ..people.ages import AgeBand, FloatArray
from ..people.cohort import SINGLE_AGES, stationary
from ..people.indicators import OLD_AGE, WORKING_AGES, mean_age
from ..people.indicators import per_person as each
from ..people.population import Population
from ..series import Series, Table
from .people import paths, series_of
from .setting import Setting

OLDEST, WORKING = AgeBand.parse("80+"), AgeBand.parse("20-66")
YOUNG_AND_OLD = AgeBand.parse("0-19"), OLD_AGE
SUPPORTED = "0-19 and 67+ per 20-66"


def support_ratios(case: Case, projection: Projection | None, working: str) -> Table:
    """Aldersbæreevne, observed and projected [persons of working age per person 67+].

    ``working``: ``20-66`` or ``16-66``; it stands in the item's name.
    """
    return ratios_of(paths(case, projection), working)


def comparable(cases: Sequence[Case], working: str) -> Table:
    """Observed support ratios of several regions, one series each."""
    return ratios_of([case.observed for case in cases], working)


def per_person(case: Case, projection: Projection | None, above: str, below: str) -> Table:
    """Persons of one age per person of another, observed and projected; see :func:`ratios_of`."""
    return ratios_of(paths(case, projection), above, below)


def ratios_of(populations: Sequence[Population], above: str, below: str = OLD_AGE.code) -> Table:
    """Persons of one age per person of another, one series each [persons per person].

    ``above`` and ``below``: ages as ``20-66`` and ``80+``; they stand in the item's name.

    Raises
    ------
    SplitBandError
        If the figures have no such ages.
    """
    bands = AgeBand.parse(above), AgeBand.parse(below)
    return tuple(
        series_of(one, f"{above} per {below}", "persons per person", each(one.people(bands)))
        for one in populations
    )


def oldest(case: Case, projection: Projection | None) -> Table:
    """People of 80 years and over, observed and projected [persons on 1 January]."""
    return tuple(
        series_of(one, "80+", "persons", one.people((OLDEST,))[..., 0])
        for one in paths(case, projection)
    )


def supported(case: Case, projection: Projection | None) -> Table:
    """Everyone to be supported, 0–19 and 67 and over, per person of 20–66 [persons per person].

    Raises
    ------
    SplitBandError
        If the figures have no such ages.
    """
    table = []
    for one in paths(case, projection):
        young, old, working = np.moveaxis(one.people((*YOUNG_AND_OLD, WORKING)), -1, 0)
        ratio = each(np.stack((young + old, working), axis=-1))
        table.append(series_of(one, SUPPORTED, "persons per person", ratio))
    return tuple(table)


def both_definitions(case: Case) -> Table:
    """Support ratios by both definitions, with the projection that the plan itself uses."""
    projection = case.projections[0] if case.projections else None
    return tuple(
        one for working in WORKING_AGES for one in support_ratios(case, projection, working)
    )


def other_projection(table: Table, projection: Projection | None) -> Table:
    """The projected part of a table made with another projection; empty without one."""
    return tuple(one for one in table if not one.is_observed) if projection else ()


def spaced_years(table: Table) -> tuple[int, ...]:
    """The first year, every fifth and the last: enough to see how a long series goes."""
    years = table[0].years
    return tuple(
        year for year in years if year in (years[0], years[-1]) or (year - years[-1]) % 5 == 0
    )


ITEM, UNIT = "mean_age", "years"
ESTIMATE = (("quality", "estimate"),)
"""Label of a mean age that is reckoned from groups of more than a year."""


def mean_ages(of: Setting) -> Table:
    """Mean age on 1 January, observed and projected [years]."""
    return tuple(mean_age_of(one, of.case, of.catalogue) for one in of.paths)


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
