"""Cards of the overview: four that every region has, and two that need more inputs."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import streamlit as st

from ..errors import MissingInputError
from ..figures import along, costs, finance, income, people, support
from ..figures.spec import Figure
from ..figures.view import View
from . import panels
from .view import made

SITUATION: tuple[tuple[Callable[[View], Figure], tuple[str, str]], ...] = (
    (people.inhabitants, ("befolkning", "Se befolkningen etter alder")),
    (support.own_ratio, ("aldersbaereevne", "Se aldersbæreevnen mot andre")),
    (people.change_by_age, ("befolkning", "Se hver aldersgruppe")),
    (costs.milestones, ("demografikostnader", "Se kostnaden etter tjeneste")),
)
MONEY: tuple[tuple[Callable[[View], Figure], tuple[str, str]], ...] = (
    (income.net, ("inntekt", "Se kostnad, inntekt og netto")),
    (finance.fund, ("handlingsrom", "Se handlingsrommet etter planen")),
)
"""The figure of each card, and the way to its page."""


def figures(view: View) -> tuple[Figure, ...]:
    """The figures of the overview in their order, but for those whose inputs a region lacks."""
    alone, found = replace(view, chosen=replace(view.chosen, against="")), []
    for figure, _ in (*SITUATION, *MONEY):
        with suppress(MissingInputError):
            found.append(figure(alone))
    return tuple(found)


def situation(view: View) -> None:
    """The four figures to remember, and the chart behind each."""
    alone = replace(view, chosen=replace(view.chosen, against=""))
    cards = [(made(along.one(figure), alone), way_in) for figure, way_in in SITUATION]
    panels.keys([figure.finding for figure, _ in cards])
    for pair in (cards[:2], cards[2:]):
        for column, card in zip(st.columns(2, gap="medium"), pair, strict=True):
            with column:
                panels.card(*card)


def money(view: View) -> None:
    """What is left when income has followed people too, and what becomes of the reserve fund.

    A card whose inputs a region lacks is left out.
    """
    for column, (figure, way_in) in zip(st.columns(2, gap="medium"), MONEY, strict=True):
        with column, suppress(MissingInputError):
            panels.card(_brief(made(along.one(figure), view)), way_in)


def _brief(figure: Figure) -> Figure:
    """The first two sentences; the rest stands on the page behind the card."""
    sentences = re.split(r"(?<=\.) (?=[A-ZÆØÅ])", figure.text)
    return replace(figure, finding=replace(figure.finding, text=" ".join(sentences[:2])))
