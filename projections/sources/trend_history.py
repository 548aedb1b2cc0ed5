"""Every municipality's people by sex and single age: what the trend projection learns from."""

import io
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..ages import FloatArray
from ..cohort import SEXES, SINGLE_AGES
from ..errors import DataFileError
from ..trend.history import History
from .datafiles import DataFiles, open_data, reading

SOURCE = "ssb-07459-alle"
MISSING = -1


@cache
def load(folder: Path | None = None) -> History:
    """Read the file once.

    Parameters
    ----------
    folder
        Another data folder than the project's own.

    Raises
    ------
    DataFileError
        If it is missing or damaged.
    """
    return read(open_data(folder))


def read(data: DataFiles) -> History:
    """The history from an open data folder.

    Raises
    ------
    DataFileError
        If the file is missing, damaged, or has other sexes or ages than :class:`History`.
    """
    file = data.source(SOURCE).file
    content = io.BytesIO(data.content(file))
    try:
        with reading(file), np.load(content, allow_pickle=False) as arrays:
            order = [arrays["sex"].tolist().index(sex) for sex in SEXES]
            if arrays["age"].tolist() != [band.lower for band in SINGLE_AGES.bands]:
                raise DataFileError(file, "alderen går ikke fra 0 til 105, ett år om gangen.")
            return History(
                _known(arrays["persons"][:, :, order]),
                tuple(map(str, arrays["region"])),
                tuple(map(int, arrays["year"])),
                tuple(map(str, arrays["name"])),
            )
    except zipfile.BadZipFile:
        raise DataFileError(file, "filen er ikke en npz-fil.") from None


def _known(persons: NDArray[np.int16]) -> FloatArray:
    return np.where(persons == MISSING, np.nan, persons.astype(np.float64))
