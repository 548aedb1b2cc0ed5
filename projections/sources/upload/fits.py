"""How the cells of one piece fit together, whatever stands in them: years, sexes, age groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from ...ages import AgeAxis, AgeBand
from ...norwegian import number
from .told import Told

SEXES = {"female": "kvinner", "male": "menn"}
LAST_SINGLE = 90
"""A last group of one year from this age on is taken as open [years]."""


@dataclass(frozen=True, eq=False)
class Fit:
    """What follows from which cells of a piece are there, whatever stands in them.

    Parameters
    ----------
    years, sexes, totals, order
        Places of the years, sexes, totals over age and age groups, in order.
    named
        The years.
    kept, both
        Places of the sexes kept, and of sexes together beside them.
    names
        The sexes kept.
    axis
        The age groups; None where they do not fit together.
    whole
        Whether nothing is wrong.
    told
        What is, to be told of each piece.
    """

    years: list[int]
    sexes: list[int]
    totals: list[int]
    order: list[int]
    named: tuple[int, ...]
    kept: list[int]
    both: list[int]
    names: tuple[str, ...]
    axis: AgeAxis | None
    whole: bool
    told: Told


def fit(axes: Sequence[Sequence[Any]], there: np.ndarray) -> Fit:
    """How the cells of a piece fit together, ``there[year, sex, age]``."""
    told = Told("")
    years = sorted(_filled(there, (1, 2)), key=lambda i: axes[0][i])
    named = tuple(int(axes[0][i]) for i in years)
    sexes, ages = _filled(there, (0, 2)), _filled(there, (0, 1))
    bands = [(axes[2][i], i) for i in ages if isinstance(axes[2][i], AgeBand)]
    bands.sort(key=lambda one: (one[0].lower, one[0].upper is None, one[0].upper))
    if holes := [one for one in range(named[0], named[-1]) if one not in named]:
        found = f"ikke {', '.join(map(str, holes[:10]))}"
        told.fault("", found, "år etter hverandre", "Legg til årene som mangler.")
    axis = _axis([band for band, _ in bands], told)
    apart = [i for i in sexes if axes[1][i] != "both"]
    if len(apart) == 1:
        found, accepted = "bare ett kjønn", "begge, hver for seg eller sammen"
        told.fault("", found, accepted, "Legg til det andre.")
    kept = sorted(apart, key=lambda i: axes[1][i]) if apart else sexes
    order = [i for _, i in bands]
    filled = there[np.ix_(years, kept, order)]
    if axis and not filled.all():
        year, sex, age = map(int, np.argwhere(~filled)[0])
        found = f"{number(int((~filled).sum()))} manglende celler, den første {named[year]}, "
        found += f"{axis.codes[age]} år" + (f", {SEXES[axes[1][kept[sex]]]}" if apart else "")
        told.fault("", found, "alle aldre i alle år", "Legg til cellene.")
    return Fit(
        years,
        sexes,
        [i for i in ages if not isinstance(axes[2][i], AgeBand)],
        order,
        named,
        kept,
        [i for i in sexes if apart and axes[1][i] == "both"],
        tuple(axes[1][i] for i in kept),
        axis,
        not told.faults,
        told,
    )


def _filled(there: np.ndarray, over: tuple[int, int]) -> list[int]:
    """The places along the third axis where anything stands."""
    return [int(place) for place in np.flatnonzero(there.any(axis=over))]


def _axis(bands: Sequence[AgeBand], told: Told) -> AgeAxis | None:
    """The age groups in order; overlaps and holes are told."""
    if not bands:
        told.fault("", "bare totaler", "tall etter alder", "Legg til aldersgruppene.")
        return None
    bands, good = list(bands), True
    for one, following in pairwise(bands):
        if one.upper is None or following.lower <= one.upper:
            found, advice = f"{one.code} og {following.code} år overlapper", "Behold én av dem."
        elif following.lower > one.upper + 1:
            missing = AgeBand(one.upper + 1, following.lower - 1).code
            found, advice = f"{missing} år mangler", "Legg til gruppen."
        else:
            continue
        told.fault("", found, "aldersgrupper uten hull og overlapp", advice)
        good = False
    if bands[0].lower:
        missing = AgeBand(0, bands[0].lower - 1).code
        told.fault("", f"{missing} år mangler", "alle aldre fra 0 år", "Legg til gruppen.")
        good = False
    last = bands[-1]
    if last.upper is not None and last.upper == last.lower >= LAST_SINGLE:
        bands[-1] = AgeBand(last.lower, None)
        advice = f"Lest som {last.lower} år og eldre."
        told.mend("", f"{last.code} år som siste alder", "en åpen siste gruppe", advice)
    elif last.upper is not None:
        advice = f"Legg til {last.upper + 1} år eller eldre."
        told.fault("", f"{last.code} år er siste gruppe", "en åpen siste gruppe", advice)
        good = False
    return AgeAxis(tuple(bands)) if good else None
