"""How far others were off: SSB's earlier editions, and the state's cost of demography."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from ...people.moved import Judged, Missed
from ...people.place_names import norwegian_first
from ...provenance import Source
from ...trend.groups import JUDGED, TOLD
from ...trend.missed import Misses
from .datafiles import DataFiles, open_data

SSB, COST = "ssb-avvik-12", "tbu-demografikostnad"
COLUMNS: Mapping[str, str] = {
    code: {"0+": "total", "20-66/67+": "ratio_20_66_per_67plus"}.get(code, code) for code in TOLD
}
"""Column of the file by what is told; the file has observed / projected − 1."""


def read(data: DataFiles) -> Judged:
    """Both files.

    Raises
    ------
    DataFileError
        If one is missing or damaged.
    """
    ssb, rows = data.table(SSB, ("kommune", "vintage", "horizon_years", *COLUMNS.values()))
    missed = tuple(
        Missed(
            norwegian_first(row["kommune"])[0],
            row.whole("vintage"),
            row.whole("horizon_years"),
            tuple(1 / (1 + row.number(name)) - 1 for name in COLUMNS.values()),
        )
        for row in rows
    )
    cost, rows = data.table(COST, ("year", "forecast", "actual"))
    years = tuple(row.whole("year") for row in rows)
    values = np.array([[row.number(one) for row in rows] for one in ("forecast", "actual")])
    return Judged(missed, ssb, years, values, cost)


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
    columns = (TOTAL, *(group.code for group in JUDGED[1:]))
    needed = ("population_at_start", "horizon_years", *columns)
    _, rows = open_data(folder).table(SSB, needed)

    def read(column: str) -> np.ndarray:
        return np.array([row.number(column) for row in rows])

    errors = {
        group.code: np.log1p(read(column)) for group, column in zip(JUDGED, columns, strict=True)
    }
    return Misses(read("population_at_start"), read("horizon_years"), errors)


@cache
def source(folder: Path | None = None) -> Source:
    """The passport of the file, read once."""
    return open_data(folder).source(SSB)
