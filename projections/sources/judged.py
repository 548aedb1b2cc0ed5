"""How far others were off before: SSB's earlier editions, and the state's cost of demography."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from ..ages import FloatArray
from ..place_names import norwegian_first
from ..provenance import Source
from ..trend.groups import TOLD
from .datafiles import number, open_data, reading

SSB, COST = "ssb-avvik-12", "tbu-demografikostnad"
COLUMNS: Mapping[str, str] = {
    code: {"0+": "total", "20-66/67+": "ratio_20_66_per_67plus"}.get(code, code) for code in TOLD
}
"""Column of the file by what is told."""


@dataclass(frozen=True)
class Missed:
    """How far one edition of SSB's main alternative was off in one municipality.

    Parameters
    ----------
    name, origin, ahead
        Of the municipality; the year it started from; years ahead.
    error
        Projected / observed − 1 by :data:`~projections.trend.groups.TOLD` [share].
    """

    name: str
    origin: int
    ahead: int
    error: tuple[float, ...]


@cache
def ssb(folder: Path | None = None) -> tuple[tuple[Missed, ...], Source]:
    """Every error known of SSB's main alternative, and where they are from.

    Raises
    ------
    DataFileError
        If the file is missing or damaged.
    """
    data = open_data(folder)
    source = data.source(SSB)
    named = ("kommune", "vintage", "horizon_years", *COLUMNS.values())
    found = []
    for row in data.rows(source.file, named):
        with reading(source.file):
            off = [1 / (1 + float(row[name])) - 1 for name in COLUMNS.values()]
            name = norwegian_first(row["kommune"])[0]
            found.append(Missed(name, int(row["vintage"]), int(row["horizon_years"]), tuple(off)))
    return tuple(found), source


@cache
def cost(folder: Path | None = None) -> tuple[tuple[int, ...], FloatArray, Source]:
    """What demography would cost the sector the next year, foreseen and as it became.

    Returns
    -------
    tuple
        Years, ``[2, year]`` foreseen and actual [billion NOK, prices of 2015], and the source.

    Raises
    ------
    DataFileError
        If the file is missing or damaged.
    """
    data = open_data(folder)
    source = data.source(COST)
    rows = data.rows(source.file, ("year", "forecast", "actual"))
    with reading(source.file):
        years = tuple(int(row["year"]) for row in rows)
        values = np.array(
            [[number(source.file, one, row[one]) for row in rows] for one in ("forecast", "actual")]
        )
    return years, values, source
