"""The workbook as a file: its sheets in order, and those that only list."""

import io
from collections.abc import Sequence
from typing import Any

import numpy as np
import xlsxwriter

from ... import labels, terms, words
from ...figures.catalogue import NAMES
from ...figures.collection import Collection
from ...parameters import Parameter
from ...series import pick
from ...words.grids import Grid, Link
from ...words.passports import parameters as assumed_values
from ...words.passports import sources as passports
from . import assumptions, calculation, charts, figures, levers, scenario
from .levered import Levered
from .looks import BOLD, HEADING, OPTIONS, TITLE, UNIT, WRAPPED, Formats
from .parts import Reckoning
from .rows import GivenSheet, Known, YearSheet

COLUMNS = ("Figur", "Område", "Kilde", "Grunnlag", "Post", "År", "Verdi", "Enhet")
WIDTHS = (30, 16, 38, 22, 40, 8, 14, 24)
NARROWEST, WIDEST = 12, 46
"""Columns of tables of text [letters]."""
YEAR, VALUE = 5, 6
"""Columns that hold numbers."""


def about(
    sheet: Any, formats: Formats, collection: Collection, of: Reckoning, sheets: list[str]
) -> None:
    """What the workbook is, what is on each sheet, and what is left out."""
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 96)
    formats.write(sheet, 0, 0, collection.title, **TITLE)
    lines = [collection.chosen, words.handout.AGREES, words.handout.COLOURS]
    lines += [words.handout.MISSING[name].format(told) for name, told in of.missing.items()]
    lines += [collection.left_out] if collection.left_out else []
    for row, told in enumerate(lines, 2):
        sheet.merge_range(row, 0, row, 1, "", formats(**WRAPPED))
        formats.write(sheet, row, 0, told, **WRAPPED)
        sheet.set_row(row, 15 * (1 + len(told) // 118))
    top = len(lines) + 3
    formats.write(sheet, top, 0, "Ark", **HEADING)
    formats.write(sheet, top, 1, "Hva det viser", **HEADING)
    for row, name in enumerate(sheets, top + 1):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=name)
        formats.write(sheet, row, 1, words.handout.SHEETS[name], **WRAPPED)


def listed_figures(sheet: Any, formats: Formats, collection: Collection) -> None:
    """One row a value."""
    for place, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(place, place, width)
        formats.write(sheet, 0, place, name, **HEADING)
    row = 1
    for figure in collection.figures:
        for one in figure.table:
            texts = (
                NAMES.get(figure.key, figure.key),
                one.region.name,
                one.source.short,
                labels.alternative(one.alternative),
                labels.item(one.item),
            )
            for year, value in zip(one.years, one.values, strict=True):
                if np.isnan(value):
                    continue
                for place, told in enumerate(texts):
                    formats.write(sheet, row, place, told)
                sheet.write_number(row, YEAR, year)
                sheet.write_number(row, VALUE, value, formats(num_format="#,##0.###"))
                formats.write(sheet, row, VALUE + 1, terms.unit(one.unit), **UNIT)
                row += 1
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, row - 1, len(COLUMNS) - 1)


def sources(
    sheet: Any, formats: Formats, collection: Collection, assumed: tuple[Parameter, ...]
) -> None:
    """The passports of figures and of assumptions."""
    every = dict.fromkeys(one for figure in collection.figures for one in figure.sources)
    grids = (passports(every), assumed_values(assumed))
    longest = [
        max((len(row[place]) for grid in grids for row in grid.rows if len(row) > place), default=0)
        for place in range(max(len(grid.columns) for grid in grids))
    ]
    widths = [min(WIDEST, max(NARROWEST, one // 2)) for one in longest]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    row = 0
    for grid in grids:
        row = _grid(sheet, formats, grid, row, widths)


def _grid(sheet: Any, formats: Formats, grid: Grid, row: int, widths: Sequence[int]) -> int:
    """A table with its caption; the row where the next one starts."""
    formats.write(sheet, row, 0, grid.caption, **TITLE)
    sheet.set_row(row + 1, 30)
    for place, name in enumerate(grid.columns):
        formats.write(sheet, row + 1, place, name, **HEADING, **WRAPPED)
    for down, cells in enumerate(grid.rows, row + 2):
        texts = [cell.written if isinstance(cell, Link) else cell for cell in cells]
        for place, told in enumerate(texts):
            look = BOLD if place == 0 else {}
            formats.write(sheet, down, place, told, **WRAPPED, **look)
        # Programs differ in whether they make room for wrapped text of themselves.
        lines = [len(told) // width for told, width in zip(texts, widths, strict=False)]
        sheet.set_row(down, 15 * (1 + max(lines)))
    return row + len(grid.rows) + 4


ABOUT, FIGURES, SOURCES = "Innhold", "Tall", "Kilder"
A4 = 9


def write(
    collection: Collection,
    of: Reckoning,
    moved: Levered | None,
    assumed: tuple[Parameter, ...],
) -> bytes:
    """The workbook as an .xlsx file.

    Parameters
    ----------
    collection
        Its figures.
    of
        What the formulas reckon from, and the values they have when the file is opened.
    moved
        The same of a scenario, where something is moved in it.
    assumed
        All assumptions with their passports.
    """
    file = io.BytesIO()
    # Text that begins with =, +, - or @ stays text, whatever a data file holds.
    book = xlsxwriter.Workbook(file, dict(OPTIONS))
    book.set_properties({"title": collection.title, "author": "Bæreevne"})
    book.set_calc_mode("auto")
    formats = Formats(book)
    wanted = {
        ABOUT: True,
        charts.LIVE: True,
        figures.DRAWN: True,
        assumptions.GIVEN: True,
        assumptions.RATES: of.rated is not None,
        assumptions.PLAN: of.plan is not None,
        calculation.RECKONED: True,
        levers.LEVERS: moved is not None,
        levers.SCENARIO: moved is not None,
        FIGURES: True,
        SOURCES: True,
    }
    names = [name for name, is_there in wanted.items() if is_there]
    sheets = {name: book.add_worksheet(name) for name in names}
    for sheet in sheets.values():
        sheet.set_landscape()
    about(sheets[ABOUT], formats, collection, of, names[1:])
    figures.drawn(book, sheets[figures.DRAWN], formats, collection)
    _reckoned(book, sheets, formats, of, moved)
    listed_figures(sheets[FIGURES], formats, collection)
    sources(sheets[SOURCES], formats, collection, assumed)
    for sheet in sheets.values():
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L{collection.title.replace('&', '&&')}&C&A&R&P / &N")
    book.close()
    return file.getvalue()


def _reckoned(
    book: Any, sheets: dict[str, Any], formats: Formats, of: Reckoning, moved: Levered | None
) -> None:
    """The sheets with formulas, and the charts of their results."""
    known = Known()

    def given(name: str, title: str) -> GivenSheet:
        return GivenSheet(sheets[name], formats, known, title)

    def by_year(name: str, title: str) -> YearSheet:
        return YearSheet(sheets[name], formats, known, title, of.years)

    plan = sheets.get(assumptions.PLAN)
    planned = assumptions.lines(plan, formats, known, of, of.plan) if of.plan else {}
    assumptions.given(given(assumptions.GIVEN, "Forutsetninger som kan endres"), of, planned)
    if of.rated:
        title = f"Egne satser, kr per person, {of.rated.price_year}-kroner"
        assumptions.own_rates(given(assumptions.RATES, title), of.rated)
    calculation.reckoned(by_year(calculation.RECKONED, "Fra forutsetninger til resultat"), of)
    if moved:
        rows = by_year(levers.SCENARIO, "Scenariet")
        calculation.people(rows, moved.persons, words.handout.PEOPLE_SHEET, is_data=True)
        levers.levers(given(levers.LEVERS, "Spakene i scenariet"), of, moved)
        scenario.reckoned(rows, of, moved)
    after = {
        name: pick(one.after.table, "net_result")[0].years
        for name, one in ((calculation.RECKONED, of), (levers.SCENARIO, moved))
        if one and one.after
    }
    charts.live(book, sheets[charts.LIVE], formats, of, known.rows, after)
