"""The pages, the ways between them, and the menu: six questions, and what one does with them."""

from collections.abc import Mapping
from copy import copy
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import cast

import streamlit as st

from . import again

PAGES = {
    "oversikt": "Kort fortalt",
    "befolkning": "Befolkning",
    "aldersbaereevne": "Aldersbæreevne",
    "kapasitet": "Kapasitet",
    "sammenligning": "Sammenligning",
    "inntekt": "Hva blir igjen?",
    "demografikostnader": "Demografikostnader",
    "handlingsrom": "Handlingsrom",
    "scenarier": "Hva om?",
    "treffsikkerhet": "Treffsikkerhet",
    "paastand": "Sjekk en påstand",
    "presentasjon": "Presentasjon",
    "last_opp": "Last opp",
    "kilder": "Kilder",
}
"""Page file (and, but for the start page, address) and its Norwegian title."""
START = "oversikt"
"""The page that an address without a page's name opens."""
OPERATION = "drift"
"""Not in the navigation: it is not for those who use the figures."""
_NOW = "pages_of_this_run"


def begin(start: str) -> list[st.Page]:
    """The pages of a run, for ``st.navigation``; each is linked to as one of these.

    ``start``: the page that an address without a name opens.
    """
    # Streamlit marks the one that may run, so no two runs may have the same objects.
    now = {name: copy(page) for name, page in _every(start).items()}
    st.session_state[_NOW] = now
    return list(now.values())


@cache
def _every(start: str) -> Mapping[str, st.Page]:
    """Every page by name; Streamlit looks each file up on the disk, which is done once."""
    shown = {
        name: st.Page(page_file(name), title=title, url_path=name, default=name == start)
        for name, title in PAGES.items()
    }
    hidden = st.Page(page_file(OPERATION), title="Drift", url_path=OPERATION, visibility="hidden")
    return MappingProxyType({**shown, OPERATION: hidden})


def link(name: str, label: str, icon: str | None = None) -> None:
    """A link to a page, in the same session."""
    again.written(("way", name, label, icon), partial(_link, name, label, icon))


def _link(name: str, label: str, icon: str | None) -> None:
    pages = cast(Mapping[str, st.Page], st.session_state[_NOW])
    st.page_link(pages[name], label=label, icon=icon)


def way_in(name: str, text: str) -> None:
    """The way from a figure to its page."""
    link(name, text, ":material/arrow_forward:")


@cache
def page_file(name: str) -> Path:
    """The script of a page."""
    return Path(__file__).parents[2] / "pages" / f"{name}.py"


QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "Kort fortalt": ("oversikt",),
    "Innbyggerne": ("befolkning", "aldersbaereevne"),
    "Tjenestene": ("kapasitet", "sammenligning"),
    "Pengene": ("inntekt", "demografikostnader", "handlingsrom"),
    "Hva om?": ("scenarier",),
    "Hvor sikkert?": ("treffsikkerhet", "paastand"),
}
"""The pages that answer each question; the first is where its link leads."""
APART = ("presentasjon", "last_opp", "kilder")


def show(page: str) -> None:
    """The questions on one line, and on the next the pages of the one that is open.

    ``page``: the page that is open.
    """
    again.written(("menu", page), partial(_draw, page))


def _draw(page: str) -> None:
    with st.container(key="menu", horizontal=True, wrap=False, gap="xsmall"):
        for name, pages in QUESTIONS.items():
            _menu_link(pages[0], name, page in pages)
        for one in APART:
            _menu_link(one, PAGES[one], one == page)
    within = next((pages for pages in QUESTIONS.values() if page in pages), ())
    if len(within) > 1:
        with st.container(key="submenu", horizontal=True, wrap=False, gap="xsmall"):
            for one in within:
                _menu_link(one, PAGES[one], one == page)


def _menu_link(page: str, name: str, is_open: bool) -> None:
    """A link; page.js says to a screen reader which is open, by its bold name."""
    link(page, f"**{name}**" if is_open else name)
