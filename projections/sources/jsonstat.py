"""JSON-stat 2.0, as Statistics Norway's PxWebApi v2 sends it, read into an array with named axes.

An answer is untrusted: whatever is wrong with it becomes a ``SourceError`` of one Norwegian
sentence. Dimensions and codes are read by ``id`` and ``index``, never by the order of keys.

Source: https://json-stat.org/full/, and PxWeb's ``extension`` for which notes must be shown.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import NoneType
from typing import Any, TypeVar

import numpy as np

from ..ages import FloatArray
from ..errors import SourceError

MOST_CELLS = 20_000_000
"""A few bytes may claim any size; SSB itself gives at most 800 000 cells in one answer."""

MOST_DIMENSIONS = 32
"""Numpy stops at 64; SSB's tables have under ten."""

Node = Mapping[str, Any]
Kind = TypeVar("Kind", str, list[Any], dict[str, Any])
KINDS: Mapping[type, str] = {
    str: "en tekst",
    list: "en liste",
    dict: "et objekt",
    NoneType: "ingenting",
}


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
        has = ", ".join(_quoted(one.id) for one in self.dimensions)
        raise SourceError(
            self.provider, f"Tabellen har ikke dimensjonen {_quoted(id)}; den har {has}."
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
                problem = f"{_quoted(one.id)} med {len(one.codes)} koder, som ikke var ventet"
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


class _UnusableError(Exception):
    """What is wrong with an answer; :func:`parse` adds who sent it."""


def parse(content: bytes | str | Mapping[str, Any], provider: str) -> Cube:
    """Read an answer, checking all of it that is used.

    Parameters
    ----------
    content
        The body, or the JSON object already read from it.
    provider
        Who was asked, for messages, e.g. ``SSB, tabell 07459``.

    Raises
    ------
    SourceError
        For every answer but one whole JSON-stat 2.0 dataset: what was found, what was expected.

    Examples
    --------
    >>> body = '''{"version": "2.0", "class": "dataset", "id": ["Tid"], "size": [3],
    ...   "dimension": {"Tid": {"label": "år", "category": {"index": ["2024", "2025", "2026"]}}},
    ...   "value": [5560, null, 5598], "status": {"1": ".."}}'''
    >>> cube = parse(body, "SSB, tabell 07459")
    >>> cube.values, cube.dimension("Tid").codes, cube.status
    (array([5560.,   nan, 5598.]), ('2024', '2025', '2026'), {1: '..'})
    """
    try:
        return _cube(_loaded(content) if isinstance(content, str | bytes) else content, provider)
    except _UnusableError as problem:
        raise SourceError(provider, str(problem)) from None


def _loaded(content: str | bytes) -> Any:
    try:
        return json.loads(content)
    except json.JSONDecodeError as problem:
        told = f"ikke hel og gyldig JSON (feil ved tegn {problem.pos} av {len(problem.doc)})"
    except (ValueError, RecursionError):  # bad UTF-8, a number without end, nesting without end
        told = "ikke lesbar JSON"
    start = content[:200] if isinstance(content, str) else content[:200].decode(errors="replace")
    _need(bool(start.strip()), "Svaret er tomt; ventet JSON-stat.")
    raise _UnusableError(f"Svaret er {told}; det begynner med {_quoted(start)}.")


def _cube(answer: object, provider: str) -> Cube:
    if not isinstance(answer, Mapping):
        raise _UnusableError(f"Svaret er {_found(answer)}; ventet et objekt i JSON-stat.")
    kind, version = answer.get("class"), _get(answer, "version", str)
    _need(kind == "dataset", f"«class» er {_found(kind)}; ventet «dataset».")
    # By JSON-stat's own rule a later 2.x only adds properties.
    _need(version.startswith("2."), f"«version» er {_quoted(version)}; ventet «2.0».")
    dimensions = _dimensions(answer)
    shape = tuple(len(one.codes) for one in dimensions)
    cells = math.prod(shape)
    _need(cells <= MOST_CELLS, f"«size» gir for mange celler; ventet høyst {MOST_CELLS}.")
    notes, roles = _notes(answer, dimensions), _get(answer, "role", dict)
    return Cube(
        values=_values(answer.get("value"), cells).reshape(shape),
        dimensions=dimensions,
        status=_status(answer.get("status"), cells),
        label=_get(answer, "label", str),
        updated=_get(answer, "updated", str),
        source=_get(answer, "source", str),
        notes=tuple(text for text, _ in notes),
        mandatory_notes=tuple(text for text, must_be_shown in notes if must_be_shown),
        roles={role: tuple(_texts(roles, role, "role.")) for role in roles},
        provider=provider,
    )


def _dimensions(answer: Node) -> tuple[Dimension, ...]:
    ids, sizes = _unique(_texts(answer, "id"), "id"), _get(answer, "size", list)
    nodes = _get(answer, "dimension", dict)
    most = f"ventet 1–{MOST_DIMENSIONS}"
    _need(0 < len(ids) <= MOST_DIMENSIONS, f"«id» har {len(ids)} dimensjoner; {most}.")
    _need(len(sizes) == len(ids), f"«size» har {len(sizes)} tall, og «id» har {len(ids)}.")
    for one in ids:
        _need(one in nodes, f"Dimensjonen {_quoted(one)} i «id» mangler i «dimension».")
    return tuple(
        _dimension(one, size, _get(nodes, one, dict, "dimension."))
        for one, size in zip(ids, sizes, strict=True)
    )


def _dimension(id: str, size: object, node: Node) -> Dimension:
    path = f"dimension.{id}.category."
    category = _get(node, "category", dict, f"dimension.{id}.")
    labels, units = _get(category, "label", dict, path), _get(category, "unit", dict, path)
    codes = _codes(category.get("index"), labels or units, f"{path}index")
    found = f"Dimensjonen {_quoted(id)} har {len(codes)} koder"
    fits = type(size) is int and size == len(codes) > 0
    _need(fits, f"{found}; «size» er {_found(size)}, ventet samme tall og minst 1.")
    known = set(codes)
    for code in (*labels, *units):
        found = f"Koden {_found(code)} i dimensjonen {_quoted(id)}"
        _need(code in known, f"{found} har ingen plass i «index».")
    unit = {code: _get(units, code, dict, f"{path}unit.") for code in codes}
    return Dimension(
        id,
        _get(node, "label", str, f"dimension.{id}.") or id,
        codes,
        tuple(_get(labels, code, str, f"{path}label.") or code for code in codes),
        {code: _get(unit[code], "base", str, f"{path}unit.{code}.") for code in codes},
    )


def _codes(index: object, otherwise: Node, path: str) -> tuple[str, ...]:
    """Codes by place. Without an index there is one code, found in the label or the unit."""
    if isinstance(index, dict):
        places = list(index.values())
        for one in places:
            _need(type(one) is int, f"{_quoted(path)} har {_found(one)}; ventet et heltall.")
        # As many places as codes, so one given twice or outside leaves another one open.
        open_places = ", ".join(map(str, sorted(set(range(len(places))) - set(places))[:5]))
        _need(not open_places, f"{_quoted(path)} mangler plass {open_places}, regnet fra 0.")
        index = sorted(index, key=index.__getitem__)
    elif index is None:
        index, found = list(otherwise), f"mangler, og «label» har {len(otherwise)} koder; ventet 1"
        _need(len(index) == 1, f"{_quoted(path)} {found}.")
    return tuple(_unique(_texts({path: index}, path), path))


def _by_place(given: object, cells: int, name: str) -> tuple[Sequence[int], list[Any]]:
    """Flat indices and what stands there, from a list or from a sparse object."""
    if isinstance(given, list):
        _need(len(given) == cells, f"«{name}» har {len(given)} celler; «size» gir {cells}.")
        return range(cells), given
    if not isinstance(given, dict):
        raise _UnusableError(f"«{name}» er {_found(given)}; ventet en liste eller et objekt.")
    # A leading zero is refused, as it would let one cell be given twice.
    is_whole = re.compile(r"0|[1-9][0-9]{0,17}").fullmatch
    for key in given:
        if not is_whole(str(key)) or int(key) >= cells:
            found = f"«{name}» har nøkkelen {_found(key)}"
            raise _UnusableError(f"{found}; ventet et heltall 0–{cells - 1}.")
    return list(map(int, given)), list(given.values())


def _values(given: object, cells: int) -> FloatArray:
    """``[cell]``, null and cells not given as NaN."""
    places, items = _by_place(given, cells, "value")
    # The types are gathered without a Python loop, and first: numpy reads "1" and true as 1.
    kinds = set(map(type, items))
    wrong = kinds - {int, float, NoneType}
    whole = np.int64 if kinds == {int} else np.float64  # a third faster for nothing but counts
    try:
        count = 0 if wrong else len(items)
        numbers = np.fromiter(items, whole, count).astype(np.float64, copy=False)
    except OverflowError:
        raise _UnusableError("«value» har et heltall som er for stort.") from None
    lacking = np.count_nonzero(~np.isfinite(numbers))
    # NaN, Infinity and 1e999 are no JSON numbers, but Python reads them.
    if wrong or (lacking and lacking != items.count(None)):
        for place, item in zip(places, items, strict=True):
            if type(item) in wrong or (type(item) is float and not math.isfinite(item)):
                found = f"{_found(item)} på plass {place}"
                raise _UnusableError(f"«value» har {found}; ventet tall eller null.")
    if isinstance(places, range):
        return numbers
    values = np.full(cells, np.nan)
    values[np.array(places, dtype=np.intp)] = numbers
    return values


def _status(given: object, cells: int) -> dict[int, str]:
    """Marks by flat index; one text is the mark of all cells."""
    if isinstance(given, str):
        return dict.fromkeys(range(cells), given)
    places, marks = _by_place({} if given is None else given, cells, "status")
    told = {place: mark for place, mark in zip(places, marks, strict=True) if mark is not None}
    for place, mark in told.items():
        if not isinstance(mark, str):
            found = f"{_found(mark)} på plass {place}"
            raise _UnusableError(f"«status» har {found}; ventet tekst eller null.")
    return told


def _notes(answer: Node, dimensions: Iterable[Dimension]) -> list[tuple[str, bool]]:
    """Every note, with the labels of what it is about, and whether it must be shown."""
    flags = _get(_get(answer, "extension", dict), "noteMandatory", dict, "extension.")
    found = _flagged(answer, "note", flags, "")
    for one in dimensions:
        node, path = answer["dimension"][one.id], f"dimension.{one.id}."
        extension = _get(node, "extension", dict, path)
        flags = _get(extension, "noteMandatory", dict, f"{path}extension.")
        found += _flagged(node, "note", flags, f"{one.label}: ")
        notes = _get(node["category"], "note", dict, f"{path}category.")
        by_code = _get(extension, "categoryNoteMandatory", dict, f"{path}extension.")
        for code, label in zip(one.codes, one.labels, strict=True):
            flags = _get(by_code, code, dict, f"{path}extension.categoryNoteMandatory.")
            found += _flagged(notes, code, flags, f"{one.label}, {label}: ")
    return found


def _flagged(node: Node, key: str, flags: Node, prefix: str) -> list[tuple[str, bool]]:
    """Notes and whether they must be shown; PxWeb's ``{"0": true}`` points at the first."""
    notes = [node[key]] if isinstance(node.get(key), str) else _texts(node, key, prefix)
    return [(prefix + text, flags.get(str(i)) is True) for i, text in enumerate(notes)]


def _need(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise _UnusableError(otherwise)


def _get(node: Node, key: str, kind: type[Kind], path: str = "") -> Kind:
    """What stands under a key; empty where there is nothing."""
    value = node.get(key)
    if value is None:
        return kind()
    if not isinstance(value, kind):
        found = f"{_quoted(f'{path}{key}')} er {_found(value)}"
        raise _UnusableError(f"{found}; ventet {KINDS[kind]}.")
    return value


def _texts(node: Node, key: str, path: str = "") -> list[str]:
    texts = _get(node, key, list, path)
    for one in texts:
        fine = isinstance(one, str)
        _need(fine, f"{_quoted(f'{path}{key}')} har {_found(one)}; ventet bare tekster.")
    return texts


def _unique(texts: list[str], path: str) -> list[str]:
    if len(set(texts)) < len(texts):
        repeated = next(one for one in texts if texts.count(one) > 1)
        raise _UnusableError(f"{_quoted(path)} har {_quoted(repeated)} flere ganger.")
    return texts


def _found(value: object) -> str:
    """A value in a message: its kind, or its text where that is short."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int) and abs(value) >= 10**15:
        return "et svært stort tall"  # Python refuses to write out thousands of digits
    return KINDS.get(type(value)) or str(value).lower()[:40]


def _quoted(text: str) -> str:
    """The start of a text on one line; half characters (lone surrogates) become «?»."""
    line = " ".join(text[:200].split()).encode("utf-8", "replace").decode()
    return f"«{line[:80]}…»" if len(line) > 80 else f"«{line}»"
