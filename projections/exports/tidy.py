"""Tables in long format, one row a value; an uploaded prognosis back as one, or as a workbook."""

import csv
import io
import math
from collections.abc import Mapping, Sequence

import numpy as np
import xlsxwriter

from ..case import Allocations, Projection
from ..figures.spec import Figure
from ..money.costs import NeedKeys
from ..people.ages import FloatArray
from ..series import Table
from ..words.grids import Grid
from .workbook.looks import OPTIONS

COLUMNS = ("region", "source", "alternative", "year", "item", "value", "unit")
Record = dict[str, str | int | float | None]
OWN_TEXT = ("area",)
"""Labels that a user has written."""
RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> safe("=1+1"), safe("Røros")
    ("'=1+1", 'Røros')
    """
    return f"'{text}" if text.startswith(RISKY) else text


def records(table: Table) -> list[Record]:
    """One record a value; columns as :data:`COLUMNS`, then whatever labels the series carry."""
    return [
        {
            "region": series.region.code,
            "source": series.source.id,
            "alternative": series.alternative,
            "year": year,
            "item": series.item,
            "value": None if math.isnan(value) else _plain(float(value)),
            "unit": series.unit,
            "region_name": series.region.name,
            **{name: safe(text) if name in OWN_TEXT else text for name, text in series.extra},
        }
        for series in table
        for year, value in zip(series.years, series.values, strict=True)
    ]


def drawn(figure: Figure) -> list[Record]:
    """One record a value that a figure draws; changes and levels among them."""
    return [
        {
            "figure": figure.key,
            "panel": safe(curve.panel),
            "curve": safe(curve.name),
            "role": curve.role,
            "category": safe(category),
            "value": _plain(float(value)),
            "unit": figure.unit,
            "axis": safe(figure.axis),
        }
        for curve in figure.curves
        for category, value in zip(figure.categories, curve.values, strict=True)
        if not math.isnan(value)
    ]


def key_records(keys: NeedKeys) -> list[Record]:
    """One record a sector: its weight, and what its key is made of [share 0–1]."""
    return [
        {
            "item": sector,
            "sector_weight": _plain(float(keys.sector_weights[s])),
            "age_criteria": _plain(float(keys.age_weights[s].sum())),
            "old_age_criteria": _plain(float(keys.old_weights[s])),
            "other_criteria": _plain(float(keys.other_weights[s])),
            "unit": "share",
        }
        for s, sector in enumerate(keys.sectors)
    ]


def frame_records(frames: Allocations) -> list[Record]:
    """One record a budget unit; ``item`` is its sector, empty where it follows no demography."""
    return [
        {
            "source": frames.source.id,
            "year": frames.year,
            "unit_name": one.unit_name,
            "item": one.sector,
            "value": _plain(one.amount / 1000),
            "unit": "1000 NOK",
        }
        for one in frames.frames
    ]


def course_records(persons: FloatArray, sexes: Sequence[str], ages: Sequence[int]) -> list[Record]:
    """One record a cell of ``[step, sex, age]`` [persons]; ``age`` is the group's lower bound."""
    return [
        {"step": step, "sex": sexes[sex], "age": ages[age], "persons": _plain(float(value))}
        for (step, sex, age), value in np.ndenumerate(persons)
    ]


def _plain(value: float) -> float | int:
    """Whole numbers without a decimal point, others without floating point noise."""
    return int(value) if value.is_integer() else float(f"{value:.12g}")


def to_csv(rows: Sequence[Mapping[str, object]], norwegian: bool = False) -> str:
    """Records as CSV text.

    Parameters
    ----------
    rows
        Records; the columns are all keys in order of appearance.
    norwegian
        Semicolon, decimal comma and byte order mark, so that a Norwegian Excel opens it as it is.
    """
    columns = list(dict.fromkeys(key for row in rows for key in row)) or list(COLUMNS)
    text = io.StringIO()
    writer = csv.DictWriter(
        text, columns, restval="", delimiter=";" if norwegian else ",", lineterminator="\n"
    )
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _cell(cell, norwegian) for key, cell in row.items()})
    return ("\ufeff" if norwegian else "") + text.getvalue()


def _cell(cell: object, norwegian: bool) -> object:
    if norwegian and isinstance(cell, float):
        return str(cell).replace(".", ",")
    return cell


MOST_ROWS = 200_000
"""In a workbook; more take long to write and to open."""


def prognosis_records(found: Sequence[Projection]) -> list[Record]:
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
    table = prognosis_records(found)
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
