"""The way between pages: six questions, and apart from them what one does with the answers."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

import streamlit as st

from . import again, ways
from .ways import PAGES

QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Kort fortalt": ("oversikt",),
        "Innbyggerne": ("befolkning", "aldersbaereevne"),
        "Tjenestene": ("kapasitet", "sammenligning"),
        "Pengene": ("inntekt", "demografikostnader", "handlingsrom"),
        "Hva om?": ("scenarier",),
        "Hvor sikkert?": ("treffsikkerhet", "paastand"),
    }
)
"""The pages that answer each question; the first is where its link leads."""
APART = ("presentasjon", "last_opp", "kilder")


def show(page: str) -> None:
    """The questions on one line, and on the next the pages of the one that is open.

    Parameters
    ----------
    page
        The page that is open.
    """
    again.written(("menu", page), partial(_draw, page))


def _draw(page: str) -> None:
    groups = {name: [one for one in pages if one in PAGES] for name, pages in QUESTIONS.items()}
    with st.container(key="menu", horizontal=True, wrap=False, gap="xsmall"):
        for name, pages in groups.items():
            if pages:
                _link(pages[0], name, page in pages)
        for one in APART:
            _link(one, PAGES[one], one == page)
    within = next((pages for pages in groups.values() if page in pages), [])
    if len(within) > 1:
        with st.container(key="submenu", horizontal=True, wrap=False, gap="xsmall"):
            for one in within:
                _link(one, PAGES[one], one == page)


def _link(page: str, name: str, is_open: bool) -> None:
    """A link; page.js says to a screen reader which is open, by its bold name."""
    ways.link(page, f"**{name}**" if is_open else name)
