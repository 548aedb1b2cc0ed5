"""Files to take along: made when asked for, from what is on the page as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from ..errors import BaereevneError
from ..exports import make
from ..figures.catalogue import FIGURES
from ..figures.view import View
from ..words.grids import unlinked
from . import numbers, panels
from .view import chosen, made, now

ABOUT = {
    "pptx": "Ett lysbilde per figur, med grafer som kan redigeres, notater og kilder.",
    "xlsx": "Tallene, forutsetningene og formlene mellom dem.",
    "html": "Én fil til papir, med tekst og tabeller som kan limes inn i økonomiplanen.",
}
"""What each file has, by its ending."""


@dataclass(frozen=True)
class File:
    """A file that is made when its button is pressed, and downloaded at once.

    Parameters
    ----------
    key
        Unique on the page.
    button
        Text of the button.
    name, media_type
        Of the file.
    """

    key: str
    button: str
    name: str
    media_type: str


def show() -> None:
    """A button a format, with what is in its file; and below them the look of one's own."""
    row = st.container()
    look, view = template(), now()
    for column, (ending, known) in zip(row.columns(len(ABOUT)), make.FORMATS.items(), strict=True):
        name = f"{numbers.file_name('baereevne')}.{ending}"
        with column:
            offer(
                File(ending, f"Last ned {known.name}", name, known.media_type),
                partial(_made, ending, view, look if ending == "pptx" else None),
            )
            st.caption(ABOUT[ending])
    row.caption(f"Filene gjelder valget ditt: {chosen()}.")


def any_figure() -> None:
    """The numbers of any figure of any page, as files."""
    key = st.selectbox(
        "Figur", list(FIGURES), format_func=lambda one: FIGURES[one].name, key="export_figure"
    )
    with panels.where_available():
        for figure in made(key, now()):
            st.markdown(f"**{figure.title}**")
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
            st.error(f"{unlinked(str(problem))} Vår egen mal brukes så lenge.")
            return None
    return given.getvalue()


def offer(file: File, made: Callable[[], bytes]) -> None:
    """One button that makes the file and downloads it.

    Parameters
    ----------
    made
        Makes it, of what it holds already: it is called where there is no session.
    """
    st.download_button(
        file.button,
        data=made,
        file_name=file.name,
        mime=file.media_type,
        key=f"take_{file.key}",
        on_click="ignore",
        width="stretch",
    )


def _made(ending: str, view: View, template: bytes | None) -> bytes:
    return make.make(ending, view, template)[0]
