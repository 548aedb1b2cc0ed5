"""What the bundled plan says in so many words: goals, claims, and where it contradicts itself."""

from typing import get_args

from ... import units
from ...errors import DataFileError
from ...people.population import Region
from ...people.statements import Kind, Statement
from .datafiles import DataFiles, number, reading

SOURCE = "hop-utsagn"
COLUMNS = (
    "region_code",
    "key",
    "page",
    "kind",
    "about",
    "says",
    "value",
    "unit",
    "year",
    "against",
    "against_value",
    "measure",
    "place",
)


def read(data: DataFiles, region: Region) -> tuple[Statement, ...]:
    """The statements about a region, in the file's order.

    Raises
    ------
    DataFileError
        If a kind or unit is unknown, a key stands twice, or a statement has neither or both of a
        figure against it and something to reckon.
    """
    source = data.source(SOURCE)
    rows = [row for row in data.rows(source.file, COLUMNS) if row["region_code"] == region.code]
    keys = [row["key"] for row in rows]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise DataFileError(source.file, f"«{', '.join(twice)}» står to ganger.")
    found = []
    for row in rows:
        with reading(source.file):
            if row["kind"] not in get_args(Kind):
                raise ValueError(f"ukjent slag {row['kind']}")
            if bool(row["against"]) != bool(row["against_value"] or row["measure"]):
                raise ValueError(f"{row['key']} har ikke både ord og tall å holde opp mot")
            units.value(0.0, row["unit"])  # the unit is known
            other = row["against_value"]
            found.append(
                Statement(
                    region=region,
                    source=source,
                    key=row["key"],
                    page=row["page"],
                    kind=row["kind"],  # type: ignore[arg-type]  # looked up above
                    about=row["about"],
                    says=row["says"],
                    value=number(source.file, row["key"], row["value"]),
                    unit=row["unit"],
                    year=int(row["year"]),
                    against=row["against"],
                    against_value=number(source.file, row["key"], other) if other else None,
                    measure=row["measure"],
                    place=row["place"],
                )
            )
    return tuple(found)
