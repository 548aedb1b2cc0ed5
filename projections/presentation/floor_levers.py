"""The levers the floor may ask for: those of the table that the figures here can bear."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from .. import labels, terms
from ..norwegian import decimals_of, number, percent
from ..people.cohort import SINGLE_AGES
from ..tables import Setting
from ..tables.capacity import coverage_at_rest
from ..whatif.lever_table import LEVERS
from ..whatif.levers import OUTSIDE, PER_HOME
from ..whatif.scenario import Lever, Scenario, Span

MOVERS = ("average", "families", "young")
"""Who may be said to move, where the frame itself has nobody moving."""
PART = 12.5
"""From one part of the housing projects to the next [per cent]."""


@dataclass(frozen=True)
class FloorLever:
    """A lever as the floor may move it.

    Parameters
    ----------
    label
        Its name on screen.
    span
        Lowest and highest value, and at rest.
    step
        From one stop to the next.
    value
        What it is in a scenario.
    moved
        The scenario with another value.
    told
        A value in words.
    """

    label: str
    span: Span
    step: float
    value: Callable[[Scenario], float]
    moved: Callable[[Scenario, float], Scenario]
    told: Callable[[float], str]


def levers_of(setting: Setting, scenario: Scenario) -> tuple[FloorLever, ...]:
    """Levers that can be moved with the figures that are here."""
    people, moving = setting.path.population, scenario.people
    can_build = moving.persons_per_home and moving.share_from_outside
    in_single_years = people.ages == SINGLE_AGES and len(people.sexes) > 1
    found = []
    for one in LEVERS.values():
        if not one.asked or (one.in_single_years and not in_single_years):
            continue
        if one.field == "migration":
            found += _migration(one, setting, scenario)
        elif one.field == "homes":
            found += [_projects()] if moving.projects else []
            found.append(_asked(one, setting) if can_build else _homes(one, setting))
        else:
            found.append(_asked(one, setting))
    return tuple(found)


def _asked(lever: Lever, setting: Setting) -> FloorLever:
    """A row of the table; of a lever by sector the sector that is asked for."""
    asked, rates = lever.asked, setting.catalogue.rates
    assert asked
    low, high, rest = lever.span(setting.catalogue.parameters)
    if lever.field == "coverage":
        rest = coverage_at_rest(setting.case, setting.catalogue)
    span, sector = (low, high, rest), asked.sector

    def value(scenario: Scenario) -> float:
        now = lever.get(scenario)
        now = now.get(sector, rest) if sector else now
        return rest if now is None else float(now)

    def moved(scenario: Scenario, wanted: float) -> Scenario:
        given: object = None if lever.parameter and wanted == rest else wanted
        if sector:
            others = {one: own for one, own in lever.get(scenario).items() if one != sector}
            given = others | ({sector: wanted} if wanted != rest else {})
        changed: Scenario = lever.put(scenario, given)
        return changed

    label = f"{asked.name} i {labels.item(sector).lower()}" if sector else asked.name
    return FloorLever(label, span, asked.step, value, moved, lambda one: asked.told(one, rates))


def _homes(lever: Lever, setting: Setting) -> FloorLever:
    """New homes where nobody has said who lives in them."""
    asked = _asked(lever, setting)

    def moved(scenario: Scenario, value: float) -> Scenario:
        if not value:
            return scenario
        people = replace(
            scenario.people, homes=value, persons_per_home=PER_HOME, share_from_outside=OUTSIDE
        )
        return replace(scenario, people=people)

    told = f"regneeksempel: {number(PER_HOME, 1)} personer i hver, {percent(OUTSIDE, 0)} utenfra"
    return replace(asked, label=f"{asked.label} ({told})", value=lambda _: 0.0, moved=moved)


def _projects() -> FloorLever:
    """How much of the housing projects is built, of what the frame has."""

    def moved(scenario: Scenario, value: float) -> Scenario:
        built = tuple(
            replace(one, realisation=one.realisation * value / 100)
            for one in scenario.people.projects
        )
        return replace(scenario, people=replace(scenario.people, projects=built if value else ()))

    def told(value: float) -> str:
        return f"{percent(value / 100, decimals_of(value))} av boligprosjektene bygd"

    return FloorLever("Boligprosjektene", (0, 100, 0), PART, lambda _: 100.0, moved, told)


def _migration(lever: Lever, setting: Setting, scenario: Scenario) -> list[FloorLever]:
    """Extra migration of people like these; of several kinds where nobody moves yet."""
    people, own = setting.path.population, scenario.people
    step = _round_step(float(people.both_sexes()[0, 0].sum()))
    others = [] if own.migration else [one for one in MOVERS if one != own.profile]
    asked = _asked(lever, setting)

    def of(profile: str) -> FloorLever:
        def moved(changed: Scenario, value: float) -> Scenario:
            changed = asked.moved(changed, value)
            return replace(changed, people=replace(changed.people, profile=profile))

        label = f"{asked.label}: {terms.PROFILES[profile].lower()}"
        return replace(asked, label=label, step=step, moved=moved)

    return [of(profile) for profile in (own.profile, *others)]


def _round_step(inhabitants: float) -> float:
    """A round step of migration that can be seen: about one in a thousand inhabitants."""
    return float(next((one for one in (5, 10, 20) if one >= inhabitants / 1000), 50))
