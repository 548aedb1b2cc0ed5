"""What people are reckoned forward by: national rates by single age, and everyone's history."""

from functools import cache
from pathlib import Path

import numpy as np

from ...errors import DataFileError
from ...parameters import FILE, Parameters, parse
from ...people.ages import AgeBand, FloatArray
from ...people.cohort import SEXES, SINGLE_AGES, Rates
from ...trend.history import History
from .datafiles import DataFiles, open_data, reading
from .municipalities import MISSING, counted

SURVIVAL, FERTILITY = "overlevelse-2022-2023", "fruktbarhet-2022"
LEAVING = "utflytting-2004"
PER_THOUSAND = 1000.0


def load(folder: Path | None = None) -> Rates:
    """Read the national rates. ``folder``: another data folder than the project's own.

    Raises
    ------
    DataFileError
        Says which file is missing or damaged and what to do.
    """
    data = open_data(folder)
    return read(data, parse(data.toml(FILE)))


def read(data: DataFiles, parameters: Parameters) -> Rates:
    """The national rates from an open data folder.

    A five-year group's rate holds for each of its single years. Out-migration has the ages of the
    table and the level of the parameter ``leaving``.

    Raises
    ------
    DataFileError
        If an age is missing, there twice or unknown, or a figure cannot be.
    """
    survival, rows = data.table(SURVIVAL, ("age", *SEXES))
    ages = [band.lower for band in SINGLE_AGES.bands]
    if [row["age"] for row in rows] != [str(age) for age in ages]:
        raise DataFileError(
            survival.file, f"alderen går ikke fra 0 til {ages[-1]}, ett år om gangen."
        )
    ratios = np.array([[row.number(sex) for row in rows] for sex in SEXES])
    births = np.zeros(len(ages))
    fertility, groups = data.table(FERTILITY, ("age_group", "births_per_woman_per_year"))
    with reading(fertility.file):
        bands = [AgeBand.parse(row["age_group"]) for row in groups]
        for row, band in zip(groups, bands, strict=True):
            inside = [band.holds(one) for one in SINGLE_AGES.bands]
            if births[inside].any():
                raise DataFileError(fertility.file, f"{band.code} år står to ganger.")
            births[inside] = row.number("births_per_woman_per_year")
    away = data.source(LEAVING)
    level = parameters.value("leaving") / parameters.value("leaving_measured")
    leaving = _leaving(data, away.file) * level
    with reading(f"{survival.file}, {fertility.file}, {away.file}"):
        return Rates(
            ratios,
            births,
            parameters.value("male_per_female"),
            (survival, fertility, away),
            leaving,
        )


def _leaving(data: DataFiles, file: str) -> FloatArray:
    """``[sex, age]`` who move to another municipality in a year, as the table has it [share]."""
    found = np.full((len(SEXES), len(SINGLE_AGES)), np.nan)
    with reading(file):
        for row in data.rows(file, ("age_group", *SEXES)):
            band = AgeBand.parse(row["age_group"])
            inside = [band.holds(one) for one in SINGLE_AGES.bands]
            for place, sex in enumerate(SEXES):
                found[place, inside] = row.number(sex) / PER_THOUSAND
    if np.isnan(found).any():
        raise DataFileError(file, "ikke alle aldre har en rate.")
    return found


@cache
def load_history() -> History:
    """Read the file once.

    Raises
    ------
    DataFileError
        If it is missing or damaged.
    """
    return read_history(open_data())


def read_history(data: DataFiles) -> History:
    """The history from an open data folder.

    Raises
    ------
    DataFileError
        If the file is missing, damaged, or has other sexes or ages than :class:`History`.
    """
    found = counted(data)
    persons = found.persons.astype(np.float64)
    persons[found.persons == MISSING] = np.nan
    return History(persons, found.codes, found.years, found.names)
