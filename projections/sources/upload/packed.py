"""Whether a packed workbook (XLSX) can be opened at all: its size, its formulas, its far cells.

The reader sets aside room for every cell from the first to the last. One cell in the far corner of
a sheet would take half a terabyte and end the program, so its place is looked up first.
"""

import io
import re
import zipfile
import zlib

from ...norwegian import number
from . import formats
from .told import Told

MOST_UNPACKED = 200 * 1024 * 1024
"""Of a workbook when unpacked [bytes]."""
MOST_CELLS = 8_000_000
"""From the first to the last of a sheet; a full sheet of seven columns is fewer."""
_FORMULA = re.compile(rb"<(?:\w+:)?c((?:\s[^>]*)?)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)")
_SUM = re.compile(rb"\s*(?:SUM|SUBTOTAL)\((?:9,)?\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+\)\s*")
"""A plain sum of cells: its last value is used, and held against the cells it sums."""
_NAMED = re.compile(rb"""\br=["']([A-Z]+[0-9]+)""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*\s)?r=["']([A-Za-z]+)(\d+)["'](?:[^>]*[^>/])?>""")
_UNNAMED = re.compile(rb"""<(?:\w+:)?c(?:\s(?![^>]*\br=)[^>]*)?>""")
_ROWS = re.compile(rb"<(?:\w+:)?row\b")
_ROW = re.compile(rb"""<(?:\w+:)?row\s(?:[^>]*\s)?r=["'](\d+)""")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


def safe(content: bytes, told: Told) -> list[str] | None:
    """The cells with formulas; None where it must not be opened, and why is told."""
    if formats.packed(content, told):
        return None
    unpacked, formulas = 0, list[str]()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.infolist():
                found = _part(packed, part, MOST_UNPACKED - unpacked)
                if found is None:
                    limit = f"høyst {MOST_UNPACKED >> 20} MB utpakket"
                    told.fault("", "en pakket fil som vokser for mye", limit, "Lagre som CSV.")
                    return None
                unpacked += len(found)
                if not bearable(_far(found), told):
                    return None
                for cell, formula in _FORMULA.findall(found):
                    if not _SUM.fullmatch(formula):
                        one = _NAMED.search(cell)
                        formulas.append(one[1].decode() if one else "uten navn")
    except _DAMAGED:
        told.fault("", "en pakket fil som er skadet", "en arbeidsbok i XLSX", "Lagre på nytt.")
        return None
    return formulas


def active(content: bytes) -> int | None:
    """The place of the sheet that was in front when the workbook was saved; None if not known."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            book = _part(packed, packed.getinfo("xl/workbook.xml"), MOST_UNPACKED)
    except (*_DAMAGED, KeyError):
        return None
    found = re.search(rb'activeTab="(\d+)"', book or b"")
    return int(found[1]) if found else None


def bearable(cells: int, told: Told) -> bool:
    """Whether a sheet from its first to its last cell is not too large."""
    if cells > MOST_CELLS:
        limit = "et ark uten celler langt utenfor tabellen"
        advice = "Slett rader og kolonner utenfor tabellen, eller lagre som CSV."
        told.fault("", f"et ark som spenner over {number(cells)} celler", limit, advice)
    return cells <= MOST_CELLS


def _part(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes | None:
    """A part unpacked; None where it is larger. The size in the directory may lie."""
    blocks, size = list[bytes](), 0
    with packed.open(part) as opened:
        while block := opened.read(1 << 20):
            size += len(block)
            if size > most:
                return None
            blocks.append(block)
    return b"".join(blocks)


def _far(content: bytes) -> int:
    """How many cells there are from the first to the last that something stands in."""
    columns, last = set[bytes](), 0
    for cell in _FILLED.finditer(content):
        columns.add(cell[1])
        last = max(last, int(cell[2]))
    width = max(map(_number, columns), default=1)
    if _UNNAMED.search(content):
        rows = _ROWS.split(content)
        last = max([last, len(rows) - 1, *map(int, _ROW.findall(content))])
        width = max(width, *(len(_UNNAMED.findall(row)) for row in rows))
    return last * width


def _number(letters: bytes) -> int:
    """``A`` is 1, ``AA`` 27."""
    found = 0
    for letter in letters.upper():
        found = 26 * found + letter - ord("A") + 1
    return found
