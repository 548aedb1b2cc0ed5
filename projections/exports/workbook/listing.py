"""Sheets of a workbook that only list: what it is, every figure one row each, the sources."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from ... import labels, units, words
from ...figures.catalogue import NAMES, Collection
from ...parameters import Parameter
from ...words.grids import Grid
from ...words.passports import parameters as assumed_values
from ...words.passports import sources as passports
from .looks import BOLD, HEADING, TITLE, UNIT, WRAPPED, Formats
from .parts import Reckoning

LINK = re.compile(r"\[(.+?)\]\((.+?)\)")
"""A linked text, as tables on the screen have it."""
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
    lines = [collection.chosen, words.workbook.AGREES, words.workbook.COLOURS]
    lines += [words.workbook.MISSING[name].format(told) for name, told in of.missing.items()]
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
        formats.write(sheet, row, 1, words.workbook.SHEETS[name], **WRAPPED)


def figures(sheet: Any, formats: Formats, collection: Collection) -> None:
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
                formats.write(sheet, row, VALUE + 1, units.unit(one.unit), **UNIT)
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
        texts = [LINK.sub(r"\1, \2", cell) for cell in cells]
        for place, told in enumerate(texts):
            look = BOLD if place == 0 else {}
            formats.write(sheet, down, place, told, **WRAPPED, **look)
        # Programs differ in whether they make room for wrapped text of themselves.
        lines = [len(told) // width for told, width in zip(texts, widths, strict=False)]
        sheet.set_row(down, 15 * (1 + max(lines)))
    return row + len(grid.rows) + 4
