"""The answer to a question from the floor, in one sentence."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from .. import labels, units
from ..norwegian import MISSING, number

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "persons": " innbyggere",
        "places": " plasser",
        "million NOK": " mill. kr",
        "persons per person": "",
        "percent": "",
    }
)
"""What is said after a value."""
MILLIONS = "million NOK"
POINTS = "prosentpoeng"


NET, COST = "net", "cost"
WITHOUT_INCOME = (
    "Dette er kostnaden alene: det kommunen får i tilskudd og skatt, er ikke med. Uten kommunens "
    "skatt kan netto ikke regnes."
)
_NAMES: Mapping[str, str] = MappingProxyType({NET: "netto ", COST: "kostnad uten inntekt "})
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
        before, after = (units.value(one, MILLIONS, True) for one in (shown, new))
        name = labels.item(item)
        if MISSING in (before, after) or before == after:
            told.append(f"{name} {after}.")
        else:
            told.append(f"{name} {after} i stedet for {before} ({_moved(new, shown, MILLIONS)}).")
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
    before, after = (f"{units.value(one, unit, signed)}" for one in (shown, new))
    named = f"{UNITS.get(unit, f' {units.unit(unit)}')} i {year}"
    what = _NAMES.get(measure, "")
    if MISSING in (before, after):
        return f"{stop}: tallet mangler for {year}"
    if before == after:
        as_shown = "som vist" if new == shown else "nesten som vist"
        return f"{stop}: {what}{before}{named}, {as_shown}"
    change = _moved(new, shown, unit)
    if measure == NET:
        better = "bedre" if new > shown else "dårligere"
        amount, *before_rounding = change.lstrip("+\u2212").split(" før")
        change = " før".join([f"{amount} {better}", *before_rounding])
    return f"{stop}: {what}{after} i stedet for {before}{named} ({change})"


def _moved(new: float, shown: float, unit: str) -> str:
    """The difference, and that it is not that of the rounded numbers where it is not."""
    before, after = (units.value(one, unit) for one in (shown, new))
    change = _change(new - shown, unit)
    if change != _change(_as_written(new, after) - _as_written(shown, before), unit):
        return f"{change} før avrunding"
    return change


def _change(amount: float, unit: str) -> str:
    if unit == "percent":
        return f"{number(amount, 1, True)} {POINTS}"
    return units.value(amount, unit, True)


def _as_written(amount: float, told: str) -> float:
    """A value with the decimals it was written with."""
    _, _, decimals = told.partition(",")
    return round(amount, sum(map(str.isdigit, decimals)))
