"""What surrounds every page: navigation, errors, and the page's language."""

from base64 import b64encode
from functools import cache
from pathlib import Path

import streamlit as st

from .. import __version__
from ..errors import BaereevneError, StoreError
from ..words.literal import literal
from . import (
    deck,
    fetching,
    parts,
    session,
    shared,
    signing_in,
    unsaved,
    ways,
)
from .turns import TURNS

PAGES = ways.PAGES


def run(start: str = ways.START) -> None:
    """Draw navigation, then the chosen page, when it is this run's turn. Errors become sentences.

    Parameters
    ----------
    start
        The page an address without a page name opens (tests open each page this way).
    """
    with TURNS.one():
        _run(start)


def _run(start: str) -> None:
    page = st.navigation(ways.begin(start), position="hidden")
    st.set_page_config(page_title=f"{page.title} – Bæreevne", page_icon=_favicon(), layout="wide")
    if not signing_in.may_look():
        return
    ways.show(page.url_path or start)
    try:
        if unsaved.is_first_run():
            unsaved.bring_back_choices()
            deck.follow()
        session.page_begins(page.title)
        fetching.complete_pending()
        session.write_url()
        deck.opens(page.url_path or start)
        parts.show_problem()
        page.run()
        _footer()
    except BaereevneError as problem:
        if isinstance(problem, StoreError):
            shared.forget_figures()  # which are then those that need no store
        st.error(literal(str(problem)))


@cache
def _favicon() -> str:
    """The icon as an address: of a file, Streamlit would look at the picture at every run."""
    icon = Path(__file__).with_name("favicon.png").read_bytes()
    return f"data:image/png;base64,{b64encode(icon).decode()}"


def _footer() -> None:
    """Which version this is, and the way to sign in where there is one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Bæreevne {__version__}")
        signing_in.button()
