"""What someone hands in, opened: CSV, XLSX or XLS as rows of text, and the row with the headings.

Bytes and sheets are opened as those of a prognosis (:mod:`upload.cells`). What stands over the
headings is kept as titles: it may say in what unit the figures are.
"""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..upload import cells
from ..upload.told import Told
from .file import UserFile

LARGEST = 10 * 1024 * 1024
"""[bytes]"""
TYPES = ("csv", "txt", "tsv", "xlsx", "xls")
"""Endings of the files that are opened."""
MOST_OVER = 30
"""Rows in which the headings are looked for."""
MOST_LETTERS = 300
"""Of a cell that are read as a heading or a figure: patterns take the square of a cell's length."""
_MARKS = re.compile(r"(?<=[\w.)])\s*(?:\*+|[¹²³⁴⁵⁶⁷⁸⁹]+)$|(?<=\w)\s+\d\)$")
_UNIT = re.compile(
    r"[(\[]?(?:alle tall )?(?:i )?(?:hele )?(?:1[ .]?000|tusen|mill(?:ioner)?\.?)? ?"
    r"(?:kr|kroner|nok|tkr|mnok|%|prosent|antall|stk|personer|plasser|år)?\.?[)\]]?"
)
NumberedRow: TypeAlias = tuple[int, list[str]]
"""Its number in a spreadsheet, and its cells."""
Known: TypeAlias = Callable[[str], str]
"""Which column a heading (as :func:`heading` writes it) is; "" for none."""


@dataclass(frozen=True)
class OpenedFile:
    """A file as rows.

    Parameters
    ----------
    head
        The number of the row of the headings.
    headings
        As they are written, in lower case; two rows of them are put together.
    rows
        Those below with something in them.
    titles
        What stands over the headings, and units right under them.
    separator
        Between the columns; "" in a workbook.
    """

    head: int
    headings: tuple[str, ...]
    rows: tuple[NumberedRow, ...]
    titles: tuple[str, ...]
    separator: str


def unmarked(text: str) -> str:
    """A label or figure without the mark of a footnote.

    Examples
    --------
    >>> [unmarked(text) for text in ("Oppvekst 1)", "Helse*", "216 500¹", "Plan 2026", "(560)")]
    ['Oppvekst', 'Helse', '216 500', 'Plan 2026', '(560)']
    """
    return _MARKS.sub("", text[:MOST_LETTERS])


def heading(text: str) -> str:
    r"""A heading in lower case, on one line, without marks of footnotes.

    Examples
    --------
    >>> heading(" Regnskap\n2024 1)")
    'regnskap 2024'
    """
    return unmarked(re.sub(r"\s+", " ", text[:MOST_LETTERS]).strip()).casefold()


def opened(file: UserFile, told: Told, known: Known) -> OpenedFile | None:
    """The rows of a file; None where it is no table, and why not is told."""
    if len(file.content) > LARGEST:
        found, most = f"{len(file.content) >> 20} MB", f"høyst {LARGEST >> 20} MB"
        told.fault("", found, most, "Del filen, eller fjern kolonner.")
        return None
    separator = ""
    if cells.workbook(file):
        raw = _sheet(cells.sheets(file, told), told, known)
    elif text := cells.text(file, told):
        separator = text.separator
        try:
            raw = [[cells.in_line(cell) for cell in row] for row in text.rows()]
        except csv.Error as problem:
            advice = "Se etter et anførselstegn som mangler eller står alene."
            told.fault(str(problem), "en rad som ikke kan leses", "én linje per rad", advice)
            return None
    else:
        return None
    filled = [(number, row) for number, row in enumerate(raw, 1) if any(row)]
    if not filled:
        if not told.faults:
            told.fault("", "bare skilletegn", "minst én rad", "Last ned malen og fyll den ut.")
        return None
    return _laid_out(filled, separator, known)


def _sheet(sheets: dict[str, cells.Sheet], told: Told, known: Known) -> cells.Sheet:
    """The first sheet with headings that are known; others of the kind are told."""
    count = {
        name: max((len(_columns(map(heading, row), known)) for row in rows[:MOST_OVER]), default=0)
        for name, rows in sheets.items()
    }
    likely = [name for name in sheets if count[name] > 1] or list(sheets)[:1]
    if others := likely[1:]:
        named = ", ".join(name[:30] for name in others[:4])
        told.warn("", f"også {named}", "ett ark", f"Bare arket {likely[0][:30]} er lest.")
    return sheets[likely[0]] if likely else []


def _columns(headings: Iterable[str], known: Known) -> set[str]:
    """The columns that are known among the headings."""
    return set(filter(None, map(known, headings)))


def _laid_out(filled: Sequence[NumberedRow], separator: str, known: Known) -> OpenedFile:
    """Titles, headings and rows: the headings are the row with most that are known."""
    every = [[heading(cell) for cell in row] for _, row in filled[: MOST_OVER + 1]]
    counts = [len(_columns(row, known)) for row in every[:MOST_OVER]]
    best = max(counts)
    first = last = counts.index(best) if best > 1 else 0
    headings = every[first]
    if first and filled[first][0] == filled[first - 1][0] + 1:
        joined = _joined(every[first - 1], headings, known)
        first, headings = (first - 1, joined) if joined else (first, headings)
    elif last + 1 < len(every) and not re.search(r"\d", "".join(every[last + 1])):
        joined = _joined(headings, every[last + 1], known)
        last, headings = (last + 1, joined) if joined else (last, headings)
    titles = [" ".join(filter(None, row)) for _, row in filled[:first]]
    if last + 1 < len(every) and all(map(_UNIT.fullmatch, every[last + 1])):
        last += 1
        titles.append(" ".join(filter(None, every[last])))
    while headings and not headings[-1]:
        headings = headings[:-1]
    rows = tuple(filled[last + 1 :])
    return OpenedFile(filled[first][0], tuple(headings), rows, tuple(titles), separator)


def _joined(upper: Sequence[str], lower: Sequence[str], known: Known) -> list[str]:
    """Two rows of headings as one, as «Budsjett» over «2026»; [] where they are not that.

    A cell over several columns, merged, holds for each of them.
    """
    if len(set(filter(None, upper))) < 2 or len(set(filter(None, lower))) < 2:
        return []
    joined, over = [], ""
    for place in range(max(len(upper), len(lower))):
        above, below = (row[place] if place < len(row) else "" for row in (upper, lower))
        over = above or over
        both = [f"{over} {below}", f"{below} {over}"] if over and below else []
        joined.append(next(filter(known, both), below or above))
    alone = max(_columns(upper, known), _columns(lower, known), key=len)
    together = _columns(joined, known)
    return joined if len(together) >= len(alone) and together - alone else []
