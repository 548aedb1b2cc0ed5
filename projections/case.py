"""Everything known of one region, whatever it was read from: the container all readers return."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .errors import MissingInputError, UnknownChoiceError
from .money.costs import NeedKeys, Schedule
from .money.prices import Deflator
from .parameters import Parameters
from .people.ages import AgeBand, FloatArray
from .people.cohort import Rates
from .people.judged import Judged
from .people.moved import Start, moved
from .people.place_names import Former
from .people.population import Population, Region
from .people.statements import Statement
from .provenance import Source
from .series import Series, Table
from .services.capacity import Norms


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

        Parameters
        ----------
        counted
            The region's observed people.
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


NORWAY_CODE = "0"
MOST_AROUND = 6
"""Peers that a region is drawn among."""
DISTRICTS = "districts"
"""The input of :attr:`Case.districts`."""
MORE_PROJECTIONS = "more_projections"
"""The input that is added to a region's own projections, where others replace a field."""


class _WithInputs(Mapping[str, Case]):
    """Cases with some inputs replaced; each is still put together only when it is asked for."""

    def __init__(self, cases: Mapping[str, Case], own: Mapping[str, Mapping[str, Any]]) -> None:
        self.cases, self.own = cases, own
        self.made: dict[str, Case] = {}

    def __getitem__(self, code: str) -> Case:
        if code not in self.own:
            return self.cases[code]
        if code not in self.made:
            case, own = self.cases[code], dict(self.own[code])
            more = own.pop(MORE_PROJECTIONS, ())
            self.made[code] = replace(case, projections=(*case.projections, *more), **own)
        return self.made[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.cases)

    def __len__(self) -> int:
        return len(self.cases)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All that can be chosen.

    Parameters
    ----------
    cases
        By region code; may be put together only when one is asked for, so never go through all of
        its values.
    names
        Every region's name by code.
    bundled
        Codes of the regions that came with the program, in the order they are shown.
    sources, keys, parameters, deflator, norms
        Passports by id, the income system's keys, the assumptions, the price growth, and the
        minimum norms of schools and kindergartens.
    rates
        National survival and fertility.
    spending
        What municipalities spent, to compare with.
    """

    cases: Mapping[str, Case]
    names: Mapping[str, str]
    bundled: tuple[str, ...]
    sources: Mapping[str, Source]
    keys: NeedKeys
    parameters: Parameters
    deflator: Deflator
    norms: Norms
    rates: Rates
    spending: Spending = field(default_factory=Spending)
    need_indices: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    """The ministry's official index of need by region code and year [the nation = 1]."""
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A region's names in other languages by its code, where it has any."""
    former: Mapping[str, Former] = field(default_factory=dict)
    """Municipality codes that are no longer in use."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Inhabitants by region code in the newest year, to find those of like size."""
    judged: Judged = field(default_factory=Judged)
    """How far others were off before."""
    everyone: Callable[..., tuple[Population, ...]] = lambda *_: ()
    """Gives every municipality in single ages, in the years asked for or else the newest; made when
    it is asked for."""
    # Not given when made: a catalogue in which anything is replaced is of no edition.
    edition: str = field(default="", init=False)
    """What all of it was read from, the same for the same figures; empty where anything else is in
    it, such as what one user has brought."""

    def of_edition(self, edition: str) -> "Catalogue":
        """The same, all of it read from data/ and the store just now, which is this edition."""
        found = replace(self)
        object.__setattr__(found, "edition", edition)
        return found

    def case(self, code: str) -> Case:
        """The case of a region code.

        Raises
        ------
        UnknownChoiceError
            If the region is not known.
        SourceError
            If what is kept of the region cannot be read.
        """
        if code not in self.names:
            raise UnknownChoiceError("kommune", code, self.some())
        return self.cases[code]

    def some(self) -> list[str]:
        """Names of some regions that can be chosen, and how many more municipalities there are."""
        known = [f"{self.names[code]} ({code})" for code in self.bundled]
        others = sum(len(code) == 4 for code in self.names if code not in self.bundled)
        return known + ([f"{others} andre kommuner, etter navn eller nummer"] if others else [])

    def present(self, code: str) -> str:
        """The code of today that a former one leads to; others as they are.

        One whose municipality was divided leads to several, and so nowhere.
        """
        found = self.former.get(code)
        return found.present[0] if found and len(found.present) == 1 else code

    def peers(self, code: str, most: int = 3) -> tuple[str, ...]:
        """Regions to stand beside one: of its kind, nearest in size, in the same county first.

        Parameters
        ----------
        most
            How many at most; those of the same county before others.
        """
        every = self.nearest(code, len(self.sizes))
        return tuple(sorted(every, key=lambda one: one[:2] != code[:2])[:most])

    def with_inputs(self, own: Mapping[str, Mapping[str, Any]]) -> "Catalogue":
        """The same, with other inputs for some regions, for one user.

        Parameters
        ----------
        own
            Fields of :class:`Case` to replace, by region code; ``more_projections`` stand after
            the region's own.
        """
        return replace(self, cases=_WithInputs(self.cases, own)) if own else self

    def nearest(self, code: str, most: int) -> tuple[str, ...]:
        """Regions of its kind nearest in size, wherever they are; the nearest first."""
        size = self.sizes.get(code, 0)
        alike = [one for one in self.sizes if len(one) == len(code) and one != code]
        return tuple(sorted(alike, key=lambda one: abs(self.sizes[one] - size))[:most])

    def beside(self, *codes: str) -> tuple[Case, ...]:
        """The first and what it is drawn among, then the others, each once.

        A region with a place among the bundled ones stands among them; others among Norway, their
        county and their peers. Enough to compare with, few enough to draw.
        """
        around = self.bundled
        if codes and codes[0] not in self.bundled:
            own, county = codes[0], codes[0][:2]
            among = (own, NORWAY_CODE, county, *self.peers(own, MOST_AROUND))
            around = tuple(code for code in among if code in self.names)
        return tuple(self.case(code) for code in dict.fromkeys((*around, *codes)))
