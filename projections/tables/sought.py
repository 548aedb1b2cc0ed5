"""A goal that a lever is sought for."""

from dataclasses import dataclass
from typing import Literal

from ..series import Series
from ..whatif.levers import Staying
from ..whatif.seek import Sought

GoalLever = Literal["migration", "productivity"]

GoalMeasure = Literal["ratio", "pupils", "people", "mean_age", "net", "net_result_share"]

PEOPLE: tuple[GoalMeasure, ...] = ("ratio", "pupils", "people", "mean_age")
"""Measures of who lives here, which productivity does not move."""


@dataclass(frozen=True, eq=False)
class Goal:
    """What was asked, and what was found.

    Parameters
    ----------
    lever
        ``migration`` [persons per year beyond the projection] or ``productivity`` [per cent per
        year that cost per user falls by, in all sectors].
    figure
        The figure with the levers as they stand; :func:`~.goals.standing`.
    base
        The year that net is measured from.
    since
        The last year that productivity leaves as it is.
    staying
        Whether those who move here leave again as others, or stay for good.
    target, year
        The level wanted [the figure's unit], and when.
    span
        First and last year of the extra migration that can matter.
    found
        The search.
    """

    lever: GoalLever
    figure: Series
    base: int
    since: int
    staying: Staying
    target: float
    year: int
    span: tuple[int, int]
    found: Sought

    @property
    def reached(self) -> bool:
        """Whether some value in the range reaches the target."""
        return self.found.reached

    @property
    def value(self) -> float:
        """What the lever must be; where no value reaches the target, the one that comes nearest."""
        return self.found.value

    @property
    def gives(self) -> float:
        """What that value gives [the figure's unit]."""
        return self.found.gives

    @property
    def now(self) -> float:
        """What the lever gives as it stands [the figure's unit]."""
        return self.figure.at(self.year)
