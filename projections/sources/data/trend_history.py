"""Every municipality's people by sex and single age: what the trend projection learns from."""

from functools import cache
from pathlib import Path

import numpy as np

from ...trend.history import History
from .datafiles import DataFiles, open_data
from .municipalities import MISSING, SOURCE, counted

__all__ = ["SOURCE", "load", "read"]


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
    found = counted(data)
    persons = found.persons.astype(np.float64)
    persons[found.persons == MISSING] = np.nan
    return History(persons, found.codes, found.years, found.names)
