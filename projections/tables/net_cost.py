"""Costs and income together: the net, what is left before tax, and what a change of rules does."""

from collections.abc import Sequence

import numpy as np

from ..case import Catalogue
from ..errors import MissingInputError
from ..people.ages import FloatArray
from ..series import Series, Table, pick
from .income import _priced, grants, income
from .money import cost_view, costs, in_prices
from .setting import Setting

BEFORE_TAX = "before_tax"
"""What is left of the grants when the cost is paid."""


def cost_and_income(of: Setting) -> Table:
    """Cost, income and income less cost, in the fixed prices of the grants [1000 NOK per year].

    Only the change of the last means something: income also pays for what has no demography.

    Raises
    ------
    MissingInputError
        If frames, official index or own tax is missing, or the deflator does not lead from the
        prices of the frames to those of the grants.
    """
    require_prices(of)
    received = [one.values for one in pick(income(of), "total")]
    return _together(of, pick(costs(of), "total"), received, ("income", "net"))


def before_tax(of: Setting) -> Table:
    """Cost, the grants that are known, and grants less cost, in their prices [1000 NOK per year].

    Only the change of the last means something: tax pays for the rest, and for what has no
    demography.

    Raises
    ------
    MissingInputError
        If the cost cannot be reckoned, or not in the prices of the grants.
    """
    require_prices(of)
    spent, given = pick(costs(of), "total"), grants(of)
    received = []
    for cost in spent:
        parts = [one.values for one in given if one.alternative == cost.alternative]
        received.append(np.sum(np.broadcast_arrays(*parts), axis=0))
    return _together(of, spent, received, ("grants", BEFORE_TAX))


def _together(
    of: Setting, spent: Table, received: Sequence[FloatArray], items: tuple[str, str]
) -> Table:
    """Cost, what is received and what is left, as ``items`` call the last two."""
    table: list[Series] = []
    for cost, values in zip(spent, received, strict=True):
        own = at_grants(cost, of.catalogue).with_extra(*of.assumed.labels)
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


def require_prices(of: Setting) -> None:
    """Say so where the deflator does not lead from the prices of the cost to those of the grants.

    Raises
    ------
    MissingInputError
        Both years.
    """
    year, grants = of.price_year, int(_priced(of.catalogue)[1])
    if of.catalogue.deflator.between(year, grants)[1] != grants:
        what = "Satsene" if of.method == "rates" else "Driftsrammene"
        raise MissingInputError(
            f"{what} er i {year}-kroner og inntektene i {grants}-kroner, og prisveksten mellom "
            "dem er ikke kjent her. Velg «nasjonal standard», eller legg inn tall i et tidligere "
            "års priser."
        )


def net(of: Setting, base: int) -> Table:
    """Changes in cost, income and net from the base year, fixed prices [1000 NOK per year].

    Net is income less cost: what the municipality has more of (or less) for all else, so above
    zero is better. See :func:`cost_and_income`.
    """
    return cost_view(cost_and_income(of), "change", base)


def rule_effect(of: Setting, base: int) -> Table:
    """What of the income comes of rules that changed after the base year [1000 NOK per year]."""
    now, before = (pick(income(of, rules), "total") for rules in (None, base))
    return tuple(
        one.with_item("rules", one.values - other.values)
        for one, other in zip(now, before, strict=True)
    )
