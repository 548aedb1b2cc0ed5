"""One file of cohort rates or of a migration profile, and whether its rates can be true.

Limits are wide: they are to catch a factor of a hundred or a thousand, not a rare population.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from ...norwegian import listing, number
from ...people.ages import FloatArray
from ...people.cohort import SEXES, SINGLE_AGES
from ..upload import words
from ..upload.told import Told
from .file import UserFile
from .schema import Schema
from .table import commas, no_unit
from .values import CellReading, Field, calculated, one_of, to_csv, year

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
            "Skriv gruppens laveste alder, også for den øverste."
            if step > 1
            else "Del en gruppe på aldrene den har, med én rad for hver.",
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


def read_file(file: UserFile, field: Field, step: int, told: Told) -> CohortFile:
    """The figures of a file, ages or groups as wide as a step; all that is wrong is told."""
    births = field is FERTILITY
    table = schema(field, not births, step).read(file, told)
    cells = dict[CellKey, CohortCell]()
    whole = table is not None and table.whole
    if table is not None:
        no_unit(table, told)
        commas(table, field.name, told)
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


FEWEST_BIRTHS, MOST_BIRTHS = 0.3, 8.0
"""Births of a woman in her life; no country has been outside [births]."""
DEAD = 0.2
"""Ratios are deaths, not survival, where most of them are below."""
OLD = 80
"""From this age on women are more than men where people grow old [years]."""


def births(told: Told, total: FloatArray, step: int) -> None:
    """The births of a woman through life, ``[step or 1]``: per 1 000 women, or for a whole step."""
    place, accepted = "", "0,3 til 8 barn per kvinne gjennom livet"
    most, least = float(np.max(total)), float(np.min(total))
    if most > MOST_BIRTHS:
        found = f"{number(most, 1)} barn per kvinne gjennom livet"
        advice = "Er tallene per 1 000 kvinner, del dem på 1 000."
        if most / step <= MOST_BIRTHS and step > 1:
            advice = f"Er tallene for {step} år, del dem på {step}."
        told.fault(place, found, accepted, advice)
    elif least < FEWEST_BIRTHS:
        found = f"{number(least, 2)} barn per kvinne gjennom livet"
        advice = "Se etter aldre som mangler, eller en annen enhet enn fødte per kvinne og år."
        told.warn(place, found, accepted, advice)


def survival(told: Told, ratios: FloatArray, step: int) -> None:
    """Survival, ``[step or 1, sex, age]``: whether it is deaths, and whether men outlive women."""
    if float(np.median(ratios[:, :, :-1])) < DEAD:
        found = f"{number(float(np.median(ratios[:, :, :-1])), 3)} som midterste overlevelse"
        advice = "Tallene ser ut som dødelighet. Skriv andelen som overlever, 1 minus den."
        accepted = "de fleste overlever et steg"
        told.fault("kolonnen survival_ratio", found, accepted, advice)
    if ratios.shape[1] == 2:
        lived = step * np.cumprod(ratios[0, :, :-1], axis=1).sum(axis=1)
        if lived[1] > lived[0] + 1:
            found = f"{number(lived[1], 1)} leveår for menn og {number(lived[0], 1)} for kvinner"
            advice = "Se etter om kjønnene er byttet om."
            told.warn("kolonnen sex", found, "lengst liv for kvinner", advice)


def people(told: Told, persons: FloatArray, ages: Sequence[int]) -> None:
    """People at the start, ``[sex, age]``: in thousands, or with the sexes taken for each other."""
    total = float(persons.sum())
    if total < 1000 and (persons % 1 > 0).any():
        found, accepted = f"{number(total, 1)} personer, med brøkdeler", "hele personer"
        advice = "Er tallene i 1 000, gang dem med 1 000."
        told.warn("kolonnen persons", found, accepted, advice)
    old = [place for place, age in enumerate(ages) if age >= OLD]
    if len(persons) == 2 and old:
        women, men = (float(one) for one in persons[:, old].sum(axis=1))
        if men > 1.2 * women and men + women > 50:
            found = f"{number(men)} menn og {number(women)} kvinner fra {OLD} år"
            advice = "Se etter om kjønnene er byttet om."
            told.warn("kolonnen sex", found, "flest gamle kvinner", advice)


COLUMNS = {name: holds for name, holds in schema(POPULATION).described.items() if name != "year"}
"""What each column holds."""


def read_profile(file: UserFile, told: Told) -> FloatArray | None:
    """A migration profile of one's own: persons by sex and single age, in any scale.

    Returns
    -------
    numpy.ndarray or None
        ``[sex, age]`` on :data:`cohort.SEXES` and :data:`cohort.SINGLE_AGES` [share], summing to
        one; a cell that is not in the file is nobody. None where it cannot be used, and why is
        told.
    """
    cells = read_file(file, POPULATION, 1, told).cells
    for key, cell in cells.items():
        if key[2] > OLDEST:
            place, advice = f"rad {cell.row}, kolonnen age", f"Samle dem i {OLDEST}."
            told.fault(place, str(key[2]), f"0 til {OLDEST}", advice)
    if not told.faults and not any(cell.value for cell in cells.values()):
        advice = "Legg inn hvor mange som flytter."
        told.fault("kolonnen persons", "bare 0", "minst én person", advice)
    if told.faults:
        return None
    shares = np.zeros((len(SEXES), len(SINGLE_AGES)))
    for (_, sex, age), cell in cells.items():
        shares[SEXES.index(sex), age] += cell.value
    if len(years := sorted({key[0] for key in cells if key[0] is not None})) > 1:
        told.warn(
            "kolonnen year", listing(list(map(str, years))), "ett år", "Årene er lagt sammen."
        )
    whole: FloatArray = shares / shares.sum()
    return whole


def template() -> str:
    """A profile to fill in: nobody moves."""
    rows = [(sex, str(band.lower), "0") for sex in SEXES for band in SINGLE_AGES.bands]
    return to_csv(tuple(COLUMNS), rows)
