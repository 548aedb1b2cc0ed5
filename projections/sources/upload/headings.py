"""What a heading or the name of a sheet says: year, age, sex, what is counted, and the rest.

A heading is read to its end: whatever is left is the name of an alternative, never dropped.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ...people.ages import AgeBand
from . import words

_FOOTNOTE = re.compile(
    r"(?:(?<=[\w).])\s*(?:\(\d\)|\[\d\]|[*†‡¹²³⁴-⁹]+)|(?<=[\w).])\s+\d\)|(?<=[^\W\d])\d\))\s*$"
)
"""A mark of a footnote at the end; the last digit of a year in brackets is none."""
_MARK = re.compile(r"((?:18|19|20|21)\d\d)\s*(?:\(?\d\)|\[\d\]|[*†‡¹²³⁴-⁹]+)(?=\W|$)")
"""A mark of a footnote right after a year, wherever it stands."""
_YEAR = r"((?:18|19|20|21)\d\d)"
_END = re.compile(
    rf"(?:(?:pr|per)\.? ?)?31[./-]? ?(?:12|desember|des)[./-]?,? ?{_YEAR}|"
    rf"{_YEAR}-12-31(?:[ t]00:00:00)?|{_YEAR}m12|12/31/{_YEAR}|\b(?:desember|des)\.? ?{_YEAR}|"
    rf"{_YEAR}\.12\.31|"
    rf"(?:ultimo|årsslutt|(?:ved )?(?:utgangen|slutten) av)(?: år)? ?{_YEAR}|{_YEAR} ?\(?ultimo\)?"
)
_START = re.compile(
    rf"(?:(?:pr|per)\.? ?)?0?1[./-]? ?(?:0?1|januar|jan)[./-]?,? ?{_YEAR}|{_YEAR}m01|"
    rf"(?<!\d\.)(?<!\d\. )\b(?:januar|jan)\.? ?{_YEAR}|"
    rf"{_YEAR}-01-01(?:[ t]00:00:00)?|(?:primo|inngangen til)(?: år)? ?{_YEAR}|{_YEAR} ?\(?primo\)?"
)
_OTHER_DAY = re.compile(
    rf"\b(?:\d\d?(?:[./-] ?| )\d\d?[./-]|(?:\d\d?\.? ?)?(?:januar|februar|mars|april|mai|juni|juli|"
    rf"august|september|oktober|november|desember)),? ?{_YEAR}|{_YEAR}-\d\d-\d\d|"
    rf"\d\. ?(?:kvartal|kv\.?),? ?{_YEAR}|{_YEAR} ?(?:[kq][1-4]|m\d\d)\b"
)
_PLAIN = re.compile(rf"(?<!\d){_YEAR}(?:\.0)?(?!\d)")
_DAY = re.compile(r"(?:(?:pr|per)\.? ?)?\b(31|1)\.? ?(12|1|desember|des|januar|jan)\b\.?(?! ?\d)")
_SEX = re.compile(rf"\b({words.SEX_WORDS})\b\.?|([♀♂])")
_BOTH = re.compile(
    r"\b(?:begge kjønn|begge|kjønn i alt|both sexes|kvinner og menn|menn og kvinner)\b"
)
_LETTER = re.compile(r"(?:^|[ _/.,;:(-])([kmfw])(?:$|[ _/.,;:)-])|^([kmfw])(?=(?:19|20|21)\d\d)")
_SHARE = re.compile(r"%|\b(?:prosent|prosentvis|pst|pct|andel(?:er)?|percent|share)\b")
_CHANGE = re.compile(
    r"\b(?:endring(?:er)?|differanse|diff|økning|nedgang|tilvekst|change|vekst)\b|[Δ±]|\+/-"
)
_EVENTS = re.compile(
    r"\b(?:(?:inn|ut|til|fra|netto\w{0,4})flytt\w*|flytting(?:er)?|(?:levende)?fødte|døde|"
    r"fødselsoverskudd|folketilvekst|netto(?:inn|ut)?vandring|(?:inn|ut)vandring(?:er)?)\b"
)
"""What happens to people in a year, which is no number of people."""
_OF_ALTERNATIVE = re.compile(r"\b(?:høy|lav|middels|ingen|uten|med|null|sterk|svak|ny|økt|mer)\b")
_GROWTH_NAMED = re.compile(r"\b(?:nasjonal|lav|høy|middels|sterk|svak) (?:nasjonal )?vekst\b")
_INDEX = re.compile(r"\b(?:indeks|index)\b")
_RATE = re.compile(r"\b(?:promille|per (?:1 ?000|100)|rate|per innbygger|per kvinne)\b|‰")
_PERSONS = re.compile(
    r"\b(?:personer|persons|antall|antal|folketall(?:et)?|folkemengde|befolkning(?:en)?|innbyggere|"
    r"population|people|count|hele|whole|sum av|summer av|sum of)\b"
)
_GROUNDS = re.compile(
    r"\b(?:regnskap|budsjett|oppr\.? ?budsjett|plan|økplan|økonomiplan|prognose|prog|framskrevet|"
    r"framskriving|fremskriving|fremskrevet|anslag|estimat|observert|obs|faktisk|historisk|hist|"
    r"registrert|beregnet|statistikk)\b\.?"
)
_GROUNDS_SHORT = re.compile(r"r|b|p|e|øp|hp|rb|jb|est|prog")
"""The kind of a year in letters beside it, as in «R2024», «B 2025» and «2026P»."""
_LINKS = re.compile(r"\b(?:pr|per|i|den|for|av|år|aar|year|fra|til og med|1\.? januar|tall)\b\.?")
_AGES = re.compile(
    r"\d{1,3} ?(?:-|til) ?\d{1,3}(?: ?år)?|\d{1,3} ?\+|"
    r"(?:over|under) \d{1,3}(?: ?år)?|"
    r"\d{1,3}(?: ?år)? ?(?:eller eldre|og eldre|og over|eller over|og mer)(?: ?år)?|\d{1,3} ?år"
)


@dataclass(frozen=True)
class HeadingWords:
    """What a text says.

    Parameters
    ----------
    year
        Counted on 1 January of; one year after the one that is written where ``ends``.
    ends
        Whether it is written as the end of a year, 31 December.
    other_day
        Whether people are counted on another day.
    age, sex, letter
        As in :mod:`words`; ``letter`` is a sex said by one letter, which alone says little.
    measure
        ``share``, ``change``, ``index``, ``rate`` or ``thousands``; empty for persons.
    persons
        Whether it says that people are counted.
    grounds
        Kind of year, such as accounts, budget or projection; as written.
    rest
        What nothing above explains, as written.
    """

    year: int | None = None
    ends: bool = False
    other_day: bool = False
    age: AgeBand | str | None = None
    sex: str = ""
    letter: str = ""
    measure: str = ""
    persons: bool = False
    grounds: str = ""
    rest: str = ""


@lru_cache(words.TEXTS)
def said(text: str) -> HeadingWords:
    """What a heading says.

    Examples
    --------
    >>> said("2027 1)").year, said("ultimo 2025").year, said("Kvinner 2025").sex
    (2027, 2026, 'female')
    >>> said("Lav nasjonal vekst (LLML) 2030").rest, said("Endring 2024-2025").measure
    ('Lav nasjonal vekst (LLML)', 'change')
    """
    bare = _FOOTNOTE.sub("", _MARK.sub(r"\1", text))
    if first := words.school_year(bare):
        return HeadingWords(year=first)
    left = words.plain(bare).replace("_", " ")
    year, ends, other_day, left = _when(left)
    if other_day and year is None:
        return HeadingWords(other_day=True, rest=text)
    measure, left = _measure(left)
    if year is None and len(set(_PLAIN.findall(left))) > 1:
        return HeadingWords(measure=measure or "change", rest=text)
    sex, letter = "", ""
    if _BOTH.search(left):
        sex, left = "both", _BOTH.sub(" ", left)
    elif found := _SEX.search(left):
        sex, left = words.SEXES[found[1] or found[2]], _SEX.sub(" ", left, 1)
    elif (found := _LETTER.search(left)) and year:
        letter = words.SEXES[found[1] or found[2]]
        left = left[: found.start()] + " " + left[found.end() :]
    age: AgeBand | str | None = None
    if not year or _AGES.search(left):
        if (band := words.age(left.strip(" ,:-()"))) is not None and not (year and sex == ""):
            age, left = band, ""
        elif (found := _AGES.search(left)) and (band := words.age(found[0])) is not None:
            age, left = band, left[: found.start()] + " " + left[found.end() :]
    counted = bool(_PERSONS.search(left))
    grounds = " ".join(one.strip(". ") for one in _GROUNDS.findall(left))
    rest = _GROUNDS.sub(" ", left)
    rest = _PERSONS.sub(" ", rest).strip(" ,:;.-()/*")
    if not words.is_total(rest):
        rest = re.sub(r"\s+", " ", _LINKS.sub(" ", rest)).strip(" ,:;.-()/*")
    if words.is_total(rest):
        alone = not (year or sex or age)
        sex, rest = sex or ("both" if year and not age else ""), ""
        age = "total" if alone else age
    if year and _GROUNDS_SHORT.fullmatch(rest):
        grounds, rest = grounds or rest, ""
    written = _as_written(bare, rest)
    return HeadingWords(year, ends, other_day, age, sex, letter, measure, counted, grounds, written)


def _when(left: str) -> tuple[int | None, bool, bool, str]:
    """The year, whether it is written by its end or another day, and what is left."""
    for pattern, ends in ((_END, True), (_START, False)):
        if found := pattern.search(left):
            year = int(next(filter(None, found.groups())))
            rest = left[: found.start()] + " " + left[found.end() :]
            return year + ends, ends, False, rest
    if found := _OTHER_DAY.search(left):
        return None, False, True, left
    years = _PLAIN.findall(left)
    if len(years) == 1:
        day = _DAY.search(left)
        ends = bool(day and day[1] == "31")
        rest = _PLAIN.sub(" ", _DAY.sub(" ", left))
        return int(years[0]) + ends, ends, False, rest
    return None, False, False, left


def _measure(left: str) -> tuple[str, str]:
    """What is counted, where that is not persons, and what is left."""
    if _GROWTH_NAMED.search(left):
        return "", left
    if _EVENTS.search(left) and not _OF_ALTERNATIVE.search(left):
        return "change", _EVENTS.sub(" ", left)
    kinds = {"share": _SHARE, "change": _CHANGE, "index": _INDEX, "rate": _RATE}
    for kind, pattern in kinds.items():
        if pattern.search(left):
            return kind, pattern.sub(" ", left)
    return "", left


def _as_written(text: str, rest: str) -> str:
    """The rest in the letters of the heading, where it stands there in one piece."""
    if not rest:
        return ""
    place = words.plain(text).replace("_", " ").find(rest)
    whole = re.sub(r"\s+", " ", text.strip())
    found = whole[place : place + len(rest)] if place >= 0 and len(whole) >= place else rest
    if found.count("(") > found.count(")"):
        found += ")"
    return found


def thousands(text: str) -> bool:
    """Whether a title says that figures are in thousands of people.

    Examples
    --------
    >>> thousands("Folkemengde. Tall i 1000 personer"), thousands("Folkemengde 1000 Oslo")
    (True, False)
    """
    left = words.plain(text)
    return bool(
        re.search(
            r"\b(?:i|tall i|oppgitt i|hele) ?\(?(?:1 ?000|1\.000|tusen(?:er|tall)?)\b|\(1 ?000\)|"
            r"(?:^|[,(] ?)1 ?000 (?:personer|innb\w*)",
            left,
        )
    )
