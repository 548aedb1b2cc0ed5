"""What a region may have besides people: frames, capacity, rates, tax, spending, accounts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..money.own_rates import Schedule
from ..money.prices import Deflator
from ..people.ages import AgeBand
from ..people.population import Region
from ..provenance import Source
from ..series import Table


@dataclass(frozen=True)
class Allocation:
    """One unit's net frame in the frame year, and the sector it belongs to ("" for none)."""

    unit_name: str
    sector: str
    amount: float
    """[NOK per year]"""


@dataclass(frozen=True, eq=False)
class Allocations:
    """A municipality's own net budget frames for one year."""

    year: int
    frames: tuple[Allocation, ...]
    source: Source
    price_year: int | None = None
    """The year whose prices they are in; that of the frames where left out."""

    @property
    def prices(self) -> int:
        """The year whose prices the frames are in."""
        return self.price_year or self.year

    def by_sector(self, sector: str) -> float:
        """Sum of the frames mapped to a sector [NOK per year]."""
        return sum(frame.amount for frame in self.frames if frame.sector == sector)


CapacityKind = Literal["capacity", "decided", "counted", "in_use", "staff"]
"""What a number of one house is: places there are; places as decided; the same places as counted
otherwise in the same source; how many it serves; or its staff [årsverk]. Only the first two can be
passed.
"""


@dataclass(frozen=True)
class Capacity:
    """A number of one house for one service.

    Parameters
    ----------
    service
        ``heldogn`` [places with round-the-clock care] or ``grunnskole`` [pupils].
    name
        The house, or for staff the unit. One with ``decided`` keeps nothing of what it has today.
    year
        The year it is told for; of pupils the school year that begins then.
    decided_from
        Of ``decided``; None where the source does not give the year.
    line
        Line of the source's text.
    """

    service: str
    name: str
    kind: CapacityKind
    amount: float
    year: int
    decided_from: int | None
    line: str
    source: Source


@dataclass(frozen=True)
class OwnPlaces:
    """A user's own number of places for a service, as :class:`Capacity`, in some years.

    Parameters
    ----------
    first, last
        The years it holds for, both included; None for all years before or after.
    """

    service: str
    name: str
    places: float
    first: int | None
    last: int | None
    source: Source

    def holds(self, year: int) -> bool:
        """Whether the places are there in a year."""
        since = self.first is None or self.first <= year
        return since and (self.last is None or year <= self.last)


@dataclass(frozen=True, eq=False)
class OwnRates:
    """A user's own rates by service and age, from a file.

    Parameters
    ----------
    costs
        By service [NOK per person and year]; a sector's code, or :data:`OWN_SERVICE` and a name.
    users
        By service [users per person].
    price_year
        The year whose prices the costs are in; None where there are none.
    """

    costs: Mapping[str, Schedule]
    users: Mapping[str, Schedule]
    price_year: int | None
    source: Source


@dataclass(frozen=True)
class OwnTax:
    """A municipality's own tax in one year, as a user wrote it.

    Parameters
    ----------
    year
        One with an official need index.
    inhabitants
        Those the income system counts: 1 July of the year before.
    tax, equalisation
        Tax on income and wealth, and what it is equalised by [NOK per year].
    price_year
        The year whose prices they are in; the same year where left out.
    """

    year: int
    inhabitants: float
    tax: float
    equalisation: float
    source: Source
    price_year: int | None = None


OWN_SERVICE = "tjeneste:"
"""Stands before the name of a service that is not one of the income system's sectors."""


@dataclass(frozen=True, eq=False)
class Spending:
    """What municipalities and a KOSTRA group spent, as a plan prints it [NOK per inhabitant].

    Parameters
    ----------
    by_area
        Net expenditure by service area and in all, already divided by the calculated need.
    key_figures
        Revenue, expenditure and debt; not adjusted for need.
    groups
        The KOSTRA group of a municipality by its code, where it is known.
    """

    by_area: Table = ()
    key_figures: Table = ()
    groups: Mapping[str, Region] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Accounts:
    """A municipality's plan by its own lines, as printed; one series a line and kind of year.

    Parameters
    ----------
    lines
        Central revenue, finance and provisions by code [1000 NOK]; revenue is negative, as the
        plan has it, and its printed name is the label ``line``.
    revenue
        Gross operating revenue by area [1000 NOK], positive.
    balances
        Reserve fund at the end of the years before the plan [1000 NOK].
    printed
        Net operating result and reserve fund as the plan prints them [percent of revenue].
    key_figures
        Net debt and reserve fund here and in the neighbours [percent of revenue].
    price_year, deflator
        The year whose prices the plan is in, and what leads there from others; None where what
        comes after the plan is in the same prices already.
    is_entered
        Whether a user wrote the lines: result, fund and what the areas draw, no other.
    """

    lines: Table
    revenue: Table
    balances: Table
    printed: Table
    key_figures: Table
    price_year: int | None = None
    deflator: Deflator | None = None
    is_entered: bool = False

    @property
    def tables(self) -> Table:
        """All of its series."""
        found = (self.lines, self.revenue, self.balances, self.printed, self.key_figures)
        return tuple(one for table in found for one in table)


@dataclass(frozen=True)
class Partial:
    """What a file has that does not have all ages.

    Parameters
    ----------
    ages
        The only ages it has.
    autumn
        Whether people are counted in the autumn, by grade or school year: they are as old on
        1 January of the year after.
    """

    ages: AgeBand
    autumn: bool = False
