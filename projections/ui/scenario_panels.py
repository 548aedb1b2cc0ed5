"""Hva om? Levers and what they do in one view; below it what else a scenario can be asked."""

from functools import cache
from pathlib import Path

import streamlit as st

from .. import tables, words
from ..draw import style
from ..errors import BaereevneError
from ..figures import effects as figures
from ..figures.spec import Figure
from ..figures.view import View
from ..tables import scenario as effects
from ..words import ledger
from ..words.literal import literal
from . import (
    again,
    belonging,
    controls,
    goals,
    housing_panels,
    lever_choices,
    numbers,
    own_files,
    own_inputs,
    panels,
    parts,
    pictures,
    scenarios,
)
from .view import made, now

KEY = "whatif"


def show() -> None:
    """Levers beside their effect, questions, what is kept, and which lever does what to whom."""
    view = now()
    try:
        shown = made(figures.scenario, view)
    except BaereevneError as problem:
        st.title("Hva om?")
        st.info(literal(str(problem)))
        return
    looks = _looks()
    again.written(("looks", looks), lambda: st.html(f"<style>{looks}</style>"))
    with st.container(key=KEY):
        with st.container(key=f"{KEY}_top"):
            head, chart = st.container(key=f"{KEY}_head"), st.container(key=f"{KEY}_chart")
        levers, rest = st.container(key=f"{KEY}_levers"), st.container(key=f"{KEY}_rest")
    # What changes is sent first; the levers stand where they were left.
    with head:
        st.title(literal(shown.title), anchor=False)
    with chart:
        pictures.in_room(shown, f"{KEY}_picture")
    pictures.head_start()
    with rest:
        _rest(view, shown)
    with levers:
        _moved()
        lever_choices.show()
        controls.state_gives()
        own_files.show(own_inputs.PROFILE)
    goals.panel(view.setting, view.chosen.scenario, *made(figures.sides, view))
    housing_panels.room(view)
    housing_panels.projects()
    housing_panels.follow(view)
    scenarios.panel(view)
    if view.chosen.scenario.moved:
        panels.panel(made(figures.causes, view))
        _people(view)


def _rest(view: View, shown: Figure) -> None:
    """What else the levers do: in words, for aldersbæreevne, and the figures to take along."""
    second = made(figures.beside, view)
    with st.container(key=f"{KEY}_of_first"):
        belonging.under(shown)
    with st.container(key=f"{KEY}_beside"):
        st.header(literal(second.title), anchor=False)
    pictures.in_room(second, f"{KEY}_second")
    with st.container(key=f"{KEY}_of_second"):
        belonging.under(second)
    controls.effect(made(figures.sides, view)[1])
    with st.container(key=f"{KEY}_told"):
        st.markdown(literal(shown.text))


def _moved() -> None:
    """What is moved, and the way back; there at rest as well, so that nothing moves."""
    said = lever_choices.said()
    with st.container(key=f"{KEY}_moved", horizontal=True, wrap=False, vertical_alignment="top"):
        st.button("Nullstill alt", on_click=lever_choices.reset, disabled=not said)
        st.caption(f"{literal(said)}." if said else "Ingen spak er flyttet.")


def _looks() -> str:
    """The page's own style, on the background of the theme: what sticks must hide what passes."""
    page = style.BACKGROUNDS[st.context.theme.type == "dark"]
    return f".st-key-{KEY} {{ --whatif-page: {page}; }}\n{_sheet()}"


@cache
def _sheet() -> str:
    return Path(__file__).with_name("whatif.css").read_text(encoding="utf-8")


def _people(view: View) -> None:
    """Every person added, and what became of them."""
    own, scenario = view.setting, view.chosen.scenario
    overlay = effects.changed_path(own, scenario)
    if not overlay.accounts:
        return
    years = overlay.years

    def draw() -> None:
        leaving = tables.leaving(own.case, own.catalogue)
        st.markdown(words.scenario.how(scenario.people, leaving, own.counted))
        numbers.show_grid(ledger.accounts(f"Personer, {years[0]}–{years[-1]}", overlay.accounts))

    parts.fold("Hvem de ekstra innbyggerne er", "scenario_people", draw)
