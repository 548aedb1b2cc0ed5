"""Which files are no table at all, whether a workbook can be opened, and its cells without values.

The file is a small file system: sectors in chains told by a table, and a directory. One of its
files, ``Workbook``, is a row of records, each with its kind and length in front; a formula is one,
and what could not be reckoned is another, which the reader would give as an empty cell.
Microsoft: [MS-CFB] Compound File Binary, [MS-XLS] 2.4.127 Formula, 2.4.24 BoolErr.

The reader sets aside room for every cell from the first to the last. One cell in the far corner of
a sheet would take half a terabyte and end the program, so its place is looked up first.
"""

import io
import re
import struct
import zipfile
import zlib
from typing import TypeAlias

from ...norwegian import number
from .told import Told

_FROM_SSB = "Last ned tabellen fra SSB som CSV, Excel eller JSON-stat 2."
_SAVE = "Åpne filen i regnearket, og lagre som XLSX eller CSV."
_UNPACK = "Pakk ut filen, og last opp tabellen i den."
_EXPORT = "Eksporter tabellen som CSV eller Excel."
_WHOLE = "Finn tabellen den er laget av, i CSV eller Excel."
BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"CHARSET=", "en PX-fil (PC-Axis)", _FROM_SSB),
    (b"AXIS-VERSION=", "en PX-fil (PC-Axis)", _FROM_SSB),
    (b"%PDF", "en PDF", _WHOLE),
    (b"\x89PNG", "et bilde", _WHOLE),
    (b"\xff\xd8\xff", "et bilde", _WHOLE),
    (b"GIF8", "et bilde", _WHOLE),
    (b"{\\rtf", "et tekstdokument (RTF)", _WHOLE),
    (b"PAR1", "en Parquet-fil", _EXPORT),
    (b"ARROW1", "en Arrow-fil", _EXPORT),
    (b"SQLite format 3", "en database (SQLite)", _EXPORT),
    (b"$FL2", "en SPSS-fil", _EXPORT),
    (b"$FL3", "en SPSS-fil", _EXPORT),
    (b"<stata_dta>", "en Stata-fil", _EXPORT),
    (b"\x1f\x8b", "en pakket fil (GZ)", _UNPACK),
    (b"7z\xbc\xaf", "en pakket fil (7z)", _UNPACK),
    (b"Rar!", "en pakket fil (RAR)", _UNPACK),
    (b"TABLE\r\n0,1", "et regneark i DIF", _SAVE),
    (b"TABLE\n0,1", "et regneark i DIF", _SAVE),
    (b"ID;P", "et regneark i SYLK", _SAVE),
)
PARTS: tuple[tuple[str, str, str], ...] = (
    ("content.xml", "et annet slags regneark (OpenDocument)", "Lagre som XLSX eller CSV."),
    ("xl/workbook.bin", "et annet slags regneark (XLSB)", "Lagre som XLSX eller CSV."),
    ("word/document.xml", "et Word-dokument", _WHOLE),
    ("ppt/presentation.xml", "en PowerPoint-fil", _WHOLE),
    ("Index/", "et annet slags regneark (Numbers)", "Lagre som XLSX eller CSV."),
)
"""What a packed file holds that is no workbook read here: formulas would not be seen."""
WORKBOOK = "xl/workbook.xml"
ACCEPTED = "en tabell i CSV, XLSX eller XLS"


def no_table(content: bytes, told: Told) -> bool:
    """Whether the bytes are of a format that is not read, which is then told."""
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, what, advice in BEGINNINGS:
        if start.startswith(beginning):
            told.fault("", what, ACCEPTED, advice)
            return True
    return False


def no_workbook(content: bytes, told: Told) -> bool:
    """Whether a packed file is no workbook, which is then told; a damaged one is not told here."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            names = opened.namelist()
    except _DAMAGED:
        return False
    for part, what, advice in PARTS:
        if any(name.startswith(part) for name in names):
            told.fault("", what, ACCEPTED, advice)
            return True
    if WORKBOOK not in names and not any(name.startswith(("xl/", "[Content")) for name in names):
        told.fault("", "en pakket fil (ZIP)", ACCEPTED, _UNPACK)
        return True
    return False


ENTRY, SMALL = 128, 64
NAMES = ("Workbook", "Book")
SHORT = 4096
"""Files shorter than this lie in small sectors inside the first file of the directory [bytes]."""
FORMULAS = (0x0006, 0x0206, 0x0406)
BOOLEAN_OR_ERROR = 0x0205
FORMULA, ERROR = "en formel", "en feilverdi, som #REF!"
CellWithout: TypeAlias = tuple[str, str]
"""A cell without a value of its own, as ``C5``, and what stands there."""
LAST = 0xFFFFFFFA
"""Sector numbers from here on end a chain or mark a free place."""


def without_value(content: bytes) -> list[CellWithout]:
    """The cells of an XLS file that are formulas or errors.

    Raises
    ------
    ValueError
        If the bytes are no such file, or it is broken.
    """
    try:
        return [(_cell(row, column), what) for row, column, what in _records(_stream(content))]
    except (struct.error, IndexError) as problem:
        raise ValueError("broken") from problem


def _records(stream: bytes) -> list[tuple[int, int, str]]:
    found, at = [], 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        is_error = kind == BOOLEAN_OR_ERROR and stream[at + 4 + 7] == 1
        if kind in FORMULAS or is_error:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            found.append((row, column, ERROR if is_error else FORMULA))
        at += 4 + length
    return found


def _cell(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _stream(content: bytes) -> bytes:
    """The bytes of the workbook inside the file."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in (512, 4096):
        raise ValueError("sector size")
    first, _, _, small_table = struct.unpack_from("<IIII", content, 48)
    tables = list(struct.unpack_from("<109I", content, 76))
    more = struct.unpack_from("<I", content, 68)[0]
    for _ in range(len(content) // size):
        if more >= LAST:
            break
        *others, more = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        tables += others
    table = list[int]()
    for sector in tables:
        if sector < LAST:
            table += struct.unpack_from(f"<{size // 4}I", content, (sector + 1) * size)
    directory = _chain(content, table, first, size, size)
    entries = [directory[at : at + ENTRY] for at in range(0, len(directory), ENTRY)]
    root = entries[0]
    for one in entries:
        name = one[: max(0, struct.unpack_from("<H", one, 64)[0] - 2)].decode(
            "utf-16-le", "replace"
        )
        if name in NAMES:
            start, length = struct.unpack_from("<II", one, 116)
            if length >= SHORT:
                return _chain(content, table, start, size, size)[:length]
            inside = _chain(content, table, struct.unpack_from("<I", root, 116)[0], size, size)
            packed = _chain(content, table, small_table, size, size)
            small = list(struct.unpack(f"<{len(packed) // 4}I", packed))
            return _chain(inside, small, start, SMALL, 0)[:length]
    raise ValueError("no workbook")


def _chain(content: bytes, table: list[int], first: int, size: int, skip: int) -> bytes:
    """The sectors of a chain end to end."""
    found, sector = list[bytes](), first
    while sector < LAST:
        if len(found) > len(table):
            raise ValueError("a chain without end")
        found.append(content[skip + sector * size : skip + (sector + 1) * size])
        sector = table[sector]
    return b"".join(found)


MOST_UNPACKED = 200 * 1024 * 1024
"""Of a workbook when unpacked [bytes]."""
MOST_CELLS = 8_000_000
"""From the first to the last of a sheet; a full sheet of seven columns is fewer."""
_FORMULA = re.compile(rb"<(?:\w+:)?c((?:\s[^>]*)?)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>([^<]*)<)")
_SUM = re.compile(rb"\s*(?:SUM|SUBTOTAL)\((?:9,)?\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+\)\s*")
"""A plain sum of cells: its last value is used, and held against the cells it sums."""
_ERROR = re.compile(rb"""<(?:\w+:)?c(\s(?:[^>]*\s)?t=["']e["'][^>]*)>""")
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


def safe(content: bytes, told: Told) -> list[CellWithout] | None:
    """The cells of an XLSX file that are formulas or errors; None where it must not be opened, and
    why is told.
    """
    if no_workbook(content, told):
        return None
    unpacked, cells = 0, dict[str, str]()
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
                        cells[_name(cell)] = FORMULA
                for cell in _ERROR.findall(found):
                    cells.setdefault(_name(cell), ERROR)
    except _DAMAGED:
        told.fault("", "en pakket fil som er skadet", "en arbeidsbok i XLSX", "Lagre på nytt.")
        return None
    return list(cells.items())


def _name(cell: bytes) -> str:
    one = _NAMED.search(cell)
    return one[1].decode() if one else "uten navn"


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
