"""Hva skal til? A panel that finds what a lever must be for a figure to be kept.

They are the session's own; they stand neither in the choice nor in the link.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ..figures.view import View
from ..series import Series, Table
from ..tables import Setting, goals, sought
from ..whatif.scenario import Scenario
from ..words import goals as sentences
from ..words import sure
from . import panels, parts, session, ways

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


def _year(known: Sequence[int]) -> int:
    """The year it is to be kept in; the last of the choice where nothing is said."""
    rest = max((one for one in known if one <= session.choice().last), default=known[0])
    key = _keep("year", known, rest)
    return int(st.selectbox("I hvilket år?", known, key=key))


def _target(figure: Series, base: int, when: int) -> float:
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


def _segments(name: str, label: str, known: Sequence[Any], names: Mapping[Any, str]) -> Any:
    key, show = _keep(name, known, known[0]), names.__getitem__
    return st.segmented_control(label, known, format_func=show, required=True, key=key)


def _key(name: str) -> str:
    return f"goal_{name}"


def _keep(name: str, known: Sequence[Any], rest: Any) -> str:
    """The widget's key, its value being one of those known."""
    key = _key(name)
    if st.session_state.get(key) not in known:
        st.session_state[key] = rest
    return key


_ANSWER, OPEN = "goal_answer", "goal_open"
_QUICK, _QUICK_ANSWER = "goal_quick", "goal_quick_answer"
DECIMALS = 2
"""As many as a lever can hold."""


def panel(setting: Setting, scenario: Scenario, official: Table, changed: Table) -> None:
    """What is asked, the answer, and a way to put it into the scenario; folded until wanted."""

    def draw() -> None:
        st.markdown(sentences.HOW)
        measure = _segments(
            "measure", "Hva skal holdes?", list(sentences.MEASURES), sentences.MEASURES
        )
        with panels.where_available():
            _ask(setting, scenario, measure, official, changed)

    parts.fold("Hva skal til?", OPEN, draw)


def quick(view: View) -> None:
    """What it takes to keep aldersbæreevnen as it is in the first year, asked with one press."""
    if view.projection is None:
        return
    asked = session.choice(), tuple(session.own_inputs().items())
    if st.button("Hva skal til for å holde den?", key=_QUICK, icon=":material/target:"):
        setting, last = view.setting, view.chosen.last
        figure = goals.standing(setting, view.official, "ratio")
        base = max(view.chosen.first, figure.years[0])
        target = round(figure.at(base), 2)
        last = min(last, figure.years[-1])
        found = goals.find(setting, Scenario(), "ratio", "migration", target, last)
        st.session_state[_QUICK_ANSWER] = asked, sentences.answer(found)
    answered, told = st.session_state.get(_QUICK_ANSWER, (None, ""))
    if answered == asked:
        st.success(told)
        ways.way_in("scenarier", "Prøv det i Hva om?")


def _ask(
    setting: Setting,
    scenario: Scenario,
    measure: sought.GoalMeasure,
    at_rest: Table,
    changed: Table,
) -> None:
    official, figure = (goals.standing(setting, one, measure) for one in (at_rest, changed))
    levers = goals.levers(measure)
    lever = _segments("lever", "Med hvilken spak?", levers, sentences.LEVERS)
    if len(levers) < len(sentences.LEVERS):
        st.caption(sentences.WHO_LIVES_HERE)
    left, right = st.columns([3, 1])
    with right:
        year = _year(goals.years(setting, scenario, figure, lever))
    with left:
        target = _target(official, setting.base, year)
    st.caption(sentences.standing(official, figure, year, setting.base))
    asked = (measure, lever, target, year, *_held(setting, scenario, lever))
    if st.button("Regn ut", type="primary", key="goal_reckon"):
        found = goals.find(setting, scenario, measure, lever, target, year)
        ends = goals.find_at_ends(setting, scenario, measure, lever, target, year)
        st.session_state[_ANSWER] = asked, found, ends
    answered, goal, ends = st.session_state.get(_ANSWER, (None, None, ()))
    if answered == asked:
        if told := sure.goals(ends):
            st.markdown(told)
        _answer(goal, scenario, setting.catalogue.keys.sectors)


def _held(setting: Setting, scenario: Scenario, lever: sought.GoalLever) -> tuple[Any, ...]:
    """All that an answer rests on but the lever itself: another of these, and it holds no more."""
    rest = goals.moved(scenario, lever, 0.0, setting.catalogue.keys.sectors)
    own = tuple(session.own_inputs().items())
    how = (setting.method, setting.need, setting.assumed, setting.working)
    return setting.case.region.code, setting.path.code, *how, rest, own


def _answer(goal: sought.Goal, scenario: Scenario, sectors: tuple[str, ...]) -> None:
    """The sentence, and the button where there is a value to use."""
    (st.success if goal.reached else st.warning)(sentences.answer(goal))
    if not goal.reached:
        return
    value = round(goal.value, DECIMALS)
    if goals.at(scenario, goal.lever, sectors) == value:
        st.caption(sentences.USED)
        return
    st.button(
        "Bruk i scenariet",
        key="goal_use",
        on_click=session.take,
        args=_field(goal.lever, value, sectors),
    )


def _field(lever: sought.GoalLever, value: float, sectors: tuple[str, ...]) -> tuple[str, Any]:
    """The lever's field of the choice, and its value there."""
    if lever == "migration":
        return "migration", value
    return "standard", tuple(f"{sector}:{-value:g}" for sector in sectors)
