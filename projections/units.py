"""How units and values are written in Norwegian, and what the axis of a chart shows."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from . import norwegian
from .labels import age
from .series import Series

_UNITS: Mapping[str, tuple[str, Callable[[float, bool], str]]] = MappingProxyType(
    {
        "persons": ("personer", lambda value, signed: norwegian.number(value, 0, signed)),
        "years": ("år", lambda value, signed: f"{norwegian.number(value, 1, signed)}\u00a0år"),
        "share": ("prosent av alle", lambda value, signed: norwegian.percent(value, 1, signed)),
        "percent": ("prosent", lambda value, signed: norwegian.percent(value / 100, 1, signed)),
        "index": ("indeks", lambda value, signed: norwegian.number(value, 1, signed)),
        "persons per person": (
            "personer per person",
            lambda value, signed: norwegian.number(value, 2, signed),
        ),
        "1000 NOK": ("1000 kr", lambda value, signed: norwegian.number(value, 0, signed)),
        "NOK per inhabitant": (
            "kr per innbygger",
            lambda value, signed: norwegian.number(value, 0, signed),
        ),
        "need index": (
            "indeks, landet = 1",
            lambda value, signed: norwegian.number(value, 4, signed),
        ),
        "billion NOK": ("mrd. kr", lambda value, signed: norwegian.number(value, 2, signed)),
        "million NOK": ("mill. kr", lambda value, signed: norwegian.number(value, 1, signed)),
        "places": ("plasser", lambda value, signed: norwegian.number(value, 0, signed)),
        "users": ("brukere", lambda value, signed: norwegian.number(value, 0, signed)),
        "pupils": ("elever", lambda value, signed: norwegian.number(value, 0, signed)),
        "FTE": ("årsverk", lambda value, signed: norwegian.number(value, 1, signed)),
        "FTE per 100": (
            "årsverk per 100 innbyggere 20–66 år",
            lambda value, signed: norwegian.number(value, 2, signed),
        ),
    }
)

ROUNDED = ("million NOK", "FTE")
"""Units whose values have no decimals from a hundred on, but in a table."""

_PARAMETER_UNITS: Mapping[str, str] = MappingProxyType(
    {
        "year": "år",
        "percent per year": "prosent i året",
        "boys per girl": "gutter per jente",
        "relative rate": "relativ sats",
        "per year of age": "per alderstrinn",
        "years of age": "år",
        "share of movers": "andel av dem som flytter",
    }
)


def unit(code: str) -> str:
    """Norwegian name of a unit."""
    return _UNITS[code][0] if code in _UNITS else _PARAMETER_UNITS.get(code, code)


def is_unit(code: object) -> bool:
    """Whether values of this unit can be written."""
    return isinstance(code, str) and code in _UNITS


def value(amount: float, unit_code: str, signed: bool = False) -> str:
    """A value as its unit is written; ``signed`` for changes."""
    return _UNITS[unit_code][1](amount, signed)


def said(amount: float, unit_code: str, signed: bool = False) -> str:
    """A value as it stands in a sentence or a chart: amounts and man-years of three digits.

    Examples
    --------
    >>> said(26.63, "million NOK"), said(506.6, "FTE"), value(506.6, "FTE")
    ('26,6', '507', '506,6')
    """
    if unit_code in ROUNDED:
        return norwegian.number(amount, norwegian.fitting(amount), signed)
    return value(amount, unit_code, signed)


def measure_unit(measure: str, base: int) -> str:
    """What a population chart's axis shows."""
    return {
        "persons": "personer 1. januar",
        "share": "prosent av alle innbyggere",
        "index": f"indeks, {base} = 100",
    }[measure]


def ratio_unit(code: str) -> str:
    """What a ratio chart's axis shows, ages said: ``20–66 år per person 67+``."""
    above, below = code.split(" per ")
    return f"{age(above)} per person {below}"


def cost_unit(view: str, base: int, series: Series) -> str:
    """What a cost chart's axis or table shows, amount and prices said."""
    amount = {"million NOK": "mill.", "1000 NOK": "tusen"}[series.unit]
    nominal = series.label("prices") == "nominal"
    unit_text = f"{amount} løpende kr" if nominal else f"{amount} {series.label('price_year')}-kr"
    return f"{unit_text}, endring fra {base}" if view == "change" else unit_text


def prices(series: Series) -> str:
    """Which prices an amount is in: ``faste 2024-kroner``, or nominal with its deflator."""
    if series.label("prices") == "nominal":
        return f"løpende kroner (kommunal deflator, {series.label('deflator')})"
    return f"faste {series.label('price_year')}-kroner"
