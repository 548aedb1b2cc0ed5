"""What someone hands in, opened: CSV, XLSX or XLS as rows of text, and the row with the headings.

The workbook is opened as that of a prognosis (:mod:`upload.cells`). Signs that are not seen are
taken out, letters are put together, and what stands over the headings is kept as titles: it may
say in what unit the figures are.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..errors import Fault
from .upload import cells
from .upload.told import Told
from .usercsv import UserFile

LARGEST = 10 * 1024 * 1024
"""[bytes]"""
SEPARATORS = (";", "\t", ",")
TYPES = ("csv", "txt", "tsv", "xlsx", "xls")
"""Endings of the files that are opened."""
MOST_OVER = 30
"""Rows in which the headings are looked for."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_MARKS = re.compile(r"(?<=[\w.)])\s*(?:\*+|[¹²³⁴⁵⁶⁷⁸⁹]+)$|(?<=\w)\s+\d\)$")
Row = tuple[int, list[str]]
"""Its number in a spreadsheet, and its cells."""


@dataclass(frozen=True)
class Opened:
    """A file as rows.

    Parameters
    ----------
    rows
        Those with something in them.
    separator
        Between the columns; "" in a workbook.
    first
        The first line as it stands.
    """

    rows: tuple[Row, ...]
    separator: str
    first: str


def clean(text: str) -> str:
    """A cell without signs that are not seen and spaces around."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text)).strip()


def unmarked(text: str) -> str:
    """A label or figure without the mark of a footnote.

    Examples
    --------
    >>> [unmarked(one) for one in ("Oppvekst 1)", "Helse*", "216 500¹", "Plan 2026", "(560)")]
    ['Oppvekst', 'Helse', '216 500', 'Plan 2026', '(560)']
    """
    return _MARKS.sub("", text)


def heading(text: str) -> str:
    r"""A heading in lower case, on one line, without marks of footnotes.

    Examples
    --------
    >>> heading(" Regnskap\n2024 1)")
    'regnskap 2024'
    """
    return unmarked(re.sub(r"\s+", " ", clean(text))).casefold()


def opened(file: UserFile, faults: list[Fault]) -> Opened | None:
    """The rows of a file; None where it is no table, and why not is told."""

    def fault(place: str, found: str, accepted: str, advice: str) -> None:
        faults.append(Fault(file.name, place, found, accepted, advice))

    if len(file.content) <= LARGEST and cells.workbook(file):
        return _workbook(file, faults)
    text = _text(file, faults)
    if text is None:
        return None
    start = text.strip().splitlines()[0]
    head = text.strip().splitlines()[:MOST_OVER]
    # A title or an amount may have a comma; what separates columns is in most of the lines.
    counts = {mark: sum(mark in line for line in head) for mark in SEPARATORS}
    separator = max(SEPARATORS, key=lambda mark: counts[mark])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        raw = list(reader)
    except csv.Error:
        advice = "Se etter et anførselstegn som mangler eller står alene."
        fault(f"rad {reader.line_num}", "en rad som ikke kan leses", "én linje per rad", advice)
        return None
    rows = [(number, list(map(clean, row))) for number, row in enumerate(raw, 1)]
    filled = tuple((number, row) for number, row in rows if any(row))
    if not filled:
        fault("", "bare skilletegn", "minst én rad", "Last ned malen og fyll den ut.")
        return None
    return Opened(filled, separator if counts[separator] else "", start)


def headings_at(rows: Sequence[Row], known: Callable[[str], str]) -> int:
    """The place of the row with most headings that are known; the first where none has two."""
    counts = [len(set(filter(None, map(known, row)))) for _, row in rows[:MOST_OVER]]
    best = max(counts, default=0)
    return counts.index(best) if best > 1 else 0


def _workbook(file: UserFile, faults: list[Fault]) -> Opened | None:
    """The first sheet with figures."""
    told = Told(file.name)
    sheets = cells.sheets(file, told)
    faults += told.faults
    if not sheets or told.faults:
        return None
    many = [name for name, rows in sheets.items() if sum(any(row) for row in rows) > 1]
    name = (many or list(sheets))[0]
    if len(many) > 1:
        found = f"{len(many)} ark med tall: {', '.join(one[:30] for one in many[:4])}"
        faults.append(Fault(file.name, "", found, "ett ark", "Ta ut arkene som ikke skal leses."))
        return None
    rows = [(number, list(map(clean, row))) for number, row in enumerate(sheets[name], 1)]
    filled = tuple((number, row) for number, row in rows if any(row))
    return Opened(filled, "", " ".join(filter(None, filled[0][1])))


def _text(file: UserFile, faults: list[Fault]) -> str | None:
    """The file as text, or None and why not."""

    def fault(found: str, advice: str) -> None:
        faults.append(Fault(file.name, "", found, "en CSV-fil på høyst 10 MB", advice))

    if len(file.content) > LARGEST:
        fault(f"{len(file.content) / 1024 / 1024:.0f} MB".replace(".", ","), "Gjør filen mindre.")
        return None
    marks = {
        codecs.BOM_UTF8: "utf-8-sig",
        codecs.BOM_UTF16_LE: "utf-16",
        codecs.BOM_UTF16_BE: "utf-16",
    }
    marked = [code for mark, code in marks.items() if file.content.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            text = file.content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text or file.content.startswith(b"PK\x03\x04"):
            break
        if not _UNSEEN.sub("", text).strip():
            fault("en tom fil", "Last ned malen og fyll den ut.")
            return None
        return unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    fault("noe annet enn tekst", "Åpne filen i regnearket og lagre den som CSV eller XLSX.")
    return None
