"""A table in columns, each of distinct texts and what stands in each row, and rows put in them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class Column:
    """``texts[codes[row]]`` is what stands in each row; no text is there twice."""

    texts: tuple[str, ...]
    codes: np.ndarray

    def __post_init__(self) -> None:
        # One with a space behind, from another sheet, or cut out of two labels, is the same text.
        places = {text: place for place, text in enumerate(dict.fromkeys(self.texts))}
        if len(places) < len(self.texts):
            same = np.array([places[text] for text in self.texts], dtype=np.int32)
            object.__setattr__(self, "codes", same[self.codes])
            object.__setattr__(self, "texts", tuple(places))

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
            kept = one.codes[keep]
            used = np.flatnonzero(np.bincount(kept, minlength=len(one.texts)))
            places = np.zeros(len(one.texts), dtype=np.int32)
            places[used] = np.arange(len(used), dtype=np.int32)
            columns.append(Column(tuple(one.texts[place] for place in used), places[kept]))
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


BLOCK = 500
"""Rows put in columns at a time, which spares memory; with many more it takes twice as long."""


class _Places(dict[str, int]):
    """The place of each distinct text, given as it is met."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return len(self) - 1


def in_columns(rows: Iterable[list[str]], width: int) -> tuple[tuple[Column, ...], dict[int, int]]:
    """Rows as columns; and which, from 0, have something beyond the last one, and their cells."""
    places, wide = [_Places() for _ in range(width)], dict[int, int]()
    codes, read, every = [[np.empty(0, np.int32)] for _ in places], 0, iter(rows)
    while block := list(islice(every, BLOCK)):
        if set(map(len, block)) != {width}:
            for at, row in enumerate(block):
                if any(map(str.strip, row[width:])):
                    wide[read + at] = len(row)
                block[at] = (row + [""] * width)[:width]
        for place, cells in enumerate(zip(*block, strict=True)):
            at_places = map(places[place].__getitem__, cells)
            codes[place].append(np.fromiter(at_places, np.int32, len(block)))
        read += len(block)
    columns = zip(places, codes, strict=True)
    return tuple(Column(tuple(map(str.strip, x)), np.concatenate(y)) for x, y in columns), wide
