"""The plan's own lines of grants and tax, as KS reckoned them."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from ...errors import DataFileError
from ...people.population import Region
from ...series import Series, Table
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


EVERY: Mapping[str, str] = MappingProxyType(
    {
        **LINES,
        "Overgangsordning - INGAR": "ks_ingar",
        "Saker særskilt fordeling": "ks_saerskilt",
        "Sør-Norge-tilskudd": "ks_sor_norge",
        "Ordinært skjønn": "ks_skjonn",
        "Sum rammetilskudd uten inntektsutjevning": "ks_sum_uten_utjevning",
        "Sum rammetilskudd før ekstra skjønn": "ks_sum_rammetilskudd",
        "Sum skatt og rammetilskudd (avrundet)": "ks_sum",
    }
)
"""Every printed line, sums too."""
YEARS = (2024, 2025, 2026, 2027)


def read(data: DataFiles, region: Region) -> Table:
    """The four lines [1000 NOK per year], printed name as the label ``line``."""
    return _lines(data, region, LINES)


def read_every(data: DataFiles, region: Region) -> Table:
    """Every line as printed [1000 NOK per year], in the file's order; a dash is missing.

    Raises
    ------
    DataFileError
        If a line is not known, or one is not there.
    """
    source = data.source("hop-frie-inntekter")
    printed = [row["line"] for row in data.rows(source.file, ("line",))]
    if strange := [line for line in printed if line not in EVERY]:
        raise DataFileError(source.file, f"linjen {', '.join(strange)} er ukjent.")
    by_line = {one.label("line"): one for one in _lines(data, region, EVERY)}
    return tuple(by_line[line] for line in printed)


def _lines(data: DataFiles, region: Region, wanted: Mapping[str, str]) -> Table:
    source = data.source("hop-frie-inntekter")
    columns = tuple(str(year) for year in YEARS)
    rows = {row["line"]: row for row in data.rows(source.file, ("line", *columns))}
    lost = [line for line in wanted if line not in rows]
    if lost:
        raise DataFileError(source.file, f"linjen {', '.join(lost)} mangler.")

    def cell(line: str, column: str) -> float:
        text = rows[line][column]
        return number(source.file, line, text) if text or line in LINES else np.nan

    return tuple(
        Series(
            region,
            source,
            "plan",
            item,
            "1000 NOK",
            YEARS,
            np.array([cell(line, column) for column in columns]),
            (("line", line),),
        )
        for line, item in wanted.items()
    )
