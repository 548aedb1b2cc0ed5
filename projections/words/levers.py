"""What a scenario has moved, in words: in full, and in short for one line on every page."""

from collections.abc import Iterator
from typing import Any

from .. import labels, terms
from ..norwegian import decimals_of, listing, number
from ..whatif.lever import Lever
from ..whatif.lever_table import HOW, LEVERS
from ..whatif.scenario import Scenario

RATES: Any = None
"""What the words used here need no birth and death rates for."""


def moved(scenario: Scenario) -> str:
    """Every lever that is moved and to what: ``ekstra flytting (+20 i året, …) og …``; or empty."""
    told = [f"{lever.name} ({_how(scenario, lever)})" for lever, _ in _moved(scenario)]
    projects = [f"{one.name} {number(one.units)} boliger" for one in scenario.people.projects]
    return listing([*told, *([f"boligprosjekter ({', '.join(projects)})"] if projects else [])])


def short(scenario: Scenario) -> str:
    """The same in short: ``20 flere i året, friskere alderdom``; empty at rest."""
    told = [_in_short(lever, value) for lever, value in _moved(scenario)]
    if projects := scenario.people.projects:
        units = number(sum(one.units for one in projects))
        name = projects[0].name if len(projects) == 1 else f"{len(projects)} boligprosjekter"
        told.append(f"{name} ({units} boliger)")
    return ", ".join(told)


def _in_short(lever: Lever, value: Any) -> str:
    if lever.field == "migration":
        return (
            f"{number(abs(value), decimals_of(value))} {'flere' if value > 0 else 'færre'} i året"
        )
    if lever.field == "homes":
        return f"{number(value, decimals_of(value))} nye boliger i året"
    if lever.by_sector:
        where = listing([labels.item(one).lower() for one in value])
        return f"{lever.name} i {where}"
    return f"{lever.name} {lever.told(value)}"


def _moved(scenario: Scenario) -> Iterator[tuple[Lever, Any]]:
    """The levers that are not at rest, with their values."""
    for lever in LEVERS.values():
        value = lever.get(scenario)
        if lever.by_sector:
            value = {sector: own for sector, own in value.items() if own != lever.rest}
        # One whose rest a source gives is None there.
        if value not in (None, {}) and (lever.parameter or lever.by_sector or value != lever.rest):
            yield lever, value


def _how(scenario: Scenario, lever: Lever) -> str:
    value, people = lever.get(scenario), scenario.people
    if lever.by_sector:
        told = [(one, own) for one, own in value.items() if own != lever.rest]
        return "; ".join(f"{labels.item(one).lower()} {lever.told(own)}" for one, own in told)
    how = [lever.told(value)]
    if lever.field == "migration":
        how.append(terms.PROFILES[people.profile].lower())
        how += [terms.STAYING_TOLD["good"]] if people.staying == "good" else []
    elif lever.field == "homes":
        how.append(f"{HOW['per_home'].shown(people.persons_per_home or 0, RATES)} per bolig")
        how.append(f"{HOW['outside'].shown(100 * (people.share_from_outside or 0), RATES)} utenfra")
    return ", ".join(how)
