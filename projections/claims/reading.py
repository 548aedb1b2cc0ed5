"""A Norwegian sentence read as claims of how many there will be.

Nothing is guessed in silence: what a sentence does not say, is told as missing.
"""

import math
import re
from dataclasses import replace

from ..norwegian import MINUS, listing, number
from ..people.ages import AgeBand
from . import rewriting
from .claim import (
    FIRST,
    LAST,
    MONEY,
    SUBJECTS,
    WHOLE,
    Claim,
    Kind,
    Reading,
    foreign,
    in_millions,
    is_group,
    subject,
)
from .numbers import NEARLY, PEOPLE, direction, follows, values, with_digits


def read(text: str, newest: int) -> Reading:
    """A sentence as claims.

    Parameters
    ----------
    newest
        The year of the newest count: what «om ti år» is reckoned from where no year is said.

    Examples
    --------
    >>> read("Om lag 70 færre i skolealder innen 2025, sagt i 2015", 2026).claims
    (Claim(group='6-15', year=2025, value=-70.0, kind='change', said=2015),)
    """
    plain = re.sub(r"\bminus\s(?=\d)", "-", " ".join(text.replace(MINUS, "-").split()), flags=re.I)
    plain = rewriting.plain(with_digits(plain))
    if other := foreign(plain):
        said, years, _ = _years(plain, newest)
        latest = max((year for _, year in years), default=0)
        return Reading((Claim(year=latest, said=said),), (_CHECKED.format(other),))
    about, plain = subject(plain)
    group, plain = _group(plain)
    group = about or group
    said, years, plain = _years(plain, newest)
    guessed = False
    if SUBJECTS.get(about) == MONEY:
        plain, guessed = in_millions(plain)
    plain = rewriting.spans(plain)
    figures = values(plain)
    if about:
        figures = [_of_subject(one, plain) for one in figures]
    if len(figures) == 1 and len(years) > 1 and not said and years[0][1] < years[-1][1]:
        said = min(year for _, year in years)
        said = said if said <= newest else 0
    pairs = _paired(figures, years)
    known = group or WHOLE
    claims = tuple(
        Claim(known, year, round(value, 2), kind, said).fitting for value, kind, year in pairs
    )
    unused = [value for _, value, _ in figures if value not in {value for value, _, _ in pairs}]
    if any(one.kind == "share" for one in claims) and known == WHOLE:
        claims = tuple(
            replace(one, kind="percent") if one.kind == "share" else one for one in claims
        )
    whole = tuple(one for one in claims if one.is_whole) or claims[:1]
    missing = []
    if math.isnan(whole[0].value):
        missing.append("hvor mange det gjelder, for eksempel «1 774» eller «70 færre»")
    if not whole[0].year:
        missing.append("hvilket år det gjelder, for eksempel «i 2030»")
    elif whole[0].is_change and not said and whole[0].year <= newest and not whole[0].is_money:
        missing.append("hvilket år endringen måles fra, for eksempel «sagt i 2015»")
    assumed = (
        []
        if group or len(missing) > 1
        else ["Setningen sier ikke hvem det gjelder; hele folketallet er antatt."]
    )
    if guessed and not missing:
        assumed.append("Beløpet har ingen enhet; millioner kroner er antatt.")
    if _YEARLY.search(plain) and not missing:
        yearly = [one for one in whole if one.is_change]
        if any(one.is_money and one.kind == "change" for one in yearly):
            missing.append("om beløpet kommer i tillegg hvert år, eller er det samme hvert år")
        elif yearly:
            whole = tuple(_in_all(one, newest) if one.is_change else one for one in whole)
            assumed += [
                _summed(one, every, newest) for one, every in zip(whole, yearly, strict=False)
            ]
    if unused:
        shown = listing([number(abs(one), 0 if one == round(one) else 2) for one in unused])
        assumed.append(f"Setningen har flere tall; {shown} er ikke brukt.")
    return Reading(whole, tuple(missing), tuple(assumed))


def _in_all(one: Claim, newest: int) -> Claim:
    """A change of each year as the change of all the years."""
    years = one.year - (one.said or newest)
    if one.kind == "percent":
        return replace(one, value=round(100 * ((1 + one.value / 100) ** years - 1), 2))
    return replace(one, value=round(one.value * years, 2))


def _summed(one: Claim, every: Claim, newest: int) -> str:
    unit = " prosent" if one.kind == "percent" else ""
    told = [
        f"{number(each.value, 0 if each.value == round(each.value) else 1)}{unit}"
        for each in (every, one)
    ]
    return (
        f"{told[0]} i året er regnet som {told[1]} i alt fra {one.said or newest} til {one.year}."
    )


def _of_subject(figure: tuple[int, float, Kind], text: str) -> tuple[int, float, Kind]:
    """An amount beside more or less is a change, where it is not what something comes to."""
    place, value, kind = figure
    before = text[:place]
    comes_to = re.search(rf"\b(?:til|blir|er|være|vere)\s{NEARLY}[-]?$", before, re.IGNORECASE)
    after = re.sub(r"^[-\d\s,]+", "", text[place:])
    sign = direction(text)
    if kind == "level" and sign and (follows(after) or not comes_to):
        return place, sign * abs(value), "change"
    more = re.search(r"(?:mer|demografi)kostnad", before, re.IGNORECASE)
    if kind == "level" and more and not re.search(r"\bfra\s", before, re.IGNORECASE):
        return place, value, "change"
    return figure


_YEARLY = re.compile(
    r"\b(?:(?:per|pr\.?|hvert|kvart)\s(?:eneste\s)?år\b|i året\b|årlige?\b|årleg\w*|p\.a\.)",
    re.IGNORECASE,
)
_CHECKED = (
    "noe som kan sjekkes her: innbyggere, andeler, aldersbæreevne eller kroner («{}» kan ikke)"
)

# Whom it is about.

_AGE = rf"(\d{{1,3}})(?!\d)(?![\s ]\d{{3}}\b)(?![\s ]*(?:{PEOPLE})(?!\w))"
_SPANS: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:mellom|fra|frå|alderen|alder)?\s*(\d{1,3})\s?(?:[-–—]|til|og)\s?(\d{1,3})[\s-]?år(?:inger|ingar|a)?\b",
        "{0}-{1}",
    ),
    (
        r"\b(?:alderen|aldersgruppen|aldersgruppa|gruppen)\s(\d{1,3})\s?(?:[-–—]|til)\s?(\d{1,3})\b(?!\s?\d)",
        "{0}-{1}",
    ),
    (r"\b(\d{1,3})[-\s]?(?:år|åringer|åringar)?\s?(?:og|eller)\s(?:eldre|over|oppover)\b", "{0}+"),
    (r"\b(\d{2,3})\s?(?:\+|pluss\b)(?:-?\s?år\b)?", "{0}+"),
    (
        rf"\b(?:over|eldre\senn|fylt|passert|minst)\s{_AGE}(?:\s?år\b)?(?:\s?(?:og|eller)\seldre)?",
        "{0}+",
    ),
    (
        r"\b(?:innbygger\w*|person\w*|antall\w*|befolkning\w*|barn|unge|voksne|eldre|folk|de|gruppa)\s"
        r"(?:på\s|mellom\s|i\salderen\s)?(\d{1,2})\s?[-–—]\s?(\d{1,3})\b"
        r"(?!\s?(?:%|prosent|pst|flere|færre|fleire|mer|mindre|\d))",
        "{0}-{1}",
    ),
    (rf"\b(?:under|yngre\senn)\s{_AGE}(?:\s?år\b)?", "0-{0}-1"),
    (r"\b(\d{1,3})[-\s]?(?:åringer|åringar|åringene|åringane)\b", "{0}"),
)
"""Ages written as numbers; the last form takes one from the upper end."""
_NAMED: tuple[tuple[str, str], ...] = (
    (
        r"grunnskole(?:alder|elev)\w*|skolealder\w*|skulealder\w*|skolebarn\w*|skulebarn\w*|\b(?:elev)\w*|skoleelev\w*",
        "6-15",
    ),
    (r"barn\w*\si\sbarnehage\w*|barnehagealder\w*|barnehagebarn\w*|førskole\w*", "1-5"),
    (r"småbarn\w*", "0-5"),
    (r"videregående\w*|vidaregåande\w*", "16-19"),
    (r"nyfødte?\b|fødte\b|fødsler\b|fødslar\b|fødsels(?:tal|kull)\w*", "0"),
    (r"yrkesaktiv\w*|arbeidsfør\w*|arbeidsdyktig\w*|yrkesfør\w*|arbeidsalder\w*", "20-66"),
    (r"(?:de|dei)\s(?:aller\s)?eldste\b", "80+"),
    (r"pensjonist\w*|pensjonsalder\w*|\beldre\b|\beldrebølge\w*", "67+"),
    (r"barn\sog\s(?:unge|ungdom\w*)", "0-19"),
    (r"tenåring\w*", "13-19"),
    (r"\bunge\b", "0-19"),
    (r"\bbarn\b|\bborn\b|\bbarnetall\w*|\bbarnetal\w*", "0-15"),
    (
        r"innbygger\w*|innbyggj?ar\w*|folketal\w*|befolkning\w*|befolkninga|menneske\w*|person\w*|\bfolk\b|\bbebuar\w*",
        WHOLE,
    ),
)


def _group(text: str) -> tuple[str, str]:
    """The group a text is about, and the text without the ages it was told by."""
    for pattern, form in _SPANS:
        for found in re.finditer(pattern, text, re.IGNORECASE):
            code = form.format(*found.groups())
            if form.endswith("-1"):
                code = f"0-{int(found[1]) - 1}"
            if is_group(code):
                code = AgeBand.parse(code).code
                return code, text[: found.start()] + " ¤ " + text[found.end() :]
    for pattern, code in _NAMED:
        if re.search(pattern, text, re.IGNORECASE):
            return code, text
    return "", text


# When.

_YEAR = re.compile(
    rf"(?<![\d.,])((?:19|20)\d{{2}})(?![\d.,]*\d)(?!\s?(?:{PEOPLE})(?!\w))", re.IGNORECASE
)
_SPAN_OF_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?[-–—]\s?((?:19|20)\d{2})(?!\d)")
_FROM = re.compile(
    r"(?:\b(?:fra|frå|siden|sidan|mellom|enn i|enn)\s(?:år\s|1\. januar\s)?)$", re.IGNORECASE
)
_SAID = re.compile(
    r"(?:\b(?:sagt|sa|skrev|skrevet|skreiv|anslått|anslo|spådd|spådde|vedtatt|plan\w*|samfunnsdel\w*|"
    r"prognose\w*|rapport\w*)\s(?:av\s|fra\s|frå\s|i\s)*)$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:om|innen|innan|på|de neste|dei neste|neste|løpet av(?: de neste)?)\s(\d{1,2})\s"
    r"(?:år|åra|årene)\b",
    re.IGNORECASE,
)


def _years(text: str, newest: int) -> tuple[int, list[tuple[int, int]], str]:
    """The year it was said, the years it is about with their places, and the text without them."""
    said, found = 0, list[tuple[int, int]]()
    if span := _SPAN_OF_YEARS.search(text):
        said = int(span[1])
        found.append((span.start(), int(span[2])))
        text = _blank(text, span)
    for one in _YEAR.finditer(text):
        before = text[: one.start()]
        year = int(one[1])
        if not FIRST <= year <= LAST:
            continue
        if _SAID.search(before) or (_FROM.search(before) and not said):
            said = year
        else:
            found.append((one.start(), year))
        text = _blank(text, one)
    if not found and (ahead := _AHEAD.search(text)):
        found.append((ahead.start(), (said or newest) + int(ahead[1])))
        text = _blank(text, ahead)
    return said, sorted(found), text


def _blank(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + "¤" * len(found[0]) + text[found.end() :]


def _paired(
    values: list[tuple[int, float, Kind]], years: list[tuple[int, int]]
) -> list[tuple[float, Kind, int]]:
    """Each figure with its year: one after it before the next figure, or else the nearest."""
    if not values:
        return [(math.nan, "level", max((year for _, year in years), default=0))]
    if len(values) == 1 or len(years) < 2:
        latest = max((year for _, year in years), default=0)
        _, value, kind = values[-1] if len(years) < 2 and _restated(values) else values[0]
        ends = [one for one in values if one[0] == values[0][0]]
        if len(ends) > 1:
            return [(value, kind, latest) for _, value, kind in ends]
        return [(value, kind, latest)]
    found = []
    if _years_first([place for place, _, _ in values], [place for place, _ in years]):
        return [
            (value, kind, [year for at, year in years if at < place][-1])
            for place, value, kind in values
        ]
    for one, (place, value, kind) in enumerate(values):
        end = values[one + 1][0] if one + 1 < len(values) else math.inf
        after = [year for at, year in years if place < at < end]
        nearest = min(years, key=lambda each: abs(each[0] - place))[1]
        found.append((value, kind, after[0] if after else nearest))
    return found


def _years_first(values: list[int], years: list[int]) -> bool:
    """Whether each figure has a year of its own before it, and none stands after the last."""
    order = sorted([(place, "year") for place in years] + [(place, "") for place in set(values)])
    kinds = [kind for _, kind in order]
    return kinds == ["year", ""] * (len(kinds) // 2)


def _restated(values: list[tuple[int, float, Kind]]) -> bool:
    """Whether the figures are several words for one thing, the last of them what it comes to."""
    return len(values) > 1 and all(kind == "level" for _, _, kind in values)
