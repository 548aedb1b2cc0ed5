"""A workbook: the figures, assumptions, live formulas from them to the result, charts, sources."""

import io
import re
from typing import Any

import numpy as np
import xlsxwriter

from .. import labels, narrative
from ..exhibits import Collection, Exhibit, plain
from ..exhibits.reckoning import Reckoning
from ..parameters import Parameter
from ..passports import parameters as assumed_values
from ..passports import sources as passports
from . import assumptions, calculation, plot, tidy

FIGURES, DRAWN, SOURCES = "Tall", "Figurer", "Kilder"
HIGH, WIDE = 23, 10
"""Rows a chart stands over, and columns left of it."""
LETTERS = 130
"""As many stand in a line over those columns."""
TYPES: dict[str, dict[str, str]] = {
    "line": {"type": "line"},
    "bar": {"type": "bar"},
    "column": {"type": "column"},
}
LINK = re.compile(r"\[(.+?)\]\((.+?)\)")
"""A linked text, as tables on the screen have it."""
DASHES = ("dash", "round_dot", "dash_dot", "long_dash", "long_dash_dot", "square_dot")
"""Of projected lines, one after the other."""
COLUMNS = ("Figur", "Område", "Kilde", "Grunnlag", "Post", "År", "Verdi", "Enhet")


def write(
    collection: Collection,
    reckoning: Reckoning,
    method: str,
    base: int,
    assumed: tuple[Parameter, ...],
) -> bytes:
    """The workbook as an .xlsx file.

    Parameters
    ----------
    collection
        Its figures.
    reckoning
        What the formulas reckon from, and the values they have when the file is opened.
    method, base
        Which cost is measured, and from which year.
    assumed
        All assumptions with their passports.
    """
    file = io.BytesIO()
    # Text that begins with =, +, - or @ stays text, whatever a data file holds.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": collection.title, "author": "Bæreevne"})
    book.set_calc_mode("auto")
    formats = _formats(book)
    _about(book, formats, collection, reckoning)
    _figures(book, formats, collection)
    _drawn(book, formats, collection)
    cells = assumptions.given(book, formats, reckoning, base)
    found = calculation.reckoned(book, formats, reckoning, cells, method, base)
    _result_charts(book, reckoning, found)
    _sources(book, formats, collection, assumed)
    for sheet in book.worksheets():
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    book.close()
    return file.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format({"bold": True, "bottom": 1}),
        "given": book.add_format({"bg_color": "#FFF2CC", "num_format": "#,##0.####"}),
        "year": book.add_format({"bg_color": "#FFF2CC", "num_format": "0"}),
        "year_heading": book.add_format({"bold": True, "bottom": 1, "num_format": "0"}),
        "reckoned": book.add_format({"num_format": "#,##0.0"}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _about(
    book: Any, formats: dict[str, Any], collection: Collection, reckoning: Reckoning
) -> None:
    """What the workbook is, and what is left out of it."""
    sheet = book.add_worksheet("Innhold")
    sheet.set_column(0, 0, 110)
    lines = [collection.chosen, narrative.handout.WORKBOOK, narrative.handout.AGREES]
    reasons = {
        "own": narrative.handout.NO_OWN,
        "received": narrative.handout.NO_INCOME,
        "after": narrative.handout.NO_BUDGET,
    }
    lines += [reasons[key].format(told) for key, told in reckoning.missing.items()]
    lines += [collection.left_out] if collection.left_out else []
    sheet.write_string(0, 0, collection.title, formats["title"])
    for row, text in enumerate(lines, 2):
        sheet.write_string(row, 0, text, formats["wrapped"])


def _figures(book: Any, formats: dict[str, Any], collection: Collection) -> None:
    """One row a value."""
    sheet = book.add_worksheet(FIGURES)
    for place, width in enumerate((26, 14, 26, 16, 26, 8, 16, 22)):
        sheet.set_column(place, place, width)
    for place, name in enumerate(COLUMNS):
        sheet.write_string(0, place, name, formats["heading"])
    row = 1
    for exhibit in collection.exhibits:
        for one in tidy.records(exhibit.table):
            if one["value"] is None:
                continue
            texts = (exhibit.key, one["region_name"], one["source"])
            names = (labels.alternative(str(one["alternative"])), labels.item(str(one["item"])))
            for place, text in enumerate((*texts, *names)):
                sheet.write_string(row, place, str(text))
            sheet.write_number(row, 5, one["year"])
            sheet.write_number(row, 6, one["value"])
            sheet.write_string(row, 7, labels.unit(str(one["unit"])))
            row += 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row - 1, len(COLUMNS) - 1)


def _drawn(book: Any, formats: dict[str, Any], collection: Collection) -> None:
    """Each exhibit's chart, with the cells it is drawn from beside it."""
    sheet = book.add_worksheet(DRAWN)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, WIDE - 1, 14)
    row = 0
    for exhibit in collection.exhibits:
        sheet.write_string(row, 0, plain(exhibit.title), formats["title"])
        _long(sheet, row + 1, plain(exhibit.text), formats["wrapped"])
        top = row + 3
        shown = book.add_format({"num_format": plot.number_format(exhibit)})
        for place, curve in enumerate(exhibit.curves, 1):
            sheet.write_string(top, place, curve.name, formats["heading"])
        for down, name in enumerate(exhibit.categories, 1):
            sheet.write_string(top + down, 0, name)
            for place, curve in enumerate(exhibit.curves, 1):
                value = curve.values[down - 1]
                if not np.isnan(value):
                    sheet.write_number(top + down, place, value, shown)
        sheet.insert_chart(
            top,
            WIDE,
            _chart(book, exhibit, top),
            {"description": exhibit.alternative_text, "object_position": 2},
        )
        row = top + max(HIGH, len(exhibit.categories) + 3)
        _long(sheet, row - 2, exhibit.cited, formats["wrapped"])


def _long(sheet: Any, row: int, text: str, wrapped: Any) -> None:
    """A text over all columns left of the chart, in a row high enough for it."""
    sheet.merge_range(row, 0, row, WIDE - 1, "", wrapped)
    sheet.write_string(row, 0, text, wrapped)
    sheet.set_row(row, 16 * (1 + len(text) // LETTERS))


def _chart(book: Any, exhibit: Exhibit, top: int) -> Any:
    chart, colours = book.add_chart(TYPES[exhibit.kind]), plot.colours(exhibit)
    last = top + len(exhibit.categories)
    for place, curve in enumerate(exhibit.curves, 1):
        colour = colours[curve.code]
        look: dict[str, Any] = {
            "fill": {"color": colour},
            "gap": 40,
            "overlap": 100,
            "data_labels": {"value": True},
        }
        if exhibit.kind == "line":
            dash = plot.dash(exhibit, curve)
            kind = "solid" if dash is None else DASHES[dash % len(DASHES)]
            look = {"line": {"color": colour, "width": 2.25, "dash_type": kind}}
        elif exhibit.kind == "column" and not curve.is_projected:
            look["fill"] |= {"transparency": 50}
        chart.add_series(
            {
                "name": [DRAWN, top, place],
                "categories": [DRAWN, top + 1, 0, last, 0],
                "values": [DRAWN, top + 1, place, last, place],
                **look,
            }
        )
    negative = any(value < 0 for curve in exhibit.curves for value in curve.values)
    _dress(chart, exhibit.axis, plot.number_format(exhibit), from_zero=not negative)
    if exhibit.kind == "bar":  # its categories stand on the vertical axis
        chart.set_x_axis({"num_format": plot.number_format(exhibit)})
        chart.set_y_axis({"reverse": True, "label_position": "low"})
    if len(exhibit.curves) == 1:
        chart.set_legend({"none": True})
    return chart


def _dress(chart: Any, title: str, number_format: str, from_zero: bool = False) -> None:
    chart.set_title({"name": title, "name_font": {"size": 11, "bold": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_x_axis({"label_position": "low"})
    least = {"min": 0} if from_zero else {}
    chart.set_y_axis({"num_format": number_format, "major_gridlines": {"visible": True}, **least})
    chart.set_size({"width": 720, "height": 400})


def _result_charts(book: Any, of: Reckoning, found: dict[str, int]) -> None:
    """Charts of the formulas' own results, which move with the assumptions."""
    sheet, last = book.get_worksheet_by_name(calculation.RECKONED), len(of.years) + 1
    wanted = (
        ("line", "1000 kr, endring fra basisåret", ("change.cost", "change.income", "net")),
        ("column", "prosent av brutto driftsinntekter", ("net_result_share",)),
    )
    row = max(found.values()) + 2
    for kind, title, items in wanted:
        shown = [found[item] - 1 for item in items if item in found]
        if not shown:
            continue
        chart = book.add_chart(TYPES[kind])
        for place in shown:
            name = calculation.RECKONED
            chart.add_series(
                {
                    "name": [name, place, 0],
                    "categories": [name, 0, calculation.FIRST, 0, last],
                    "values": [name, place, calculation.FIRST, place, last],
                }
            )
        _dress(chart, title, "#,##0.0")
        sheet.insert_chart(row, 0, chart, {"description": f"Beregnet: {title}"})
        row += HIGH


def _sources(
    book: Any, formats: dict[str, Any], collection: Collection, assumed: tuple[Parameter, ...]
) -> None:
    """The passports of figures and of assumptions."""
    sheet = book.add_worksheet(SOURCES)
    sheet.set_column(0, 0, 50)
    sheet.set_column(1, 8, 22)
    every = dict.fromkeys(one for exhibit in collection.exhibits for one in exhibit.sources)
    row = 0
    for grid in (passports(every), assumed_values(assumed)):
        sheet.write_string(row, 0, grid.caption, formats["title"])
        for place, name in enumerate(grid.columns):
            sheet.write_string(row + 1, place, name, formats["heading"])
        for down, cells in enumerate(grid.rows, row + 2):
            for place, cell in enumerate(cells):
                sheet.write_string(down, place, LINK.sub(r"\1, \2", cell), formats["wrapped"])
        row += len(grid.rows) + 4
