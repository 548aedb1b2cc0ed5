"""A user's file laid out in columns: its rows, where they stand, what they mean, and their unit."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ... import labels
from ...norwegian import listing
from ..upload.told import Told, quoted


@dataclass(frozen=True)
class UserRow:
    """A row: its number in a spreadsheet, its text by column, and what it means.

    ``values`` has None where a cell is empty or could not be understood; ``unread`` has the latter.
    """

    number: int
    texts: Mapping[str, str]
    values: Mapping[str, Any]
    unread: frozenset[str]

    def at(self, column: str) -> str:
        """Where a cell of it is, as it is told."""
        return f"rad {self.number}, kolonnen {column}"

    def fault(self, told: Told, column: str, accepted: str, advice: str) -> None:
        """Tell that a cell of it cannot be used."""
        told.fault(self.at(column), quoted(self.texts.get(column, "")), accepted, advice)


@dataclass(frozen=True)
class UserTable:
    """A file that was laid out in columns.

    Parameters
    ----------
    columns
        Their names, those that are not known too.
    rows, sums
        Rows that are no sums, and those that are.
    whole
        Whether every row had a place.
    head, titles, written
        The row of the headings, what stands over them, and they as they are written.
    """

    columns: tuple[str, ...]
    rows: tuple[UserRow, ...]
    sums: tuple[UserRow, ...]
    whole: bool
    head: int
    titles: tuple[str, ...]
    written: tuple[str, ...]

    def lacking(self, needed: Sequence[str], told: Told) -> bool:
        """Whether columns that are needed are missing, told as one fault."""
        missing = [column for column in needed if column not in self.columns]
        if missing:
            advice = f"Legg til {listing(missing)}, som i malen."
            told.fault(
                f"rad {self.head}", some(filter(None, self.written)), ", ".join(needed), advice
            )
        return bool(missing)

    def origins(self, told: Told) -> tuple[str, ...]:
        """The first sources that the column ``kilde`` names, each once; that none is, is told."""
        texts = (row.texts.get("kilde", "") for row in self.rows)
        named = tuple(dict.fromkeys(labels.area(text) for text in texts if text))[:4]
        if not named:
            advice = "Skriv hvor tallene er fra; det står da under figurene."
            told.warn("kolonnen kilde", "ingen kilde", "en kilde", advice)
        return named


def some(names: Iterable[str]) -> str:
    """A few names, and how many more there are."""
    listed = list(names)
    more = f" og {len(listed) - 8} til" if len(listed) > 8 else ""
    return ", ".join(name[:40] for name in listed[:8]) + more


_UNITS = (
    (1000.0, re.compile(r"mill(?:ion(?:er)?)?\b\.?(?: ?(?:kr|nok|kroner))?|\bm(?:kr|nok)\b")),
    (1.0, re.compile(r"\b1[ .]?000\b(?: ?(?:kr|nok))?|\btusen\b|\btkr\b|\bknok\b")),
)
_KRONER = re.compile(r"(?<!-)(?<!faste )(?<!løpende )\b(?:kr|kroner|nok)\b")
"""Kroner, not those of a price level (``2026-kroner``)."""
_IN_CELL = re.compile(
    r"kr\.? ?[-–−(]?\d[\d\s.,]*\)?|[-–−(]?\d[\d\s.,]*\)? ?kr\.?|[-–−(]?\d[\d\s.]*,[-–]"
)
_RELATIVE = re.compile(r"prosent|per innbygger|pr\.? innbygger")
_PER_MANY = re.compile(r"\b1[ .]?000\b|\b100[ .]?000\b|promille|‰|prosent|%|\btusen\b")


def stated(table: UserTable) -> dict[float, str]:
    """The units that titles and headings tell of [1000 NOK], each with the words it stands in."""
    units = dict[float, str]()
    for text in (*table.titles, *table.written):
        said = re.sub(r"\s+", " ", text.casefold())
        factor = next((factor for factor, words in _UNITS if words.search(said)), None)
        if factor is None and _KRONER.search(said):
            factor = 0.001
        if factor is not None:
            units.setdefault(factor, text)
    return units


def whole_kroner(table: UserTable, told: Told) -> None:
    """Tell of every other unit than kroner."""
    for factor, text in stated(table).items():
        if factor != 0.001:
            advice = "Kroner skrives i hele kroner, ikke i tusen eller millioner."
            told.fault("", f"«{text[:60]}»", "hele kroner", advice)


def no_unit(table: UserTable, told: Told) -> None:
    """Tell of a unit where there may be none: persons and shares."""
    for text in (*table.titles, *table.written):
        if _PER_MANY.search(text.casefold()):
            advice = "Regn om tallene, og ta bort enheten."
            told.fault("", f"«{text[:60]}»", "personer, eller andeler fra 0 til 1", advice)
            return


_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")


def commas(table: UserTable, column: str, told: Told) -> None:
    """Tell of a column where each comma may part thousands: it is read as a decimal comma."""
    texts = [(row, text) for row in table.rows if "," in (text := row.texts.get(column, ""))]
    if texts and all(_ENGLISH.fullmatch(text) for _, text in texts):
        row, text = texts[0]
        plain = text.replace(",", " ")
        advice = f"Lest med desimalkomma. Er det tusen, skriv {plain}."
        told.warn(row.at(column), quoted(text), "desimalkomma, og mellomrom i tusen", advice)


def to_thousands(table: UserTable, told: Told, is_known: bool = False) -> float:
    """What the amounts are multiplied with to be in 1000 NOK.

    ``is_known`` says whether the form of the file itself tells that they are.
    """
    units = stated(table)
    for text in table.titles:
        if _RELATIVE.search(text.casefold()):
            told.fault("", f"«{text[:60]}»", "beløp i kroner", "Bruk en tabell med beløp.")
    cells = (cell for row in (*table.rows, *table.sums) for cell in row.texts.values())
    if written := next((cell for cell in cells if _IN_CELL.fullmatch(cell.casefold())), ""):
        units.setdefault(0.001, written)
    if len(units) > 1:
        said = " og ".join(quoted(text) for text in units.values())
        told.fault("", said, "én enhet i hele filen", "La alle beløp ha én enhet.")
    if not units and not is_known:
        advice = "Beløpene er lest som 1000 kroner. Skriv enheten over tabellen."
        told.warn("", "ingen enhet", "1000 kroner, kroner eller mill. kr", advice)
    factor, text = next(iter(units.items()), (1.0, ""))
    if factor != 1:
        told.warn("", f"«{text[:60]}»", "1000 kroner", "Beløpene er regnet om til 1000 kroner.")
    return factor
