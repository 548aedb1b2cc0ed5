"""A presentation as a workbook: one sheet a frame with its figures, chart, sources and method."""

import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from ..figures.collection import Collection
from ..figures.spec import Figure
from ..words.grids import Grid, Link
from ..words.passports import sources as passports
from .workbook.figures import charted
from .workbook.looks import HEADING, OPTIONS, TITLE, WRAPPED, Formats

WIDE, HIGH = 640, 330
"""Size of a chart [px]."""
SMALL_WIDE, SMALL_HIGH = 420, 240
"""Size of one of several [px]."""
ROW_HIGH = 20
"""Height of a row [px]."""
LETTERS = 110
"""As many stand in a line over the columns of a text."""
TEXT_COLUMNS = 8
BESIDE = 8
"""Columns left of a chart: there is room for what a waterfall is stacked from."""
MOST_NAME = 28
A4 = 9
NUMBER = re.compile(r"([+\u2212-]?)(\d[\d\u00a0]*)(?:,(\d+))?(\u00a0%)?")


def write(collection: Collection) -> bytes:
    """The workbook as an .xlsx file. ``collection``: its figures, each with what belongs to it."""
    file = io.BytesIO()
    # Text that begins with =, +, - or @ stays text, whatever a presentation holds.
    book = xlsxwriter.Workbook(file, dict(OPTIONS))
    book.set_properties({"title": collection.title, "author": "Bæreevne"})
    formats, names = Formats(book), _names(collection.figures)
    _contents(book.add_worksheet("Innhold"), formats, collection, names)
    for figure, name in zip(collection.figures, names, strict=True):
        _Sheet(book, formats, figure, name).fill()
    every = dict.fromkeys(one for each in collection.figures for one in each.sources)
    _Lines(book.add_worksheet("Kilder"), formats, (44, 20)).table(passports(every))
    for sheet in book.worksheets():
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    book.close()
    return file.getvalue()


def _names(figures: Sequence[Figure]) -> list[str]:
    """A name of each sheet that Excel takes: short, unlike the others, without its signs."""
    told = (re.sub(r"[^ \w,.%–-]", " ", one.title) for one in figures)
    return [f"{place} {title}"[:MOST_NAME].strip() for place, title in enumerate(told, 1)]


def _contents(sheet: Any, formats: Formats, collection: Collection, names: Sequence[str]) -> None:
    """What the workbook is, and the way to each sheet."""
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    formats.write(sheet, 0, 0, collection.title, **TITLE)
    formats.write(sheet, 1, 0, collection.chosen)
    for row, (one, name) in enumerate(zip(collection.figures, names, strict=True), 3):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
        formats.write(sheet, row, 1, one.title, **WRAPPED)


class _Lines:
    """A sheet that is filled from the top; columns after the first are equally wide."""

    def __init__(self, sheet: Any, formats: Formats, widths: tuple[int, int]) -> None:
        self.sheet, self.formats, self.row = sheet, formats, 0
        sheet.set_column(0, 0, widths[0])
        sheet.set_column(1, 40, widths[1])

    def text(self, told: str) -> None:
        """A text over several columns, in a row high enough for it."""
        self.sheet.merge_range(self.row, 0, self.row, TEXT_COLUMNS - 1, "", self.formats(**WRAPPED))
        self.formats.write(self.sheet, self.row, 0, told, **WRAPPED)
        lines = sum(1 + len(line) // LETTERS for line in told.split("\n"))
        self.sheet.set_row(self.row, 16 * lines)
        self.row += 1

    def table(self, grid: Grid) -> None:
        """A table with its caption; what is a number in the text is a number in its cell."""
        self.formats.write(self.sheet, self.row, 0, grid.caption, **TITLE)
        for place, cell in enumerate(grid.columns):
            self.formats.write(self.sheet, self.row + 1, place, cell, **HEADING, text_wrap=True)
        for row, cells in enumerate(grid.rows, self.row + 2):
            for place, cell in enumerate(cells):
                told = number(cell) if place else None
                if told:
                    self.sheet.write_number(row, place, told[0], self.formats(num_format=told[1]))
                else:
                    text = cell.written if isinstance(cell, Link) else cell
                    self.formats.write(self.sheet, row, place, text, **WRAPPED)
        self.row += len(grid.rows) + 3


class _Sheet(_Lines):
    """The sheet of one figure."""

    def __init__(self, book: Any, formats: Formats, figure: Figure, name: str) -> None:
        super().__init__(book.add_worksheet(name), formats, (26, 14))
        self.book, self.figure, self.name = book, figure, name

    def fill(self) -> None:
        """Title, sentence, charts with their numbers, tables, method, assumptions and sources."""
        one = self.figure
        self.formats.write(self.sheet, 0, 0, one.title, **TITLE)
        self.row = 1
        self.text(one.text)
        self.row += 1
        for panel in one.panels:
            self.drawn(panel)
        for grid in one.grids:
            self.table(grid)
        for told in (one.note, one.chosen, one.cited, one.spoken):
            if told:
                self.text(told)

    def drawn(self, panel: Figure) -> None:
        """A chart, and the cells it is drawn from beside it."""
        chart = charted(self.book, self.sheet, self.formats, panel, self.row, self.name)
        is_small = panel is not self.figure
        wide, high = (SMALL_WIDE, SMALL_HIGH) if is_small else (WIDE, HIGH)
        chart.set_size({"width": wide, "height": high})
        look = {"description": panel.alternative_text, "object_position": 2}
        self.sheet.insert_chart(self.row, max(BESIDE, len(panel.curves) + 2), chart, look)
        self.row += max(len(panel.categories) + 2, high // ROW_HIGH + 1)


def number(cell: str) -> tuple[float, str] | None:
    """The number a text is, and Office's format of it; None where it is no number.

    Examples
    --------
    >>> number("\u22124,2\u00a0%"), number("+1\u00a0234"), number("6–15 år")
    ((-0.042, '+0.0%;−0.0%;0.0%'), (1234.0, '+#,##0;−#,##0;0'), None)
    """
    match = NUMBER.fullmatch(cell)
    if not match:
        return None
    sign, whole, part, percent = match.groups()
    value = float(f"{whole.replace(chr(0xA0), '')}.{part or 0}") * (1 if sign in ("", "+") else -1)
    tail = f".{'0' * len(part)}" if part else ""
    plain_format = f"0{tail}%" if percent else f"#,##0{tail}"
    zero = plain_format.replace("#,##", "")
    shown = f"+{plain_format};\u2212{plain_format};{zero}" if sign else plain_format
    return round(value / 100, 12) if percent else value, shown
