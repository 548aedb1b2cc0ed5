"""The municipality's financial rules: shown, moved, and taken back."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from .. import labels, narrative, norwegian
from ..budget import Rules
from ..choices import state
from ..choices.choice import LEVERS
from ..sources import bundled
from . import controls

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
    choice, own = controls.choice(), state.levers(controls.catalogue())
    whose = "Kommunens" if _is_own() else "Røros kommunes"
    st.caption(f"{whose} finansielle regler, i prosent av brutto driftsinntekter. De kan flyttes.")
    for column, (field, (label, step)) in zip(st.columns(3), RULES.items(), strict=True):
        with column:
            controls.slide(field, label, *own[field].range, step, labels.rule)
    left, right = st.columns(2)
    with left:
        controls.slide(
            "less_debt",
            "Mindre lånegjeld enn i planen, mill. kr",
            *LEVERS["less_debt"][:2],
            25,
            _plain,
        )
    with right:
        low, high = own["debt_service"].range
        controls.slide(
            "debt_service",
            "Renter og avdrag per 100 mill. kr gjeld, mill. kr",
            low,
            high,
            0.5,
            _plain,
        )
    if any(getattr(choice, field) != own[field].value for field in RULES):
        told, back = st.columns([3, 2], vertical_alignment="center")
        values = norwegian.listing([labels.rule(own[field].value) for field in RULES])
        told.warning(f"Reglene er endret. {whose} egne er {values}.")
        back.button(
            f"Tilbake til {whose.lower() if _is_own() else whose} egne regler", on_click=_take_own
        )


def _plain(value: float) -> str:
    return norwegian.number(value, 0 if float(value).is_integer() else 1, False)


def _take_own() -> None:
    for field in RULES:
        controls.take(field, state.levers(controls.catalogue())[field].value)


def need_and_tax() -> None:
    """What costs follow, and what tax follows."""
    left, right = st.columns(2)
    with left:
        controls.segments("need", "Behov etter", list(labels.NEEDS), labels.NEEDS.__getitem__)
    with right:
        controls.tax_base()
    controls.state_gives()


def whose() -> str:
    """What must be said of the plan and the rules: that one is old, or that the others are not
    the municipality's own.
    """
    if not _is_own():
        return narrative.budget.others_rules(chosen())
    accounts = controls.case().accounts
    return "" if accounts and accounts.is_entered else narrative.budget.OVERTAKEN


def _is_own() -> bool:
    """Whether the bundled rules are the chosen municipality's."""
    return controls.choice().region == bundled.ROROS


def chosen() -> Rules:
    """The financial rules as they are set, and the ROBEK line."""
    choice, parameters = controls.choice(), controls.catalogue().parameters
    robek = parameters.value("robek_deficit")
    return Rules(choice.rule_result, choice.rule_fund, choice.rule_debt, robek)
