"""The bytes of a file as cells of text, with look-alike signs made one.

A file that is not a table, is too large, unpacks to too much, or holds formulas is told, not read.

Files come with marks of order in front, soft hyphens, spaces of no width, letters put together of
two, and line breaks inside a cell. None of them says anything; all of them make two equal words
differ.
"""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

import python_calamine as calamine

from ...norwegian import number
from ..own.file import UserFile
from . import workbooks
from .told import Told

UNSEEN = "\ufeff\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u180e\u202a\u202c"
"""Marks of order, soft hyphens, spaces of no width, joiners and directions."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_BYTES = (
    *(b"\xef\xbb\xbf", b"\xc2\xad", b"\xc2\xa0", b"\xe2\x80", b"\xe2\x81", b"\xe3\x80\x80"),
    *(b"\xcc", b"\xcd", b"\xe1\x9a\x80", b"\xe1\xa0\x8e"),
)
"""How all of these, and loose accents, begin in UTF-8: a large text is looked through fast."""
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BREAKS = re.compile(r"\s*[\r\n\v\f]+\s*")
_HYPHENATED = re.compile(r"(?<=[a-zæøå])-\s*[\r\n]+\s*(?=[a-zæøå])")


def clean(text: str) -> str:
    """A whole text without what nobody sees, its letters in one piece each.

    Examples
    --------
    >>> clean("a\u030ar") == "år", clean("al\u00adder"), clean("\ufeff\ufeffalder")
    (True, 'alder', 'alder')
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _UNSEEN.sub("", text)))


def in_line(text: str) -> str:
    r"""One cell on one line; a word cut by a hyphen at the end of a line is whole again.

    Examples
    --------
    >>> in_line("Alders-\ngruppe"), in_line("Personer\n2024")
    ('Aldersgruppe', 'Personer 2024')
    """
    if "\n" not in text and "\r" not in text:
        return text.strip()
    return _BREAKS.sub(" ", _HYPHENATED.sub("", text)).strip()


def cleaned(content: bytes) -> bytes:
    """:func:`clean` for UTF-8; the very same bytes where there is nothing to do."""
    if content.isascii() or not any(one in content for one in _BYTES):
        return content
    return clean(content.decode()).encode()


LARGEST = 100 * 1024 * 1024
"""Of a file as it is handed in [bytes]."""
START = 1024 * 1024
"""Of a text, in which it is seen what separates its columns [bytes]."""
MOST_COLUMNS = 16_384
"""As many as a spreadsheet has; each is looked at in several ways."""
HEAD = 200
"""Rows in which the headings are looked for."""
SEPARATORS = (";", "\t", ",", "|")
Sheet = list[list[str]]


@dataclass(frozen=True)
class Text:
    """A table in text, not yet cut in cells: UTF-8 without a mark in front."""

    content: bytes
    separator: str

    def rows(self) -> Iterator[list[str]]:
        """Its rows, as a spreadsheet counts them; :class:`csv.Error` names one it cannot read."""
        lines = io.TextIOWrapper(io.BytesIO(self.content), "utf-8", newline="")
        number = 1
        try:
            for row in csv.reader(lines, delimiter=self.separator, strict=True):
                yield row
                number += 1
        except csv.Error:
            raise csv.Error(f"rad {number}") from None


def workbook(file: UserFile) -> bool:
    """Whether the bytes are a workbook, XLSX or the older XLS."""
    return file.content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def sheets(file: UserFile, told: Told) -> dict[str, Sheet]:
    """Every sheet with something in it; empty where the workbook cannot be used."""
    accepted, advice = "en arbeidsbok i XLSX eller XLS", "Lagre filen på nytt fra regnearket."
    try:
        if file.content[:2] == b"PK":
            without = workbooks.safe(file.content, told)
        else:
            without = workbooks.without_value(file.content)
        if without is None or not _values(without, told):
            return {}
        book = calamine.load_workbook(io.BytesIO(file.content))
        found: dict[str, Sheet] = {}
        for name in _shown(book, file.content):
            sheet = book.get_sheet_by_name(name)
            if not workbooks.bearable(sheet.total_height * sheet.total_width, told):
                return {}
            if sheet.total_height:
                rows = sheet.to_python(skip_empty_area=False)
                found[name] = [[_text(cell) for cell in row] for row in rows]
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


def _shown(book: "calamine.CalamineWorkbook", content: bytes) -> list[str]:
    """The names of the sheets that are seen, the one in front first; all where none is."""
    seen = [
        one.name
        for one in book.sheets_metadata
        if one.visible == calamine.SheetVisibleEnum.Visible
        and one.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    names = seen or list(book.sheet_names)
    front = workbooks.active(content)
    if front is not None and front < len(book.sheet_names):
        names.sort(key=lambda name: name != book.sheet_names[front])
    return names


def _values(without: Sequence[workbooks.CellWithout], told: Told) -> bool:
    """Whether there are values alone; formulas and errors are told with their cells."""
    for what, advice in (
        (workbooks.FORMULA, "Kopier og lim inn som verdier, og lagre på nytt."),
        (workbooks.ERROR, "Rett cellen, eller tøm den, og lagre på nytt."),
    ):
        places = [(f"celle {cell}", found) for cell, found in without if found == what]
        told.each(places, "et tall", advice)
    return not without


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
    return in_line(clean(str(cell)))


def text(file: UserFile, told: Told) -> Text | None:
    """The text of a file and what separates its columns; None where it is no text."""
    accepted = workbooks.ACCEPTED
    if workbooks.no_table(file.content, told):
        return None
    content = _utf8(file.content, told)
    if content is not None:
        content = cleaned(content)
    if content is None or b"\0" in content:
        told.fault("", "noe annet enn en tabell", accepted, "Lagre som CSV fra regnearket.")
        return None
    if re.match(rb"\s*<(?:!doctype|html|table|\?xml)", content[:200], re.IGNORECASE):
        found = "en nettside eller XML" + (" som heter .xls" if ".xls" in file.name else "")
        told.fault("", found, accepted, "Åpne filen i regnearket, og lagre som XLSX eller CSV.")
        return None
    if not content or content.isspace():
        told.fault("", "en tom fil", accepted, "Last ned malen og fyll den ut.")
        return None
    lines = content[:START].decode(errors="ignore").splitlines()[:HEAD]
    filled = [line for line in lines if line.strip()]
    separator = max(SEPARATORS, key=lambda one: _fits(filled, one))
    long = (line for line in io.BytesIO(content) if len(line) > MOST_COLUMNS)
    widest = 1 + max((line.count(separator.encode()) for line in long), default=0)
    if widest > MOST_COLUMNS:
        found, most = f"{number(widest)} kolonner", f"høyst {number(MOST_COLUMNS)} kolonner"
        told.fault("", found, most, "Del filen, eller fjern kolonner.")
        return None
    return Text(content, separator)


def _utf8(content: bytes, told: Told) -> bytes | None:
    """The bytes in UTF-8; None where they are no text."""
    if content.isascii():
        return content
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    with suppress(UnicodeDecodeError):
        if wide:
            return content.decode("utf-16").encode()
        bare = content.removeprefix(codecs.BOM_UTF8)
        bare.decode()
        return bare
    with suppress(UnicodeDecodeError):
        if not wide and b"\0" not in content and not content.startswith(codecs.BOM_UTF8):
            found = content.decode("cp1252").encode()
            advice = "Lest som Windows-1252. Se at æ, ø og å er rette."
            told.mend("", "Windows-1252", "UTF-8", advice)
            return found
    return None


def _fits(lines: list[str], separator: str) -> tuple[int, int]:
    """How many of the rows a separator cuts in equally many cells, the commonest number."""
    counts = [line.count(separator) for line in lines]
    counts = [count for count in counts if count]
    common = max(set(counts), key=counts.count) if counts else 0
    return counts.count(common), -SEPARATORS.index(separator)
