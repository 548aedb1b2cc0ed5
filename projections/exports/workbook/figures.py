"""The sheet of a workbook with each figure's chart, and the cells it is drawn from."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ... import norwegian
from ...charts import palette
from ...figures.chart import Curve
from ...figures.collection import Collection
from ...figures.spec import Figure
from ...people.ages import FloatArray
from .. import plot
from .looks import COLUMN, TITLE, UNIT, WRAPPED, Formats, safe

COLUMNS = ("Starter på", "Usynlig", "Over null", "Under null", "Tekst i grafen")
VALUE, START, HIDDEN, OVER, UNDER, TOLD = range(1, 7)
"""Columns, those from the second on reckoned from the values."""


def waterfall(book: Any, sheet: Any, formats: Formats, figure: Figure, top: int, name: str) -> Any:
    """The chart, and the cells it is stacked from beside its values.

    Each bar goes from its start to start and value. An invisible bar stands for what is between it
    and zero; a bar across zero has a part on each side of it. ``top``: row of the headings;
    ``name``: of the sheet.
    """
    (curve,) = figure.curves
    assert curve.starts is not None
    for place, told in enumerate(COLUMNS, START):
        formats.write(sheet, top, place, told, **COLUMN)
    ends = curve.starts + curve.values
    low, high = np.minimum(curve.starts, ends), np.maximum(curve.starts, ends)
    hidden = np.maximum(0, low) + np.minimum(0, high)
    over = np.maximum(0, high) - np.maximum(0, low)
    under = np.minimum(0, low) - np.minimum(0, high)
    number = formats.reckoned("", False)
    for down in range(len(figure.categories)):
        row, value = top + 1 + down, float(curve.values[down])
        least, most = (
            f"MIN(C{row + 1},B{row + 1}+C{row + 1})",
            f"MAX(C{row + 1},B{row + 1}+C{row + 1})",
        )
        cells = {
            START: (_start(curve.starts, ends, down, row), curve.starts[down]),
            HIDDEN: (f"=MAX(0,{least})+MIN(0,{most})", hidden[down]),
            OVER: (f"=MAX(0,{most})-MAX(0,{least})", over[down]),
            UNDER: (f"=MIN(0,{least})-MIN(0,{most})", under[down]),
        }
        for place, (formula, known) in cells.items():
            sheet.write_formula(row, place, formula, number, float(known))
        sign = f'IF(B{row + 1}>0,"+","")'
        told = f"{figure.categories[down]}: {norwegian.number(value, 1, True)}"
        joined = f'=A{row + 1}&": "&{sign}&FIXED(B{row + 1},1)'
        sheet.write_formula(row, TOLD, joined, formats(**UNIT), told)
    last = top + len(figure.categories)
    return _stacked(book, figure, curve.colours, name, top + 1, last)


def _start(starts: FloatArray, ends: FloatArray, down: int, row: int) -> str:
    """Zero, or where the bar above ended."""
    goes_on = down > 0 and starts[down] != 0 and np.isclose(starts[down], ends[down - 1])
    return f"=B{row}+C{row}" if goes_on else "=0"


def _stacked(
    book: Any, figure: Figure, colours: Sequence[str], name: str, first: int, last: int
) -> Any:
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    points = [{"fill": {"color": one}} for one in colours]
    for place in (HIDDEN, OVER, UNDER):
        look: dict[str, Any] = {"fill": {"none": True}, "border": {"none": True}}
        if place != HIDDEN:
            look = {"points": points, "border": {"none": True}}
        chart.add_series(
            {
                "name": [name, first - 1, place],
                "categories": [name, first, TOLD, last, TOLD],
                "values": [name, first, place, last, place],
                "gap": 40,
                **look,
            }
        )
    chart.set_title({"name": safe(figure.axis), "name_font": {"size": 11, "bold": False}})
    chart.set_legend({"none": True})
    grid = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
    chart.set_x_axis({"num_format": "#,##0", "major_gridlines": grid})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_size({"width": 900, "height": 400})
    return chart


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
    """Fill the sheet, figure by figure."""
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 8, 14)
    sheet.set_portrait()
    row, breaks = 0, []
    for figure in collection.figures:
        formats.write(sheet, row, 0, figure.title, **TITLE)
        _long(sheet, formats, row + 1, figure.text)
        for panel in figure.panels:
            top = row + 3 + HIGH
            chart = charted(book, sheet, formats, panel, top, DRAWN)
            look = {"description": panel.alternative_text, "object_position": 2}
            sheet.insert_chart(row + 2, 0, chart, look)
            row = top + len(panel.categories) + 2
        row += 2
        _long(sheet, formats, row - 2, figure.cited)
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1])


def charted(book: Any, sheet: Any, formats: Formats, figure: Figure, top: int, name: str) -> Any:
    """The chart of a figure, and the cells it is drawn from.

    ``top``: row of the cells' headings; ``name``: of the sheet.
    """
    figure = figure.printed
    _cells(sheet, formats, figure, top)
    if figure.curves[0].starts is not None:
        return waterfall(book, sheet, formats, figure, top, name)
    return _chart(book, figure, top, name)


def _cells(sheet: Any, formats: Formats, figure: Figure, top: int) -> None:
    """A column a curve, a row a category."""
    number = plot.number_format(figure)
    sheet.set_row(top, 48)
    for place, curve in enumerate(figure.curves, 1):
        formats.write(sheet, top, place, curve.name, **COLUMN, text_wrap=True)
    for down, name in enumerate(figure.categories, 1):
        formats.write(sheet, top + down, 0, name)
        for place, curve in enumerate(figure.curves, 1):
            value = curve.values[down - 1]
            if not np.isnan(value):
                sheet.write_number(top + down, place, value, formats(num_format=number))


def _long(sheet: Any, formats: Formats, row: int, told: str) -> None:
    """A text over all columns, in a row high enough for it."""
    sheet.merge_range(row, 0, row, WIDE - 1, "", formats(**WRAPPED))
    formats.write(sheet, row, 0, told, **WRAPPED)
    sheet.set_row(row, 15 * (1 + len(told) // LETTERS))


def _chart(book: Any, figure: Figure, top: int, name: str) -> Any:
    """The chart; what is drawn as lines over columns is a chart of its own laid on it."""
    stacked = {"subtype": "stacked"} if figure.stand == "stacked" else {}
    chart = book.add_chart({"type": figure.kind, **stacked})
    over = book.add_chart({"type": "line"}) if figure.kind == "column" else chart
    for place, curve in enumerate(figure.curves, 1):
        is_line = figure.kind == "line" or (figure.kind == "column" and curve.look in LEVELS)
        series = _line(figure, curve) if is_line else _bar(figure, curve)
        last = top + len(figure.categories)
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
    low, high = plot.reach(figure)
    ends: dict[str, float] = {"min": 0} if figure.from_zero and low == 0 else {}
    if not figure.from_zero:
        ticks = plot.nice_ticks(low, high)
        ends = {"min": ticks[0], "max": ticks[-1]}
    dress(chart, figure.axis, plot.number_format(figure), ends, plot.label_step(figure))
    if figure.kind == "bar":  # its categories stand on the vertical axis
        chart.set_x_axis({"num_format": plot.number_format(figure), "major_gridlines": GRID})
        chart.set_y_axis({"reverse": True, "label_position": "low", "major_gridlines": NO_GRID})
    if len(figure.curves) == 1:
        chart.set_legend({"none": True})
    return chart


def _line(figure: Figure, curve: Curve) -> dict[str, Any]:
    colour = plot.colours(figure)[plot.hue(curve)]
    if curve.look == "dots":
        look = {"type": "circle", "size": 8, "fill": {"color": colour}}
        return {"line": {"none": True}, "marker": look}
    dash = plot.dash(curve)
    kind = "solid" if dash is None else DASHES[dash % len(DASHES)]
    return {
        "line": {
            "color": colour,
            "width": 0.75 if curve.role == "band" else 2.25,
            "dash_type": kind,
        }
    }


def _bar(figure: Figure, curve: Curve) -> dict[str, Any]:
    colour = plot.colours(figure)[plot.hue(curve)]
    fill = {"color": colour}
    points = [{"fill": {"color": palette.hexed(one)}} for one in curve.colours]
    written = {"value": True, "num_format": plot.label_format(figure), "font": {"size": 8}}
    return {
        "fill": {"none": True} if curve.look == "outline" else fill,
        "border": {"color": colour} if curve.look == "outline" else {"none": True},
        "gap": 40,
        "overlap": 0 if figure.stand == "beside" else 100,
        **({"data_labels": written} if plot.has_labels(figure) else {}),
        **({"points": points} if points else {}),
    }


SIZE = {"width": 900, "height": 400}
NO_GRID = {"visible": False}
GRID = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}


def dress(
    chart: Any,
    title: str,
    number_format: str,
    ends: Mapping[str, float],
    step: int = 1,
) -> None:
    """Title, legend, axes and size of a chart."""
    chart.set_title({"name": safe(title), "name_font": {"size": 11, "bold": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_x_axis({"label_position": "low", "interval_unit": step, "interval_tick": step})
    chart.set_y_axis({"num_format": number_format, "major_gridlines": GRID, **ends})
    chart.set_size(SIZE)
    chart.show_blanks_as("gap")
