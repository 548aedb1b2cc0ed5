"""The button under every chart, and the frame that is made of the chart when it is pressed.

The button is handed what the chart was drawn from, by reference: until it is pressed, nothing is
reckoned, copied or sent.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import streamlit as st

from ..choices import origin, state
from ..figures.spec import Figure, plain
from ..presentation import Frame, words
from . import deck, session

_SAID = "deck_said"
PAGE = "presentasjon"


@dataclass
class PageWords:
    """What a page has said so far in a run, besides its charts.

    Parameters
    ----------
    page, chosen, moved
        Its file, the choices in words, and what a scenario has moved.
    added
        The figure that was put in the presentation just now, and its number there.
    file
        The figure whose numbers were asked for as a file just now.
    """

    page: str
    chosen: str = ""
    moved: str = ""
    added: tuple[str, int] = ("", 0)
    file: str = ""


def opens(page: str) -> None:
    """A page is about to be drawn; a show that runs ends when its page is left."""
    before = said()
    st.session_state[_SAID] = PageWords(page, added=before.added, file=before.file)
    if page != PAGE:
        st.session_state.pop(deck.SHOWING, None)


def said() -> PageWords:
    """What this page has said so far."""
    return cast(PageWords, st.session_state.get(_SAID) or PageWords(""))


def button(figure: Figure, choice: state.Choice) -> int:
    """The button; the chart's number in the presentation when it has just been added, else 0."""
    page = said()
    st.button(
        words.ADD,
        key=f"deck_add_{figure.key}",
        type="tertiary",
        icon=":material/add_to_queue:",
        on_click=_add,
        args=(figure, choice, page),
    )
    name, number = page.added
    if name != figure.key:
        return 0
    page.added = "", 0
    st.toast(words.is_added(number))  # a screen reader reads it out
    return number


def _add(figure: Figure, choice: state.Choice, page: PageWords) -> None:
    place = session.catalogue().case(choice.region).region.name
    number = deck.add([frame(figure, choice, page)], place)
    page.added = figure.key, number


def take_all(figures: Sequence[Figure], choice: state.Choice, page: PageWords) -> None:
    """Put several figures of a page last in the presentation."""
    place = session.catalogue().case(choice.region).region.name
    deck.add([frame(one, choice, page) for one in figures], place)


def frame(figure: Figure, choice: state.Choice, page: PageWords) -> Frame:
    """The figure as it stands on the page, with the way back to it."""
    catalogue = session.catalogue()
    title, text = _plain(figure.title), _plain(figure.text)
    path = state.projection_of(catalogue.case(choice.region), choice.projection, choice.start)
    return Frame(
        title=title,
        text=text,
        notes="",
        alternative=f"{title}. {text}",
        chart=figure.chart,
        grids=figure.grids,
        sources=figure.sources,
        note=_plain(figure.note),
        page=page.page,
        name=figure.key,
        chosen=_plain(" · ".join(filter(None, (page.chosen, page.moved)))),
        query=state.to_query(choice, catalogue) | origin.here(path),
    )


def _plain(text: str) -> str:
    """A sentence as plain words: neither bold nor the marks that keep a user's text from it."""
    return re.sub(r"\\([^\w\s])", r"\1", plain(text))
