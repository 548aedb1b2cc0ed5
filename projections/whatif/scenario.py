"""A scenario: everything a user has moved, as one value; and what a lever is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..parameters import Parameters
from ..people.cohort import Rates
from ..services.service import NONE, Service
from .levers import Levers

DRIVERS = (
    "moving",
    "fertility",
    "mortality",
    "healthier",
    "standard",
    "unit_cost",
    "fixed",
    "coverage",
)
"""What a difference is split by, in the order it is told."""


@dataclass(frozen=True)
class Scenario:
    """What is changed; at rest unless set.

    Parameters
    ----------
    people
        Migration, homes, births and deaths.
    service
        Healthier old age, and cost per user by sector.
    fixed
        By sector: part of the frame that does not follow people [share 0–1].
    coverage
        Places with round-the-clock care [per cent of people aged 80 and over]; None is the
        assumption's own.
    """

    people: Levers = field(default_factory=Levers)
    service: Service = field(default_factory=Service)
    fixed: Mapping[str, float] = field(default_factory=lambda: NONE)
    coverage: float | None = None

    def __hash__(self) -> int:
        return hash((self.people, self.service, frozenset(self.fixed.items()), self.coverage))

    @property
    def moved(self) -> tuple[str, ...]:
        """The drivers that are not at rest."""
        people, service = self.people, self.service
        is_moved = {
            "moving": bool(people.migration or people.from_homes or people.from_projects),
            "fertility": people.fertility != 1,
            "mortality": people.mortality != 1,
            "healthier": service.postponed != 0,
            "standard": any(service.standard.values()),
            "unit_cost": any(one != 100 for one in service.unit_cost.values()),
            "fixed": any(self.fixed.values()),
            "coverage": self.coverage is not None,
        }
        return tuple(one for one in DRIVERS if is_moved[one])

    def only(self, drivers: frozenset[str]) -> "Scenario":
        """The same, with every other driver at rest."""
        rest = Scenario()
        people = replace(
            self.people,
            migration=self.people.migration if "moving" in drivers else 0.0,
            homes=self.people.homes if "moving" in drivers else 0.0,
            projects=self.people.projects if "moving" in drivers else (),
            fertility=self.people.fertility if "fertility" in drivers else 1.0,
            mortality=self.people.mortality if "mortality" in drivers else 1.0,
        )
        service = Service(
            postponed=self.service.postponed if "healthier" in drivers else 0.0,
            standard=self.service.standard if "standard" in drivers else NONE,
            unit_cost=self.service.unit_cost if "unit_cost" in drivers else NONE,
        )
        return Scenario(
            people,
            service,
            self.fixed if "fixed" in drivers else rest.fixed,
            self.coverage if "coverage" in drivers else rest.coverage,
        )


Span = tuple[float, float, float]
"""Lowest and highest value of a lever, and where it rests."""


@dataclass(frozen=True)
class Number:
    """A number a user may move.

    Parameters
    ----------
    field, link
        Its name among the choices, and in a link.
    title
        What stands above it on the page.
    unit
        What it counts.
    low, high, step, rest
        Its span, the way from one stop to the next, and where it changes nothing.
    shown
        A value in words where it is moved, by the country's rates of births and deaths.
    """

    field: str
    link: str
    title: str
    unit: str
    low: float
    high: float
    step: float
    rest: float
    shown: Callable[[float, Rates], str]


@dataclass(frozen=True)
class Asked:
    """A lever as the floor asks for it: its name, a value in words, and one stop to the next.

    Of a lever by sector one sector is asked for.
    """

    name: str
    told: Callable[[float, Rates], str]
    step: float
    sector: str = ""


@dataclass(frozen=True, kw_only=True)
class Lever(Number):
    """A number that makes a scenario when it is not at rest.

    Parameters
    ----------
    name
        What it is called in a sentence.
    told
        A value that it is moved to, in a sentence.
    driver
        What its effect is counted as; one of :data:`~.scenario.DRIVERS`.
    get, put
        Its value in a scenario, and the scenario with another, in :attr:`unit`; numbers by sector
        where :attr:`by_sector`.
    by_sector
        Whether every sector has its own.
    help
        What must be known to move it; may be empty.
    parameter
        The id of the parameter that has its span and rest, where a source gives them.
    needs
        Other numbers that must be set for it to move anything.
    in_single_years
        Whether the projection must have single years of age and sex.
    everywhere
        Whether it moves the figures of every page, and not those of a scenario alone.
    asked
        How the floor asks for it; None where it does not.
    """

    name: str
    told: Callable[[float], str]
    driver: str
    get: Callable[[Scenario], Any]
    put: Callable[[Scenario, Any], Scenario]
    by_sector: bool = False
    help: str = ""
    parameter: str = ""
    needs: tuple[str, ...] = ()
    in_single_years: bool = False
    everywhere: bool = False
    asked: Asked | None = None

    def span(self, parameters: Parameters) -> Span:
        """Lowest, highest and at rest."""
        if not self.parameter:
            return self.low, self.high, self.rest
        assumed = parameters.parameter(self.parameter)
        return (*assumed.range, assumed.value)
