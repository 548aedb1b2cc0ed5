"""Formats that are known by how they begin, and are not read: each by its name, with what to do."""

import io
import zipfile

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


def known(content: bytes, told: Told) -> bool:
    """Whether the bytes are of a format that is not read, which is then told."""
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, what, advice in BEGINNINGS:
        if start.startswith(beginning):
            told.fault("", what, ACCEPTED, advice)
            return True
    return False


def packed(content: bytes, told: Told) -> bool:
    """Whether a packed file is no workbook, which is then told; a damaged one is not told here."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            names = opened.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        return False
    for part, what, advice in PARTS:
        if any(name.startswith(part) for name in names):
            told.fault("", what, ACCEPTED, advice)
            return True
    if WORKBOOK not in names and not any(name.startswith(("xl/", "[Content")) for name in names):
        told.fault("", "en pakket fil (ZIP)", ACCEPTED, _UNPACK)
        return True
    return False
