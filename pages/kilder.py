"""Where every figure comes from, what is assumed, and everything to download."""

import streamlit as st

from projections import words
from projections.ui import controls, exporting, panels
from projections.words import passports

case, catalogue = controls.case(), controls.catalogue()
panels.page_title(
    "Kilder",
    f"{controls.whose()} · hvor tallene kommer fra, hva som er forutsatt, og alt til nedlasting",
    "region",
    "projection",
    "first",
    "last",
)

st.header("Ta med deg")
exporting.show()

st.header("Kilder til tallene")
panels.show_grid(passports.sources(passports.every(catalogue, case)))

st.header("Forutsetninger")
panels.show_grid(passports.parameters(catalogue.parameters.every))
panels.show_grid(passports.norms(catalogue.norms))
panels.show_grid(passports.need_keys(catalogue.keys))
st.markdown(words.SPREAD)
panels.show_grid(passports.deflator(catalogue.deflator))
if case.frames:
    panels.show_grid(passports.frames(case.frames))

st.header("Last ned tallene")
st.markdown(
    "Filene har ett tall per rad, semikolon og desimalkomma, og åpnes rett i et regneark. "
    f"De gjelder valget ditt: {controls.chosen()}."
)
exporting.numbers()
