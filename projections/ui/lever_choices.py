"""The levers of a scenario: sliders that rest where nothing is changed, and one way back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

from .. import labels, narrative, norwegian, tables
from ..choices import state
from ..cohort import life_expectancy
from . import controls, deck_capture

_SECTOR = "lever_{}_{}"
"""Session key of a sector's slider."""


@dataclass(frozen=True)
class Lever:
    """A lever a sector has: its words, its span and step, and where it rests [per cent]."""

    label: str
    low: int
    high: int
    step: float
    rest: float
    help: str


SECTOR_LEVERS: Mapping[str, Lever] = MappingProxyType(
    {
        "standard": Lever(
            "kostnad per bruker, endring per år",
            -5,
            5,
            0.5,
            0,
            "Under null: høyere produktivitet eller lavere standard. Tallene kan ikke skille dem.",
        ),
        "unit_cost": Lever(
            "kostnad per bruker mot i dag", 50, 200, 5, 100, "Gjelder med en gang, og hvert år."
        ),
        "fixed": Lever(
            "fast andel", 0, 100, 5, 0, "Den delen av rammen som ikke følger innbyggerne."
        ),
    }
)


def show() -> None:
    """All levers, in three groups; what is moved is said, with one way back to rest."""
    moved = state.moved(controls.choice(), controls.catalogue())
    words = f"Justert: {norwegian.listing(list(map(_told, moved)))}"
    deck_capture.said().moved = words if moved else ""
    if moved:
        told, back = st.columns([4, 1], vertical_alignment="center")
        told.warning(f"{words}.")
        back.button("Nullstill alt", on_click=_reset)
    people, births, services = st.columns(3, gap="medium")
    with people:
        _people()
    with births:
        _births_and_deaths()
    with services:
        _services()


NAMES: Mapping[str, str] = MappingProxyType(
    {
        "migration": "ekstra flytting",
        "homes": "nye boliger",
        "fertility": "fruktbarhet",
        "mortality": "dødelighet",
        "postponed": "friskere alderdom",
        "standard": "standard og produktivitet",
        "unit_cost": "kostnad per bruker",
        "fixed": "fast andel",
        "coverage": "dekningsgrad",
    }
)
"""What is said to be moved, by field of the choice."""


def _told(field: str) -> str:
    """A lever that is moved, and to what."""
    choice = controls.choice()
    value = getattr(choice, field)
    if field in SECTOR_LEVERS:
        shown = _shown(SECTOR_LEVERS[field])
        each = state.by_sector(value).items()
        how = "; ".join(f"{labels.item(one).lower()} {shown(own)}" for one, own in each)
    else:
        how = _SHOWN[field](value)
    if field == "migration":
        how = f"{how}, {labels.PROFILES[choice.profile].lower()}"
        if choice.staying == "good":
            how = f"{how}, {labels.STAYING_TOLD[choice.staying]}"
    elif field == "homes":
        how = f"{how}, {_per_home(choice.per_home)} per bolig, {_percent(choice.outside)} utenfra"
    return f"{NAMES[field]} ({how})"


def _reset() -> None:
    rest = state.rest(controls.choice(), controls.catalogue())
    for field in state.MOVED:
        controls.take(field, getattr(rest, field))


def _signed(value: float) -> str:
    if not value:
        return "uendret"
    # Goal seek sets it with two decimals.
    return f"{norwegian.number(value, norwegian.decimals_of(value), True)} i året"


def _people() -> None:
    st.markdown("**Flytting og boliger**")
    low, high, _ = state.LEVERS["migration"]
    controls.slide("migration", "Ekstra netto innflytting", low, high, 5, _signed)
    known = state.profiles(controls.case())
    controls.select("profile", "Hvem som flytter", known, labels.PROFILES.__getitem__)
    choice, here = controls.choice(), controls.case()
    leaving = tables.leaving(here, controls.catalogue())
    controls.segments(
        "staying",
        "De som flytter inn, blir boende",
        list(labels.STAYING),
        labels.STAYING.__getitem__,
    )
    told = [f"De som flytter inn, {narrative.scenario.stay(choice.staying, leaving)}."]
    if choice.profile == "average":
        told.append(narrative.scenario.MODEL)
    st.caption(" ".join(told))
    path = controls.projection()
    if path is not None:
        counted = max(here.newest_count, path.population.years[0])
        st.caption(narrative.scenario.people_begin(counted))
    with st.expander("Boliger og årene det gjelder", key="homes_open", on_change="rerun") as folded:
        if not folded.open:
            return
        controls.slide("homes", "Nye boliger i året", *state.LEVERS["homes"][:2], 5, _plain)
        controls.slide("per_home", "Personer per bolig", 0, 5, 0.25, _per_home)
        controls.slide("outside", "Andel som kommer utenfra", 0, 100, 5, _percent)
        controls.slide("realised", "Andel av boligene som blir bygd", 0, 100, 5, _percent)
        if choice.homes and not (choice.per_home and choice.outside):
            st.info("Sett også personer per bolig og andelen som kommer utenfra.")
        years = state.change_years(here, path)
        # A link may have been written with a year that has been counted since.
        since = sorted({*years, choice.change_from})
        controls.select("change_from", "Fra og med år", since)
        until = [year for year in years if year >= choice.change_from]
        controls.select("change_to", "Til og med år", sorted({*until, choice.change_to}))


def _plain(value: float) -> str:
    return norwegian.number(value, norwegian.decimals_of(value))


def _per_home(value: float) -> str:
    return norwegian.number(value, 2) if value else "ikke satt"


def _percent(value: float) -> str:
    return labels.rule(value)


def _births_and_deaths() -> None:
    st.markdown("**Fødsler og levealder**")
    rates = controls.catalogue().rates
    children = float(rates.fertility.sum())
    path = controls.projection()
    if path is None or not state.has_single_years(path):
        st.caption(
            "Krever en prognose med ettårig alder og kjønn, som SSBs framskriving når den er "
            "hentet. Den valgte prognosen har bare aldersgrupper."
        )
    else:

        def births(share: float) -> str:
            text = f"{norwegian.number(children * share / 100, 2)} barn per kvinne"
            return f"uendret ({text})" if share == 100 else text

        def deaths(share: float) -> str:
            survival = rates.changed(mortality=share / 100).survival
            text = f"levealder {norwegian.number(float(life_expectancy(survival).mean()), 1)} år"
            return f"uendret ({text})" if share == 100 else text

        controls.slide("fertility", "Fruktbarhet", 50, 200, 5, births)
        controls.slide("mortality", "Dødelighet", 50, 150, 5, deaths)
    controls.slide("postponed", "Friskere alderdom: behovet kommer", 0, 3, 0.25, _later)
    st.caption(_begin("Gjelder behovet fra 67 år, og"))


def _later(years: float) -> str:
    if not years:
        return "som i dag"
    return f"{norwegian.number(years, 2)} år senere per tiår"


def _services() -> None:
    st.markdown("**Tjenester**")
    controls.coverage()
    st.caption(f"{_begin('Kostnad per bruker og produktivitet')} {narrative.scenario.ASSUMPTIONS}")
    for field, lever in SECTOR_LEVERS.items():
        name = f"{labels.sentence(NAMES[field])} per tjeneste"
        with st.expander(name, key=f"{field}_open", on_change="rerun") as folded:
            if folded.open:
                st.caption(lever.help)
                _by_sector(field, lever)


def _begin(what: str) -> str:
    """When levers on services begin."""
    case, path = controls.case(), controls.projection()
    people = path.population if path else case.observed
    return narrative.scenario.services_begin(what, tables.unchanged_until(case, people))


def _by_sector(field: str, lever: Lever) -> None:
    now = state.by_sector(getattr(controls.choice(), field))
    steps = [
        lever.low + lever.step * n for n in range(round((lever.high - lever.low) / lever.step) + 1)
    ]
    for sector in controls.catalogue().keys.sectors:
        key = _SECTOR.format(field, sector)
        value = now.get(sector, lever.rest)
        st.session_state[key] = value
        st.select_slider(
            f"{labels.item(sector)}, {lever.label}",
            sorted({*steps, value}),
            format_func=_shown(lever),
            key=key,
            on_change=_take_sectors,
            args=(field,),
        )


def _shown(lever: Lever) -> Callable[[float], str]:
    """How a sector's lever is written: one that may be under zero with a sign."""
    signed = lever.low < 0
    return lambda value: norwegian.percent(
        value / 100, max(int(signed), norwegian.decimals_of(value)), signed
    )


_SHOWN: Mapping[str, Callable[[float], str]] = MappingProxyType(
    {
        "migration": _signed,
        "homes": lambda value: f"{_plain(value)} i året",
        "fertility": lambda value: f"{_percent(value)} av i dag",
        "mortality": lambda value: f"{_percent(value)} av i dag",
        "postponed": _later,
        "coverage": lambda value: f"{labels.rule(value)} av alle 80 år og eldre",
    }
)
"""What a lever is moved to, in words, by field of the choice."""


def _take_sectors(field: str) -> None:
    sectors = controls.catalogue().keys.sectors
    given = {sector: st.session_state[_SECTOR.format(field, sector)] for sector in sectors}
    rest = SECTOR_LEVERS[field].rest
    controls.take(
        field, tuple(f"{sector}:{value:g}" for sector, value in given.items() if value != rest)
    )
