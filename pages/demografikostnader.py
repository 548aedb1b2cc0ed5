"""What tomorrow's people would cost with today's services, and why."""

import streamlit as st

from projections import words
from projections.ui import cost_choices, own_inputs, panels, session

view = panels.opens(
    "region", "projection", "band", "base_year", "last", "cost_view", "method", "need", "prices"
)
panels.lead("demografikostnader", view)
panels.beside(view, "hvorfor_kostnaden_endres", "planen_og_modellen")
panels.folded(view)
own_inputs.frames()
cost_choices.fixed_shares()
panels.method(words.METHOD_TEXT[session.choice().method])
st.caption(words.ROUGH)
