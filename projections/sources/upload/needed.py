"""What a table must have, what it seems to be where it has not, and columns that are not used."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ...norwegian import listing
from . import words
from .grid import Table
from .roles import KINDS, Role
from .told import Told

SEEMS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
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
)
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
