"""The levers on who lives here: what a user may change, and what is left alone."""

from dataclasses import dataclass
from typing import Literal

from ..errors import MissingInputError
from .housing import Project

Staying = Literal["others", "good"]


@dataclass(frozen=True)
class Levers:
    """What is changed; every lever is at rest unless set.

    Parameters
    ----------
    migration
        Extra net migration [persons per year]; may be negative.
    profile
        Ages and sexes of those who move: a key of the profiles given to :func:`whatif.overlay`.
    homes
        New homes [homes per year].
    persons_per_home
        [persons per home]; no value is assumed.
    share_from_outside
        Part of them who move from outside the municipality [share 0–1]; no value is assumed.
    realisation
        Part of the homes that are built and lived in [share 0–1].
    homes_profile
        Ages and sexes of those who move into the homes.
    from_year, to_year
        First and last year with extra migration and homes; None is the newest count, and the end of
        the path. Those who move in a year are there on 1 January of the year after.
    fertility, mortality
        Factors on all birth rates and all death rates (:meth:`cohort.Rates.changed`).
    staying
        Whether those who come, and their children, leave again as others of their age
        (``others``), or stay for good (``good``).
    projects
        Named housing projects, each with years of its own; ``homes_profile`` moves into them.

    Raises
    ------
    ValueError
        If a number cannot be.
    """

    migration: float = 0.0
    profile: str = "average"
    homes: float = 0.0
    persons_per_home: float | None = None
    share_from_outside: float | None = None
    realisation: float = 1.0
    homes_profile: str = "families"
    from_year: int | None = None
    to_year: int | None = None
    fertility: float = 1.0
    mortality: float = 1.0
    staying: Staying = "others"
    projects: tuple[Project, ...] = ()

    def __post_init__(self) -> None:
        shares = (self.share_from_outside or 0.0, self.realisation)
        amounts = (self.homes, self.persons_per_home or 0.0, self.fertility, self.mortality)
        if not all(0 <= one <= 1 for one in shares) or not all(one >= 0 for one in amounts):
            raise ValueError(f"a lever is negative, or a share lies outside 0–1: {self}")

    @property
    def from_homes(self) -> float:
        """Extra people moving into new homes [persons per year].

        Raises
        ------
        MissingInputError
            If homes are to be built, but not said for how many or for whom.
        """
        if self.homes == 0:
            return 0.0
        if self.persons_per_home is None or self.share_from_outside is None:
            raise MissingInputError(
                "Nye boliger trenger to tall til: hvor mange som bor i hver bolig, og hvor stor "
                "del av dem som flytter hit utenfra. Sett begge."
            )
        return self.homes * self.persons_per_home * self.share_from_outside * self.realisation

    @property
    def from_projects(self) -> float:
        """Extra people moving into housing projects, in all years [persons]."""
        return sum(one.people for one in self.projects)

    @property
    def leave_again(self) -> bool:
        """Whether those who come leave again as others of their age."""
        return self.staying == "others"

    @property
    def rates_at_rest(self) -> bool:
        """Whether births and deaths are as in the official path."""
        return self.fertility == 1 and self.mortality == 1

    @property
    def at_rest(self) -> bool:
        """Whether nothing is changed."""
        still = self.migration == 0 and self.from_homes == 0 and not self.from_projects
        return still and self.rates_at_rest
