"""What tomorrow's people would cost with today's services, and why."""

import streamlit as st

from projections import narrative
from projections.figures import costs
from projections.ui import controls, cost_choices, frames, panels
from projections.ui.view import now

panels.page_title("Demografikostnader", controls.chosen(from_base_year=True))
cost_choices.show()
frames.show()
cost_choices.fixed_shares()

view = now()
panels.panel(costs.by_service(view), controls.cost_view)
with panels.where_available():
    panels.panel(costs.why(view))
with panels.where_available():
    panels.panel(costs.beside_plan(view))
st.caption(narrative.ROUGH)
