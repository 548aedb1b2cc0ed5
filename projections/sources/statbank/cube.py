"""A table read: an array with named axes, put together of its parts, or cut in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from ...errors import SourceError
from ...people.ages import FloatArray

UNFIT = "Delene av svaret passer ikke sammen."


@dataclass(frozen=True)
class Dimension:
    """One axis of a table: codes and labels in the order of the cells.

    Parameters
    ----------
    id, label
        The table's own name of the variable (``Tid``), and the name to show (``år``).
    codes, labels
        By place on the axis; the code itself where a label is lacking.
    """

    id: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Cube:
    """A table read: figures, what the axes are, and what the provider says about them.

    Parameters
    ----------
    values
        ``float64``, one axis per dimension, read-only; NaN is missing.
    dimensions
        In the order of the axes.
    status
        Marks such as ``.``, ``..`` and ``:`` by flat row-major index into ``values``.
    label, updated
        Title, and time of the last change as sent (ISO); empty where not sent.
    notes
        Those that must be shown, with the labels of what they are about.
    provider
        Who was asked, for messages.

    Raises
    ------
    ValueError
        If the shape is not that of the dimensions.
    """

    values: FloatArray
    dimensions: tuple[Dimension, ...]
    status: Mapping[int, str]
    label: str
    updated: str
    notes: tuple[str, ...]
    provider: str = "JSON-stat"

    def __post_init__(self) -> None:
        values = np.array(self.values, dtype=np.float64, order="C")
        shape = tuple(len(one.codes) for one in self.dimensions)
        if values.shape != shape:
            raise ValueError(f"values have shape {values.shape}, the dimensions say {shape}")
        values.flags.writeable = False
        object.__setattr__(self, "values", values)

    def __reduce__(self) -> tuple[Any, ...]:
        # Through the constructor, so that a copy from a cache is checked and read-only too.
        return Cube, tuple(getattr(self, one.name) for one in fields(self))

    def dimension(self, id: str) -> Dimension:
        """The dimension of that id.

        Raises
        ------
        SourceError
            If the table no longer has it.
        """
        for one in self.dimensions:
            if one.id == id:
                return one
        has = ", ".join(quoted(one.id) for one in self.dimensions)
        raise SourceError(
            self.provider, f"Tabellen har ikke dimensjonen {quoted(id)}; den har {has}."
        )

    def arranged(self, ids: Sequence[str]) -> "Cube":
        """The same cells with the axes in the order of ``ids``; the marks follow.

        ``ids``: dimensions wanted, in any order. One with a single code may be left out.

        Raises
        ------
        SourceError
            If the table lacks one of them, or has more than one code in a dimension left out.
        ValueError
            If an id is repeated.
        """
        if len(set(ids)) < len(ids):
            raise ValueError(f"a dimension is repeated: {ids}")
        wanted = tuple(self.dimension(one) for one in ids)
        left_out = tuple(one for one in self.dimensions if one.id not in ids)
        for one in left_out:
            if len(one.codes) > 1:
                problem = f"{quoted(one.id)} med {len(one.codes)} koder, som ikke var ventet"
                raise SourceError(self.provider, f"Tabellen har også dimensjonen {problem}.")
        places = [one.id for one in self.dimensions]
        order = [places.index(one.id) for one in (*wanted, *left_out)]
        shape = tuple(len(one.codes) for one in wanted)
        return replace(
            self,
            values=self.values.transpose(order).reshape(shape),
            dimensions=wanted,
            status=self._marks(self._flat().transpose(order)),
        )

    def cut(self, id: str, codes: Sequence[str]) -> "Cube":
        """Only some codes of one dimension, in their own order; marks and notes on them follow."""
        axis = [one.id for one in self.dimensions].index(id)
        whole = self.dimensions[axis]
        places = [whole.codes.index(code) for code in codes]
        labels = tuple(whole.labels[place] for place in places)
        part = replace(whole, codes=tuple(codes), labels=labels)
        others = tuple(about(whole.label, one) for one in {*whole.labels} - {*labels})
        return replace(
            self,
            values=self.values.take(places, axis),
            dimensions=(*self.dimensions[:axis], part, *self.dimensions[axis + 1 :]),
            status=self._marks(self._flat().take(places, axis)),
            notes=tuple(note for note in self.notes if not note.startswith(others)),
        )

    def _flat(self) -> np.ndarray:
        """The flat index of every cell, in the shape of the values."""
        return np.arange(self.values.size).reshape(self.values.shape)

    def _marks(self, moved: np.ndarray) -> dict[int, str]:
        """Marks by new flat index, where cells have moved; ``moved`` has the old ones."""
        place = np.full(self.values.size, -1)
        place[moved.ravel()] = np.arange(moved.size)
        found = {int(place[old]): mark for old, mark in self.status.items() if place[old] >= 0}
        return dict(sorted(found.items()))


def joined(cubes: Sequence[Cube]) -> Cube:
    """One table of several that differ in which codes they have.

    ``cubes``: parts of one query; together they must have every cell just once.

    Raises
    ------
    SourceError
        If cells are missing, or there twice.
    """
    first = cubes[0]
    if len(cubes) == 1:
        return first
    order = [one.id for one in first.dimensions]
    same = [first, *(one.arranged(order) for one in cubes[1:])]
    dimensions = tuple(_together([one.dimension(id) for one in same]) for id in order)
    shape = tuple(len(one.codes) for one in dimensions)
    if sum(one.values.size for one in same) != np.prod(shape):
        raise SourceError(first.provider, UNFIT)
    values, filled = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    flat = np.arange(values.size).reshape(shape)
    status: dict[int, str] = {}
    for one in same:
        places = np.ix_(
            *(
                [whole.codes.index(code) for code in part.codes]
                for whole, part in zip(dimensions, one.dimensions, strict=True)
            )
        )
        values[places], filled[places] = one.values, True
        own = flat[places].ravel()
        status |= {int(own[place]): mark for place, mark in one.status.items()}
    if not filled.all():
        raise SourceError(first.provider, UNFIT)
    return replace(
        first,
        values=values,
        dimensions=dimensions,
        status=dict(sorted(status.items())),
        notes=tuple(dict.fromkeys(note for one in same for note in one.notes)),
    )


def _together(parts: Sequence[Dimension]) -> Dimension:
    labels = {
        code: label for part in parts for code, label in zip(part.codes, part.labels, strict=True)
    }
    return replace(parts[0], codes=tuple(labels), labels=tuple(labels.values()))


def about(dimension: str, code: str) -> str:
    """How a note begins that is said of one code, both by their labels."""
    return f"{dimension}, {code}: "


def quoted(text: str) -> str:
    """The start of a text on one line; half characters (lone surrogates) become «?»."""
    line = " ".join(text[:200].split()).encode("utf-8", "replace").decode()
    return f"«{line[:80]}…»" if len(line) > 80 else f"«{line}»"
