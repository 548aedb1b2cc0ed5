"""A scenario: everything a user has moved, on people and on services, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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
