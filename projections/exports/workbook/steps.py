"""A waterfall in a workbook: bars stacked on an invisible one, all of them formulas."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ... import norwegian
from ...figures.spec import Figure
from ...people.ages import FloatArray
from .looks import COLUMN, UNIT, Formats, safe

COLUMNS = ("Starter på", "Usynlig", "Over null", "Under null", "Tekst i grafen")
VALUE, START, HIDDEN, OVER, UNDER, TOLD = range(1, 7)
"""Columns, those from the second on reckoned from the values."""


def waterfall(book: Any, sheet: Any, formats: Formats, figure: Figure, top: int, name: str) -> Any:
    """The chart, and the cells it is stacked from beside its values.

    Each bar goes from its start to start and value. An invisible bar stands for what is between it
    and zero; a bar across zero has a part on each side of it.

    Parameters
    ----------
    top
        Row of the headings.
    name
        Of the sheet.
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
