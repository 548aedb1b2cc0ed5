"""The plan's own lines of grants and tax, as KS reckoned them."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from ..errors import DataFileError
from ..population import Region
from ..series import Series, Table
from .datafiles import DataFiles, number

LINES: Mapping[str, str] = MappingProxyType(
    {
        "Innbyggertilskudd (likt beløp pr innb)": "innbyggertilskudd",
        "Utgiftsutjevningen": "utgiftsutjevning",
        "Skatt på formue og inntekt": "skatt",
        "Netto inntektsutjevning": "inntektsutjevning",
    }
)
"""The printed lines that follow from people, and our code for each; others follow decisions."""


def read(data: DataFiles, region: Region) -> Table:
    """The four lines [1000 NOK per year], printed name as the label ``line``."""
    source = data.source("hop-frie-inntekter")
    years = (2024, 2025, 2026, 2027)
    columns = tuple(str(year) for year in years)
    rows = {row["line"]: row for row in data.rows(source.file, ("line", *columns))}
    lost = [line for line in LINES if line not in rows]
    if lost:
        raise DataFileError(source.file, f"linjen {', '.join(lost)} mangler.")
    return tuple(
        Series(
            region,
            source,
            "plan",
            item,
            "1000 NOK",
            years,
            np.array([number(source.file, line, rows[line][column]) for column in columns]),
            (("line", line),),
        )
        for line, item in LINES.items()
    )
