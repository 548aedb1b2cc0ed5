"""Reads how far others were off: SSB's earlier editions, and the state's cost of demography."""

from collections.abc import Mapping

import numpy as np

from ...people.judged import Judged, Missed
from ...people.place_names import norwegian_first
from ...trend.groups import TOLD
from .datafiles import DataFiles, number, reading

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
    ssb, cost = data.source(SSB), data.source(COST)
    named = ("kommune", "vintage", "horizon_years", *COLUMNS.values())
    missed = []
    for row in data.rows(ssb.file, named):
        with reading(ssb.file):
            off = tuple(1 / (1 + float(row[name])) - 1 for name in COLUMNS.values())
            where = norwegian_first(row["kommune"])[0]
            missed.append(Missed(where, int(row["vintage"]), int(row["horizon_years"]), off))
    rows = data.rows(cost.file, ("year", "forecast", "actual"))
    with reading(cost.file):
        years = tuple(int(row["year"]) for row in rows)
        values = np.array(
            [[number(cost.file, one, row[one]) for row in rows] for one in ("forecast", "actual")]
        )
    return Judged(tuple(missed), ssb, years, values, cost)
