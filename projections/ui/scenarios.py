"""Saved scenarios: kept by name, opened, compared, taken along as a file, removed when asked."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from .. import norwegian
from ..choices import state
from ..choices.query import listed
from ..errors import BaereevneError, StoreError
from ..figures import effects as figures
from ..figures.view import View, view_of
from ..series import Table
from ..store import Store, scenarios
from ..store.scenarios import SavedScenario, from_json, to_json
from ..words.literal import literal
from . import panels, parts, session, signing_in

MOST_COMPARED = 4
_TOLD, _REMOVE, OPEN = "scenario_told", "scenario_remove", "scenarios_open"
_MADE = "scenarios_made"


def panel(view: View) -> None:
    """Save what is chosen; compare, open, download and remove what was saved; folded at first."""
    parts.fold("Lagrede scenarier", OPEN, partial(_or_told, view))


def _or_told(view: View) -> None:
    try:
        _opened(view)
    except StoreError as problem:
        st.warning(literal(str(problem)))


def _opened(view: View) -> None:
    st.markdown(
        "Et scenario er de samme valgene som i lenken, med navn og dato. Ingenting overskrives: "
        "samme navn gir en ny utgave ved siden av den gamle."
    )
    for sentence in st.session_state.pop(_TOLD, ()):
        st.info(sentence)
    kept = scenarios.every(Store())
    left, right = st.columns(2, gap="medium")
    with left:
        _save()
    with right:
        _read()
    here = [one for one in kept if _region(one) == view.case.region.code]
    if here:
        _compare(view, here)


def _region(one: SavedScenario) -> str:
    return one.query.get(state.NAMES["region"], "")


def _save() -> None:
    # Emptied when it is kept, and not before: what was written would be lost with a full disk.
    which = st.session_state.get(_MADE, 0)
    with st.form("scenario_save"):
        name = st.text_input(
            "Navn på scenariet",
            max_chars=80,
            placeholder="For eksempel 20 flere",
            key=f"scenario_name_{which}",
        )
        note = st.text_area(
            "Notat",
            max_chars=2000,
            height=80,
            placeholder="Hva, hvorfor, hvem",
            key=f"scenario_note_{which}",
        )
        if not st.form_submit_button("Lagre scenariet", **signing_in.gate()):
            return
    try:
        saved = state.saved(session.choice(), session.catalogue(), name, note, datetime.now(UTC))
        _keep(saved, "lagret")
    except BaereevneError as problem:
        st.error(literal(str(problem)))


def _read() -> None:
    """A scenario that came as a file."""
    given = st.file_uploader("Hent et scenario fra fil (JSON)", type="json", key="scenario_file")
    if given is None or not st.button("Legg til scenariet fra filen", **signing_in.gate()):
        return
    try:
        _keep(from_json(given.getvalue(), given.name), "lagt til")
    except BaereevneError as problem:
        st.error(literal(str(problem)))


def _keep(saved: SavedScenario, done: str) -> None:
    """Keep a scenario, and say so, with the others of its name."""
    signing_in.require()
    others = scenarios.keep(Store(), saved)
    older = f" Det finnes {len(others)} til med samme navn; de er beholdt." if others else ""
    st.session_state[_TOLD] = (f"«{literal(saved.name)}» er {done}.{older}",)
    st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1
    st.rerun()


def _compare(view: View, here: Sequence[SavedScenario]) -> None:
    """Up to four saved scenarios in one chart and one table."""
    by_name = {one.name: one for one in here}
    chosen = st.multiselect(
        "Scenarier som sammenlignes",
        list(by_name),
        default=list(by_name)[:MOST_COMPARED],
        max_selections=MOST_COMPARED,
        placeholder="Velg",
        select_all=False,
        key=f"scenarios_{len(by_name)}",
    )
    found: dict[str, Table] = {}
    for name in chosen:
        try:
            found[name] = _outcomes(by_name[name])
        except BaereevneError as problem:
            st.warning(f"«{literal(name)}» kan ikke regnes nå. {literal(str(problem))}")
    if found:
        panels.panel(figures.together(view, found))
    for name in chosen:
        _row(by_name[name])


def _outcomes(saved: SavedScenario) -> Table:
    """What a saved scenario gives, on the projection it asks for."""
    catalogue = session.catalogue()
    settled = state.opened(saved, catalogue)
    for sentence in (*settled.problems, *settled.notices):
        st.warning(f"«{literal(saved.name)}»: {literal(sentence)}")
    found = view_of(settled.choice, catalogue)
    if found.projection is None:
        raise BaereevneError("Prognosen scenariet bygger på, er ikke her.")
    return found.changed


def _row(saved: SavedScenario) -> None:
    """One saved scenario: what it is, and what can be done with it."""
    told, open_, file, away = st.columns([4, 1, 1, 1], vertical_alignment="center")
    note = f": {saved.note}" if saved.note else ""
    told.markdown(f"**{literal(saved.name)}**, {norwegian.date(saved.saved[:10])}{literal(note)}")
    open_.button("Åpne", key=f"open_{saved.name}", on_click=_open, args=(saved,))
    with file:
        made = to_json(saved)
        parts.offer("Last ned", made, "scenario.json", "application/json", f"file_{saved.name}")
    if st.session_state.get(_REMOVE) != saved.name:
        away.button(
            "Slett",
            key=f"remove_{saved.name}",
            on_click=_ask,
            args=(saved.name,),
            **signing_in.gate(),
        )
        return
    count = len(scenarios.versions(Store(), saved.name))
    what = f"og alle {count} utgaver av det " if count > 1 else ""
    st.warning(f"Slette «{literal(saved.name)}» {what}for godt?")
    yes, no = st.columns(2)
    yes.button("Ja, slett", key=f"yes_{saved.name}", on_click=_remove, args=(saved.name,))
    no.button("Nei, behold", key=f"no_{saved.name}", on_click=_ask, args=("",))


def _open(saved: SavedScenario) -> None:
    session.choose(listed(saved.link))


def _ask(name: str) -> None:
    st.session_state[_REMOVE] = name


@parts.told
def _remove(name: str) -> None:
    signing_in.require()
    scenarios.remove(Store(), name)
    st.session_state[_REMOVE] = ""
    st.session_state[_TOLD] = (f"«{literal(name)}» er slettet.",)
