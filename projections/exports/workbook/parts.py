"""What a workbook's formulas are made of: inputs and results of one path."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...case import Accounts
from ...money.budget import Rules
from ...people.ages import FloatArray
from ...series import Table
from ...tables import Method


@dataclass(frozen=True, eq=False)
class Own:
    """The own budget: ``[sector]`` frames [NOK] and fixed shares, ``[age]`` people they served."""

    year: int
    frames: FloatArray
    shares: FloatArray
    served: FloatArray
    table: Table


@dataclass(frozen=True, eq=False)
class Rated:
    """A user's own rates ``[service, age]`` [NOK per person], and people ``[year, age]``."""

    price_year: int
    services: tuple[str, ...]
    ages: tuple[str, ...]
    rates: FloatArray
    persons: FloatArray
    table: Table


@dataclass(frozen=True, eq=False)
class Received:
    """Income that follows people; ``[year]`` need index, taxes [NOK each] and levelled share.

    ``met`` is what the state gives more for the nation's ageing [NOK per inhabitant at the
    nation's need]; None where it gives nothing more.
    """

    grant: float
    index: FloatArray
    tax: FloatArray
    national_tax: FloatArray
    symmetric: FloatArray
    extra: float
    below: float
    met: FloatArray | None
    table: Table


@dataclass(frozen=True, eq=False)
class AfterPlan:
    """The plan's last year [1000 NOK], and what comes after it."""

    end: int
    result: float
    revenue: float
    fund: float
    """Less the deficit."""
    earmarked: float
    table: Table


@dataclass(frozen=True, eq=False)
class Nominal:
    """The deflator around a price year, and cost in nominal prices where it is known.

    Parameters
    ----------
    growth, levels
        By year [per cent from the year before] and [price year = 1]; NaN where not known.
    """

    price_year: int
    vintage: str
    growth: Mapping[int, float]
    levels: Mapping[int, float]
    table: Table


@dataclass(frozen=True, eq=False)
class Reckoning:
    """Inputs and results of one path.

    Parameters
    ----------
    method, base
        Which cost is measured, and from which year.
    persons
        ``[year, age]`` by service age group.
    rates
        ``[sector, age]`` [need per person, national mean per inhabitant = 1].
    places
        Places with round-the-clock care for the coverage ``coverage`` [per cent of 80+].
    own, rated, received, nominal, plan, after
        None where an input is missing; ``missing`` has the sentence, by the same name. ``rated`` is
        there where own rates are the method.
    """

    method: Method
    base: int
    years: tuple[int, ...]
    sectors: tuple[str, ...]
    persons: FloatArray
    rates: FloatArray
    mean_need: float
    coverage: float
    rules: Rules
    places: FloatArray
    national: Table
    own: Own | None
    rated: Rated | None
    received: Received | None
    nominal: Nominal | None
    plan: Accounts | None
    plan_figures: Table
    after: AfterPlan | None
    missing: dict[str, str]

    @property
    def chosen(self) -> Table:
        """Cost by the method that is measured [1000 NOK per year, fixed prices]."""
        if self.rated:
            return self.rated.table
        return self.own.table if self.method == "own" and self.own else self.national

    @property
    def services(self) -> tuple[str, ...]:
        """The services of that method."""
        return self.rated.services if self.rated else self.sectors
