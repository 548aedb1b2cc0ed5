"""Rows under the headings put in columns, some at a time so that memory stays small."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

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
