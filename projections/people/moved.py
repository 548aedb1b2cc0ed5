"""A projection that has been overtaken, moved to the people who were counted.

Years that are counted are the counts; after the newest of them the path's own change is laid on it.
"""

from dataclasses import replace
from typing import Literal

import numpy as np

from ..errors import SplitBandError
from .ages import FloatArray
from .population import Population

Start = Literal["counted", "printed"]
"""Whether a projection starts from the newest count, or stands as it was published."""
TOLD = (
    "Flyttet til tellingen 1. januar {year}: endringene etter den er framskrivingens, "
    "startpunktet er talt."
)


def moved(path: Population, counted: Population) -> Population:
    """A path from the newest count on: ``N(t) = N_counted(t0) + P(t) − P(t0)``, by age and sex.

    The path itself where nothing of it is counted but its first year, or where the counts are not
    in ages it can be held against. No age falls below zero.

    Parameters
    ----------
    path
        One alternative, ``[1, year, sex, age]`` [persons].
    counted
        The same region's observed people.

    Returns
    -------
    Population
        The same years, sexes and ages; its source says that it is moved.
    """
    years = [year for year in path.years if year in counted.years]
    if not years or years[-1] == path.years[0]:
        return path
    try:
        counts = _like(path, counted, years)
    except SplitBandError:
        return path
    if np.array_equal(counts, path.persons[:, [path.year_index(year) for year in years]]):
        return path
    newest = path.year_index(years[-1])
    persons = np.array(path.persons)
    persons[:, [path.year_index(year) for year in years]] = counts
    after = path.persons[:, newest + 1 :] - path.persons[:, [newest]] + counts[:, [-1]]
    # What is left of rounding where all have gone is nobody, and not a billionth of a person.
    after = np.round(after, 9)
    persons[:, newest + 1 :] = np.where(np.isnan(after), after, np.maximum(after, 0.0))
    told = " ".join(filter(None, (path.source.remark, TOLD.format(year=years[-1]))))
    return replace(path, persons=persons, source=replace(path.source, remark=told))


def _like(path: Population, counted: Population, years: list[int]) -> FloatArray:
    """The counts of some years in the path's sexes and ages, ``[1, year, sex, age]``."""
    persons = counted.persons[:, [counted.year_index(year) for year in years]]
    if path.sexes != counted.sexes:
        if path.sexes != ("both",):
            raise SplitBandError("both", "sex")
        persons = persons.sum(axis=2, keepdims=True)
    return counted.ages.aggregate(persons, path.ages.bands)
