"""The sheet of a workbook with each exhibit's chart, and the cells it is drawn from beside it."""

from typing import Any

import numpy as np

from ...exhibits import Collection, Curve, Exhibit, plain
from .. import plot
from .looks import COLUMN, TITLE, WRAPPED, Formats, safe
from .steps import waterfall

DRAWN = "Figurer"
HIGH, WIDE = 21, 7
"""Rows of a chart, and columns of the sheet."""
LETTERS = 118
"""As many stand in a line over those columns."""
DASHES = ("dash", "round_dot", "dash_dot", "long_dash", "long_dash_dot", "square_dot")
"""Of projected lines, one after the other."""
LEVELS = ("rule", "line", "dots")
"""Curves drawn as lines whatever the kind of chart."""


def drawn(book: Any, sheet: Any, formats: Formats, collection: Collection) -> None:
    """Fill the sheet, exhibit by exhibit."""
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 8, 14)
    sheet.set_portrait()
    row, breaks = 0, []
    for exhibit in collection.exhibits:
        formats.write(sheet, row, 0, plain(exhibit.title), **TITLE)
        _long(sheet, formats, row + 1, plain(exhibit.text))
        top = row + 3 + HIGH
        chart = charted(book, sheet, formats, exhibit, top, DRAWN)
        look = {"description": exhibit.alternative_text, "object_position": 2}
        sheet.insert_chart(row + 2, 0, chart, look)
        row = top + len(exhibit.categories) + 4
        _long(sheet, formats, row - 2, exhibit.cited)
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1])


def charted(book: Any, sheet: Any, formats: Formats, exhibit: Exhibit, top: int, name: str) -> Any:
    """The chart of an exhibit, and the cells it is drawn from.

    Parameters
    ----------
    top
        Row of the cells' headings.
    name
        Of the sheet.
    """
    _cells(sheet, formats, exhibit, top)
    if exhibit.curves[0].starts is not None:
        return waterfall(book, sheet, formats, exhibit, top, name)
    return _chart(book, exhibit, top, name)


def _cells(sheet: Any, formats: Formats, exhibit: Exhibit, top: int) -> None:
    """A column a curve, a row a category."""
    number = plot.number_format(exhibit)
    sheet.set_row(top, 48)
    for place, curve in enumerate(exhibit.curves, 1):
        formats.write(sheet, top, place, curve.name, **COLUMN, text_wrap=True)
    for down, name in enumerate(exhibit.categories, 1):
        formats.write(sheet, top + down, 0, name)
        for place, curve in enumerate(exhibit.curves, 1):
            value = curve.values[down - 1]
            if not np.isnan(value):
                sheet.write_number(top + down, place, value, formats(num_format=number))


def _long(sheet: Any, formats: Formats, row: int, told: str) -> None:
    """A text over all columns, in a row high enough for it."""
    sheet.merge_range(row, 0, row, WIDE - 1, "", formats(**WRAPPED))
    formats.write(sheet, row, 0, told, **WRAPPED)
    sheet.set_row(row, 15 * (1 + len(told) // LETTERS))


def _chart(book: Any, exhibit: Exhibit, top: int, name: str) -> Any:
    """The chart; what is drawn as lines over columns is a chart of its own laid on it."""
    stacked = {"subtype": "stacked"} if exhibit.stand == "stacked" else {}
    chart = book.add_chart({"type": exhibit.kind, **stacked})
    over = book.add_chart({"type": "line"}) if exhibit.kind == "column" else chart
    for place, curve in enumerate(exhibit.curves, 1):
        is_line = exhibit.kind == "line" or (exhibit.kind == "column" and curve.look in LEVELS)
        series = _line(exhibit, curve) if is_line else _bar(exhibit, curve)
        last = top + len(exhibit.categories)
        (over if is_line else chart).add_series(
            {
                "name": [name, top, place],
                "categories": [name, top + 1, 0, last, 0],
                "values": [name, top + 1, place, last, place],
                **series,
            }
        )
    if over is not chart and over.series:
        chart.combine(over)
    from_zero = exhibit.from_zero and plot.reach(exhibit)[0] == 0
    step = plot.label_step(exhibit)
    dress(chart, exhibit.axis, plot.number_format(exhibit), from_zero, step)
    if exhibit.kind == "bar":  # its categories stand on the vertical axis
        chart.set_x_axis({"num_format": plot.number_format(exhibit), "major_gridlines": GRID})
        chart.set_y_axis({"reverse": True, "label_position": "low", "major_gridlines": NO_GRID})
    if len(exhibit.curves) == 1:
        chart.set_legend({"none": True})
    return chart


def _line(exhibit: Exhibit, curve: Curve) -> dict[str, Any]:
    colour = curve.colour or plot.colours(exhibit)[curve.code]
    if curve.look == "dots":
        look = {"type": "circle", "size": 8, "fill": {"color": colour}}
        return {"line": {"none": True}, "marker": look}
    dash = plot.dash(exhibit, curve)
    kind = "solid" if dash is None else DASHES[dash % len(DASHES)]
    if curve.look == "rule":
        kind = "dash"
    return {"line": {"color": colour, "width": 2.25, "dash_type": kind}}


def _bar(exhibit: Exhibit, curve: Curve) -> dict[str, Any]:
    colour = curve.colour or plot.colours(exhibit)[curve.code]
    fill: dict[str, Any] = {"color": colour}
    if exhibit.kind == "column" and not curve.is_projected:
        fill["transparency"] = 50
    points = [{"fill": {"color": one}} for one in curve.colours]
    written = {"value": True, "num_format": plot.label_format(exhibit), "font": {"size": 8}}
    return {
        "fill": {"none": True} if curve.look == "outline" else fill,
        "border": {"color": colour} if curve.look == "outline" else {"none": True},
        "gap": 40,
        "overlap": 0 if exhibit.stand == "beside" else 100,
        **({"data_labels": written} if plot.has_labels(exhibit) else {}),
        **({"points": points} if points else {}),
    }


SIZE = {"width": 900, "height": 400}
NO_GRID = {"visible": False}
GRID = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}


def dress(
    chart: Any, title: str, number_format: str, from_zero: bool = False, step: int = 1
) -> None:
    """Title, legend, axes and size of a chart."""
    chart.set_title({"name": safe(title), "name_font": {"size": 11, "bold": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_x_axis({"label_position": "low", "interval_unit": step, "interval_tick": step})
    least = {"min": 0} if from_zero else {}
    chart.set_y_axis({"num_format": number_format, "major_gridlines": GRID, **least})
    chart.set_size(SIZE)
    chart.show_blanks_as("gap")
