"""The levers on who lives here, and named housing projects: what a user may change."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..errors import MissingInputError

MOST = 12
"""Projects in one scenario, so that its link can be sent."""
MOST_NAME = 30
PER_HOME, OUTSIDE = 2.5, 0.5
"""Persons in a new home and the part of them from outside, where nobody has said: an example that
is called so wherever it is used, no finding of ours [persons, share 0–1]."""
_PART = re.compile(r"\+([0-9a-f]{2,4})\.")


@dataclass(frozen=True)
class Project:
    """Homes that are built in one place.

    Parameters
    ----------
    name
        What the plan calls it.
    units
        [homes] in all, spread evenly over the years.
    first, last
        Years they are moved into; those who come are there on 1 January of the year after.
    persons_per_home
        [persons per home]
    share_from_outside
        Part of them who move from outside the municipality [share 0–1].
    realisation
        Part of the homes that are built and lived in [share 0–1].

    Raises
    ------
    ValueError
        If a number cannot be.

    Examples
    --------
    >>> one = Project("Øya", 12, 2028, 2030, 2.5, 0.6)
    >>> one.people, one.in_year(2029), one.in_year(2031)
    (18.0, 6.0, 0.0)
    """

    name: str
    units: float
    first: int
    last: int
    persons_per_home: float
    share_from_outside: float
    realisation: float = 1.0

    def __post_init__(self) -> None:
        shares = (self.share_from_outside, self.realisation)
        amounts = (self.units, self.persons_per_home, self.last - self.first)
        if not all(0 <= one <= 1 for one in shares) or not all(one >= 0 for one in amounts):
            raise ValueError(f"a housing project cannot be: {self}")

    @property
    def people(self) -> float:
        """Extra people in all [persons]."""
        each = self.persons_per_home * self.share_from_outside * self.realisation
        return self.units * each

    def in_year(self, year: int) -> float:
        """Extra people who move in during a year [persons]."""
        if not self.first <= year <= self.last:
            return 0.0
        return self.people / (self.last - self.first + 1)


def in_year(projects: Sequence[Project], year: int) -> float:
    """Extra people who move into all of them during a year [persons]."""
    return sum(one.in_year(year) for one in projects)


def to_text(project: Project) -> str:
    """The project in a link: plain letters alone.

    Examples
    --------
    >>> to_text(Project("Øya felt 2", 12, 2028, 2030, 2.5, 0.6, 0.9))
    '+d8.ya_felt_2:12:2028-2030:2.5:60:90'
    """
    name = "".join(
        "_" if one == " " else one if re.fullmatch(r"[0-9A-Za-z]", one) else f"+{ord(one):02x}."
        for one in project.name
    )
    years = f"{project.first}-{project.last}"
    shares = f"{100 * project.share_from_outside:g}:{100 * project.realisation:g}"
    return f"{name}:{project.units:g}:{years}:{project.persons_per_home:g}:{shares}"


def from_text(text: str) -> Project:
    """The project that :func:`to_text` wrote.

    Raises
    ------
    ValueError
        If it is no such text, or a number is out of range.
    """
    number = r"(\d{1,4}(?:\.\d{1,2})?)"
    found = re.fullmatch(
        rf"([0-9A-Za-z_+.]{{1,200}}):{number}:(\d{{4}})-(\d{{4}}):{number}:{number}:{number}",
        text,
        re.ASCII,
    )
    if found is None:
        raise ValueError("not a housing project")
    name, units, first, last, per_home, outside, realised = found.groups()
    name = _PART.sub(lambda one: chr(int(one[1], 16)), name.replace("_", " ")).strip()
    if not 1 <= len(name) <= MOST_NAME or not name.isprintable() or float(per_home) > 10:
        raise ValueError("not a housing project")
    shares = float(outside) / 100, float(realised) / 100
    return Project(name, float(units), int(first), int(last), float(per_home), *shares)


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
