"""What the plan prints beside its lines: what it says in words, and what services cost elsewhere.

Columns and rows are tied to region codes and service areas in ``kostra_tilordning.toml``, never by
name alone.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from ... import terms
from ...case import Spending
from ...errors import DataFileError
from ...people.population import OBSERVED, Region
from ...people.statements import Kind, Statement
from ...provenance import Source
from ...series import Table, pick
from .datafiles import DataFiles, reading, series_of_row

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


def read_statements(data: DataFiles, region: Region) -> tuple[Statement, ...]:
    """The statements about a region, in the file's order.

    Raises
    ------
    DataFileError
        If a kind or unit is unknown, a key stands twice, or a statement has neither or both of a
        figure against it and something to reckon.
    """
    source, every = data.table(SOURCE, COLUMNS, once=COLUMNS[:2])
    rows = [row for row in every if row["region_code"] == region.code]
    found = []
    for row in rows:
        with reading(source.file):
            if row["kind"] not in get_args(Kind):
                raise ValueError(f"ukjent slag {row['kind']}")
            if bool(row["against"]) != bool(row["against_value"] or row["measure"]):
                raise ValueError(f"{row['key']} har ikke både ord og tall å holde opp mot")
            terms.value(0.0, row["unit"])  # the unit is known
            found.append(
                Statement(
                    region=region,
                    source=source,
                    key=row["key"],
                    page=row["page"],
                    kind=row["kind"],  # type: ignore[arg-type]  # looked up above
                    about=row["about"],
                    says=row["says"],
                    value=row.number("value"),
                    unit=row["unit"],
                    year=row.whole("year"),
                    against=row["against"],
                    against_value=row.number("against_value") if row["against_value"] else None,
                    measure=row["measure"],
                    place=row["place"],
                )
            )
    return tuple(found)


YEAR = 2022
UNIT = "NOK per inhabitant"
PRINTED_SUM = 1.0
"""How far the printed areas may be from the printed total [NOK per inhabitant]."""
ADJUSTED = (("adjusted", "need"),)
NOT_ADJUSTED = (("adjusted", "none"),)


def read_spending(data: DataFiles, regions: Mapping[str, Region]) -> Spending:
    """Both tables, and the KOSTRA groups that are known.

    Parameters
    ----------
    data
        The data folder.
    regions
        Municipalities by code; the columns are tied to these.

    Raises
    ------
    DataFileError
        If a column or a row is not tied, or the areas do not sum to the printed total.
    """
    source = data.source("kostra-tilordning")
    ties = data.toml(source.file)
    with reading(source.file):
        groups = {code: Region(code, name) for code, name in ties["groups"].items()}
        known = {**regions, **groups}
        columns = {name: known[code] for name, code in ties["columns"].items()}
        member = {code: groups[group] for code, group in ties["member"].items()}
        return Spending(_by_area(data, columns, ties["areas"]), _key_figures(data, columns), member)


def _by_area(data: DataFiles, columns: Mapping[str, Region], areas: Mapping[str, Any]) -> Table:
    source, rows = data.table("hop-kostra", ("service_area", *columns))
    _nothing_untied(source, [row["service_area"] for row in rows], areas)
    _nothing_untied(source, list(rows[0])[1:], columns)
    table = tuple(
        series_of_row(
            region, source, OBSERVED, areas[row["service_area"]], UNIT, row, {YEAR: name}, ADJUSTED
        )
        for name, region in columns.items()
        for row in rows
    )
    for region in columns.values():
        own = [one for one in table if one.region == region]
        (total,) = pick(tuple(own), "total")
        parts = sum(one.at(YEAR) for one in own if one is not total)
        if abs(parts - total.at(YEAR)) > PRINTED_SUM:
            raise DataFileError(source.file, f"områdene summerer ikke til totalen, {region.name}.")
    return table


def _key_figures(data: DataFiles, columns: Mapping[str, Region]) -> Table:
    """One series an indicator and region; the columns are named by region and year."""
    source, rows = data.table("hop-nokkeltall", ("indicator",))
    years: dict[str, dict[int, str]] = {}
    for column in list(rows[0])[1:]:
        named = re.fullmatch(r"(.+) (\d{4})", column)
        if not named:
            raise DataFileError(source.file, f"kolonnen «{column}» har ikke noe år.")
        years.setdefault(named[1], {})[int(named[2])] = column
    _nothing_untied(source, list(years), columns)
    suffix = "_nok_per_inhabitant"
    return tuple(
        series_of_row(
            columns[name],
            source,
            OBSERVED,
            row["indicator"].removesuffix(suffix),
            UNIT,
            row,
            dict(sorted(by_year.items())),
            NOT_ADJUSTED,
        )
        for name, by_year in years.items()
        for row in rows
    )


def _nothing_untied(source: Source, names: Sequence[str], ties: Mapping[str, object]) -> None:
    untied = [name for name in names if name not in ties]
    if untied or len(set(names)) < len(names):
        problem = f"{', '.join(untied) or 'et navn'} er ikke knyttet til én kode."
        raise DataFileError(source.file, problem)
