"""The levers of a scenario on one board, and the scenario in one line of every page."""

from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st

from .. import labels, tables, terms, words
from ..case import Catalogue
from ..choices import selections, state
from ..choices.settling import rest
from ..parameters import Parameters
from ..people.cohort import Rates
from ..whatif.lever_table import HOW, LEVERS
from ..whatif.scenario import Lever, Number
from ..words.literal import literal
from . import board, deck, session

QUICK = ((0, "Som prognosen"), (10, "+10"), (20, "+20 flere i året"), (50, "+50"))
"""What migration can be set to with one press."""
ALSO = ("profile", "staying", "change_from", "change_to")
"""What stands on the board besides the levers."""
_SCALES: WeakKeyDictionary[Catalogue, dict[str, board.Scale]] = WeakKeyDictionary()
"""Where levers can stand, in words: some hundred numbers that are the same at every move."""
ROWS: Mapping[str, Number] = {**LEVERS, **HOW}
PLACED = ("migration", "homes", "postponed", "coverage")
"""Levers with a place of their own on the board; the others stand with their kind."""


def show() -> None:
    """All levers on one board."""
    now = _Now()
    rows = [*_people(now), *_births_and_deaths(now), *_services(now)]
    board.show("levers", rows, now.scales, take)


def said() -> str:
    """What is moved, in words; empty at rest."""
    choice, catalogue = session.choice(), session.catalogue()
    told = words.levers.moved(state.scenario_of(choice, catalogue))
    moved = f"Justert: {told}" if told else ""
    deck.said().moved = moved
    return moved


def reset() -> None:
    """Every lever back to rest."""
    still = rest(session.choice(), session.catalogue())
    for field in state.MOVED:
        session.take(field, getattr(still, field))


def take(moved: Mapping[str, Any]) -> None:
    """What was moved on the board becomes the choice."""
    for id, value in moved.items():
        field, _, sector = id.partition(":")
        lever = LEVERS.get(field)
        if lever and lever.by_sector:
            given = state.by_sector(getattr(session.choice(), field)) | {sector: float(value)}
            moved_now = {one: own for one, own in given.items() if own != lever.rest}
            session.take(field, tuple(f"{one}:{own:g}" for one, own in moved_now.items()))
        elif field in ALSO:
            session.take(field, value)
        elif field in ROWS:
            session.take(field, float(value))


def _scales(parameters: Parameters, rates: Rates) -> dict[str, board.Scale]:
    return {
        field: board.Scale(
            *(one.span(parameters) if isinstance(one, Lever) else (one.low, one.high))[:2],
            one.step,
            lambda value, one=one: one.shown(value, rates),  # type: ignore[misc]
        )
        for field, one in ROWS.items()
    }


class _Now:
    """The choice as it stands, where its levers rest, and the scales they stand on."""

    def __init__(self) -> None:
        self.choice, catalogue = session.choice(), session.catalogue()
        self.rest = rest(self.choice, catalogue)
        self.case, self.path = session.case(), session.projection()
        self.rates = catalogue.rates
        if catalogue not in _SCALES:
            _SCALES[catalogue] = _scales(catalogue.parameters, catalogue.rates)
        self.scales = _SCALES[catalogue]

    def row(self, field: str, quick: Sequence[tuple[float, str]] = ()) -> board.Row:
        """The row of a field of the choice."""
        value, still = getattr(self.choice, field), getattr(self.rest, field)
        told = ROWS[field].shown(value, self.rates)
        return board.lever(field, ROWS[field].title, field, told, value, still, quick)

    def begin(self, what: str) -> str:
        """When levers on services begin."""
        people = self.path.population if self.path else self.case.observed
        return words.scenario.services_begin(what, tables.unchanged_until(self.case, people))


def _people(now: _Now) -> list[board.Row]:
    choice, here, path = now.choice, now.case, now.path
    leaving = tables.leaving(here, session.catalogue())
    told = f"De som flytter inn, {words.scenario.stay(choice.staying, leaving)}."
    if choice.profile == "average":
        told += f" {words.scenario.MODEL}"
    who = {one: terms.PROFILES[one] for one in state.profiles(here)}
    years: list[board.Row] = [board.note("stay", told)]
    if path is not None:
        counted = max(here.newest_count, path.population.years[0])
        years.append(board.note("begin", words.scenario.people_begin(counted)))
        since = state.change_years(here, path)
        # A link may have been written with a year that has been counted since.
        until = [one for one in since if one >= choice.change_from]
        for field, label, known in (
            ("change_from", "Fra og med år", since),
            ("change_to", "Til og med år", until),
        ):
            value = getattr(choice, field)
            names = {str(one): str(one) for one in sorted({*known, value})}
            years.append(board.options(field, label, names, str(value)))
    needed = words.levers.HOMES_NEED if choice.homes_lack else ""
    return [
        board.heading("Flytting"),
        now.row("migration", QUICK),
        board.options("profile", "Hvem som flytter", who, choice.profile),
        board.options("staying", "De som flytter inn, blir", terms.STAYING, choice.staying),
        *board.folded("Årene det gjelder, og hvor lenge de blir", *years),
        *board.folded(
            "Nye boliger", now.row("homes"), *map(now.row, HOW), board.note("homes_need", needed)
        ),
    ]


def _births_and_deaths(now: _Now) -> list[board.Row]:
    later = board.note("later", now.begin("Gjelder behovet fra 67 år, og"))
    rows = [board.heading("Alderdom, fødsler og levealder"), now.row("postponed"), later]
    if now.path is not None and state.has_single_years(now.path):
        return [*rows, *(now.row(field) for field, one in LEVERS.items() if one.in_single_years)]
    told = (
        "Fruktbarhet og dødelighet krever en prognose med ettårig alder og kjønn, som SSBs "
        "framskriving når den er hentet. Den valgte prognosen har bare aldersgrupper."
    )
    return [*rows, board.note("births", told)]


def _services(now: _Now) -> list[board.Row]:
    told = f"{now.begin('Kostnad per bruker og produktivitet')} {words.scenario.ASSUMPTIONS}"
    alone = [
        field
        for field, one in LEVERS.items()
        if field not in PLACED and not one.by_sector and not one.in_single_years
    ]
    rows = [
        board.heading("Tjenester"),
        *map(now.row, ("coverage", *alone)),
        board.note("services", told),
    ]
    for field, one in LEVERS.items():
        if one.by_sector:
            name = f"{labels.sentence(one.name)} per tjeneste"
            help = board.note(f"help-{field}", one.help)
            rows += board.folded(name, help, *_by_sector(now, field, one))
    return rows


def _by_sector(now: _Now, field: str, one: Lever) -> list[board.Row]:
    given = state.by_sector(getattr(now.choice, field))
    rows = []
    for sector in session.catalogue().keys.sectors:
        value = given.get(sector, one.rest)
        label, told = f"{labels.item(sector)}, {one.title}", one.shown(value, now.rates)
        rows.append(board.lever(f"{field}:{sector}", label, field, told, value, one.rest))
    return rows


OWN_PAGE = "scenarier"
"""Where the levers themselves stand."""


def scenario_line() -> None:
    """What the figures have beside the projection; nothing at rest."""
    page, choice = deck.said(), session.choice()
    told = words.levers.short(selections.scenario_of(choice, session.catalogue()))
    if not told or page.page == OWN_PAGE:
        return
    said()
    with st.container(
        key="scenario_line", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.markdown(f"Scenario: **{literal(told)}**", width="content")
        st.button("ta bort", key="scenario_away", type="tertiary", on_click=reset)
