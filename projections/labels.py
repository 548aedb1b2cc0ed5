"""Norwegian text for the codes used in files and URLs. The glossary ties them to English."""

import re
from collections.abc import Mapping, Sequence

from . import norwegian
from .case import OWN_SERVICE, Projection
from .people.population import OBSERVED
from .whatif.lever_table import LEVERS

TOTAL = "total"
MOST_NAMED = 40
"""Letters of a user's own name that are shown."""

_ITEMS: Mapping[str, str] = {
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
    "grants": "Tilskudd",
    "before_tax": "Igjen før skatt",
    "left_yearly": "Igjen, endring fra året før",
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

_ALTERNATIVES: Mapping[str, str] = {
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

_MEANS: Mapping[str, str] = {
    "sterk_aldring": "lange liv og få fødsler",
    "LHML": "lange liv og få fødsler",
    "HLMH": "korte liv og mange fødsler",
}
"""What an alternative assumes, where its name does not say it."""


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


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


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


def rule(percent: float) -> str:
    """A financial rule with the decimals it has: ``1,75 %``, ``10 %``."""
    return norwegian.percent(percent / 100, norwegian.decimals_of(percent))
