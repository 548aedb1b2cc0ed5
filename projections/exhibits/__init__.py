"""The figures worth taking along, in the order they are told, each as on the pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from .. import labels, ledger, tables
from ..case import Case, Catalogue, Projection
from ..errors import MissingInputError, UnknownChoiceError
from ..narrative import handout, sure
from ..norwegian import listing
from ..series import sources_of
from . import levers, money, others, people, staff
from .what import Curve, Exhibit, Kind, Selection, plain

__all__ = ["NAMES", "Collection", "Curve", "Exhibit", "Kind", "Selection", "collect", "plain"]

Build = Callable[[Case, Projection | None, Catalogue, Selection], Exhibit]

_BUILDERS: Mapping[str, Build] = MappingProxyType(
    {
        "folketall": people.inhabitants,
        "aldersgrupper": people.age_groups,
        "gjennomsnittsalder": people.mean_age,
        "aldersbaereevne": people.ratio,
        "aldersbaereevne_andre": others.ratios,
        "elever": people.pupils,
        "barnehage": staff.kindergarten,
        "omsorgsplasser": people.care_places,
        "pleie_og_omsorg": staff.care,
        "arbeidskraft": staff.staff,
        "kostnad_etter_tjeneste": money.cost,
        "hvorfor_kostnaden_endres": money.why,
        "kostnad_inntekt_netto": money.net,
        "netto_driftsresultat": money.result,
        "disposisjonsfond": money.fund,
        "utgifter_mot_andre": others.spending,
    }
)
_OF_SCENARIO: Mapping[str, Build] = MappingProxyType(
    {"scenario": levers.scenario, "scenario_hvorfor": levers.causes}
)

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "folketall": "Folketall",
        "aldersgrupper": "Aldersgrupper",
        "gjennomsnittsalder": "Gjennomsnittsalder",
        "aldersbaereevne": "Aldersbæreevne",
        "aldersbaereevne_andre": "Aldersbæreevne i andre kommuner",
        "elever": "Elever",
        "barnehage": "Barnehage",
        "omsorgsplasser": "Omsorgsplasser",
        "pleie_og_omsorg": "Pleie og omsorg",
        "arbeidskraft": "Arbeidskraft",
        "kostnad_etter_tjeneste": "Kostnad etter tjeneste",
        "hvorfor_kostnaden_endres": "Hvorfor kostnaden endres",
        "kostnad_inntekt_netto": "Kostnad, inntekt og netto",
        "netto_driftsresultat": "Netto driftsresultat",
        "disposisjonsfond": "Disposisjonsfond",
        "utgifter_mot_andre": "Utgifter mot andre kommuner",
        "scenario": "Scenario",
        "scenario_hvorfor": "Scenario etter spak",
    }
)
"""What each exhibit is called."""


_STATEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "folketall": "befolkning",
        "elever": "kapasitet",
        "kostnad_inntekt_netto": "inntekt",
        "netto_driftsresultat": "handlingsrom",
        "utgifter_mot_andre": "sammenligning",
    }
)
"""The exhibit that carries what the plan says on a page."""


@dataclass(frozen=True, eq=False)
class Collection:
    """The exhibits of a region.

    Parameters
    ----------
    title, chosen
        What it is about, and the choices in words.
    exhibits
        In their order.
    missing
        A sentence for each exhibit that the region lacks an input for, by key.
    """

    title: str
    chosen: str
    exhibits: tuple[Exhibit, ...]
    missing: Mapping[str, str]

    @property
    def left_out(self) -> str:
        """Which exhibits are missing; empty where none is."""
        return handout.left_out([NAMES[key].lower() for key in self.missing])

    def only(self, keys: Sequence[str]) -> "Collection":
        """These exhibits, in this order.

        Raises
        ------
        UnknownChoiceError
            If a key is not known.
        MissingInputError
            If one of them is of a scenario, and none is chosen.
        """
        found, wanted = {one.key: one for one in self.exhibits}, tuple(dict.fromkeys(keys))
        if unknown := [key for key in wanted if key not in NAMES]:
            raise UnknownChoiceError("figur", ", ".join(unknown), NAMES)
        if lacking := [key for key in wanted if key not in found and key not in self.missing]:
            raise MissingInputError(
                f"Figuren «{lacking[0]}» trenger et scenario, og ingen spak er flyttet."
            )
        return replace(
            self,
            exhibits=tuple(found[key] for key in wanted if key in found),
            missing={key: self.missing[key] for key in wanted if key in self.missing},
        )


def collect(
    case: Case, projection: Projection | None, catalogue: Catalogue, chosen: Selection
) -> Collection:
    """All exhibits that can be made; the scenario only when something is moved in it.

    Raises
    ------
    UnknownChoiceError
        If a chosen year is not among the figures.
    """
    builders = dict(_BUILDERS)
    if chosen.scenario.moved:
        builders |= _OF_SCENARIO
    found, missing = [], {}
    for key, build in builders.items():
        try:
            exhibit = build(case, projection, catalogue, chosen)
            exhibit = _with_span(exhibit, case, projection, catalogue, chosen)
            found.append(_with_statements(exhibit, case, projection))
        except MissingInputError as problem:
            missing[key] = str(problem)
    title = f"{case.region.name}: befolkning og økonomi {chosen.first}–{chosen.last}"
    return Collection(title, _in_words(projection, chosen), tuple(found), missing)


def _with_span(
    exhibit: Exhibit,
    case: Case,
    projection: Projection | None,
    catalogue: Catalogue,
    chosen: Selection,
) -> Exhibit:
    """The net exhibit with how sure it is, first in its text; others as they are."""
    if exhibit.key != "kostnad_inntekt_netto":
        return exhibit
    of = (case, projection, catalogue, chosen.method, chosen.need, chosen.assumed, chosen.base)
    try:
        table = tables.sure.nets(*of, chosen.fixed)
    except MissingInputError:
        return exhibit
    told = sure.nets(table, chosen.last)
    return replace(
        exhibit,
        text=f"{told.title}. {exhibit.text}",
        grids=(*exhibit.grids, ledger.net_span(table, chosen.last)),
    )


def _with_statements(exhibit: Exhibit, case: Case, projection: Projection | None) -> Exhibit:
    """The exhibit with a table of what the plan says of its subject, where it says something."""
    if exhibit.key not in _STATEMENTS:
        return exhibit
    said = tables.statements(
        case, _STATEMENTS[exhibit.key], tables.people_measures(case, projection)
    )
    if not said:
        return exhibit
    return replace(
        exhibit,
        grids=(*exhibit.grids, ledger.statements(said)),
        sources=tuple(dict.fromkeys((*exhibit.sources, *sources_of(said)))),
    )


def _in_words(projection: Projection | None, chosen: Selection) -> str:
    """What is chosen, as one sentence."""
    path = labels.projection(projection) if projection else "bare observerte tall"
    told = [
        path,
        f"kostnad etter {labels.METHODS[chosen.method].lower()} målt fra {chosen.base}",
        f"behov etter {labels.NEEDS[chosen.need].lower()}",
        f"skatten følger {labels.TAXES[chosen.assumed.tax].lower()}",
        f"staten dekker landets aldring {labels.STATES[chosen.assumed.state].lower()}",
        f"sektorvektene {labels.WEIGHTS[chosen.assumed.weights].lower()}",
        labels.PRICES[chosen.prices].lower(),
    ]
    shares = {sector: share for sector, share in chosen.fixed.items() if share}
    if shares:
        code = ",".join(f"{sector}:{100 * share:g}" for sector, share in shares.items())
        told.append(f"fast andel {labels.fixed_shares(code)}")
    moved = [labels.item(one).lower() for one in chosen.scenario.moved if one != "fixed"]
    if moved:
        told.append(f"i scenariet er {listing(moved)} endret")
    return f"{labels.sentence('; '.join(told))}."
