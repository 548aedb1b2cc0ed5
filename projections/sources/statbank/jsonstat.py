"""JSON-stat 2.0, as Statistics Norway's PxWebApi v2 sends it, and tables written the same way.

An answer is untrusted: all that is used of it is checked, and whatever is wrong is one error that
says where. Dimensions and codes are read by ``id`` and ``index``, never by the order of keys.

Source: https://json-stat.org/full/, and PxWeb's ``extension`` for which notes must be shown.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from types import NoneType
from typing import Any, TypeVar

import numpy as np

from ...errors import SourceError
from ...people.ages import FloatArray
from .cube import Cube, Dimension, about, quoted

Node = Mapping[str, Any]
Kind = TypeVar("Kind", str, list[Any], dict[str, Any])
MOST_DIMENSIONS = 32
"""Numpy stops at 64; SSB's tables have under ten."""
MOST_CELLS = 20_000_000
"""A few bytes may claim any size; SSB itself gives at most 800 000 cells in one answer."""
# A leading zero is refused, as it would let one cell be given twice.
_PLACE = re.compile(r"0|[1-9][0-9]{0,17}").fullmatch


class _UnusableError(Exception):
    """Where an answer is not as expected."""


def parse(content: bytes | str | Node, provider: str) -> Cube:
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
        For every answer but one whole JSON-stat 2.0 dataset.

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
        answer = json.loads(content) if isinstance(content, str | bytes) else content
    except (ValueError, RecursionError):  # bad UTF-8, a number or nesting without end
        raise SourceError(provider, "Svaret er ikke hel og gyldig JSON.") from None
    try:
        return _cube(answer, provider)
    except _UnusableError as wrong:
        told = f"Svaret er ikke et helt datasett i JSON-stat 2.0: se {quoted(str(wrong))}."
        raise SourceError(provider, told) from None


def _need(is_so: bool, where: str) -> None:
    if not is_so:
        raise _UnusableError(where)


def _part(node: Node, key: str, kind: type[Kind], of: str = "") -> Kind:
    """What stands under a key; empty where there is nothing."""
    value = node.get(key)
    _need(value is None or isinstance(value, kind), of + key)
    return kind() if value is None else value


def _texts(node: Node, key: str, of: str = "") -> list[str]:
    texts = _part(node, key, list, of)
    _need(all(isinstance(one, str) for one in texts), of + key)
    return texts


def _cube(answer: object, provider: str) -> Cube:
    if not isinstance(answer, Mapping):
        raise _UnusableError("")
    _need(answer.get("class") == "dataset", "class")
    # By JSON-stat's own rule a later 2.x only adds properties.
    _need(_part(answer, "version", str).startswith("2."), "version")
    dimensions = _dimensions(answer)
    shape = tuple(len(one.codes) for one in dimensions)
    cells = math.prod(shape)
    _need(cells <= MOST_CELLS, "size")
    return Cube(
        values=_values(answer.get("value"), cells).reshape(shape),
        dimensions=dimensions,
        status=_marks(answer.get("status"), cells),
        label=_part(answer, "label", str),
        updated=_part(answer, "updated", str),
        notes=tuple(_notes(answer, dimensions)),
        provider=provider,
    )


def _dimensions(answer: Node) -> tuple[Dimension, ...]:
    """The dimensions in the order of ``id``, each with as many codes as ``size`` says."""
    ids, sizes = _texts(answer, "id"), _part(answer, "size", list)
    nodes = _part(answer, "dimension", dict)
    _need(0 < len(ids) == len(set(ids)) <= MOST_DIMENSIONS, "id")
    _need(len(sizes) == len(ids), "size")
    return tuple(
        _dimension(one, size, _part(nodes, one, dict, "dimension."))
        for one, size in zip(ids, sizes, strict=True)
    )


def _dimension(id: str, size: object, node: Node) -> Dimension:
    category = _part(node, "category", dict, f"{id}.")
    labels, units = (
        _part(category, "label", dict, f"{id}."),
        _part(category, "unit", dict, f"{id}."),
    )
    codes = _codes(category.get("index"), labels or units, f"{id}.index")
    _need(type(size) is int and size == len(codes) > 0, f"{id}.size")
    _need(labels.keys() <= set(codes), f"{id}.label")
    shown = tuple(_part(labels, code, str, f"{id}.label.") or code for code in codes)
    return Dimension(id, _part(node, "label", str, f"{id}.") or id, codes, shown)


def _codes(index: object, otherwise: Node, where: str) -> tuple[str, ...]:
    """Codes by place. Without an index there is one code, found in the label or the unit."""
    if isinstance(index, dict):
        # 0.0 and false are equal to 0, and are no places.
        _need(all(type(one) is int for one in index.values()), where)
        _need(sorted(index.values()) == list(range(len(index))), where)
        index = sorted(index, key=index.__getitem__)
    elif index is None:
        _need(len(otherwise) == 1, where)
        index = list(otherwise)
    codes = _texts({where: index}, where)
    _need(len(set(codes)) == len(codes), where)
    return tuple(codes)


def _by_place(given: object, cells: int, name: str) -> tuple[Sequence[int], list[Any]]:
    """Flat indices and what stands there, from a list or from a sparse object."""
    if isinstance(given, list):
        _need(len(given) == cells, name)
        return range(cells), given
    if not isinstance(given, dict):
        raise _UnusableError(name)
    _need(all(_PLACE(str(key)) and int(key) < cells for key in given), name)
    return list(map(int, given)), list(given.values())


def _values(given: object, cells: int) -> FloatArray:
    """``[cell]``, null and cells not given as NaN."""
    places, items = _by_place(given, cells, "value")
    # The types are gathered without a Python loop, and first: numpy reads "1" and true as 1.
    kinds = set(map(type, items))
    _need(kinds <= {int, float, NoneType}, "value")
    whole = np.int64 if kinds == {int} else np.float64  # a third faster for nothing but counts
    try:
        numbers = np.fromiter(items, whole, len(items)).astype(np.float64, copy=False)
    except OverflowError:
        raise _UnusableError("value") from None
    # NaN, Infinity and 1e999 are no JSON numbers, but Python reads them.
    lacking = np.count_nonzero(~np.isfinite(numbers))
    _need(not lacking or lacking == items.count(None), "value")
    if isinstance(places, range):
        return numbers
    values = np.full(cells, np.nan)
    values[np.array(places, dtype=np.intp)] = numbers
    return values


def _marks(given: object, cells: int) -> dict[int, str]:
    """Marks by flat index; one text is the mark of all cells."""
    if isinstance(given, str):
        return dict.fromkeys(range(cells), given)
    places, marks = _by_place({} if given is None else given, cells, "status")
    told = {place: mark for place, mark in zip(places, marks, strict=True) if mark is not None}
    _need(all(isinstance(mark, str) for mark in told.values()), "status")
    return told


def _notes(answer: Node, dimensions: Iterable[Dimension]) -> Iterable[str]:
    """The notes that must be shown, with the labels of what they are about."""
    yield from _flagged(answer, "note", _part(answer, "extension", dict), "noteMandatory", "")
    for one in dimensions:
        node = answer["dimension"][one.id]
        extension = _part(node, "extension", dict, f"{one.id}.")
        yield from _flagged(node, "note", extension, "noteMandatory", f"{one.label}: ")
        notes = _part(node["category"], "note", dict, f"{one.id}.")
        flags = _part(extension, "categoryNoteMandatory", dict, f"{one.id}.")
        for code, label in zip(one.codes, one.labels, strict=True):
            yield from _flagged(notes, code, flags, code, about(one.label, label))


def _flagged(node: Node, key: str, marked: Node, by: str, prefix: str) -> list[str]:
    """Those of a node's notes that are marked; PxWeb's ``{"0": true}`` points at the first."""
    flags = _part(marked, by, dict, prefix)
    notes = [node[key]] if isinstance(node.get(key), str) else _texts(node, key, prefix)
    return [prefix + text for at, text in enumerate(notes) if flags.get(str(at)) is True]


def written(cube: Cube) -> bytes:
    """A table as JSON-stat 2.0, as :func:`parse` reads it.

    What is about one region can so be kept apart from an answer about all of them.
    """
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": cube.label,
            "updated": cube.updated,
            "note": cube.notes,
            "extension": {"noteMandatory": {str(at): True for at in range(len(cube.notes))}},
            "id": [one.id for one in cube.dimensions],
            "size": [len(one.codes) for one in cube.dimensions],
            "dimension": {
                one.id: {
                    "label": one.label,
                    "category": {
                        "index": one.codes,
                        "label": dict(zip(one.codes, one.labels, strict=True)),
                    },
                }
                for one in cube.dimensions
            },
            "value": _numbers(cube.values.ravel()),
            "status": {str(place): mark for place, mark in cube.status.items()},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8")


def _numbers(values: np.ndarray) -> list[int | float | None]:
    """As JSON has them: whole ones without a decimal, and nothing where nothing is known."""
    is_whole = np.isfinite(values) & (values == np.floor(values))
    found = values.astype(object)
    found[is_whole] = values[is_whole].astype(np.int64)
    found[np.isnan(values)] = None
    numbers: list[int | float | None] = found.tolist()
    return numbers
