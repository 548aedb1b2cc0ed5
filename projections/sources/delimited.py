"""A table someone made: encoding and separator by rule, rows counted as a spreadsheet does.

Encoding: the byte order mark where there is one, else UTF-8 where every byte fits, else
Windows-1252, as older Norwegian programs write. Separator: whichever of semicolon, tab and comma
most lines have. Workbooks are read as well (:mod:`handed`). Templates are written as they are read.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .. import labels
from ..errors import Fault, UnreadableNumberError
from ..norwegian import listing
from ..norwegian import read as read_number
from . import handed
from .usercsv import UserFile

MOST_ROWS = 2000


@dataclass(frozen=True)
class Line:
    """One row: its number in a spreadsheet (the headings are row 1), and its text by column."""

    row: int
    cells: dict[str, str]

    def fault(self, file: str, column: str, accepted: str, advice: str) -> Fault:
        """That a cell of this row cannot be used."""
        found = f"«{text[:40]}»" if (text := self.cells[column]) else "en tom celle"
        return Fault(file, f"rad {self.row}, kolonnen {column}", found, accepted, advice)


@dataclass(frozen=True)
class Delimited:
    """A table as text; cells are without spaces around."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    row: int = 1
    """The row of the headings."""
    titles: tuple[str, ...] = ()
    """What stands over the headings."""
    written: tuple[str, ...] = ()
    """The headings as they are written, in lower case."""


def read(
    file: UserFile, faults: list[Fault], known: Callable[[str], str] = lambda _: ""
) -> Delimited | None:
    """Read a table; what is wrong with it as a table is added to ``faults``.

    Parameters
    ----------
    known
        The column that a heading (as :func:`handed.heading` writes it) is another name of; "" for
        none.

    Returns
    -------
    Delimited or None
        None where it is no table at all. Rows that cannot be laid out in columns are left out.
    """

    def fault(place: str, found: str, accepted: str, advice: str) -> None:
        faults.append(Fault(file.name, place, found, accepted, advice))

    opened = handed.opened(file, faults)
    if opened is None:
        return None
    filled = opened.rows
    start = handed.headings_at(filled, lambda cell: known(handed.heading(cell)))
    row, cells = filled[start]
    written = [handed.heading(cell) for cell in cells]
    while not written[-1]:
        written.pop()
    if len(written) < 2 and not opened.separator:
        advice = "Lagre som CSV, med overskrifter i den første raden."
        fault(f"rad {row}", f"«{opened.first[:40]}»", "kolonner skilt med semikolon", advice)
        return None
    columns = [known(name) or name for name in written]
    for name in dict.fromkeys(columns):
        if columns.count(name) > 1:
            called = f"kolonnen «{name}» {columns.count(name)} ganger"
            fault(f"rad {row}", called, "hver kolonne én gang", "Slett eller gi nytt navn.")
    below = filled[start + 1 :]
    if len(below) > MOST_ROWS:
        fault("", f"{len(below)} rader", f"høyst {MOST_ROWS}", "Behold bare radene som trengs.")
        return None
    lines = []
    for number, texts in below:
        if any(texts[len(columns) :]):
            advice = (
                "Se etter et skilletegn for mye. Desimalkomma krever semikolon mellom kolonnene."
            )
            fault(f"rad {number}", f"{len(texts)} felt", f"{len(columns)} felt", advice)
            continue
        padded = texts + [""] * len(columns)
        lines.append(Line(number, dict(zip(columns, padded, strict=False))))
    if not below:
        fault("", "bare overskrifter", "minst én rad", "Legg inn tallene.")
    titles = [" ".join(filter(None, texts)) for _, texts in filled[:start]]
    return Delimited(tuple(columns), tuple(lines), row, tuple(titles), tuple(written))


def other_names(columns: Iterable[str], others: Mapping[str, str]) -> Callable[[str], str]:
    """Which column a heading is another name of; brackets behind it are no part of it."""
    own = frozenset(columns)

    def known(heading: str) -> str:
        bare = re.sub(r"\s*[(\[].*?[)\]]", "", heading).strip(" :.")
        return bare if bare in own else others.get(bare, "")

    return known


def named(file: UserFile) -> UserFile:
    """The file with its name cut to plain characters."""
    return UserFile(re.sub(r"[^\w .,+-]", "?", file.name)[:60], file.content)


def lacking(name: str, table: Delimited, needed: Iterable[str], faults: list[Fault]) -> list[str]:
    """The columns that are needed and not there, told as one fault."""
    needed = tuple(needed)
    missing = [column for column in needed if column not in table.columns]
    if missing:
        advice = f"Legg til {listing(missing)}, som i malen."
        faults.append(
            Fault(name, f"rad {table.row}", some(table.columns), ", ".join(needed), advice)
        )
    return missing


def unread(name: str, table: Delimited, known: Iterable[str], warnings: list[Fault]) -> None:
    """Tell of columns that are not read."""
    strange = [column for column in table.columns if column not in tuple(known)]
    if strange:
        advice = "Kolonnene er ikke lest. Se etter en skrivefeil i overskriften."
        warnings.append(Fault(name, f"rad {table.row}", some(strange), ", ".join(known), advice))


def origins(name: str, table: Delimited, warnings: list[Fault]) -> tuple[str, ...]:
    """The first sources that the column ``kilde`` names, each once; that there are none is told."""
    texts = (line.cells.get("kilde", "") for line in table.lines)
    found = tuple(dict.fromkeys(labels.area(text) for text in texts if text))[:4]
    if not found:
        advice = "Skriv hvor tallene er fra; det står da under figurene."
        warnings.append(Fault(name, "kolonnen kilde", "ingen kilde", "en kilde", advice))
    return found


def some(names: Iterable[str]) -> str:
    """A few names, and how many more there are."""
    listed = list(names)
    more = f" og {len(listed) - 8} til" if len(listed) > 8 else ""
    return ", ".join(name[:40] for name in listed[:8]) + more


def number(text: str, low: float, high: float, decimals: int = 6) -> float:
    """A number, NaN for what is none; ``67.614`` may be either of two, and is none."""
    try:
        if not re.search(r"\.\d{3}$", text):
            return read_number(text, low, high, decimals)
    except UnreadableNumberError:
        pass
    return math.nan


def amount(text: str, low: float, high: float) -> float:
    """An amount as a budget writes it, NaN for what is none.

    Also in brackets or with the sign behind for less than nothing, with ``kr``, and with the mark
    of a footnote.

    Examples
    --------
    >>> [amount(one, -1e9, 1e9) for one in ("(560 000)", "560-", "kr 1 200,-", "–3,5", "216*")]
    [-560000.0, -560.0, 1200.0, -3.5, 216.0]
    """
    plain = re.sub(r"^kr\.?\s*|\s*(?:kr\.?|kroner)$", "", handed.unmarked(text).casefold())
    plain = re.sub(r",[-–—]$", "", plain).strip()
    if turned := re.fullmatch(r"\((.+)\)|([\d\s.,]+)[-–—−]", plain):
        plain = f"-{(turned[1] or turned[2]).strip()}"
    # A space that parts the sign from the figure, and the dashes that stand for a minus.
    return number(re.sub(r"^[-–—−]\s*", "-", plain), low, high)


def written(amount: float) -> str:
    """A number as :func:`number` reads it back."""
    return f"{amount:.6f}".rstrip("0").rstrip(".").replace(".", ",")


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as :func:`read` reads it back, and Excel opens it: semicolons, byte order mark."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows((columns, *rows))
    return "\ufeff" + out.getvalue()
