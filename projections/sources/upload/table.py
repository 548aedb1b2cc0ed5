"""Where in a file the table is: the headings below title rows, the rows, and notes under them."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..usercsv import UserFile
from . import cells, roles, words
from .cells import BIG, HEAD, Column, Rows, Text
from .told import Told

ACCEPTED = "en rad med overskrifter: år, alder og personer, eller år bortover"


@dataclass(frozen=True, eq=False)
class Table:
    """A table: headings, columns of text, and the row of the file each row stands in."""

    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: np.ndarray
    sheet: str = ""

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, in words."""
        name = self.headings[column] or f"nummer {column + 1}"
        where = f"rad {self.rows[row]}, kolonnen {name}"
        return f"arket {self.sheet}, {where}" if self.sheet else where


def find(file: UserFile, told: Told, sheet: str = "") -> Table | None:
    """The table of a file; None where there is none, and why not is told."""
    if len(file.content) > cells.LARGEST:
        found = f"{len(file.content) >> 20} MB"
        told.fault("", found, f"høyst {cells.LARGEST >> 20} MB", "Del filen, eller fjern kolonner.")
        return None
    if cells.workbook(file):
        return _sheet(cells.sheets(file, told), told, sheet)
    text = cells.text(file, told)
    if text is None:
        return None
    try:
        return _large(text, told) or _cut(list(text.rows()), told, "")
    except csv.Error:
        advice = "Se etter et anførselstegn som mangler eller står alene."
        told.fault("", "en rad som ikke kan leses", "én linje per rad", advice)
        return None


def _sheet(sheets: dict[str, Rows], told: Told, wanted: str) -> Table | None:
    """The sheet asked for, or the first with headings; the others are named."""
    if not sheets:
        return None
    likely = [name for name, rows in sheets.items() if _heading(rows)[1] > 1]
    chosen = wanted if wanted in sheets else (likely or list(sheets))[0]
    if len(likely) > 1 and not wanted:
        others = ", ".join(name for name in likely if name != chosen)
        told.warn("", f"arkene {others}", "ett ark", f"Bare arket {chosen} er lest.")
    return _cut(sheets[chosen], told, chosen)


def _heading(rows: Rows) -> tuple[int, int]:
    """The row most like headings, and how many of its cells are understood."""
    scores = [sum(map(roles.known, row)) for row in rows[:HEAD]]
    best = max(scores, default=0)
    return (scores.index(best), best) if best else (0, 0)


def _large(text: Text, told: Told) -> Table | None:
    """A large table, read by columns; None where it must be read row by row."""
    if len(text.text) < BIG:
        return None
    lines = text.text.split("\n", HEAD)[:HEAD]
    head = list(Text("\n".join(lines), text.separator).rows())
    start, score = _heading(head)
    if score < 2 or len(head) != len(lines):
        return None
    headings = [one.strip() for one in head[start]]
    columns = cells.columns(text, start, len(headings))
    if columns is None:
        return None
    _titles(head[:start], told)
    rows = np.arange(start + 2, start + 2 + len(columns[0].codes))
    return Table(tuple(headings), tuple(columns), rows)


def _cut(rows: Rows, told: Told, sheet: str) -> Table | None:
    """Headings and rows of a table; what stands around it is told."""
    rows = [[cell.strip() for cell in row] for row in rows]
    start, score = _heading(rows)
    if score < 2:
        first = next((" ".join(filter(None, row)) for row in rows if any(row)), "")
        told.fault("", words_of(first), ACCEPTED, "Se malen, eller bruk SSBs egne filer.")
        return None
    headings = _joined(rows, start)
    width = len(headings)
    _titles(rows[:start], told)
    body = [(number, row) for number, row in enumerate(rows[start + 1 :], start + 2) if any(row)]
    while body and len(list(filter(None, body[-1][1]))) == 1 and width > 2 and body[-1][1][0]:
        number, row = body.pop()
        told.mend(
            f"rad {number}", words_of(row[0]), "merknad under tabellen", "Ikke lest som tall."
        )
    wide = [(f"rad {number}", f"{len(row)} felt") for number, row in body if any(row[width:])]
    advice = "Se etter et skilletegn for mye. Desimalkomma krever semikolon mellom kolonnene."
    told.each(wide, f"{width} felt", advice)
    if not body:
        told.fault("", "bare overskrifter", "minst én rad", "Legg inn tallene.")
        return None
    padded = [(row + [""] * width)[:width] for _, row in body]
    columns = [_column([row[place] for row in padded]) for place in range(width)]
    return Table(tuple(headings), tuple(columns), np.array([number for number, _ in body]), sheet)


def _titles(rows: Rows, told: Told) -> None:
    """Tell of what stands over the headings."""
    for number, row in enumerate(rows, 1):
        if text := " ".join(dict.fromkeys(filter(None, row))):
            told.mend(f"rad {number}", words_of(text), "tittel", "Ikke lest som tall.")


def words_of(text: str) -> str:
    """The start of a row, quoted."""
    return f"«{text[:60]}»"


def _joined(rows: Rows, start: int) -> list[str]:
    """The headings, with what stands over the years (as in SSB's workbooks) in front of each."""
    headings = list(rows[start])
    while headings and not headings[-1]:
        headings.pop()
    above = rows[start - 1] if start else []
    first = next((place for place, cell in enumerate(above) if cell), 0)
    if first and all(not cell or words.year(cell) for cell in headings) and not headings[0]:
        over = ""
        for place in range(first, len(headings)):
            over = above[place] if place < len(above) and above[place] else over
            headings[place] = f"{over} {headings[place]}".strip()
    return headings


def _column(texts: Sequence[str]) -> Column:
    codes, distinct = pd.factorize(np.array(texts, dtype=object))
    return Column(tuple(map(str, distinct)), codes)


def filled_down(column: Column) -> Column:
    """Empty cells taken from the cell above, as where a workbook has merged them."""
    texts = pd.Series([column.texts[code] for code in column.codes], dtype=object)
    return _column(list(texts.where(texts != "").ffill().fillna("")))
