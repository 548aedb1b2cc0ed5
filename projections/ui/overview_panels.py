"""The first page: what matters most here as its finding, the rest in short, each with a way in."""

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st

from ..figures.spec import Figure
from ..figures.view import View
from . import goals, leads, panels, ways
from .view import made

WAYS = {
    "innbyggere_80": ("befolkning", "Se alle aldersgrupper"),
    "aldersbaereevne": ("aldersbaereevne", "Se aldersbæreevnen mot andre"),
    "forsorgede": ("aldersbaereevne", "Se flere mål på forsørgelse"),
    "kostnad_inntekt_netto": ("inntekt", "Se hva som blir igjen"),
    "igjen_foer_skatt": ("inntekt", "Se hva som blir igjen"),
    "omsorgsplasser": ("kapasitet", "Se plasser og ansatte"),
    "elever": ("kapasitet", "Se skole og barnehage"),
    "disposisjonsfond": ("handlingsrom", "Se budsjettet år for år"),
    "folketall": ("befolkning", "Se befolkningen"),
}
"""The way from each figure to its page."""
ABREAST, MOST = 3, 6
"""Cards in a row, and as many as a presentation begins with."""


def figures(view: View) -> tuple[Figure, ...]:
    """The first figures in the order that matters here, for a presentation to begin with."""
    return made(leads.every, view)[:MOST]


def show(view: View) -> None:
    """The finding, and the others below it."""
    every = made(leads.every, view)
    if not every:
        st.title(view.case.region.name)
        return
    panels.panel(every[0], is_lead=True)
    ways.way_in(*WAYS[every[0].key])
    for row in _rows(every[1:]):
        for column, figure in zip(st.columns(len(row), gap="small"), row, strict=True):
            asks = partial(goals.quick, view) if figure.key == "aldersbaereevne" else None
            with column:
                panels.card(figure, WAYS[figure.key], asks)


def _rows(figures: Sequence[Figure]) -> Iterator[Sequence[Figure]]:
    """As few rows as there is room for, none of them with a card that stands alone."""
    rows = -(-len(figures) // ABREAST)
    while figures:
        wide = -(-len(figures) // rows)
        yield figures[:wide]
        figures, rows = figures[wide:], rows - 1
