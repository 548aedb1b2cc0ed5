"""The figures that come with Bæreevne: Røros' plan, everyone's history, Norway's projections.

Reads ``data/`` and returns a :class:`~projections.case.Catalogue`. Every file is checked against
the manifest on the way in.
"""

import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from ..case import Case, Cases, Catalogue, Projection
from ..errors import DataFileError
from ..parameters import FILE as PARAMETER_FILE
from ..parameters import Parameters, parse
from ..people.ages import AgeAxis
from ..people.population import OBSERVED, Population, Region
from ..provenance import Source
from ..series import Series
from .data import accounts, capacities, judged, money, municipalities, printed, vitals
from .data.datafiles import DataFiles, DataRow, open_data, reading
from .data.municipalities import Municipalities

PART_YEAR = 2023
"""The plan's table of births, deaths and migration has only the first half of this year."""
SHOWN_ORDER = (money.ROROS, "5026", "3430", "3427", "5021", "5027", "3442", "50", "34", "0")
"""Røros first, then its neighbours, counties, Norway; other codes follow in the file's order."""
KEPT_READY = 64
"""Other regions put together and held in memory, the least used let go first; 50 kB each."""


def _every(own: Mapping[str, Case], every: Municipalities) -> Cases:
    """Every region: those with a table of their own as it is, others when they are asked for.

    One rule for which history is used: a region's own table comes before the file of everyone, for
    its plan or projections are in the same ages. A test holds that the two agree.
    """

    @lru_cache(KEPT_READY)
    def built(code: str) -> Case:
        people = every.people(code)
        return Case(people.region, people, pyramid=people.five_years())

    codes = dict.fromkeys((*own, *every.regions))
    return Cases(codes, lambda code: own[code] if code in own else built(code))


def load(folder: Path | None = None) -> Catalogue:
    """Read all bundled figures. ``folder``: another data folder than the project's own.

    Raises
    ------
    DataFileError
        Says which file is missing or damaged and what to do.
    """
    data = open_data(folder)
    parameters = parse(data.toml(PARAMETER_FILE))
    observed = _observed(data, "ssb-07459")
    pyramids = _observed(data, "ssb-07459-5")
    projections = {money.ROROS: _roros_projection(data), "0": _norway_projections(data)}
    own_plan = _plan(data, parameters, observed)
    cases = {
        code: Case(
            region=population.region,
            observed=population,
            pyramid=pyramids.get(code),
            projections=projections.get(code, ()),
            capacities=capacities.capacities(data, code),
            statements=printed.read_statements(data, population.region),
            **(own_plan if code == money.ROROS else {}),
        )
        for code, population in observed.items()
    }
    order = [code for code in SHOWN_ORDER if code in cases]
    order += [code for code in cases if code not in order]
    own = {code: cases[code] for code in order}
    every = municipalities.read(data)
    catalogue = Catalogue(
        _every(own, every),
        {code: every.regions[code].name for code in dict.fromkeys((*order, *every.regions))},
        tuple(order),
        data.sources,
        money.need_keys(data, parameters),
        parameters,
        deflator=money.deflator(data),
        norms=capacities.norms(data),
        rates=vitals.read(data, parameters),
        spending=printed.read_spending(data, {code: one.region for code, one in cases.items()}),
        need_indices=money.need_indices(data, parameters, order),
        judged=judged.read(data),
        other_names={c: one.other_names for c, one in every.regions.items() if one.other_names},
        former=every.former,
        sizes=every.sizes,
        everyone=cache(every.everyone),
    )
    stated = repr((sorted(data.sums.items()), sorted(data.sources.items())))
    return catalogue.of_edition(hashlib.sha256(stated.encode()).hexdigest())


def _plan(
    data: DataFiles, parameters: Parameters, observed: Mapping[str, Population]
) -> dict[str, Any]:
    """The inputs of a case that only a plan gives: Røros'."""
    region = observed[money.ROROS].region
    every = accounts.read_every(data, region)
    return {
        "components": _components(data, region),
        "part_year": PART_YEAR,
        "frames": money.frames(data, parameters),
        "plan_lines": money.plan_lines(data, region, parameters),
        "plan_ratio": money.plan_ratio(data, region),
        "accounts": accounts.read(data, parameters, region.code, observed),
        "income_lines": accounts.read_grants(every),
        "free_income": every,
    }


def _observed(data: DataFiles, source_id: str) -> dict[str, Population]:
    """Observed populations by region code from a long file with sexes apart."""
    cell = ("region", "year", "sex", "age_group")
    source, rows = data.table(source_id, (*cell, "region_name", "persons"), once=cell)
    by_region: dict[str, list[DataRow]] = {}
    for row in rows:
        by_region.setdefault(row["region"], []).append(row)
    return {
        code: _population(part, Region(code, part[0]["region_name"]), source, OBSERVED)
        for code, part in by_region.items()
    }


def _population(
    rows: list[DataRow], region: Region, source: Source, alternative: str
) -> Population:
    """An array of one alternative from long rows; every cell must be there."""
    with reading(source.file):
        years = tuple(sorted({row.whole("year") for row in rows}))
        sexes = tuple(dict.fromkeys(row.get("sex", "both") for row in rows))
        groups = tuple(dict.fromkeys(row["age_group"] for row in rows))
        cells = {
            (row.whole("year"), row.get("sex", "both"), row["age_group"]): row.number("persons")
            for row in rows
        }
        every = list(product(years, sexes, groups))
        if len(cells) < len(every):
            raise DataFileError(source.file, f"tall mangler for {region.name}.")
        shape = (1, len(years), len(sexes), len(groups))
        persons = np.array([cells[place] for place in every]).reshape(shape)
        ages = AgeAxis.parse(groups)
        return Population(persons, (alternative,), years, sexes, ages, region, source)


def _roros_projection(data: DataFiles) -> tuple[Projection, ...]:
    cell = ("region_code", "alternative", "year", "age_group")
    source, rows = data.table("hop-2024-2027", (*cell, "region", "persons"), once=cell)
    region = Region(rows[0]["region_code"], rows[0]["region"])
    groups = [row for row in rows if row["age_group"] != "total"]
    totals = {row["year"]: row.number("persons") for row in rows if row["age_group"] == "total"}
    population = _population(groups, region, source, rows[0]["alternative"])
    for year, total in zip(population.years, population.both_sexes()[0].sum(axis=1), strict=True):
        if totals.get(str(year)) != total:
            raise DataFileError(source.file, f"gruppene i {year} summerer ikke til totalen.")
    return (Projection(population),)


def _norway_projections(data: DataFiles) -> tuple[Projection, ...]:
    """Newest vintage first; within a vintage the order of the file (main alternative first)."""
    ids = ("ssb-14746", "ssb-14288", "ssb-13600")
    cell = ("ssb_table", "alternative", "year", "age_group")
    _, rows = data.table(ids[0], (*cell, "vintage", "persons"), once=cell)
    norway = Region("0", "Norge")
    projections = []
    for source in (data.source(id) for id in ids):
        part = [row for row in rows if f"ssb-{row['ssb_table']}" == source.id]
        for alternative in dict.fromkeys(row["alternative"] for row in part):
            own = [row for row in part if row["alternative"] == alternative]
            projections.append(Projection(_population(own, norway, source, alternative)))
    return tuple(projections)


def _components(data: DataFiles, region: Region) -> tuple[Series, ...]:
    """Births, deaths and migration [persons per year]."""
    source, rows = data.table("hop-endring", ("region_code", "year", "component", "persons"))
    by_component: dict[str, list[DataRow]] = {}
    for row in rows:
        if row["region_code"] == region.code:
            by_component.setdefault(row["component"], []).append(row)
    found = tuple(
        money.series(region, source, OBSERVED, component, "persons", part)
        for component, part in by_component.items()
    )
    years = {series.years for series in found}
    if len(years) != 1 or any(len(set(axis)) < len(axis) for axis in years):
        raise DataFileError(source.file, "et år mangler eller står to ganger for en av årsakene.")
    return found
