"""The files of a cohort-component projection: population, survival, fertility and migration.

One row a cell. Age is the lower bound of a group as wide as a step, the last is open; the survival
ratio of age a takes the group below to a. Everything wrong in all files is told at once.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ...ages import FloatArray
from ...cohort import SEXES, SINGLE_AGES
from ...errors import Fault, InputFileError
from ..upload import words
from ..upload.told import Told, counted
from . import believable, units
from .file import UserFile
from .schema import Field, Schema, some
from .values import Reading, calculated, one_of, to_csv, year

CellKey: TypeAlias = tuple[int | None, str, int]
"""Year (None where the file has no such column), sex ("" for a file of both), lower age."""
SEX_WORDS = {word: sex for word, sex in words.SEXES.items() if sex in SEXES}
"""Codes by the words for them."""
MOST_ROWS = 100_000
"""Single years of age and sex in many years."""
OLDEST = SINGLE_AGES.bands[-1].lower


def schema(value: Field, by_sex: bool = True, step: int = 1) -> Schema:
    """The columns of a file with one figure a row; ages or groups are as wide as a step."""
    sex = Field(
        "sex",
        "female for kvinner, male for menn",
        one_of(SEX_WORDS, "female eller male", "Skriv female for kvinner og male for menn."),
        ("kjønn", "kjonn"),
        label=True,
        above=True,
    )
    age = Field(
        "age",
        f"alder i hele år, fra 0 til {OLDEST}; de eldste samles i den siste",
        Reading(
            lambda text, _: _lowest(text, step),
            "en alder i hele år",
            "Skriv gruppens laveste alder, også for den øverste.",
        ),
        ("alder", "aldersgruppe", "aldersgrupper"),
        label=True,
    )
    of_year = Field(
        "year",
        "året tallet gjelder (kan utelates)",
        year(),
        ("år", "årstall", "tid"),
        needed=False,
        above=True,
    )
    return Schema("et tall", (*((sex,) if by_sex else ()), age, value, of_year), MOST_ROWS)


def _persons(low: float) -> Field:
    return Field(
        "persons",
        "hvor mange som flytter i den alderen, 0 eller mer, i hvilken målestokk som helst; en "
        "alder uten rad er ingen",
        calculated(
            low,
            math.inf,
            "et tall fra 0 og oppover" if low == 0 else "et tall, også under null",
            "Rett tallet.",
        ),
        (
            *("personer", "antall", "folkemengde", "befolkning", "innbyggere", "antall personer"),
            *("flyttere", "nettoinnflytting", "netto innflytting"),
        ),
    )


POPULATION, MIGRATION = _persons(0), _persons(-math.inf)
SURVIVAL = Field(
    "survival_ratio",
    "andelen som overlever et steg",
    calculated(0, 1, "et tall fra 0 til 1", "Rett tallet."),
    ("overlevelse", "overlevelsesrate", "overlevelsesandel", "andel som overlever"),
)
FERTILITY = Field(
    "births_per_woman_per_year",
    "fødte per kvinne og år",
    calculated(0, math.inf, "et tall fra 0 og oppover", "Rett tallet."),
    ("fødselsrate", "fødselsrater", "fødte per kvinne", "barn per kvinne"),
)
PROFILE_COLUMNS: Mapping[str, str] = {
    name: holds for name, holds in schema(POPULATION).described.items() if name != "year"
}
"""What each column of a migration profile holds."""


@dataclass(frozen=True)
class CohortCell:
    """A figure (NaN where it cannot be read), and the row of the file it stands in."""

    value: float
    row: int


Cells: TypeAlias = Mapping[CellKey, CohortCell]


@dataclass(frozen=True)
class CohortFile:
    """What a file holds."""

    file: UserFile
    is_births: bool
    cells: Cells
    whole: bool
    """Whether every row had a place; else it cannot be said which cells are missing."""


@dataclass(frozen=True, eq=False)
class CohortInput:
    """What :func:`cohort.project` needs, and the labels of its axes.

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
    faults: list[Fault] = []
    warnings: list[Fault] = []
    people = _figures(population, POPULATION, faults, warnings, step)
    rates = [
        _figures(file, field, faults, warnings, step)
        for file, field in (
            (survival, SURVIVAL),
            (fertility, FERTILITY),
            (migration, MIGRATION),
        )
        if file is not None
    ]
    axes = _people(people, step, faults)
    if axes is None:
        raise InputFileError(counted(faults))
    sexes, ages, year = axes
    first = [years[0] for years in map(_years, rates) if len(years) > 1]
    begin = min(first, default=0) if year is None else year
    span = range(begin, begin + step * steps, step)
    arrays = [_steps(rate, sexes, ages, span, faults) for rate in rates if rate.whole]
    if faults:
        raise InputFileError(counted(faults))
    persons = _array(people.cells, [year], sexes, ages)[0]
    believable.births(fertility.name, step * arrays[1][:, 0].sum(axis=-1), step, faults, warnings)
    believable.survival(survival.name, arrays[0], step, faults, warnings)
    believable.people(population.name, persons, ages, warnings)
    if faults:
        raise InputFileError(counted(faults))
    return CohortInput(
        sexes,
        ages,
        persons,
        arrays[0],
        arrays[1][:, 0],
        arrays[2] if migration else None,
        tuple(warnings),
    )


def _figures(
    file: UserFile, field: Field, faults: list[Fault], warnings: list[Fault], step: int
) -> CohortFile:
    """The figures of a file; what there is to tell is added to ``faults`` and ``warnings``."""
    told, births = Told(file.name), field is FERTILITY
    table = schema(field, not births, step).table(file, told)
    cells = dict[CellKey, CohortCell]()
    whole = table is not None and table.whole
    if table is not None:
        units.no_unit(table, told)
        for row in table.rows:
            if row.unread - {field.name}:
                whole = False
                continue
            sex = "" if births else row.values["sex"]
            key = row.values.get("year"), sex, row.values["age"]
            value = row.values[field.name]
            if key in cells:
                advice = f"Den står også i rad {cells[key].row}."
                told.fault(f"rad {row.number}", named(key), "hver celle én gang", advice)
            else:
                cells[key] = CohortCell(math.nan if value is None else value, row.number)
        for row in table.sums:
            told.warn(f"rad {row.number}", "en sum", field.name, "Summen er ikke lest.")
    faults += told.faults
    warnings += told.warnings
    return CohortFile(file, births, cells, whole and bool(cells))


def named(key: CellKey) -> str:
    """A cell in words: ``2024 female 85``."""
    return " ".join(str(part) for part in key if part not in (None, ""))


def _lowest(text: str, step: int) -> int | None:
    """The lowest age of a label; None for what is none, and for a group of another width.

    Examples
    --------
    >>> [_lowest(text, 5) for text in ("5", "5-9", "10+", "90 år eller eldre", "0-3")]
    [5, 5, 10, 90, None]
    """
    if re.fullmatch(r"\d{1,3}\+?", text):
        return int(text.rstrip("+"))
    band = words.age(text)
    if band is None or (band.upper is not None and band.upper - band.lower + 1 != step):
        return None
    return band.lower


def profile(file: UserFile) -> tuple[FloatArray, tuple[Fault, ...]]:
    """A migration profile of one's own: persons by sex and single age, in any scale.

    Returns
    -------
    numpy.ndarray, tuple of Fault
        ``[sex, age]`` on :data:`cohort.SEXES` and :data:`cohort.SINGLE_AGES` [share], summing to
        one; a cell that is not in the file is nobody. And what to know of the file.

    Raises
    ------
    InputFileError
        Every fault.
    """
    faults: list[Fault] = []
    warnings: list[Fault] = []
    cells = _figures(file, POPULATION, faults, warnings, 1).cells
    for key, cell in cells.items():
        if key[2] > OLDEST:
            place, advice = f"rad {cell.row}, kolonnen age", f"Samle dem i {OLDEST}."
            faults.append(Fault(file.name, place, str(key[2]), f"0 til {OLDEST}", advice))
    if not faults and not any(cell.value for cell in cells.values()):
        advice = "Legg inn hvor mange som flytter."
        faults.append(Fault(file.name, "kolonnen persons", "bare 0", "minst én person", advice))
    if faults:
        raise InputFileError(counted(faults))
    shares = np.zeros((len(SEXES), len(SINGLE_AGES)))
    for (_, sex, age), cell in cells.items():
        shares[SEXES.index(sex), age] += cell.value
    whole: FloatArray = shares / shares.sum()
    return whole, tuple(warnings)


def profile_template() -> str:
    """A profile to fill in: nobody moves."""
    rows = [(sex, str(band.lower), "0") for sex in SEXES for band in SINGLE_AGES.bands]
    return to_csv(tuple(PROFILE_COLUMNS), rows)


def _people(
    figures: CohortFile, step: int, faults: list[Fault]
) -> tuple[tuple[str, ...], tuple[int, ...], int | None] | None:
    """Sexes, ages and year of the population; None where they cannot be told."""
    if not figures.whole:
        return None
    before = len(faults)

    def fault(column: str, found: str, accepted: str, advice: str) -> None:
        faults.append(Fault(figures.file.name, f"kolonnen {column}", found, accepted, advice))

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
    if len(faults) > before:
        return None
    _complete(figures.file, figures.cells, sexes, ages, faults)
    return sexes, ages, years[0] if years else None


def _steps(
    figures: CohortFile,
    sexes: tuple[str, ...],
    ages: tuple[int, ...],
    span: range,
    faults: list[Fault],
) -> FloatArray:
    """The figures of every step, or of all in one: ``[step or 1, sex, age]``."""
    file, cells = figures.file, figures.cells
    if figures.is_births:
        sexes = ("",)
        _fertile(file, cells, ages, faults)
    else:
        cells = {key: cell for key, cell in cells.items() if key[1] in sexes}
        _complete(file, cells, sexes, ages, faults)
    years: list[int | None] = [*_years(figures)] or [None]
    if len(years) > 1:
        lacking = [str(year) for year in span if year not in years]
        if lacking:
            place, accepted = "kolonnen year", "hvert år et steg begynner"
            advice = "Legg inn årene som mangler, eller la filen gjelde ett år."
            faults.append(
                Fault(file.name, place, f"ingen rader for {some(lacking)}", accepted, advice)
            )
        years = [*span]
    return _array(cells, years, sexes, ages)


def _complete(
    file: UserFile,
    cells: Cells,
    sexes: tuple[str, ...],
    ages: tuple[int, ...],
    faults: list[Fault],
) -> None:
    """Every cell of every year is there, and no other."""
    years = dict.fromkeys(key[0] for key in cells) or [None]
    wanted = dict.fromkeys((year, sex, age) for year in years for sex in sexes for age in ages)
    if lacking := [named(key) for key in wanted if key not in cells]:
        accepted = "alle kjønn og aldre i befolkningen"
        advice = "Legg dem inn; skriv 0 der det er ingen."
        faults.append(Fault(file.name, "", f"ingen rader for {some(lacking)}", accepted, advice))
    _others(file, [(key, cell) for key, cell in cells.items() if key not in wanted], faults)


def _fertile(file: UserFile, cells: Cells, ages: tuple[int, ...], faults: list[Fault]) -> None:
    """Ages with births are those of the population, without holes, and neither end has any."""
    _others(file, [(key, cell) for key, cell in cells.items() if key[2] not in ages], faults)
    for key, cell in cells.items():
        if key[2] in (ages[0], ages[-1]) and cell.value > 0:
            accepted = "0 i den yngste og den eldste gruppen"
            advice = "Flytt fødslene til en gruppe mellom dem."
            faults.append(Fault(file.name, f"rad {cell.row}", f"{cell.value:g}", accepted, advice))
    for of_year in dict.fromkeys(key[0] for key in cells):
        given = [age for age in ages if (of_year, "", age) in cells]
        span = range(given[0], given[-1]) if given else range(0)
        holes = [age for age in ages if age in span and age not in given]
        if holes:
            lacking = some(named((of_year, "", age)) for age in holes)
            advice = "Legg dem inn; en rate gjelder bare sin egen alder."
            faults.append(
                Fault(
                    file.name,
                    "kolonnen age",
                    f"ingen rader for {lacking}",
                    "aldre uten hull",
                    advice,
                )
            )


def _others(file: UserFile, strange: list[tuple[CellKey, CohortCell]], faults: list[Fault]) -> None:
    """Cells that the population has no place for."""
    if strange:
        rows = some(str(cell.row) for _, cell in strange)
        found = some(named(key) for key, _ in strange)
        advice = "Ta radene bort, eller legg aldrene til i befolkningen."
        faults.append(Fault(file.name, f"rad {rows}", found, "aldrene i befolkningen", advice))


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
