"""How much service people need, beside the nation's people in the same years."""

from dataclasses import dataclass

import numpy as np

from .. import income as model
from ..ages import FloatArray
from ..case import Case, Catalogue, Projection
from ..costs import Need
from ..parameters import Parameter
from ..population import Population
from ..provenance import Source
from ..series import Table
from .money import cost_sources
from .people import paths, series_of

NORWAY = "0"
MAIN = "MMMM"
"""The nation's main alternative, where it has none like the region's."""


def nation(path: Population, catalogue: Catalogue) -> Population:
    """The nation's people to measure a path's need against.

    Observed beside observed. A projection is measured against the edition that starts in the same
    year, else the newest before it, else the oldest; in it the same alternative, else the main one.
    """
    norway = catalogue.case(NORWAY)
    if path.is_observed:
        return norway.observed
    starts = sorted({one.population.years[0] for one in norway.projections})
    start = max((year for year in starts if year <= path.years[0]), default=starts[0])
    edition = [one for one in norway.projections if one.population.years[0] == start]
    wanted = (path.alternatives[0], MAIN)
    like = [one for code in wanted for one in edition if one.alternative == code]
    return (like or edition)[0].population


@dataclass(frozen=True, eq=False)
class Beside:
    """A path's sums of people by year, and the nation's in the same years."""

    path: Population
    nation: Population
    own: model.People
    theirs: model.People

    @property
    def index(self) -> FloatArray:
        """``[year]`` need index by age."""
        return model.need_index(self.own, self.theirs)


def beside_nation(
    case: Case, projection: Projection | None, catalogue: Catalogue, need: Need
) -> tuple[Beside, ...]:
    """History, then the projection, each with the nation's people."""
    found = []
    for path in paths(case, projection):
        norway = nation(path, catalogue)
        own, theirs = (_sums(one, path.years, catalogue, need) for one in (path, norway))
        found.append(Beside(path, norway, own, theirs))
    return tuple(found)


def _sums(
    population: Population, years: tuple[int, ...], catalogue: Catalogue, need: Need
) -> model.People:
    """``[year]`` sums; missing in years the population lacks."""
    persons = np.full((len(years), len(population.ages)), np.nan)
    for place, year in enumerate(years):
        if year in population.years:
            persons[place] = population.both_sexes()[0, population.year_index(year)]
    rates = model.need_by_age(catalogue.keys, population.ages, need)
    return model.people(persons, rates, model.working_by_age(population.ages))


def start_of(one: Beside, every: tuple[Beside, ...], year: int) -> tuple[Beside, int]:
    """Where the year is read that something is measured from: its own path, else the observed.

    Raises
    ------
    UnknownChoiceError
        If neither has the year.
    """
    found = one if year in one.path.years else every[0]
    return found, found.path.year_index(year)


def official(case: Case, catalogue: Catalogue) -> Parameter | None:
    """The region's official need index, where it is known."""
    return catalogue.parameters.find("need_index", region=case.region.code)


def carried_on(one: Beside, every: tuple[Beside, ...], known: Parameter) -> FloatArray:
    """``[year]`` the official index carried on by ages."""
    start, place = start_of(one, every, known.from_year)
    return model.official_index(one.index, float(start.index[place]), known.value)


def need_index(
    case: Case, projection: Projection | None, catalogue: Catalogue, need: Need
) -> Table:
    """Need per inhabitant, the nation being 1: the official index carried on, and by age alone.

    Without an official index there is only the one by age. Years the nation lacks are missing.
    """
    every, known = beside_nation(case, projection, catalogue, need), official(case, catalogue)
    table = []
    for one in every:
        code = f"{one.nation.source.id}.{one.nation.alternatives[0]}"
        extra = (("need", need), ("nation", code))
        if known:
            values = carried_on(one, every, known)
            table.append(series_of(one.path, "need_index", "need index", values, extra))
        table.append(series_of(one.path, "need_index_age", "need index", one.index, extra))
    return tuple(table)


def need_sources(
    case: Case, projection: Projection | None, catalogue: Catalogue
) -> tuple[Source, ...]:
    """What the index is reckoned with besides the people: the nation's people and the keys."""
    found = [nation(path, catalogue).source for path in paths(case, projection)]
    return tuple(dict.fromkeys((*found, *cost_sources(case, catalogue, "national"))))
