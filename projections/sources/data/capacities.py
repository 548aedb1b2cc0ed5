"""Minimum norms and coverage, and the capacity a municipality has and has decided."""

from collections.abc import Mapping
from typing import get_args

from ...case import Capacity, CapacityKind
from ...errors import DataFileError
from ...people.ages import AgeBand
from ...services.capacity import Norms
from .datafiles import DataFiles

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
    source, rows = data.table("normer", ("norm", "value"), once=("norm",))
    values = {row["norm"]: row.number("value") for row in rows}
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
    columns = ("region_code", "service", "name", "kind", "amount", "year", "decided_from", "line")
    source, rows = data.table("hop-kapasitet", columns, once=columns[:4])
    for row in rows:
        if row["kind"] not in KINDS:
            told = f"{row['name']}: «{row['kind']}» er ikke blant {', '.join(KINDS)}."
            raise DataFileError(source.file, told)
    return tuple(
        Capacity(
            row["service"],
            row["name"],
            row["kind"],  # type: ignore[arg-type]  # looked up above
            row.number("amount"),
            row.whole("year"),
            row.whole("decided_from") if row["decided_from"] else None,
            row["line"],
            source,
        )
        for row in rows
        if row["region_code"] == region
    )
