"""Minimum norms and coverage, and the capacity a municipality has and has decided."""

from collections.abc import Mapping
from types import MappingProxyType

from ..ages import AgeBand
from ..capacity import Norms
from ..case import Capacity
from ..errors import DataFileError
from .datafiles import DataFiles, number

AGES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "pupils_per_teacher": {
            "laerernorm_1_4": "6-9",
            "laerernorm_5_7": "10-12",
            "laerernorm_8_10": "13-15",
        },
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
)
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
    columns = ("region_code", "service", "name", "capacity_now", "capacity_decided", "decided_from")

    def cell(name: str, text: str) -> float | None:
        return number(source.file, name, text) if text else None

    found = []
    for row in data.rows(source.file, columns):
        if row["region_code"] == region:
            name = row["name"]
            year = cell(f"år for {name}", row["decided_from"])
            found.append(
                Capacity(
                    row["service"],
                    name,
                    number(source.file, name, row["capacity_now"]),
                    cell(name, row["capacity_decided"]),
                    None if year is None else int(year),
                    source,
                )
            )
    return tuple(found)
