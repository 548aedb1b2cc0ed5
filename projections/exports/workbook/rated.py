"""A user's own rates in a workbook: a sheet of cells, and the rows that reckon cost from them."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from ... import labels, terms
from ...series import pick
from .looks import COLUMN, HEADING, TITLE, Formats
from .parts import Rated
from .rows import Formula, YearSheet, total

RATES = "Satser"


def given(sheet: Any, formats: Formats, of: Rated) -> Mapping[str, str]:
    """Fill the sheet: a column a service, a row an age group; each service's area by its code."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(of.services), 18)
    formats.write(sheet, 0, 0, f"Egne satser, kr per person, {of.price_year}-kroner", **TITLE)
    formats.write(sheet, 2, 0, "Alder", **HEADING)
    for place, service in enumerate(of.services, 1):
        formats.write(sheet, 2, place, labels.item(service), **COLUMN)
    for down, age in enumerate(of.ages, 3):
        formats.write(sheet, down, 0, labels.age(age))
        sheet.write_row(down, 1, list(of.rates[:, down - 3]), formats.given())
    sheet.freeze_panes(3, 1)
    first, last = 4, 3 + len(of.ages)
    columns = [xl_col_to_name(place) for place in range(1, 1 + len(of.services))]
    return {
        service: f"{RATES}!${column}${first}:${column}${last}"
        for service, column in zip(of.services, columns, strict=True)
    }


def costs(rows: YearSheet, of: Rated, cells: Mapping[str, str], found: dict[str, int]) -> None:
    """People by the ages of the rates, and cost by service and in all."""
    rows.heading("Innbyggere etter satsenes aldre")
    first = rows.next + 1
    for place, age in enumerate(of.ages):
        rows.given(labels.age(age), "personer", of.persons[:, place])
    last = rows.next
    rows.heading(f"Kostnad, {terms.METHODS['rates'].lower()}")
    start = rows.next + 1
    for service in of.services:
        found[f"rates.{service}"] = rows.reckoned(
            labels.item(service),
            "1000 kr",
            _cost(cells[service], first, last),
            pick(of.table, service)[0].values,
        )
    whole = pick(of.table, "total")[0].values
    found["rates.total"] = rows.reckoned(
        "I alt", "1000 kr", total(start, rows.next), whole, bold=True
    )


def _cost(rates: str, first: int, last: int) -> Formula:
    return lambda c: f"=SUMPRODUCT({rates},{c}${first}:{c}${last})/1000"
