"""A user's file laid out in columns: its rows with what their cells mean, and where they stand."""

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
            told.fault(f"rad {self.head}", some(self.columns), ", ".join(needed), advice)
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
