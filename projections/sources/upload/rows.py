"""A table in columns, each of distinct texts, and rows put in them: some at a time, or all at once.

A large table is read by columns where all its rows are regular, which is fast; only the last rows,
where notes stand, are read one by one. Where anything is irregular, all are.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.csv as arrow_csv  # type: ignore[import-untyped]

from .told import MOST_ROWS


@dataclass(frozen=True, eq=False)
class Column:
    """``texts[codes[row]]`` is what stands in each row."""

    texts: tuple[str, ...]
    codes: np.ndarray

    def __getitem__(self, row: int) -> str:
        text: str = self.texts[self.codes[row]]
        return text

    def where(self, holds: Callable[[str], object]) -> np.ndarray:
        """Which rows have a text that something holds for, ``bool[row]``."""
        good = np.array([bool(holds(text)) for text in self.texts], dtype=bool)
        return good[self.codes] if good.any() else np.zeros(len(self.codes), dtype=bool)

    def empty(self) -> np.ndarray:
        """Which rows have nothing there, ``bool[row]``."""
        return self.where(lambda text: text == "")

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Column":
        """The column of a text a row."""
        codes, distinct = pd.factorize(np.array(list(texts), dtype=object))
        return cls(tuple(distinct), codes.astype(np.int32))


@dataclass(frozen=True, eq=False)
class Table:
    """A table: headings, columns of text, and the row of the file each row stands in."""

    headings: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: np.ndarray
    sheet: str = ""
    titles: tuple[str, ...] = ()
    """What stands over the headings."""
    notes: tuple[str, ...] = ()
    """What stands under the rows."""

    def only(self, keep: np.ndarray) -> "Table":
        """The table with some of its rows, ``bool[row]``, and no text that stands in none."""
        if keep.all():
            return self
        columns = []
        for one in self.columns:
            used, codes = np.unique(one.codes[keep], return_inverse=True)
            texts = tuple(one.texts[place] for place in used)
            columns.append(Column(texts, codes.astype(np.int32)))
        return replace(self, columns=tuple(columns), rows=self.rows[keep])

    def with_column(self, heading: str, column: Column) -> "Table":
        """The table with one column more."""
        return replace(self, headings=(*self.headings, heading), columns=(*self.columns, column))

    def place(self, row: int, column: int) -> str:
        """Where a cell stands, in words."""
        sheet, _, name = self.column(column).partition("kolonnen ")
        return f"{sheet}rad {self.rows[row]}, kolonnen {name}"

    def column(self, column: int) -> str:
        """A column in words."""
        name = f"kolonnen {self.headings[column] or f'nummer {column + 1}'}"
        return f"arket {self.sheet}, {name}" if self.sheet else name


def filled_down(column: Column) -> Column:
    """Empty cells taken from the cell above, as where a workbook has merged them."""
    texts = pd.Series([column.texts[code] for code in column.codes], dtype=object)
    return Column.of(texts.where(texts != "").ffill().fillna(""))


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
    _places: list[_Places] = field(default_factory=list)
    _codes: list[list[np.ndarray]] = field(default_factory=list)

    def take(self, columns: Sequence[Column], first: int) -> None:
        """Rows that are in columns already, from row number ``first``, before any others."""
        self.numbers.append(np.arange(first, first + len(columns[0].codes)))
        self._places = [_Places(zip(one.texts, count())) for one in columns]
        self._codes.append([one.codes for one in columns])

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
        return tuple(
            Column(tuple(map(str.strip, places)), np.concatenate(codes))
            for places, codes in zip(self._places, zip(*self._codes, strict=True), strict=True)
        )


BLOCK = 4 * 1024 * 1024
"""Read at a time [bytes]."""


def by_columns(
    content: bytes, start: int, stop: int, separator: str, width: int
) -> list[Column] | None:
    """The cells of the rows between two bytes, as written; None where some row is not regular.

    Every row has as many cells as there are headings, on one line, and something in one of them.
    """
    if stop <= start or not _regular_quotes(content, start - 1, separator):
        return None
    names = [str(place) for place in range(width)]
    texts = pa.dictionary(pa.int32(), pa.string())
    try:
        table = arrow_csv.read_csv(
            pa.py_buffer(memoryview(content)[start:stop]),
            read_options=arrow_csv.ReadOptions(column_names=names, block_size=BLOCK),
            parse_options=arrow_csv.ParseOptions(delimiter=separator, ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, texts),
                strings_can_be_null=False,
                null_values=[],
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    columns = [_column(table.column(name).unify_dictionaries().combine_chunks()) for name in names]
    empty = np.logical_and.reduce([one.where(_nothing) for one in columns])
    lines = any("\n" in text or "\r" in text for one in columns for text in one.texts)
    return None if lines or empty.any() else columns


def _nothing(text: str) -> bool:
    return not text.strip()


def _regular_quotes(content: bytes, start: int, separator: str) -> bool:
    """Whether quotation marks stand around cells alone, from the end of the line before."""
    every = np.frombuffer(content, dtype=np.uint8)[start:]
    quotes = np.flatnonzero(every == ord('"'))
    around = np.concatenate([quotes[::2] - 1, quotes[1::2] + 1])
    ends = [ord(separator), ord("\n"), ord("\r")]
    inside = every[around[around < len(every)]]
    return len(quotes) % 2 == 0 and bool(np.isin(inside, ends).all())


def _column(read: pa.Array | pa.ChunkedArray) -> Column:
    one = read if isinstance(read, pa.DictionaryArray) else read.chunk(0)
    return Column(tuple(one.dictionary.to_pylist()), one.indices.to_numpy())
