"""Tables in long format, one row a value: for the command line and for downloads."""

import csv
import io
import math
from collections.abc import Mapping, Sequence

import numpy as np

from ..case import Allocations
from ..figures.spec import Figure
from ..money.costs import NeedKeys
from ..people.ages import FloatArray
from ..series import Table

COLUMNS = ("region", "source", "alternative", "year", "item", "value", "unit")
Record = dict[str, str | int | float | None]
OWN_TEXT = ("area",)
"""Labels that a user has written."""
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> safe("=1+1"), safe("Røros")
    ("'=1+1", 'Røros')
    """
    return f"'{text}" if text.startswith(RISKY) else text


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
            **{name: safe(text) if name in OWN_TEXT else text for name, text in series.extra},
        }
        for series in table
        for year, value in zip(series.years, series.values, strict=True)
    ]


def drawn(figure: Figure) -> list[Record]:
    """One record a value that a figure draws; changes and levels among them."""
    return [
        {
            "figure": figure.key,
            "panel": safe(curve.panel),
            "curve": safe(curve.name),
            "role": curve.role,
            "category": safe(category),
            "value": _plain(float(value)),
            "unit": figure.unit,
            "axis": safe(figure.axis),
        }
        for curve in figure.curves
        for category, value in zip(figure.categories, curve.values, strict=True)
        if not math.isnan(value)
    ]


def key_records(keys: NeedKeys) -> list[Record]:
    """One record a sector: its weight, and what its key is made of [share 0–1]."""
    return [
        {
            "item": sector,
            "sector_weight": _plain(float(keys.sector_weights[s])),
            "age_criteria": _plain(float(keys.age_weights[s].sum())),
            "old_age_criteria": _plain(float(keys.old_weights[s])),
            "other_criteria": _plain(float(keys.other_weights[s])),
            "unit": "share",
        }
        for s, sector in enumerate(keys.sectors)
    ]


def frame_records(frames: Allocations) -> list[Record]:
    """One record a budget unit; ``item`` is its sector, empty where it follows no demography."""
    return [
        {
            "source": frames.source.id,
            "year": frames.year,
            "unit_name": one.unit_name,
            "item": one.sector,
            "value": _plain(one.amount / 1000),
            "unit": "1000 NOK",
        }
        for one in frames.frames
    ]


def course_records(persons: FloatArray, sexes: Sequence[str], ages: Sequence[int]) -> list[Record]:
    """One record a cell of ``[step, sex, age]`` [persons]; ``age`` is the group's lower bound."""
    return [
        {"step": step, "sex": sexes[sex], "age": ages[age], "persons": _plain(float(value))}
        for (step, sex, age), value in np.ndenumerate(persons)
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
