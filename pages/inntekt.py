"""Income follows people too: cost, income and what is left."""

import streamlit as st

from projections import words
from projections.figures import costs
from projections.ui import cost_choices, notes, panels

view = panels.opens(
    "region", "projection", "band", "base_year", "last", "method", "need", "tax", "state"
)
shown = panels.lead("inntekt", view, otherwise="Hva blir igjen?")
cost_choices.own_tax()
panels.beside(view, *(key for key in ("inntektene", "utgiftsbehov") if key != shown))
panels.folded(view)
panels.method(costs.income_method(view))
notes.printed()
notes.statements("inntekt")
st.caption(words.ROUGH)
