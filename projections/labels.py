"""Norwegian text for the codes used in files and URLs. The glossary ties them to English."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from . import norwegian
from .case import OWN_SERVICE, Projection
from .people.population import OBSERVED
from .provenance import Source
from .series import Series
from .whatif.lever_table import LEVERS

TOTAL = "total"
MOST_NAMED = 40
"""Letters of a user's own name that are shown."""

_ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "0-19 and 67+ per 20-66": "Personer 0–19 år og 67 år og eldre per person 20–66 år",
        TOTAL: "I alt",
        "grunnskole": "Grunnskole",
        "barnehage": "Barnehage",
        "pleie": "Pleie og omsorg",
        "kommunehelse": "Kommunehelse",
        "barnevern": "Barnevern",
        "sosial": "Sosiale tjenester",
        "administrasjon": "Administrasjon",
        "kultur": "Kultur og idrett",
        "plan_natur": "Plan, kulturminner, natur og nærmiljø",
        "styring": "Adm., styring og fellesutgifter",
        "helse_omsorg": "Helse og omsorg samlet",
        "andre": "Andre områder",
        "gross_operating_revenue": "Brutto driftsinntekter",
        "gross_operating_expenditure": "Brutto driftsutgifter",
        "unrestricted_revenue": "Frie inntekter",
        "net_debt": "Netto lånegjeld",
        "cost_change": "Endret kostnad",
        "income_change": "Endret inntekt",
        "net_result": "Netto driftsresultat",
        "net_result_share": "Netto driftsresultat, prosent",
        "reserve_fund": "Disposisjonsfond",
        "reserve_fund_share": "Disposisjonsfond, prosent",
        "deficit": "Underskudd (merforbruk)",
        "position": "Disposisjonsfond (under null: underskudd)",
        "deficit_share": "Underskudd (merforbruk), prosent",
        "result_adjustment": "Mangler til resultatregelen",
        "fund_adjustment": "Til fondsregelen, likt hvert år",
        "price": "Prisvekst",
        "service": "Endret tjenestenivå",
        "interaction": "Samspill",
        "innbyggertilskudd": "Innbyggertilskudd",
        "utgiftsutjevning": "Tillegg for behov (utgiftsutjevning)",
        "landets_aldring": "Mer fra staten for landets aldring",
        "skatt": "Skatt",
        "inntektsutjevning": "Skatteutjevning",
        "cost": "Kostnad",
        "income": "Inntekt",
        "net": "Netto",
        "need_index": "Utgiftsbehov",
        "need_index_age": "Etter alder",
        "need_each": "Utgiftsbehov per innbygger",
        "national_tax": "Landets skatt per innbygger (anslag)",
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
        "mean_age": "Gjennomsnittsalder",
        **{one.driver: one.name.capitalize() for one in LEVERS.values()},
        "moving": "Flytting og boliger",
        "start_point": "Startpunktet",
        "demography_cost": "Demografikostnad, kommunesektoren",
        "band_low": "Lavest for 8 av 10",
        "band_high": "Høyest for 8 av 10",
        "care_places": "Plasser det er behov for",
        "care_places_national": "Behov ved nasjonal dekning",
        "care_places_low": "Behov ved lav dekning",
        "care_places_high": "Behov ved høy dekning",
        "capacity_now": "Kapasitet i dag",
        "capacity_decided": "Vedtatt kapasitet",
        "capacity_own": "Egen oppgitt kapasitet",
        "school_capacity_now": "Skolenes kapasitet i dag",
        "school_capacity_decided": "Skolenes vedtatte kapasitet",
        "school_capacity_own": "Skolenes kapasitet, egne tall",
        "care_house_capacity": "Plasser i dag",
        "care_house_decided": "Vedtatte plasser",
        "care_house_counted": "Plasser talt avdeling for avdeling",
        "care_house_in_use": "Plasser i bruk",
        "school_house_capacity": "Elevplasser i dag",
        "school_house_decided": "Vedtatte elevplasser",
        "school_house_counted": "Elevplasser talt på en annen måte",
        "school_house_in_use": "Elever i dag",
        "coverage_now": "Dekning med dagens plasser",
        "coverage_decided": "Dekning med vedtatte plasser",
        "coverage_own": "Dekning med egne oppgitte plasser",
        "pupils": "Elever i alt",
        "pupils_1-4": "Elever 1.–4. trinn",
        "pupils_5-7": "Elever 5.–7. trinn",
        "pupils_8-10": "Elever 8.–10. trinn",
        "teachers": "Lærere etter norm",
        "teachers_1-4": "Lærere 1.–4. trinn",
        "teachers_5-7": "Lærere 5.–7. trinn",
        "teachers_8-10": "Lærere 8.–10. trinn",
        "kindergarten_places": "Barnehageplasser i alt",
        "kindergarten_places_1-2": "Plasser 1–2 år",
        "kindergarten_places_3-5": "Plasser 3–5 år",
        "kindergarten_staff": "Barnehageansatte etter norm",
        "pedagogues": "Herav pedagoger",
        "care_need": "Behov for pleie og omsorg",
        "working_people": "Innbyggere 20–66 år",
        "care_burden": "Behov per innbygger 20–66 år",
        "home_users": "Brukere av hjemmetjenester",
        "ks_growth": "Vekst fra året før",
        "ks_ingar": "Overgangsordning (INGAR)",
        "ks_saerskilt": "Saker med særskilt fordeling",
        "ks_skjonn": "Ordinært skjønn",
        "ks_sor_norge": "Sør-Norge-tilskudd",
        "ks_sum": "Sum skatt og rammetilskudd",
        "ks_sum_rammetilskudd": "Sum rammetilskudd før ekstra skjønn",
        "ks_sum_uten_utjevning": "Sum rammetilskudd uten inntektsutjevning",
        "care_fte": "Årsverk i pleie og omsorg",
        "institution_fte": "Årsverk i institusjon, etter planens tall",
        "teachers_per_100": "Lærere etter norm",
        "kindergarten_staff_per_100": "Barnehageansatte etter norm",
        "care_fte_per_100": "Årsverk i pleie og omsorg",
        "staff_per_100": "I alt",
    }
)

_ALTERNATIVES: Mapping[str, str] = MappingProxyType(
    {
        OBSERVED: "Observert",
        "regnskap": "Regnskap",
        "budsjett": "Budsjett",
        "plan": "Planen",
        "mot": "Mot",
        "formula": "Regnet",
        "prognose": "Prognose",
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
        "TREND": "Bæreevnes trendframskriving",
        "claim": "Påstanden",
        "foreseen": "Anslag året før",
        "actual": "Faktisk",
    }
)

_MEANS: Mapping[str, str] = MappingProxyType(
    {
        "sterk_aldring": "lange liv og få fødsler",
        "LHML": "lange liv og få fødsler",
        "HLMH": "korte liv og mange fødsler",
    }
)
"""What an alternative assumes, where its name does not say it."""

SEXES: Mapping[str, str] = MappingProxyType({"female": "Kvinner", "male": "Menn"})

PRICES: Mapping[str, str] = MappingProxyType({"fixed": "Faste kroner", "nominal": "Løpende kroner"})

METHODS: Mapping[str, str] = MappingProxyType(
    {"own": "Eget budsjett", "national": "Nasjonal standard", "rates": "Egne satser"}
)

SERVICES: Mapping[str, str] = MappingProxyType(
    {"heldogn": "heldøgns omsorg", "grunnskole": "grunnskole"}
)
"""Services whose capacity is known or may be given."""

NEEDS: Mapping[str, str] = MappingProxyType(
    {"all": "Alt som teller (hele nøkkelen)", "age": "Bare alder (alderskriteriene)"}
)

STARTS: Mapping[str, str] = MappingProxyType(
    {"counted": "Fra tellingen", "printed": "Som publisert"}
)
"""Where a projection starts."""
STATES: Mapping[str, str] = MappingProxyType({"none": "Ikke", "half": "Halvt", "full": "Helt"})
"""How far the state meets the nation's own ageing."""
WEIGHTS: Mapping[str, str] = MappingProxyType(
    {"following": "Følger kostnadene i landet", "standing": "Står som i 2026"}
)
"""How the sectors' weights in the need index move."""
BANDS: Mapping[str, str] = MappingProxyType({"on": "Vises", "off": "Skjult"})
"""Whether the band of a projection is shown."""
TAXES: Mapping[str, str] = MappingProxyType(
    {"inhabitants": "Alle innbyggere", "working_age": "20–66 år"}
)

COST_VIEWS: Mapping[str, str] = MappingProxyType({"change": "Endring", "level": "Kostnad i alt"})

MEASURES: Mapping[str, str] = MappingProxyType(
    {"persons": "Personer", "share": "Andel", "index": "Vekst (indeks)"}
)

QUALITIES: Mapping[str, str] = MappingProxyType(
    {"official": "offisiell", "estimate": "anslag", "example": "eksempel"}
)

PROFILES: Mapping[str, str] = MappingProxyType(
    {
        "average": "Gjennomsnittlig flytter",
        "families": "Barnefamilier",
        "young": "Unge voksne",
        "refugees": "Flyktninger",
        "own": "Egen profil",
    }
)
"""Who moves, in the levers of what if."""

CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "movers": "De som flytter",
        "children": "Barna deres",
        "fertility": "Endret fruktbarhet",
        "survival": "Endret dødelighet",
        "limit": "Kan ikke trekkes fra",
    }
)
"""Why there are other people than in the official path."""

STAYING: Mapping[str, str] = MappingProxyType({"others": "Som andre", "good": "For godt"})
"""How long those who move here stay."""
STAYING_TOLD: Mapping[str, str] = MappingProxyType(
    {"others": "flytter videre som andre på samme alder", "good": "blir boende for godt"}
)
"""The same after «de som flytter inn»."""

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


def age(code: str) -> str:
    """``6-15`` as ``6–15 år``, ``90+`` as ``90 år og eldre``."""
    if code.endswith("+"):
        return f"{code[:-1]} år og eldre"
    return f"{code.replace('-', '–')} år"


def item(code: str) -> str:
    """Norwegian name of an item: a sector, a service of one's own, a component, an age group."""
    if code.startswith(OWN_SERVICE):
        return code.removeprefix(OWN_SERVICE)
    if " per " in code and code not in _ITEMS:
        above, below = code.split(" per ")
        return f"Personer {age(above)} per person {age(below)}"
    return _ITEMS.get(code) or age(code)


def codes(known: Sequence[str]) -> dict[str, str]:
    """The codes by what people write, in lower case: the code itself, or its Norwegian name."""
    return {text: one for one in known for text in (one, item(one).casefold())}


def area(name: str) -> str:
    """A user's own name of a part of a region, without marks that could be read as markup.

    Examples
    --------
    >>> area("<b>Nord</b> (sentrum)"), area("Sør-Øst_1"), area("**")
    ('b Nord /b (sentrum)', 'Sør-Øst 1', 'uten navn')
    """
    plain = re.sub(r"[^\w .,/()'-]|_", " ", name)
    return " ".join(plain.split())[:MOST_NAMED] or "uten navn"


def sector(code: str) -> str:
    """Norwegian name of the sector a budget unit follows; "" is none."""
    return item(code) if code else "Følger ikke demografien"


def group(code: str) -> str:
    """A wide age group in few letters: ``0–15 år``, ``67+``."""
    return code if code.endswith("+") else age(code)


def alternative(code: str) -> str:
    """Norwegian name of a projection alternative; an unknown code stands for itself."""
    return _ALTERNATIVES.get(code, code.replace("_", " "))


def means(code: str) -> str:
    """``lange liv og få fødsler``: what an alternative assumes; empty where its name says it."""
    return _MEANS.get(code, "")


def inside(name: str) -> str:
    """A name inside a sentence: without its capital, unless that is of an abbreviation.

    Examples
    --------
    >>> inside("Sterk aldring"), inside("SSB hovedalternativ")
    ('sterk aldring', 'SSB hovedalternativ')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def unit(code: str) -> str:
    """Norwegian name of a unit."""
    return _UNITS[code][0] if code in _UNITS else _PARAMETER_UNITS.get(code, code)


def is_unit(code: object) -> bool:
    """Whether values of this unit can be written."""
    return isinstance(code, str) and code in _UNITS


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
    nominal = series.label("prices") == "nominal"
    unit_text = f"{amount} løpende kr" if nominal else f"{amount} {series.label('price_year')}-kr"
    return f"{unit_text}, endring fra {base}" if view == "change" else unit_text


def prices(series: Series) -> str:
    """Which prices an amount is in: ``faste 2024-kroner``, or nominal with its deflator."""
    if series.label("prices") == "nominal":
        return f"løpende kroner (kommunal deflator, {series.label('deflator')})"
    return f"faste {series.label('price_year')}-kroner"


def fixed_shares(code: str) -> str:
    """``grunnskole:40,pleie:5`` as ``grunnskole 40 %, pleie og omsorg 5 %``."""
    parts = [part.partition(":") for part in code.split(",") if part]
    shares = [f"{item(s).lower()} {norwegian.percent(float(p) / 100, 0)}" for s, _, p in parts]
    return norwegian.listing(shares)


def projection(one: Projection) -> str:
    """``Sterk aldring, 2023–2033, fra HØP 2024–2027``; SSB's own by edition first.

    One that is moved to the newest count says so.
    """
    years, source = one.population.years, one.population.source
    name, span = alternative(one.alternative), f"{years[0]}–{years[-1]}"
    span += f", flyttet til tellingen i {one.moved_to}" if one.moved_to else ""
    if source.vintage.isdigit():
        return f"SSB {source.vintage}: {name}, {span}"
    return f"{name}, {span}, fra {source.vintage}"


def short_projection(one: Projection) -> str:
    """``SSB 2026: hovedalternativet``, ``Sterk aldring``: as much as tells it from the others."""
    name = alternative(one.alternative).partition(" (")[0]
    vintage = one.population.source.vintage
    return f"SSB {vintage}: {name[:1].lower()}{name[1:]}" if vintage.isdigit() else name


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


def rule(percent: float) -> str:
    """A financial rule with the decimals it has: ``1,75 %``, ``10 %``."""
    return norwegian.percent(percent / 100, norwegian.decimals_of(percent))


def date(iso: str) -> str:
    """``2023-11-16`` as ``16.11.2023``; a year alone stays a year."""
    return ".".join(reversed(iso.split("-")))
