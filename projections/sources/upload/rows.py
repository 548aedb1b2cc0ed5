"""Rows under the headings put in columns: some at a time to spare memory, or all where it is large.

Columns that look whole are read as whole numbers, which is fast. That is kept only where the cells
written out again are as long as the file: then no zero in front, sign or space is lost.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as arrow_csv  # type: ignore[import-untyped]

from .cells import Column
from .told import MOST_ROWS


def note(row: Sequence[str]) -> bool:
    """Whether a row has something in its first cell alone."""
    return bool(row) and bool(row[0].strip()) and not any(map(str.strip, row[1:]))


class _Places(dict[str, int]):
    """The place of each distinct text, given as it is met."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return len(self) - 1


@dataclass
class Rows:
    """Rows of a table.

    Parameters
    ----------
    width
        How many headings there are.
    numbers
        Their numbers in the file, block by block.
    wide
        Where there is more than there are headings for, and how many cells.
    held
        Notes under the last row, with their numbers.
    """

    width: int
    numbers: list[np.ndarray] = field(default_factory=list)
    wide: list[tuple[str, str]] = field(default_factory=list)
    held: list[tuple[int, list[str]]] = field(default_factory=list)
    _front: Sequence[Column] = ()
    _places: list[_Places] = field(default_factory=list)
    _codes: list[list[np.ndarray]] = field(default_factory=list)

    def take(self, numbers: np.ndarray, columns: Sequence[Column]) -> None:
        """Rows that are in columns already, before any others."""
        self.numbers.append(numbers)
        self._front = columns

    def add(self, rows: Iterable[tuple[int, list[str]]]) -> None:
        """More rows with their numbers; empty ones are left out."""
        filled = [
            (number, row)
            for number, row in rows
            if row and (row[0].strip() or any(map(str.strip, row)))
        ]
        filled, self.held = self.held + filled, []
        while filled and self.width > 2 and note(filled[-1][1]):
            self.held.insert(0, filled.pop())
        if not filled:
            return
        width, cut = self.width, list[list[str]]()
        for number, row in filled:
            if len(row) > width and any(map(str.strip, row[width:])):
                few = len(self.wide) < MOST_ROWS
                self.wide.append((f"rad {number}", f"{len(row)} felt") if few else ("", ""))
            cut.append(row if len(row) == width else (row + [""] * width)[:width])
        self.numbers.append(np.array([number for number, _ in filled]))
        self._places = self._places or [_Places() for _ in range(width)]
        self._codes.append(
            [
                np.fromiter(map(places.__getitem__, column), np.int32, len(cut))
                for places, column in zip(self._places, zip(*cut, strict=True), strict=True)
            ]
        )

    def columns(self) -> tuple[Column, ...]:
        """All rows."""
        own = [
            Column(tuple(map(str.strip, places)), np.concatenate(codes))
            for places, codes in zip(self._places, zip(*self._codes, strict=True), strict=True)
        ]
        if not self._front or not own:
            return tuple(self._front or own)
        return tuple(
            Column(one.texts + more.texts, np.concatenate([one.codes, more.codes + len(one.texts)]))
            for one, more in zip(self._front, own, strict=True)
        )


WIDEST = 10_000_000
"""Between the least and the greatest of a column of whole numbers, beyond that read as text."""
BLOCK = 4 * 1024 * 1024
"""Read at a time [bytes]."""
MOST_UNEVEN = 10_000
"""Rows with too many or too few cells; with more, all are read row by row."""
_WHOLE = re.compile(r"0|-?[1-9]\d{0,7}")


@dataclass(frozen=True, eq=False)
class Even:
    """Rows with as many cells as there are headings, by columns, and the few that have not.

    Parameters
    ----------
    columns
        The cells.
    numbers
        Which row below the headings each is, from 1.
    uneven
        Number and text of the others.
    """

    columns: list[Column]
    numbers: np.ndarray
    uneven: list[tuple[int, str]]


def by_columns(
    content: bytes, start: int, separator: str, head: Sequence[Sequence[str]], width: int
) -> Even | None:
    """The rows from byte ``start``; None where they must be read row by row.

    ``head`` is the first of the rows. Rows without anything in them are there, empty.
    """
    body = memoryview(content)[start:]
    quotes = _regular_quotes(content, start, separator)
    if quotes is None or not len(body):
        return None
    whole = [
        place
        for place in range(width)
        if head and all(len(row) > place and _WHOLE.fullmatch(row[place]) for row in head)
    ]
    found = _read(body, separator, width, whole)
    if found and whole:
        rows = len(found[0][0].codes)
        ends = rows - (content[-1:] != b"\n")
        if content[start - 2 : start] == b"\r\n":
            ends += content.count(b"\r", start)
        length = sum(length for _, length in found)
        if length + quotes + ends + (width - 1) * rows != len(body):
            found = None
    uneven: list[tuple[int, str]] = []
    found = found or _read(body, separator, width, ()) or _read(body, separator, width, (), uneven)
    if not found or not len(found[0][0].codes):
        return None
    cells = [column for column, _ in found]
    texts = [text for one in cells for text in one.texts] if quotes else []
    if any("\n" in text or "\r" in text for text in [*texts, *(row for _, row in uneven)]):
        return None  # a cell of several lines
    numbers = np.arange(1, len(cells[0].codes) + len(uneven) + 1)
    kept = np.delete(numbers, [number - 1 for number, _ in uneven])
    return Even(cells, kept, uneven)


def _regular_quotes(content: bytes, start: int, separator: str) -> int | None:
    """How many quotation marks there are; None where one stands elsewhere than around a cell."""
    if content.find(b'"', start) < 0:
        return 0
    every = np.frombuffer(content, dtype=np.uint8)
    quotes = np.flatnonzero(every[start:] == ord('"')) + start
    ends = np.zeros(256, dtype=bool)
    ends[[ord(separator), ord("\n"), ord("\r")]] = True
    before, after = quotes[::2] - 1, quotes[1::2] + 1
    inside = after[after < len(every)]
    good = len(quotes) % 2 == 0 and ends[every[before]].all() and ends[every[inside]].all()
    return len(quotes) if good else None


def _read(
    body: memoryview,
    separator: str,
    width: int,
    whole: Sequence[int],
    uneven: list[tuple[int, str]] | None = None,
) -> list[tuple[Column, int]] | None:
    """Every column, some as whole numbers, with how many bytes its cells take.

    None where the rows do not fit; with ``uneven`` some may be put there instead.
    """

    def other(row: arrow_csv.InvalidRow) -> str:
        if uneven is None or len(uneven) == MOST_UNEVEN:
            return "error"
        uneven.append((row.number, row.text))
        return "skip"

    names = [str(place) for place in range(width)]
    kinds: Mapping[str, pa.DataType] = {
        name: pa.int32() if place in whole else pa.dictionary(pa.int32(), pa.string())
        for place, name in enumerate(names)
    }
    try:
        table = arrow_csv.read_csv(
            pa.py_buffer(body),
            read_options=arrow_csv.ReadOptions(
                column_names=names,
                block_size=BLOCK,
                use_threads=uneven is None,  # else rows have no number
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator, ignore_empty_lines=False, invalid_row_handler=other
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=kinds, strings_can_be_null=False, null_values=[], check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    found = [
        _numbered(table.column(name).to_numpy())
        if place in whole
        else _texts(table.column(name).unify_dictionaries().combine_chunks())
        for place, name in enumerate(names)
    ]
    known = [one for one in found if one is not None]
    return known if len(known) == width else None


def _texts(column: pa.Array | pa.ChunkedArray) -> tuple[Column, int]:
    one = column if isinstance(column, pa.DictionaryArray) else column.chunk(0)
    texts, codes = one.dictionary.to_pylist(), one.indices.to_numpy()
    lengths = np.array([len(text.encode()) for text in texts])
    length = int(lengths @ np.bincount(codes, minlength=len(texts)))
    return Column(tuple(map(str.strip, texts)), codes), length


def _numbered(values: np.ndarray) -> tuple[Column, int] | None:
    """Whole numbers as distinct texts; None where they lie too far apart for places."""
    least = int(values.min())
    if int(values.max()) - least > WIDEST:
        return None
    places = values - np.int32(least)
    counts = np.bincount(places)
    distinct = np.flatnonzero(counts)
    texts = tuple(map(str, (distinct + least).tolist()))
    where = np.zeros(len(counts), dtype=np.int32)
    where[distinct] = np.arange(len(distinct), dtype=np.int32)
    length = int(np.array([len(text) for text in texts]) @ counts[distinct])
    return Column(texts, where[places]), length
