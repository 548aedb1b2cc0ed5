"""Panels of a scenario: what it does beside the official line, by which lever, and to whom."""

import streamlit as st

from .. import grids, labels, narrative, tables
from ..case import Projection
from ..charts import lines, style, waterfall
from ..provenance import Source
from ..scenario import Scenario
from ..series import Table, pick
from ..tables import scenario as effects
from ..tables import sure
from . import controls, goals, lever_choices, own_files, own_inputs, panels, scenarios, state


def setting(projection: Projection) -> effects.Setting:
    """What stays while levers move."""
    choice = controls.choice()
    return effects.Setting(
        controls.case(),
        projection,
        controls.catalogue(),
        choice.method,
        choice.need,
        choice.assumed,
        choice.working,
    )


def show() -> None:
    """Levers, the scenario beside the official line, what each lever does, and who is added."""
    projection = controls.projection()
    if projection is None:
        st.info("Et scenario legges oppå en prognose, og ingen er valgt. Velg en i menyen.")
        return
    above, beside = st.container(), st.container()
    own, scenario = setting(projection), state.scenario_of(controls.choice(), controls.catalogue())
    official = effects.outcomes(own, Scenario())
    changed = effects.outcomes(own, scenario) if scenario.moved else official
    # The curve is sent before the levers: it is what changes, they stand where they were left.
    with beside:
        _beside(own, scenario, official, changed)
    panels.head_start()
    with above:
        lever_choices.show()
        controls.state_gives()
        own_files.show(own_inputs.PROFILE)
    if scenario.moved:
        _causes(own, scenario, official, changed)
        _people(own, scenario)
    goals.panel(own, scenario, official, changed)
    scenarios.panel(own, official)


def _beside(own: effects.Setting, scenario: Scenario, official: Table, changed: Table) -> None:
    """The scenario and the official line in one chart, and all figures of the last year."""
    choice = controls.choice()
    year = min(choice.last, official[0].years[-1])
    item = state.effect_item(choice.effect, changed)
    ends = sure.of_scenario(own, scenario, official, changed, year)
    finding = narrative.scenario.effects(official, changed, year, ends)
    if official is changed:
        finding = narrative.scenario.at_rest(official)
    elif crossed := effects.outside(own, changed, year):
        people = pick(changed, labels.TOTAL)[0].at(year)
        st.warning(narrative.scenario.outside(*crossed, people, year))
    drawn = [tables.in_millions(pick(one, item)) for one in (official, changed)]
    if item != effects.NET:
        drawn = [pick(one, item) for one in (official, changed)]
    shown = [lines.Line("Prognosen", drawn[0], style.NEUTRAL, 2.5)]
    if official is not changed:
        shown.append(lines.Line("Justert", drawn[1], style.WARM, 4, projected_dash="solid"))
    panels.panel(
        narrative.sure.with_ends(finding, ends, year),
        lines.chart(
            shown,
            narrative.scenario.line(item, own.base, official),
            from_zero=item in (effects.NET, effects.RESULT),
        ),
        (*official, *(() if official is changed else changed)),
        [grids.beside(f"{own.case.region.name} i {year}", official, changed, year)],
        "scenario",
        lambda: controls.effect(changed),
        (*_money_sources(own), *(() if official is changed else own.catalogue.rates.sources)),
    )
    if item == effects.RESULT:
        panels.remark(narrative.scenario.plan_first(drawn[0][0]))


def _money_sources(own: effects.Setting) -> tuple[Source, ...]:
    return tables.cost_sources(own.case, own.catalogue, own.method)


def _causes(own: effects.Setting, scenario: Scenario, official: Table, changed: Table) -> None:
    """Net split by lever."""
    year = min(controls.choice().last, official[0].years[-1])
    parts = effects.by_cause(own, scenario, official, changed, effects.NET, year)
    millions = tables.in_millions(parts)
    panels.panel(
        narrative.scenario.causes(millions, year, changed),
        waterfall.chart(
            millions, year, narrative.scenario.CAUSES, narrative.scenario.whole(changed)
        ),
        parts,
        [grids.sums(f"Forskjell i netto i {year}", millions)],
        "scenario_hvorfor",
    )


def _people(own: effects.Setting, scenario: Scenario) -> None:
    """Every person added, and what became of them."""
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
