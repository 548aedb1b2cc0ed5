"""Everything known of one region, whatever it was read from, and its projections."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..errors import MissingInputError, UnknownChoiceError
from ..people.ages import FloatArray
from ..people.moved import Start, moved
from ..people.population import Population, Region
from ..people.statements import Statement
from ..provenance import Source
from ..series import Series, Table
from .inputs import Accounts, Allocations, Capacity, OwnPlaces, OwnRates, OwnTax, Partial

DISTRICTS = "districts"
"""The input of :attr:`Case.districts`."""
MORE_PROJECTIONS = "more_projections"
"""The input that is added to a region's own projections, where others replace a field."""


@dataclass(frozen=True, eq=False)
class Projection:
    """One alternative of one projection, with the code that stands in URLs."""

    population: Population
    components: tuple[Series, ...] = ()
    """Births, deaths and migration it reckons with; empty where they are not known."""
    areas: Mapping[str, Population] = field(default_factory=dict)
    """Parts of the region, such as school districts, by name; empty where they are not known."""
    partial: Partial | None = None
    """Set where some ages only are known; the others are missing. It is shown by part alone."""
    official: Population | None = None
    """The path that a user's own changes are laid on; None where nothing is changed."""
    printed: Population | None = None
    """The path as it was published, where it is moved to the newest count,"""
    moved_to: int | None = None
    """and the year of that count."""

    def __post_init__(self) -> None:
        if len(self.population.alternatives) != 1:
            raise ValueError("a projection holds exactly one alternative")

    @property
    def alternative(self) -> str:
        """Code of the alternative."""
        return self.population.alternatives[0]

    @property
    def paid_for(self) -> Population:
        """Whom a frame paid for: the people without a user's own changes."""
        return self.official or self.population

    @property
    def unchanged(self) -> "Projection":
        """The same without a user's own changes."""
        return replace(self, population=self.paid_for, official=None)

    def changed(self, population: Population) -> "Projection":
        """The same with a user's own changes; money spent is still shared on those paid for."""
        if population is self.population:
            return self
        return replace(self, population=population, official=self.paid_for)

    def started(self, start: Start, counted: Population) -> "Projection":
        """The same from the newest count, or as it was published.

        ``counted``: the region's observed people.
        """
        if start == "printed" or self.partial:
            return self
        path = moved(self.population, counted)
        if path is self.population:
            return self
        to = max(year for year in path.years if year in counted.years)
        return replace(self, population=path, printed=self.population, moved_to=to)

    @property
    def as_printed(self) -> "Projection":
        """The same as it was published."""
        return (
            replace(self, population=self.printed, printed=None, moved_to=None)
            if self.printed
            else self
        )

    @property
    def use(self) -> str:
        """The input of a case it can be: one with some ages only is no projection beside others."""
        return DISTRICTS if self.partial else MORE_PROJECTIONS

    @property
    def code(self) -> str:
        """``source.alternative``, the plain code of the choice."""
        return f"{self.population.source.id}.{self.alternative}"


@dataclass(frozen=True, eq=False)
class Case:
    """One region with all its inputs; an input that is not there is None or empty."""

    region: Region
    observed: Population
    pyramid: Population | None = None
    projections: tuple[Projection, ...] = ()
    components: tuple[Series, ...] = ()
    part_year: int | None = None
    """The year whose components do not cover the whole year."""
    frames: Allocations | None = None
    capacities: tuple[Capacity, ...] = ()
    plan_lines: tuple[Series, ...] = ()
    plan_ratio: Series | None = None
    accounts: Accounts | None = None
    mover_profile: FloatArray | None = None
    """``[sex, age]`` of a user's own [share 0–1]: who moves in a scenario."""
    own_rates: OwnRates | None = None
    own_places: tuple[OwnPlaces, ...] = ()
    """A user's own; they stand in place of the capacity of their services."""
    income_lines: Table = ()
    """The plan's lines of grants and tax [1000 NOK per year]."""
    free_income: Table = ()
    """Every line of grants and tax as the plan prints it, sums too [1000 NOK per year]."""
    own_tax: OwnTax | None = None
    """A user's own, where no plan's lines are known."""
    statements: tuple[Statement, ...] = ()
    """What the plan says in so many words."""
    districts: tuple[Projection, ...] = ()
    """Pupils by school district from files without other ages; never among the projections."""

    def __post_init__(self) -> None:
        if any(one.partial for one in self.projections):
            raise ValueError("a projection must have all ages")

    def projection(self, code: str) -> Projection | None:
        """The projection with this code; None for the empty code.

        Raises
        ------
        UnknownChoiceError
            If the code is not known for the region.
        """
        if not code:
            return None
        for one in self.projections:
            if one.code == code:
                return one
        raise UnknownChoiceError("fremskriving", code, [one.code for one in self.projections])

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source behind the region's figures, each once."""
        every = (*self.projections, *self.districts)
        people = [self.observed, *(one.population for one in every)]
        found = [one.source for one in people]
        behind = (series for one in self.projections for series in one.components)
        lines = (*self.components, *behind, *self.plan_lines, *self.income_lines)
        found += [one.source for one in lines]
        found += [self.pyramid.source] if self.pyramid else []
        found += [self.frames.source] if self.frames else []
        found += [one.source for one in self.capacities]
        found += [one.source for one in self.own_places]
        found += [self.own_rates.source] if self.own_rates else []
        found += [self.own_tax.source] if self.own_tax else []
        found += [self.plan_ratio.source] if self.plan_ratio else []
        found += [one.source for one in self.accounts.tables] if self.accounts else []
        found += [one.source for one in self.statements]
        return tuple(dict.fromkeys(found))

    @property
    def newest_count(self) -> int:
        """The newest 1 January that people are counted; nothing a user changes comes before it."""
        return self.observed.years[-1]

    def measured_from(self, projection: Projection | None) -> int:
        """The year that people and money count from where no other is asked for.

        The newest count; the start of a projection that is shown as it was published, or that
        begins later; ten years before the newest count where there is only history.
        """
        if projection:
            return projection.moved_to or projection.population.years[0]
        years = self.observed.years
        return years[max(0, len(years) - 11)]

    def years(self, projection: Projection | None) -> tuple[int, ...]:
        """All years with figures, observed and projected."""
        projected = projection.population.years if projection else ()
        return tuple(sorted({*self.observed.years, *projected}))

    def require_frames(self) -> Allocations:
        """The frames.

        Raises
        ------
        MissingInputError
            If the region has none.
        """
        if self.frames is None:
            raise MissingInputError(
                f"Metoden «eget budsjett» trenger driftsrammer, og de finnes ikke for "
                f"{self.region.name}. Velg metoden «nasjonal standard», eller last opp egne "
                "driftsrammer på siden Demografikostnader."
            )
        return self.frames

    def require_rates(self) -> OwnRates:
        """A user's own rates, with costs.

        Raises
        ------
        MissingInputError
            If the region has none.
        """
        if self.own_rates is None or not self.own_rates.costs:
            raise MissingInputError(
                "Metoden «egne satser» trenger en fil med kroner per person, og ingen er i bruk "
                f"for {self.region.name}. Last den opp på siden Last opp, eller velg en annen "
                "metode."
            )
        return self.own_rates

    def require_accounts(self) -> Accounts:
        """The plan's lines.

        Raises
        ------
        MissingInputError
            If the region has none.
        """
        if self.accounts is None:
            raise MissingInputError(
                "Handlingsrommet regnes fra økonomiplanens linjer, og de finnes ikke for "
                f"{self.region.name}. Legg dem inn på siden Handlingsrom: tre til åtte tall, eller "
                "en fil etter malen."
            )
        return self.accounts
