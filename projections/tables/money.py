"""What services cost: by sector, by age, as change, beside the plan's own lines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

import numpy as np

from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError
from ..money import costs as model
from ..money.prices import Deflator, Prices
from ..norwegian import listing
from ..people.ages import SERVICE_AGES, AgeAxis, FloatArray
from ..people.cohort import SINGLE_AGES, stationary
from ..people.population import Population
from ..provenance import Source
from ..series import Series, Table, on_path, pick
from ..services.service import AT_REST, Service, levels, rate_changes
from .comparison import changes, compare_from_base
from .people import paths, series_of
from .rates import people_on, rate_ages

Method = Literal["own", "national", "rates"]
CostView = Literal["change", "level"]
CostsBy = Literal["sector", "age"]
THOUSAND = 1000.0
NOT_FIXED: Mapping[str, float] = MappingProxyType({})
FIXED = "fixed"
"""Item of what does not follow people, where costs are shown by age."""


def frame_year(case: Case, catalogue: Catalogue) -> int:
    """The year of the region's own frames, or of the bundled ones."""
    return case.frames.year if case.frames else int(catalogue.parameters.value("frame_year"))


def unchanged_until(case: Case, path: Population) -> int:
    """The last year that levers on services leave alone.

    The newest count; or the year of the region's own frames, or the path's first, where that comes
    later: what is counted, and what is paid for already, is as it was.
    """
    own = (case.frames.year,) if case.frames else ()
    return max(case.newest_count, path.years[0], *own)


def result_method(case: Case) -> Method:
    """How the cost behind the result is found: the own frames, else the national standard."""
    return "own" if case.frames else "national"


def in_prices(series: Series, year: int | None, deflator: Deflator | None) -> Series:
    """An amount in the prices of another year, or of the known one nearest to it.

    Parameters
    ----------
    series
        Fixed prices of the year in its label ``price_year``, which says what they are in after.
    year, deflator
        None leaves the amount as it is.
    """
    now = series.label("price_year")
    if year is None or deflator is None or now in ("", str(year)):
        return series
    factor, reached = deflator.between(int(now), year)
    labels = tuple((name, text) for name, text in series.extra if name != "price_year")
    return replace(
        series, values=series.values * factor, extra=(*labels, ("price_year", str(reached)))
    )


def price_year(case: Case, catalogue: Catalogue, method: Method) -> int:
    """The year whose prices costs are in: the frames', the own rates', or the mean need's."""
    if method == "own":
        return case.require_frames().prices
    if method == "rates":
        return int(case.require_rates().price_year or 0)
    return catalogue.parameters.parameter("mean_need").from_year


def services(case: Case, catalogue: Catalogue, method: Method) -> tuple[str, ...]:
    """The services whose cost a method finds."""
    return tuple(case.require_rates().costs) if method == "rates" else catalogue.keys.sectors


def cost_ages(case: Case, method: Method) -> AgeAxis:
    """The ages costs are found on; their bands sum to the service ages."""
    return rate_ages(case.require_rates().costs) if method == "rates" else SERVICE_AGES


def cost_people(case: Case, path: Population, method: Method) -> FloatArray:
    """``[..., year, age]`` people of a path on :func:`cost_ages`."""
    if method == "rates":
        return people_on(path, cost_ages(case, method), case)
    return path.people(SERVICE_AGES.bands)


def unit_rates(
    case: Case, catalogue: Catalogue, method: Method, need: model.Need, ages: AgeAxis
) -> FloatArray:
    """``[service, age]`` need per person, or with own rates their amounts [NOK per year]."""
    if method == "rates":
        return model.own_rates(list(case.require_rates().costs.values()), ages)
    return model.need_rates(catalogue.keys, ages, need)


def served_people(
    case: Case, path: Population, projection: Projection | None, year: int
) -> FloatArray:
    """``[service age]`` people whom the frames of a year served.

    The path's own, without a user's own changes: the frames paid for nobody that a lever adds. A
    path without that year takes the observed, then the projected people.
    """
    projected = (projection.paid_for,) if projection else ()
    own = (path,) if path.is_observed else projected
    for people in (*own, case.observed, *projected):
        if year in people.years:
            served: FloatArray = people.bands(SERVICE_AGES.bands)[0, people.year_index(year)]
            return served
    raise MissingInputError(
        f"Driftsrammene gjelder {year}, og folketallet for {case.region.name} det året er ikke "
        "blant tallene. Velg en prognose som har året, eller rammer for et annet år."
    )


def unit_costs(
    case: Case,
    path: Population,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: model.Need,
    fixed: Mapping[str, float] = NOT_FIXED,
) -> tuple[FloatArray, FloatArray]:
    """What a person costs, and what stays whatever the people; prices of :func:`price_year`.

    With the own budget each path's frames serve its own people of the frame year, as they are
    without a user's own changes: a person who is added costs what one paid for does. The national
    standard and own rates have no frames, and so no fixed share.

    Returns
    -------
    tuple of numpy.ndarray
        ``[service, age]`` on :func:`services` and :func:`cost_ages` [NOK per person and year], and
        ``[service]`` [NOK per year].
    """
    sectors = services(case, catalogue, method)
    rates = unit_rates(case, catalogue, method, need, cost_ages(case, method))
    if method == "rates":
        return rates, np.zeros(len(sectors))
    if method == "national":
        mean_need = catalogue.parameters.value("mean_need")
        return model.national_unit_costs(rates, mean_need), np.zeros(len(sectors))
    frames = case.require_frames()
    amounts = np.array([frames.by_sector(sector) for sector in sectors])
    shares = np.array([fixed.get(sector, 0.0) for sector in sectors])
    stays, follows = model.fixed_and_following(amounts, shares)
    served = served_people(case, path, projection, frames.year)
    return model.own_unit_costs(rates, follows, served), stays


def costs(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: model.Need,
    fixed: Mapping[str, float] = NOT_FIXED,
    prices: Prices = "fixed",
    service: Service = AT_REST,
    by: CostsBy = "sector",
) -> Table:
    """Service cost in parts and in all, observed and projected people [1000 NOK per year].

    Parameters
    ----------
    method
        ``own`` (the municipality's frames), ``national`` (the income system's mean need) or
        ``rates`` (a user's own cost per person by age).
    need
        ``all`` (whole key) or ``age`` (its age criteria only).
    fixed
        Part of a sector's frame that does not follow people [share 0–1]; own method only.
    prices
        ``fixed`` (of :func:`price_year`) or ``nominal``, which ends where the deflator does.
    service
        What is changed in the services after :func:`unchanged_until`; projected people only.
    by
        ``sector``; or ``age``, all sectors together, where what does not follow people is a part
        of its own. Parts sum to the total.

    Raises
    ------
    MissingInputError
        If the method needs frames and the region has none, or no people of the frame year; if it
        needs own rates and there are none, or a path's age bands would have to be split for them.
    """
    extra = cost_labels(case, catalogue, method, need, fixed, prices)
    ages = cost_ages(case, method)
    table = []
    for path in paths(case, projection):
        each, stays = unit_costs(case, path, projection, catalogue, method, need, fixed)
        level, rates = _changes(case, path, catalogue, method, need, service)
        people, unit, rest = cost_people(case, path, method), each * rates, stays * level / THOUSAND
        if by == "sector":
            names = services(case, catalogue, method)
            # One product for all years and draws where the rates of all years are the same.
            alike = len(unit) == 1
            spent = (
                model.cost(people, unit[0])
                if alike
                else model.cost_by_age(people, unit).sum(axis=-1)
            )
            parts = spent / THOUSAND * level + rest
        else:
            every = model.cost_by_age(people, unit) / THOUSAND * level[..., None]
            names = SERVICE_AGES.codes
            parts = ages.aggregate(every.sum(axis=-2), SERVICE_AGES.bands)
            if stays.any():
                names = (*names, FIXED)
                whole = np.broadcast_to(rest.sum(axis=1)[:, None], (*parts.shape[:-1], 1))
                parts = np.concatenate((parts, whole), axis=-1)
        parts = parts * price_levels(case, catalogue, method, path.years, prices)[:, None]
        for place, name in enumerate(names):
            table.append(series_of(path, name, "1000 NOK", parts[..., place], extra))
        table.append(series_of(path, "total", "1000 NOK", parts.sum(axis=-1), extra))
    if prices == "fixed":
        return tuple(table)
    known = nominal_years(case, catalogue, method)
    cut = tuple(one.between(known[0], known[-1]) for one in table)
    if not any(one.years for one in cut):
        raise MissingInputError(
            f"Løpende kroner er kjent for {known[0]}–{known[-1]}, og folketallet for "
            f"{case.region.name} er ikke det. Velg faste kroner."
        )
    return tuple(one for one in cut if one.years)


def _changes(
    case: Case,
    path: Population,
    catalogue: Catalogue,
    method: Method,
    need: model.Need,
    service: Service,
) -> tuple[FloatArray, FloatArray]:
    """Factors on cost per user ``[year, service]`` and on rates ``[year, service, age]``.

    Both are one for what has happened, and for services at rest.
    """
    if service == AT_REST or path.is_observed:
        return np.ones((1, 1)), np.ones((1, 1, 1))
    base = unchanged_until(case, path)
    level = levels(service, services(case, catalogue, method), path.years, base)
    if service.postponed == 0:
        return level, np.ones((1, 1, 1))
    alive = stationary(catalogue.rates.survival).sum(axis=0)
    ages = cost_ages(case, method)
    each, unmoved = (unit_rates(case, catalogue, method, need, one) for one in (SINGLE_AGES, ages))
    return level, rate_changes(service, each, unmoved, SINGLE_AGES, alive, ages, path.years, base)


def cost_labels(
    case: Case,
    catalogue: Catalogue,
    method: Method,
    need: model.Need,
    fixed: Mapping[str, float],
    prices: Prices,
) -> tuple[tuple[str, str], ...]:
    """What a cost series says of itself: method, need, prices, and fixed shares where there are.

    Own rates have no need of the income system's.
    """
    year = price_year(case, catalogue, method)
    found: list[tuple[str, str]] = [("method", method)]
    found += [("need", need)] if method != "rates" else []
    if prices == "nominal":
        found += [("prices", prices), ("deflator", catalogue.deflator.vintage(year))]
    else:
        found += [("price_year", str(year))]
    if method == "own" and any(fixed.values()):
        found += [("fixed", fixed_code(fixed))]
    return tuple(found)


def price_levels(
    case: Case, catalogue: Catalogue, method: Method, years: Sequence[int], prices: Prices
) -> FloatArray:
    """``[year]`` price level, that of :func:`price_year` being one; missing where not known."""
    if prices == "fixed":
        return np.ones(len(years))
    year, deflator = price_year(case, catalogue, method), catalogue.deflator
    return deflator.index(deflator.vintage(year), year, years)


def fixed_code(fixed: Mapping[str, float]) -> str:
    """Fixed shares as one plain text: ``grunnskole:40,pleie:5`` [per cent]."""
    return ",".join(f"{sector}:{100 * share:g}" for sector, share in fixed.items() if share)


def cost_sources(
    case: Case, catalogue: Catalogue, method: Method, prices: Prices = "fixed"
) -> tuple[Source, ...]:
    """What costs are reckoned with, besides the people."""
    ids = ("inntektssystem-2026", "aldersandeler-2026", "forutsetninger")
    found = tuple(catalogue.sources[id] for id in ids)
    if method == "own":
        found = (case.require_frames().source, *found)
    elif method == "rates":
        found = (case.require_rates().source,)
    if prices == "fixed":
        return found
    deflator = catalogue.deflator
    vintage = deflator.vintage(price_year(case, catalogue, method))
    told = f"{deflator.source.short}, {vintage}"
    return (*found, replace(deflator.source, short=told, vintage=vintage))


def nominal_years(case: Case, catalogue: Catalogue, method: Method) -> tuple[int, ...]:
    """The years that can be shown in nominal prices."""
    year = price_year(case, catalogue, method)
    return catalogue.deflator.known(catalogue.deflator.vintage(year), year)


def last_year(table: Table, last: int) -> int:
    """The wanted last year, or the last the table has (nominal prices end with the deflator)."""
    return min(last, max(year for one in table for year in one.years))


def cost_view(table: Table, view: CostView, base: int) -> Table:
    """Costs as they are; or the change from the base year on.

    Of the projection where it has the base year, else of what was observed.
    """
    if view == "level":
        return table
    projected = tuple(one for one in table if not one.is_observed and one.has(base))
    observed = tuple(one for one in table if one.is_observed)
    shown = projected or observed or table
    return tuple(one.between(base, one.years[-1]) for one in changes(shown, base))


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
    total, last = pick(table, "total"), last_year(table, last)
    plan_end = [line.years[-1] for line in case.plan_lines[:1]]
    series = on_path(total, "total", last)
    years = [year for year in (*plan_end, last) if base < year <= last and series.has(year)]
    years = list(dict.fromkeys(years))
    if not years:
        raise MissingInputError(
            f"Kostnaden er ikke kjent for noe år etter {base} til og med {last}. Velg andre år."
        )
    values = [compare_from_base(total, base, year)[0].change for year in years]
    change = replace(series, years=tuple(years), values=np.array(values))
    return change.with_extra(("measure", "change"), ("base_year", str(base)))


def plan_beside_model(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    need: model.Need,
    fixed: Mapping[str, float] = NOT_FIXED,
) -> Table:
    """The plan's own demography lines, and the model's change for the same units and years.

    A line is for one unit, and is held against that unit's own frame alone, moved by the people
    its sector serves; both have the label ``unit_name``. A line whose unit has no frame in use is
    left out. Both are changes from the plan's first year, fixed prices [1000 NOK]; the model's
    method is the own budget.

    Raises
    ------
    MissingInputError
        If the region has no plan lines, none of their units has a frame, or the projection lacks
        their years.
    """
    if not case.plan_lines or projection is None:
        raise MissingInputError(
            f"Det er ikke lagt ved planlinjer for {case.region.name}, eller prognosen er "
            "valgt bort."
        )
    # The plan was made on the people it expected.
    projection = projection.as_printed
    base, last = case.plan_lines[0].years[0], case.plan_lines[0].years[-1]
    if not {base, last} <= set(projection.population.years):
        raise MissingInputError(
            f"Planens linjer gjelder {base}–{last}, og prognosen har ikke de årene. Velg en "
            "prognose som har dem for å sammenligne."
        )
    table: list[Series] = []
    for line in case.plan_lines:
        alone = _unit_alone(case, line)
        if alone.frames and alone.frames.frames:
            every = costs(alone, projection, catalogue, "own", need, fixed)
            own = [one for one in pick(changes(every, base), line.item) if not one.is_observed]
            mark = ("unit_name", line.label("unit_name"))
            table += [line, *(one.between(base, last).with_extra(mark) for one in own)]
    if not table:
        units = listing([f"«{line.label('unit_name')}»" for line in case.plan_lines])
        raise MissingInputError(
            f"Planens linjer gjelder enhetene {units}, og ingen av dem er blant driftsrammene i "
            "bruk. Bruk rammer med de enhetene for å sammenligne."
        )
    return tuple(table)


def _unit_alone(case: Case, line: Series) -> Case:
    """The region with no other frame than that of the unit a line of the plan is for."""
    frames = case.require_frames()
    names = (line.label("unit_name"), line.item)
    kept = tuple(one for one in frames.frames if (one.unit_name, one.sector) == names)
    return replace(case, frames=replace(frames, frames=kept))


def plan_pairs(table: Table) -> tuple[tuple[Series, Series], ...]:
    """The plan's line and the model's change of each unit, from :func:`plan_beside_model`."""
    plans = [one for one in table if one.alternative == "plan"]
    return tuple(
        (plan, one)
        for plan in plans
        for one in pick(table, plan.item)
        if one.alternative != "plan" and one.label("unit_name") == plan.label("unit_name")
    )
