"""A table read: an array with named axes, and what the provider says about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from ....errors import SourceError
from ....people.ages import FloatArray
from .nodes import Node, all_different, need, part, quoted, shown, texts_of


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


MOST_DIMENSIONS = 32
"""Numpy stops at 64; SSB's tables have under ten."""


def read_dimensions(answer: Node) -> tuple[Dimension, ...]:
    """The dimensions in the order of ``id``, each with as many codes as ``size`` says."""
    ids, sizes = all_different(texts_of(answer, "id"), "id"), part(answer, "size", list)
    nodes = part(answer, "dimension", dict)
    most = f"ventet 1–{MOST_DIMENSIONS}"
    need(0 < len(ids) <= MOST_DIMENSIONS, f"«id» har {len(ids)} dimensjoner; {most}.")
    need(len(sizes) == len(ids), f"«size» har {len(sizes)} tall, og «id» har {len(ids)}.")
    for one in ids:
        need(one in nodes, f"Dimensjonen {quoted(one)} i «id» mangler i «dimension».")
    return tuple(
        _dimension(one, size, part(nodes, one, dict, "dimension."))
        for one, size in zip(ids, sizes, strict=True)
    )


def _dimension(id: str, size: object, node: Node) -> Dimension:
    path = f"dimension.{id}.category."
    category = part(node, "category", dict, f"dimension.{id}.")
    labels, units = part(category, "label", dict, path), part(category, "unit", dict, path)
    codes = _codes(category.get("index"), labels or units, f"{path}index")
    found = f"Dimensjonen {quoted(id)} har {len(codes)} koder"
    fits = type(size) is int and size == len(codes) > 0
    need(fits, f"{found}; «size» er {shown(size)}, ventet samme tall og minst 1.")
    known = set(codes)
    for code in (*labels, *units):
        found = f"Koden {shown(code)} i dimensjonen {quoted(id)}"
        need(code in known, f"{found} har ingen plass i «index».")
    unit = {code: part(units, code, dict, f"{path}unit.") for code in codes}
    return Dimension(
        id,
        part(node, "label", str, f"dimension.{id}.") or id,
        codes,
        tuple(part(labels, code, str, f"{path}label.") or code for code in codes),
        {code: part(unit[code], "base", str, f"{path}unit.{code}.") for code in codes},
    )


def _codes(index: object, otherwise: Node, path: str) -> tuple[str, ...]:
    """Codes by place. Without an index there is one code, found in the label or the unit."""
    if isinstance(index, dict):
        places = list(index.values())
        for one in places:
            need(type(one) is int, f"{quoted(path)} har {shown(one)}; ventet et heltall.")
        # As many places as codes, so one given twice or outside leaves another one open.
        open_places = ", ".join(map(str, sorted(set(range(len(places))) - set(places))[:5]))
        need(not open_places, f"{quoted(path)} mangler plass {open_places}, regnet fra 0.")
        index = sorted(index, key=index.__getitem__)
    elif index is None:
        index, found = list(otherwise), f"mangler, og «label» har {len(otherwise)} koder; ventet 1"
        need(len(index) == 1, f"{quoted(path)} {found}.")
    return tuple(all_different(texts_of({path: index}, path), path))


def read_notes(answer: Node, dimensions: Iterable[Dimension]) -> list[tuple[str, bool]]:
    """Every note, with the labels of what it is about, and whether it must be shown."""
    flags = part(part(answer, "extension", dict), "noteMandatory", dict, "extension.")
    found = _flagged(answer, "note", flags, "")
    for one in dimensions:
        node, path = answer["dimension"][one.id], f"dimension.{one.id}."
        extension = part(node, "extension", dict, path)
        flags = part(extension, "noteMandatory", dict, f"{path}extension.")
        found += _flagged(node, "note", flags, f"{one.label}: ")
        notes = part(node["category"], "note", dict, f"{path}category.")
        by_code = part(extension, "categoryNoteMandatory", dict, f"{path}extension.")
        for code, label in zip(one.codes, one.labels, strict=True):
            flags = part(by_code, code, dict, f"{path}extension.categoryNoteMandatory.")
            found += _flagged(notes, code, flags, about(one.label, label))
    return found


def about(dimension: str, code: str) -> str:
    """How a note begins that is said of one code, both by their labels."""
    return f"{dimension}, {code}: "


def _flagged(node: Node, key: str, flags: Node, prefix: str) -> list[tuple[str, bool]]:
    """Notes and whether they must be shown; PxWeb's ``{"0": true}`` points at the first."""
    notes = [node[key]] if isinstance(node.get(key), str) else texts_of(node, key, prefix)
    return [(prefix + text, flags.get(str(i)) is True) for i, text in enumerate(notes)]
