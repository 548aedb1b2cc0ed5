"""Cards of the overview: four that every region has, and two that need more inputs."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from .. import grids, labels, ledger, narrative, tables
from ..charts import bars, columns, lines, rules
from ..errors import MissingInputError
from ..series import pick
from ..tables import accounts, budget
from . import controls, income_panels, panels, rule_choices, state
from .income_panels import Shown


class Card(NamedTuple):
    """A finding in short, the name of its files, and the way to its page."""

    shown: Shown
    name: str
    way_in: tuple[str, str]


def situation() -> None:
    """The four figures to remember, and the chart behind each."""
    cards = [_inhabitants(), _support(), _age_groups(), _cost()]
    panels.keys([card.shown.finding for card in cards])
    for pair in (cards[:2], cards[2:]):
        for column, card in zip(st.columns(2, gap="medium"), pair, strict=True):
            with column:
                _show(card)


def money() -> None:
    """What is left when income has followed people too, and what becomes of the reserve fund.

    A card whose inputs a region lacks is left out.
    """
    cards: tuple[Callable[[], Card], ...] = (_net, _fund)
    for column, card in zip(st.columns(2, gap="medium"), cards, strict=True):
        with column, suppress(MissingInputError):
            _show(card())


def _show(card: Card) -> None:
    finding, figure, table, shown, also = card.shown
    panels.card(finding, figure, table, card.name, card.way_in, shown, also)


def _inhabitants() -> Card:
    choice, (case, projection, _) = controls.choice(), controls.inputs()
    total = pick(tables.population(case, projection), labels.TOTAL)
    shown = Shown(
        narrative.people(
            case.region.name, tables.compare(total, choice.first, choice.last), total[0]
        ),
        lines.chart(lines.single(total), "innbyggere 1. januar", 230),
        total,
        [grids.by_year("Innbyggere 1. januar", total)],
    )
    return Card(shown, "folketall", ("befolkning", "Se befolkningen etter alder"))


def _support() -> Card:
    choice, (case, projection, _) = controls.choice(), controls.inputs()
    ratios = tables.support_ratios(case, projection, choice.working)
    shown = Shown(
        narrative.support_ratio(tables.compare(ratios, choice.first, choice.last)[0], ratios[0]),
        lines.chart(lines.single(ratios), labels.ratio_unit(ratios[0].item), 230),
        ratios,
        [grids.by_year(labels.item(ratios[0].item), ratios)],
    )
    return Card(shown, "aldersbaereevne", ("aldersbaereevne", "Se aldersbæreevnen mot andre"))


def _age_groups() -> Card:
    choice, (case, projection, _) = controls.choice(), controls.inputs()
    people = tables.population(case, projection)
    compared = tables.compare(people, choice.first, choice.last)
    shown = Shown(
        narrative.groups(compared),
        bars.ranked(compared, f"personer, endring {choice.first}–{choice.last}"),
        people,
        [grids.comparison("Innbyggere 1. januar", compared)],
    )
    return Card(shown, "aldersgrupper", ("befolkning", "Se hver aldersgruppe"))


def _cost() -> Card:
    choice, (case, projection, catalogue) = controls.choice(), controls.inputs()
    cost = tables.costs(case, projection, catalogue, **state.cost_arguments(choice))
    change = tables.milestones(tables.in_millions(cost), case, choice.base_year, choice.last)
    unit = labels.cost_unit("change", choice.base_year, change)
    shown = Shown(
        narrative.milestones(change),
        columns.milestones(change, unit),
        (change,),
        [grids.by_year(unit, (change,))],
        tables.cost_sources(case, catalogue, choice.method, choice.prices),
    )
    return Card(shown, "demografikostnad", ("demografikostnader", "Se kostnaden etter tjeneste"))


def _net() -> Card:
    shown, choice = income_panels.cost_and_income(), controls.choice()
    ends = income_panels.ends()
    first = narrative.sure.net_first(_brief(shown.finding), ends, choice.last)
    way_in = ("inntekt", "Se kostnad, inntekt og netto")
    return Card(shown._replace(finding=first), "netto", way_in)


def _fund() -> Card:
    choice, limits = controls.choice(), rule_choices.chosen()
    of = (*controls.inputs(), choice.need, choice.assumed, state.fixed_shares(choice))
    table = budget.budget(*of, last=choice.last)
    without = budget.budget(*of, last=choice.last, earmarked="none")
    seen = budget.outlook(table, limits)
    fund = budget.in_millions(budget.some(table, *ledger.FUND))
    shown = Shown(
        narrative.sure.fund_first(
            _brief(narrative.budget.fund(table, limits, seen, budget.outlook(without, limits))),
            tuple(tables.sure.outlooks(*of, last=choice.last)),
            table[-1].years[-1],
        ),
        rules.fund(table, limits, seen),
        fund,
        [grids.by_year(ledger.MILLIONS, fund)],
        (*accounts.sources(of[0]), *tables.income_sources(*of[:3], "own")),
    )
    return Card(shown, "disposisjonsfond", ("handlingsrom", "Se handlingsrommet etter planen"))


def _brief(finding: narrative.Finding) -> narrative.Finding:
    """The first two sentences; the rest stands on the page behind the card."""
    sentences = re.split(r"(?<=\.) (?=[A-ZÆØÅ])", finding.text)
    return replace(finding, text=" ".join(sentences[:2]))
