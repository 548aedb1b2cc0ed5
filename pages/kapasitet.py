"""How many places, pupils and staff the people call for, and what there is room for."""

import streamlit as st

from projections.figures import services
from projections.ui import capacity_panels, controls, panels, statement_panels
from projections.ui.view import now

view = now()
panels.page_title("Kapasitet", controls.chosen(from_base_year=True))
with st.container(width=320):
    controls.base_year()
panels.method(services.norms(view))
panels.panel(services.care_places(view), controls.coverage)
panels.panel(services.pupils(view))
capacity_panels.schools()
with panels.where_available():
    for figure in services.by_district(view):
        panels.panel(figure)
panels.panel(services.kindergarten(view))
panels.panel(services.care(view), controls.care_numbers)
panels.panel(services.staff(view))
with panels.where_available():
    panels.panel(services.by_rates(view))
statement_panels.show("kapasitet")
