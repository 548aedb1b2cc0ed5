"""Why the cost changes: people by age, fixed shares, prices, service level, and their interaction.

People and fixed shares are additive by construction: with fixed shares ``f`` the change that people
make is ``Σ c·ΔN − Σ f·c·ΔN``, so the age groups are shown as if everything followed people, and the
fixed share is what it holds back of that. Prices and service level multiply; what they do together
with people is the interaction.
"""

from dataclasses import replace

import numpy as np

from ..errors import MissingInputError, UnknownChoiceError
from ..money import costs as model
from ..money.explain import exact, split
from ..money.prices import Prices
from ..people.ages import SERVICE_AGES, FloatArray
from ..people.population import Population
from ..series import Series, Table, pick
from .income import income
from .money import FIXED, THOUSAND, cost_labels, nominal_years, price_levels
from .setting import NOT_FIXED, Setting, unchanged_until
from .unit_costs import cost_ages, cost_people, unit_costs

PRICE, SERVICE, INTERACTION = "price", "service", "interaction"
PEOPLE = "people"


def explained(
    of: Setting, base: int, last: int, prices: Prices = "fixed", service: float = 0.0
) -> Table:
    """The change in cost from the base year by cause, and in all [1000 NOK per year].

    Causes at rest are left out. The parts of each year sum to the total: ``math.fsum`` gives it.

    Parameters
    ----------
    base, last
        First and last year, read from one path: the projection where it has both, else history.
    prices
        As for :func:`~projections.tables.costs`.
    service
        Growth in service level [per cent per year after the base year, and after what is counted];
        0 is unchanged standard.

    Returns
    -------
    Table
        One series a cause, age groups first, then the total; zero in the base year.

    Raises
    ------
    MissingInputError
        If the method needs frames or own rates and the region has none that can be used, or no
        path has both years.
    UnknownChoiceError
        If nominal prices are not known for the base year.
    """
    path = _path(of, base, last)
    known = nominal_years(of) if prices == "nominal" else path.years
    years = tuple(year for year in path.years if base <= year <= last and year in known)
    if base not in years:
        raise UnknownChoiceError("basisår for løpende kroner", base, known)
    ages = cost_ages(of)
    persons = cost_people(of, path)[[path.year_index(year) for year in years]]
    follows, stays = unit_costs(of, path)
    whole_frames, _ = unit_costs(replace(of, fixed=NOT_FIXED), path)
    level = price_levels(of, years, prices)
    since = max(base, unchanged_until(of.case, path))
    standard = (1 + service / 100) ** np.maximum(np.array(years) - since, 0)

    def spent(moved: frozenset[str]) -> FloatArray:
        people = persons if PEOPLE in moved else persons[[0] * len(years)]
        amount = model.cost(people, follows, stays).sum(axis=-1) / THOUSAND
        amount = amount * (level if PRICE in moved else level[0])
        return np.asarray(amount * (standard if SERVICE in moved else 1.0))

    causes = [PEOPLE, *([PRICE] * (prices == "nominal")), *([SERVICE] * bool(service))]
    found = split(spent, causes)
    moved = (persons - persons[0]) * level[0] / THOUSAND
    by_age = (moved[:, None, :] * whole_frames).sum(axis=1)
    parts = list(ages.aggregate(by_age, SERVICE_AGES.bands).T)
    names = list(SERVICE_AGES.codes)
    if stays.any():
        parts.append(-(moved @ (whole_frames - follows).T).sum(axis=1))
        names.append(FIXED)
    parts += list(found.alone[1:])
    names += causes[1:]
    if len(causes) > 1:
        parts.append(found.interaction)
        names.append(INTERACTION)
    extra = (*cost_labels(of, prices), ("measure", "change"), ("base_year", str(base)))
    exact_parts = exact(np.array(parts), found.whole)
    return tuple(
        Series(
            path.region, path.source, path.alternatives[0], name, "1000 NOK", years, values, extra
        )
        for name, values in zip((*names, "total"), (*exact_parts, found.whole), strict=True)
    )


def with_income(table: Table, of: Setting) -> Table:
    """The causes, and after the total what income changes and net: income less cost.

    The table alone where income cannot be reckoned, or is in other prices than the cost.
    """
    total = table[-1]
    try:
        received = pick(income(of), "total")
    except MissingInputError:
        return table
    own = next(one for one in received if one.is_observed == total.is_observed)
    if own.label("price_year") != total.label("price_year"):
        return table
    values = np.array([own.at(year) for year in total.years])
    change = values - values[0]
    return (
        *table,
        total.with_item("income", change),
        total.with_item("net", change - total.values),
    )


def _path(of: Setting, base: int, last: int) -> Population:
    """The projection where it has both years, else history."""
    for path in reversed(of.paths):
        if base in path.years and last in path.years:
            return path
    raise MissingInputError(
        f"Hvorfor kostnaden endrer seg fra {base} til {last}, kan ikke vises: verken prognosen "
        f"eller de observerte tallene for {of.case.region.name} har begge årene."
    )
