"""What services cost: by sector, by age, as change, beside the plan's own lines."""

from dataclasses import replace
from typing import Literal

import numpy as np

from .. import costs as model
from ..ages import SERVICE_AGES, FloatArray
from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError
from ..population import Population
from ..provenance import Source
from ..series import Series, Table, on_path, pick
from .comparison import changes, compare_from_base
from .people import paths, series_of

Method = Literal["own", "national"]
CostView = Literal["change", "level"]
THOUSAND = 1000.0


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
    for path in paths(case, projection):
        unit_costs = _unit_costs(case, path, catalogue, method, need)
        every = model.cost_by_age(path.bands(SERVICE_AGES.bands)[0], unit_costs) / THOUSAND
        parts = every.sum(axis=1 + axis)
        for place, name in enumerate(names):
            table.append(series_of(path, name, "1000 NOK", parts[:, place], extra))
        table.append(series_of(path, "total", "1000 NOK", parts.sum(axis=1), extra))
    return tuple(table)


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


def cost_view(table: Table, view: CostView, base: int) -> Table:
    """Costs as they are; or the change from the base year on (of the projection, if any)."""
    if view == "level":
        return table
    projected = tuple(one for one in table if not one.is_observed)
    return tuple(one.between(base, one.years[-1]) for one in changes(projected or table, base))


def in_millions(table: Table) -> Table:
    """The same amounts in million NOK instead of 1000 NOK."""
    return tuple(one.with_values(one.values / THOUSAND, "million NOK") for one in table)


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
