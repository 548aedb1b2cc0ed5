"""How the cells of one piece fit together, whatever stands in them: years, sexes, age groups."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from ...errors import SplitBandError
from ...norwegian import number
from ...people.ages import SCHOOL_AGE, AgeAxis, AgeBand
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
    told
        What is, to be told of each piece.
    span
        The ages there are, where they are some only; the axis has one group more on each side
        that is not covered.
    lacking
        What is wrong with that, if all ages are wanted.
    subtotals
        Places of age groups that are sums of others beside them, each with the places of those.
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
    told: Told
    span: AgeBand | None
    lacking: Told
    subtotals: tuple[tuple[int, tuple[int, ...]], ...] = ()

    def has_pupils(self) -> bool:
        """Whether there are some ages only, and school age can be told from the others."""
        if self.span is None or not self.span.holds(SCHOOL_AGE):
            return False
        with suppress(SplitBandError):
            return self.axis is None or bool(self.axis.slice_of(SCHOOL_AGE))
        return False

    def covering(self) -> "Fit":
        """The same where all ages are wanted."""
        told = Told("", self.told.faults + self.lacking.faults, mended=self.told.mended)
        return replace(self, axis=None if self.lacking.faults else self.axis, told=told)


def fit(axes: Sequence[Sequence[Any]], there: np.ndarray) -> Fit:
    """How the cells of a piece fit together, ``there[year, sex, age]``."""
    told, lacking = Told(""), Told("")
    years = sorted(_filled(there, (1, 2)), key=lambda i: axes[0][i])
    named = tuple(int(axes[0][i]) for i in years)
    sexes, ages = _filled(there, (0, 2)), _filled(there, (0, 1))
    bands = [(axes[2][i], i) for i in ages if isinstance(axes[2][i], AgeBand)]
    bands.sort(key=lambda one: (one[0].lower, one[0].upper is None, one[0].upper))
    if holes := [one for one in range(named[0], named[-1]) if one not in named]:
        some = ", ".join(map(str, holes[:5])) + (" …" if len(holes) > 5 else "")
        advice = "Årene som er der, er brukt; hullene vises som hull."
        told.mend("", f"ikke tall for {number(len(holes))} år ({some})", "år på rad", advice)
    bands, subtotals = _finest(bands)
    axis, span = _axis([band for band, _ in bands], told, lacking)
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
        found += f"{bands[age][0].code} år" + (f", {SEXES[axes[1][kept[sex]]]}" if apart else "")
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
        told,
        span,
        lacking,
        subtotals,
    )


_Placed = tuple[AgeBand, int]


def _finest(bands: list[_Placed]) -> tuple[list[_Placed], tuple[tuple[int, tuple[int, ...]], ...]]:
    """The groups that no others sum to, and those that are the sum of finer ones beside them."""
    kept, sums = list(bands), list[tuple[int, tuple[int, ...]]]()
    for one in sorted(bands, key=_width, reverse=True):
        band = one[0]
        inside = [other for other in kept if other is not one and band.holds(other[0])]
        if len(inside) < 2 or not _tiles(band, [other[0] for other in inside]):
            continue
        kept.remove(one)
        sums.append((one[1], tuple(place for _, place in _leaves(inside))))
    return kept, tuple(sums)


def _width(one: _Placed) -> int:
    return (one[0].upper or 10_000) - one[0].lower


def _leaves(inside: list[_Placed]) -> list[_Placed]:
    """Those that hold no other of them."""
    return [
        one
        for one in inside
        if not any(other is not one and one[0].holds(other[0]) for other in inside)
    ]


def _tiles(whole: AgeBand, parts: Sequence[AgeBand]) -> bool:
    """Whether the narrowest of the parts cover a group once, end to end."""
    at: int | None = whole.lower
    for part in sorted(parts, key=lambda one: (one.lower, one.upper is None, one.upper)):
        if at is None:
            return False
        if part.lower < at:  # a wider group that begins where a narrower did
            continue
        if part.lower > at:
            return False
        at = None if part.upper is None else part.upper + 1
    return at is None if whole.upper is None else at == whole.upper + 1


def _filled(there: np.ndarray, over: tuple[int, int]) -> list[int]:
    """The places along the third axis where anything stands."""
    return [int(place) for place in np.flatnonzero(there.any(axis=over))]


def _axis(
    bands: Sequence[AgeBand], told: Told, lacking: Told
) -> tuple[AgeAxis | None, AgeBand | None]:
    """The age groups in order, and their span where that is not all; overlaps and holes told."""
    if not bands:
        told.fault("", "bare totaler", "tall etter alder", "Legg til aldersgruppene.")
        return None, None
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
        lacking.fault("", f"{missing} år mangler", "alle aldre fra 0 år", "Legg til gruppen.")
    last = bands[-1]
    if last.upper is not None and last.upper == last.lower >= LAST_SINGLE:
        bands[-1] = AgeBand(last.lower, None)
        advice = f"Lest som {last.lower} år og eldre."
        told.mend("", f"{last.code} år som siste alder", "en åpen siste gruppe", advice)
    elif last.upper is not None:
        advice = f"Legg til {last.upper + 1} år eller eldre."
        lacking.fault("", f"{last.code} år er siste gruppe", "en åpen siste gruppe", advice)
    span = AgeBand(bands[0].lower, bands[-1].upper) if lacking.faults else None
    if bands[0].lower:
        bands.insert(0, AgeBand(0, bands[0].lower - 1))
    if bands[-1].upper is not None:
        bands.append(AgeBand(bands[-1].upper + 1, None))
    return AgeAxis(tuple(bands)) if good else None, span
