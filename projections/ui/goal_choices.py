"""Widgets of a goal: what is to be kept, with which lever, at which level and when.

They are the session's own; they stand neither in the choice nor in the link.
"""

import math
from collections.abc import Sequence
from typing import Any

import streamlit as st

from ..series import Series
from ..tables import goals, sought
from ..words import goals as sentences
from . import session
from .controls import Format

MOST_STEPS = 250
"""Levels on the slider, so that each can be set with a finger."""
REACH = {"persons per person": 1.0, "years": 5.0, "percent": 10.0}
"""How far from where it starts the slider goes, for figures of the same size everywhere."""
FINEST = {
    "persons per person": 0.01,
    "years": 0.1,
    "percent": 0.25,
    "persons": 1.0,
    "1000 NOK": 100.0,
}
"""The smallest step by unit."""


def measure() -> sought.GoalMeasure:
    """What is to be kept."""
    names = sentences.MEASURES
    kept: sought.GoalMeasure = _segments(
        "measure", "Hva skal holdes?", list(names), names.__getitem__
    )
    return kept


def lever(of: sought.GoalMeasure) -> sought.GoalLever:
    """What it is to be kept with; those that can move it."""
    known = goals.levers(of)
    names = sentences.LEVERS
    kept: sought.GoalLever = _segments("lever", "Med hvilken spak?", known, names.__getitem__)
    if len(known) < len(names):
        st.caption(sentences.WHO_LIVES_HERE)
    return kept


def year(known: Sequence[int]) -> int:
    """The year it is to be kept in; the last of the choice where nothing is said."""
    rest = max((one for one in known if one <= session.choice().last), default=known[0])
    key = _keep("year", known, rest)
    return int(st.selectbox("I hvilket år?", known, key=key))


def target(figure: Series, base: int, when: int) -> float:
    """The level; at rest that of the base year, or the municipality's own rule."""
    rest = _at_rest(figure, base)
    levels = _levels(figure, rest)
    key = f"target_{figure.region.code}_{figure.item}"
    kept = st.session_state.get(_key(key), rest)
    options = sorted({*levels, rest, kept})
    return float(
        st.select_slider(
            sentences.wanted(figure, when),
            options,
            format_func=lambda value: sentences.level(figure, value),
            key=_keep(key, options, rest),
        )
    )


def _at_rest(figure: Series, base: int) -> float:
    """What a level is where nothing is chosen: kept as it is, or by the rule."""
    if figure.unit == "percent":
        return session.choice().rule_result
    finest = FINEST[figure.unit]
    return round(round(figure.at(base) / finest) * finest, 2)


def _levels(figure: Series, rest: float) -> list[float]:
    """Even steps around the level at rest, that hold the figure as it goes too."""
    furthest = max(abs(one - rest) for one in figure.values if not math.isnan(one))
    finest = FINEST[figure.unit]
    reach = max(REACH.get(figure.unit, 0.4 * abs(rest)), 2 * furthest, 10 * finest)
    step = max(finest, _even(2 * reach / MOST_STEPS))
    low = max(rest - reach, step) if figure.unit.startswith("persons") else rest - reach
    first, last = math.ceil(low / step), math.floor((rest + reach) / step)
    return [round(step * place, 2) for place in range(first, last + 1)]


def _even(step: float) -> float:
    """The nearest step above that is 1, 2 or 5 and zeros."""
    ten = 10.0 ** math.floor(math.log10(step))
    return next(ten * one for one in (1, 2, 5, 10) if ten * one >= step)


def _segments(name: str, label: str, known: Sequence[Any], show: Format) -> Any:
    key = _keep(name, known, known[0])
    return st.segmented_control(label, known, format_func=show, required=True, key=key)


def _key(name: str) -> str:
    return f"goal_{name}"


def _keep(name: str, known: Sequence[Any], rest: Any) -> str:
    """The widget's key, its value being one of those known."""
    key = _key(name)
    if st.session_state.get(key) not in known:
        st.session_state[key] = rest
    return key
