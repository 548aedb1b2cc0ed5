"""How a workbook's cells look, and a sheet that is filled row by row with years across."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from ...people.ages import FloatArray
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


FIRST = 2
"""Column of the first year; name and unit stand before it."""
Formula = Callable[[str], str]
"""A formula of one year, from the letter of its column."""


def shown(value: float) -> float | str:
    """What stands in a cell until it is reckoned."""
    return "#N/A" if np.isnan(value) else float(value)


class YearSheet:
    """A sheet that is filled row by row, years across."""

    def __init__(self, sheet: Any, formats: Formats, title: str, years: Sequence[int]) -> None:
        self.sheet, self.formats, self.years, self.next = sheet, formats, tuple(years), 1
        self.columns = [xl_col_to_name(FIRST + place) for place in range(len(self.years))]
        sheet.set_column(0, 0, 48)
        sheet.set_column(1, 1, 17)
        sheet.set_column(FIRST, FIRST + len(self.years) - 1, 11)
        formats.write(sheet, 0, 0, title, **TITLE)
        for place, year in enumerate(self.years):
            sheet.write_number(0, FIRST + place, year, formats(**HEADING, num_format="0"))
        sheet.freeze_panes(1, FIRST)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, 1)

    @property
    def year_cells(self) -> str:
        """The years."""
        return f"${self.columns[0]}$1:${self.columns[-1]}$1"

    def column(self, year: int) -> str:
        """The letter of a year's column."""
        letter: str = self.columns[self.years.index(year)]
        return letter

    def heading(self, told: str) -> None:
        """A heading, with an empty row before it."""
        self.next += 1 + (self.next > 1)
        self.formats.write(self.sheet, self.next - 1, 0, told, **HEADING)

    def note(self, told: str) -> None:
        """A sentence under a heading."""
        self.formats.write(self.sheet, self.next, 0, told, **NOTE)
        self.next += 1

    def _name(self, name: str, unit: str, look: Mapping[str, Any] = PLAIN) -> int:
        for column, told in enumerate((name, unit)):
            self.formats.write(self.sheet, self.next, column, told, **look)
        self.next += 1
        return self.next

    def given(
        self,
        name: str,
        unit: str,
        values: FloatArray,
        years: Sequence[int] | None = None,
        is_data: bool = False,
    ) -> int:
        """A row of assumptions, or of data, for all years or some; its number as Excel counts."""
        row = self._name(name, unit)
        look = self.formats.data(unit) if is_data else self.formats.given(unit)
        for year, value in zip(years or self.years, values, strict=True):
            place = self.years.index(year)
            if np.isnan(value):
                # Missing stays missing in all that rests on it.
                self.sheet.write_formula(row - 1, FIRST + place, "=NA()", look, "#N/A")
            else:
                self.sheet.write_number(row - 1, FIRST + place, value, look)
        return row

    def reckoned(
        self,
        name: str,
        unit: str,
        formula: Formula,
        values: Iterable[float],
        years: Sequence[int] | None = None,
        bold: bool = False,
        is_empty: bool = False,
    ) -> int:
        """A row of formulas for all years, or for some, with what they give; its number.

        With ``is_empty`` what is missing is an empty cell instead of an error.
        """
        row = self._name(name, unit, BOLD if bold else PLAIN)
        look = self.formats.reckoned(unit, bold)
        for year, value in zip(years or self.years, values, strict=True):
            place = self.years.index(year)
            told = formula(self.columns[place])
            known = "" if is_empty and np.isnan(value) else shown(value)
            self.sheet.write_formula(row - 1, FIRST + place, told, look, known)
        return row

    def change(
        self,
        row: int,
        name: str,
        values: FloatArray,
        base: int,
        base_cell: str = "basisaar",
        before: tuple[int, FloatArray] | None = None,
    ) -> int:
        """The change of a row from the base year; its number.

        ``before`` is the row whose base year it is measured from, and its values; itself where it
        is left out.
        """
        start, started = before or (row, values)
        span = f"${self.columns[0]}${start}:${self.columns[-1]}${start}"
        return self.reckoned(
            name,
            "1000 kr",
            lambda c: f"={c}{row}-INDEX({span},MATCH({base_cell},{self.year_cells},0))",
            values - started[self.years.index(base)],
        )


def before(column: str, columns: Sequence[str]) -> str:
    """The column before."""
    return columns[list(columns).index(column) - 1]


def total(first: int, last: int) -> Formula:
    """The sum of some rows."""
    return lambda c: f"=SUM({c}{first}:{c}{last})"


def there(sheet: str, row: int) -> Formula:
    """The same row and year of another sheet."""
    return lambda c: f"={sheet}!{c}{row}"


def percent(row: int, whole: int) -> Formula:
    """A row in per cent of another."""
    return lambda c: f"=100*{c}{row}/{c}{whole}"
