"""What each column is about, what a table must have, and columns that are not used."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...norwegian import listing
from ...people.ages import AgeBand
from . import words
from .headings import said as read_heading
from .rows import Table
from .told import Told

KINDS: Mapping[str, str] = {
    "year": "År",
    "age": "Alder",
    "sex": "Kjønn",
    "region": "Kommune eller område",
    "area": "Delområde (for eksempel skolekrets)",
    "alternative": "Alternativ",
    "edition": "Utgave av framskrivingen",
    "persons": "Personer",
    "parts": "Personer i én skolekrets, som har navnet sitt i overskriften",
    "everyone": "Gjelder alle innbyggerne (brukes ikke)",
    "skip": "Brukes ikke",
}
"""What a column may be, and its name on the screen."""

HEADINGS: Mapping[str, str] = {
    name: kind
    for kind, names in {
        "year": "år|aar|year|tid|årstall|dato|date|time",
        "age": "alder|age|aldersgruppe|aldersgrupper|age group|age_group|agegroup|alder år|"
        "alder (år)|ages|ettårig alder|age (years)|trinn|årstrinn|klassetrinn|klasse",
        "sex": "kjønn|kjonn|sex|gender|køn|kön|kon",
        "region": "region|kommune|kommunenummer|kommunenr|kommunenr.|knr|regionkode|område|"
        "municipality|municipality number|region_code|fylke|county|code",
        "area": "delområde|krets|skolekrets|skolekretser|grunnkrets|bydel|delomrade|sone|area|"
        "school district|skole|opptaksområde|district",
        "alternative": "alternativ|alternative|scenario|bane|variant|framskriving|prognose|"
        "projection",
        "persons": "personer|persons|antall|antall personer|folketall|folkemengde|befolkning|"
        "innbyggere|value|verdi|population|people|count|inhabitants|hele personer|"
        "antall hele personer|whole persons|antal|persontall|folketal|elever|elevtall|"
        "antall elever|pupils",
        "skip": "statistikkvariabel|contents|contentscode|kommunenavn|region_name|kilde|source|"
        "item|unit|enhet|navn|merknad|ssb_table|vintage|note",
    }.items()
    for name in names.split("|")
}
ALTERNATIVE = re.compile(
    r"\([A-Z0]{4}\)|\b[HLM0]{4}\b|(?i:alternativ|scenario|hoved|middels|lav |høy |sterk|svak|bane)"
)
"""Tells that a name is one of an alternative."""
NEUTRAL = re.compile(
    r"(?i)^(?:id|nr|nummer|kode|code|rad|index|dato|date|oppdatert|updated|merknad\w*|note\w*|"
    r"kommentar\w*|navn|name|kommune\w*|fylke\w*|region\w*|kilde|source|tabell\w*|table|enhet|unit|"
    r"måleenhet|status|kvalitet|quality|label|tekst|sortering|versjon|utgave|vintage|lisens|url)\b|"
    r".*(?:_id|_nr|_kode|_name|_navn|id|navn|kode)$"
)
"""Headings of columns that say nothing of who is counted."""
MOST_HEADING = 60
"""Letters of a heading that may be the name of an alternative."""
CONTENTS = ("statistikkvariabel", "contents", "contentscode")
"""Headings of SSB's column of what is counted, where its alternatives stand too."""
DISTRICT = re.compile(r"(?:sk[ou]le|krets|oppvekst\w*)(?: \d+)?$")
"""At the end of a heading of figures, tells that it is a district's name."""
CHOICE = re.compile(r"\b(?:med|uten|ny|nye|ingen|alternativ\w*|alt)\b")
"""In a heading of figures, tells that it is an alternative, such as «Med ny skole»."""


@dataclass(frozen=True)
class Role:
    """What a column is; a column of figures may be about one year, age, sex or alternative."""

    kind: str
    year: int | None = None
    age: AgeBand | str | None = None
    sex: str = ""
    alternative: str = ""
    ends: bool = False
    """Whether its year is written as the end of the year before."""
    measure: str = ""
    """What it counts, where that is not persons; it is not used then."""
    grounds: str = ""
    """Kind of year: accounts, budget, projection."""
    letter: str = ""
    """A sex said by a letter alone."""

    @property
    def counts(self) -> bool:
        """Whether it is a column of figures."""
        return self.kind in ("persons", "parts")


def known(heading: str) -> bool:
    """Whether a heading is understood by itself."""
    return (
        bool(heading) and not re.fullmatch(r"\d{1,3}", heading) and of_heading(heading) is not None
    )


@lru_cache(words.TEXTS)
def of_heading(heading: str) -> Role | None:
    """What a heading says; None where it says nothing known."""
    said = words.plain(heading).replace("_", " ")
    if kind := HEADINGS.get(said) or HEADINGS.get(words.plain(heading)):
        return Role(kind)
    told = read_heading(heading)
    if told.year is None and told.age is None:
        if told.measure:
            return Role("skip", measure=told.measure)
        alone = told.sex and not (told.rest or told.measure)
        return Role("persons", sex=told.sex) if alone else None
    if told.age is not None and (told.rest or len(heading) > MOST_HEADING):
        return None
    if len(told.rest) > MOST_HEADING:
        return None
    return Role(
        "skip" if told.measure else "persons",
        year=told.year,
        age=told.age,
        sex=told.sex,
        alternative=told.rest,
        ends=told.ends,
        measure=told.measure,
        grounds=told.grounds,
        letter=told.letter,
    )


def neutral(heading: str) -> bool:
    """Whether a heading is one of a column that says nothing of who is counted."""
    plain = words.plain(heading)
    return HEADINGS.get(plain) is not None or bool(NEUTRAL.match(plain)) or not plain


def groups(headings: Sequence[str]) -> tuple[range, ...]:
    """Columns that can be corrected together: years side by side, ages side by side, or one.

    Examples
    --------
    >>> groups(("Kommune", "Alder", "2024", "2025", "Merknad"))
    (range(0, 1), range(1, 2), range(2, 4), range(4, 5))
    """
    found: list[range] = []
    before = None
    for place, heading in enumerate(headings):
        said = of_heading(heading) or Role("skip")
        across = (bool(said.year), bool(said.age)) if said.year or said.age else None
        if found and across and across == before:
            found[-1] = range(found[-1].start, place + 1)
        else:
            found.append(range(place, place + 1))
        before = across
    return tuple(found)


def corrected(
    found: Sequence[Role], headings: Sequence[str], wanted: Mapping[int, str]
) -> list[Role]:
    """The roles with a user's own choice of kind for some columns."""
    mine = list(found)
    for place, kind in wanted.items():
        if place < len(mine) and mine[place].kind != kind:
            said = of_heading(headings[place])
            apart = headings[place] if kind == "persons" and mine[place].kind == "parts" else ""
            own = Role(kind, alternative=apart)
            mine[place] = said if said and said.kind == kind else own
    return mine


SEEMS: Mapping[str, re.Pattern[str]] = {
    "flytting": re.compile(r"\b(?:inn|ut|til|fra|netto\w*)flytt\w*|\bflytting\w*"),
    "fødte, døde og andre endringer i folketallet": re.compile(
        r"\b(?:levende)?fødte\b|\bdøde\b|\bfødselsoverskudd|\bfolketilvekst|\btilvekst|"
        r"\b(?:inn|ut)vandring\w*"
    ),
    "rater for fødte eller overlevelse": re.compile(
        r"fruktbarhet|overlevelse|births_per|survival|dødelighet"
    ),
    "budsjett eller regnskap": re.compile(
        r"\bregnskap|\bbudsjett|\bramme\w*|\bdrifts\w*|\butgift\w*|\binntekt\w*|\bbeløp|\bkroner|"
        r"\b1000 kr|\bmill\. kr"
    ),
    "satser": re.compile(r"\bsats\w*|\bkostnad per\b|\bper bruker\b"),
    "boliger eller husholdninger": re.compile(r"\bhusholdning\w*|\bbolig\w*"),
}
"""What a file that is no table of people by age may be, and the words that tell."""


_GARBLED = re.compile(
    r"['’´`]?\d{2}|(?=.*\d.*\d)[\dOoIl]{4,6}[.,]?|\d{4}[.,]\d+|20\d\d\D{1,3}|\D{1,2}20\d\d"
)
"""A heading that is a year written wrong: left out, a year would be lost without a word."""


def seems(texts: Sequence[str]) -> str:
    """What a file seems to be, by its words; empty where they do not tell.

    Examples
    --------
    >>> seems(["År", "Innflytting", "Utflytting"]), seems(["Tjeneste", "Budsjett 2026"])
    ('flytting', 'budsjett eller regnskap')
    """
    said = " | ".join(map(words.plain, texts))
    counts = {kind: len(pattern.findall(said)) for kind, pattern in SEEMS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""


def unused(found: Table, mine: list[Role], chosen: Mapping[int, str], told: Told) -> None:
    """Tell of columns that are not used, and of two that are the same."""
    across = any(role.counts and role.year for role in mine)
    for place, role in enumerate(mine):
        heading = found.headings[place] or f"nummer {place + 1}"
        silent = across and role.kind == "skip" and not role.measure and place not in chosen
        if silent and _GARBLED.fullmatch(heading) and words.year(heading) is None:
            told.fault(
                "overskriftene",
                f"«{heading[:20]}» blant årene",
                "et år, som 2030",
                "Skriv året, eller velg hva kolonnen er.",
            )
        if role.kind == "skip" and found.columns[place].texts != ("",):
            told.mend(
                f"kolonnen {heading}",
                "en kolonne som ikke trengs",
                "år, alder og personer",
                "Ikke brukt. Velg hva den er hvis den trengs.",
            )
    if parts := [found.headings[place] for place, role in enumerate(mine) if role.kind == "parts"]:
        advice = "Lest som delområder, ett i hver kolonne."
        told.mend("overskriftene", f"kolonnene {', '.join(parts)}", "delområder", advice)
    for kind in ("year", "age", "sex", "region", "area", "alternative"):
        same = [found.headings[place] for place, role in enumerate(mine) if role.kind == kind]
        if len(same) > 1:
            told.fault(
                "",
                f"kolonnene {', '.join(same)}",
                f"én kolonne for {KINDS[kind].lower()}",
                "Velg hvilken som gjelder.",
            )


def complete(found: Table, mine: Sequence[Role], told: Told) -> bool:
    """Whether year, age and figures are there; else one fault, with what the file seems to be."""
    values = [one for one in mine if one.counts]
    kinds = {one.kind for one in mine}
    lacking = {}
    if not values:
        lacking["personer"] = "en kolonne med antall personer"
    if "year" not in kinds and not (values and all(one.year for one in values)):
        lacking["år"] = "en kolonne med år, eller ett år per kolonne"
    if "age" not in kinds and not (values and all(one.age for one in values)):
        lacking["alder"] = "en kolonne med alder, eller én alder per kolonne"
    if not lacking:
        return True
    labels = [
        text
        for one, role in zip(found.columns, mine, strict=True)
        if not role.counts
        for text in one.texts[:60]
    ]
    likely = seems([*found.headings, *found.titles, *labels])
    if not likely and list(lacking) == ["alder"]:
        likely = "folketall uten alder"
    what = f"ingen kolonne for {listing(list(lacking))}"
    told.fault(
        "overskriftene",
        f"{what}; filen ser ut til å være {likely}" if likely else what,
        listing(list(lacking.values())),
        "Bruk en tabell med folketall etter alder og år, eller velg hva kolonnene er."
        if likely
        else "Legg den til eller velg.",
    )
    return False
