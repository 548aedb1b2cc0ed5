"""Where in a file the table is: headings, rows and the notes under them; or a JSON-stat dataset."""

import csv
from collections.abc import Iterable, Sequence
from itertools import chain, islice, product

import numpy as np

from ...errors import SourceError
from ..own.file import UserFile
from ..statbank import jsonstat
from . import cells, layout, reshape, roles
from .cells import HEAD, Sheet
from .headings import said
from .rows import Table, in_columns
from .told import Told

MOST_CELLS = 2_000_000


def is_dataset(content: bytes) -> bool:
    """Whether the bytes look like JSON and nothing else that is read here."""
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] in (b"{", b"[") and not start.startswith(b"{\\rtf")


def table(content: bytes, told: Told) -> Table | None:
    """One row a cell, a column a dimension; None where it is no such dataset, and why is told."""
    accepted = "JSON-stat 2, CSV, XLSX eller XLS"
    try:
        cube = jsonstat.parse(content.lstrip(b"\xef\xbb\xbf"), told.file)
    except SourceError:
        advice = "Last ned tabellen som CSV, Excel eller JSON-stat 2 fra SSB."
        told.fault("", "JSON som ikke er et helt JSON-stat-datasett", accepted, advice)
        return None
    if cube.values.size > MOST_CELLS:
        told.fault("", "et datasett som er for stort", accepted, "Velg færre verdier hos SSB.")
        return None
    texts = [
        [
            f"{code} {label}" if one.id.casefold() == "region" and code != label else label
            for code, label in zip(one.codes, one.labels, strict=True)
        ]
        for one in cube.dimensions
    ]
    values = (
        cube.status.get(place, "..") if np.isnan(value) else f"{value:.9f}".rstrip("0").rstrip(".")
        for place, value in enumerate(cube.values.ravel())
    )
    rows = ([*labels, value] for labels, value in zip(product(*texts), values, strict=True))
    headings = [*(one.label or one.id for one in cube.dimensions), "personer"]
    return _rows(headings, rows, 1, told, "", (cube.label,) if cube.label else ())


ACCEPTED = "en rad med overskrifter: år, alder og personer, eller år bortover"


def find(file: UserFile, told: Told, sheet: str = "") -> Table | None:
    """The table of a file; None where there is none, and why not is told."""
    if len(file.content) > cells.LARGEST:
        found = f"{len(file.content) >> 20} MB"
        told.fault("", found, f"høyst {cells.LARGEST >> 20} MB", "Del filen, eller fjern kolonner.")
        return None
    if cells.workbook(file):
        return _sheet(cells.sheets(file, told), told, sheet)
    if is_dataset(file.content):
        return table(file.content, told)
    text = cells.text(file, told)
    if text is None:
        return None
    try:
        return _cut(text.rows(), told)
    except csv.Error as problem:
        advice = "Se etter et anførselstegn som mangler eller står alene."
        told.fault(str(problem), "en rad som ikke kan leses", "én linje per rad", advice)
        return None


def _sheet(sheets: dict[str, Sheet], told: Told, wanted: str) -> Table | None:
    """The sheet asked for, or all that are of one form, or the first; the others are named."""
    if not sheets:
        return None
    if wanted and wanted not in sheets:
        advice = f"Velg ett av arkene {', '.join(sheets)}."
        told.fault("", f"ikke noe ark «{wanted[:40]}»", "et ark i filen", advice)
        return None
    likely = [name for name, rows in sheets.items() if layout.head(rows[:HEAD]).score > 1]
    chosen = wanted or (likely or list(sheets))[0]
    if len(likely) > 1 and not wanted:
        silent = Told(told.file)
        cut = {name: _cut(sheets[name], silent, name) for name in likely}
        tables = {name: one for name, one in cut.items() if one is not None}
        if len(tables) == len(likely) and (whole := reshape.sheets(tables, told)):
            told.faults += silent.faults
            told.mended += silent.mended
            return whole
        others = ", ".join(name for name in likely if name != chosen)
        told.warn("", f"arkene {others}", "ett ark", f"Bare arket {chosen} er lest.")
    return _cut(sheets[chosen], told, chosen)


def _cut(lines: Iterable[list[str]], told: Told, sheet: str = "") -> Table | None:
    """Headings and rows of a table; what stands around it is told."""
    every = iter(lines)
    head = [[cell.strip() for cell in row] for row in islice(every, HEAD)]
    found = layout.head(head)
    headings, start = found.headings, found.last
    if found.score < 2:
        first = next((" ".join(filter(None, row)) for row in head if any(row)), "")
        likely = roles.seems([cell for row in head[:20] for cell in row])
        shown = (
            f"{words_of(first)}; filen ser ut til å være {likely}" if likely else words_of(first)
        )
        days = [cell for row in head[:20] for cell in row if said(cell).other_day]
        if len(days) > 1:
            what = f"«{days[0][:40]}», en annen dag enn 1. januar"
            told.fault("", what, "folketall 1. januar", "Bruk en tabell med folketall 1. januar.")
            return None
        told.fault("", shown, ACCEPTED, "Se malen, eller bruk SSBs egne filer.")
        return None
    titles = _titles(head[: found.first], told)
    return _rows(headings, chain(head[start + 1 :], every), start + 2, told, sheet, titles)


def _rows(
    headings: Sequence[str],
    rows: Iterable[list[str]],
    first: int,
    told: Told,
    sheet: str,
    titles: tuple[str, ...],
) -> Table | None:
    """All rows under the headings, with notes and rows that are too wide told."""
    columns, wide = in_columns(rows, len(headings))
    numbers = np.arange(first, first + len(columns[0].codes))
    advice = "Se etter et skilletegn for mye. Desimalkomma krever semikolon mellom kolonnene."
    places = [(f"rad {numbers[row]}", f"{count} felt") for row, count in wide.items()]
    told.each(places, f"{len(headings)} felt", advice)
    filled = np.stack([~one.empty() for one in columns])
    keep: np.ndarray = np.any(filled, axis=0)
    keep[list(wide)] = True
    under = list[int]()
    for row in map(int, np.flatnonzero(keep)[::-1]) if len(headings) > 2 else ():
        if not filled[0, row] or filled[1:, row].any() or row in wide:
            break
        under.insert(0, row)
    keep[under] = False
    notes = tuple(columns[0][row] for row in under)
    for row, note in zip(under, notes, strict=True):
        mended = "merknad under tabellen"
        told.mend(f"rad {numbers[row]}", words_of(note), mended, "Ikke lest som tall.")
    if not keep.any():
        told.fault("", "bare overskrifter", "minst én rad", "Legg inn tallene.")
        return None
    whole = Table(tuple(headings), columns, numbers, sheet, titles, notes).only(keep)
    return reshape.without_notes(reshape.without_headings_again(whole), told)


def _titles(rows: Sheet, told: Told) -> tuple[str, ...]:
    """What stands over the headings, and tell of it."""
    found = []
    for number, row in enumerate(rows, 1):
        if text := " ".join(dict.fromkeys(filter(None, row))):
            told.mend(f"rad {number}", words_of(text), "tittel", "Ikke lest som tall.")
            found.append(text)
    return tuple(found)


def words_of(text: str) -> str:
    """The start of a row, quoted."""
    return f"«{text[:60]}»"
