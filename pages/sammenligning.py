"""What services cost here, in neighbouring municipalities and in the KOSTRA group."""

import streamlit as st

from projections import grids, narrative, tables
from projections.figures import spending
from projections.ui import controls, fetching, panels, statement_panels
from projections.ui.view import now

view = now()
region = view.case.region
panels.page_title("Sammenligning", f"{controls.whose()} · netto driftsutgifter per innbygger")

with panels.where_available():
    panels.panel(spending.adjusted(view))
    panels.panel(spending.adjusted_in_all(view))
    figures = tables.key_figures(view.catalogue.spending, region)
    panels.note(
        narrative.spending.key_figures(figures, region),
        [grids.across("Kr per innbygger, ikke justert for behov", figures)],
        figures,
        "nokkeltall_per_innbygger",
    )

st.header("Alle kommuner, uten justering for behov")
st.markdown(narrative.spending.ALL_MUNICIPALITIES)
fetching.spending_button()
with panels.where_available():
    panels.panel(spending.unadjusted(view))
    panels.panel(spending.unadjusted_in_all(view))

statement_panels.show("sammenligning")
