"""The municipality's financial rules: shown, moved, and taken back."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from .. import labels, norwegian, words
from ..choices import state
from ..choices import state
from ..money.budget import Rules
from ..sources.data import money
from . import controls, session

RULES: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "rule_result": ("Netto driftsresultat, minst", 0.25),
        "rule_fund": ("Disposisjonsfond, minst", 0.5),
        "rule_debt": ("Netto lånegjeld, høyst", 5),
    }
)
"""Name and step of each rule [per cent of gross operating revenue]."""


def show() -> None:
    """A slider a rule; when they are not the municipality's own, that is said, and a way back."""
    choice, own = session.choice(), state.levers(session.catalogue())
    whose = "Kommunens" if _is_own() else "Røros kommunes"
    st.caption(f"{whose} finansielle regler, i prosent av brutto driftsinntekter. De kan flyttes.")
    for field, (label, step) in RULES.items():
        controls.slide(field, label, *own[field].range, step, labels.rule)
    controls.slide(
        "less_debt", "Mindre lånegjeld enn i planen, mill. kr", *state.LEVERS["less_debt"][:2], 25, _plain
    )
    controls.slide(
        "debt_service",
        "Renter og avdrag per 100 mill. kr gjeld, mill. kr",
        *own["debt_service"].range,
        0.5,
        _plain,
    )
    if any(getattr(choice, field) != own[field].value for field in RULES):
        values = norwegian.listing([labels.rule(own[field].value) for field in RULES])
        st.warning(f"Reglene er endret. {whose} egne er {values}.")
        st.button(
            f"Tilbake til {whose.lower() if _is_own() else whose} egne regler", on_click=_take_own
        )


def _plain(value: float) -> str:
    return norwegian.number(value, 0 if float(value).is_integer() else 1, False)


def _take_own() -> None:
    for field in RULES:
        session.take(field, state.levers(session.catalogue())[field].value)


def whose() -> str:
    """What must be said of the plan and the rules: that one is old, or that the others are not
    the municipality's own.
    """
    if not _is_own():
        return words.budget.others_rules(chosen())
    accounts = session.case().accounts
    return "" if accounts and accounts.is_entered else words.budget.OVERTAKEN


def _is_own() -> bool:
    """Whether the bundled rules are the chosen municipality's."""
    return session.choice().region == money.ROROS


def chosen() -> Rules:
    """The financial rules as they are set, and the ROBEK line."""
    choice, parameters = session.choice(), session.catalogue().parameters
    robek = parameters.value("robek_deficit")
    return Rules(choice.rule_result, choice.rule_fund, choice.rule_debt, robek)
