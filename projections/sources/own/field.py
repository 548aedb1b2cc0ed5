"""A column of a file that users hand in."""

from collections.abc import Callable
from dataclasses import dataclass

from .values import TEXT, CellReading


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
