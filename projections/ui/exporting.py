"""Files to take along, made when asked for; and sources, assumptions and tables, each folded."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from .. import words
from ..errors import BaereevneError
from ..exports import make
from ..figures.catalogue import FIGURES
from ..figures.view import View
from ..words import passports
from ..words.grids import Grid
from ..words.literal import literal
from . import numbers, panels, parts, session, view
from .view import chosen, made, now

ABOUT = {
    "pptx": "Ett lysbilde per figur, med grafer som kan redigeres, notater og kilder.",
    "xlsx": "Tallene, forutsetningene og formlene mellom dem.",
    "html": "Én fil til papir, med tekst og tabeller som kan limes inn i økonomiplanen.",
}
"""What each file has, by its ending."""


def show() -> None:
    """A button a format, with what is in its file; and below them the look of one's own."""
    row = st.container()
    look, view = template(), now()
    for column, (ending, known) in zip(row.columns(len(ABOUT)), make.FORMATS.items(), strict=True):
        name = f"{numbers.file_name('baereevne')}.{ending}"
        with column:
            file = partial(_made, ending, view, look if ending == "pptx" else None)
            label, key = f"Last ned {known.name}", f"take_{ending}"
            parts.offer(label, file, name, known.media_type, key, width="stretch")
            st.caption(ABOUT[ending])
    row.caption(f"Filene gjelder valget ditt: {literal(chosen())}.")


def any_figure() -> None:
    """The numbers of any figure of any page, as files."""
    key = st.selectbox(
        "Figur", list(FIGURES), format_func=lambda one: FIGURES[one].name, key="export_figure"
    )
    with panels.where_available():
        for figure in made(key, now()):
            st.markdown(f"**{literal(figure.title)}**")
            numbers.download(figure.table, figure.key)


def template() -> bytes | None:
    """A .pptx file whose look a presentation is to have; None where there is none to use."""
    with st.expander("Egen PowerPoint-mal"):
        given = st.file_uploader(
            "Kommunens mal (.pptx)",
            type="pptx",
            max_upload_size=20,
            key="export_template",
            help="Malens skrifter, farger og oppsett brukes. Lysbildene i den tas ikke med.",
        )
        if given is None:
            return None
        try:
            make.check_template(given.getvalue())
        except BaereevneError as problem:
            st.error(f"{literal(str(problem))} Vår egen mal brukes så lenge.")
            return None
    return given.getvalue()


def _made(ending: str, view: View, template: bytes | None) -> bytes:
    return make.make(ending, view, template)[0]


ABOUT_SOURCES = "Hvor tallene kommer fra, hva som er forutsatt, og alt til nedlasting"


def sources() -> None:
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
    any_figure()
