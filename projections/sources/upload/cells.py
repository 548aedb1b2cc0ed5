"""The bytes of a file as cells of text: encoding and separator found, sheets of a workbook opened.

A file that is not a table, is too large, unpacks to too much, or holds formulas is told, not read.
"""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as arrow_csv  # type: ignore[import-untyped]
import python_calamine as calamine

from ..usercsv import UserFile
from .told import Told

LARGEST = 100 * 1024 * 1024
"""Of a file as it is handed in [bytes]."""
MOST_UNPACKED = 200 * 1024 * 1024
"""Of a workbook when unpacked [bytes]."""
MOST_ROWS = 3_000_000
BIG = 1024 * 1024
"""Text from here on is read by columns [bytes]."""
HEAD = 200
"""Rows in which the headings are looked for."""
SEPARATORS = (";", "\t", ",", "|")
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*>\s*<f[ />]')
Rows = list[list[str]]


@dataclass(frozen=True, eq=False)
class Column:
    """``texts[codes[row]]`` is what stands in each row."""

    texts: tuple[str, ...]
    codes: np.ndarray


@dataclass(frozen=True)
class Text:
    """A table in text, not yet cut in cells."""

    text: str
    separator: str

    def rows(self) -> Iterator[list[str]]:
        """Its rows, as a spreadsheet counts them."""
        return csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator, strict=True)


def workbook(file: UserFile) -> bool:
    """Whether the bytes are a workbook, XLSX or the older XLS."""
    return file.content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def sheets(file: UserFile, told: Told) -> dict[str, Rows]:
    """Every sheet with something in it; empty where the workbook cannot be used."""
    accepted, advice = "en arbeidsbok i XLSX eller XLS", "Lagre filen på nytt fra regnearket."
    if file.content[:2] == b"PK" and not _safe(file, told):
        return {}
    try:
        book = calamine.load_workbook(io.BytesIO(file.content))
        found = {
            name: [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            for name in book.sheet_names
            for sheet in [book.get_sheet_by_name(name)]
            if 0 < sheet.total_height * max(1, sheet.total_width) <= 10 * MOST_ROWS
        }
    except (calamine.CalamineError, ValueError, OSError, EOFError, OverflowError):
        told.fault("", "en arbeidsbok som ikke kan åpnes", accepted, advice)
        return {}
    except BaseException as problem:
        # The reader is written in Rust: what it did not foresee is a panic, no Exception.
        if type(problem).__name__ != "PanicException":
            raise
        told.fault("", "en arbeidsbok som er skadet", accepted, advice)
        return {}
    found = {name: rows for name, rows in found.items() if any(map(any, rows))}
    if not found:
        told.fault("", "en arbeidsbok uten tall", accepted, "Legg inn tallene.")
    return found


def _safe(file: UserFile, told: Told) -> bool:
    """Whether a zipped workbook unpacks to a bearable size, without formulas."""
    unpacked, formulas = 0, list[str]()
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
            for part in packed.infolist():
                content = bytearray()
                with packed.open(part) as opened:
                    # The size in the directory may lie; what comes out does not.
                    while block := opened.read(1 << 20):
                        unpacked += len(block)
                        if unpacked > MOST_UNPACKED:
                            limit = f"høyst {MOST_UNPACKED >> 20} MB utpakket"
                            told.fault(
                                "", "en pakket fil som vokser for mye", limit, "Lagre som CSV."
                            )
                            return False
                        content += block
                if part.filename.startswith("xl/worksheets/"):
                    formulas += [one.decode() for one in _FORMULA.findall(bytes(content))]
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        told.fault("", "en pakket fil som er skadet", "en arbeidsbok i XLSX", "Lagre på nytt.")
        return False
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        told.fault("", "en pakket fil som er skadet", "en arbeidsbok i XLSX", "Lagre på nytt.")
        return False
    places = [(f"celle {one}", "en formel") for one in formulas]
    told.each(places, "et tall", "Kopier og lim inn som verdier, og lagre på nytt.")
    return not formulas


def _text(cell: object) -> str:
    """A workbook's cell as it would be typed; never as a number that can be read in two ways."""
    if isinstance(cell, bool):
        return "SANN" if cell else "USANN"
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        text = f"{cell:.9f}".rstrip("0")
        # Three decimals could be thousands; four cannot.
        return f"{text}0" if re.search(r"\.\d{3}$", text) else text
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell).strip()


def text(file: UserFile, told: Told) -> Text | None:
    """The text of a file and what separates its columns; None where it is no text."""
    accepted = "en tabell i CSV, XLSX eller XLS"
    marks = {
        codecs.BOM_UTF8: "utf-8-sig",
        codecs.BOM_UTF16_LE: "utf-16",
        codecs.BOM_UTF16_BE: "utf-16",
    }
    marked = [code for mark, code in marks.items() if file.content.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            found = file.content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in found:
            break
        if not found.strip():
            told.fault("", "en tom fil", accepted, "Last ned malen og fyll den ut.")
            return None
        if encoding == "cp1252":
            told.mend(
                "", "Windows-1252", "UTF-8", "Lest som Windows-1252. Se at æ, ø og å er rette."
            )
        lines = [line for line in found[:BIG].splitlines()[:HEAD] if line.strip()]
        return Text(found, max(SEPARATORS, key=lambda one: _fits(lines, one)))
    told.fault("", "noe annet enn en tabell", accepted, "Lagre som CSV fra regnearket.")
    return None


def _fits(lines: list[str], separator: str) -> tuple[int, int]:
    """How many of the rows a separator cuts in equally many cells, the commonest number."""
    counts = [line.count(separator) for line in lines]
    counts = [count for count in counts if count]
    common = max(set(counts), key=counts.count) if counts else 0
    return counts.count(common), -SEPARATORS.index(separator)


def columns(found: Text, start: int, width: int) -> list[Column] | None:
    """Large text below its headings, by columns; None where rows are not all alike."""
    lines = found.text.split("\n", start + 1)
    if any('"' in line and line.count('"') % 2 for line in lines[:-1]) or not lines[-1]:
        return None
    names = [str(place) for place in range(width)]
    try:
        read = arrow_csv.read_csv(
            pa.BufferReader(lines[-1].encode()),
            read_options=arrow_csv.ReadOptions(column_names=names),
            parse_options=arrow_csv.ParseOptions(
                delimiter=found.separator, ignore_empty_lines=False
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.dictionary(pa.int32(), pa.string())),
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    whole = [read.column(name).unify_dictionaries().combine_chunks() for name in names]
    return [
        Column(tuple(map(str.strip, one.dictionary.to_pylist())), one.indices.to_numpy())
        for one in (
            each if isinstance(each, pa.DictionaryArray) else each.chunk(0) for each in whole
        )
    ]
