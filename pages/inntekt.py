"""Income follows people too: cost, income and what is left."""

import streamlit as st

from projections import narrative
from projections.figures import income
from projections.ui import controls, income_panels, own_tax, panels, statement_panels
from projections.ui.view import now

view = now()
panels.page_title("Inntekt og netto", controls.chosen(from_base_year=True))
controls.cost_method()
controls.tax_base()
controls.state_gives()
own_tax.show()
panels.method(income.method(view))
with panels.where_available():
    panels.panel(income.net(view))
panels.panel(income.parts(view))
panels.panel(income.need(view))
income_panels.printed()
statement_panels.show("inntekt")
st.caption(narrative.ROUGH)
