"""The first page: what matters most here as its finding, the rest in short, each with a way in."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from ..errors import BaereevneError
from ..figures import matters
from ..figures.spec import Figure
from ..figures.view import View
from . import goals, panels, ways
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
BESIDE = {"aldersbaereevne": "forsorgede"}
"""What stands beside a figure, since it is asked for at once."""
ABREAST, MOST = 3, 6
"""Cards in a row, and as many as a presentation begins with."""
INSTEAD = {"kostnad_inntekt_netto": "igjen_foer_skatt"}
"""What stands where a figure cannot be made."""


def figures(view: View) -> tuple[Figure, ...]:
    """The first figures in the order that matters here, for a presentation to begin with."""
    return made(_every, view)[:MOST]


def show(view: View) -> None:
    """The finding, and the others below it."""
    every = made(_every, view)
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


def _every(view: View) -> tuple[Figure, ...]:
    return tuple(one for key in _keys(view) for one in _figure(view, key))


def _keys(view: View) -> list[str]:
    """Figures in the order that matters here."""
    order = list(matters.order(view))
    for key, other in INSTEAD.items():
        if key not in order:
            order.insert(min(2, len(order)), other)
    return [one for key in order for one in (key, BESIDE.get(key, "")) if one]


def _figure(view: View, key: str) -> tuple[Figure, ...]:
    """The figure in a tuple; empty where a region lacks an input or a year for it."""
    alone = replace(view, chosen=replace(view.chosen, against="", compare=()))
    try:
        return tuple(made(key, alone)[:1])
    except BaereevneError:
        return ()
