"""Del: a link that opens this view again, with what it pins."""

from functools import partial

import streamlit as st

from ..choices import state
from ..words import handout as words
from ..words.literal import literal
from . import again, session

KEY = "share"


def button() -> None:
    """One button that copies the link (page.js does that) and says what it pins."""
    choice, catalogue = session.choice(), session.catalogue()
    pins = words.pins(session.case(), session.projection(), choice.first, choice.last)
    moved = bool(state.moved(choice, catalogue))
    shown = pins, moved, bool(session.own_inputs()), state.shared(choice, catalogue)
    if catalogue.edition:
        again.written((KEY, *shown), partial(_draw, *shown))
    else:
        _draw(*shown)  # one user's own, which is kept nowhere but with that user


def _draw(pins: str, moved: bool, has_own: bool, link: str) -> None:
    with st.popover("Del", icon=":material/link:", key=KEY, help="Kopier lenken til denne siden"):
        st.markdown(literal(pins))
        if moved:
            st.markdown(words.SCENARIO)
        if has_own:
            st.text(words.OWN)
        with st.container(key="share_link"):
            st.code(f"?{link}", language=None, wrap_lines=True)
