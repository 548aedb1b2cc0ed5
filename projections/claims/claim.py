"""A claim of how many there will be."""

import math
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ..people.ages import AgeBand
from .subjects import MONEY, NET, SUBJECTS

Kind = Literal["level", "change", "percent", "share"]
"""So many people; so many more than before; per cent more than before; per cent of everyone."""
KINDS: tuple[Kind, ...] = get_args(Kind)
WHOLE = "total"
FIRST, LAST = 1990, 2100
"""Four digits between these are read as a year."""
OLDEST = 105


@dataclass(frozen=True)
class Claim:
    """What is claimed of one region.

    Parameters
    ----------
    group
        An age band's code, or ``total``; or one of :data:`~projections.claims.subjects.SUBJECTS`.
    year
        The year it is about; 0 where it is not said.
    value
        [persons, or the subject's unit], or per cent where the kind is one of those; NaN where it
        is not said.
    kind
        What the value is.
    said
        The year it was said in, and that changes are measured from; 0 is the newest count.
    """

    group: str = WHOLE
    year: int = 0
    value: float = math.nan
    kind: Kind = "level"
    said: int = 0

    @property
    def unit(self) -> str:
        """What is claimed of, in which unit."""
        return SUBJECTS.get(self.group, "percent" if self.kind == "share" else "persons")

    @property
    def is_money(self) -> bool:
        """Whether it is an amount, measured from the base year where nothing else is said."""
        return self.unit == MONEY

    @property
    def is_people(self) -> bool:
        """Whether it is a number of people, or a share of them."""
        return self.group not in SUBJECTS

    @property
    def fitting(self) -> "Claim":
        """The same with a kind its subject can have: net is a change, and only people have a share
        of everyone.
        """
        if self.group == NET and self.kind in ("level", "percent", "share"):
            return replace(self, kind="change")
        if not self.is_people and self.kind == "share":
            return replace(self, kind="percent")
        return self

    @property
    def band(self) -> AgeBand:
        """The ages it is about."""
        return AgeBand(0, None) if self.group == WHOLE else AgeBand.parse(self.group)

    @property
    def is_change(self) -> bool:
        """Whether it is measured from another year."""
        return self.kind in ("change", "percent")

    @property
    def is_whole(self) -> bool:
        """Whether there is something to judge."""
        return bool(self.year) and not math.isnan(self.value)


@dataclass(frozen=True)
class Reading:
    """What a sentence says.

    Parameters
    ----------
    claims
        Each pair of figure and year; one that lacks either where there is no whole one.
    missing
        What it does not say, as parts of a Norwegian sentence.
    assumed
        Whole sentences on what was taken for given.
    """

    claims: tuple[Claim, ...]
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


def is_group(text: str) -> bool:
    """Whether a text is the code of a group that can be claimed of."""
    if text == WHOLE or text in SUBJECTS:
        return True
    try:
        band = AgeBand.parse(text)
    except ValueError:
        return False
    return band.lower <= OLDEST and (band.upper is None or band.upper < OLDEST)
