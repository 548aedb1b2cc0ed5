"""The answer to a question from the floor, in one sentence."""

from collections.abc import Mapping
from types import MappingProxyType

from .. import labels
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
POINTS = "prosentpoeng"


def answer(stop: str, new: float, shown: float, unit: str, year: int, signed: bool = False) -> str:
    """What comes instead of what was just shown, and the difference.

    Examples
    --------
    >>> answer("20 flere i året", 2.19, 2.04, "persons per person", 2033)
    '20 flere i året: 2,19 i stedet for 2,04 i 2033 (+0,15)'
    """
    before, after = (f"{labels.value(one, unit, signed)}" for one in (shown, new))
    named = f"{UNITS.get(unit, f' {labels.unit(unit)}')} i {year}"
    if MISSING in (before, after):
        return f"{stop}: tallet mangler for {year}"
    if before == after:
        return f"{stop}: {before}{named}, {'som vist' if new == shown else 'nesten som vist'}"
    change = _change(new - shown, unit)
    if change != _change(_as_written(new, after) - _as_written(shown, before), unit):
        change = f"{change} før avrunding"
    return f"{stop}: {after} i stedet for {before}{named} ({change})"


def _change(amount: float, unit: str) -> str:
    if unit == "percent":
        return f"{number(amount, 1, True)} {POINTS}"
    return labels.value(amount, unit, True)


def _as_written(amount: float, told: str) -> float:
    """A value with the decimals it was written with."""
    _, _, decimals = told.partition(",")
    return round(amount, sum(map(str.isdigit, decimals)))
