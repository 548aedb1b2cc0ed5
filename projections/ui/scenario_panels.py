"""The page of a scenario: what it does beside the official line, by which lever, and to whom."""

import streamlit as st

from .. import grids, labels, narrative, tables
from ..figures import effects as figures
from ..figures.view import View
from ..series import pick
from ..tables import scenario as effects
from . import controls, goals, lever_choices, own_files, own_inputs, panels, scenarios
from .view import now


def show() -> None:
    """Levers, the scenario beside the official line, what each lever does, and who is added."""
    view = now()
    if view.projection is None:
        st.info("Et scenario legges oppå en prognose, og ingen er valgt. Velg en under «Prognose».")
        return
    above, beside = st.container(), st.container()
    # The curve is sent before the levers: it is what changes, they stand where they were left.
    with beside:
        _warn(view)
        panels.panel(figures.scenario(view), lambda: controls.effect(view.changed))
    panels.head_start()
    with above:
        lever_choices.show()
        controls.state_gives()
        own_files.show(own_inputs.PROFILE)
    if view.chosen.scenario.moved:
        panels.panel(figures.causes(view))
        _people(view)
    goals.panel(view.setting, view.chosen.scenario, view.official, view.changed)
    scenarios.panel(view)


def _warn(view: View) -> None:
    """A scenario outside what SSB's alternatives span is flagged."""
    if not view.chosen.scenario.moved:
        return
    year = min(view.chosen.last, view.official[0].years[-1])
    if crossed := effects.outside(view.setting, view.changed, year):
        people = pick(view.changed, labels.TOTAL)[0].at(year)
        st.warning(narrative.scenario.outside(*crossed, people, year))


def _people(view: View) -> None:
    """Every person added, and what became of them."""
    own, scenario = view.setting, view.chosen.scenario
    overlay = effects.changed_path(own, scenario)
    if not overlay.accounts:
        return
    years = overlay.years
    folded = st.expander("Hvem de ekstra innbyggerne er", key="scenario_people", on_change="rerun")
    if folded.open:
        with folded:
            leaving = tables.leaving(own.case, own.catalogue)
            st.markdown(narrative.scenario.how(scenario.people, leaving, own.counted))
            panels.show_grid(grids.accounts(f"Personer, {years[0]}–{years[-1]}", overlay.accounts))
