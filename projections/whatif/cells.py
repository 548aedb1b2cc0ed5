"""Who stands where, by cohort: the cells a difference is kept in."""

from dataclasses import dataclass, replace

import numpy as np

from ..people.ages import FloatArray
from ..people.cohort import SEXES, SINGLE_AGES
from ..people.population import Population
from .account import ALTERED, CHANGED


@dataclass(frozen=True, eq=False)
class Cells:
    """Which sexes and single ages each cell of a path holds: ``[sex, own]`` and ``[age, own]``."""

    sexes: FloatArray
    ages: FloatArray

    def people(self, persons: FloatArray) -> FloatArray:
        """``[..., sex, age]`` summed to the path's own sexes and ages."""
        return np.asarray(self.sexes.T @ persons @ self.ages, dtype=np.float64)

    def each(self, own: FloatArray) -> FloatArray:
        """A figure of the path's cells, given to each of the single ages ``[..., sex, age]``."""
        return np.asarray(self.sexes @ own @ self.ages.T, dtype=np.float64)


def cells_of(official: Population) -> Cells:
    """The cells of a path: by sex or for both, in its own ages."""
    if set(official.sexes) not in ({"both"}, set(SEXES)):
        raise ValueError(f"the path has the sexes {official.sexes}")
    sexes = [[float(own in (sex, "both")) for own in official.sexes] for sex in SEXES]
    each = np.eye(len(SINGLE_AGES))
    return Cells(np.array(sexes), SINGLE_AGES.aggregate(each, official.ages.bands))


def year_places(official: Population, years: tuple[int, ...]) -> list[int]:
    """Where the path's years stand among these."""
    return [years.index(year) for year in official.years]


def with_people(official: Population, years: tuple[int, ...], added: FloatArray) -> Population:
    """The path with people added, and a passport that says so."""
    more = cells_of(official).people(added)[:, year_places(official, years)]
    source = replace(
        official.source,
        id=f"{official.source.id}{ALTERED}",
        short=f"{official.source.short}, med egne endringer",
        quality="example",
        note=f"{CHANGED} {official.source.note}".strip(),
    )
    # Whoever the limit keeps makes a sum of nothing, give or take a rounding.
    return replace(official, persons=np.maximum(official.persons + more, 0.0), source=source)
