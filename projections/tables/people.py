"""People by age group: how many, which share, how they grow, and what has happened since."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError
from ..parameters import Parameter
from ..people.ages import SERVICE_AGES, AgeBand, FloatArray
from ..people.cohort import Rates
from ..people.indicators import growth_index, shares
from ..people.population import Population
from ..series import Series, Table, items, pick
from .comparison import base_value

Measure = Literal["persons", "share", "index"]


def paths(case: Case, projection: Projection | None) -> tuple[Population, ...]:
    """History, then the projection; they are shown beside each other, never joined."""
    return (case.observed, projection.population) if projection else (case.observed,)


def series_of(
    population: Population,
    item: str,
    unit: str,
    values: FloatArray,
    extra: tuple[tuple[str, str], ...] = (),
) -> Series:
    """A series with a population's labels; ``values`` are ``[year]``."""
    return Series(
        population.region,
        population.source,
        population.alternatives[0],
        item,
        unit,
        population.years,
        values,
        extra,
    )


def population(
    case: Case, projection: Projection | None, measure: Measure = "persons", base: int = 0
) -> Table:
    """People by the eight service age groups and in all, observed and projected.

    Parameters
    ----------
    case, projection
        Whose people; without a projection only history.
    measure
        ``persons`` [persons on 1 January], ``share`` [share of all 0–1] or ``index`` (base = 100).
    base
        Base year of the index.

    Raises
    ------
    SplitBandError
        If the ages cannot be aggregated exactly to the service groups.
    UnknownChoiceError
        If no path has the base year.
    """
    whole = AgeBand(0, None)
    table = []
    for path in paths(case, projection):
        persons = path.people([*SERVICE_AGES.bands, whole])
        if measure == "share":
            every = shares(persons[..., :-1])
            persons = np.concatenate((every, np.ones_like(persons[..., :1])), axis=-1)
        unit = "share" if measure == "share" else "persons"
        for column, code in enumerate((*SERVICE_AGES.codes, "total")):
            table.append(series_of(path, code, unit, persons[..., column]))
    return _index(tuple(table), base) if measure == "index" else tuple(table)


def _index(table: Table, base: int) -> Table:
    return tuple(
        series.with_values(
            growth_index(series.values, base_value(table, series, base)), "index"
        ).with_extra(("base_year", str(base)))
        for series in table
    )


def growth(
    case: Case, projection: Projection | None, others: Sequence[Case], item: str, base: int
) -> Table:
    """Growth index of one age group in several regions (base = 100).

    The chosen region with its projection, the others as observed.

    Parameters
    ----------
    item
        A service age group, or ``total``.
    base
        Base year. Where not all have observed it and a later year, ten years before the newest
        that all have, or as near as they go.
    """
    common = set(case.observed.years).intersection(*(one.observed.years for one in others))
    newest = max(common)
    if base not in common or base == newest:
        base = max(min(common), newest - 10)
    own = population(case, projection, "index", base)
    beside = (series for one in others for series in population(one, None, "index", base))
    return pick((*own, *beside), item)


def in_percent(table: Table) -> Table:
    """Shares as per cent, so that an axis can be read without a sign."""
    return tuple(one.with_values(100 * one.values, "percent") for one in table)


def deviations(case: Case, projection: Projection | None) -> Table:
    """Observed minus projected, by service age group, for the years after the projection's first.

    Returns
    -------
    Table
        [persons]; empty where no such year has been observed yet.
    """
    if projection is None:
        return ()
    table = population(case, projection.as_printed)
    years = tuple(y for y in projection.population.years[1:] if y in case.observed.years)
    if not years:
        return ()
    return tuple(
        replace(
            projected,
            years=years,
            values=np.array([observed.at(year) - projected.at(year) for year in years]),
        ).with_extra(("measure", "deviation"))
        for item in items(table)
        for observed, projected in [pick(table, item)]
    )


def pyramid(case: Case) -> Table:
    """People in five-year groups by sex, the years that are bundled [persons]."""
    if case.pyramid is None:
        raise MissingInputError(f"Det finnes ikke femårsgrupper for {case.region.name}.")
    people = case.pyramid
    return tuple(
        series_of(people, code, "persons", people.persons[0, :, s, a], (("sex", sex),))
        for s, sex in enumerate(people.sexes)
        for a, code in enumerate(people.ages.codes)
    )


def components(case: Case, projection: Projection | None = None) -> Table:
    """Births, deaths and migration by cause [persons per year], net flows added where known.

    What a projection reckons with follows, for the years after the observed ones.

    Raises
    ------
    MissingInputError
        If the region has none.
    """
    if not case.components:
        raise MissingInputError(f"Fødte, døde og flytting er ikke hentet for {case.region.name}.")
    mark = (("part_year", str(case.part_year)),) if case.part_year else ()
    known = tuple(series.with_extra(*mark) for series in case.components)
    last = known[0].years[-1]
    expected = tuple(
        series.between(last + 1, series.years[-1])
        for series in (projection.components if projection else ())
    )
    one = {series.item: series for series in known}
    if "immigration" not in one:
        return (*known, *expected)
    immigration, domestic = one["immigration"], one["domestic_in"]
    net = (
        immigration.with_item("net_immigration", immigration.values - one["emigration"].values),
        domestic.with_item("net_domestic", domestic.values - one["domestic_out"].values),
    )
    return (*known, *net, *expected)


def component_sums(case: Case) -> Table:
    """Births, deaths and migration summed over the whole years, shown at the last of them.

    Raises
    ------
    MissingInputError
        If the region has none.
    """
    return tuple(
        replace(
            series,
            years=(whole[-1],),
            values=np.array([sum(series.at(year) for year in whole)]),
            extra=(*series.extra, ("measure", "sum"), ("first_year", str(whole[0]))),
        )
        for series in components(case)
        if series.item not in ("population_start", "population_end")
        if (whole := [year for year in series.years if year != case.part_year])
    )


def older(case: Case) -> Series:
    """People aged 65 and over, from the five-year groups of the pyramid [persons]."""
    if case.pyramid is None:
        raise MissingInputError(f"Det finnes ikke femårsgrupper for {case.region.name}.")
    band = AgeBand(65, None)
    return series_of(case.pyramid, band.code, "persons", case.pyramid.bands([band])[0, :, 0])


def leaving(case: Case, catalogue: Catalogue) -> Parameter:
    """How many move away in a year [per cent of inhabitants]: the region's own, or the nation's."""
    known = catalogue.parameters
    return known.find("leaving", region=case.region.code) or known.parameter("leaving")


def leaving_as_here(case: Case, catalogue: Catalogue) -> Rates:
    """The national rates, with out-migration by age at the region's own level."""
    rates, nation = catalogue.rates, catalogue.parameters.value("leaving")
    level = leaving(case, catalogue).value / nation
    return replace(rates, leaving=(rates.leaving * level).clip(max=1.0))
