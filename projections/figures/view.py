"""What a figure is made from: a region and its inputs, and the choices, as on the pages.

It is kept beside the catalogue it was made from, and let go with it.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, ref

from ..case import Case, Catalogue, Projection
from ..claims.claim import Claim
from ..money.budget import Earmarked, Rules, less_finance
from ..money.costs import Need
from ..money.income import Assumed
from ..money.prices import Prices
from ..people.moved import Missed, Start
from ..people.population import Population
from ..provenance import Source
from ..series import Table
from ..services.service import AT_REST, Service
from ..sources.data import judged, vitals
from ..tables import CostView, Measure, Method, Setting, costs, published_before, sure
from ..tables import scenario as effects
from ..tables.budget import budget
from ..tables.labour import care_need
from ..trend.alternative import drawn_of, whose
from ..whatif.scenario import Scenario

T = TypeVar("T")
MOST_KEPT = 300
"""As many as are kept of a catalogue; some ten kilobytes each."""
_Kept = tuple[ref[Case], ref[Projection], Any]
_KEPT: WeakKeyDictionary[Catalogue, dict[Hashable, _Kept]] = WeakKeyDictionary()


def kept(setting: Setting, work: Callable[[Setting], T]) -> T:
    """What a function gives of a setting, made anew where any of it is another.

    Parameters
    ----------
    work
        A function at the top of its module, whose result does not hold the setting.
    """
    known = _KEPT.setdefault(setting.catalogue, {})
    case, path = setting.case, setting.path
    how = setting.method, setting.need, setting.assumed, setting.working, setting.since
    key = work, case.region.code, path.code, *how
    found = known.get(key)
    # A user's own inputs, or where a path starts, make another case or another projection.
    if found is None or found[0]() is not case or found[1]() is not path:
        found = ref(case), ref(path), work(setting)
        if len(known) >= MOST_KEPT:
            known.clear()
        known[key] = found
    return found[2]


@dataclass(frozen=True)
class Selection:
    """The choices that figures are made with, as on the pages."""

    first: int
    last: int
    base: int
    working: str
    method: Method
    need: Need
    assumed: Assumed
    prices: Prices
    fixed: Mapping[str, float]
    """Part of a sector's frame that does not follow people [share 0–1]."""
    coverage: float
    """Places with round-the-clock care [per cent of people aged 80+]."""
    rules: Rules
    scenario: Scenario = field(default_factory=Scenario)
    home_users: float = 0.0
    care_fte: float = 0.0
    """The municipality's own numbers of the base year; 0 where they are not known."""
    less_debt: float = 0.0
    """Debt less than in the plan's last year [million NOK],"""
    debt_service: float = 0.0
    """and what that saves a year for each 100 of it [million NOK]."""
    compare: tuple[str, ...] = ()
    """Codes of the municipalities to compare with."""
    against: str = ""
    """Code of the projection drawn beside the chosen one; empty for none."""
    start: Start = "counted"
    """Whether projections start from the newest count."""
    measure: Measure = "persons"
    cost_view: CostView = "change"
    """How age groups and costs are shown."""
    group: str = "total"
    """Age group that municipalities are compared by."""
    pyramid: tuple[int, int] = (0, 0)
    """The two years of the pyramid."""
    claim: Claim | None = None
    """A claim to be held against the figures."""
    effect: str = effects.NET
    """Which figure of a scenario is drawn."""
    band: bool = True
    """Whether what a projection may miss by is shown."""

    def __hash__(self) -> int:
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return hash(tuple((values | {"fixed": frozenset(self.fixed.items())}).values()))

    def setting(self, case: Case, projection: Projection | None, catalogue: Catalogue) -> Setting:
        """How kroner are reckoned of a region, with no lever moved."""
        how = (self.method, self.need, self.assumed, self.working, self.base)
        return Setting(case, projection, catalogue, *how, fixed=self.fixed)

    @property
    def finance(self) -> float:
        """Less interest and instalments a year after the plan [1000 NOK]."""
        return 1000 * less_finance(self.less_debt, self.debt_service)


@dataclass(frozen=True, eq=False)
class View:
    """All that a figure is made from.

    Parameters
    ----------
    case, projection, catalogue
        The region, its projection (None for history only), and all that is shared by regions.
    chosen
        The choices.
    everyone
        All municipalities in the newest year, where they have been fetched.
    spending
        KOSTRA's figures by region code, where they have been fetched.
    """

    case: Case
    projection: Projection | None
    catalogue: Catalogue
    chosen: Selection
    everyone: tuple[Population, ...] = ()
    spending: Mapping[str, Table] = field(default_factory=dict)

    @property
    def is_for_everyone(self) -> bool:
        """Whether all of it is read from data/ and the store, and nothing is one user's own."""
        return bool(self.catalogue.edition) and (
            self.catalogue.cases[self.case.region.code] is self.case
        )

    @property
    def of(self) -> tuple[Case, Projection | None, Catalogue]:
        """What most tables are reckoned from."""
        return self.case, self.projection, self.catalogue

    @property
    def against(self) -> Projection | None:
        """The projection drawn beside the chosen one."""
        found = self.case.projection(self.chosen.against) if self.chosen.against else None
        return found.started(self.chosen.start, self.case.observed) if found else None

    @cached_property
    def drawn(self) -> Projection | None:
        """The chosen projection with the courses its people may take; None where the band is off or
        nothing is known of how far off such a path is.
        """
        if self.projection is None or not self.chosen.band:
            return None
        return self.courses(self.projection)

    def courses(self, path: Projection) -> Projection | None:
        """A path of the region with the courses its people may take; None where none are known."""
        theirs = published_before.beside(judged.load(), self.fetched_misses)
        return drawn_of(path, vitals.load_history(), theirs)

    @cached_property
    def fetched_misses(self) -> tuple[Missed, ...]:
        """How far off SSB's fetched editions were here, beside those that come along."""
        return published_before.fetched(self.case, self.catalogue.judged.ssb)

    @property
    def band_sources(self) -> tuple[Source, ...]:
        """What the band stands on, besides the counts."""
        if self.drawn is None or whose(self.drawn) != "ssb":
            return ()
        return (judged.source(),)

    @property
    def service(self) -> Service:
        """What is changed in services: nothing, but where a scenario is laid on the path."""
        return AT_REST

    @cached_property
    def costs(self) -> Table:
        """The cost of each service by year."""
        return costs(self.setting, self.chosen.prices)

    @cached_property
    def budget(self) -> Table:
        """The plan and the years after it; what is earmarked is held there."""
        return self._budget("held")

    @cached_property
    def budget_without_earmarked(self) -> Table:
        """The same with nothing earmarked."""
        return self._budget("none")

    def _budget(self, earmarked: Earmarked) -> Table:
        return budget(self.setting, earmarked, self.chosen.last, self.chosen.finance)

    @cached_property
    def budget_ends(self) -> tuple[Table, ...]:
        """The same for each end of what nobody knows of the state."""
        return tuple(sure.outlooks(self.setting, self.chosen.last, self.chosen.finance))

    @cached_property
    def nets(self) -> Table:
        """Change in net for each thing that nobody knows of the state."""
        return sure.nets(self.setting, self.chosen.base)

    @cached_property
    def care_need(self) -> Table:
        """Need for care, and those who could give it."""
        own = self.chosen
        return care_need(self.setting, own.base, own.home_users, own.care_fte)

    @cached_property
    def setting(self) -> Setting:
        """How kroner are reckoned here; what stays while levers move."""
        return replace(self.chosen.setting(*self.of), service=self.service)

    @cached_property
    def official(self) -> Table:
        """What comes of the projection with all levers at rest."""
        return kept(self.setting, _official)

    @cached_property
    def changed(self) -> Table:
        """What comes of the scenario; the official table itself where no lever is moved."""
        moved = self.chosen.scenario.moved
        return effects.outcomes(self.setting, self.chosen.scenario) if moved else self.official


def _official(setting: Setting) -> Table:
    return effects.outcomes(setting, Scenario())
