"""A table read: an array with named axes, and what is said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from ....errors import SourceError
from ....people.ages import FloatArray
from .nodes import quoted


@dataclass(frozen=True)
class Dimension:
    """One axis of a table: codes and labels in the order of the cells.

    Parameters
    ----------
    id, label
        The table's own name of the variable (``Tid``), and the name to show (``år``).
    codes, labels
        By place on the axis; the code itself where a label is lacking.
    units
        Unit by code, Norwegian text; empty where none is given.
    """

    id: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    units: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Cube:
    """A table read: figures, what the axes are, and what the provider says about them.

    Parameters
    ----------
    values
        ``float64``, one axis per dimension, read-only; NaN is missing. Units: see the dimensions.
    dimensions
        In the order of the axes.
    status
        Marks such as ``.``, ``..`` and ``:`` by flat row-major index into ``values``.
    label, updated, source
        Title, time of the last change as sent (ISO), publisher; empty where not sent.
    notes, mandatory_notes
        All notes, with the labels of what they are about; and those that must be shown.
    roles
        Dimension ids by role (``time``, ``geo``, ``metric``).
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
    source: str
    notes: tuple[str, ...]
    mandatory_notes: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
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

        Parameters
        ----------
        ids
            Dimensions wanted, in any order. One with a single code may be left out.

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
            status=self._moved_marks(order),
            roles={role: tuple(one for one in of if one in ids) for role, of in self.roles.items()},
        )

    def _moved_marks(self, order: list[int]) -> dict[int, str]:
        """Marks by flat index when the axes stand in another order."""
        if not order:  # numpy has no index into a single number
            return dict(self.status)
        old = np.unravel_index(np.fromiter(self.status, np.intp), self.values.shape)
        shape = tuple(self.values.shape[axis] for axis in order)
        new = np.ravel_multi_index(tuple(old[axis] for axis in order), shape)
        return dict(sorted(zip(new.tolist(), self.status.values(), strict=True)))
