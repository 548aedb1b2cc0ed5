"""A scenario as a workbook reckons it: people as they come of it, levers, and what they give."""

from dataclasses import dataclass, replace

import numpy as np

from ... import tables
from ...errors import MissingInputError
from ...figures.view import View
from ...money.costs import need_rates
from ...people.ages import SERVICE_AGES, FloatArray
from ...people.cohort import SINGLE_AGES, stationary
from ...people.indicators import OLD_AGE
from ...series import Series, Table, pick
from ...services.service import Service, levels
from ...tables import budget
from ...tables import scenario as effects
from ...tables.money import result_method
from ...tables.people import leaving
from ...whatif.scenario import Scenario
from ...words.handout import NO_FORMULA, OTHER_LEVER
from .inputs import after_plan, of_one_year, on, received_by, reckon
from .parts import AfterPlan, Received, Reckoning

OLD = tuple(place for place, band in enumerate(SERVICE_AGES.bands) if OLD_AGE.holds(band))
"""Places of the age groups whose need healthier old age puts off."""
FORMULAS = {
    *("moving", "fertility", "mortality", "healthier"),
    *("standard", "unit_cost", "fixed", "coverage"),
}
"""Drivers that the formulas follow; with another one moved they would give another answer."""
NO_PROJECTION = "Et scenario legges oppå en prognose, og ingen er valgt."


@dataclass(frozen=True, eq=False)
class Levered:
    """One scenario, and the official line it is held against.

    Parameters
    ----------
    base, since
        The year changes are measured from, and the last that levers on services leave alone.
    leaving
        Part of those added who leave again, all ages together [per cent per year].
    persons
        ``[year, age]`` by service age group, as the engine reckons them.
    younger
        ``[sector]`` need per person just under 67.
    ages, alive
        ``[single age]`` from 67 on, and how many are alive of each in a stationary population.
    needs, levels
        ``[year, sector]`` need, and cost per user against today's.
    coverage, official_coverage
        Places with round-the-clock care [per cent of 80+].
    cost, official_cost, measured
        [1000 NOK per year, fixed prices]; the official without fixed shares, and with those of the
        scenario, which is measured from it.
    received, after, official_after
        None where an input is missing, or the method is not the own budget.
    official, changed
        From ``tables.scenario.outcomes``: what the app shows.
    """

    scenario: Scenario
    base: int
    since: int
    leaving: float
    persons: FloatArray
    younger: FloatArray
    ages: tuple[int, ...]
    alive: FloatArray
    needs: FloatArray
    levels: FloatArray
    coverage: float
    official_coverage: float
    cost: Table
    official_cost: Series
    measured: Series
    received: Received | None
    after: AfterPlan | None
    official: Table
    changed: Table


def beside(view: View) -> tuple[Reckoning, Levered | None]:
    """The path, and the scenario beside it where something is moved and it can be reckoned."""
    of = reckon(view)
    if not view.chosen.scenario.moved:
        return of, None
    try:
        return of, levered(view, of)
    except MissingInputError as problem:
        return replace(of, missing={**of.missing, "moved": str(problem)}), None


def levered(view: View, of: Reckoning) -> Levered:
    """A scenario on the path a reckoning is of.

    Raises
    ------
    MissingInputError
        If no projection is chosen, or the levers need what the projection lacks.
    """
    (case, projection, catalogue), scenario = view.of, view.chosen.scenario
    if projection is None:
        raise MissingInputError(NO_PROJECTION)
    if of.method == "rates":
        raise MissingInputError(NO_FORMULA)
    if set(scenario.moved) - FORMULAS:
        raise MissingInputError(OTHER_LEVER)
    setting, service = replace(view.setting, method=of.method, since=of.base), scenario.service
    of_one_year(setting)
    people = effects.changed_path(setting, scenario).population
    path = projection.changed(people)
    moved = replace(setting, projection=path, fixed=scenario.fixed, service=service)
    later = replace(moved, method="national", service=Service(postponed=service.postponed))
    cost, needed = (on(one, tables.costs(one)) for one in (moved, later))
    received = received_by(moved) if of.received else None
    after = None
    official_cost, measured = (
        pick(on(setting, tables.costs(replace(setting, fixed=fixed))), "total")[0]
        for fixed in ({}, scenario.fixed)
    )
    if of.after and of.received and received and of.method == result_method(case):
        income, before = (pick(one.table, "total")[0] for one in (received, of.received))
        spent = pick(cost, "total")[0]
        after = after_plan(budget.bottom_line(case, spent, income, before=(measured, before)))
    since, official_coverage = (
        setting.unchanged_until,
        tables.capacity.coverage_at_rest(case, catalogue),
    )
    first = OLD_AGE.lower
    return Levered(
        scenario,
        setting.base,
        since,
        leaving(case, catalogue).value * scenario.people.leave_again,
        people.bands(SERVICE_AGES.bands)[0],
        need_rates(catalogue.keys, SINGLE_AGES, setting.need)[:, first - 1],
        tuple(range(first, len(SINGLE_AGES))),
        stationary(catalogue.rates.survival).sum(axis=0)[first:],
        np.stack([pick(needed, one)[0].values * 1000 / of.mean_need for one in of.sectors], axis=1),
        levels(service, of.sectors, people.years, since),
        official_coverage if scenario.coverage is None else scenario.coverage,
        official_coverage,
        cost,
        official_cost,
        measured,
        received,
        after,
        effects.outcomes(setting, Scenario()),
        effects.outcomes(setting, scenario),
    )
