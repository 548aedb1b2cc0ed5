"""The levers the floor may ask for: what each is in a scenario, what it does, and its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .. import labels, norwegian
from ..cohort import SINGLE_AGES, life_expectancy
from ..scenario import Scenario
from ..tables import scenario as effects

CARE = "pleie"
"""The sector whose cost per user may be asked for."""
MOVERS = ("average", "families", "young")
"""Who may be said to move, where the frame itself has nobody moving."""

Span = tuple[float, float, float]
"""Lowest and highest value of a lever, and where it rests."""


@dataclass(frozen=True)
class Lever:
    """A lever the floor may ask for.

    Parameters
    ----------
    field
        Its name among the choices.
    label
        Its name on screen.
    step
        From one stop to the next.
    value
        What it is in a scenario.
    moved
        The scenario with another value.
    told
        A value in words.
    """

    field: str
    label: str
    step: float
    value: Callable[[Scenario], float]
    moved: Callable[[Scenario, float], Scenario]
    told: Callable[[float], str]


def levers_of(
    setting: effects.Setting, scenario: Scenario, spans: Mapping[str, Span]
) -> tuple[Lever, ...]:
    """Levers that can be moved with the figures that are here."""
    people, rates = setting.projection.population, setting.catalogue.rates
    children = float(rates.fertility.sum())

    def living(share: float) -> str:
        survival = rates.changed(mortality=share / 100).survival
        return f"{norwegian.number(float(life_expectancy(survival).mean()), 1)} års levealder"

    step = _round_step(float(people.both_sexes()[0, 0].sum()))
    levers = [_migration(scenario.people.profile, step)]
    if not scenario.people.migration:
        levers += [_migration(one, step) for one in MOVERS if one != scenario.people.profile]
    # Nobody is assumed to live in a home: homes are asked for where a user has said how many.
    if scenario.people.persons_per_home and scenario.people.share_from_outside:
        levers.append(
            Lever(
                "homes",
                "Nye boliger",
                5,
                lambda one: one.people.homes,
                lambda one, value: replace(one, people=replace(one.people, homes=value)),
                lambda value: (
                    f"{norwegian.number(value, norwegian.decimals_of(value))} nye boliger i året"
                ),
            )
        )
    if people.ages == SINGLE_AGES and len(people.sexes) > 1:
        levers += [
            Lever(
                "fertility",
                "Fruktbarhet",
                5,
                lambda one: 100 * one.people.fertility,
                lambda one, value: replace(one, people=replace(one.people, fertility=value / 100)),
                lambda value: f"{norwegian.number(children * value / 100, 2)} barn per kvinne",
            ),
            Lever(
                "mortality",
                "Levealder",
                5,
                lambda one: 100 * one.people.mortality,
                lambda one, value: replace(one, people=replace(one.people, mortality=value / 100)),
                living,
            ),
        ]
    at_rest = spans["coverage"][2]
    return (
        *levers,
        Lever(
            "postponed",
            "Friskere alderdom",
            0.25,
            lambda one: one.service.postponed,
            lambda one, value: replace(one, service=replace(one.service, postponed=value)),
            lambda value: (
                f"behovet kommer {norwegian.number(value, 2)} år senere per tiår"
                if value
                else "behovet kommer som i dag"
            ),
        ),
        Lever(
            "standard",
            f"Kostnad per bruker i {labels.item(CARE).lower()}",
            0.5,
            lambda one: one.service.standard.get(CARE, 0.0),
            _with_standard,
            lambda value: (
                f"{norwegian.percent(abs(value) / 100, max(1, norwegian.decimals_of(value)))} "
                f"{'høyere' if value > 0 else 'lavere'} for hvert år"
                if value
                else "uendret fra år til år"
            ),
        ),
        Lever(
            "coverage",
            "Heldøgns omsorgsplasser",
            2,
            lambda one: at_rest if one.coverage is None else one.coverage,
            lambda one, value: replace(one, coverage=None if value == at_rest else value),
            lambda value: f"plass til {labels.rule(value)} av alle 80 år og eldre",
        ),
    )


def _migration(profile: str, step: float) -> Lever:
    """Extra migration of people like these."""

    def moved(scenario: Scenario, value: float) -> Scenario:
        return replace(scenario, people=replace(scenario.people, migration=value, profile=profile))

    return Lever(
        "migration",
        f"Ekstra innflytting: {labels.PROFILES[profile].lower()}",
        step,
        lambda one: one.people.migration,
        moved,
        lambda value: f"{_more(value)} i året" if value else "ingen ekstra flytting",
    )


def _with_standard(scenario: Scenario, value: float) -> Scenario:
    others = {one: own for one, own in scenario.service.standard.items() if one != CARE}
    standard = others | ({CARE: value} if value else {})
    return replace(scenario, service=replace(scenario.service, standard=standard))


def _more(people: float) -> str:
    told = norwegian.number(abs(people), norwegian.decimals_of(people))
    return f"{told} {'flere' if people > 0 else 'færre'}"


def _round_step(inhabitants: float) -> float:
    """A round step of migration that can be seen: about one in a thousand inhabitants."""
    return float(next((one for one in (5, 10, 20) if one >= inhabitants / 1000), 50))
