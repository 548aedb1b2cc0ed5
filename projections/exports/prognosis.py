"""An uploaded prognosis back as a tidy table, and an empty one to fill in."""

from collections.abc import Sequence

import numpy as np

from ..case import Projection
from .tidy import Record

RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> safe("=1+1"), safe("Røros")
    ("'=1+1", 'Røros')
    """
    return f"'{text}" if text.startswith(RISKY) else text


def records(found: Sequence[Projection]) -> list[Record]:
    """One record a figure, with headings that are read back."""
    return [
        {
            "region": one.population.region.code,
            "alternative": safe(one.alternative),
            "year": one.population.years[year],
            "sex": one.population.sexes[sex],
            "age": one.population.ages.codes[age],
            "persons": ".." if np.isnan(value) else round(float(value), 9),
        }
        for one in found
        for (_, year, sex, age), value in np.ndenumerate(one.population.persons)
    ]


def template(region: str, ages: Sequence[str], years: Sequence[int]) -> str:
    """An empty table, ages down and years across, for one region."""
    heading = ";".join(["kommune", "alder", *map(str, years)])
    rows = [";".join([region, f"{age} år", *("" for _ in years)]) for age in ages]
    return "\ufeff" + "\n".join((heading, *rows, ""))
