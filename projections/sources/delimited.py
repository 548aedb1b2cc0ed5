"""A table someone made: encoding and separator by rule, rows counted as a spreadsheet does.

Encoding: the byte order mark where there is one, else UTF-8 where every byte fits, else
Windows-1252, as older Norwegian programs write. Separator: whichever of semicolon, tab and comma
the headings have most of.
"""

import codecs
import csv
import io
from dataclasses import dataclass

from ..errors import Fault
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
        fault("", f"{len(filled) - 1} rader", f"høyst {MOST_ROWS}", "Behold bare rammene.")
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
        return text
    fault("noe annet enn tekst", "Åpne filen i regnearket og lagre den som CSV.")
    return None
