"""Norwegian names of keys, choices and units, and how a source is cited."""

import re
from collections.abc import Mapping, Sequence

from . import norwegian
from .labels import age
from .norwegian import date
from .provenance import Source
from .series import Series

SEXES: Mapping[str, str] = {"female": "Kvinner", "male": "Menn"}

PRICES: Mapping[str, str] = {"fixed": "Faste kroner", "nominal": "Løpende kroner"}

METHODS: Mapping[str, str] = {
    "own": "Eget budsjett",
    "national": "Nasjonal standard",
    "rates": "Egne satser",
}

SERVICES: Mapping[str, str] = {"heldogn": "heldøgns omsorg", "grunnskole": "grunnskole"}
"""Services whose capacity is known or may be given."""

NEEDS: Mapping[str, str] = {
    "all": "Alt som teller (hele nøkkelen)",
    "age": "Bare alder (alderskriteriene)",
}

STARTS: Mapping[str, str] = {"counted": "Fra tellingen", "printed": "Som publisert"}
"""Where a projection starts."""

STATES: Mapping[str, str] = {"none": "Ikke", "half": "Halvt", "full": "Helt"}
"""How far the state meets the nation's own ageing."""

WEIGHTS: Mapping[str, str] = {
    "following": "Følger kostnadene i landet",
    "standing": "Står som i 2026",
}
"""How the sectors' weights in the need index move."""

BANDS: Mapping[str, str] = {"on": "Vises", "off": "Skjult"}
"""Whether the band of a projection is shown."""

TAXES: Mapping[str, str] = {"inhabitants": "Alle innbyggere", "working_age": "20–66 år"}

COST_VIEWS: Mapping[str, str] = {"change": "Endring", "level": "Kostnad i alt"}

MEASURES: Mapping[str, str] = {"persons": "Personer", "share": "Andel", "index": "Vekst (indeks)"}

QUALITIES: Mapping[str, str] = {
    "official": "offisiell",
    "estimate": "anslag",
    "example": "eksempel",
}

PROFILES: Mapping[str, str] = {
    "average": "Gjennomsnittlig flytter",
    "families": "Barnefamilier",
    "young": "Unge voksne",
    "refugees": "Flyktninger",
    "own": "Egen profil",
}
"""Who moves, in the levers of what if."""

CAUSES: Mapping[str, str] = {
    "movers": "De som flytter",
    "children": "Barna deres",
    "fertility": "Endret fruktbarhet",
    "survival": "Endret dødelighet",
    "limit": "Kan ikke trekkes fra",
}
"""Why there are other people than in the official path."""

STAYING: Mapping[str, str] = {"others": "Som andre", "good": "For godt"}
"""How long those who move here stay."""

STAYING_TOLD: Mapping[str, str] = {
    "others": "flytter videre som andre på samme alder",
    "good": "blir boende for godt",
}
"""The same after «de som flytter inn»."""


_UNITS: Mapping[str, tuple[str, int]] = {
    "persons": ("personer", 0),
    "years": ("år", 1),
    "share": ("prosent av alle", 1),
    "percent": ("prosent", 1),
    "index": ("indeks", 1),
    "persons per person": ("personer per person", 2),
    "1000 NOK": ("1000 kr", 0),
    "NOK per inhabitant": ("kr per innbygger", 0),
    "need index": ("indeks, landet = 1", 4),
    "billion NOK": ("mrd. kr", 2),
    "million NOK": ("mill. kr", 1),
    "places": ("plasser", 0),
    "users": ("brukere", 0),
    "pupils": ("elever", 0),
    "FTE": ("årsverk", 1),
    "FTE per 100": ("årsverk per 100 innbyggere 20–66 år", 2),
}
"""Name, and decimals, of each unit that values are written in."""

_WHOLE: Mapping[str, float] = {"share": 1.0, "percent": 100.0}
"""What is a hundred per cent, in the units that are written so."""

ROUNDED = ("million NOK", "FTE")
"""Units whose values have no decimals from a hundred on, but in a table."""

_PARAMETER_UNITS: Mapping[str, str] = {
    "year": "år",
    "percent per year": "prosent i året",
    "boys per girl": "gutter per jente",
    "relative rate": "relativ sats",
    "per year of age": "per alderstrinn",
    "years of age": "år",
    "share of movers": "andel av dem som flytter",
}


def unit(code: str) -> str:
    """Norwegian name of a unit."""
    return _UNITS[code][0] if code in _UNITS else _PARAMETER_UNITS.get(code, code)


def is_unit(code: object) -> bool:
    """Whether values of this unit can be written."""
    return isinstance(code, str) and code in _UNITS


def value(amount: float, unit_code: str, signed: bool = False) -> str:
    """A value as its unit is written; ``signed`` for changes."""
    decimals = _UNITS[unit_code][1]
    if unit_code in _WHOLE:
        return norwegian.percent(amount / _WHOLE[unit_code], decimals, signed)
    after = "\u00a0år" if unit_code == "years" else ""
    return norwegian.number(amount, decimals, signed) + after


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
    return f"{age(above)} per person {below.replace('-', '–')}"


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


_PUBLISHERS = {"Statistisk sentralbyrå": "SSB"}
"""How a publisher is called in short."""


def citation(source: Source) -> str:
    """How a source stands under a figure: who and what, edition and dates, each said once."""
    edition = [] if source.vintage in source.short else [f"utgave {source.vintage}"]
    published = [] if source.published.isdigit() else [f"publisert {date(source.published)}"]
    dates = ", ".join([*edition, *published, f"hentet {date(source.retrieved)}"])
    return f"{source.short} ({dates})"


def cited(sources: Sequence[Source]) -> str:
    """Sources with edition and dates, each once, as a line under a figure; empty for none."""
    told = list(dict.fromkeys(citation(source) for source in sources))
    return f"{'Kilder' if len(told) > 1 else 'Kilde'}: {'; '.join(told)}." if told else ""


def publishers(sources: Sequence[Source]) -> str:
    """Who the figures are from, each once: ``Kilder: SSB og Røros kommune``; empty for none."""
    # «Lovdata og Statistisk sentralbyrå» are two, «Kommunal- og distriktsdepartementet» is one.
    names = (name for one in sources for name in re.split(r"(?<!-) og ", one.publisher))
    told = list(dict.fromkeys(_PUBLISHERS.get(name, name) for name in names))
    return f"{'Kilder' if len(told) > 1 else 'Kilde'}: {norwegian.listing(told)}" if told else ""


def remarks(sources: Sequence[Source]) -> list[str]:
    """What must be said wherever figures of these sources are shown, each once."""
    return list(dict.fromkeys(source.remark for source in sources if source.remark))


def told_of(sources: Sequence[Source]) -> str:
    """All that stands under a figure of these sources: what they are, and what must be said."""
    return " ".join((cited(sources), *remarks(sources)))
