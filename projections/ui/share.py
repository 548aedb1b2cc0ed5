"""Del: a link that opens this view again, with what it pins."""

import streamlit as st

from ..choices import state
from ..words import handout as words
from . import session

KEY = "share"


def button() -> None:
    """One button that copies the link (page.js does that) and says what it pins."""
    choice, catalogue = session.choice(), session.catalogue()
    with st.popover("Del", icon=":material/link:", key=KEY, help="Kopier lenken til denne siden"):
        st.markdown(words.pins(session.case(), session.projection(), choice.first, choice.last))
        if state.moved(choice, catalogue):
            st.markdown(words.SCENARIO)
        if session.own_inputs():
            st.text(words.OWN)
        with st.container(key="share_link"):
            st.code(f"?{state.shared(choice, catalogue)}", language=None, wrap_lines=True)
