"""What a scenario does: the official line, the scenario beside it, and the difference by cause."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from ..case import Projection
from ..errors import MissingInputError
from ..money.explain import split
from ..people.ages import AgeBand, FloatArray
from ..people.cohort import Rates
from ..people.indicators import OLD_AGE, WORKING_AGES, per_person
from ..people.population import Population
from ..people.profiles import profiles
from ..series import Series, Table, pick
from ..services.capacity import places
from ..whatif.account import Overlay
from ..whatif.levers import Levers
from ..whatif.overlay import overlay
from ..whatif.scenario import Scenario
from .budget import bottom_line
from .capacity import coverage_at_rest
from .income import income
from .money import costs, fixed_code, result_method
from .net_cost import at_grants
from .people import leaving_as_here, series_of
from .ratios import mean_age_of, with_added
from .setting import Setting

GROUPS = ("total", "0-15", "6-15", "20-66", "67+", "80+")
NET, RESULT, PLACES = "net", "net_result_share", "care_places"
OFFICIAL, CHANGED = "official", "scenario"
"""The two sides of a comparison, as they stand in a series' labels."""
INTERACTION = "interaction"


def changed_path(setting: Setting, scenario: Scenario) -> Overlay:
    """The official path with what the scenario adds to it.

    Raises
    ------
    MissingInputError
        If birth or death rates are changed and the path has no single years by sex.
    """
    return _reckoned(setting, scenario)[0]


def _reckoned(setting: Setting, scenario: Scenario) -> tuple[Overlay, Series | None]:
    """The path, and what follows its people; None where the region's income is not known."""
    people = Levers() if scenario.people.at_rest else scenario.people
    if people not in setting.reckoned:
        rates, movers = movers_of(setting)
        found = overlay(setting.path.population, people, rates, movers, setting.counted)
        changed = setting.path.changed(found.population)
        setting.reckoned[people] = found, _income(setting.on(changed))
    return setting.reckoned[people]


def movers_of(setting: Setting) -> tuple[Rates, dict[str, FloatArray]]:
    """National rates with how many leave here, and the ages of those who move by profile."""
    own = setting.case.mover_profile
    rates = leaving_as_here(setting.case, setting.catalogue)
    movers = profiles(setting.catalogue.parameters, rates)
    return rates, movers if own is None else {**movers, "own": own}


def outcomes(setting: Setting, scenario: Scenario) -> Table:
    """People, their mean age, aldersbæreevne, net, places and result, projected years only.

    ``net`` is the change from the base year in income less cost (cost alone with opposite sign
    where the region's income is not known, or is in prices of another year) [1000 NOK];
    ``net_result_share`` is there where the region has accounts.

    Raises
    ------
    MissingInputError
        See :func:`changed_path`.
    """
    return tuple(_outcomes(setting, scenario))


def _outcomes(setting: Setting, scenario: Scenario) -> Iterable[Series]:
    """The same one by one: who wants only one need not have what comes after it reckoned."""
    found, received = _reckoned(setting, scenario)
    people = found.population
    side = (("side", CHANGED if scenario.moved else OFFICIAL),)
    counted = people.people([_band(group) for group in GROUPS])
    for place, group in enumerate(GROUPS):
        yield series_of(people, group, "persons", counted[..., place], side)
    yield _mean_age(setting, found, side)
    ratio = per_person(people.people((WORKING_AGES[setting.working], OLD_AGE)))
    yield series_of(people, f"{setting.working} per 67+", "persons per person", ratio, side)
    coverage = scenario.coverage
    if coverage is None:
        coverage = coverage_at_rest(setting.case, setting.catalogue)
    need = places(counted[..., GROUPS.index("80+")], coverage / 100)
    yield series_of(people, PLACES, "places", need, side)
    yield from _money(setting, scenario, people, received, side)


def _mean_age(setting: Setting, found: Overlay, side: tuple[tuple[str, str], ...]) -> Series:
    """Mean age; those who are added have their own ages also where the path has groups."""
    official = setting.path.population
    own = mean_age_of(official, setting.case, setting.catalogue, side)
    if found.population is official:
        return own
    places = [found.years.index(year) for year in official.years]
    persons = official.both_sexes()[0].sum(axis=-1)
    values = with_added(own, persons, found.extra[0, places].sum(axis=-2))
    return replace(own, source=found.population.source, values=values)


def _band(group: str) -> AgeBand:
    return AgeBand(0, None) if group == "total" else AgeBand.parse(group)


def _money(
    setting: Setting,
    scenario: Scenario,
    people: Population,
    received: Series | None,
    side: tuple[tuple[str, str], ...],
) -> Iterable[Series]:
    """Cost, income, net and result of a path [1000 NOK per year, per cent].

    Changes are from the official path, where a scenario changes the year they are measured from.
    """
    case, path = setting.case, setting.path.changed(people)
    of = replace(setting, projection=path, fixed=scenario.fixed, service=scenario.service)
    cost = at_grants(_projected(costs(of), "total"), setting.catalogue)
    before = official_cost(setting, scenario.fixed)
    change = cost.values - before.level(setting.base)
    extra = (*side, ("base_year", str(setting.base)), ("measure", "change"))
    price = ("price_year", cost.label("price_year"))
    yield series_of(people, "cost", "1000 NOK", change, (*extra, price))
    if received is None or received.label("price_year") != cost.label("price_year"):
        yield series_of(people, NET, "1000 NOK", -change, (*extra, price))
        return
    gained = _reckoned(setting, Scenario())[1] or received
    gain = received.values - gained.level(setting.base)
    yield series_of(people, "income", "1000 NOK", gain, (*extra, price))
    yield series_of(people, NET, "1000 NOK", gain - change, (*extra, price))
    if setting.method == result_method(case) and case.accounts is not None:
        try:
            table = bottom_line(case, cost, received, before=(before, gained))
        except MissingInputError:
            return
        found = _projected(table, RESULT)
        yield replace(found, extra=side)


def official_cost(setting: Setting, fixed: Mapping[str, float]) -> Series:
    """Cost of the official path, with no lever but the part of the frames that is fixed."""
    code = fixed_code(fixed)
    if code not in setting.spent:
        spent = costs(replace(setting, fixed=fixed))
        setting.spent[code] = at_grants(_projected(spent, "total"), setting.catalogue)
    return setting.spent[code]


def _income(of: Setting) -> Series | None:
    """What follows people; None where the region's income is not known."""
    try:
        return _projected(income(of), "total")
    except MissingInputError:
        return None


def _projected(table: Table, item: str) -> Series:
    """The projected series of an item: the last, history and plan standing before it."""
    return pick(table, item)[-1]


def by_cause(
    setting: Setting, scenario: Scenario, official: Table, changed: Table, item: str, year: int
) -> Table:
    """The difference from the official line in one year, by driver, and in all.

    Drivers that do not move the item are left out, but for their part in the interaction. The
    parts sum exactly to the whole.

    Parameters
    ----------
    official, changed
        From :func:`outcomes`, at rest and with the scenario.
    item, year
        What is explained; in the item's unit.
    """
    known = {frozenset[str](): official, frozenset(scenario.moved): changed}

    def value(moved: frozenset[str]) -> FloatArray:
        table = known.get(moved) or _outcomes(setting, scenario.only(moved))
        return np.array([next(one for one in table if one.item == item).at(year)])

    found = split(value, scenario.moved)
    parts = {
        **dict(zip(found.causes, found.alone, strict=True)),
        INTERACTION: found.interaction,
    }
    like = pick(changed, item)[0].between(year, year).with_extra(("measure", "change"))
    return (
        *(like.with_item(name, part) for name, part in parts.items() if part.any()),
        like.with_item("total", found.whole),
    )


def differences(official: Table, changed: Table) -> Table:
    """Scenario less official line, item by item."""
    return tuple(
        one.with_values(one.values - other.values).with_extra(("measure", "change"))
        for one, other in zip(changed, official, strict=True)
    )


def outside(setting: Setting, changed: Table, year: int) -> tuple[float, float] | None:
    """Lowest and highest number of inhabitants among SSB's alternatives, where it lies outside.

    The alternatives of the newest edition with both low and high national growth; None where the
    scenario lies between them, or the region has no such edition.
    """
    by_source: dict[str, dict[str, Projection]] = {}
    for one in setting.case.projections:
        by_source.setdefault(one.population.source.id, {})[one.alternative] = one
    for edition in by_source.values():
        if {"LLML", "HHMH"} <= set(edition):
            ends = [
                float(one.population.both_sexes()[0, one.population.year_index(year)].sum())
                for one in edition.values()
                if year in one.population.years
            ]
            total = pick(changed, "total")[0].at(year)
            if ends and not min(ends) <= total <= max(ends):
                return min(ends), max(ends)
            return None
    return None
