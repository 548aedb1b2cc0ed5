"""The show inside the page, and the presentation as files to take along."""

import re
from functools import partial
from typing import cast

import streamlit as st

from ..errors import BaereevneError
from ..exports import make
from ..exports.stage import write
from ..presentation import ahead, words
from . import controls, deck, exporting
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
                controls.catalogue(),
                progress,
            )
            deck.reckoned(ready.frames)
            html = write(ready)
        finally:
            bar.empty()
        st.session_state[_MADE] = deck.mark(), html
    return cast(str, html)


def files() -> None:
    """A button a format, and when it is made, the file."""
    st.header("Ta med deg")
    st.markdown(words.ABOUT_FILES)
    look = exporting.template()
    stem = re.sub(r"[^\w-]+", "_", deck.work().name or words.NAMELESS).strip("_").lower()
    columns = st.columns(1 + len(exporting.BUTTONS))
    with columns[0]:
        file = exporting.File(
            "deck_stage",
            "Lag visning",
            "Last ned som én fil (virker uten nett)",
            f"{stem}.html",
            "text/html",
            STAYS,
        )
        exporting.offer(file, deck.mark(), lambda: (_html().encode(), ""))
    for column, (ending, button) in zip(columns[1:], exporting.BUTTONS.items(), strict=True):
        known, used = make.FORMATS[ending], look if ending == "pptx" else None
        file = exporting.File(
            f"deck_{ending}",
            button,
            f"Last ned {known.name}",
            f"{stem}_utskrift.html" if ending == "html" else f"{stem}.{ending}",
            known.media_type,
            STAYS,
        )
        with column:
            exporting.offer(file, (deck.mark(), used), partial(_office, ending, used))


def _office(ending: str, template: bytes | None) -> tuple[bytes, str]:
    return make.make_deck(ending, deck.as_deck(words.NAMELESS), template), ""
