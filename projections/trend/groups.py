"""Age groups that a projection is judged by, and size classes its errors are told by."""

import numpy as np
from numpy.typing import NDArray

from ..people.ages import AgeBand, FloatArray
from ..people.cohort import SINGLE_AGES

WHOLE = "0+"
"""The code of everyone."""
JUDGED = tuple(map(AgeBand.parse, (WHOLE, "0-5", "6-15", "20-66", "67-79", "80+")))
"""What an error is told for."""
RATIO = "20-66/67+"
"""Aldersbæreevne, the last of those told."""
TOLD = (*(band.code for band in JUDGED), RATIO)

PARTS = tuple(
    map(
        AgeBand.parse,
        ("0", "1-5", "6-12", "13-15", "16-19", "20-34", "35-49", "50-66", "67-79", "80-89", "90+"),
    )
)
"""What errors are kept for: parts that the judged groups and the service ages are sums of."""

SIZES = (0, 1000, 3000, 8000, 50000)
"""Lower bounds of the size classes [persons]."""
SIZE_NAMES = ("under 1 000", "1 000–3 000", "3 000–8 000", "8 000–50 000", "over 50 000")


def size_class(people: FloatArray) -> NDArray[np.intp]:
    """Which of :data:`SIZES` each number of people lies in."""
    return np.searchsorted(np.array(SIZES), people, side="right") - 1


def by_part(persons: FloatArray) -> FloatArray:
    """``[..., part]`` persons of ``[..., sex, age]`` in :data:`PARTS`."""
    return SINGLE_AGES.aggregate(persons.sum(axis=-2), PARTS)


def told(parts: FloatArray) -> FloatArray:
    """``[..., group]`` of :data:`TOLD` from ``[..., part]``: persons, and the ratio last."""
    judged = parts @ _MEMBERS.T
    old = parts[..., _OLD].sum(axis=-1)
    some = old > 0
    ratio = np.where(some, judged[..., 3], np.nan) / np.where(some, old, 1.0)
    return np.concatenate((judged, ratio[..., None]), axis=-1)


_MEMBERS = np.array([[float(group.holds(part)) for part in PARTS] for group in JUDGED])
_OLD = [part.lower >= 67 for part in PARTS]
