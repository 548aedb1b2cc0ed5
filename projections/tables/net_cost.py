"""Costs and income together: the net, what is left before tax, and what a change of rules does."""

from collections.abc import Mapping, Sequence

import numpy as np

from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError
from ..money import income as model
from ..money.costs import Need
from ..people.ages import FloatArray
from ..series import Series, Table, pick
from ..services.service import AT_REST, Service
from .income import _priced, grants, income
from .money import cost_view, costs, in_prices
from .unit_costs import NOT_FIXED, Method, price_year

BEFORE_TAX = "before_tax"
"""What is left of the grants when the cost is paid."""


def cost_and_income(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: Need,
    assumed: model.Assumed,
    fixed: Mapping[str, float] = NOT_FIXED,
    service: Service = AT_REST,
) -> Table:
    """Cost, income and income less cost, in the fixed prices of the grants [1000 NOK per year].

    Only the change of the last means something: income also pays for what has no demography.

    Raises
    ------
    MissingInputError
        If frames, official index or own tax is missing, or the deflator does not lead from the
        prices of the frames to those of the grants.
    """
    require_prices(case, catalogue, method)
    received = pick(income(case, projection, catalogue, need, assumed), "total")
    spent = pick(costs(case, projection, catalogue, method, need, fixed, service=service), "total")
    values = [one.values for one in received]
    return _together(spent, values, catalogue, assumed, ("income", "net"))


def before_tax(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: Need,
    assumed: model.Assumed,
    fixed: Mapping[str, float] = NOT_FIXED,
    service: Service = AT_REST,
) -> Table:
    """Cost, the grants that are known, and grants less cost, in their prices [1000 NOK per year].

    Only the change of the last means something: tax pays for the rest, and for what has no
    demography.

    Raises
    ------
    MissingInputError
        If the cost cannot be reckoned, or not in the prices of the grants.
    """
    require_prices(case, catalogue, method)
    spent = pick(costs(case, projection, catalogue, method, need, fixed, service=service), "total")
    given = grants(case, projection, catalogue, need, assumed)
    values = []
    for cost in spent:
        parts = [one.values for one in given if one.alternative == cost.alternative]
        values.append(np.sum(np.broadcast_arrays(*parts), axis=0))
    return _together(spent, values, catalogue, assumed, ("grants", BEFORE_TAX))


def _together(
    spent: Table,
    received: Sequence[FloatArray],
    catalogue: Catalogue,
    assumed: model.Assumed,
    items: tuple[str, str],
) -> Table:
    """Cost, what is received and what is left, as ``items`` call the last two."""
    table: list[Series] = []
    for cost, values in zip(spent, received, strict=True):
        own = at_grants(cost, catalogue).with_extra(*assumed.labels)
        left = values - own.values
        table += [own.with_item("cost", own.values)]
        table += [own.with_item(one, each) for one, each in zip(items, (values, left), strict=True)]
    return tuple(table)


def yearly(table: Table) -> Table:
    """What is left, as the change from the year before [1000 NOK per year]."""
    return tuple(
        one.between(one.years[1], one.years[-1])
        .with_item("left_yearly", np.diff(one.values))
        .with_extra(("measure", "change"))
        for one in table
        if len(one.years) > 1
    )


def at_grants(cost: Series, catalogue: Catalogue) -> Series:
    """A cost in the prices of the grants."""
    return in_prices(cost, int(_priced(catalogue)[1]), catalogue.deflator)


def require_prices(case: Case, catalogue: Catalogue, method: Method) -> None:
    """Say so where the deflator does not lead from the prices of the cost to those of the grants.

    Raises
    ------
    MissingInputError
        Both years.
    """
    year, grants = price_year(case, catalogue, method), int(_priced(catalogue)[1])
    if catalogue.deflator.between(year, grants)[1] != grants:
        what = "Satsene" if method == "rates" else "Driftsrammene"
        raise MissingInputError(
            f"{what} er i {year}-kroner og inntektene i {grants}-kroner, og prisveksten mellom "
            "dem er ikke kjent her. Velg «nasjonal standard», eller legg inn tall i et tidligere "
            "års priser."
        )


def net(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: Need,
    assumed: model.Assumed,
    base: int,
    fixed: Mapping[str, float] = NOT_FIXED,
) -> Table:
    """Changes in cost, income and net from the base year, fixed prices [1000 NOK per year].

    Net is income less cost: what the municipality has more of (or less) for all else, so above
    zero is better. See :func:`cost_and_income`.
    """
    levels = cost_and_income(case, projection, catalogue, method, need, assumed, fixed)
    return cost_view(levels, "change", base)


def rule_effect(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    need: Need,
    assumed: model.Assumed,
    base: int,
) -> Table:
    """What of the income comes of rules that changed after the base year [1000 NOK per year]."""
    now, before = (
        pick(income(case, projection, catalogue, need, assumed, rules), "total")
        for rules in (None, base)
    )
    return tuple(
        one.with_item("rules", one.values - other.values)
        for one, other in zip(now, before, strict=True)
    )
