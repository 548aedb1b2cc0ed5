"""Every figure a page shows, as labelled series: the pages and the command line both call these.

A base year is read from a series' own values where it has the year, else from the path (history
until the projection starts), so that no curve is measured from another curve's people without need.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from . import costs as model
from .ages import SERVICE_AGES, AgeBand, FloatArray
from .case import Case, Catalogue, Projection
from .errors import MissingInputError
from .indicators import WORKING_AGES, growth_index, shares, support_ratio
from .population import Population
from .series import Series, Table, items, pick, value_on_path

Measure = Literal["persons", "share", "index"]
Method = Literal["own", "national"]
THOUSAND = 1000.0


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
        series.with_values(growth_index(series.values, _base_value(table, series, base)), "index")
        for series in table
    )


def deviations(case: Case, projection: Projection) -> Table:
    """Observed minus projected, by service age group, for the years after the projection's first.

    Returns
    -------
    Table
        [persons]; empty where no such year has been observed yet.
    """
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
    """Births, deaths and migration by cause [persons per year], net flows added.

    Raises
    ------
    MissingInputError
        If the region has none.
    """
    if not case.components:
        raise MissingInputError(
            f"Fødte, døde og flytting er ikke lagt ved for {case.region.name}, bare for Røros."
        )
    one = {series.item: series for series in case.components}
    immigration, domestic = one["immigration"], one["domestic_in"]
    net = (
        immigration.with_item("net_immigration", immigration.values - one["emigration"].values),
        domestic.with_item("net_domestic", domestic.values - one["domestic_out"].values),
    )
    return (*case.components, *net)


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
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: model.Need,
) -> FloatArray:
    """``[sector, service age]`` [NOK per person and year, prices of the frame year]."""
    rates = model.need_rates(catalogue.keys, SERVICE_AGES, need)
    if method == "national":
        return model.national_unit_costs(rates, catalogue.parameters.value("mean_need"))
    frames = case.require_frames()
    amounts = np.array([frames.by_sector(sector) for sector in catalogue.keys.sectors])
    people = population(case, projection)
    served = [value_on_path(people, code, frames.year) for code in SERVICE_AGES.codes]
    return model.own_unit_costs(rates, amounts, np.array(served))


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
    unit_costs = _unit_costs(case, projection, catalogue, method, need)
    extra = _cost_labels(catalogue, method, need)
    table = []
    for path in _paths(case, projection):
        by_sector = model.cost(path.bands(SERVICE_AGES.bands)[0], unit_costs) / THOUSAND
        for s, sector in enumerate(catalogue.keys.sectors):
            table.append(_series(path, sector, "1000 NOK", by_sector[:, s], extra))
        table.append(_series(path, "total", "1000 NOK", by_sector.sum(axis=1), extra))
    return tuple(table)


def _cost_labels(
    catalogue: Catalogue, method: Method, need: model.Need
) -> tuple[tuple[str, str], ...]:
    year = int(catalogue.parameters.value("frame_year"))
    return (("method", method), ("need", need), ("price_year", str(year)))


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
    unit_costs = _unit_costs(case, projection, catalogue, method, need)
    extra = _cost_labels(catalogue, method, need)
    table = []
    for path in _paths(case, projection):
        by_age = model.cost_by_age(path.bands(SERVICE_AGES.bands)[0], unit_costs).sum(axis=1)
        for a, code in enumerate((*SERVICE_AGES.codes, "total")):
            values = by_age.sum(axis=1) if code == "total" else by_age[:, a]
            table.append(_series(path, code, "1000 NOK", values / THOUSAND, extra))
    return tuple(table)


def plan_beside_model(
    case: Case, projection: Projection, catalogue: Catalogue, need: model.Need
) -> Table:
    """The plan's own demography lines, and the model's change in the same sectors and years.

    Both are changes from the frame year [1000 NOK]; the model's method is the own budget.

    Raises
    ------
    MissingInputError
        If the region has no plan lines.
    """
    if not case.plan_lines:
        raise MissingInputError(f"Det er ikke lagt ved planlinjer for {case.region.name}.")
    base = case.require_frames().year
    modelled = changes(costs(case, projection, catalogue, "own", need), base)
    table: list[Series] = []
    for line in case.plan_lines:
        own = [one for one in pick(modelled, line.item) if not one.is_observed]
        table += [line, *(one.between(line.years[0], line.years[-1]) for one in own)]
    return tuple(table)


def comparable(cases: Sequence[Case], working: str) -> Table:
    """Observed support ratios of several regions, one series each."""
    return tuple(support_ratios(case, None, working)[0] for case in cases)
