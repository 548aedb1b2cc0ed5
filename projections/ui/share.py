"""Del: a link that opens this view again, with what it pins."""

import streamlit as st

from ..choices import state
from ..words import share as words
from . import controls

KEY = "share"


def button() -> None:
    """One button that copies the link (page.js does that) and says what it pins."""
    choice, catalogue = controls.choice(), controls.catalogue()
    with st.popover("Del", icon=":material/link:", key=KEY, help="Kopier lenken til denne siden"):
        st.markdown(words.pins(controls.case(), controls.projection(), choice.first, choice.last))
        if state.moved(choice, catalogue):
            st.markdown(words.SCENARIO)
        if controls.own_inputs():
            st.text(words.OWN)
        with st.container(key="share_link"):
            st.code(f"?{state.shared(choice, catalogue)}", language=None, wrap_lines=True)
