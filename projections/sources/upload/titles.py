"""What stands over a table holds for all of it: one sex, the end of the year, thousands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import words
from .headings import said, thousands
from .told import Told

_AT_THE_END = re.compile(
    r"\b31\.? ?(?:12|desember|des)\b|\bultimo\b|\butgangen av (?:året|år)|\bårsslutt\b|\d{4}-12-31"
)
_ONE_SEX = re.compile(
    r"(?:^|[,:;.–-] ?|\bbare |\bfor |\bantall )(kvinner|menn|jenter|gutter)\b(?! og)"
)
_NOT_PERSONS = {
    "share": re.compile(r"\b(?:prosent(?:vis)?|i prosent|andel(?:er)?)\b|%"),
    "index": re.compile(r"\bindeks\b"),
    "rate": re.compile(r"\b(?:promille|per 1 ?000)\b|‰"),
    "average": re.compile(
        r"\bmiddelfolk\w*|\b(?:års)?gjennomsnitt\w*|\b1\. ?(?:juli|7\.)|\bmidt i året"
    ),
    "change": re.compile(r"\b(?:endring(?:er)?|tilvekst|nettoflytting)\b"),
}
WORDS = {
    "share": "prosent eller andeler",
    "index": "en indeks",
    "rate": "tall per 1000",
    "change": "endringer",
    "average": "middelfolkemengde eller folketall midt i året",
}
"""What figures are that are no persons, in words."""


@dataclass(frozen=True)
class Context:
    """What holds for the whole table.

    Parameters
    ----------
    sex
        The only sex; empty for both.
    ends
        Whether people are counted at the end of each year: on 1 January of the next.
    factor
        What each figure is multiplied by to be persons.
    """

    sex: str = ""
    ends: bool = False
    factor: float = 1.0


def context(titles: Sequence[str], headings: Sequence[str], told: Told) -> Context:
    """What titles and headings of figures say of all figures; what is no persons is a fault.

    Parameters
    ----------
    titles
        What stands over the table.
    headings
        Of the columns of figures.
    """
    sex, ends, factor = "", False, 1.0
    for title in titles:
        plain = words.plain(title)
        both = {"kvinner", "menn"} <= set(re.findall(r"\w+", plain))
        if not both and (found := _ONE_SEX.search(plain)):
            sex = words.SEXES[found[1]]
        ends |= bool(_AT_THE_END.search(plain))
        for kind, pattern in _NOT_PERSONS.items():
            if pattern.search(plain) and not re.search(r"\bvekst\b", plain):
                told.fault(
                    "tittelen",
                    f"«{title[:60]}», som ser ut til å være {WORDS[kind]}",
                    "antall personer",
                    "Bruk tabellen med antall personer, eller rett tittelen.",
                )
        if thousands(title):
            factor = 1000.0
    if headings and all(thousands(one) for one in headings):
        factor = 1000.0
    if ends:
        told.warn(
            "tittelen",
            "folketall ved utgangen av året, 31. desember",
            "folketall 1. januar",
            "Lest som 1. januar året etter: 2025 i filen er 2026 her.",
        )
    if factor != 1.0:
        told.warn("tittelen", "tall i tusen", "personer", "Ganget med 1000; tallene er avrundet.")
    return Context(sex, ends, factor)


def by_the_end(texts: Sequence[str], told: Told) -> None:
    """Tell that years written by their end are read as 1 January of the year after."""
    ends = [one for one in texts if said(one).ends]
    if ends:
        told.warn(
            "",
            f"«{ends[0][:40]}», utgangen av et år",
            "folketall 1. januar",
            f"Lest som 1. januar {said(ends[0]).year}.",
        )
