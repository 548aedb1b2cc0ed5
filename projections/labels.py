"""Norwegian text for the codes used in files and URLs. The glossary ties them to English."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from . import norwegian
from .case import Projection
from .population import OBSERVED
from .provenance import Source
from .series import Series

TOTAL = "total"

_ITEMS: Mapping[str, str] = MappingProxyType(
    {
        TOTAL: "I alt",
        "grunnskole": "Grunnskole",
        "barnehage": "Barnehage",
        "pleie": "Pleie og omsorg",
        "kommunehelse": "Kommunehelse",
        "barnevern": "Barnevern",
        "sosial": "Sosiale tjenester",
        "administrasjon": "Administrasjon",
        "births": "Fødte",
        "deaths": "Døde",
        "natural_increase": "Fødselsoverskudd",
        "immigration": "Innvandring",
        "emigration": "Utvandring",
        "domestic_in": "Innflytting fra andre kommuner",
        "domestic_out": "Utflytting til andre kommuner",
        "net_migration": "Nettoinnflytting",
        "net_immigration": "Netto innvandring",
        "net_domestic": "Netto innenlands flytting",
        "growth": "Vekst",
        "population_start": "Folketall ved årets start",
        "population_end": "Folketall ved periodens slutt",
        "planens tall": "Planens egne tall",
    }
)

_ALTERNATIVES: Mapping[str, str] = MappingProxyType(
    {
        OBSERVED: "Observert",
        "plan": "Planen",
        "sterk_aldring": "Sterk aldring",
        "MMMM": "Hovedalternativet (MMMM)",
        "LLML": "Lav nasjonal vekst (LLML)",
        "HHMH": "Høy nasjonal vekst (HHMH)",
        "MMML": "Lav innvandring (MMML)",
        "MMMH": "Høy innvandring (MMMH)",
        "LHML": "Sterk aldring (LHML)",
        "HLMH": "Svak aldring (HLMH)",
        "MMM0": "Ingen nettoinnvandring (MMM0)",
        "MM00": "Ingen flytting (MM00)",
    }
)

SEXES: Mapping[str, str] = MappingProxyType({"female": "Kvinner", "male": "Menn"})

METHODS: Mapping[str, str] = MappingProxyType(
    {"own": "Eget budsjett", "national": "Nasjonal standard"}
)

NEEDS: Mapping[str, str] = MappingProxyType(
    {"all": "Hele nøkkelen", "age": "Bare alderskriteriene"}
)

COST_VIEWS: Mapping[str, str] = MappingProxyType(
    {"change": "Endring fra basisåret", "level": "Kostnad i alt"}
)

MEASURES: Mapping[str, str] = MappingProxyType(
    {"persons": "Personer", "share": "Andel", "index": "Vekst (indeks)"}
)

QUALITIES: Mapping[str, str] = MappingProxyType(
    {"official": "offisiell", "estimate": "anslag", "example": "eksempel"}
)

_UNITS: Mapping[str, tuple[str, Callable[[float, bool], str]]] = MappingProxyType(
    {
        "persons": ("personer", lambda value, signed: norwegian.number(value, 0, signed)),
        "share": ("prosent av alle", lambda value, signed: norwegian.percent(value, 1, signed)),
        "percent": ("prosent", lambda value, signed: norwegian.percent(value / 100, 1, signed)),
        "index": ("indeks", lambda value, signed: norwegian.number(value, 1, signed)),
        "persons per person": (
            "personer per person",
            lambda value, signed: norwegian.number(value, 2, signed),
        ),
        "1000 NOK": ("1000 kr", lambda value, signed: norwegian.number(value, 0, signed)),
        "million NOK": ("mill. kr", lambda value, signed: norwegian.number(value, 1, signed)),
    }
)

_PARAMETER_UNITS: Mapping[str, str] = MappingProxyType(
    {"NOK per inhabitant": "kr per innbygger", "year": "år"}
)


def age(code: str) -> str:
    """``6-15`` as ``6–15 år``, ``90+`` as ``90 år og eldre``."""
    if code.endswith("+"):
        return f"{code[:-1]} år og eldre"
    return f"{code.replace('-', '–')} år"


def item(code: str) -> str:
    """Norwegian name of an item: a sector, a component, an age group."""
    if " per " in code:
        above, below = code.split(" per ")
        return f"Personer {age(above)} per person {age(below)}"
    return _ITEMS.get(code) or age(code)


def alternative(code: str) -> str:
    """Norwegian name of a projection alternative; an unknown code stands for itself."""
    return _ALTERNATIVES.get(code, code)


def unit(code: str) -> str:
    """Norwegian name of a unit."""
    return _UNITS[code][0] if code in _UNITS else _PARAMETER_UNITS.get(code, code)


def value(amount: float, unit_code: str, signed: bool = False) -> str:
    """A value as its unit is written; ``signed`` for changes."""
    return _UNITS[unit_code][1](amount, signed)


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


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
    unit_text = f"{amount} {series.label('price_year')}-kr"
    return f"{unit_text}, endring fra {base}" if view == "change" else unit_text


def projection(one: Projection) -> str:
    """``Sterk aldring, 2023–2033, fra HØP 2024–2027``; SSB's own by edition first."""
    years, source = one.population.years, one.population.source
    name, span = alternative(one.alternative), f"{years[0]}–{years[-1]}"
    if source.vintage.isdigit():
        return f"SSB {source.vintage}: {name}, {span}"
    return f"{name}, {span}, fra {source.vintage}"


def citation(source: Source) -> str:
    """How a source stands under a figure: who and what, edition and dates, each said once."""
    edition = [] if source.vintage in source.short else [f"utgave {source.vintage}"]
    published = [] if source.published.isdigit() else [f"publisert {date(source.published)}"]
    dates = ", ".join([*edition, *published, f"hentet {date(source.retrieved)}"])
    return f"{source.short} ({dates})"


def date(iso: str) -> str:
    """``2023-11-16`` as ``16.11.2023``; a year alone stays a year."""
    return ".".join(reversed(iso.split("-")))
