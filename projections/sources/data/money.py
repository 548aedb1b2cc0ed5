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
from .datafiles import DataFiles, DataRow, reading, series_of_row

ROROS = "5025"

PRINTED_SUM = 0.0002
"""How far printed weights may be from summing to one (four decimals)."""


def series(
    region: Region,
    source: Source,
    alternative: str,
    item: str,
    unit: str,
    rows: list[DataRow],
    column: str = "persons",
) -> Series:
    """A series from rows with a ``year`` each."""
    years = tuple(row.whole("year") for row in rows)
    values = np.array([row.number(column) for row in rows])
    return Series(region, source, alternative, item, unit, years, values)


def need_indices(
    data: DataFiles, parameters: Parameters, codes: list[str]
) -> dict[str, dict[int, float]]:
    """The official index of need by region and year, and what a plan prints of an earlier year."""
    _, rows = data.table("utgiftsbehov-2025-2026", ("region", "year", "need_index"))
    found: dict[str, dict[int, float]] = {}
    for code in codes:
        if printed := parameters.find("need_index", region=code):
            found.setdefault(code, {})[printed.from_year] = printed.value
    for row in rows:
        found.setdefault(row["region"], {})[row.whole("year")] = row.number("need_index")
    return found


def frames(data: DataFiles, parameters: Parameters) -> Allocations:
    """Net frames of the frame year [NOK], units and undivided areas."""
    year = int(parameters.value("frame_year"))
    column = f"plan_{year}"
    source, rows = data.table("hop-rammer", ("unit_name", "parent", column), once=("unit_name",))
    divided = {row["parent"] for row in rows}  # areas that are the sum of their units
    frames = tuple(
        Allocation(
            row["unit_name"],
            parameters.sector(ROROS, row["unit_name"]),
            1000 * row.number(column),
        )
        for row in rows
        if row["unit_name"] not in divided
    )
    found = [frame.unit_name for frame in frames]
    lost = [one.unit_name for one in parameters.frame_mapping if one.unit_name not in found]
    if lost:
        raise DataFileError(
            source.file, f"enheten {', '.join(lost)} i data/{PARAMETER_FILE} finnes ikke."
        )
    return Allocations(year, frames, source)


def plan_lines(data: DataFiles, region: Region, parameters: Parameters) -> tuple[Series, ...]:
    """The plan's own demography lines, change from 2024 [1000 NOK]."""
    columns = {year: f"plan_{year}" for year in range(2024, 2028)}
    source, rows = data.table("hop-demografi", ("unit_name", "line", *columns.values()))
    return tuple(
        series_of_row(
            region,
            source,
            "plan",
            parameters.sector(region.code, row["unit_name"]),
            "1000 NOK",
            row,
            columns,
            (("unit_name", row["unit_name"]), ("line", row["line"])),
        )
        for row in rows
    )


def plan_ratio(data: DataFiles, region: Region) -> Series:
    """The support ratios the plan prints, definition not stated [persons per person]."""
    source, rows = data.table("hop-baereevne", ("year", "persons_per_person", "as_printed"))
    unit = "persons per person"
    return series(region, source, "plan", "planens tall", unit, rows, "persons_per_person")


def need_keys(data: DataFiles, parameters: Parameters) -> NeedKeys:
    """The keys of need: each sector's criteria with their weights, ages apart from the others."""
    columns = ("sector", "criterion", "weight", "sector_weight_2026")
    source, rows = data.table("inntektssystem-2026", columns, once=columns[:2])
    ages, national = _national_shares(data)
    sectors = tuple(dict.fromkeys(row["sector"] for row in rows))
    age_weights = np.zeros((len(sectors), len(ages)))
    old, other, weights = (np.zeros(len(sectors)) for _ in range(3))
    for row in rows:
        s, weight = sectors.index(row["sector"]), row.number("weight")
        weights[s] = row.number("sector_weight_2026")
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
    source, rows = data.table("deflator-kommunal", ("year", "percent", "vintage"))
    names = {"later vintage": LATER}
    with reading(source.file):
        rates = [
            Rate(
                row.whole("year"), row.number("percent"), names.get(row["vintage"], row["vintage"])
            )
            for row in rows
        ]
        return Deflator(tuple(rates), source)


def _national_shares(data: DataFiles) -> tuple[AgeAxis, FloatArray]:
    """The income system's age groups and their share of the national population."""
    source, rows = data.table("aldersandeler-2026", ("age_group", "national_population_share"))
    cells = [row.number("national_population_share") for row in rows]
    if abs(sum(cells) - 1) > PRINTED_SUM:
        raise DataFileError(source.file, "andelene summerer ikke til 1.")
    with reading(source.file):
        return AgeAxis.parse([row["age_group"] for row in rows]), np.array(cells)
