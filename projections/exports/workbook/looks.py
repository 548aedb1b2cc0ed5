"""How a workbook's cells look."""

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

import xlsxwriter

from ..tidy import RISKY

OPTIONS: Mapping[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    # Missing is not zero: a cell without a number makes what is reckoned of it an error too.
    "nan_inf_to_errors": True,
}
"""Of every workbook: nothing is taken for a formula or a link by itself."""
TITLE: Mapping[str, Any] = {"bold": True, "font_size": 14}
HEADING: Mapping[str, Any] = {"bold": True, "bottom": 1}
WRAPPED: Mapping[str, Any] = {"text_wrap": True, "valign": "top"}
NOTE: Mapping[str, Any] = {"italic": True, "font_color": "#595959"}
PLAIN: Mapping[str, Any] = {}
COLUMN: Mapping[str, Any] = {"bold": True, "bottom": 1, "align": "right"}
UNIT: Mapping[str, Any] = {"indent": 1}
BOLD: Mapping[str, Any] = {"bold": True}
"""Looks of text."""
NUMBERS: Mapping[str, str] = {
    "1000 kr": "#,##0",
    "personer": "#,##0",
    "prosent": "#,##0.00",
    "plasser": "#,##0.0",
    "andel": "0.000",
    "år": "0.0",
    "indeks": "0.0000",
    "kr": "#,##0",
}
"""How numbers are shown, by unit."""


class Formats:
    """The looks of a workbook's cells, each made once."""

    def __init__(self, book: Any) -> None:
        self.book, self.made = book, dict[tuple[tuple[str, Any], ...], Any]()

    def __call__(self, **look: Any) -> Any:
        """A format of these properties."""
        key = tuple(sorted(look.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(look)
        return self.made[key]

    def write(self, sheet: Any, row: int, column: int, told: str, **look: Any) -> None:
        """A text cell; what looks like a formula is marked as text, and stays so when edited."""
        if told.startswith(RISKY):
            look["quote_prefix"] = True
        sheet.write_string(row, column, told, self(**look) if look else None)

    def given(self, unit: str = "") -> Any:
        """Of an assumption: it may be changed."""
        return self(bg_color="#FFF2CC", num_format=NUMBERS.get(unit, "#,##0.####"))

    def data(self, unit: str = "") -> Any:
        """Of what the app has reckoned and no formula does."""
        return self(bg_color="#DDEBF7", num_format=NUMBERS.get(unit, "#,##0.####"))

    def year(self) -> Any:
        """Of a year that may be changed."""
        return self(bg_color="#FFF2CC", num_format="0")

    def reckoned(self, unit: str = "", bold: bool = False) -> Any:
        """Of a formula."""
        look = {"bold": True, "top": 1} if bold else {}
        return self(num_format=NUMBERS.get(unit, "#,##0.0"), **look)


def safe(told: str) -> str:
    """A text for where XlsxWriter takes one that begins with ``=`` for a reference."""
    return f" {told}" if told.startswith(RISKY) else told


_NUMBER = re.compile(r"-?\d+(,\d+)?")
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(text: str) -> bytes:
    """The workbook of a table as :func:`~projections.sources.own.values.to_csv` writes it.

    ``text``: semicolons between the cells, decimal commas, headings in the first row.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, dict(OPTIONS)) as book:
        sheet, bold = book.add_worksheet("Mal"), book.add_format({"bold": True})
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if row and _NUMBER.fullmatch(cell):
                    sheet.write_number(row, column, float(cell.replace(",", ".")))
                elif cell:
                    sheet.write_string(row, column, cell, bold if not row else None)
        sheet.set_column(0, 0, max((len(cells[0]) for cells in rows), default=10) + 2)
        sheet.set_column(1, len(rows[0]), 16)
        sheet.freeze_panes(1, 1)
    return out.getvalue()
