"""Every figure a page shows, as labelled series: the pages and the command line both call these.

A base year is read from a series' own values where it has the year, else from the path (history
until the projection starts), so that no curve is measured from another curve's people without need.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from . import costs as model
from .ages import SERVICE_AGES, AgeBand, FloatArray
from .case import Case, Catalogue, Projection
from .errors import MissingInputError
from .indicators import WORKING_AGES, growth_index, shares, support_ratio
from .population import Population
from .provenance import Source
from .series import Series, Table, items, on_path, pick, value_on_path

Measure = Literal["persons", "share", "index"]
Method = Literal["own", "national"]
CostView = Literal["change", "level"]
THOUSAND = 1000.0


@dataclass(frozen=True, eq=False)
class Comparison:
    """One item in two years, each with the series it is read from (observed or projected)."""

    item: str
    first_series: Series
    first_year: int
    last_series: Series
    last_year: int

    @property
    def first(self) -> float:
        """Value in the first year."""
        return self.first_series.at(self.first_year)

    @property
    def last(self) -> float:
        """Value in the last year."""
        return self.last_series.at(self.last_year)

    @property
    def change(self) -> float:
        """Last minus first, same unit."""
        return self.last - self.first

    @property
    def relative(self) -> float:
        """Change as a share of the first value [share 0–1]; missing where that is zero."""
        return self.change / self.first if self.first else float("nan")

    @property
    def crosses_seam(self) -> bool:
        """Whether one year is observed and the other projected."""
        return self.first_series.is_observed != self.last_series.is_observed


def _paths(case: Case, projection: Projection | None) -> tuple[Population, ...]:
    """History, then the projection; they are shown beside each other, never joined."""
    return (case.observed, projection.population) if projection else (case.observed,)


def _series(
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
    for path in _paths(case, projection):
        persons = path.bands([*SERVICE_AGES.bands, whole])[0]
        if measure == "share":
            persons = np.hstack([shares(persons[:, :-1]), np.ones((len(path.years), 1))])
        unit = "share" if measure == "share" else "persons"
        for column, code in enumerate((*SERVICE_AGES.codes, "total")):
            table.append(_series(path, code, unit, persons[:, column]))
    return _index(tuple(table), base) if measure == "index" else tuple(table)


def _base_value(table: Table, series: Series, base: int) -> float:
    return series.at(base) if series.has(base) else value_on_path(table, series.item, base)


def _index(table: Table, base: int) -> Table:
    return tuple(
        series.with_values(
            growth_index(series.values, _base_value(table, series, base)), "index"
        ).with_extra(("base_year", str(base)))
        for series in table
    )


def deviations(case: Case, projection: Projection | None) -> Table:
    """Observed minus projected, by service age group, for the years after the projection's first.

    Returns
    -------
    Table
        [persons]; empty where no such year has been observed yet.
    """
    if projection is None:
        return ()
    table = population(case, projection)
    years = tuple(y for y in projection.population.years[1:] if y in case.observed.years)
    if not years:
        return ()
    return tuple(
        _series(
            projection.population.between(years[0], years[-1]),
            item,
            "persons",
            np.array([observed.at(year) - projected.at(year) for year in years]),
            (("measure", "deviation"),),
        )
        for item in items(table)
        for observed, projected in [pick(table, item)]
    )


def pyramid(case: Case) -> Table:
    """People in five-year groups by sex, the years that are bundled [persons]."""
    if case.pyramid is None:
        raise MissingInputError(f"Det finnes ikke femårsgrupper for {case.region.name}.")
    people = case.pyramid
    return tuple(
        _series(people, code, "persons", people.persons[0, :, s, a], (("sex", sex),))
        for s, sex in enumerate(people.sexes)
        for a, code in enumerate(people.ages.codes)
    )


def components(case: Case) -> Table:
    """Births, deaths and migration by cause [persons per year], net flows added where known.

    Raises
    ------
    MissingInputError
        If the region has none.
    """
    if not case.components:
        raise MissingInputError(f"Fødte, døde og flytting er ikke hentet for {case.region.name}.")
    mark = (("part_year", str(case.part_year)),) if case.part_year else ()
    known = tuple(series.with_extra(*mark) for series in case.components)
    one = {series.item: series for series in known}
    if "immigration" not in one:
        return known
    immigration, domestic = one["immigration"], one["domestic_in"]
    net = (
        immigration.with_item("net_immigration", immigration.values - one["emigration"].values),
        domestic.with_item("net_domestic", domestic.values - one["domestic_out"].values),
    )
    return (*known, *net)


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
    return _series(case.pyramid, band.code, "persons", case.pyramid.bands([band])[0, :, 0])


def support_ratios(case: Case, projection: Projection | None, working: str) -> Table:
    """Aldersbæreevne, observed and projected [persons of working age per person 67+].

    Parameters
    ----------
    working
        ``20-66`` or ``16-66``; it stands in the item's name.
    """
    band = WORKING_AGES[working]
    return tuple(
        _series(
            path,
            f"{working} per 67+",
            "persons per person",
            support_ratio(path.both_sexes()[0], path.ages, band),
        )
        for path in _paths(case, projection)
    )


def _unit_costs(
    case: Case, path: Population, catalogue: Catalogue, method: Method, need: model.Need
) -> FloatArray:
    """``[sector, service age]`` [NOK per person and year, prices of the frame year].

    With the own budget each path's frames serve its own people of the frame year; a path without
    that year takes the observed people.
    """
    rates = model.need_rates(catalogue.keys, SERVICE_AGES, need)
    if method == "national":
        return model.national_unit_costs(rates, catalogue.parameters.value("mean_need"))
    frames = case.require_frames()
    amounts = np.array([frames.by_sector(sector) for sector in catalogue.keys.sectors])
    people = path if frames.year in path.years else case.observed
    served = people.bands(SERVICE_AGES.bands)[0, people.year_index(frames.year)]
    return model.own_unit_costs(rates, amounts, served)


def costs(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: model.Need,
) -> Table:
    """Service cost by sector and in all, observed and projected people [1000 NOK per year].

    Prices of the frame year throughout.

    Parameters
    ----------
    method
        ``own`` (the municipality's frames) or ``national`` (the income system's mean need).
    need
        ``all`` (whole key) or ``age`` (its age criteria only).

    Raises
    ------
    MissingInputError
        If the method needs frames and the region has none.
    """
    return _cost_table(case, projection, catalogue, method, need, axis=1)


def _cost_labels(
    catalogue: Catalogue, method: Method, need: model.Need
) -> tuple[tuple[str, str], ...]:
    year = int(catalogue.parameters.value("frame_year"))
    return (("method", method), ("need", need), ("price_year", str(year)))


def cost_sources(case: Case, catalogue: Catalogue, method: Method) -> tuple[Source, ...]:
    """What costs are reckoned with, besides the people."""
    own = (case.require_frames().source,) if method == "own" else ()
    ids = ("inntektssystem-2026", "aldersandeler-2026", "forutsetninger")
    return (*own, *(catalogue.sources[id] for id in ids))


def changes(table: Table, base: int) -> Table:
    """Change from the base year, unit kept: demografikostnad when the table is costs.

    Raises
    ------
    UnknownChoiceError
        If no path has the base year.
    """
    return tuple(
        series.with_values(series.values - _base_value(table, series, base)).with_extra(
            ("measure", "change"), ("base_year", str(base))
        )
        for series in table
    )


def costs_by_age(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: model.Need,
) -> Table:
    """What each age group costs, all sectors together [1000 NOK per year]; sums to the total."""
    return _cost_table(case, projection, catalogue, method, need, axis=0)


def _cost_table(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: model.Need,
    axis: int,
) -> Table:
    """Costs summed over ages (``axis`` 1, by sector) or over sectors (0, by age), and in all."""
    extra = _cost_labels(catalogue, method, need)
    names = catalogue.keys.sectors if axis else SERVICE_AGES.codes
    table = []
    for path in _paths(case, projection):
        unit_costs = _unit_costs(case, path, catalogue, method, need)
        every = model.cost_by_age(path.bands(SERVICE_AGES.bands)[0], unit_costs) / THOUSAND
        parts = every.sum(axis=1 + axis)
        for place, name in enumerate(names):
            table.append(_series(path, name, "1000 NOK", parts[:, place], extra))
        table.append(_series(path, "total", "1000 NOK", parts.sum(axis=1), extra))
    return tuple(table)


def plan_beside_model(
    case: Case, projection: Projection | None, catalogue: Catalogue, need: model.Need
) -> Table:
    """The plan's own demography lines, and the model's change in the same sectors and years.

    Both are changes from the frame year [1000 NOK]; the model's method is the own budget.

    Raises
    ------
    MissingInputError
        If the region has no plan lines.
    """
    if not case.plan_lines or projection is None:
        raise MissingInputError(
            f"Det er ikke lagt ved planlinjer for {case.region.name}, eller prognosen er "
            "valgt bort."
        )
    base = case.require_frames().year
    modelled = changes(costs(case, projection, catalogue, "own", need), base)
    table: list[Series] = []
    for line in case.plan_lines:
        own = [one for one in pick(modelled, line.item) if not one.is_observed]
        table += [line, *(one.between(line.years[0], line.years[-1]) for one in own)]
    return tuple(table)


def cost_view(table: Table, view: CostView, base: int) -> Table:
    """Costs as they are; or the change from the base year on (of the projection, if any)."""
    if view == "level":
        return table
    projected = tuple(one for one in table if not one.is_observed)
    return tuple(one.between(base, one.years[-1]) for one in changes(projected or table, base))


def in_millions(table: Table) -> Table:
    """The same amounts in million NOK instead of 1000 NOK."""
    return tuple(one.with_values(one.values / THOUSAND, "million NOK") for one in table)


def in_percent(table: Table) -> Table:
    """Shares as per cent, so that an axis can be read without a sign."""
    return tuple(one.with_values(100 * one.values, "percent") for one in table)


def compare_from_base(table: Table, base: int, last: int) -> tuple[Comparison, ...]:
    """Base year and last year of each item, from one series where it has both.

    Raises
    ------
    UnknownChoiceError
        If no path has one of the years.
    """
    found = []
    for item in items(table):
        series = on_path(table, item, last)
        start = series if series.has(base) else on_path(table, item, base)
        found.append(Comparison(item, start, base, series, last))
    return tuple(found)


def milestones(table: Table, case: Case, base: int, last: int) -> Series:
    """Change in total cost from the base year to the plan's end and to the last year.

    Parameters
    ----------
    table
        Costs from :func:`costs`.
    """
    total = pick(table, "total")
    plan_end = [line.years[-1] for line in case.plan_lines[:1]]
    series = on_path(total, "total", last)
    years = [year for year in (*plan_end, last) if base < year <= last and series.has(year)]
    years = list(dict.fromkeys(years))
    values = [compare_from_base(total, base, year)[0].change for year in years]
    change = replace(series, years=tuple(years), values=np.array(values))
    return change.with_extra(("measure", "change"), ("base_year", str(base)))


def comparable(cases: Sequence[Case], working: str) -> Table:
    """Observed support ratios of several regions, one series each."""
    return tuple(support_ratios(case, None, working)[0] for case in cases)


def other_projection(table: Table, projection: Projection | None) -> Table:
    """The projected part of a table made with another projection; empty without one."""
    return tuple(one for one in table if not one.is_observed) if projection else ()


def ratios_of(populations: Sequence[Population], working: str) -> Table:
    """Support ratios of many regions, one series each [persons of working age per person 67+]."""
    band = WORKING_AGES[working]
    return tuple(
        _series(
            one,
            f"{working} per 67+",
            "persons per person",
            support_ratio(one.both_sexes()[0], one.ages, band),
        )
        for one in populations
    )


def spaced_years(table: Table) -> tuple[int, ...]:
    """The first year, every fifth and the last: enough to see how a long series goes."""
    years = table[0].years
    return tuple(
        year for year in years if year in (years[0], years[-1]) or (year - years[-1]) % 5 == 0
    )


def both_definitions(case: Case) -> Table:
    """Support ratios by both definitions, with the projection that the plan itself uses."""
    projection = case.projections[0] if case.projections else None
    return tuple(
        one for working in WORKING_AGES for one in support_ratios(case, projection, working)
    )


def compare(table: Table, first: int, last: int) -> tuple[Comparison, ...]:
    """Two years of each item, read from the path.

    Raises
    ------
    UnknownChoiceError
        If no path has one of the years.
    """
    return tuple(
        Comparison(item, on_path(table, item, first), first, on_path(table, item, last), last)
        for item in items(table)
    )
