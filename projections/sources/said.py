"""Projections made earlier and what happened, in long files, to be held against each other."""

import csv
import gzip
import io
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from ..errors import Fault, InputFileError
from ..people.ages import AgeAxis, AgeBand, FloatArray
from ..trend.groups import JUDGED
from .statbank.layout import band_of

MOST_FAULTS = 10
_band = cache(band_of)


@dataclass(frozen=True, order=True)
class Said:
    """Which projection a row belongs to; edition and alternative are empty for what happened."""

    region: str
    edition: str
    alternative: str


People = Mapping[Said, Mapping[int, FloatArray]]
"""``[group]`` persons of :data:`~projections.trend.groups.TOLD` by year."""


def read(name: str, content: bytes) -> People:
    """Read a CSV file, packed with gzip or not.

    Parameters
    ----------
    name
        The file's, for messages.
    content
        With the columns ``region``, ``year``, ``age_group`` and ``persons``; a file of projections
        also ``vintage`` and ``alternative``.

    Raises
    ------
    InputFileError
        All that is wrong with it.
    SplitBandError
        If an age group told would have to be split.
    """
    rows = _rows(name, content)
    cells: dict[Said, dict[int, dict[AgeBand, float]]] = defaultdict(lambda: defaultdict(dict))
    faults: list[Fault] = []
    for number, row in enumerate(rows, 2):
        band, year, persons = _band(row["age_group"]), row["year"], _number(row["persons"])
        if band is None or persons is None or not re.fullmatch(r"\d{4}", year):
            faults.append(_fault(name, number, row))
        else:
            key = Said(row["region"], row.get("vintage") or "", row.get("alternative") or "")
            cells[key][int(year)][band] = persons
    if faults:
        raise InputFileError(faults[:MOST_FAULTS])
    return {key: _told(years) for key, years in cells.items()}


def _rows(name: str, content: bytes) -> list[dict[str, str]]:
    needed = ("region", "year", "age_group", "persons")
    try:
        text = (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError):
        found, advice = "noe annet enn tekst i UTF-8", "Lagre filen som CSV på nytt."
        raise InputFileError([Fault(name, "", found, "CSV, gjerne pakket", advice)]) from None
    reader = csv.DictReader(io.StringIO(text))
    missing = [column for column in needed if column not in (reader.fieldnames or ())]
    if missing:
        found = f"ingen kolonne {', '.join(missing)}"
        advice = "Se «python -m projections backtest --help»."
        raise InputFileError([Fault(name, "rad 1", found, ", ".join(needed), advice)])
    return [{key: cell or "" for key, cell in row.items() if key} for row in reader]


def _fault(name: str, number: int, row: Mapping[str, str]) -> Fault:
    found = f"«{row['age_group']}», «{row['year']}» og «{row['persons']}»"
    accepted = "en aldersgruppe som «6-12 år», et årstall og et antall"
    return Fault(name, f"rad {number}", found, accepted, "Rett raden.")


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def _told(years: Mapping[int, Mapping[AgeBand, float]]) -> dict[int, FloatArray]:
    """The groups told by year; years with the same age groups at once."""
    alike: dict[tuple[AgeBand, ...], list[int]] = defaultdict(list)
    for year, groups in years.items():
        alike[tuple(sorted(groups, key=lambda one: one.lower))].append(year)
    found: dict[int, FloatArray] = {}
    for bands, same in alike.items():
        persons = np.array([[years[year][one] for one in bands] for year in same])
        judged = AgeAxis(bands).aggregate(persons, (*JUDGED, AgeBand(67, None)))
        ratio = np.full(len(same), np.nan)
        np.divide(judged[:, 3], judged[:, -1], out=ratio, where=judged[:, -1] > 0)
        rows = np.column_stack((judged[:, :-1], ratio))
        found.update(zip(same, rows, strict=True))
    return found
