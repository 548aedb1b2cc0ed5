"""What a figure is made from: a region and its inputs, and the choices, as on the pages.

It is kept beside the catalogue it was made from, and let go with it.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, ref

from ..case import Case, Catalogue, Projection
from ..choices import selections
from ..choices.choice import Choice
from ..choices.offered import projection_of
from ..choices.selections import Selection
from ..money.budget import Earmarked
from ..people.moved import Missed
from ..people.population import Population
from ..provenance import Source
from ..series import Table
from ..services.service import AT_REST, Service
from ..sources.data import judged, vitals
from ..tables import Setting, costs, published_before, sure
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
        return projection_of(self.case, self.chosen.against, self.chosen.start)

    @cached_property
    def drawn(self) -> Projection | None:
        """The chosen projection with the courses its people may take; None where the band is off or
        nothing is known of how far off such a path is.
        """
        if self.projection is None or not self.chosen.has_band:
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


def view_of(
    choice: Choice,
    catalogue: Catalogue,
    everyone: tuple[Population, ...] = (),
    spending: Mapping[str, Table] = MappingProxyType({}),
) -> View:
    """What figures are made from with a choice, where nobody has it at hand; see :class:`View`."""
    case, path = selections.inputs(choice, catalogue)
    return View(case, path, catalogue, selections.of(choice, catalogue), everyone, spending)


def _official(setting: Setting) -> Table:
    return effects.outcomes(setting, Scenario())
