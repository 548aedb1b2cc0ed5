"""Minimum norms and coverage, and the capacity a municipality has and has decided."""

from collections.abc import Mapping
from typing import get_args

from ...case import Capacity, CapacityKind
from ...errors import DataFileError
from ...people.ages import AgeBand
from ...services.capacity import Norms
from .datafiles import DataFiles, number

KINDS: tuple[CapacityKind, ...] = get_args(CapacityKind)
AGES: Mapping[str, Mapping[str, str]] = {
    "pupils_per_teacher": {
        "laerernorm_1_4": "6-9",
        "laerernorm_5_7": "10-12",
        "laerernorm_8_10": "13-15",
    },
    "hours": {"timer_1_4": "6-9", "timer_5_7": "10-12", "timer_8_10": "13-15"},
    "post_hours": {"arsverk_1_4": "6-9", "arsverk_5_7": "10-12", "arsverk_8_10": "13-15"},
    "coverage": {f"dekning_barnehage_{age}": str(age) for age in range(1, 6)},
    "children_per_staff": {
        "bemanningsnorm_barnehage_under_3": "1-2",
        "bemanningsnorm_barnehage_over_3": "3-5",
    },
    "children_per_pedagogue": {
        "pedagognorm_under_3": "1-2",
        "pedagognorm_over_3": "3-5",
    },
}
"""Ages that each norm of the file is for, by the field of :class:`Norms` it belongs to."""


def norms(data: DataFiles) -> Norms:
    """The norms that are used; the file has other rows too.

    Raises
    ------
    DataFileError
        If one is missing, is there twice or is not above zero.
    """
    source = data.source("normer")
    values: dict[str, float] = {}
    for row in data.rows(source.file, ("norm", "value")):
        if row["norm"] in values:
            raise DataFileError(source.file, f"normen {row['norm']} står to ganger.")
        values[row["norm"]] = number(source.file, row["norm"], row["value"])
    used = [name for ages in AGES.values() for name in ages]
    lost = [name for name in used if not values.get(name, 0) > 0]
    if lost:
        raise DataFileError(source.file, f"{', '.join(lost)} mangler eller er ikke over null.")
    return Norms(
        **{
            field: {AgeBand.parse(ages): values[name] for name, ages in of_field.items()}
            for field, of_field in AGES.items()
        }
    )


def capacities(data: DataFiles, region: str) -> tuple[Capacity, ...]:
    """What one region has and has decided; empty where nothing is known."""
    source = data.source("hop-kapasitet")
    columns = ("region_code", "service", "name", "kind", "amount", "year", "decided_from", "line")
    found, seen = [], set()
    for row in data.rows(source.file, columns):
        if row["region_code"] != region:
            continue
        name, kind = row["name"], row["kind"]
        if kind not in KINDS:
            raise DataFileError(source.file, f"{name}: «{kind}» er ikke blant {', '.join(KINDS)}.")
        if (row["service"], name, kind) in seen:
            raise DataFileError(source.file, f"{name} ({kind}) står to ganger.")
        seen.add((row["service"], name, kind))
        since = row["decided_from"]
        found.append(
            Capacity(
                row["service"],
                name,
                kind,
                number(source.file, name, row["amount"]),
                int(number(source.file, f"år for {name}", row["year"])),
                int(number(source.file, f"år for {name}", since)) if since else None,
                row["line"],
                source,
            )
        )
    return tuple(found)
