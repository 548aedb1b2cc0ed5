"""Sources, assumptions and every table: each folded, so that the page is its list of contents."""

from collections.abc import Callable

import streamlit as st

from .. import words
from ..words import passports
from ..words.grids import Grid
from . import exporting, numbers, panels, session, view

ABOUT = "Hvor tallene kommer fra, hva som er forutsatt, og alt til nedlasting"


def show() -> None:
    """The list, each part of it made when it is opened."""
    catalogue, case = session.catalogue(), session.case()
    sources = passports.every(catalogue, case)
    st.header("Kilder til tallene")
    _grids(f"{len(sources)} kilder", "sources", lambda: passports.sources(sources))
    st.header("Forutsetninger")
    _grids("Verdier", "parameters", lambda: passports.parameters(catalogue.parameters.every))
    _grids("Minimumsnormer og dekning", "norms", lambda: passports.norms(catalogue.norms))
    _grids(
        "Inntektssystemets nøkler",
        "keys",
        lambda: passports.need_keys(catalogue.keys),
        lambda: st.markdown(words.SPREAD),
    )
    _grids("Prisvekst", "deflator", lambda: passports.deflator(catalogue.deflator))
    if own := case.frames:
        _grids("Kommunens driftsrammer", "frames", lambda: passports.frames(own))
    st.header("Last ned tallene")
    panels.fold("Alle tabellene", "kilder_tables", _tables)


def _grids(
    name: str, key: str, make: Callable[[], Grid], after: Callable[[], object] | None = None
) -> None:
    def draw() -> None:
        numbers.show_grid(make())
        if after:
            after()

    panels.fold(name, f"kilder_{key}", draw)


def _tables() -> None:
    st.markdown(
        "Filene har ett tall per rad, semikolon og desimalkomma, og åpnes rett i et regneark. "
        f"De gjelder valget ditt: {view.chosen()}."
    )
    exporting.any_figure()
