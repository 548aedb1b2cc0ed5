"""How a finding is shown: title, sentence, figure, source, and the same figures as a table."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache, partial
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from weakref import WeakKeyDictionary

import pandas as pd
import streamlit as st

from .. import citing
from ..draw import plotly, style
from ..errors import BaereevneError, MissingInputError
from ..exports import tidy
from ..figures import catalogue
from ..figures.spec import Absent, Figure, NotFetched
from ..figures.view import View
from ..presentation import words
from ..provenance import Source
from ..series import Table, sources_of
from ..words import Finding
from ..words.grids import Grid, unlinked
from . import chips, deck_capture, in_words, plotly_norwegian, session
from .view import made, now

_TABLE = "table_{}"
"""Session key of whether a chart's table is open."""
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-ZÆØÅ0-9])")
_SOURCES = '<details class="sources"><summary>{} · <u>detaljer</u></summary>{}</details>'
FOLD = "fold_{}"
"""Session key of a part that is folded."""


_PICTURES: WeakKeyDictionary[Figure, dict[tuple[bool, bool], style.Picture]] = WeakKeyDictionary()
"""Pictures by figure, in short or whole and in the light or the dark theme."""
HEAD_START = 0.02
"""Longer than Streamlit's server and page wait for more to send and to draw at once [s]."""


def page_title(title: str, choice: str, *fields: str) -> None:
    """The heading of a page without a finding, what is chosen, and the choices it uses.

    Parameters
    ----------
    title, choice
        The heading, and the line under it.
    fields
        See :func:`~.chips.line`.
    """
    chips.line(*fields)
    st.title(title)
    chosen(choice)


def chosen(choice: str) -> None:
    """In words what is chosen."""
    st.caption(choice)
    deck_capture.said().chosen = choice


def opens(*fields: str) -> View:
    """A page of figures begins: the choices it uses, and what its figures are made from.

    Parameters
    ----------
    fields
        See :func:`~.chips.line`.
    """
    chips.line(*fields)
    deck_capture.said().chosen = in_words.chosen_of(fields)
    return now()


def method(text: str) -> None:
    """How the page's figures are reckoned; after them, since the answer comes first."""
    with st.expander("Slik er det regnet", icon=":material/info:"):
        st.markdown(text)


def panel(figure: Figure, before: Callable[[], None] | None = None, is_lead: bool = False) -> None:
    """A figure with all that belongs to it.

    Parameters
    ----------
    figure
        What is shown; its key is unique on the page.
    before
        Draws the view's own controls, between sentence and chart; below the chart of a lead.
    is_lead
        Whether it is the finding of the page.
    """
    (st.title if is_lead else st.header)(figure.title, anchor=figure.key)
    # Of a lead, the first sentence alone comes before the chart.
    first, _, rest = _SENTENCE.sub("\n", figure.text, 1).partition("\n" if is_lead else "\0")
    st.markdown(first if is_lead else figure.text)
    if before and not is_lead:
        before()
    chart(figure)
    if rest:
        st.markdown(rest)
    belonging(figure)
    if before and is_lead:
        before()


def lead(
    view: View, *keys: str, otherwise: str = "", before: Callable[[], None] | None = None
) -> str:
    """The finding of the page: the first of some figures that can be made; its key.

    Parameters
    ----------
    view
        What it is made from.
    keys
        By which they are known; the sentence of each that cannot be made is said below.
    otherwise
        The heading where none can be made.
    before
        See :func:`panel`.
    """
    lacking: list[str] = []
    found: tuple[str, Figure] | None = None
    for key in keys:
        try:
            found = key, made(key, view)[0]
            break
        except BaereevneError as problem:
            lacking.append(str(problem))
    if found:
        panel(found[1], before, is_lead=True)
    else:
        st.title(otherwise)
    for sentence in dict.fromkeys(lacking):
        st.info(sentence)
    return found[0] if found else ""


def figure(key: str, view: View, before: Callable[[], None] | None = None) -> None:
    """A figure by its key, or the sentence that stands where it cannot be made."""
    with where_available():
        _figures(key, view, before)


def _figures(key: str, view: View, before: Callable[[], None] | None) -> None:
    for one in made(key, view):
        panel(one, before)


def beside(view: View, *keys: str) -> None:
    """Figures side by side where there is room, each the whole width of a phone."""
    for column, key in zip(st.columns(len(keys), gap="large"), keys, strict=True):
        with column:
            figure(key, view)


def folded(
    view: View, *keys: str, before: Mapping[str, Callable[[], None]] = MappingProxyType({})
) -> None:
    """Figures by name, each made when it is opened.

    Parameters
    ----------
    view, keys
        See :func:`figure`.
    before
        Controls by key of the figure they belong to.
    """
    for key in keys:
        fold(catalogue.NAMES[key], key, partial(_unfolded, view, key, before.get(key)))


def _unfolded(view: View, key: str, before: Callable[[], None] | None) -> None:
    """The figure; or why there is none, since someone asked."""
    try:
        _figures(key, view, before)
    except MissingInputError as problem:
        st.info(unlinked(str(problem)))


def fold(name: str, key: str, draw: Callable[[], None]) -> None:
    """A part of the page that is drawn when it is opened."""
    part = st.expander(name, key=FOLD.format(key), on_change="rerun")
    if part.open:
        with part:
            draw()


def remark(told: str) -> None:
    """What must be said of what stands above; nothing where there is nothing to say."""
    if told:
        st.caption(told)


def keys(findings: Sequence[Finding]) -> None:
    """The figures to remember, side by side."""
    for column, finding in zip(st.columns(len(findings)), findings, strict=True):
        column.metric(finding.key_label, finding.key, border=True)


def card(figure: Figure, way: tuple[str, str], more: Callable[[], None] | None = None) -> None:
    """A figure in short: its first sentence, a chart and the way to its page, where the rest is.

    Parameters
    ----------
    figure, way
        What is shown, and the page and words of :func:`way_in`.
    more
        Draws what is asked of it at once, at the end of the card.
    """
    with st.container(border=True, height="stretch"):
        st.header(figure.title)
        st.markdown(_SENTENCE.split(figure.text, 1)[0])
        chart(figure, short=True)
        belonging(figure, is_brief=True)
        way_in(*way)
        if more:
            more()


def way_in(page: str, text: str) -> None:
    """The way from a figure to its page."""
    st.page_link(page_file(page), label=text, icon=":material/arrow_forward:")


@cache
def page_file(name: str) -> Path:
    """The script of a page."""
    return Path(__file__).parents[2] / "pages" / f"{name}.py"


def note(finding: Finding, grids: Sequence[Grid], table: Table, name: str) -> None:
    """A finding that is told by a table alone."""
    st.header(finding.title)
    st.markdown(finding.text)
    for grid in grids:
        show_grid(grid)
    source_lines(sources_of(table))
    download(table, name)


def chart(figure: Figure, short: bool = False) -> None:
    """The picture with a text alternative."""
    _drawn(figure, short)


def in_room(figure: Figure, room: str) -> None:
    """The picture alone, as high as the style sheet says of the room with this key."""
    with st.container(key=room):
        _drawn(figure, short=True, height="stretch")


def _drawn(figure: Figure, short: bool, **more: Any) -> None:
    drawn = _picture(figure, short, dark=st.context.theme.type == "dark")
    if more:
        layout = {key: own for key, own in drawn["layout"].items() if key != "height"}
        drawn = drawn | {"layout": layout}
    st.plotly_chart(
        plotly_norwegian.AsItIs(drawn),
        theme=None,
        alt=f"{figure.title}. {figure.text}",
        key=f"chart_{figure.key}",
        config=plotly_norwegian.config(file_name(figure.key)),
        **more,
    )


def _picture(figure: Figure, short: bool, dark: bool) -> style.Picture:
    """The picture, drawn once for as long as the figure is kept; nothing in it may be changed."""
    known = _PICTURES.setdefault(figure, {})
    if (short, dark) not in known:
        drawn = style.in_theme(plotly.picture(figure, short), dark)
        drawn["layout"]["meta"] = {"title": figure.title, "source": citing.cited(figure.sources)}
        known[short, dark] = drawn
    return known[short, dark]


def file_name(name: str) -> str:
    """Name of a downloaded file: what, where and which years."""
    own = session.choice()
    return f"{name}_{own.region}_{own.first}-{own.last}"


def source_lines(sources: Sequence[Source]) -> None:
    """Who the figures are from, and all about it when it is opened."""
    if sources:
        # Not Markdown: a user's file may be called anything.
        short, whole = (
            " ".join(escape(one).split())
            for one in (citing.publishers(sources), citing.told_of(sources))
        )
        st.caption(_SOURCES.format(short, whole), unsafe_allow_html=True)


def belonging(figure: Figure, is_brief: bool = False) -> None:
    """One line under a chart: sources, the presentation, and a menu with the rest of it.

    Parameters
    ----------
    figure
        The figure of the chart.
    is_brief
        Whether what must be said of it stands elsewhere.
    """
    with st.container(
        key=f"under_{figure.key}", horizontal=True, vertical_alignment="top", gap="xsmall"
    ):
        source_lines(figure.sources)
        to_the_presentation(figure)
        _menu(figure)
    if st.session_state.get(_TABLE.format(figure.key)):
        for grid in figure.grids:
            show_grid(grid)
    if not is_brief:
        remark(figure.remark)


def _menu(figure: Figure) -> None:
    """The same figures as a table, as files, and a link that leads to them.

    PNG, SVG and the link are the browser's own work, in page.js.
    """
    key = _TABLE.format(figure.key)
    is_open = bool(st.session_state.get(key))
    with st.popover("Mer", key=f"menu_{figure.key}", type="tertiary", icon=":material/more_horiz:"):
        st.button(
            "Skjul tabellen" if is_open else "Vis tallene som tabell",
            key=f"show_{key}",
            type="tertiary",
            icon=":material/table:",
            on_click=_turn,
            args=(key, not is_open),
        )
        download(figure.table, figure.key, kind="tertiary")
        for kind in ("png", "svg"):
            st.button(
                f"Last ned bildet ({kind.upper()})",
                key=f"{kind}_{figure.key}",
                type="tertiary",
                icon=":material/image:",
            )
        st.button(
            "Kopier lenken hit",
            key=f"link_{figure.key}",
            type="tertiary",
            icon=":material/link:",
        )


def _turn(key: str, is_open: bool) -> None:
    st.session_state[key] = is_open


def to_the_presentation(figure: Figure) -> None:
    """A button that adds the chart as it stands, and when it has, the way to see it."""
    if number := deck_capture.button(figure, session.choice()):
        st.page_link(
            page_file(deck_capture.PAGE), label=words.added(number), icon=":material/check:"
        )


def show_grid(grid: Grid) -> None:
    """A real HTML table with its caption."""
    st.markdown(f"**{grid.caption}**")
    frame = pd.DataFrame(list(grid.rows), columns=list(grid.columns))
    st.table(frame.set_index(grid.columns[0]), border="horizontal")


def download(
    table: Table,
    name: str,
    label: str = "Last ned tallene (CSV)",
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """The figures as a CSV file that a Norwegian Excel opens; made when it is asked for."""
    st.download_button(
        label,
        data=partial(_csv, table),
        file_name=f"{file_name(name)}.csv",
        mime="text/csv",
        key=f"csv_{name}",
        type=kind,
        icon=":material/download:",
        on_click="ignore",
    )


def _csv(table: Table) -> bytes:
    return tidy.to_csv(tidy.records(table), norwegian=True).encode("utf-8")


def alone(draw: Callable[[], None]) -> None:
    """Draw a part of the page that is drawn again alone, when something in it was changed.

    What stands outside it must show nothing that is changed in it; where it does all the same,
    the whole page is drawn again.
    """

    @st.fragment
    def part() -> None:
        if session.whole_page_changed():
            st.rerun()
        try:
            with where_available():
                draw()
        except BaereevneError as problem:
            st.error(unlinked(str(problem)))
        session.write_url()

    part()


def head_start() -> None:
    """Let the browser draw what is written so far before it gets the rest to draw as well."""
    time.sleep(HEAD_START)


class _Missing(AbstractContextManager[None]):
    """Says which input a region lacks, in place of its panel; nothing where nothing lacks."""

    def __exit__(self, kind: Any, problem: BaseException | None, trace: Any) -> bool:
        if isinstance(problem, Absent) and not isinstance(problem, NotFetched):
            return True
        if isinstance(problem, MissingInputError):
            st.info(unlinked(str(problem)))
            return True
        return False


def where_available() -> AbstractContextManager[None]:
    """Around a panel that needs an input not every region has."""
    return _Missing()
