"""What a scenario has moved, in full and in short, and the answer to a question from the floor."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .. import labels, terms
from ..norwegian import MISSING, decimals_of, listing, number
from ..whatif.lever_table import HOW, LEVERS
from ..whatif.scenario import Lever, Scenario

HOMES_NEED = "Sett også personer per bolig og andelen som kommer utenfra."
"""Where new homes change nothing yet."""
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


UNITS: Mapping[str, str] = {
    "persons": " innbyggere",
    "places": " plasser",
    "million NOK": " mill. kr",
    "persons per person": "",
    "percent": "",
}
"""What is said after a value."""
MILLIONS = "million NOK"
POINTS = "prosentpoeng"


NET, COST = "net", "cost"
WITHOUT_INCOME = (
    "Dette er kostnaden alene: det kommunen får i tilskudd og skatt, er ikke med. Uten kommunens "
    "skatt kan netto ikke regnes."
)
_NAMES: Mapping[str, str] = {NET: "netto ", COST: "kostnad uten inntekt "}
"""What a measure of money is called before its value: nobody takes cost for net."""


def parts(every: Sequence[tuple[str, float, float]]) -> str:
    """What a net is made of: each item's code, its value now, and as shown [million NOK].

    Examples
    --------
    >>> parts([("income", 32.9, 8.1), ("cost", 47.9, 24.4)])
    'Inntekt +32,9 i stedet for +8,1 (+24,8). Kostnad +47,9 i stedet for +24,4 (+23,5). Mill. kr.'
    """
    told = []
    for item, new, shown in every:
        before, after = (terms.value(one, MILLIONS, True) for one in (shown, new))
        name = labels.item(item)
        if MISSING in (before, after) or before == after:
            told.append(f"{name} {after}.")
        else:
            told.append(
                f"{name} {after} i stedet for {before} ({_by_how_much(new, shown, MILLIONS)})."
            )
    return " ".join([*told, "Mill. kr."]) if told else ""


def answer(
    stop: str,
    new: float,
    shown: float,
    unit: str,
    year: int,
    measure: str = "",
    signed: bool = False,
) -> str:
    """What comes instead of what was just shown, and the difference.

    Examples
    --------
    >>> answer("20 flere i året", 2.19, 2.04, "persons per person", 2033)
    '20 flere i året: 2,19 i stedet for 2,04 i 2033 (+0,15)'
    >>> answer("20 flere i året", -15.0, -16.3, "million NOK", 2033, NET, True)
    '20 flere i året: netto −15,0 i stedet for −16,3 mill. kr i 2033 (1,3 bedre)'
    """
    before, after = (f"{terms.value(one, unit, signed)}" for one in (shown, new))
    named = f"{UNITS.get(unit, f' {terms.unit(unit)}')} i {year}"
    what = _NAMES.get(measure, "")
    if MISSING in (before, after):
        return f"{stop}: tallet mangler for {year}"
    if before == after:
        as_shown = "som vist" if new == shown else "nesten som vist"
        return f"{stop}: {what}{before}{named}, {as_shown}"
    change = _by_how_much(new, shown, unit)
    if measure == NET:
        better = "bedre" if new > shown else "dårligere"
        amount, *before_rounding = change.lstrip("+\u2212").split(" før")
        change = " før".join([f"{amount} {better}", *before_rounding])
    return f"{stop}: {what}{after} i stedet for {before}{named} ({change})"


def _by_how_much(new: float, shown: float, unit: str) -> str:
    """The difference, and that it is not that of the rounded numbers where it is not."""
    before, after = (terms.value(one, unit) for one in (shown, new))
    change = _change(new - shown, unit)
    if change != _change(_as_written(new, after) - _as_written(shown, before), unit):
        return f"{change} før avrunding"
    return change


def _change(amount: float, unit: str) -> str:
    if unit == "percent":
        return f"{number(amount, 1, True)} {POINTS}"
    return terms.value(amount, unit, True)


def _as_written(amount: float, told: str) -> float:
    """A value with the decimals it was written with."""
    _, _, decimals = told.partition(",")
    return round(amount, sum(map(str.isdigit, decimals)))
