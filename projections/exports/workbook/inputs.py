"""What a workbook's formulas start from, and the cells of what they come to.

With history alone it is of the observed people. A scenario stands beside it, see ``levered``.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np

from ... import tables
from ...case import Accounts
from ...errors import MissingInputError
from ...figures.view import View
from ...money import income as model
from ...money.costs import need_rates
from ...people.ages import SERVICE_AGES
from ...people.population import Population
from ...series import Series, Table, pick
from ...tables import Setting, budget, capacity
from ...tables.money import nominal_years, result_method
from ...tables.unit_costs import cost_ages, cost_people, served_people, services, unit_rates
from .parts import AfterPlan, Nominal, Own, Rated, Received, Reckoning

T = TypeVar("T")
THOUSAND = 1000.0


def people_of(of: Setting) -> Population:
    """The people that are reckoned of."""
    return of.projection.population if of.projection else of.case.observed


def on(of: Setting, table: Table) -> Table:
    """Only the series of the path of a setting."""
    return tuple(one for one in table if one.alternative == people_of(of).alternatives[0])


def own_budget(of: Setting) -> Own:
    """The own budget, and what it gives.

    Raises
    ------
    MissingInputError
        If the region has no frames, or no people of their year.
    """
    frames, sectors = of.case.require_frames(), of.catalogue.keys.sectors
    return Own(
        frames.year,
        np.array([frames.by_sector(sector) for sector in sectors]),
        np.array([of.fixed.get(sector, 0.0) for sector in sectors]),
        served_people(of, people_of(of), frames.year),
        on(of, tables.costs(replace(of, method="own"))),
    )


def own_rates(of: Setting) -> Rated:
    """A user's own rates, and what they give.

    Raises
    ------
    MissingInputError
        If there are none, or the people are too coarse for them.
    """
    of = replace(of, method="rates")
    ages = cost_ages(of)
    return Rated(
        of.price_year,
        services(of),
        ages.codes,
        unit_rates(of, ages),
        cost_people(of, people_of(of)),
        on(of, tables.costs(of)),
    )


def received_by(of: Setting) -> Received:
    """Income of a path by its parts, and what each is reckoned from.

    Raises
    ------
    MissingInputError
        If the region's income is not known.
    """
    parameters, path = of.catalogue.parameters, people_of(of)
    table = on(of, tables.income(of))
    people = path.bands(SERVICE_AGES.bands)[0].sum(axis=-1)
    inhabitants = np.where(people > 0, people, np.nan)
    tax, levelled = (
        THOUSAND * pick(table, item)[0].values / inhabitants
        for item in ("skatt", "inntektsutjevning")
    )
    symmetric = np.array(
        [parameters.value("symmetric_equalisation", year) / 100 for year in path.years]
    )
    system = model.IncomeSystem(
        parameters.value("per_capita_grant"),
        parameters.value("mean_need"),
        symmetric,
        parameters.value("extra_equalisation") / 100,
        parameters.value("extra_below") / 100,
    )
    national = [
        model.national_tax(own, part, replace(system, symmetric=share))
        for own, part, share in zip(tax, levelled, symmetric, strict=True)
    ]
    index = pick(on(of, tables.need_index(of)), "need_index")[0]
    more = pick(table, "landets_aldring")
    met = THOUSAND * more[0].values / inhabitants / index.values if more else None
    return Received(
        system.grant,
        index.values,
        tax,
        np.array(national),
        symmetric,
        system.extra,
        system.below,
        met,
        table,
    )


def nominal_prices(of: Setting) -> Nominal:
    """The deflator, and cost in nominal prices.

    Raises
    ------
    MissingInputError
        If price growth is known in none of the path's years.
    """
    year, deflator = of.price_year, of.catalogue.deflator
    vintage = deflator.vintage(year)
    table = on(of, tables.costs(of, "nominal"))
    if not table:
        known = nominal_years(of)
        raise MissingInputError(
            f"Prisveksten er kjent for {known[0]}–{known[-1]}, og tallene har ingen av de årene."
        )
    lived = people_of(of).years
    years = range(min(year, lived[0]), max(year, lived[-1]) + 1)
    growth = {one.year: one.percent for one in deflator.rates if one.vintage == vintage}
    return Nominal(
        year,
        vintage,
        {each: growth.get(each, np.nan) for each in years},
        dict(zip(years, deflator.index(vintage, year, years), strict=True)),
        table,
    )


def of_one_year(of: Setting, plan: Accounts | None = None) -> None:
    """Say so where formulas would need amounts in the prices of more than one year.

    Raises
    ------
    MissingInputError
        Which years.
    """
    grants, cost = (
        of.catalogue.parameters.parameter("per_capita_grant").from_year,
        of.price_year,
    )
    planned = plan.price_year if plan and plan.price_year else grants
    if {cost, planned} != {grants}:
        raise MissingInputError(
            f"Kostnaden er i {cost}-kroner, inntektene i {grants}-kroner"
            + (f" og planen i {planned}-kroner" if plan else "")
            + ". Arbeidsboken har ikke formler som regner om mellom dem; se siden og CSV-filene."
        )


def after_plan(table: Table) -> AfterPlan:
    """What the years after the plan start from.

    ``table``: from ``tables.budget``: the plan's figures, then those after it.
    """

    def planned(of: Table, item: str) -> Series:
        return next(one for one in pick(of, item) if one.alternative == "plan")

    end = planned(table, "net_result").years[-1]
    result, revenue, fund, deficit = (
        planned(table, item).at(end)
        for item in ("net_result", "gross_operating_revenue", "reserve_fund", "deficit")
    )
    drawn = float(pick(table, "cost_change")[0].label("earmarked_use"))
    after = tuple(one for one in table if one.years[0] > end)
    return AfterPlan(end, result, revenue, fund - deficit, drawn, after)


def reckon(view: View) -> Reckoning:
    """All that can be reckoned of a region."""
    of, chosen, case, catalogue = view.setting, view.chosen, view.case, view.catalogue
    path = people_of(of)
    missing: dict[str, str] = {}

    def tried(name: str, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except MissingInputError as problem:
            missing[name] = str(problem)
            return None

    def received() -> Received:
        of_one_year(of)
        tables.cost_and_income(of)
        return received_by(of)

    def after() -> AfterPlan:
        if not income:
            raise MissingInputError(missing["received"])
        of_one_year(replace(of, method=result_method(case)), case.accounts)
        return after_plan(budget.budget(of, last=chosen.last))

    rated = tried("rated", lambda: own_rates(of)) if of.method == "rates" else None
    of = replace(of, method="national") if missing else of
    own = tried("own", lambda: own_budget(of))
    income = tried("received", received)
    nominal = tried("nominal", lambda: nominal_prices(of))
    planned = tried("after", after)
    places = pick(capacity.care_places(of, chosen.coverage), "care_places")
    return Reckoning(
        of.method,
        chosen.base,
        path.years,
        catalogue.keys.sectors,
        path.bands(SERVICE_AGES.bands)[0],
        need_rates(catalogue.keys, SERVICE_AGES, chosen.need),
        catalogue.parameters.value("mean_need"),
        chosen.coverage,
        chosen.rules,
        on(of, places)[0].values,
        on(of, tables.costs(replace(of, method="national"))),
        own,
        rated,
        income,
        nominal,
        case.accounts if planned else None,
        tables.accounts.plan_figures(case) if planned else (),
        planned,
        missing,
    )
