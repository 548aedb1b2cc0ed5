"""A migration profile of one's own: how many move at each age, in any scale."""

import numpy as np

from ...errors import Fault, InputFileError
from ...people.ages import FloatArray
from ...people.cohort import SEXES, SINGLE_AGES
from ..upload.told import counted
from .cohort_file import OLDEST, POPULATION, read_file, schema
from .file import UserFile
from .values import to_csv

COLUMNS = {name: holds for name, holds in schema(POPULATION).described.items() if name != "year"}
"""What each column holds."""


def read_profile(file: UserFile) -> tuple[FloatArray, tuple[Fault, ...]]:
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
    read = read_file(file, POPULATION, 1)
    cells, told = read.cells, read.told
    for key, cell in cells.items():
        if key[2] > OLDEST:
            place, advice = f"rad {cell.row}, kolonnen age", f"Samle dem i {OLDEST}."
            told.fault(place, str(key[2]), f"0 til {OLDEST}", advice)
    if not told.faults and not any(cell.value for cell in cells.values()):
        advice = "Legg inn hvor mange som flytter."
        told.fault("kolonnen persons", "bare 0", "minst én person", advice)
    if told.faults:
        raise InputFileError(counted(told.faults))
    shares = np.zeros((len(SEXES), len(SINGLE_AGES)))
    for (_, sex, age), cell in cells.items():
        shares[SEXES.index(sex), age] += cell.value
    whole: FloatArray = shares / shares.sum()
    return whole, tuple(told.warnings)


def template() -> str:
    """A profile to fill in: nobody moves."""
    rows = [(sex, str(band.lower), "0") for sex in SEXES for band in SINGLE_AGES.bands]
    return to_csv(tuple(COLUMNS), rows)
