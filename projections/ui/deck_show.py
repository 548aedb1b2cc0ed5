"""The show inside the page, and the presentation as files to take along."""

import re
from functools import partial
from typing import cast

import streamlit as st

from ..case import Catalogue
from ..errors import BaereevneError
from ..exports import make
from ..exports.stage import write
from ..presentation import Deck, ahead, words
from . import deck, exporting, parts, session
from .deck import SHOWING

_MADE = "deck_stage"
"""Session key of the show as it was made last: what it was made of, and its HTML."""
HEIGHT = 640
STAYS = "Bildene dine er som før."


def running() -> bool:
    """Draw the show where it has been started; whether it has."""
    if not st.session_state.get(SHOWING):
        return False
    st.button("Avslutt visningen", key="deck_stop", icon=":material/close:", on_click=_stop)
    st.iframe(_html(), height=HEIGHT, alt=f"Visning av {deck.work().name or 'presentasjonen'}")
    return True


def _stop() -> None:
    st.session_state.pop(SHOWING, None)
    deck.keep()


def start_button() -> None:
    """Make all ready under a progress bar, then show it."""
    if st.button(
        "Start presentasjonen", key="deck_start", type="primary", icon=":material/slideshow:"
    ):
        try:
            _html()
        except BaereevneError as problem:
            st.error(f"Visningen ble ikke laget. {problem} {STAYS}")
        else:
            st.session_state[SHOWING] = True
            deck.keep()
            st.rerun()


def _html() -> str:
    """The show, made again only when something in it has changed."""
    made_of, html = st.session_state.get(_MADE, (None, ""))
    if made_of != deck.mark():
        bar = st.progress(0.0, text="Gjør klar visningen …")

        def progress(part: float, what: str) -> None:
            bar.progress(part, text=what)

        try:
            ready = ahead.prepared(
                deck.as_deck(words.NAMELESS),
                session.catalogue(),
                progress,
            )
            deck.reckoned(ready.frames)
            html = write(ready)
        finally:
            bar.empty()
        st.session_state[_MADE] = deck.mark(), html
    return cast(str, html)


def files() -> None:
    """A button a format."""
    st.header("Ta med deg")
    row = st.container()
    look, now, known = exporting.template(), deck.as_deck(words.NAMELESS), session.catalogue()
    stem = re.sub(r"[^\w-]+", "_", now.name).strip("_").lower()
    files = {"stage": ("Last ned visning (uten nett)", f"{stem}.html", "text/html")} | {
        ending: (
            f"Last ned {one.name}",
            f"{stem}_utskrift.html" if ending == "html" else f"{stem}.{ending}",
            one.media_type,
        )
        for ending, one in make.FORMATS.items()
    }
    for column, ending in zip(row.columns(len(files)), files, strict=True):
        label, name, media_type = files[ending]
        with column:
            file = partial(_file, ending, now, known, look)
            parts.offer(label, file, name, media_type, f"take_deck_{ending}", width="stretch")
            st.caption(words.ABOUT_FILES[ending])


def _file(ending: str, now: Deck, known: Catalogue, template: bytes | None) -> bytes:
    if ending == "stage":
        return write(ahead.prepared(now, known, lambda *_: None)).encode()
    return make.make_deck(ending, now, template if ending == "pptx" else None)
