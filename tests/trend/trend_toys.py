"""Small histories that can be reckoned by hand."""

from collections.abc import Mapping, Sequence

import numpy as np

from projections.people.ages import FloatArray
from projections.trend.history import History
from projections.trend.settings import Settings

AGES = 106
WOMEN, MEN = 0, 1
PLAIN = Settings(
    age_width=0.1,
    recent_fade=0.0,
    size_width=1e9,
    county_weight=1.0,
    local_people=100.0,
    local_fade=1.0,
    mothers_spread=1e9,
)
"""No smoothing over age, nothing of the newest years, all alike whatever their size."""

Cells = Mapping[tuple[int, int], float]
"""Persons by sex and age."""


def people(cells: Cells) -> FloatArray:
    found = np.zeros((2, AGES))
    for place, persons in cells.items():
        found[place] = persons
    return found


def history(*regions: Sequence[Cells], codes: Sequence[str] = ()) -> History:
    persons = np.array([[people(year) for year in region] for region in regions])
    named = tuple(codes) or tuple(f"50{place:02}" for place in range(len(regions)))
    return History(persons, named, tuple(range(2020, 2020 + persons.shape[1])))


def shifted(persons: FloatArray) -> FloatArray:
    """A year later, when nobody died, moved or was born."""
    found = np.zeros_like(persons)
    found[..., 1:] = persons[..., :-1]
    found[..., -1] += persons[..., -1]
    return found
