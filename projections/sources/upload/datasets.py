"""A JSON-stat 2 dataset, as SSB's own site saves it, as a table."""

import itertools

import numpy as np

from ...errors import SourceError
from ..statbank import jsonstat
from .cells import Column
from .grid import Table
from .told import Told

MOST_CELLS = 2_000_000


def is_dataset(content: bytes) -> bool:
    """Whether the bytes look like JSON and nothing else that is read here."""
    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] in (b"{", b"[") and not start.startswith(b"{\\rtf")


def table(content: bytes, told: Told) -> Table | None:
    """One row a cell, a column a dimension; None where it is no such dataset, and why is told."""
    accepted = "JSON-stat 2, CSV, XLSX eller XLS"
    try:
        cube = jsonstat.parse(content.lstrip(b"\xef\xbb\xbf"), told.file)
    except SourceError:
        advice = "Last ned tabellen som CSV, Excel eller JSON-stat 2 fra SSB."
        told.fault("", "JSON som ikke er et helt JSON-stat-datasett", accepted, advice)
        return None
    if cube.values.size > MOST_CELLS:
        told.fault("", "et datasett som er for stort", accepted, "Velg færre verdier hos SSB.")
        return None
    columns, headings = [], []
    places = list(itertools.product(*(range(len(one.codes)) for one in cube.dimensions)))
    at = np.array(places, dtype=np.int32).reshape(len(places), len(cube.dimensions))
    for axis, dimension in enumerate(cube.dimensions):
        texts = [
            f"{code} {label}" if dimension.id.casefold() == "region" and code != label else label
            for code, label in zip(dimension.codes, dimension.labels, strict=True)
        ]
        headings.append(dimension.label or dimension.id)
        columns.append(Column(tuple(texts), at[:, axis]))
    flat = cube.values.ravel()
    values = [
        cube.status.get(place, "..") if np.isnan(value) else f"{value:.9f}".rstrip("0").rstrip(".")
        for place, value in enumerate(flat)
    ]
    distinct = tuple(dict.fromkeys(values))
    where = {text: place for place, text in enumerate(distinct)}
    columns.append(Column(distinct, np.array([where[text] for text in values], dtype=np.int32)))
    rows = np.arange(1, len(values) + 1)
    titles = (cube.label,) if cube.label else ()
    return Table((*headings, "personer"), tuple(columns), rows, titles=titles)
