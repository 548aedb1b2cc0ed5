"""One file of a cohort-component projection: a figure by year, sex and age in each row."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ...people.cohort import SEXES, SINGLE_AGES
from ..upload import words
from ..upload.told import Told
from . import units
from .field import Field
from .file import UserFile
from .schema import Schema
from .values import CellReading, calculated, one_of, year

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
        CellReading(
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


@dataclass(frozen=True)
class CohortCell:
    """A figure (NaN where it cannot be read), and the row of the file it stands in."""

    value: float
    row: int


Cells: TypeAlias = Mapping[CellKey, CohortCell]


@dataclass(frozen=True)
class CohortFile:
    """What a file holds, and what there is to tell of it."""

    told: Told
    is_births: bool
    cells: Cells
    whole: bool
    """Whether every row had a place; else it cannot be said which cells are missing."""


def read_file(file: UserFile, field: Field, step: int) -> CohortFile:
    """The figures of a file, ages or groups as wide as a step; all that is wrong is told in it."""
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
    return CohortFile(told, births, cells, whole and bool(cells))


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
