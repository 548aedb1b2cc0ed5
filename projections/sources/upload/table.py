"""Where in a file the table is: the headings below title rows, the rows, and notes under them."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import pandas as pd

from ..usercsv import UserFile
from . import cells, large, roles, words
from .cells import BIG, HEAD, Column, Sheet, Text
from .rows import Rows, note
from .told import Told

BLOCK = 2_000
"""Rows put in columns at a time."""
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
        sheet, _, name = self.column(column).partition("kolonnen ")
        return f"{sheet}rad {self.rows[row]}, kolonnen {name}"

    def column(self, column: int) -> str:
        """A column in words."""
        name = f"kolonnen {self.headings[column] or f'nummer {column + 1}'}"
        return f"arket {self.sheet}, {name}" if self.sheet else name


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
        return _large(text, told) or _cut(text.rows(), told)
    except csv.Error as problem:
        advice = "Se etter et anførselstegn som mangler eller står alene."
        told.fault(str(problem), "en rad som ikke kan leses", "én linje per rad", advice)
        return None


def _sheet(sheets: dict[str, Sheet], told: Told, wanted: str) -> Table | None:
    """The sheet asked for, or the first with headings; the others are named."""
    if not sheets:
        return None
    likely = [name for name, rows in sheets.items() if _heading(rows)[1] > 1]
    chosen = wanted if wanted in sheets else (likely or list(sheets))[0]
    if len(likely) > 1 and not wanted:
        others = ", ".join(name for name in likely if name != chosen)
        told.warn("", f"arkene {others}", "ett ark", f"Bare arket {chosen} er lest.")
    return _cut(sheets[chosen], told, chosen)


def _heading(rows: Sheet) -> tuple[int, int]:
    """The row most like headings, and how many of its cells are understood."""
    scores = [sum(map(roles.known, row)) for row in rows[:HEAD]]
    best = max(scores, default=0)
    return (scores.index(best), best) if best else (0, 0)


def _large(text: Text, told: Told) -> Table | None:
    """A large table, read by columns; None where it must be read row by row."""
    if len(text.content) < BIG:
        return None
    lines = list(islice(io.BytesIO(text.content), HEAD))
    head = [[cell.strip() for cell in row] for row in Text(b"".join(lines), text.separator).rows()]
    start, score = _heading(head)
    if score < 2 or len(head) != len(lines):
        return None
    headings = _joined(head, start)
    first = sum(map(len, lines[: start + 1]))
    body = head[start + 1 :]
    even = large.read(text.content, first, text.separator, body, len(headings))
    if even is None:
        return None
    _titles(head[:start], told)
    numbers = even.numbers + start + 1
    odd = [(number + start + 1, text.cells(row)) for number, row in even.uneven]
    filled = ~np.logical_and.reduce([one.empty() for one in even.columns])
    rows, last = Rows(len(headings)), len(filled)
    under = [one.texts[one.codes[-1]] for one in even.columns]
    if odd or note(under) or not filled.all():
        while last:
            # The last row and what stands under it, so that notes there are seen as notes.
            last -= 1
            under = [one.texts[one.codes[last]] for one in even.columns]
            odd.append((int(numbers[last]), under))
            if filled[last] and not note(under):
                break
        filled[last:] = False
        rows.take(numbers[filled], [Column(one.texts, one.codes[filled]) for one in even.columns])
        rows.add(sorted(odd))
    else:
        rows.take(numbers, even.columns)
    return _table(headings, rows, told)


def _cut(lines: Iterable[list[str]], told: Told, sheet: str = "") -> Table | None:
    """Headings and rows of a table; what stands around it is told."""
    every = iter(lines)
    head = [[cell.strip() for cell in row] for row in islice(every, HEAD)]
    start, score = _heading(head)
    if score < 2:
        first = next((" ".join(filter(None, row)) for row in head if any(row)), "")
        told.fault("", words_of(first), ACCEPTED, "Se malen, eller bruk SSBs egne filer.")
        return None
    headings = _joined(head, start)
    _titles(head[:start], told)
    rows = Rows(len(headings))
    rows.add(enumerate(head[start + 1 :], start + 2))
    numbered = enumerate(every, len(head) + 1)
    while block := list(islice(numbered, BLOCK)):
        rows.add(block)
    return _table(headings, rows, told, sheet)


def _table(headings: Sequence[str], rows: Rows, told: Told, sheet: str = "") -> Table | None:
    """All rows under the headings, with notes and rows that are too wide told."""
    for number, row in rows.held:
        mended = "merknad under tabellen"
        told.mend(f"rad {number}", words_of(row[0].strip()), mended, "Ikke lest som tall.")
    advice = "Se etter et skilletegn for mye. Desimalkomma krever semikolon mellom kolonnene."
    told.each(rows.wide, f"{len(headings)} felt", advice)
    if not rows.numbers:
        told.fault("", "bare overskrifter", "minst én rad", "Legg inn tallene.")
        return None
    return Table(tuple(headings), rows.columns(), np.concatenate(rows.numbers), sheet)


def _titles(rows: Sheet, told: Told) -> None:
    """Tell of what stands over the headings."""
    for number, row in enumerate(rows, 1):
        if text := " ".join(dict.fromkeys(filter(None, row))):
            told.mend(f"rad {number}", words_of(text), "tittel", "Ikke lest som tall.")


def words_of(text: str) -> str:
    """The start of a row, quoted."""
    return f"«{text[:60]}»"


def _joined(rows: Sheet, start: int) -> list[str]:
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


def filled_down(column: Column) -> Column:
    """Empty cells taken from the cell above, as where a workbook has merged them."""
    texts = pd.Series([column.texts[code] for code in column.codes], dtype=object)
    codes, distinct = pd.factorize(texts.where(texts != "").ffill().fillna(""))
    return Column(tuple(map(str, distinct)), codes)
