"""National survival and fertility, for what if: the bundled figures on single years of age."""

from pathlib import Path

import numpy as np

from ..ages import AgeBand
from ..cohort import SEXES, SINGLE_AGES, Rates
from ..errors import DataFileError
from ..parameters import FILE, Parameters, parse
from .datafiles import DataFiles, number, open_data, reading

SURVIVAL, FERTILITY = "overlevelse-2022-2023", "fruktbarhet-2022"


def load(folder: Path | None = None) -> Rates:
    """Read the national rates.

    Parameters
    ----------
    folder
        Another data folder than the project's own.

    Raises
    ------
    DataFileError
        Says which file is missing or damaged and what to do.
    """
    data = open_data(folder)
    return read(data, parse(data.toml(FILE)))


def read(data: DataFiles, parameters: Parameters) -> Rates:
    """The national rates from an open data folder.

    A five-year group's birth rate holds for each of its single years.

    Raises
    ------
    DataFileError
        If an age is missing, there twice or unknown, or a figure cannot be.
    """
    survival, fertility = data.source(SURVIVAL), data.source(FERTILITY)
    rows = data.rows(survival.file, ("age", *SEXES))
    ages = [band.lower for band in SINGLE_AGES.bands]
    if [row["age"] for row in rows] != [str(age) for age in ages]:
        raise DataFileError(
            survival.file, f"alderen går ikke fra 0 til {ages[-1]}, ett år om gangen."
        )
    ratios = np.array(
        [[number(survival.file, f"{sex} {row['age']}", row[sex]) for row in rows] for sex in SEXES]
    )
    births = np.zeros(len(ages))
    groups = data.rows(fertility.file, ("age_group", "births_per_woman_per_year"))
    with reading(fertility.file):
        bands = [AgeBand.parse(row["age_group"]) for row in groups]
        for row, band in zip(groups, bands, strict=True):
            inside = [band.holds(one) for one in SINGLE_AGES.bands]
            if births[inside].any():
                raise DataFileError(fertility.file, f"{band.code} år står to ganger.")
            cell = row["births_per_woman_per_year"]
            births[inside] = number(fertility.file, band.code, cell)
    with reading(f"{survival.file}, {fertility.file}"):
        return Rates(ratios, births, parameters.value("male_per_female"), (survival, fertility))
