"""How a finding is shown: title, sentence, figure, source, and the same figures as a table."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from .. import labels
from ..draw import plotly, style
from ..errors import BaereevneError, MissingInputError
from ..exports import tidy
from ..figures import catalogue
from ..figures.spec import Absent, Figure, NotFetched
from ..figures.view import View
from ..grids import Grid
from ..narrative import Finding
from ..presentation import words
from ..provenance import Source
from ..series import Table, sources_of
from . import controls, deck_capture, plotly_norwegian
from .view import made

_TABLE = "table_{}"
"""Session key of whether a chart's table is open."""


HEAD_START = 0.02
"""Longer than Streamlit's server and page wait for more to send and to draw at once [s]."""


def page_title(title: str, choice: str) -> None:
    """The page's heading, and in words what is chosen."""
    st.title(title)
    chosen(choice)


def chosen(choice: str) -> None:
    """In words what is chosen."""
    st.caption(choice)
    deck_capture.said().chosen = choice


def choices() -> DeltaGenerator:
    """Where a page's own choices stand: behind one button above its finding."""
    return st.popover("Endre hvordan det regnes", icon=":material/tune:")


def method(text: str) -> None:
    """How the page's figures are reckoned; after them, since the answer comes first."""
    with st.expander("Slik er det regnet", icon=":material/info:"):
        st.markdown(text)


def panel(figure: Figure, before: Callable[[], None] | None = None) -> None:
    """A figure with all that belongs to it.

    Parameters
    ----------
    figure
        What is shown; its key is unique on the page.
    before
        Draws the view's own controls, between sentence and chart.
    """
    st.header(figure.title)
    st.markdown(figure.text)
    if before:
        before()
    chart(figure)
    belonging(figure)


def belonging(figure: Figure) -> None:
    """What stands under a chart: its table, the way to the presentation, what must be said."""
    # A table that is open has the whole width to itself.
    is_open = st.session_state.get(_TABLE.format(figure.key))
    with st.container(horizontal=not is_open, vertical_alignment="center"):
        figures_as_table(figure)
        to_the_presentation(figure)
    remark(figure.remark)


def others(view: View, page: str, *placed: str) -> None:
    """The figures that the catalogue has for a page, but for those that it has placed itself."""
    for key, entry in catalogue.FIGURES.items():
        if entry.page == page and key not in placed:
            with where_available():
                for figure in made(key, view):
                    panel(figure)


def remark(told: str) -> None:
    """What must be said of what stands above; nothing where there is nothing to say."""
    if told:
        st.caption(told)


def keys(findings: Sequence[Finding]) -> None:
    """The figures to remember, side by side."""
    for column, finding in zip(st.columns(len(findings)), findings, strict=True):
        column.metric(finding.key_label, finding.key, border=True)


def card(figure: Figure, way_in: tuple[str, str]) -> None:
    """A figure in short: a sentence, a chart and the way to its page."""
    with st.container(border=True, height="stretch"):
        st.header(figure.title)
        st.markdown(figure.text)
        chart(figure, short=True)
        figures_as_table(figure)
        page, text = way_in
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(page_file(page), label=text, icon=":material/arrow_forward:")
            to_the_presentation(figure)


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
    """The picture with its sources below, a text alternative, and PNG and SVG in its toolbar."""
    _drawn(figure, short)
    source_lines(figure.sources)


def in_room(figure: Figure, room: str) -> None:
    """The picture alone, as high as the style sheet says of the room with this key."""
    with st.container(key=room):
        _drawn(figure, short=True, height="stretch")


def _drawn(figure: Figure, short: bool, **more: Any) -> None:
    drawn = style.in_theme(plotly.picture(figure, short), dark=st.context.theme.type == "dark")
    drawn["layout"]["meta"] = {"title": figure.title, "source": labels.cited(figure.sources)}
    if more:
        del drawn["layout"]["height"]
    st.plotly_chart(
        plotly_norwegian.AsItIs(drawn),
        theme=None,
        alt=f"{figure.title}. {figure.text}",
        key=f"chart_{figure.key}",
        config=plotly_norwegian.config(file_name(figure.key)),
        **more,
    )


def file_name(name: str) -> str:
    """Name of a downloaded file: what, where and which years."""
    own = controls.choice()
    return f"{name}_{own.region}_{own.first}-{own.last}"


def source_lines(sources: Sequence[Source]) -> None:
    """The sources under a figure, and what must be said of them."""
    st.caption(labels.told_of(sources))


def figures_as_table(figure: Figure) -> None:
    """The same figures one click away; nothing is sent before it is opened."""
    key = _TABLE.format(figure.key)
    folded = st.expander("Vis tallene som tabell", key=key, on_change="rerun")
    if folded.open:
        with folded:
            for grid in figure.grids:
                show_grid(grid)
            download(figure.table, figure.key)


def to_the_presentation(figure: Figure) -> None:
    """A button that adds the chart as it stands, and when it has, the way to see it."""
    if number := deck_capture.button(figure, controls.choice()):
        st.page_link(
            page_file(deck_capture.PAGE), label=words.added(number), icon=":material/check:"
        )


def show_grid(grid: Grid) -> None:
    """A real HTML table with its caption."""
    st.markdown(f"**{grid.caption}**")
    frame = pd.DataFrame(list(grid.rows), columns=list(grid.columns))
    st.table(frame.set_index(grid.columns[0]), border="horizontal")


def download(table: Table, name: str, label: str = "Last ned tallene (CSV)") -> None:
    """The figures as a CSV file that a Norwegian Excel opens."""
    st.download_button(
        label,
        data=tidy.to_csv(tidy.records(table), norwegian=True).encode("utf-8"),
        file_name=f"{file_name(name)}.csv",
        mime="text/csv",
        key=f"csv_{name}",
        on_click="ignore",
    )


def alone(draw: Callable[[], None]) -> None:
    """Draw a part of the page that is drawn again alone, when something in it was changed.

    What stands outside it must show nothing that is changed in it; where it does all the same,
    the whole page is drawn again.
    """

    @st.fragment
    def part() -> None:
        if controls.whole_page_changed():
            st.rerun()
        try:
            with where_available():
                draw()
        except BaereevneError as problem:
            st.error(str(problem))
        controls.write_url()

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
            st.info(str(problem))
            return True
        return False


def where_available() -> AbstractContextManager[None]:
    """Around a panel that needs an input not every region has."""
    return _Missing()
