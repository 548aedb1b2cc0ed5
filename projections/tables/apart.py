"""Why two projections of one region differ: start, births, deaths and migration, summing exactly.

Births are the children of the year; deaths are what a projection says itself, else reckoned with
the nation's mortality, falling as ours has it. So ours, which has deaths and moves in one ratio,
has them apart here; migration is what is left.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count, takewhile

import numpy as np

from ..case import Projection
from ..people.ages import FloatArray
from ..people.cohort import SINGLE_AGES, Rates
from ..people.population import Population
from ..series import Table
from ..trend.settings import SETTINGS
from .people import series_of

CAUSES = ("start_point", "births", "deaths", "net_migration")
RATES_OF = 2023
"""The year on whose 1 January the middle of the rates of survival lies [2022–2023]."""
FLOWS = ("births", "deaths")


def apart(ours: Projection, other: Projection, rates: Rates, year: int) -> Table:
    """How many more there are in the other projection in a year, by cause [persons].

    Parameters
    ----------
    ours
        In single ages by sex.
    other
        In any ages that begin with those not yet one year old.
    rates
        The nation's survival.

    Returns
    -------
    Table
        Start, births, deaths (fewer of them count as more people), migration, and their sum.

    Raises
    ------
    ValueError
        If either lacks a year between the later of their starts and the year asked for.
    """
    years = _until(ours, other, year)
    own_flows, their_flows = flows(ours, other, rates, year)
    first = _people(other.population, years)[0] - _people(ours.population, years)[0]
    parts = [
        float(first),
        their_flows[0] - own_flows[0],
        own_flows[1] - their_flows[1],
        their_flows[2] - own_flows[2],
    ]
    whole = float(sum(parts))
    like = series_of(other.population, "total", "persons", np.zeros(len(other.population.years)))
    like = like.with_extra(("measure", "change"), ("against", ours.alternative))
    return tuple(
        replace(like, item=item, years=(year,), values=np.array([value]))
        for item, value in zip((*CAUSES, "total"), (*parts, whole), strict=True)
    )


def flows(
    ours: Projection, other: Projection, rates: Rates, year: int
) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Births, deaths and migration of ours and of the other, summed to a year [persons]."""
    years = _until(ours, other, year)
    own, theirs = (_people(one, years) for one in (ours.population, other.as_printed.population))
    dying = _dying(ours.population, rates, years)
    return (
        _flows(ours, years, own, dying),
        _flows(other, years, theirs, _in_ages(dying, ours, other, years)),
    )


def _until(ours: Projection, other: Projection, year: int) -> tuple[int, ...]:
    return tuple(range(max(ours.population.years[0], other.population.years[0]), year + 1))


def years_in_both(ours: Projection, other: Projection) -> tuple[int, ...]:
    """Years from the later start on that both have, one after the other; empty where the
    difference cannot be taken apart, since the youngest are not known or years are lacking.
    """
    youngest = other.population.ages.bands[0]
    first = max(ours.population.years[0], other.population.years[0])
    shared = set(ours.population.years) & set(other.population.years)
    years = tuple(takewhile(shared.__contains__, count(first)))
    known = youngest.lower == youngest.upper == 0 and not other.partial
    return years if known and len(years) > 1 else ()


def _people(people: Population, years: Sequence[int]) -> FloatArray:
    """``[year]`` everyone [persons]."""
    places = [people.years.index(year) for year in years]
    return np.asarray(people.both_sexes()[0, places].sum(axis=-1))


def _dying(people: Population, rates: Rates, years: Sequence[int]) -> FloatArray:
    """``[year, age]`` of both sexes who die within the year, single ages [persons].

    At the nation's mortality, falling from the year of the rates as our projection has it fall:
    its change ratios hold deaths and moves together, and this is what takes them apart.
    """
    places = [people.years.index(year) for year in years]
    fallen = np.exp(-np.multiply.outer(np.array(years) - RATES_OF, SETTINGS.decline))[:, None]
    survival = rates.survival**fallen
    survival = np.concatenate((survival[..., 1:], survival[..., -1:]), axis=-1)
    persons = people.persons[0, places]
    return np.asarray((persons * (1 - survival)).sum(axis=-2))


def _in_ages(
    dying: FloatArray, ours: Projection, other: Projection, years: Sequence[int]
) -> FloatArray:
    """``[year, age]`` who die in the other's ages: at the rate that ours has in each of them."""
    mine, theirs = ours.population, other.as_printed.population
    of_mine = mine.both_sexes()[0, [mine.years.index(year) for year in years]]
    of_theirs = theirs.both_sexes()[0, [theirs.years.index(year) for year in years]]
    bands = theirs.ages.bands
    die, live = (SINGLE_AGES.aggregate(one, bands) for one in (dying, of_mine))
    rate = np.divide(die, live, out=np.zeros_like(die), where=live > 0)
    return np.asarray(rate * of_theirs)


def _flows(
    one: Projection, years: Sequence[int], people: FloatArray, dying: FloatArray
) -> tuple[float, float, float]:
    """Births, deaths and what is left, from the first year to the last [persons].

    What the projection itself says of births and deaths comes before what can be reckoned.
    """
    printed = one.as_printed.population
    known = {each.item: each for each in one.components}
    if all(item in known and set(years[:-1]) <= set(known[item].years) for item in FLOWS):
        births, deaths = (float(sum(known[item].at(year) for year in years[:-1])) for item in FLOWS)
    else:
        places = [printed.years.index(year) for year in years[1:]]
        births = float(printed.both_sexes()[0, places, 0].sum())
        deaths = float(dying[:-1].sum())
    return births, deaths, float(people[-1] - people[0]) - births + deaths
