"""A table someone made: encoding and separator by rule, rows counted as a spreadsheet does.

Encoding: the byte order mark where there is one, else UTF-8 where every byte fits, else
Windows-1252, as older Norwegian programs write. Separator: whichever of semicolon, tab and comma
the headings have most of. Templates are written as they are read.
"""

import codecs
import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .. import labels
from ..errors import Fault, UnreadableNumberError
from ..norwegian import listing
from ..norwegian import read as read_number
from .usercsv import UserFile

LARGEST = 10 * 1024 * 1024
"""[bytes]"""
MOST_ROWS = 2000
SEPARATORS = (";", "\t", ",")


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


def read(file: UserFile, faults: list[Fault]) -> Delimited | None:
    """Read a table; what is wrong with it as a table is added to ``faults``.

    Returns
    -------
    Delimited or None
        None where it is no table at all. Rows that cannot be laid out in columns are left out.
    """

    def fault(place: str, found: str, accepted: str, advice: str) -> None:
        faults.append(Fault(file.name, place, found, accepted, advice))

    text = _text(file, faults)
    if text is None:
        return None
    start = text.strip().splitlines()[0]
    separator = max(SEPARATORS, key=start.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        raw = list(reader)
    except csv.Error:
        advice = "Se etter et anførselstegn som mangler eller står alene."
        fault(f"rad {reader.line_num}", "en rad som ikke kan leses", "én linje per rad", advice)
        return None
    filled = [(number, cells) for number, cells in enumerate(raw, 1) if any(map(str.strip, cells))]
    if not filled:
        fault("", "bare skilletegn", "minst én rad", "Last ned malen og fyll den ut.")
        return None
    columns = [name.strip().casefold() for name in filled[0][1]]
    while not columns[-1]:
        columns.pop()
    if separator not in start:
        advice = "Lagre som CSV, med overskrifter i den første raden."
        fault("rad 1", f"«{start[:40]}»", "kolonner skilt med semikolon", advice)
        return None
    for name in dict.fromkeys(columns):
        if columns.count(name) > 1:
            called = f"kolonnen «{name}» {columns.count(name)} ganger"
            fault("rad 1", called, "hver kolonne én gang", "Slett eller gi nytt navn.")
    if len(filled) > MOST_ROWS + 1:
        fault(
            "", f"{len(filled) - 1} rader", f"høyst {MOST_ROWS}", "Behold bare radene som trengs."
        )
        return None
    lines = []
    for row, cells in filled[1:]:
        if any(cell.strip() for cell in cells[len(columns) :]):
            advice = (
                "Se etter et skilletegn for mye. Desimalkomma krever semikolon mellom kolonnene."
            )
            fault(f"rad {row}", f"{len(cells)} felt", f"{len(columns)} felt", advice)
            continue
        padded = [cell.strip() for cell in cells] + [""] * len(columns)
        lines.append(Line(row, dict(zip(columns, padded, strict=False))))
    if len(filled) < 2:
        fault("", "bare overskrifter", "minst én rad", "Legg inn tallene.")
    return Delimited(tuple(columns), tuple(lines))


def named(file: UserFile) -> UserFile:
    """The file with its name cut to plain characters."""
    return UserFile(re.sub(r"[^\w .,+-]", "?", file.name)[:60], file.content)


def lacking(name: str, table: Delimited, needed: Iterable[str], faults: list[Fault]) -> list[str]:
    """The columns that are needed and not there, told as one fault."""
    needed = tuple(needed)
    missing = [column for column in needed if column not in table.columns]
    if missing:
        advice = f"Legg til {listing(missing)}, som i malen."
        faults.append(Fault(name, "rad 1", some(table.columns), ", ".join(needed), advice))
    return missing


def unread(name: str, table: Delimited, known: Iterable[str], warnings: list[Fault]) -> None:
    """Tell of columns that are not read."""
    strange = [column for column in table.columns if column not in tuple(known)]
    if strange:
        advice = "Kolonnene er ikke lest. Se etter en skrivefeil i overskriften."
        warnings.append(Fault(name, "rad 1", some(strange), ", ".join(known), advice))


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


def written(amount: float) -> str:
    """A number as :func:`number` reads it back."""
    return f"{amount:.6f}".rstrip("0").rstrip(".").replace(".", ",")


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as :func:`read` reads it back, and Excel opens it: semicolons, byte order mark."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows((columns, *rows))
    return "\ufeff" + out.getvalue()


def _text(file: UserFile, faults: list[Fault]) -> str | None:
    """The file as text, or None and why not."""

    def fault(found: str, advice: str) -> None:
        faults.append(Fault(file.name, "", found, "en CSV-fil på høyst 10 MB", advice))

    if len(file.content) > LARGEST:
        fault(f"{len(file.content) / 1024 / 1024:.0f} MB".replace(".", ","), "Gjør filen mindre.")
        return None
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16"}
    marked = [code for mark, code in marks.items() if file.content.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            text = file.content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or file.content.startswith(b"PK\x03\x04"):
            break
        if not text.strip():
            fault("en tom fil", "Last ned malen og fyll den ut.")
            return None
        return unicodedata.normalize("NFC", text)
    fault("noe annet enn tekst", "Åpne filen i regnearket og lagre den som CSV.")
    return None
