"""Everything known of one region, whatever it was read from: the container all readers return."""

from collections.abc import Mapping
from dataclasses import dataclass

from .costs import NeedKeys
from .errors import MissingInputError, UnknownChoiceError
from .parameters import Parameters
from .population import Population, Region
from .provenance import Source
from .series import Series


@dataclass(frozen=True)
class Frame:
    """One unit's net frame in the frame year, and the sector it belongs to ("" for none)."""

    unit_name: str
    sector: str
    amount: float
    """[NOK per year]"""


@dataclass(frozen=True, eq=False)
class Frames:
    """A municipality's own net budget frames for one year, fixed prices of that year."""

    year: int
    frames: tuple[Frame, ...]
    source: Source

    def by_sector(self, sector: str) -> float:
        """Sum of the frames mapped to a sector [NOK per year]."""
        return sum(frame.amount for frame in self.frames if frame.sector == sector)


@dataclass(frozen=True, eq=False)
class Projection:
    """One alternative of one projection, with the code that stands in URLs."""

    population: Population

    def __post_init__(self) -> None:
        if len(self.population.alternatives) != 1:
            raise ValueError("a projection holds exactly one alternative")

    @property
    def alternative(self) -> str:
        """Code of the alternative."""
        return self.population.alternatives[0]

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
    frames: Frames | None = None
    plan_lines: tuple[Series, ...] = ()
    plan_ratio: Series | None = None

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
        people = [self.observed, *(one.population for one in self.projections)]
        found = [one.source for one in people]
        found += [one.source for one in (*self.components, *self.plan_lines)]
        found += [self.pyramid.source] if self.pyramid else []
        found += [self.frames.source] if self.frames else []
        found += [self.plan_ratio.source] if self.plan_ratio else []
        return tuple(dict.fromkeys(found))

    def years(self, projection: Projection | None) -> tuple[int, ...]:
        """All years with figures, observed and projected."""
        projected = projection.population.years if projection else ()
        return tuple(sorted({*self.observed.years, *projected}))

    def require_frames(self) -> Frames:
        """The frames.

        Raises
        ------
        MissingInputError
            If the region has none.
        """
        if self.frames is None:
            raise MissingInputError(
                f"Metoden «eget budsjett» trenger driftsrammer, og de finnes ikke for "
                f"{self.region.name}. Velg metoden «nasjonal standard», eller velg Røros."
            )
        return self.frames


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All that can be chosen, read once."""

    cases: Mapping[str, Case]
    sources: Mapping[str, Source]
    keys: NeedKeys
    parameters: Parameters

    def case(self, code: str) -> Case:
        """The case of a region code.

        Raises
        ------
        UnknownChoiceError
            If the region is not known.
        """
        if code not in self.cases:
            known = [f"{one.region.name} ({key})" for key, one in self.cases.items()]
            raise UnknownChoiceError("kommune", code, known)
        return self.cases[code]
