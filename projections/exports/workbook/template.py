"""A template as a workbook: the same cells as its CSV, numbers as numbers."""

import csv
import io
import re

import xlsxwriter

from .looks import OPTIONS

_NUMBER = re.compile(r"-?\d+(,\d+)?")
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(text: str) -> bytes:
    """The workbook of a table as :func:`sources.delimited.to_csv` writes it.

    Parameters
    ----------
    text
        Semicolons between the cells, decimal commas, headings in the first row.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, dict(OPTIONS)) as book:
        sheet, bold = book.add_worksheet("Mal"), book.add_format({"bold": True})
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if row and _NUMBER.fullmatch(cell):
                    sheet.write_number(row, column, float(cell.replace(",", ".")))
                elif cell:
                    sheet.write_string(row, column, cell, bold if not row else None)
        sheet.set_column(0, 0, max((len(cells[0]) for cells in rows), default=10) + 2)
        sheet.set_column(1, len(rows[0]), 16)
        sheet.freeze_panes(1, 1)
    return out.getvalue()
