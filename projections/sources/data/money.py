"""The nation's and the municipality's money as it is bundled: keys, frames, plan lines, prices."""

import numpy as np

from ...case import Allocation, Allocations
from ...errors import DataFileError
from ...money.costs import OLD_AGE_CRITERIA, NeedKeys
from ...money.prices import LATER, Deflator, Rate
from ...parameters import FILE as PARAMETER_FILE
from ...parameters import Parameters
from ...people.ages import AgeAxis, FloatArray
from ...people.population import Region
from ...provenance import Source
from ...series import Series
from .datafiles import DataFiles, Row, number, reading

ROROS = "5025"

PRINTED_SUM = 0.0002
"""How far printed weights may be from summing to one (four decimals)."""


def series(
    region: Region, source: Source, alternative: str, item: str, unit: str, rows: list[Row]
) -> Series:
    """A series from rows with ``year`` and ``persons``."""
    values = [number(source.file, f"{item} {row['year']}", row["persons"]) for row in rows]
    years = tuple(int(row["year"]) for row in rows)
    return Series(region, source, alternative, item, unit, years, np.array(values))


def need_indices(
    data: DataFiles, parameters: Parameters, codes: list[str]
) -> dict[str, dict[int, float]]:
    """The official index of need by region and year, and what a plan prints of an earlier year."""
    source = data.source("utgiftsbehov-2025-2026")
    found: dict[str, dict[int, float]] = {}
    for code in codes:
        if printed := parameters.find("need_index", region=code):
            found.setdefault(code, {})[printed.from_year] = printed.value
    with reading(source.file):
        for row in data.rows(source.file, ("region", "year", "need_index")):
            own = found.setdefault(row["region"], {})
            own[int(row["year"])] = number(source.file, row["region"], row["need_index"])
    return found


def frames(data: DataFiles, parameters: Parameters) -> Allocations:
    """Net frames of the frame year [NOK], units and undivided areas."""
    source = data.source("hop-rammer")
    year = int(parameters.value("frame_year"))
    column = f"plan_{year}"
    rows = data.rows(source.file, ("unit_name", "parent", column))
    divided = {row["parent"] for row in rows}  # areas that are the sum of their units
    frames = tuple(
        Allocation(
            row["unit_name"],
            parameters.sector(ROROS, row["unit_name"]),
            1000 * number(source.file, row["unit_name"], row[column]),
        )
        for row in rows
        if row["unit_name"] not in divided
    )
    found = [frame.unit_name for frame in frames]
    twice = sorted({name for name in found if found.count(name) > 1})
    if twice:
        raise DataFileError(source.file, f"enheten {', '.join(twice)} står to ganger.")
    lost = [one.unit_name for one in parameters.frame_mapping if one.unit_name not in found]
    if lost:
        raise DataFileError(
            source.file, f"enheten {', '.join(lost)} i data/{PARAMETER_FILE} finnes ikke."
        )
    return Allocations(year, frames, source)


def plan_lines(data: DataFiles, region: Region, parameters: Parameters) -> tuple[Series, ...]:
    """The plan's own demography lines, change from 2024 [1000 NOK]."""
    source = data.source("hop-demografi")
    columns = ("plan_2024", "plan_2025", "plan_2026", "plan_2027")
    return tuple(
        Series(
            region,
            source,
            "plan",
            parameters.sector(region.code, row["unit_name"]),
            "1000 NOK",
            tuple(int(column[-4:]) for column in columns),
            _values(source, [row[column] for column in columns]),
            (("unit_name", row["unit_name"]), ("line", row["line"])),
        )
        for row in data.rows(source.file, ("unit_name", "line", *columns))
    )


def plan_ratio(data: DataFiles, region: Region) -> Series:
    """The support ratios the plan prints, definition not stated [persons per person]."""
    source = data.source("hop-baereevne")
    rows = data.rows(source.file, ("year", "persons_per_person", "as_printed"))
    printed: list[Row] = [{**row, "persons": row["persons_per_person"]} for row in rows]
    with reading(source.file):
        return series(region, source, "plan", "planens tall", "persons per person", printed)


def need_keys(data: DataFiles, parameters: Parameters) -> NeedKeys:
    """The keys of need: each sector's criteria with their weights, ages apart from the others."""
    source = data.source("inntektssystem-2026")
    rows = data.rows(source.file, ("sector", "criterion", "weight", "sector_weight_2026"))
    ages, national = _national_shares(data)
    sectors = tuple(dict.fromkeys(row["sector"] for row in rows))
    age_weights = np.zeros((len(sectors), len(ages)))
    old, other, weights = (np.zeros(len(sectors)) for _ in range(3))
    seen = set()
    for row in rows:
        cell = f"{row['sector']} {row['criterion']}"
        if cell in seen:
            raise DataFileError(source.file, f"{cell} står to ganger.")
        seen.add(cell)
        s, weight = sectors.index(row["sector"]), number(source.file, cell, row["weight"])
        weights[s] = number(source.file, cell, row["sector_weight_2026"])
        group = row["criterion"].removeprefix("innb_").replace("_plus", "+").replace("_", "-")
        if group in ages.codes:
            age_weights[s, ages.codes.index(group)] += weight
        elif row["criterion"] in OLD_AGE_CRITERIA:
            old[s] += weight
        else:
            other[s] += weight
    keys = np.append(age_weights.sum(axis=1) + old + other, weights.sum())
    if (abs(keys - 1) > PRINTED_SUM).any():
        raise DataFileError(source.file, "en nøkkel eller sektorvektene summerer ikke til 1.")
    strange = {one.sector for one in parameters.frame_mapping} - set(sectors)
    if strange:
        raise DataFileError(PARAMETER_FILE, f"ukjent sektor {', '.join(sorted(strange))}.")
    return NeedKeys(sectors, ages, age_weights, old, other, weights, national)


def deflator(data: DataFiles) -> Deflator:
    """The municipal deflator: how prices have moved, by year and edition."""
    source = data.source("deflator-kommunal")
    rows = data.rows(source.file, ("year", "percent", "vintage"))
    names = {"later vintage": LATER}
    with reading(source.file):
        rates = [
            Rate(
                int(row["year"]),
                number(source.file, f"deflatoren {row['year']}", row["percent"]),
                names.get(row["vintage"], row["vintage"]),
            )
            for row in rows
        ]
        return Deflator(tuple(rates), source)


def _national_shares(data: DataFiles) -> tuple[AgeAxis, FloatArray]:
    """The income system's age groups and their share of the national population."""
    source = data.source("aldersandeler-2026")
    rows = data.rows(source.file, ("age_group", "national_population_share"))
    cells = [
        number(source.file, row["age_group"], row["national_population_share"]) for row in rows
    ]
    if abs(sum(cells) - 1) > PRINTED_SUM:
        raise DataFileError(source.file, "andelene summerer ikke til 1.")
    with reading(source.file):
        return AgeAxis.parse([row["age_group"] for row in rows]), np.array(cells)


def _values(source: Source, cells: list[str]) -> FloatArray:
    return np.array([number(source.file, "en rad", cell) for cell in cells])
