"""The figures in a Norwegian sentence: in digits or words, as many, more, fewer, or a share."""

import re
from collections.abc import Mapping

from .claim import Kind
from .rewriting import BETWEEN

PEOPLE = (
    r"innbygger\w*|innbyggj?ar\w*|person\w*|menneske\w*|folk|elev\w*|barn|eldre|unge|skolebarn|"
    r"pensjonist\w*|færre|flere|fleire|fler|mindre|mer|prosent|pst|%|hundre|tusen"
)
"""What may be counted, or how."""

# Numbers in words.

_UNITS: Mapping[str, int] = {
    "null": 0,
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "sju": 7,
    "syv": 7,
    "åtte": 8,
    "ni": 9,
    "ti": 10,
    "elleve": 11,
    "tolv": 12,
    "tretten": 13,
    "fjorten": 14,
    "femten": 15,
    "seksten": 16,
    "sytten": 17,
    "atten": 18,
    "nitten": 19,
}
_ONE: Mapping[str, int] = {"en": 1, "ei": 1, "ett": 1, "et": 1}
_TENS: Mapping[str, int] = {
    "tjue": 20,
    "tyve": 20,
    "tretti": 30,
    "førti": 40,
    "femti": 50,
    "seksti": 60,
    "sytti": 70,
    "åtti": 80,
    "nitti": 90,
}
_SMALL = "|".join(sorted({*_UNITS, *_TENS}, key=len, reverse=True))
_WORD = re.compile(
    rf"\b(?:(et par|{_SMALL}|en|ett?|\d+(?:,\d+)?)\s?)?(hundre|tusen|millioner|million)"
    rf"(?:\s?(?:og\s)?((?:{'|'.join(_TENS)})?(?:{_SMALL}|en|ett)?)\b(?!\s?(?:hundre|tusen)))?\b"
    rf"|\b((?:{'|'.join(_TENS)})(?:{_SMALL}|en|ett)?|{_SMALL})\b",
    re.IGNORECASE,
)
_SCALE = {"hundre": 100, "tusen": 1000, "million": 10**6, "millioner": 10**6}


def with_digits(text: str) -> str:
    """The text with numbers that are written in words as digits.

    Examples
    --------
    >>> with_digits("sytti færre"), with_digits("to tusen"), with_digits("5,6 millioner")
    ('70 færre', '2000', '5600000')
    >>> with_digits("innen femten år"), with_digits("hundre og tjuefem"), with_digits("tusen")
    ('innen 15 år', '125', '1000')
    """

    def digits(found: re.Match[str]) -> str:
        times, scale, rest, alone = found.groups()
        if alone:
            return str(_word(alone))
        first = 1.0 if not times else 2.0 if times.casefold() == "et par" else _word(times)
        return f"{first * _SCALE[scale.casefold()] + (_word(rest) if rest else 0):.0f}"

    return _WORD.sub(digits, text)


def _word(text: str) -> float:
    text = text.casefold()
    if text[0].isdigit():
        return float(text.replace(",", "."))
    known = {**_UNITS, **_ONE, **_TENS}
    if text in known:
        return known[text]
    tens = next(one for one in _TENS if text.startswith(one))
    return _TENS[tens] + known[text.removeprefix(tens)]


# How many.

_NUMBER = re.compile(r"(?<![\d.,])[-]?(?:\d{1,3}(?:[  .]\d{3})+(?!\d)|\d+)(?:,\d+)?(?![\d])")
_LESS = (
    r"færre|nedgang\w*|redu\w*|synk\w*|fall\w*|tap\w*|mist\w*|minsk\w*|mindre|krymp\w*|svinn\w*|"
    r"ned\b|lavere|lågare|mink\w*|billigere|spar\w*|kutt\w*|svekk\w*|forverr\w*|"
    r"forsvinn\w*|avta\w*|fråfall\w*|frafall\w*"
)
_MORE = (
    r"flere|fleire|fler|øk\w*|auk\w*|voks\w*|vekst\w*|veks\b|stig\w*|opp\b|tilvekst\w*|mer|høyere|"
    r"høgare|dyrere"
)
NEARLY = (
    r"(?:(?:om lag|omlag|omtrent|cirka|ca\.?|rundt|nesten|minst|over|under|mer enn|nær|opp mot|"
    r"hele|bare|kun|snaut|drøyt|godt)\s)*"
)
_FACTORS: tuple[tuple[str, float], ...] = (
    (r"(?:for)?dobl\w*|dobbelt\sså|dobbelt\ssom", 100.0),
    (r"tredobl\w*|tre\sganger\sså", 200.0),
    (r"firedobl\w*", 300.0),
    (r"femdobl\w*", 400.0),
    (r"seksdobl\w*", 500.0),
    (r"tidobl\w*", 900.0),
    (r"halver\w*|halvparten\sså|halvert", -50.0),
)
_PARTS: Mapping[str, float] = {
    "halvpart": 50.0,
    "tredjedel": 100 / 3,
    "tredel": 100 / 3,
    "fjerdedel": 25.0,
    "firedel": 25.0,
    "femtedel": 20.0,
    "femdel": 20.0,
    "tidel": 10.0,
    "tiendedel": 10.0,
}
_EACH: Mapping[str, float] = {
    "annen": 50.0,
    "andre": 50.0,
    "tredje": 100 / 3,
    "fjerde": 25.0,
    "femte": 20.0,
    "sjette": 100 / 6,
    "sjuende": 100 / 7,
    "åttende": 12.5,
    "tiende": 10.0,
}


def direction(text: str) -> float:
    """1 for more, −1 for less, whichever is said first; 0 for neither."""
    less = re.search(rf"\b(?:{_LESS})", text, re.IGNORECASE)
    more = re.search(rf"\b(?:{_MORE})", text, re.IGNORECASE)
    if not less and not more:
        return 0.0
    return -1.0 if less and not (more and more.start() < less.start()) else 1.0


def follows(text: str) -> bool:
    """Whether a text begins with more or less: ``¤ høyere i``."""
    return bool(re.match(rf"[\s¤]*(?:{_LESS}|{_MORE})\b", text, re.IGNORECASE))


def values(text: str) -> list[tuple[int, float, Kind]]:
    """Place, value and kind of every figure in a text without years and ages.

    The two ends of a span have the same place.
    """
    found = list[tuple[int, float, Kind]]()
    moves = direction(text)
    sign = moves or 1.0
    for pattern, percent in _FACTORS:
        if one := re.search(rf"\b(?:{pattern})", text, re.IGNORECASE):
            return [(one.start(), percent, "percent")]
    if one := re.search(r"(\d+(?:,\d+)?)\sganger\sså", text, re.IGNORECASE):
        return [(one.start(), 100 * (float(one[1].replace(",", ".")) - 1), "percent")]
    if one := re.search(rf"\bhver\w*\s({'|'.join(_EACH)})\b", text, re.IGNORECASE):
        return [(one.start(), _EACH[one[1].casefold()], "share")]
    if one := re.search(rf"\b(?:en\s)?({'|'.join(_PARTS)})\w*", text, re.IGNORECASE):
        part = _PARTS[one[1].casefold()]
        return [(one.start(), sign * part, "percent") if moves else (one.start(), part, "share")]
    for one in _NUMBER.finditer(text):
        value = float(re.sub(r"[  .](?=\d{3})", "", one[0]).replace(",", "."))
        before, after = text[: one.start()], text[one.end() :]
        if re.search(r"\bfra\s" + NEARLY + "$", before, re.IGNORECASE) and re.search(
            r"\btil\s", after, re.IGNORECASE
        ):
            continue  # what it was
        if re.match(r"\.\s?[a-zæøå]", after):  # the second of something
            continue
        place = one.start()
        if other := re.match(rf"\s{BETWEEN}\s{_NUMBER.pattern}", after):
            after = after[other.end() :]
        elif before.endswith(f" {BETWEEN} "):
            place = found[-1][0]  # the other end of what stands there
            before = text[:place]
        found.append((place, *_kind(value, before, after, sign, bool(moves), text)))
    return found


def _kind(
    value: float, before: str, after: str, sign: float, moves: bool, text: str
) -> tuple[float, Kind]:
    """A figure with its sign, and what it is."""
    is_to = re.search(
        r"\b(?:til|blir|være|vere|er|har|ha|utgjør)\s" + NEARLY + "$", before, re.IGNORECASE
    )
    if re.match(r"\s?(?:%|prosent\b|pst\b)", after, re.IGNORECASE):
        of_all = re.search(
            r"andel\w*|utgjør\w*|av (?:befolkning\w*|innbygger\w*|folket\w*|alle)",
            text,
            re.IGNORECASE,
        )
        if of_all and (is_to or not moves):
            return value, "share"
        return sign * abs(value) if value > 0 else value, "percent"
    noun = (
        r"\s?(?:innbygger\w*|innbyggj?ar\w*|person\w*|barn\w*|elev\w*|menneske\w*|eldre|unge|¤)?\s?"
    )
    if one := re.match(rf"{noun}({_LESS}|{_MORE})\b", after, re.IGNORECASE):
        return (-1 if re.match(_LESS, one[1], re.IGNORECASE) else 1) * abs(value), "change"
    by = re.search(rf"\b(?:med|på|av)\s{NEARLY}$", before, re.IGNORECASE)
    loses = re.search(rf"\b(?:mist\w*|tap\w*)\s{NEARLY}$", before, re.IGNORECASE)
    if (by or loses) and moves:
        return sign * abs(value), "change"
    return (value, "change") if value < 0 else (value, "level")
