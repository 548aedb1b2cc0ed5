"""An uploaded prognosis back as a tidy table or a workbook, and an empty one to fill in."""

import io
from collections.abc import Sequence

import numpy as np
import xlsxwriter

from ..case import Projection
from ..words.grids import Grid
from .tidy import Record, safe
from .workbook.looks import OPTIONS

MOST_ROWS = 200_000
"""In a workbook; more take long to write and to open."""


def records(found: Sequence[Projection]) -> list[Record]:
    """One record a figure, with headings that are read back; areas where there are any."""
    divided = any(one.areas for one in found)
    return [
        {
            "region": people.region.code,
            **({"area": safe(area)} if divided else {}),
            "alternative": safe(one.alternative),
            "year": _year(one, people.years[year]),
            "sex": people.sexes[sex],
            "age": people.ages.codes[age],
            "persons": ".." if np.isnan(value) else round(float(value), 9),
        }
        for one in found
        for area, people in {"": one.population, **one.areas}.items()
        for (_, year, sex, age), value in np.ndenumerate(people.persons)
        if one.partial is None or one.partial.ages.holds(people.ages.bands[age])
    ]


def _year(one: Projection, year: int) -> int | str:
    """A year; a school year where people are counted in the autumn, so that it is read back so."""
    autumn = one.partial is not None and one.partial.autumn
    return f"{year}/{(year + 1) % 100:02}" if autumn else year


def rows(found: Sequence[Projection]) -> int:
    """How many figures there are, a row each."""
    return sum(
        people.persons.size for one in found for people in (one.population, *one.areas.values())
    )


def workbook(found: Sequence[Projection], *about: Grid) -> bytes:
    """The same table as an .xlsx file, with a sheet that tells where it comes from."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, dict(OPTIONS))
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    table = records(found)
    sheet = book.add_worksheet("Tall")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, list(table[0]), bold)
    for row, record in enumerate(table, 1):
        sheet.write_row(row, 0, record.values())
    sheet.autofilter(0, 0, len(table), len(table[0]) - 1)
    told = book.add_worksheet("Om filen")
    told.set_column(0, 4, 40)
    top = 0
    for grid in about:
        told.write_string(top, 0, grid.caption, bold)
        told.write_row(top + 1, 0, grid.columns, bold)
        for row, line in enumerate(grid.rows, top + 2):
            told.write_row(row, 0, map(safe, line), wrapped)
        top += len(grid.rows) + 3
    book.close()
    return file.getvalue()


def template(region: str, ages: Sequence[str], years: Sequence[int]) -> str:
    """An empty table, ages down and years across, for one region."""
    heading = ";".join(["kommune", "alder", *map(str, years)])
    rows = [";".join([region, f"{age} år", *("" for _ in years)]) for age in ages]
    return "\ufeff" + "\n".join((heading, *rows, ""))
