"""Presentations that are kept: saved, opened, taken along as a file, deleted when asked."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from .. import norwegian
from ..errors import BaereevneError, InputFileError
from ..presentation import Deck, files, newer, words
from ..store import Store
from ..words import uploads as told_faults
from ..words.literal import literal
from . import deck, deck_panels, numbers, parts, session, signing_in, unsaved

_TOLD, _ASKED, _REMOVE = "deck_told", "deck_asked", "deck_remove"
OPEN = "deck_kept_open"


def notices() -> None:
    """What has become newer than the pictures."""
    for sentence in newer.notices(deck.as_deck(words.NAMELESS), session.catalogue()):
        st.info(literal(sentence))


def show() -> None:
    """Save and start anew, and folded until wanted, all that is kept and a file to open."""
    st.header("Lagre og åpne")
    for sentence in st.session_state.pop(_TOLD, ()):
        st.info(sentence)
    _ask_to_open()
    if deck.work().pictures:
        _save()
    parts.fold("Lagrede presentasjoner og filer", OPEN, _kept_and_files)


def _ask_to_open() -> None:
    """What is asked before something is let go of."""
    if _ASKED not in st.session_state:
        return
    wanted = st.session_state[_ASKED]
    st.warning(words.ask_to_open(len(deck.work().frames), literal(wanted.name) if wanted else ""))
    with st.container(horizontal=True):
        st.button("Ja, slipp det som ikke er lagret", on_click=_replace, args=(wanted,))
        st.button("Nei, behold det", on_click=_keep_on)


def _save() -> None:
    with st.container(horizontal=True):
        save = st.button("Lagre presentasjonen", icon=":material/save:", **signing_in.gate())
        _file("Last ned som fil", deck.as_deck(words.NAMELESS), "now")
        st.button("Start på nytt", on_click=_want, args=(None,))
    if save:
        _faults_or(_keep)


def _keep() -> None:
    """Keep what is in work as a version of its own."""
    now = deck.as_deck("")
    signing_in.require()
    others = files.keep(Store(), now)
    deck.mark_saved()
    st.session_state[_TOLD] = (literal(words.kept(now, len(others))),)
    st.rerun()


def _read() -> None:
    """A presentation that came as a file."""
    given = st.file_uploader("Åpne en presentasjon fra fil (JSON)", type="json", key="deck_file")
    if given is not None and st.button("Åpne filen"):
        _faults_or(partial(_read_file, given.getvalue(), given.name))


def _read_file(content: bytes, name: str) -> None:
    _want(files.from_json(content, name))
    st.rerun()


def _faults_or(work: Callable[[], None]) -> None:
    """Do it; whatever stands in the way is told, all at once."""
    try:
        work()
    except InputFileError as problem:
        st.error(words.cannot(len(problem.faults)))
        numbers.show_grid(told_faults.faults("Dette må rettes", problem.faults))
    except BaereevneError as problem:
        st.error(literal(str(problem)))


def _want(wanted: Deck | None) -> None:
    """Open a presentation, None for an empty one; ask first where something would be lost."""
    if deck.is_unsaved():
        st.session_state[_ASKED] = wanted
    else:
        _replace(wanted)


def _keep_on() -> None:
    st.session_state.pop(_ASKED, None)


def _replace(wanted: Deck | None) -> None:
    """Let go of what is in work, and go on with another."""
    _keep_on()
    deck_panels.forget_removed()
    if wanted is None:
        deck.start()
        return
    deck.start(wanted)
    st.session_state[_TOLD] = (literal(words.opened(wanted)),)


def _kept_and_files() -> None:
    st.caption(f"{words.ABOUT_KEPT} {unsaved.ABOUT}")
    _read()
    try:
        for one in files.every(Store()):
            _row(one)
    except BaereevneError as problem:
        st.warning(literal(str(problem)))


def _row(one: Deck) -> None:
    """The newest version of a name: what it is, and what can be done with it."""
    with st.container(border=True):
        _told_of(one)
        with st.container(horizontal=True, vertical_alignment="center"):
            _open_button(one)
            _file("Last ned", one, one.name)
            older = st.toggle("Vis eldre utgaver", key=f"deck_older_{one.name}")
            if st.session_state.get(_REMOVE) != one.name:
                st.button(
                    "Slett",
                    key=f"deck_remove_{one.name}",
                    on_click=_ask,
                    args=(one.name,),
                    **signing_in.gate(),
                )
        if older:
            _older(one)
        if st.session_state.get(_REMOVE) == one.name:
            _ask_to_remove(one)


def _file(label: str, one: Deck, key: str) -> None:
    made = partial(files.to_json, one)
    parts.offer(label, made, "presentasjon.json", "application/json", f"deck_file_{key}")


def _told_of(one: Deck) -> None:
    note = f" {literal(one.note)}" if one.note else ""
    when = f"{norwegian.date(one.saved[:10])} kl. {one.saved[11:16]} (UTC)"
    st.markdown(f"**{literal(one.name)}**, {words.count(len(one.frames))}, lagret {when}.{note}")


def _open_button(one: Deck, version: int = 0) -> None:
    st.button("Åpne", key=f"deck_open_{one.name}_{version}", on_click=_want, args=(one,))


def _older(one: Deck) -> None:
    """Versions before the newest."""
    _, *rest = files.versions(Store(), one.name)
    for version, other in enumerate(rest, 1):
        left, right = st.columns([4, 1], vertical_alignment="center")
        with left:
            _told_of(other)
        with right:
            _open_button(other, version)
    if not rest:
        st.caption("Det finnes ingen eldre utgaver.")


def _ask_to_remove(one: Deck) -> None:
    versions = len(files.versions(Store(), one.name))
    st.warning(words.ask_to_remove(literal(one.name), versions))
    with st.container(horizontal=True):
        st.button("Ja, slett", key=f"deck_yes_{one.name}", on_click=_remove, args=(one.name,))
        st.button("Nei, behold", key=f"deck_no_{one.name}", on_click=_ask, args=("",))


def _ask(name: str) -> None:
    st.session_state[_REMOVE] = name


@parts.told
def _remove(name: str) -> None:
    signing_in.require()
    files.remove(Store(), name)
    st.session_state[_REMOVE] = ""
    st.session_state[_TOLD] = (literal(words.gone(name)),)
