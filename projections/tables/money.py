"""What services cost: by sector, by age, as change, beside the plan's own lines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from ..case import Case
from ..errors import MissingInputError
from ..money import costs as model
from ..money.prices import Deflator, Prices
from ..people.ages import SERVICE_AGES, FloatArray
from ..people.cohort import SINGLE_AGES, stationary
from ..people.population import Population
from ..provenance import Source
from ..series import Series, Table, on_path, pick
from ..services.service import AT_REST, levels, rate_changes
from .comparison import changes, compare_from_base
from .people import series_of
from .setting import Method, Setting, unchanged_until
from .unit_costs import cost_ages, cost_people, services, unit_costs, unit_rates

CostView = Literal["change", "level"]
CostsBy = Literal["sector", "age"]
THOUSAND = 1000.0
FIXED = "fixed"
"""Item of what does not follow people, where costs are shown by age."""


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


def costs(of: Setting, prices: Prices = "fixed", by: CostsBy = "sector") -> Table:
    """Service cost in parts and in all, observed and projected people [1000 NOK per year].

    Parameters
    ----------
    prices
        ``fixed`` (of ``of.price_year``) or ``nominal``, which ends where the deflator does.
    by
        ``sector``; or ``age``, all sectors together, where what does not follow people is a part
        of its own. Parts sum to the total.

    Raises
    ------
    MissingInputError
        If the method needs frames and the region has none, or no people of the frame year; if it
        needs own rates and there are none, or a path's age bands would have to be split for them.
    """
    extra, ages = cost_labels(of, prices), cost_ages(of)
    table = []
    for path in of.paths:
        each, stays = unit_costs(of, path)
        level, rates = _changes(of, path)
        people, unit, rest = cost_people(of, path), each * rates, stays * level / THOUSAND
        if by == "sector":
            names = services(of)
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
        parts = parts * price_levels(of, path.years, prices)[:, None]
        for place, name in enumerate(names):
            table.append(series_of(path, name, "1000 NOK", parts[..., place], extra))
        table.append(series_of(path, "total", "1000 NOK", parts.sum(axis=-1), extra))
    if prices == "fixed":
        return tuple(table)
    known = nominal_years(of)
    cut = tuple(one.between(known[0], known[-1]) for one in table)
    if not any(one.years for one in cut):
        raise MissingInputError(
            f"Løpende kroner er kjent for {known[0]}–{known[-1]}, og folketallet for "
            f"{of.case.region.name} er ikke det. Velg faste kroner."
        )
    return tuple(one for one in cut if one.years)


def _changes(of: Setting, path: Population) -> tuple[FloatArray, FloatArray]:
    """Factors on cost per user ``[year, service]`` and on rates ``[year, service, age]``.

    Both are one for what has happened, and for services at rest.
    """
    if of.service == AT_REST or path.is_observed:
        return np.ones((1, 1)), np.ones((1, 1, 1))
    base = unchanged_until(of.case, path)
    level = levels(of.service, services(of), path.years, base)
    if of.service.postponed == 0:
        return level, np.ones((1, 1, 1))
    alive = stationary(of.catalogue.rates.survival).sum(axis=0)
    ages = cost_ages(of)
    each, unmoved = (unit_rates(of, one) for one in (SINGLE_AGES, ages))
    moved = rate_changes(of.service, each, unmoved, SINGLE_AGES, alive, ages, path.years, base)
    return level, moved


def cost_labels(of: Setting, prices: Prices) -> tuple[tuple[str, str], ...]:
    """What a cost series says of itself: method, need, prices, and fixed shares where there are.

    Own rates have no need of the income system's.
    """
    found: list[tuple[str, str]] = [("method", of.method)]
    found += [("need", of.need)] if of.method != "rates" else []
    if prices == "nominal":
        found += [("prices", prices), ("deflator", of.catalogue.deflator.vintage(of.price_year))]
    else:
        found += [("price_year", str(of.price_year))]
    if of.method == "own" and any(of.fixed.values()):
        found += [("fixed", fixed_code(of.fixed))]
    return tuple(found)


def price_levels(of: Setting, years: Sequence[int], prices: Prices) -> FloatArray:
    """``[year]`` price level, that of ``of.price_year`` being one; missing where not known."""
    if prices == "fixed":
        return np.ones(len(years))
    year, deflator = of.price_year, of.catalogue.deflator
    return deflator.index(deflator.vintage(year), year, years)


def fixed_code(fixed: Mapping[str, float]) -> str:
    """Fixed shares as one plain text: ``grunnskole:40,pleie:5`` [per cent]."""
    return ",".join(f"{sector}:{100 * share:g}" for sector, share in fixed.items() if share)


def cost_sources(of: Setting, prices: Prices = "fixed") -> tuple[Source, ...]:
    """What costs are reckoned with, besides the people."""
    ids = ("inntektssystem-2026", "aldersandeler-2026", "forutsetninger")
    found = tuple(of.catalogue.sources[id] for id in ids)
    if of.method == "own":
        found = (of.case.require_frames().source, *found)
    elif of.method == "rates":
        found = (of.case.require_rates().source,)
    if prices == "fixed":
        return found
    deflator = of.catalogue.deflator
    vintage = deflator.vintage(of.price_year)
    told = f"{deflator.source.short}, {vintage}"
    return (*found, replace(deflator.source, short=told, vintage=vintage))


def nominal_years(of: Setting) -> tuple[int, ...]:
    """The years that can be shown in nominal prices."""
    deflator = of.catalogue.deflator
    return deflator.known(deflator.vintage(of.price_year), of.price_year)


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
    """The same amounts in million NOK instead of 1000 NOK; percentages as they are."""
    return tuple(
        one if one.unit == "percent" else one.with_values(one.values / THOUSAND, "million NOK")
        for one in table
    )


def milestones(table: Table, case: Case, base: int, last: int) -> Series:
    """Change in total cost from the base year to the plan's end and to the last year.

    ``table``: costs from :func:`costs`.
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
