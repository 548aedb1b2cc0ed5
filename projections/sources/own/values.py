"""What a cell of a user's file may be, the words where it is not, and the column it stands in."""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ... import labels
from ...errors import UnreadableNumberError
from ...norwegian import number as shown
from ...norwegian import read as read_number
from ..upload import words
from .opening import unmarked

_BEHIND = re.compile(
    r"\s*(?:kr|kroner|nok|plass(?:er|ar)?|elev(?:er|ar)?|seng(?:er|ar)?|personer|personar|"
    r"innbyggere|innbyggjarar|brukere|brukarar|stk)\.?$"
)
_THOUSAND = re.compile(r"[-+−]?[1-9]\d{0,2}(?:\.\d{3})+")
"""A point that may part thousands as well as decimals."""
_ENGLISH_THOUSAND = re.compile(r"[-+−]?[1-9]\d{0,2}(?:,\d{3})+")
_SCIENTIFIC = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


@dataclass(frozen=True)
class CellReading:
    """How a cell is understood.

    Parameters
    ----------
    read
        From the text and what separates the columns (:class:`opening.OpenedFile`) to what it means;
        None for what cannot be understood.
    accepted
        What it may be, in words.
    advice
        What to do where it is not, a sentence; may follow from the text.
    """

    read: Callable[[str, str], Any]
    accepted: str
    advice: str | Callable[[str], str]

    def advise(self, text: str) -> str:
        """What to do with this text."""
        return self.advice if isinstance(self.advice, str) else self.advice(text)


TEXT = CellReading(lambda text, _: text, "tekst", "Skriv tekst.")


def quantity(
    low: float, high: float, advice: str, decimals: int = 6, accepted: str = "", share: bool = False
) -> CellReading:
    """A number as a budget writes it; ``share`` also takes per cent."""

    def read(text: str, _: str) -> float | None:
        part = 100 if share and text.endswith("%") else 1
        value = amount(text.rstrip("% ") if part > 1 else text, low, high, decimals) / part
        return None if math.isnan(value) else value

    return CellReading(read, accepted or f"et tall fra {shown(low)} til {shown(high)}", advice)


def calculated(low: float, high: float, accepted: str, advice: str) -> CellReading:
    """A number that a program wrote, with any decimals, as a rate of a cohort."""

    def read(text: str, separator: str) -> float | None:
        part = 100 if text.endswith("%") else 1
        plain = text.rstrip("% ") if part > 1 else text
        # With commas between the columns a point is a decimal mark; else it may be either.
        if (_ENGLISH_THOUSAND if separator == "," else _THOUSAND).fullmatch(plain):
            return None
        plain = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", plain.replace("−", "-")).replace(",", ".")
        value = float(plain) / part if _SCIENTIFIC.fullmatch(plain) else math.nan
        return value if math.isfinite(value) and low <= value <= high else None

    return CellReading(read, accepted, advice)


_PRICES_OF = re.compile(r"(\d{4})-(?:kroner|kr|priser)\.?")
_LAST_DAY = re.compile(r"(\d{4})-12-31|31\.12\.(\d{4})")


def year(
    first: int = 1900,
    last: int = 2100,
    advice: str = "Skriv for eksempel 2024.",
    ends: bool = False,
) -> CellReading:
    """A year, also as its first day or its prices; ``ends`` also takes its last day."""

    def read(text: str, _: str) -> int | None:
        bare = unmarked(text).casefold()
        said = _PRICES_OF.fullmatch(bare) or (_LAST_DAY.fullmatch(bare) if ends else None)
        found = int(next(filter(None, said.groups()))) if said else words.year(bare)
        return found if found is not None and first <= found <= last else None

    return CellReading(read, f"et årstall fra {first} til {last}", advice)


def one_of(known: Mapping[str, Any], accepted: str, advice: str) -> CellReading:
    """One of some words, in any case."""
    return CellReading(lambda text, _: known.get(words.plain(unmarked(text))), accepted, advice)


PLAIN_NAME = "Bruk høyst 40 bokstaver, tall, mellomrom, punktum, komma og bindestrek."


def name() -> CellReading:
    """A name that can be shown as it is."""

    def read(text: str, _: str) -> str | None:
        bare = unmarked(text)
        return bare if labels.area(bare) == bare else None

    return CellReading(read, "et navn", PLAIN_NAME)


def amount(text: str, low: float, high: float, decimals: int = 6) -> float:
    """An amount as a budget writes it, NaN for what is none; ``67.614`` may be either of two.

    Also in brackets or with the sign behind for less than nothing, with ``kr`` or what is counted,
    and with the mark of a footnote.

    Examples
    --------
    >>> [amount(text, -1e9, 1e9) for text in ("(560 000)", "560-", "kr 1 200,-", "–3,5", "216*")]
    [-560000.0, -560.0, 1200.0, -3.5, 216.0]
    >>> amount("45 plasser", 0, 99), amount("67.614", 0, 1e6), amount("0.045", 0, 1)
    (45.0, nan, 0.045)
    """
    plain = _BEHIND.sub("", re.sub(r"^kr\.?\s*", "", unmarked(text).casefold()))
    plain = re.sub(r",[-–—]$", "", plain).strip()
    if turned := re.fullmatch(r"\((.+)\)|([\d\s.,]+)[-–—−]", plain):
        plain = f"-{(turned[1] or turned[2]).strip()}"
    # A space that parts the sign from the figure, and the dashes that stand for a minus.
    plain = re.sub(r"^[-–—−]\s*", "-", plain)
    if _THOUSAND.fullmatch(plain):
        return math.nan
    try:
        return read_number(plain, low, high, decimals)
    except UnreadableNumberError:
        return math.nan


def written(value: float) -> str:
    """A number as :func:`amount` reads it back."""
    return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as it is read back, and Excel opens it: semicolons, byte order mark."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows((columns, *rows))
    return "\ufeff" + out.getvalue()


def _no(heading: str) -> str:  # noqa: ARG001
    return ""


@dataclass(frozen=True)
class Field:
    """A column.

    Parameters
    ----------
    name, holds
        Its heading in the template, and what it holds, in Norwegian.
    reading
        What a cell may be.
    also
        Other headings that mean the same, in lower case.
    needed
        Whether the column must be there.
    blank
        Whether a cell may be empty.
    label
        Whether a row with the word for a sum here is one.
    above
        Whether an empty cell means what stands above, as where cells are merged.
    alone
        Whether the only column of words is this one, whatever its heading.
    pattern
        The column's own name from a heading, where there are several of the kind, one a year.
    """

    name: str
    holds: str
    reading: CellReading = TEXT
    also: tuple[str, ...] = ()
    needed: bool = True
    blank: bool = False
    label: bool = False
    above: bool = False
    alone: bool = False
    pattern: Callable[[str], str] = _no


ORIGIN = Field(
    "kilde",
    "hvor tallet er fra (kan utelates)",
    also=("kjelde", "datakilde", "source"),
    needed=False,
    blank=True,
)

NOTE = Field(
    "merknad",
    "det som ellers bør sies (kan utelates)",
    also=("kommentar", "merknader", "note"),
    needed=False,
    blank=True,
)
