"""What a cell says, as people write it in Norwegian or English: age, year, sex, number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...people.ages import AgeBand, FloatArray

TOTALS = frozenset(
    (
        *("total", "totalt", "i alt", "ialt", "sum", "alle", "alle aldre", "alle aldersgrupper"),
        *("begge kjønn", "begge", "kjønn i alt", "hele kommunen", "kommunen", "0 år og eldre"),
        *("both", "both sexes", "all", "all ages", "totals", "in total", "0+", "totalsum"),
        *("alder i alt", "alder totalt", "sum alle", "sum i alt", "sum alle aldre", "grand total"),
        *("totalt antall", "alle kjønn", "kvinner og menn", "menn og kvinner", "sum totalt"),
        *("hele befolkningen", "samlet", "til sammen", "tilsammen", "alle innbyggere", "tot"),
        *("kommunen totalt", "kommunen i alt", "kommune totalt", "hele kommunen i alt"),
    )
)
MISSING = frozenset((".", "..", ":", "-", "–", "—", "x", "na", "n/a", "nan", "null", "#n/a"))
"""Marks for a figure that is not there, as SSB and spreadsheets write them."""

SEXES: Mapping[str, str] = {
    **dict.fromkeys(
        ("female", "females", "women", "woman", "kvinner", "kvinne", "k", "kv", "kv."), "female"
    ),
    **dict.fromkeys(
        ("w", "♀", "kvinnelig", "kvinnelige", "hunkjønn", "k.", "hun", "damer"), "female"
    ),
    **dict.fromkeys(("male", "males", "men", "man", "menn", "mann", "m", "mn"), "male"),
    **dict.fromkeys(("♂", "mannlig", "mannlige", "hankjønn", "m.", "mn.", "han", "herrer"), "male"),
    **dict.fromkeys(("jenter", "jente", "f", "2", "kvinder", "kvinde", "kvinnor"), "female"),
    **dict.fromkeys(("gutter", "gutt", "1", "mænd", "mand", "män"), "male"),
    **dict.fromkeys((*TOTALS, "0", "t", "b", "tot"), "both"),
}
"""SSB's own codes are 1 for men and 2 for women."""
SEX_WORDS = "|".join(
    sorted(
        (one for one, sex in SEXES.items() if sex != "both" and one.isalpha() and len(one) > 1),
        key=len,
        reverse=True,
    )
)
"""Those that are words, for a pattern: the longest first."""

_YEARS = r"(?:års?|-?åring(?:er|ar)?|aar|years?(?: old)?|yrs?)"
_OPEN = (
    r"(?:\+|eller eldre|og eldre|eller mer|og over|eller over|or older|and older|or over|and over|"
    r"and above|or more|og derover|og oppover|eller derover|og mer|"
    r"\- ?og eldre|og opp|eller høyere|el\.? eldre|o\.? ?eldre|(?:og|eller|el\.?) meir|och äldre|"
    r"eller äldre|_over|→|- ?∞|- ?999|-)"
)
_NAMED = (
    r"(?:(?:sum|totalt?|i alt|barn|unge|ungdom(?:mer)?|voksne|vaksne|eldre|"
    r"(?:barnehage|skole|grunnskole)(?:barn|alder)?|yrkesaktive?|arbeidsfør|pensjonister|"
    r"alder(?:en|sgruppen?)?|age|i alderen|yngre|andre|"
    r"innbyggere|befolkning(?:en)?|personer|alle)[ :,]+)?"
)
"""A name before an age group that says its ages too («Barn 0-19 år»)."""
_AGE = re.compile(rf"{_NAMED}(?:y|age_?|alder_?)?(\d{{1,3}})(?:\.0)?[- ]?{_YEARS}?")
_CODE = re.compile(r"[fmk](\d{3})")
"""Codes of ages with a letter in front; a letter before fewer digits is a sex."""
_GROUP = re.compile(
    rf"{_NAMED}(?:y|alder_?)?(\d{{1,3}}) ?{_YEARS}? ?(?:-|til(?: og med)?|t\.o\.m\.|to) ?"
    rf"(\d{{1,3}}) ?{_YEARS}?"
)
_LAST = re.compile(rf"{_NAMED}(?:y|alder_?)?(\d{{1,3}}) ?{_YEARS}? ?-?{_OPEN} ?{_YEARS}?")
_OVER = re.compile(rf"{_NAMED}(?:over|more than|eldre enn|mer enn) (\d{{1,3}}) ?{_YEARS}?")
_FROM = re.compile(rf"{_NAMED}(?:fra|minst) (\d{{1,3}}) ?{_YEARS}?(?: {_OPEN})?")
_UNDER = re.compile(rf"{_NAMED}(?:under|less than|yngre enn|mindre enn) (\d{{1,3}}) ?{_YEARS}?")
_FROM_SIGN = re.compile(rf"(?:y_?)?(>=?|≥|ge) ?(\d{{1,3}}) ?{_YEARS}?")
_IN_BRACKETS = re.compile(r"[^\W\d][^\d()]* \(([^()]*\d[^()]*)\)")
"""A name of an age group with its ages in brackets («Barn (0-19 år)»)."""
_GRADE = re.compile(
    r"(\d{1,2})\.?(?: ?(?:-|til|to) ?(\d{1,2})\.?)? ?(?:års|klasse)?(?:trinn|klasse)"
)
_BARE = re.compile(r"(\d{1,2})\.?")
_SCHOOL_YEAR = re.compile(
    r"(?:skoleåret |skoleår )?((?:19|20|21)\d\d)(?:/|-)(\d\d)|"
    r"(?:skoleåret |skoleår )?((?:19|20|21)\d\d)/((?:19|20|21)\d\d)|"
    r"(?:skoleåret |skoleår )((?:19|20|21)\d\d)-((?:19|20|21)\d\d)"
)
GRADES = ("trinn", "årstrinn", "klassetrinn", "klasse")
"""Headings of a column in which bare numbers are grades."""
BEFORE_SCHOOL = 5
"""Added to a grade: pupils start the year they turn six [years]."""
LAST_GRADE = 10
_YEAR = re.compile(r"(?:år )?((?:18|19|20|21)\d\d)(?:\.0)?|0?1\.0?1\.((?:18|19|20|21)\d\d)")
_ISO = re.compile(r"((?:19|20|21)\d\d)-01-01(?:[ t]00:00:00)?")
OLDEST = 130
TEXTS = 10_000
"""Texts whose meaning is remembered: those of a file are looked at again and again."""
LAST = 105
"""SSB's last age, and older."""


@lru_cache(TEXTS)
def plain(text: str) -> str:
    """In lower case, with single ordinary spaces and one kind of hyphen."""
    return re.sub(r"\s+", " ", re.sub("[–—−]", "-", text)).strip().casefold()


@lru_cache(TEXTS)
def age(text: str) -> AgeBand | None:
    """An age or age group; None for what is none.

    Examples
    --------
    >>> [age(one).code for one in ("000", "0 år", "1-5 år", "90 år eller eldre", "105+")]
    ['0', '0', '1-5', '90+', '105+']
    """
    said = plain(text)
    if found := _AGE.fullmatch(said) or _CODE.fullmatch(said):
        lower, upper = int(found[1]), int(found[1])
    elif found := _GROUP.fullmatch(said):
        lower, upper = int(found[1]), int(found[2])
    elif found := _FROM_SIGN.fullmatch(said):
        return AgeBand(int(found[2]) + (found[1] == ">"), None) if int(found[2]) < OLDEST else None
    elif (found := _IN_BRACKETS.fullmatch(said)) and (band := age(found[1])) is not None:
        return band
    elif found := _UNDER.fullmatch(said):
        lower, upper = 0, int(found[1]) - 1
    elif found := _OVER.fullmatch(said):
        return AgeBand(int(found[1]) + 1, None) if int(found[1]) < OLDEST else None
    elif found := _LAST.fullmatch(said) or _FROM.fullmatch(said):
        return AgeBand(int(found[1]), None) if int(found[1]) <= OLDEST else None
    else:
        return grade(text)
    if not lower <= upper <= OLDEST:
        return None
    # SSB counts nobody older than this by themselves, so a group up to it is open.
    return AgeBand(lower, None if lower < upper >= LAST else upper)


def grade(text: str, bare: bool = False) -> AgeBand | None:
    """The age of a grade or some grades in school; None for what is none.

    ``bare`` says whether a number alone is a grade too.

    Examples
    --------
    >>> [grade(one).code for one in ("1. trinn", "8.-10. trinn", "10. klasse")]
    ['6', '13-15', '15']
    """
    said = plain(text)
    found = _GRADE.fullmatch(said) or (_BARE.fullmatch(said) if bare else None)
    if found is None:
        return None
    lower = int(found[1])
    upper = int(found[2] or lower) if found.re is _GRADE else lower
    if not 1 <= lower <= upper <= LAST_GRADE:
        return None
    return AgeBand(lower + BEFORE_SCHOOL, upper + BEFORE_SCHOOL)


def year(text: str) -> int | None:
    """A year, the first of January of one, or a school year's first; None for what is none.

    Examples
    --------
    >>> year("1.1.2026"), year("2026/27"), year("2026/29")
    (2026, 2026, None)
    """
    said = plain(text)
    found = _YEAR.fullmatch(said) or _ISO.fullmatch(said)
    return int(next(filter(None, found.groups()))) if found else school_year(text)


def school_year(text: str) -> int | None:
    """The first of the two years of a school year; None for what is none."""
    found = _SCHOOL_YEAR.fullmatch(plain(text))
    if found is None:
        return None
    first, last = filter(None, found.groups())
    return (
        int(first)
        if (int(first) + 1) % 100 == int(last) % 100
        and (len(last) == 2 or int(last) == int(first) + 1)
        else None
    )


def bare(text: str) -> str:
    """A name without the mark that a download puts before one that looks like a formula."""
    return text[1:] if re.match(r"'[=+\-@]", text) else text


def sex(text: str) -> str:
    """The sex a label says and nothing else, in one word or several; empty for none.

    Examples
    --------
    >>> sex("Kvinner"), sex("Jenter/kvinner"), sex("menn (M)"), sex("Menn 2024")
    ('female', 'female', 'male', '')
    """
    said = plain(text)
    if said in SEXES:
        return SEXES[said]
    cut = re.split(r"[/,()]| og | eller ", said)
    parts = {SEXES.get(one.strip(), "") for one in cut if one.strip()}
    return parts.pop() if len(parts) == 1 else ""


def is_total(text: str) -> bool:
    """Whether a label means all together."""
    return plain(text) in TOTALS


@dataclass(frozen=True, eq=False)
class Numbers:
    """Distinct texts as numbers; NaN both for missing and for what is no number.

    Parameters
    ----------
    values
        ``[text]``.
    missing, bad, unclear
        ``bool[text]``: marks for missing; no number; both a thousand and a decimal.
    decimals
        Most decimals found.
    points
        Whether points were read as thousands.
    """

    values: FloatArray
    missing: np.ndarray
    bad: np.ndarray
    unclear: np.ndarray
    decimals: int
    points: bool


_SPACED = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_BOTH = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:,\d{3})+\.\d+")
_DIGITS = re.compile(r"[+-]?\d{1,12}(?:[.,]\d+)?")


def numbers(texts: Sequence[str]) -> Numbers:
    """Read all distinct texts of a file together, since one settles how another is meant.

    ``1.234`` is 1234 where no number of the file shows that a point is a decimal mark, or that
    thousands are written without one; ``1,234`` is never taken for either without such a sign.
    """
    said = [
        re.sub("[\u00a0\u202f\u2009']", " ", text.replace("−", "-")).strip(" ").casefold()
        for text in texts
    ]
    decimal, thousand = {".": False, ",": False}, {".": False, ",": False}
    long = False
    for one in said:
        if found := _GROUPED.fullmatch(one):
            thousand[found[1]] |= one.count(found[1]) > 1
        elif _BOTH.fullmatch(one):
            last = max(".,", key=one.rfind)
            decimal[last] = thousand["," if last == "." else "."] = True
        elif _SPACED.fullmatch(one) or _DIGITS.fullmatch(one):
            for mark in decimal:
                decimal[mark] |= mark in one
            long |= bool(re.match(r"[+-]?[1-9]\d{3}", one))
    values = np.full(len(said), np.nan)
    missing, bad, unclear = (np.zeros(len(said), dtype=bool) for _ in range(3))
    most, points = 0, False
    for place, one in enumerate(said):
        if one == "" or one in MISSING:
            missing[place] = True
            continue
        if found := _GROUPED.fullmatch(one):
            mark, other = found[1], "," if found[1] == "." else "."
            clear = decimal[mark] != thousand[mark]
            guessed = not decimal[mark] and (decimal[other] or (mark == "." and not long))
            if clear and decimal[mark] and one.count(mark) == 1:
                one = one.replace(mark, ".")
            elif (clear and thousand[mark]) or guessed:
                one = one.replace(mark, "")
                points = points or mark == "."
            else:
                unclear[place] = True
                continue
        elif _BOTH.fullmatch(one):
            mark = max(".,", key=one.rfind)
            one = one.replace("," if mark == "." else ".", "").replace(mark, ".")
        elif _SPACED.fullmatch(one) or _DIGITS.fullmatch(one):
            one = one.replace(" ", "").replace(",", ".")
        else:
            bad[place] = True
            continue
        values[place] = float(one)
        if values[place] != round(values[place]):
            most = max(most, len(one.partition(".")[2].rstrip("0")))
    return Numbers(values, missing, bad, unclear, most, points)
