"""How sure a figure is that rests on what nobody knows of the state.

Two things: how much the state gives more for when all of Norway needs more, and whether the sector
weights of the need index follow what the sectors cost. What the state gives is in every figure in
proportion, so its ends are enough.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import get_args

import numpy as np

from ..errors import MissingInputError
from ..money.income import MET, Assumed, State
from ..money.needs import Weights
from ..people.ages import FloatArray
from ..series import Series, Table, pick
from ..whatif.scenario import Scenario
from .budget import bottom_line, with_result
from .income import income
from .money import cost_view, costs
from .net_cost import at_grants, before_tax, require_prices
from .scenario import NET, RESULT, changed_path, official_cost
from .setting import Setting

STATES: tuple[State, ...] = get_args(State)
ENDS: tuple[State, ...] = (STATES[0], STATES[-1])
Ends = tuple[float, float]
"""Lowest and highest; missing where a figure is not there."""


def every(assumed: Assumed, states: tuple[State, ...] = STATES) -> tuple[Assumed, ...]:
    """The same with each thing the state may do: move the weights or not, give more or not."""
    return tuple(
        replace(assumed, weights=weights, state=state)
        for weights, state in product(get_args(Weights), states)
    )


def received(of: Setting, states: tuple[State, ...] = STATES) -> Iterator[tuple[Assumed, Table]]:
    """Income in all for each thing the state may do [1000 NOK per year].

    Raises
    ------
    MissingInputError
        See :func:`~projections.tables.income`.
    """
    for weights in get_args(Weights):
        full = replace(of.assumed, weights=weights, state="full")
        table = income(replace(of, assumed=full))
        pairs = list(zip(pick(table, "total"), pick(table, "landets_aldring"), strict=True))
        for state in states:
            one = replace(full, state=state)
            lacks = 1 - MET[state]
            yield (
                one,
                tuple(
                    total.with_values(total.values - lacks * more.values) for total, more in pairs
                ),
            )


def left_before_tax(of: Setting) -> tuple[Table, ...]:
    """:func:`~.net_cost.before_tax` at each end of what the state may do."""
    return tuple(before_tax(replace(of, assumed=one)) for one in every(of.assumed, ENDS))


def nets(of: Setting, base: int, states: tuple[State, ...] = STATES) -> Table:
    """Change in net from the base year for each thing the state may do [1000 NOK per year].

    The series carry what they assume as the labels ``weights`` and ``state``.

    Raises
    ------
    MissingInputError
        If the region's income or its cost is not known, or they are in prices of two years.
    """
    require_prices(of)
    spent = tuple(at_grants(one, of.catalogue) for one in pick(costs(of), "total"))
    found: list[Series] = []
    for one, gained in received(of, states):
        found += [
            cost.with_item(NET, revenue.values - cost.values).with_extra(*one.labels)
            for cost, revenue in zip(spent, gained, strict=True)
        ]
    return cost_view(tuple(found), "change", base)


def outlooks(of: Setting, last: int | None = None, finance: float = 0.0) -> Iterator[Table]:
    """The plan's bottom line and the years after it, for each end of what the state may do.

    Raises
    ------
    MissingInputError
        See :func:`~projections.tables.budget.budget`.
    """
    of = with_result(of)
    require_prices(of)
    cost = pick(costs(of), "total")[-1]
    for _, gained in received(of, ENDS):
        yield bottom_line(of.case, cost, gained[-1], last=last, finance=finance)


@dataclass(frozen=True)
class Sure:
    """Ends of a figure on the official path, with the scenario, and of the difference."""

    official: Ends
    changed: Ends
    difference: Ends


def of_scenario(
    setting: Setting,
    scenario: Scenario,
    official: Table,
    changed: Table,
    year: int,
    rest: Sequence[Series] | None = None,
) -> Mapping[str, Sure]:
    """How sure net [1000 NOK] and result [per cent] of a scenario are in a year, by item.

    Empty where the region's income is not known.

    Parameters
    ----------
    official, changed
        From :func:`~projections.tables.scenario.outcomes`, at rest and with the scenario.
    rest
        :func:`received_at_rest`, where it is known.
    """
    if not pick(official, "income"):
        return {}
    rest = _received(setting, Scenario()) if rest is None else rest
    sides = (
        (official, Scenario(), rest),
        (changed, scenario, _received(setting, scenario) if scenario.moved else rest),
    )
    found = {}
    for item in (NET, RESULT):
        if pick(official, item):
            values = np.array([_side(setting, item, year, *side, rest) for side in sides])
            found[item] = Sure(*map(_ends, (*values, values[1] - values[0])))
    return found


def received_at_rest(setting: Setting) -> Sequence[Series] | None:
    """Income of the official path at each end of what nobody knows [1000 NOK per year].

    None where the region's income is not known.
    """
    try:
        return tuple(_received(setting, Scenario()))
    except MissingInputError:
        return None


def _received(setting: Setting, scenario: Scenario) -> list[Series]:
    """Income of a scenario's path at each end."""
    path = setting.path.changed(changed_path(setting, scenario).population)
    return [own[-1] for _, own in received(setting.on(path), ENDS)]


def _side(
    setting: Setting,
    item: str,
    year: int,
    table: Table,
    scenario: Scenario,
    gained: Sequence[Series],
    rest: Sequence[Series],
) -> list[float]:
    """Net or result in a year at each end; changes are from those the plan is made for."""
    before, change = official_cost(setting, scenario.fixed), pick(table, "cost")[0]
    cost = change.with_values(change.values + before.at(setting.base))
    if item == NET:
        return [
            float(own.at(year) - start.at(setting.base) - change.at(year))
            for own, start in zip(gained, rest, strict=True)
        ]
    return [
        at(bottom_line(setting.case, cost, own, before=(before, start)), RESULT, year)
        for own, start in zip(gained, rest, strict=True)
    ]


def at(table: Table, item: str, year: int) -> float:
    """An item in a year, of the last series that has it; missing where none has."""
    values = [one.at(year) for one in pick(table, item) if one.has(year)]
    return values[-1] if values else np.nan


def ends(table: Table, year: int) -> Ends:
    """Lowest and highest of some series in a year [in their unit]."""
    return _ends(np.array([one.at(year) for one in table if one.has(year)]))


def ends_of(tables: Iterable[Table], item: str, year: int) -> Ends:
    """Lowest and highest of an item in a year, among some tables [in its unit]."""
    return _ends(np.array([at(one, item, year) for one in tables]))


def _ends(values: FloatArray) -> Ends:
    there = values[np.isfinite(values)]
    return (float(there.min()), float(there.max())) if there.size else (np.nan, np.nan)
