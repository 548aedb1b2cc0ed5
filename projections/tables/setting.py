"""What tables of kroner are reckoned from: a region, its path, and how it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError
from ..money.costs import Need
from ..money.income import Assumed
from ..people.population import Population
from ..series import Series
from ..services.service import AT_REST, Service
from ..whatif.account import Overlay
from ..whatif.levers import Levers
from .people import paths

Method = Literal["own", "national", "rates"]
NOT_FIXED: Mapping[str, float] = {}
NO_PROJECTION = "Et scenario legges oppå en prognose, og ingen er valgt. Velg en under «Prognose»."


@dataclass(frozen=True, eq=False)
class Setting:
    """A region with its path, and how kroner are reckoned; what stays while levers move.

    Parameters
    ----------
    case, projection, catalogue
        The region, its projection (None for history alone), and what all regions share.
    method
        ``own`` (the municipality's frames), ``national`` (the income system's mean need) or
        ``rates`` (a user's own cost per person by age).
    need
        ``all`` (whole key) or ``age`` (its age criteria only).
    assumed
        What tax follows, and what the state gives.
    working
        Working age of aldersbæreevne.
    since
        The year that money is measured from, where one is chosen.
    fixed
        Part of a sector's frame that does not follow people [share 0–1], by sector; the own
        method only.
    service
        What is changed in the services after :func:`unchanged_until`; projected people only.
    """

    case: Case
    projection: Projection | None
    catalogue: Catalogue
    method: Method = "national"
    need: Need = "all"
    assumed: Assumed = field(default_factory=Assumed)
    working: str = "20-66"
    since: int | None = None
    fixed: Mapping[str, float] = field(default_factory=dict, kw_only=True)
    service: Service = field(default=AT_REST, kw_only=True)
    # Not given when made, so that another setting never takes this one's.
    reckoned: dict[Levers, tuple[Overlay, Series | None]] = field(default_factory=dict, init=False)
    """Paths and their income by the levers on people: levers on services ask for the same."""
    spent: dict[str, Series] = field(default_factory=dict, init=False)
    """Cost of the official path by the fixed shares: what every scenario is measured from."""

    def on(self, path: Projection | None) -> "Setting":
        """The same on another path of the region."""
        return replace(self, projection=path)

    @property
    def paths(self) -> tuple[Population, ...]:
        """History, then the projection; they are shown beside each other, never joined."""
        return paths(self.case, self.projection)

    @property
    def path(self) -> Projection:
        """The projection.

        Raises
        ------
        MissingInputError
            If none is chosen.
        """
        if self.projection is None:
            raise MissingInputError(NO_PROJECTION)
        return self.projection

    @property
    def base(self) -> int:
        """The year that money is measured from: the chosen one, else the newest count."""
        if self.since in self.path.population.years:
            return self.since
        return self.case.measured_from(self.projection)

    @property
    def counted(self) -> int:
        """The last year that levers on people leave alone: movers of it are there the year after.

        The newest count, or the path's first year where that comes later.
        """
        return max(self.case.newest_count, self.path.population.years[0])

    @property
    def unchanged_until(self) -> int:
        """The last year that levers on services leave alone."""
        return unchanged_until(self.case, self.path.population)

    @property
    def price_year(self) -> int:
        """The year whose prices costs are in: the frames', the own rates', or the mean need's."""
        if self.method == "own":
            return self.case.require_frames().prices
        if self.method == "rates":
            return int(self.case.require_rates().price_year or 0)
        return self.catalogue.parameters.parameter("mean_need").from_year


def unchanged_until(case: Case, path: Population) -> int:
    """The last year that levers on services leave alone.

    The newest count; or the year of the region's own frames, or the path's first, where that comes
    later: what is counted, and what is paid for already, is as it was.
    """
    own = (case.frames.year,) if case.frames else ()
    return max(case.newest_count, path.years[0], *own)
