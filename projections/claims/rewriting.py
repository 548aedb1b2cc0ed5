"""A sentence in one form before it is read: dates as years, parts as per cent, ends of spans."""

import re

_DATE = re.compile(
    r"\b(?:(?:pr|per)\.?\s)?(\d{1,2})\.\s?(?:(\d{1,2})\.\s?|(januar|desember)\s)((?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_SIGNS = str.maketrans({"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5"})
_PART = re.compile(r"(?<![\d/.,])(\d{1,2})\s?/\s?(\d{1,2})(?![\d/])")
_OF = re.compile(
    r"\b(\d{1,2}|en|ein|ett?)\sav\s(?:hver\w*\s|kvar\w*\s|alle\s)?(\d{1,2})\b"
    r"(?!\s?(?:%|prosent|pst|år))",
    re.IGNORECASE,
)
MOST_PARTS = 20
"""«1 av 20» is a share; of more than this it is a number of something."""
_EVERY = re.compile(r"\b(?:hver|kvar)(?:t|en|eneste)?\s(\d{1,2})\.(?=\s)", re.IGNORECASE)
_EVERY_OTHER = re.compile(
    r"\b(?:annenhver|annakvar|annankvar|hver annen|kvar andre)\b", re.IGNORECASE
)
_SCHOOL_YEAR = re.compile(r"\b((?:19|20)\d{2})/(?:(?:19|20)\d{2}|\d{2})\b")
_NUMBER = r"\d{1,3}(?:[  .]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SPAN = re.compile(
    rf"(?<![\d.,/–-])(?:\bmellom\s)?({_NUMBER})\s?(?:prosent\s|%\s?)?[-–—]\s?({_NUMBER})(?![\d/])|"
    rf"\bmellom\s({_NUMBER})\s?(?:prosent|%)?\sog\s({_NUMBER})(?!\d)|"
    rf"(?<!fra )(?<!frå )(?<!lag )(?<!ca )(?<!ca\. )(?<![\d.,/–-])({_NUMBER})\stil\s({_NUMBER})"
    r"(?=\s?(?:innbygger|elev|person|prosent|%|flere|færre|fleire|eldre|barn))",
    re.IGNORECASE,
)
BETWEEN = "¦"
"""Stands between the two ends of a span."""


def plain(text: str) -> str:
    """Dates and school years as years, and parts as per cent.

    Examples
    --------
    >>> plain("5 592 innbyggere 1.1.2024"), plain("per 31.12.2029")
    ('5 592 innbyggere 2024', '2030')
    >>> plain("ned med 1/4"), plain("1 av 5 er over 70")
    ('ned med 25 prosent', '20 prosent av innbyggerne er over 70')
    """
    text = _SCHOOL_YEAR.sub(r"\1", _dated(text.translate(_SIGNS)))
    text = _EVERY_OTHER.sub("1 av 2", _EVERY.sub(r"1 av \1", text))
    text = _PART.sub(lambda one: _share(one[1], one[2], "") or one[0], text)
    return _OF.sub(lambda one: _share(one[1], one[2], " av innbyggerne") or one[0], text)


def spans(text: str) -> str:
    """Two ends of a span with :data:`BETWEEN` between them; years and ages must be gone.

    Examples
    --------
    >>> spans("mellom 480 og 520 eldre"), spans("ned 3-5 %"), spans("fra 3 til 5 prosent")
    ('480 ¦ 520 eldre', 'ned 3 ¦ 5 %', 'fra 3 til 5 prosent')
    """

    def span(found: re.Match[str]) -> str:
        low, high = (one for one in found.groups() if one)
        return f"{low} {BETWEEN} {high}"

    return _SPAN.sub(span, text)


def _dated(text: str) -> str:
    """The last day of a year is the first of the next, when people are counted."""

    def year(found: re.Match[str]) -> str:
        last = found[1] == "31" and (found[2] == "12" or (found[3] or "").casefold() == "desember")
        return str(int(found[4]) + last)

    return _DATE.sub(year, text)


def _share(part: str, whole: str, of: str) -> str:
    """So many per cent; empty where it is no part of a whole."""
    some = int(part) if part.isdigit() else 1
    if not 0 < some < int(whole) <= MOST_PARTS:
        return ""
    share = f"{100 * some / int(whole):.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return f"{share} prosent{of}"
