"""The files of a cohort-component projection: population, survival, fertility and migration.

One row a cell. Age is the lower bound of a group as wide as a step, the last is open; the survival
ratio of age a takes the group below to a. Everything wrong in all files is told at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ...errors import Fault, InputFileError
from ...people.ages import FloatArray
from ...people.cohort import SEXES
from ..upload.told import Told, counted
from . import cohort_file
from .cohort_file import (
    FERTILITY,
    MIGRATION,
    POPULATION,
    SURVIVAL,
    CellKey,
    Cells,
    CohortCell,
    CohortFile,
    named,
    read_file,
)
from .file import UserFile
from .table import some


@dataclass(frozen=True, eq=False)
class CohortInput:
    """What :func:`uploads.project` needs, and the labels of its axes.

    Parameters
    ----------
    sexes, ages
        Women first; lower bounds of the age groups.
    persons
        ``[sex, age]`` [persons].
    survival, fertility, migration
        ``[step or 1, sex, age]``, ``[step or 1, age]``, ``[step or 1, sex, age]`` or None.
    warnings
        What to know of; the figures can be used.
    """

    sexes: tuple[str, ...]
    ages: tuple[int, ...]
    persons: FloatArray
    survival: FloatArray
    fertility: FloatArray
    migration: FloatArray | None
    warnings: tuple[Fault, ...] = ()


def read(
    population: UserFile,
    survival: UserFile,
    fertility: UserFile,
    migration: UserFile | None,
    step: int,
    steps: int,
) -> CohortInput:
    """Read and check the files together.

    A file without years, or with one, holds for every step. One with more must have the year each
    step starts in. The first step starts in the population's year; where it has none, in the first
    year of the other files. Ages left out of the fertility file have no births; with women alone,
    rows about men are not used.

    Parameters
    ----------
    population, survival, fertility, migration
        The files; migration may be left out.
    step
        Years in a step and in an age group.
    steps
        How many steps there will be.

    Raises
    ------
    InputFileError
        Every fault: file, row, column, what was found, what is accepted, what to do.
    """
    people = read_file(population, POPULATION, step, Told(population.name))
    fields = ((survival, SURVIVAL), (fertility, FERTILITY), (migration, MIGRATION))
    rates = [
        read_file(file, field, step, Told(file.name)) for file, field in fields if file is not None
    ]
    files = [people, *rates]
    axes = _people(people, step)
    if axes is None:
        _raise(files)
        raise AssertionError
    sexes, ages, year = axes
    first = [years[0] for years in map(_years, rates) if len(years) > 1]
    begin = min(first, default=0) if year is None else year
    span = range(begin, begin + step * steps, step)
    arrays = [_steps(rate, sexes, ages, span) for rate in rates if rate.whole]
    _raise(files)
    persons = _array(people.cells, [year], sexes, ages)[0]
    cohort_file.births(rates[1].told, step * arrays[1][:, 0].sum(axis=-1), step)
    cohort_file.survival(rates[0].told, arrays[0], step)
    cohort_file.people(people.told, persons, ages)
    _raise(files)
    warnings = tuple(fault for file in files for fault in file.told.warnings)
    return CohortInput(
        sexes,
        ages,
        persons,
        arrays[0],
        arrays[1][:, 0],
        arrays[2] if migration else None,
        warnings,
    )


def _raise(files: Iterable[CohortFile]) -> None:
    """Raise what is wrong with any of the files, if anything is."""
    if faults := [fault for file in files for fault in file.told.faults]:
        raise InputFileError(counted(faults))


def _people(
    figures: CohortFile, step: int
) -> tuple[tuple[str, ...], tuple[int, ...], int | None] | None:
    """Sexes, ages and year of the population; None where they cannot be told."""
    if not figures.whole:
        return None
    told = figures.told
    before = len(told.faults)

    def fault(column: str, found: str, accepted: str, advice: str) -> None:
        told.fault(f"kolonnen {column}", found, accepted, advice)

    years = _years(figures)
    if len(years) > 1:
        fault("year", some(map(str, years)), "ett år", "La bare startåret stå igjen.")
    sexes = tuple(sex for sex in SEXES if any(key[1] == sex for key in figures.cells))
    if sexes == ("male",):
        advice = "Legg til kvinnene; fødte regnes av dem."
        fault("sex", "bare male", "female, eller begge", advice)
    ages = tuple(sorted({age for _, _, age in figures.cells}))
    if len(ages) < 3 or ages != tuple(range(0, step * len(ages), step)):
        accepted = f"0, {step}, {2 * step} og videre"
        advice = f"Med --step {step} er hver gruppe {step} år bred."
        fault("age", some(map(str, ages)), accepted, advice)
    if len(told.faults) > before:
        return None
    _complete(told, figures.cells, sexes, ages)
    return sexes, ages, years[0] if years else None


def _steps(
    figures: CohortFile,
    sexes: tuple[str, ...],
    ages: tuple[int, ...],
    span: range,
) -> FloatArray:
    """The figures of every step, or of all in one: ``[step or 1, sex, age]``."""
    told, cells = figures.told, figures.cells
    if figures.is_births:
        sexes = ("",)
        _fertile(told, cells, ages)
    else:
        cells = {key: cell for key, cell in cells.items() if key[1] in sexes}
        _complete(told, cells, sexes, ages)
    years: list[int | None] = [*_years(figures)] or [None]
    if len(years) > 1:
        lacking = [str(year) for year in span if year not in years]
        if lacking:
            place, accepted = "kolonnen year", "hvert år et steg begynner"
            advice = "Legg inn årene som mangler, eller la filen gjelde ett år."
            told.fault(place, f"ingen rader for {some(lacking)}", accepted, advice)
        years = [*span]
    return _array(cells, years, sexes, ages)


def _complete(told: Told, cells: Cells, sexes: tuple[str, ...], ages: tuple[int, ...]) -> None:
    """Every cell of every year is there, and no other."""
    years = dict.fromkeys(key[0] for key in cells) or [None]
    wanted = dict.fromkeys((year, sex, age) for year in years for sex in sexes for age in ages)
    if lacking := [named(key) for key in wanted if key not in cells]:
        accepted = "alle kjønn og aldre i befolkningen"
        advice = "Legg dem inn; skriv 0 der det er ingen."
        told.fault("", f"ingen rader for {some(lacking)}", accepted, advice)
    _others(told, [(key, cell) for key, cell in cells.items() if key not in wanted])


def _fertile(told: Told, cells: Cells, ages: tuple[int, ...]) -> None:
    """Ages with births are those of the population, without holes, and neither end has any."""
    _others(told, [(key, cell) for key, cell in cells.items() if key[2] not in ages])
    for key, cell in cells.items():
        if key[2] in (ages[0], ages[-1]) and cell.value > 0:
            accepted = "0 i den yngste og den eldste gruppen"
            advice = "Flytt fødslene til en gruppe mellom dem."
            told.fault(f"rad {cell.row}", f"{cell.value:g}", accepted, advice)
    for of_year in dict.fromkeys(key[0] for key in cells):
        given = [age for age in ages if (of_year, "", age) in cells]
        span = range(given[0], given[-1]) if given else range(0)
        holes = [age for age in ages if age in span and age not in given]
        if holes:
            lacking = some(named((of_year, "", age)) for age in holes)
            advice = "Legg dem inn; en rate gjelder bare sin egen alder."
            told.fault("kolonnen age", f"ingen rader for {lacking}", "aldre uten hull", advice)


def _others(told: Told, strange: list[tuple[CellKey, CohortCell]]) -> None:
    """Cells that the population has no place for."""
    if strange:
        rows = some(str(cell.row) for _, cell in strange)
        found = some(named(key) for key, _ in strange)
        advice = "Ta radene bort, eller legg aldrene til i befolkningen."
        told.fault(f"rad {rows}", found, "aldrene i befolkningen", advice)


def _years(figures: CohortFile) -> list[int]:
    return sorted({year for year, _, _ in figures.cells if year is not None})


def _array(
    cells: Cells, years: Iterable[int | None], sexes: tuple[str, ...], ages: tuple[int, ...]
) -> FloatArray:
    """``[year, sex, age]``; what is not there is zero, and told already where it may not be."""
    none = CohortCell(0.0, 0)
    return np.array(
        [
            [[cells.get((year, sex, age), none).value for age in ages] for sex in sexes]
            for year in years
        ]
    )
