"""Sheets that are filled row by row, and what the formulas in them refer to."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from ... import labels
from ...people.ages import FloatArray
from ...series import Table, pick
from .looks import BOLD, COLUMN, HEADING, NOTE, PLAIN, TITLE, UNIT, Formats

FIRST = 2
"""Column of the first year; name and unit stand before it."""
REFERENCE = re.compile(r"\[([^]]+)\]")
YEAR = "year"
"""Name of the row that has the years."""
Formula = str | Callable[[int], str]
"""The formula of a row, or of each year of it; see :class:`YearSheet`."""


@dataclass(frozen=True)
class Known:
    """What formulas refer to by name: the number of ``sheet!row``, and where a cell stands.

    In a formula ``[name]`` is a cell, and ``[name..other]`` all from one to the other.
    """

    rows: dict[str, int] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)

    def written(self, formula: str, cell: Callable[[str], str] | None = None) -> str:
        """A formula as Excel has it. ``cell``: where a name leads; to a cell alone unless given."""

        def area(found: re.Match[str]) -> str:
            first, *last = map(cell or self.cells.__getitem__, found[1].split(".."))
            return ":".join((first, *(one.rpartition("!")[2] for one in last)))

        return REFERENCE.sub(area, formula)

    def cell(self, name: str, sheet: Any, row: int, column: int) -> None:
        """A cell gets a name."""
        self.cells[name] = f"{sheet.name}!{xl_rowcol_to_cell(row, column, True, True)}"


class Sheet:
    """A sheet that is filled from the top; ``next`` is its first empty row."""

    def __init__(self, sheet: Any, formats: Formats, known: Known, title: str) -> None:
        self.sheet, self.formats, self.known, self.next = sheet, formats, known, 1
        formats.write(sheet, 0, 0, title, **TITLE)

    def text(self, told: str, **look: Any) -> int:
        """A row with a text; its place."""
        self.formats.write(self.sheet, self.next, 0, told, **look)
        self.next += 1
        return self.next - 1

    def note(self, told: str) -> None:
        """A sentence under a heading."""
        self.text(told, **NOTE)


class GivenSheet(Sheet):
    """A sheet of assumptions, in cells that have names."""

    def columns(self, told: str, names: Iterable[str]) -> None:
        """A row of headings."""
        row = self.text(told, **HEADING)
        for column, name in enumerate(names, 1):
            self.formats.write(self.sheet, row, column, name, **COLUMN)

    def single(self, name: str, told: str, value: float, unit: str, formula: str = "") -> None:
        """A row with one cell, whose name Excel has too: an assumption unless it has a formula."""
        row = self.text(told)
        if formula:
            self.sheet.write_formula(row, 1, formula, self.formats.reckoned("1000 kr"), value)
        else:
            look = self.formats.year() if unit == "år" else self.formats.given()
            self.sheet.write_number(row, 1, value, look)
        self.formats.write(self.sheet, row, 2, unit, **UNIT)
        self.formats.book.define_name(name, f"={self.sheet.name}!$B${row + 1}")

    def across(
        self,
        name: str,
        told: str,
        items: Sequence[str],
        values: Iterable[float],
        unit: str = "",
        formula: str = "",
    ) -> None:
        """A row with a cell an item, named ``name.item``: assumptions unless it has a formula.

        ``formula``: of each, with ``{}`` for the item.
        """
        row = self.text(told)
        for column, (item, value) in enumerate(zip(items, values, strict=True), 1):
            self.known.cell(f"{name}.{item}", self.sheet, row, column)
            if formula:
                there = self.known.written(formula.format(item))
                look = self.formats.reckoned(unit)
                self.sheet.write_formula(row, column, there, look, value)
            else:
                self.sheet.write_number(row, column, value, self.formats.given(unit))


class YearSheet(Sheet):
    """A sheet with years across, whose rows are known by name.

    In a formula ``[net]`` is a row's cell in the formula's own year, ``[$net]`` the same with the
    row held, ``[net@2027]`` that of another year, ``[net@-1]`` that of the year before, and
    ``[Beregning!net]`` that of another sheet with the same years. Other names are of cells.
    """

    def __init__(
        self, sheet: Any, formats: Formats, known: Known, title: str, years: Sequence[int]
    ) -> None:
        super().__init__(sheet, formats, known, title)
        self.years = tuple(years)
        self.columns = [xl_col_to_name(FIRST + place) for place in range(len(self.years))]
        self.known.rows[f"{sheet.name}!{YEAR}"] = 1
        sheet.set_column(0, 0, 48)
        sheet.set_column(1, 1, 17)
        sheet.set_column(FIRST, FIRST + len(self.years) - 1, 11)
        for place, year in enumerate(self.years):
            sheet.write_number(0, FIRST + place, year, formats(**HEADING, num_format="0"))
        sheet.freeze_panes(1, FIRST)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0, 1)

    def heading(self, told: str) -> None:
        """A heading, with an empty row before it."""
        self.next += 1 + (self.next > 1)
        self.formats.write(self.sheet, self.next - 1, 0, told, **HEADING)

    def _row(self, name: str, told: str, unit: str, look: Mapping[str, Any] = PLAIN) -> int:
        for column, text in enumerate((told, unit)):
            self.formats.write(self.sheet, self.next, column, text, **look)
        self.next += 1
        self.known.rows[f"{self.sheet.name}!{name}"] = self.next
        return self.next - 1

    def given(
        self,
        name: str,
        told: str,
        unit: str,
        values: FloatArray,
        years: Sequence[int] | None = None,
        is_data: bool = False,
    ) -> None:
        """A row of assumptions, or of data, for all years or some."""
        row = self._row(name, told, unit)
        look = self.formats.data(unit) if is_data else self.formats.given(unit)
        for year, value in zip(years or self.years, values, strict=True):
            place = FIRST + self.years.index(year)
            if np.isnan(value):
                # Missing stays missing in all that rests on it.
                self.sheet.write_formula(row, place, "=NA()", look, "#N/A")
            else:
                self.sheet.write_number(row, place, value, look)

    def reckoned(
        self,
        name: str,
        told: str,
        unit: str,
        formula: Formula,
        values: Iterable[float],
        years: Sequence[int] | None = None,
        bold: bool = False,
        missing: str = "#N/A",
    ) -> None:
        """A row of formulas for all years, or for some, with what they give.

        ``missing``: what stands where that is missing.
        """
        row = self._row(name, told, unit, BOLD if bold else PLAIN)
        look = self.formats.reckoned(unit, bold)
        for year, value in zip(years or self.years, values, strict=True):
            place = self.years.index(year)
            own = formula if isinstance(formula, str) else formula(year)
            shown = missing if np.isnan(value) else float(value)
            self.sheet.write_formula(row, FIRST + place, self.written(own, place), look, shown)

    def written(self, formula: str, place: int = 0) -> str:
        """A formula as Excel has it. ``place``: of its year among the years."""
        return self.known.written(formula, lambda told: self._cell(told, place))

    def _cell(self, told: str, place: int) -> str:
        sheet, mark, rest = told.rpartition("!")
        name, _, when = rest.lstrip("$").partition("@")
        row = self.known.rows.get(f"{sheet or self.sheet.name}!{name}")
        if row is None:
            return self.known.cells[name]
        column = self.columns[place - (when == "-1")]
        if when and when != "-1":
            column = f"${self.columns[self.years.index(int(when))]}"
        return f"{sheet}{mark}{column}{'$' * rest.startswith('$')}{row}"

    def figure(self, table: Table, item: str, formula: Formula, name: str = "") -> None:
        """A row of formulas for an item of a table over its years; known by the item or a name."""
        own = pick(table, item)
        unit = "prosent" if own[0].unit == "percent" else "1000 kr"
        values = np.concatenate([one.values for one in own])
        years = [year for one in own for year in one.years]
        self.reckoned(name or item, labels.item(item), unit, formula, values, years)

    def parts(
        self, table: Table, name: str, formulas: Mapping[str, str], whole: str = "I alt"
    ) -> None:
        """A row for each part of a table, ``name.0`` and on, and their sum, ``name.total``."""
        for place, (item, formula) in enumerate(formulas.items()):
            self.figure(table, item, formula, f"{name}.{place}")
        self.total(
            f"{name}.total",
            whole,
            "1000 kr",
            f"{name}.0..{name}.{len(formulas) - 1}",
            pick(table, labels.TOTAL)[0].values,
        )

    def total(self, name: str, told: str, unit: str, area: str, values: FloatArray) -> None:
        """The sum of some rows."""
        self.reckoned(name, told, unit, f"=SUM([{area}])", values, bold=True)

    def change(
        self,
        name: str,
        of: str,
        told: str,
        values: FloatArray,
        base: int,
        base_cell: str = "basisaar",
        before: tuple[str, FloatArray] | None = None,
    ) -> None:
        """The change of a row from the base year.

        ``before`` is the row whose base year it is measured from, and its values; itself where it
        is left out.
        """
        start, started = before or (of, values)
        span, years = (
            f"[${one}@{self.years[0]}..${one}@{self.years[-1]}]" for one in (start, YEAR)
        )
        formula = f"=[{of}]-INDEX({span},MATCH({base_cell},{years},0))"
        self.reckoned(name, told, "1000 kr", formula, values - started[self.years.index(base)])
