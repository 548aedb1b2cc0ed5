"""How many places, pupils and staff the people call for, and what there is room for."""

import streamlit as st

from projections import narrative
from projections.ui import capacity_panels, controls, panels, rate_panels, statement_panels

panels.page_title("Kapasitet", controls.chosen(from_base_year=True))
with st.container(width=320):
    controls.base_year()
panels.method(narrative.capacity.norms(controls.catalogue().norms))
capacity_panels.care_places()
capacity_panels.pupils()
with panels.where_available():
    capacity_panels.by_district()
capacity_panels.kindergarten()
capacity_panels.care_and_staff()
with panels.where_available():
    rate_panels.users()
statement_panels.show("kapasitet")
