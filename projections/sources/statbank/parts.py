"""Answers to the parts of one query, put together again; and one answer cut in parts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ...errors import SourceError
from .jsonstat import Cube, Dimension, about


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
        raise SourceError(first.provider, "Delene av svaret passer ikke sammen.")
    values, filled = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    status: dict[int, str] = {}
    for one in same:
        places = [
            [whole.codes.index(code) for code in part.codes]
            for whole, part in zip(dimensions, one.dimensions, strict=True)
        ]
        values[np.ix_(*places)] = one.values
        filled[np.ix_(*places)] = True
        flat = np.arange(values.size).reshape(shape)[np.ix_(*places)].ravel()
        status |= {int(flat[place]): mark for place, mark in one.status.items()}
    if not filled.all():
        raise SourceError(first.provider, "Delene av svaret passer ikke sammen.")
    return replace(
        first,
        values=values,
        dimensions=dimensions,
        status=dict(sorted(status.items())),
        notes=tuple(dict.fromkeys(note for one in same for note in one.notes)),
        mandatory_notes=tuple(dict.fromkeys(note for one in same for note in one.mandatory_notes)),
    )


def _together(parts: Sequence[Dimension]) -> Dimension:
    labels = {
        code: label for part in parts for code, label in zip(part.codes, part.labels, strict=True)
    }
    units = {code: unit for part in parts for code, unit in part.units.items()}
    return replace(parts[0], codes=tuple(labels), labels=tuple(labels.values()), units=units)


def cut(cube: Cube, id: str, codes: Sequence[str]) -> Cube:
    """Only some codes of one dimension, in their own order; marks and notes on them follow."""
    axis = [one.id for one in cube.dimensions].index(id)
    whole = cube.dimensions[axis]
    places = [whole.codes.index(code) for code in codes]
    part = replace(
        whole,
        codes=tuple(codes),
        labels=tuple(whole.labels[place] for place in places),
        units={code: whole.units[code] for code in codes if code in whole.units},
    )
    others = tuple(about(whole.label, one) for one in {*whole.labels} - {*part.labels})

    def kept(notes: Sequence[str]) -> tuple[str, ...]:
        return tuple(note for note in notes if not note.startswith(others))

    flat = np.arange(cube.values.size).reshape(cube.values.shape).take(places, axis).ravel()
    new = {int(old): place for place, old in enumerate(flat)} if cube.status else {}
    return replace(
        cube,
        values=cube.values.take(places, axis),
        dimensions=(*cube.dimensions[:axis], part, *cube.dimensions[axis + 1 :]),
        status={new[old]: mark for old, mark in cube.status.items() if old in new},
        notes=kept(cube.notes),
        mandatory_notes=kept(cube.mandatory_notes),
    )


def written(cube: Cube) -> bytes:
    """A table as JSON-stat 2.0, as :func:`jsonstat.parse` reads it.

    What is about one region can so be kept apart from an answer about all of them.
    """
    notes = [note for note in cube.notes if note not in cube.mandatory_notes]
    every = [*cube.mandatory_notes, *notes]
    mandatory = {str(place): True for place in range(len(cube.mandatory_notes))}
    return json.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": cube.label,
            "source": cube.source,
            "updated": cube.updated,
            "note": every,
            "extension": {"noteMandatory": mandatory},
            "id": [one.id for one in cube.dimensions],
            "size": [len(one.codes) for one in cube.dimensions],
            "role": {role: list(of) for role, of in cube.roles.items()},
            "dimension": {one.id: _dimension(one) for one in cube.dimensions},
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


def _dimension(one: Dimension) -> Mapping[str, object]:
    category: dict[str, object] = {
        "index": list(one.codes),
        "label": dict(zip(one.codes, one.labels, strict=True)),
    }
    if one.units:
        category["unit"] = {code: {"base": unit} for code, unit in one.units.items()}
    return {"label": one.label, "category": category}
