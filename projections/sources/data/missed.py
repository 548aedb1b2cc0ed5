"""How far Statistics Norway's projections were off, in the few municipalities it is known for."""

from functools import cache
from pathlib import Path

import numpy as np

from ...provenance import Source
from ...trend.groups import JUDGED
from ...trend.missed import Misses
from .datafiles import number, open_data
from .judged import SSB

TOTAL = "total"
"""The column of all ages; the others are age groups."""


@cache
def load(folder: Path | None = None) -> Misses:
    """Read the file once.

    Raises
    ------
    DataFileError
        If it is missing or damaged.
    """
    data = open_data(folder)
    file = data.source(SSB).file
    columns = (TOTAL, *(group.code for group in JUDGED[1:]))
    rows = data.rows(file, ("population_at_start", "horizon_years", *columns))

    def read(column: str) -> np.ndarray:
        return np.array([number(file, column, row[column]) for row in rows])

    errors = {
        group.code: np.log1p(read(column)) for group, column in zip(JUDGED, columns, strict=True)
    }
    return Misses(read("population_at_start"), read("horizon_years"), errors)


@cache
def source(folder: Path | None = None) -> Source:
    """The passport of the file, read once."""
    return open_data(folder).source(SSB)
