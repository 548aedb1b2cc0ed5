"""Cards of the overview that not every region has the inputs for; such a card is left out."""

import re
from contextlib import suppress
from dataclasses import replace

import streamlit as st

from .. import grids, labels, ledger, narrative, tables
from ..charts import balance, rules
from ..errors import MissingInputError
from ..tables import accounts, budget
from . import controls, panels, rule_choices, state


def money() -> None:
    """What is left when income has followed people too, and what becomes of the reserve fund."""
    left, right = st.columns(2, gap="medium")
    with left, suppress(MissingInputError):
        _net()
    with right, suppress(MissingInputError):
        _fund()


def _brief(finding: narrative.Finding) -> narrative.Finding:
    """The first two sentences; the rest stands on the page behind the card."""
    sentences = re.split(r"(?<=\.) (?=[A-ZÆØÅ])", finding.text)
    return replace(finding, text=" ".join(sentences[:2]))


def _net() -> None:
    choice = controls.choice()
    of = (controls.case(), controls.projection(), controls.catalogue())
    base, how = choice.base_year, (choice.need, choice.tax)
    levels = tables.cost_and_income(*of, choice.method, *how, state.fixed_shares(choice))
    changed = tables.cost_view(levels, "change", base)
    millions = tables.in_millions(changed)
    unit = labels.cost_unit("change", base, millions[0])
    panels.card(
        _brief(
            narrative.income.net(
                tables.compare_from_base(tables.in_millions(levels), base, choice.last),
                tables.compare_from_base(
                    tables.in_millions(tables.income_parts(*of, *how)), base, choice.last
                ),
                tables.in_millions(tables.rule_effect(*of, *how, base)),
            )
        ),
        balance.net(millions, unit),
        changed,
        "netto",
        ("inntekt", "Se kostnad, inntekt og netto"),
        [grids.by_year(labels.sentence(unit), millions)],
        tables.income_sources(*of, choice.method),
    )


def _fund() -> None:
    choice, limits = controls.choice(), rule_choices.chosen()
    of = (controls.case(), controls.projection(), controls.catalogue(), choice.need, choice.tax)
    table = budget.budget(*of, state.fixed_shares(choice), last=choice.last)
    without = budget.budget(*of, state.fixed_shares(choice), earmarked="none", last=choice.last)
    seen = budget.outlook(table, limits)
    shown = budget.in_millions(budget.some(table, *ledger.FUND))
    panels.card(
        _brief(narrative.budget.fund(table, limits, seen, budget.outlook(without, limits))),
        rules.fund(table, limits, seen),
        shown,
        "disposisjonsfond",
        ("handlingsrom", "Se handlingsrommet etter planen"),
        [grids.by_year(ledger.MILLIONS, shown)],
        (*accounts.sources(of[0]), *tables.income_sources(*of[:3], "own")),
    )
