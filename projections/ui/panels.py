"""How a finding is shown: title, sentence, figure, source, and the same figures as a table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType

import streamlit as st

from ..errors import BaereevneError, MissingInputError
from ..figures import catalogue
from ..figures.spec import Absent, Figure, NotFetched
from ..figures.view import View
from ..series import Table, sources_of
from ..words import Finding
from ..words.grids import Grid
from ..words.literal import literal
from . import again, chips, deck, leads, parts, session
from .belonging import source_lines, under
from .numbers import download, show_grid
from .pictures import chart
from .view import chosen_of, made, now
from .ways import PAGES, way_in

FOLD = "fold_{}"
"""Session key of a part that is folded."""


def page_title(title: str, choice: str, *fields: str) -> None:
    """The heading of a page without a finding, what is chosen, and the choices it uses.

    ``title`` and ``choice``: the heading, and the line under it; ``fields``: see
    :func:`~.chips.line`.
    """
    chips.line(*fields)
    st.title(literal(title))
    chosen(choice)


def chosen(choice: str) -> None:
    """In words what is chosen."""
    st.caption(literal(choice))
    deck.said().chosen = choice


def opens(*fields: str) -> View:
    """A page of figures begins: the choices it uses, and what its figures are made from.

    ``fields``: see :func:`~.chips.line`.
    """
    chips.line(*fields)
    deck.said().chosen = chosen_of(fields)
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
    first, rest = leads.in_two(figure) if is_lead else (figure.text, "")

    def finding() -> None:
        (st.title if is_lead else st.header)(literal(figure.title), anchor=figure.key)
        st.markdown(literal(first))

    again.written(("finding", is_lead), finding, figure)
    if before and not is_lead:
        before()
    chart(figure)
    if rest:
        st.markdown(literal(rest))
    under(figure)
    if before and is_lead:
        before()


def lead(
    page: str, view: View, otherwise: str = "", before: Callable[[], None] | None = None
) -> str:
    """The finding of the page: the first of its figures that can be made; its key.

    Parameters
    ----------
    page
        As :data:`~.leads.LEADS` has it; the sentence of each that cannot be made is said below.
    view
        What it is made from.
    otherwise
        The heading where none can be made.
    before
        See :func:`panel`.
    """
    found = leads.of(page, view)
    if found.figure:
        panel(found.figure, before, is_lead=True)
    else:
        st.title(literal(otherwise))
    for sentence in found.lacking:
        st.info(literal(_seen_from_here(sentence)))
    return found.key


def _seen_from_here(sentence: str) -> str:
    """A way to the page that one stands on is a way further down on it."""
    name = PAGES.get(deck.said().page, "")
    for told in (f"på siden «{name}»", f"på siden {name}"):
        sentence = sentence.replace(told, "nedenfor")
    return sentence


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
    """Figures by name, each made when it is opened: some, and those the catalogue folds here.

    ``view`` and ``keys``: see :func:`figure`; ``before``: controls by key of the figure they belong
    to.
    """
    page = deck.said().page
    here = [key for key, one in catalogue.FIGURES.items() if one.fold and one.page == page]
    for key in (*keys, *here):
        fold(catalogue.FIGURES[key].name, key, partial(_unfolded, view, key, before.get(key)))


def _unfolded(view: View, key: str, before: Callable[[], None] | None) -> None:
    """The figure; or why there is none, since someone asked."""
    try:
        _figures(key, view, before)
    except MissingInputError as problem:
        st.info(literal(str(problem)))


def fold(name: str, key: str, draw: Callable[[], None]) -> None:
    """A part of the page that is drawn when it is opened."""
    parts.fold(name, FOLD.format(key), draw)


def card(figure: Figure, way: tuple[str, str], more: Callable[[], None] | None = None) -> None:
    """A figure in short: its first sentence, a chart and the way to its page, where the rest is.

    ``figure`` and ``way``: what is shown, and the page and words of :func:`way_in`; ``more``: draws
    what is asked of it at once, at the end of the card.
    """

    def finding() -> None:
        st.header(literal(figure.title))
        st.markdown(literal(leads.SENTENCE.split(figure.text, 1)[0]))

    with st.container(border=True, height="stretch"):
        again.written("finding in short", finding, figure)
        chart(figure, short=True)
        under(figure, is_brief=True)
        way_in(*way)
        if more:
            more()


def note(finding: Finding, grids: Sequence[Grid], table: Table, name: str) -> None:
    """A finding that is told by a table alone."""
    st.header(literal(finding.title))
    st.markdown(literal(finding.text))
    for grid in grids:
        show_grid(grid)
    source_lines(sources_of(table))
    download(table, name)


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
            st.error(literal(str(problem)))
        session.write_url()

    part()


@contextmanager
def where_available() -> Iterator[None]:
    """Around a panel that needs an input not every region has: says in its place which it lacks."""
    try:
        yield
    except MissingInputError as problem:
        if not isinstance(problem, Absent) or isinstance(problem, NotFetched):
            st.info(literal(str(problem)))
