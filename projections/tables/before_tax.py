"""Cost and grants together, where tax is not known: what is left before tax."""

from collections.abc import Mapping

import numpy as np

from ..case import Case, Catalogue, Projection
from ..money import income as model
from ..money.costs import Need
from ..series import Series, Table, pick
from ..services.service import AT_REST, Service
from .income import grants
from .money import costs
from .net_cost import at_grants, require_prices
from .sure import ENDS, every
from .unit_costs import NOT_FIXED, Method

ITEM = "before_tax"


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
    table: list[Series] = []
    for cost in spent:
        own = at_grants(cost, catalogue).with_extra(*assumed.labels)
        parts = [one.values for one in given if one.alternative == cost.alternative]
        received = np.sum(np.broadcast_arrays(*parts), axis=0)
        table += [
            own.with_item("cost", own.values),
            own.with_item("grants", received),
            own.with_item(ITEM, received - own.values),
        ]
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


def ends(
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    method: Method,
    need: Need,
    assumed: model.Assumed,
    fixed: Mapping[str, float] = NOT_FIXED,
) -> tuple[Table, ...]:
    """:func:`before_tax` at each end of what the state may do."""
    return tuple(
        before_tax(case, projection, catalogue, method, need, one, fixed)
        for one in every(assumed, ENDS)
    )
