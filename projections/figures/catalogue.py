"""Every figure by its key, in the order they are told: pages, files and the command line ask here.

A new figure is a function of a :class:`~.view.View` in one of the modules beside this one, and a
line here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..errors import UnknownChoiceError
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


FOLD = True
"""Behind a line of a figure that stands folded."""


def _on(
    page: str, *lines: tuple[str, str, Build] | tuple[str, str, Build, bool]
) -> dict[str, Entry]:
    """The figures of a page: key, name, what makes it, and :data:`FOLD` where it is folded."""
    return {key: Entry(name, page, *made) for key, name, *made in lines}


FIGURES: Mapping[str, Entry] = {
    **_on(
        "befolkning",
        ("folketall", "Folketall", people.inhabitants),
        ("innbyggere_80", "80 år og eldre", people.oldest, FOLD),
        ("aldersgrupper", "Aldersgrupper", people.age_groups),
        ("aldersgrupper_endring", "Endring i aldersgrupper", people.change_by_age, FOLD),
        ("pyramide", "Befolkningspyramide", people.pyramid, FOLD),
        ("aarsaker", "Fødte, døde og flytting", people.causes, FOLD),
        ("siden_prognosen", "Siden prognosen", people.since_projection, FOLD),
        ("vekst_mot_andre", "Vekst mot andre kommuner", people.growth, FOLD),
        ("vekst_alle", "Vekst, alle kommuner", people.growth_of_all, FOLD),
        ("gjennomsnittsalder", "Gjennomsnittsalder", people.mean_age, FOLD),
    ),
    **_on(
        "aldersbaereevne",
        ("aldersbaereevne", "Aldersbæreevne", support.ratio),
        ("sammenligning", "Aldersbæreevne i andre kommuner", support.among_others),
        ("alle_kommuner", "Aldersbæreevne i alle kommuner", support.among_all),
        ("forsorgede", "Alle som forsørges, per yrkesaktiv", support.supported, FOLD),
        ("yrkesaktive_per_80", "20–66 år per 80+", support.per_oldest, FOLD),
        ("omsorgskoeffisient", "Omsorgskoeffisient", support.care_coefficient, FOLD),
    ),
    **_on(
        "kapasitet",
        ("elever", "Elever", services.pupils),
        ("elever_per_skolekrets", "Elever per skolekrets", services.by_district),
        ("barnehage", "Barnehage", services.kindergarten),
        ("omsorgsplasser", "Omsorgsplasser", services.care_places),
        ("pleie_og_omsorg", "Pleie og omsorg", services.care, FOLD),
        ("arbeidskraft", "Arbeidskraft", services.staff, FOLD),
        ("brukere", "Brukere etter egne satser", services.by_rates),
    ),
    **_on(
        "demografikostnader",
        ("kostnad_etter_tjeneste", "Kostnad etter tjeneste", costs.by_service),
        ("hvorfor_kostnaden_endres", "Hvorfor kostnaden endres", costs.why),
        ("planen_og_modellen", "Planen og modellen", costs.beside_plan),
    ),
    **_on(
        "inntekt",
        ("kostnad_inntekt_netto", "Kostnad, inntekt og netto", costs.net),
        ("inntektene", "Inntektene", costs.parts),
        ("utgiftsbehov", "Utgiftsbehov", costs.need),
        ("igjen_foer_skatt", "Igjen før skatt", before_tax.left),
    ),
    **_on(
        "handlingsrom",
        ("krav_per_aar", "Hva befolkningen krever", before_tax.each_year),
        ("netto_driftsresultat", "Netto driftsresultat", finance.result),
        ("disposisjonsfond", "Disposisjonsfond", finance.fund),
        ("tilpasning", "Tilpasning", finance.adjustments),
        ("netto_laanegjeld", "Netto lånegjeld", finance.net_debt),
    ),
    **_on(
        "sammenligning",
        ("utgifter_behovskorrigert", "Utgifter mot andre kommuner", spending.adjusted),
        ("forskjell_behovskorrigert", "Utgifter mot andre i alt", spending.adjusted_in_all),
        ("utgifter_ikke_justert", "Utgifter mot alle kommuner", spending.unadjusted),
        ("forskjell_ikke_justert", "Utgifter mot alle i alt", spending.unadjusted_in_all),
        ("behov_mot_landet", "Behov mot landet", spending.needed),
    ),
    **_on(
        "treffsikkerhet",
        (
            "tidligere_framskrivinger",
            "Hva tidligere framskrivinger ville ha sagt",
            accuracy.earlier,
        ),
        ("treff_etter_alder", "Bom etter alder og år fram", accuracy.by_age, FOLD),
        ("holdbarhet", "Holdbarhet", accuracy.lasts),
        (
            "publiserte_framskrivinger",
            "Publiserte framskrivinger mot det som skjedde",
            accuracy.published,
        ),
        (
            "forskjell_framskrivinger",
            "Hvorfor framskrivingene er ulike",
            trend_beside.apart,
            FOLD,
        ),
        ("treff_mot_ssb", "Trend mot SSB", trend_beside.beside_ssb, FOLD),
    ),
    **_on(
        "paastand",
        ("paastand", "Påstand", claims.claim),
        ("statens_demografikostnad", "Statens anslag på demografikostnad", accuracy.cost, FOLD),
    ),
    **_on(
        "scenarier",
        ("scenario", "Scenario", effects.scenario),
        ("scenario_ved_siden", "Scenario ved siden av", effects.beside),
        ("scenario_hvorfor", "Scenario etter spak", effects.causes),
    ),
}
"""By key; keys name files and stand in presentations, so they stay."""

NAMES: Mapping[str, str] = {key: one.name for key, one in FIGURES.items()}
"""What each figure is called."""

OLD_KEYS: Mapping[str, str] = {
    "aldersbaereevne_andre": "sammenligning",
    "demografikostnad": "kostnad_etter_tjeneste",
    "utgifter_mot_andre": "utgifter_behovskorrigert",
}
"""Keys that figures had for the command line alone, and the pages' own."""


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
        return made(FIGURES[key], view)
    except Absent as nothing:
        raise Absent(told(key, str(nothing))) from None


def made(entry: Entry, view: View) -> tuple[Figure, ...]:
    """The figures of an entry; see :func:`make`."""
    # A scenario's own figures have both sides already.
    own = entry.page == "scenarier"
    made = entry.build(view) if own else along.build(entry.build, view)
    if made == ():
        raise Absent(f"{entry.name} er ikke i prognosen.")
    return made if isinstance(made, tuple) else (made,)
