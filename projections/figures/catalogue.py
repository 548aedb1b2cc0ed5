"""Every figure by its key, in the order they are told: pages, files and the command line ask here.

A new figure is a function of a :class:`~.view.View` in one of the modules beside this one, and a
line here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from .. import labels, tables, terms
from ..errors import MissingInputError, UnknownChoiceError
from ..series import sources_of
from ..words import handout, ledger
from . import (
    accuracy,
    along,
    before_tax,
    claims,
    costs,
    effects,
    finance,
    people,
    services,
    spending,
    support,
    trend_beside,
)
from .spec import Absent, Figure
from .view import View

Build = Callable[[View], Figure | tuple[Figure, ...]]


@dataclass(frozen=True)
class Entry:
    """A figure in the catalogue: what it is called, the page it stands on, and what makes it.

    ``fold``: whether it stands folded at the end of the page, which need not name it.
    """

    name: str
    page: str
    build: Build
    fold: bool = False


FIGURES: Mapping[str, Entry] = MappingProxyType(
    {
        "folketall": Entry("Folketall", "befolkning", people.inhabitants),
        "innbyggere_80": Entry("80 år og eldre", "befolkning", people.oldest, fold=True),
        "aldersgrupper": Entry("Aldersgrupper", "befolkning", people.age_groups),
        "aldersgrupper_endring": Entry(
            "Endring i aldersgrupper", "befolkning", people.change_by_age, fold=True
        ),
        "pyramide": Entry("Befolkningspyramide", "befolkning", people.pyramid, fold=True),
        "aarsaker": Entry("Fødte, døde og flytting", "befolkning", people.causes, fold=True),
        "siden_prognosen": Entry(
            "Siden prognosen", "befolkning", people.since_projection, fold=True
        ),
        "vekst_mot_andre": Entry(
            "Vekst mot andre kommuner", "befolkning", people.growth, fold=True
        ),
        "vekst_alle": Entry("Vekst, alle kommuner", "befolkning", people.growth_of_all, fold=True),
        "gjennomsnittsalder": Entry("Gjennomsnittsalder", "befolkning", people.mean_age, fold=True),
        "aldersbaereevne": Entry("Aldersbæreevne", "aldersbaereevne", support.ratio),
        "sammenligning": Entry(
            "Aldersbæreevne i andre kommuner", "aldersbaereevne", support.among_others
        ),
        "alle_kommuner": Entry(
            "Aldersbæreevne i alle kommuner", "aldersbaereevne", support.among_all
        ),
        "forsorgede": Entry(
            "Alle som forsørges, per yrkesaktiv", "aldersbaereevne", support.supported, fold=True
        ),
        "yrkesaktive_per_80": Entry(
            "20–66 år per 80+", "aldersbaereevne", support.per_oldest, fold=True
        ),
        "omsorgskoeffisient": Entry(
            "Omsorgskoeffisient", "aldersbaereevne", support.care_coefficient, fold=True
        ),
        "elever": Entry("Elever", "kapasitet", services.pupils),
        "elever_per_skolekrets": Entry("Elever per skolekrets", "kapasitet", services.by_district),
        "barnehage": Entry("Barnehage", "kapasitet", services.kindergarten),
        "omsorgsplasser": Entry("Omsorgsplasser", "kapasitet", services.care_places),
        "pleie_og_omsorg": Entry("Pleie og omsorg", "kapasitet", services.care, fold=True),
        "arbeidskraft": Entry("Arbeidskraft", "kapasitet", services.staff, fold=True),
        "brukere": Entry("Brukere etter egne satser", "kapasitet", services.by_rates),
        "kostnad_etter_tjeneste": Entry(
            "Kostnad etter tjeneste", "demografikostnader", costs.by_service
        ),
        "hvorfor_kostnaden_endres": Entry(
            "Hvorfor kostnaden endres", "demografikostnader", costs.why
        ),
        "planen_og_modellen": Entry("Planen og modellen", "demografikostnader", costs.beside_plan),
        "kostnad_inntekt_netto": Entry("Kostnad, inntekt og netto", "inntekt", costs.net),
        "inntektene": Entry("Inntektene", "inntekt", costs.parts),
        "utgiftsbehov": Entry("Utgiftsbehov", "inntekt", costs.need),
        "igjen_foer_skatt": Entry("Igjen før skatt", "inntekt", before_tax.left),
        "krav_per_aar": Entry("Hva befolkningen krever", "handlingsrom", before_tax.each_year),
        "netto_driftsresultat": Entry("Netto driftsresultat", "handlingsrom", finance.result),
        "disposisjonsfond": Entry("Disposisjonsfond", "handlingsrom", finance.fund),
        "tilpasning": Entry("Tilpasning", "handlingsrom", finance.adjustments),
        "netto_laanegjeld": Entry("Netto lånegjeld", "handlingsrom", finance.net_debt),
        "utgifter_behovskorrigert": Entry(
            "Utgifter mot andre kommuner", "sammenligning", spending.adjusted
        ),
        "forskjell_behovskorrigert": Entry(
            "Utgifter mot andre i alt", "sammenligning", spending.adjusted_in_all
        ),
        "utgifter_ikke_justert": Entry(
            "Utgifter mot alle kommuner", "sammenligning", spending.unadjusted
        ),
        "forskjell_ikke_justert": Entry(
            "Utgifter mot alle i alt", "sammenligning", spending.unadjusted_in_all
        ),
        "behov_mot_landet": Entry("Behov mot landet", "sammenligning", spending.needed),
        "tidligere_framskrivinger": Entry(
            "Hva tidligere framskrivinger ville ha sagt", "treffsikkerhet", accuracy.earlier
        ),
        "treff_etter_alder": Entry(
            "Bom etter alder og år fram", "treffsikkerhet", accuracy.by_age, fold=True
        ),
        "holdbarhet": Entry("Holdbarhet", "treffsikkerhet", accuracy.lasts),
        "publiserte_framskrivinger": Entry(
            "Publiserte framskrivinger mot det som skjedde", "treffsikkerhet", accuracy.published
        ),
        "forskjell_framskrivinger": Entry(
            "Hvorfor framskrivingene er ulike", "treffsikkerhet", trend_beside.apart, fold=True
        ),
        "treff_mot_ssb": Entry(
            "Trend mot SSB", "treffsikkerhet", trend_beside.beside_ssb, fold=True
        ),
        "paastand": Entry("Påstand", "paastand", claims.claim),
        "statens_demografikostnad": Entry(
            "Statens anslag på demografikostnad", "paastand", accuracy.cost, fold=True
        ),
        "scenario": Entry("Scenario", "scenarier", effects.scenario),
        "scenario_ved_siden": Entry("Scenario ved siden av", "scenarier", effects.beside),
        "scenario_hvorfor": Entry("Scenario etter spak", "scenarier", effects.causes),
    }
)
"""By key; keys name files and stand in presentations, so they stay."""

NAMES: Mapping[str, str] = MappingProxyType({key: one.name for key, one in FIGURES.items()})
"""What each figure is called."""

OLD_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "aldersbaereevne_andre": "sammenligning",
        "demografikostnad": "kostnad_etter_tjeneste",
        "utgifter_mot_andre": "utgifter_behovskorrigert",
    }
)
"""Keys that figures had for the command line alone, and the pages' own."""

_STATEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "folketall": "befolkning",
        "elever": "kapasitet",
        "kostnad_inntekt_netto": "inntekt",
        "netto_driftsresultat": "handlingsrom",
        "utgifter_behovskorrigert": "sammenligning",
    }
)
"""The figure that carries what the plan says on a page, in a note of its own there."""


@dataclass(frozen=True, eq=False)
class Collection:
    """Figures to take along.

    Parameters
    ----------
    title, chosen
        What they are about, and the choices in words.
    figures
        In their order.
    missing
        A sentence for each figure that the region lacks an input for, by key.
    absent
        A sentence for each that there is nothing to make of, though nothing lacks.
    occasion
        For the title slide: where and when it is shown, and of what; may be empty.
    """

    title: str
    chosen: str
    figures: tuple[Figure, ...]
    missing: Mapping[str, str]
    absent: Mapping[str, str]
    occasion: str = ""

    @property
    def left_out(self) -> str:
        """Which figures are missing; empty where none is."""
        return handout.left_out([NAMES[key].lower() for key in self.missing])

    def only(self, keys: Sequence[str]) -> "Collection":
        """These figures, in this order.

        Raises
        ------
        UnknownChoiceError
            If a key is not known.
        MissingInputError
            If there is nothing to make one of them of.
        """
        wanted = tuple(dict.fromkeys(OLD_KEYS.get(key, key) for key in keys))
        found = {one.key: one for one in self.figures}
        if unknown := [key for key in wanted if key not in NAMES]:
            raise UnknownChoiceError("figur", ", ".join(unknown), NAMES)
        if lacking := [key for key in wanted if key in self.absent]:
            raise MissingInputError(told(lacking[0], self.absent[lacking[0]]))
        return replace(
            self,
            figures=tuple(found[key] for key in wanted if key in found),
            missing={key: self.missing[key] for key in wanted if key in self.missing},
        )


def told(key: str, why: str) -> str:
    """Why a figure cannot be made, as one sentence."""
    return f"Figuren «{key}» {why}" if why == effects.AT_REST else why


def make(view: View, key: str) -> tuple[Figure, ...]:
    """The figure with a key; several where a user's files have one each.

    Raises
    ------
    UnknownChoiceError
        If no figure has that key.
    MissingInputError
        If the region lacks an input for it, or there is nothing to make it of.
    """
    key = OLD_KEYS.get(key, key)
    if key not in FIGURES:
        raise UnknownChoiceError("figur", key, NAMES)
    try:
        return _made(FIGURES[key], view)
    except Absent as nothing:
        raise Absent(told(key, str(nothing))) from None


def _made(entry: Entry, view: View) -> tuple[Figure, ...]:
    # A scenario's own figures have both sides already.
    own = entry.page == "scenarier"
    made = entry.build(view) if own else along.build(entry.build, view)
    if made == ():
        raise Absent(f"{entry.name} er ikke i prognosen.")
    return made if isinstance(made, tuple) else (made,)


def collect(view: View) -> Collection:
    """All figures that can be made, and why others cannot; the scenario only when something is
    moved in it.
    """
    found: list[Figure] = []
    missing: dict[str, str] = {}
    absent: dict[str, str] = {}
    for key, entry in FIGURES.items():
        try:
            if entry.page == "scenarier" and not view.chosen.scenario.moved:
                raise Absent(effects.AT_REST)
            if key == "paastand" and not claims.is_claimed(view):
                raise Absent(claims.NONE)  # an example is for the page
            made = [figure for figure in _made(entry, view) if figure.categories]
            found += [_with_notes(figure, view) for figure in made]
        except Absent as nothing:
            absent[key] = str(nothing)
        except (MissingInputError, UnknownChoiceError) as problem:
            missing[key] = str(problem)
    chosen = view.chosen
    title = f"{view.case.region.name}: befolkning og økonomi {chosen.first}–{chosen.last}"
    return Collection(title, in_words(view), tuple(found), missing, absent)


def _with_notes(figure: Figure, view: View) -> Figure:
    """The figure with what its page tells in notes: what the plan says."""
    if figure.key not in _STATEMENTS:
        return figure
    measures = tables.people_measures(view.case, view.projection)
    said = tables.statements(view.case, _STATEMENTS[figure.key], measures)
    if not said:
        return figure
    return replace(
        figure,
        grids=(*figure.grids, ledger.statements(said)),
        sources=tuple(dict.fromkeys((*figure.sources, *sources_of(said)))),
    )


def in_words(view: View) -> str:
    """What is chosen, as one sentence."""
    own = view.chosen
    path = labels.projection(view.projection) if view.projection else "bare observerte tall"
    parts = [
        path,
        f"kostnad etter {terms.METHODS[own.method].lower()} målt fra {own.base}",
        f"behov etter {terms.NEEDS[own.need].lower()}",
        f"skatten følger {terms.TAXES[own.assumed.tax].lower()}",
        f"staten dekker landets aldring {terms.STATES[own.assumed.state].lower()}",
        f"sektorvektene {terms.WEIGHTS[own.assumed.weights].lower()}",
        terms.PRICES[own.prices].lower(),
    ]
    shares = {sector: share for sector, share in own.fixed.items() if share}
    if shares:
        code = ",".join(f"{sector}:{100 * share:g}" for sector, share in shares.items())
        parts.append(f"fast andel {labels.fixed_shares(code)}")
    if told := along.told(own.scenario):
        parts.append(labels.sentence(told)[:1].lower() + told[1:])
    return f"{labels.sentence('; '.join(parts))}."
