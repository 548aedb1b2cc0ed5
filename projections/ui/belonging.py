"""What stands under a chart: its sources, the presentation, and a menu with the rest of it."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from .. import terms
from ..figures.spec import Figure
from ..presentation import words
from ..provenance import Source
from ..words.literal import literal
from . import again, deck, numbers, session, ways

TABLES = "open_tables"
"""Session key of the figures whose tables are open; one for all, since each costs every run."""
_MENU = "menu_{}"
_SOURCES = '<details class="sources"><summary>{} · <u>detaljer</u></summary>{}</details>'
OPEN, CLOSE = ":material/table: Vis tallene som tabell", ":material/table: Skjul tabellen"
CSV = ":material/download: Last ned tallene (CSV)"
IN_BROWSER = (
    ":material/image: Last ned bildet (PNG)",
    ":material/image: Last ned bildet (SVG)",
    ":material/link: Kopier lenken hit",
)
"""What is the browser's own work; page.js knows them by their words."""


def under(figure: Figure, is_brief: bool = False) -> None:
    """One line under a chart, and below it the table where it is open.

    ``figure``: the figure of the chart; ``is_brief``: whether what must be said of it stands
    elsewhere.
    """
    with st.container(
        key=f"under_{figure.key}", horizontal=True, vertical_alignment="top", gap="xsmall"
    ):
        if figure.sources:
            again.written("sources", partial(source_lines, figure.sources), figure)
        _to_the_presentation(figure)
        is_open = figure.key in st.session_state.setdefault(TABLES, frozenset())
        _menu(figure, is_open)
    if is_open:
        for grid in figure.grids:
            numbers.show_grid(grid)
    if not is_brief:
        remark(figure.remark)


def source_lines(sources: Sequence[Source]) -> None:
    """Who the figures are from, and all about it when it is opened."""
    if told := _sources_of(sources):
        st.caption(told, unsafe_allow_html=True)


def _sources_of(sources: Sequence[Source]) -> str:
    if not sources:
        return ""
    # Not Markdown: a user's file may be called anything.
    short, whole = (
        " ".join(escape(one).split()) for one in (terms.publishers(sources), terms.told_of(sources))
    )
    return _SOURCES.format(short, whole)


def remark(told: str) -> None:
    """What must be said of what stands above; nothing where there is nothing to say."""
    if told:
        st.caption(literal(told))


def _to_the_presentation(figure: Figure) -> None:
    """A button that adds the chart as it stands, and when it has, the way to see it."""
    if number := deck.button(figure, session.choice()):
        ways.link(deck.PAGE, words.added(number), ":material/check:")


def _menu(figure: Figure, is_open: bool) -> None:
    """The same figures as a table, as files, and a link that leads to them: one element."""
    st.menu_button(
        "Mer",
        (CLOSE if is_open else OPEN, CSV, *IN_BROWSER),
        key=_MENU.format(figure.key),
        type="tertiary",
        icon=":material/more_horiz:",
        on_click=_chosen,
        args=(figure.key,),
    )
    page = deck.said()
    if page.file == figure.key:
        # Out of sight; page.js presses it as soon as it is there.
        page.file = ""
        with st.container(key=f"file_{figure.key}"):
            numbers.download(figure.table, figure.key)


def _chosen(key: str) -> None:
    chosen = st.session_state[_MENU.format(key)]
    if chosen in (OPEN, CLOSE):
        opened = st.session_state.get(TABLES, frozenset())
        st.session_state[TABLES] = opened | {key} if chosen == OPEN else opened - {key}
    elif chosen == CSV:
        deck.said().file = key
