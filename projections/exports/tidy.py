"""Tables in long format, one row a value: for the command line and for downloads."""

import csv
import io
import math
from collections.abc import Mapping, Sequence

from ..series import Table

COLUMNS = ("region", "source", "alternative", "year", "item", "value", "unit")
Record = dict[str, str | int | float | None]


def records(table: Table) -> list[Record]:
    """One record a value; columns as :data:`COLUMNS`, then whatever labels the series carry."""
    return [
        {
            "region": series.region.code,
            "source": series.source.id,
            "alternative": series.alternative,
            "year": year,
            "item": series.item,
            "value": None if math.isnan(value) else _plain(float(value)),
            "unit": series.unit,
            "region_name": series.region.name,
            **dict(series.extra),
        }
        for series in table
        for year, value in zip(series.years, series.values, strict=True)
    ]


def _plain(value: float) -> float | int:
    """Whole numbers without a decimal point, others without floating point noise."""
    return int(value) if value.is_integer() else float(f"{value:.12g}")


def to_csv(rows: Sequence[Mapping[str, object]], norwegian: bool = False) -> str:
    """Records as CSV text.

    Parameters
    ----------
    rows
        Records; the columns are all keys in order of appearance.
    norwegian
        Semicolon, decimal comma and byte order mark, so that a Norwegian Excel opens it as it is.
    """
    columns = list(dict.fromkeys(key for row in rows for key in row)) or list(COLUMNS)
    text = io.StringIO()
    writer = csv.DictWriter(
        text, columns, restval="", delimiter=";" if norwegian else ",", lineterminator="\n"
    )
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _cell(cell, norwegian) for key, cell in row.items()})
    return ("\ufeff" if norwegian else "") + text.getvalue()


def _cell(cell: object, norwegian: bool) -> object:
    if norwegian and isinstance(cell, float):
        return str(cell).replace(".", ",")
    return cell
