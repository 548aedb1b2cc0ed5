"""Hva skal til? A panel that finds what a lever must be for a figure to be kept at a level."""

from typing import Any

import streamlit as st

from ..figures.view import View
from ..series import Table
from ..tables import goals, sought
from ..tables.scenario import Setting
from ..whatif.scenario import Scenario
from ..words import goals as sentences
from ..words import sure
from . import goal_choices, panels, session, ways

_ANSWER, OPEN = "goal_answer", "goal_open"
_QUICK, _QUICK_ANSWER = "goal_quick", "goal_quick_answer"
DECIMALS = 2
"""As many as a lever can hold."""


def panel(setting: Setting, scenario: Scenario, official: Table, changed: Table) -> None:
    """What is asked, the answer, and a way to put it into the scenario; folded until wanted."""
    with st.expander("Hva skal til?", key=OPEN, on_change="rerun") as folded:
        if not folded.open:
            return
        st.markdown(sentences.HOW)
        measure = goal_choices.measure()
        with panels.where_available():
            _ask(setting, scenario, measure, official, changed)


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
    lever = goal_choices.lever(measure)
    left, right = st.columns([3, 1])
    with right:
        year = goal_choices.year(goals.years(setting, scenario, figure, lever))
    with left:
        target = goal_choices.target(official, setting.base, year)
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
    return setting.case.region.code, setting.projection.code, *how, rest, own


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
