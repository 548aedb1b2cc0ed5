"""Income follows people too: cost, income and what is left."""

import streamlit as st

from projections import narrative
from projections.ui import controls, income_panels, own_tax, panels, statement_panels

panels.page_title("Inntekt og netto", controls.chosen(from_base_year=True))
controls.cost_method()
controls.tax_base()
controls.state_gives()
own_tax.show()
panels.method(narrative.income.held(controls.choice().assumed))
with panels.where_available():
    income_panels.span()
with panels.where_available():
    income_panels.net()
income_panels.parts()
income_panels.need()
income_panels.printed()
statement_panels.show("inntekt")
st.caption(narrative.ROUGH)
