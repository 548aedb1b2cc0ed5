"""The chosen scenario in one line of every page, and the way to take it away."""

import streamlit as st

from .. import words
from ..choices import selections
from . import deck_capture, lever_choices, session

OWN_PAGE = "scenarier"
"""Where the levers themselves stand."""


def show() -> None:
    """What the figures have beside the projection; nothing at rest."""
    page, choice = deck_capture.said(), session.choice()
    told = words.levers.short(selections.scenario_of(choice, session.catalogue()))
    if not told or page.page == OWN_PAGE:
        return
    lever_choices.said()
    with st.container(
        key="scenario_line", horizontal=True, vertical_alignment="center", gap="small"
    ):
        st.markdown(f"Scenario: **{told}**", width="content")
        st.button("ta bort", key="scenario_away", type="tertiary", on_click=lever_choices.reset)
