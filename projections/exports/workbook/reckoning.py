"""What a result is reckoned from, and the result: the cells of a workbook that reckons it anew.

With history alone it is of the observed people. A scenario stands beside it, see ``levered``.
"""

from ... import tables
from ...case import Case, Catalogue, Projection
from ...errors import MissingInputError
from ...figures.view import Selection
from ...money.costs import need_rates
from ...people.ages import SERVICE_AGES
from ...series import pick
from ...tables import Method, budget, capacity
from ...tables.money import result_method
from .inputs import after_plan, nominal_prices, of_one_year, on, own_budget, own_rates, received_by
from .parts import Reckoning


def reckon(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Reckoning:
    """All that can be reckoned of a region."""
    of = (case, projection, catalogue)
    path = projection.population if projection else case.observed
    missing: dict[str, str] = {}
    method: Method = chosen.method
    rated = None
    try:
        rated = own_rates(*of, path, chosen) if method == "rates" else None
    except MissingInputError as problem:
        method, missing["rated"] = "national", str(problem)
    own, received, nominal, after = None, None, None, None
    try:
        own = own_budget(*of, path, chosen)
    except MissingInputError as problem:
        missing["own"] = str(problem)
    try:
        of_one_year(case, catalogue, method)
        tables.cost_and_income(*of, method, chosen.need, chosen.assumed, chosen.fixed)
        received = received_by(*of, path, chosen)
    except MissingInputError as problem:
        missing["received"] = str(problem)
    try:
        nominal = nominal_prices(*of, path, chosen, method)
    except MissingInputError as problem:
        missing["nominal"] = str(problem)
    try:
        if received:
            of_one_year(case, catalogue, result_method(case), case.accounts)
            after = after_plan(
                budget.budget(*of, chosen.need, chosen.assumed, chosen.fixed, last=chosen.last),
            )
        else:
            missing["after"] = missing["received"]
    except MissingInputError as problem:
        missing["after"] = str(problem)
    places = pick(capacity.care_places(*of, chosen.coverage), "care_places")
    return Reckoning(
        method,
        chosen.base,
        path.years,
        catalogue.keys.sectors,
        path.bands(SERVICE_AGES.bands)[0],
        need_rates(catalogue.keys, SERVICE_AGES, chosen.need),
        catalogue.parameters.value("mean_need"),
        chosen.coverage,
        chosen.rules,
        on(path, places)[0].values,
        on(path, tables.costs(*of, "national", chosen.need)),
        own,
        rated,
        received,
        nominal,
        case.accounts if after else None,
        tables.accounts.plan_figures(case) if after else (),
        after,
        missing,
    )
