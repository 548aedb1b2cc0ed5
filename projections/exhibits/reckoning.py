"""What a result is reckoned from, and the result: the cells of a workbook that reckons it anew.

Everything is of the projection as it is, in fixed prices; with history alone it is of the observed
people.
"""

from dataclasses import dataclass, replace

import numpy as np

from .. import income as model
from .. import tables
from ..ages import SERVICE_AGES, FloatArray
from ..case import Case, Catalogue, Projection
from ..costs import need_rates
from ..errors import MissingInputError
from ..population import Population
from ..series import Series, Table, pick
from ..tables import budget
from ..tables.money import served_people
from .what import Selection

THOUSAND = 1000.0


@dataclass(frozen=True, eq=False)
class Own:
    """The own budget: ``[sector]`` frames [NOK] and fixed shares, ``[age]`` people they served."""

    year: int
    frames: FloatArray
    shares: FloatArray
    served: FloatArray
    table: Table


@dataclass(frozen=True, eq=False)
class Received:
    """Income that follows people; ``[year]`` need index, taxes [NOK each] and levelled share."""

    grant: float
    index: FloatArray
    tax: FloatArray
    national_tax: FloatArray
    symmetric: FloatArray
    extra: float
    below: float
    table: Table
    net: Table
    """Cost, income and net [1000 NOK]."""


@dataclass(frozen=True, eq=False)
class AfterPlan:
    """The plan's last year [1000 NOK], and what comes after it."""

    end: int
    result: float
    revenue: float
    fund: float
    """Less the deficit."""
    earmarked: float
    table: Table


@dataclass(frozen=True, eq=False)
class Reckoning:
    """Inputs and results of one path.

    Parameters
    ----------
    persons
        ``[year, age]`` by service age group.
    rates
        ``[sector, age]`` [need per person, national mean per inhabitant = 1].
    own, received, after
        None where an input is missing; ``missing`` has the sentence, by the same name.
    """

    years: tuple[int, ...]
    sectors: tuple[str, ...]
    persons: FloatArray
    rates: FloatArray
    mean_need: float
    national: Table
    own: Own | None
    received: Received | None
    after: AfterPlan | None
    missing: dict[str, str]


def reckon(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Reckoning:
    """All that can be reckoned of a region."""
    path = projection.population if projection else case.observed
    missing: dict[str, str] = {}
    own, received, after = None, None, None
    try:
        own = _own(case, path, projection, catalogue, chosen)
    except MissingInputError as problem:
        missing["own"] = str(problem)
    try:
        received = _received(case, path, projection, catalogue, chosen)
    except MissingInputError as problem:
        missing["received"] = str(problem)
    try:
        if own and received:
            after = _after(case, projection, catalogue, chosen)
    except MissingInputError as problem:
        missing["after"] = str(problem)
    return Reckoning(
        path.years,
        catalogue.keys.sectors,
        path.bands(SERVICE_AGES.bands)[0],
        need_rates(catalogue.keys, SERVICE_AGES, chosen.need),
        catalogue.parameters.value("mean_need"),
        _of(path, tables.costs(case, projection, catalogue, "national", chosen.need)),
        own,
        received,
        after,
        missing,
    )


def _of(path: Population, table: Table) -> Table:
    """Only the series of the path."""
    return tuple(one for one in table if one.alternative == path.alternatives[0])


def _own(
    case: Case,
    path: Population,
    projection: Projection | None,
    catalogue: Catalogue,
    chosen: Selection,
) -> Own:
    frames, sectors = case.require_frames(), catalogue.keys.sectors
    table = tables.costs(case, projection, catalogue, "own", chosen.need, chosen.fixed)
    return Own(
        frames.year,
        np.array([frames.by_sector(sector) for sector in sectors]),
        np.array([chosen.fixed.get(sector, 0.0) for sector in sectors]),
        served_people(case, path, projection, frames.year),
        _of(path, table),
    )


def _received(
    case: Case,
    path: Population,
    projection: Projection | None,
    catalogue: Catalogue,
    chosen: Selection,
) -> Received:
    of, parameters = (case, projection, catalogue), catalogue.parameters
    table = _of(path, tables.income(*of, chosen.need, chosen.tax))
    net = tables.cost_and_income(*of, chosen.method, chosen.need, chosen.tax, chosen.fixed)
    inhabitants = path.bands(SERVICE_AGES.bands)[0].sum(axis=-1)
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
    index = pick(_of(path, tables.need_index(*of, chosen.need)), "need_index")[0]
    return Received(
        system.grant,
        index.values,
        tax,
        np.array(national),
        symmetric,
        system.extra,
        system.below,
        table,
        _of(path, net),
    )


def _after(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> AfterPlan:
    table = budget.budget(
        case, projection, catalogue, chosen.need, chosen.tax, chosen.fixed, last=chosen.last
    )

    def planned(of: Table, item: str) -> Series:
        return next(one for one in pick(of, item) if one.alternative == "plan")

    end = planned(table, "net_result").years[-1]
    result, revenue, fund, deficit = (
        planned(table, item).at(end)
        for item in ("net_result", "gross_operating_revenue", "reserve_fund", "deficit")
    )
    drawn = -planned(case.require_accounts().lines, "earmarked").at(end)
    after = tuple(one for one in table if one.years[0] > end)
    return AfterPlan(end, result, revenue, fund - deficit, drawn, after)
