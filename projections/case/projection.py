"""One projection of a region."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..people.moved import Start, moved
from ..people.population import Population
from ..series import Series
from .inputs import Partial

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
