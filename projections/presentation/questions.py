"""What the floor may ask: every stop of every lever reckoned ahead, one lever at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from .. import labels, narrative, norwegian
from ..cohort import SINGLE_AGES, life_expectancy
from ..scenario import Scenario
from ..series import Series, Table, pick
from ..tables import in_millions
from ..tables import scenario as effects
from .frame import Question

STOPS = 9
"""Stops of a lever, the value at rest and the frame's own among them or beside them."""
CARE = "pleie"
"""The sector whose cost per user may be asked for."""
MOVERS = ("average", "families", "young")
"""Who may be said to move, where the frame itself has nobody moving."""
RATIO = "ratio"
"""Aldersbæreevne, whatever its ages."""
MEASURES: Mapping[str, str] = MappingProxyType(
    {
        "folketall": labels.TOTAL,
        "vekst_mot_andre": labels.TOTAL,
        "aldersgrupper": "67+",
        "elever": "6-15",
        "omsorgsplasser": "care_places",
        "kostnad_etter_tjeneste": "cost",
        "hvorfor_kostnaden_endres": "cost",
        "planen_og_modellen": "cost",
        "demografikostnad": "cost",
        "inntektene": "income",
        "kostnad_inntekt_netto": effects.NET,
        "netto": effects.NET,
        "scenario_hvorfor": effects.NET,
        "netto_driftsresultat": effects.RESULT,
        "disposisjonsfond": effects.RESULT,
        "tilpasning": effects.RESULT,
    }
)
"""What is asked of a chart, by its name, where it is not aldersbæreevne."""

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


@dataclass(frozen=True, eq=False)
class Answers:
    """What comes of every stop of every lever, all measures at once.

    Parameters
    ----------
    base
        The year that money is measured from.
    official, shown
        At rest, and as the frame is.
    levers
        For each lever, its label and its stops: the stop in words, and what comes of it.
    """

    base: int
    official: Table
    shown: Table
    levers: tuple[tuple[str, tuple[tuple[str, Table], ...]], ...]


def answers(
    setting: effects.Setting,
    scenario: Scenario,
    spans: Mapping[str, Span],
    told: Callable[[float], None] = lambda _: None,
) -> Answers:
    """All stops of all levers that the region's figures can bear.

    Parameters
    ----------
    scenario
        What is moved in what is shown; the stops of one lever keep the others as they are there.
    spans
        By field of the lever.
    told
        Called with the part that is done [share 0–1].

    Raises
    ------
    MissingInputError
        If what is shown cannot be reckoned.
    """
    shown = effects.outcomes(setting, scenario)
    official = effects.outcomes(setting, Scenario()) if scenario.moved else shown
    levers = _levers(setting, scenario, spans)
    found = []
    for place, lever in enumerate(levers):
        told(place / len(levers))
        now, (low, high, rest) = lever.value(scenario), spans[lever.field]
        stops = []
        for value in stops_around(now, low, high, rest, lever.step):
            words = labels.sentence(lever.told(value))
            if value == now:
                stops.append((f"{words} (som vist)", shown))
                continue
            table = effects.outcomes(setting, lever.moved(scenario, value))
            stops.append((f"{words} (som i prognosen)" if value == rest else words, table))
        found.append((lever.label, tuple(stops)))
    return Answers(setting.base, official, shown, tuple(found))


def question(found: Answers, measure: str, last: int) -> Question:
    """What may be asked of one measure; levers that do not move it are left out.

    Parameters
    ----------
    measure
        See :func:`measure_of`.
    last
        The last year that is drawn and told.
    """
    item = _item(measure, found.shown)
    shown = _series(found.shown, item, last)
    line = _line(shown)
    every = ((label, _lines(tables, item, last)) for label, tables in found.levers)
    levers = tuple((label, stops) for label, stops in every if any(own != line for _, own in stops))
    official = _line(_series(found.official, item, last))
    axis = _axis(item, found, shown)
    return Question(item, shown.unit, axis, shown.years, official, line, levers)


def measure_of(name: str, effect: str) -> str:
    """What is asked of a chart.

    Parameters
    ----------
    name
        The chart's name on its page.
    effect
        The figure that a scenario's chart shows.
    """
    return effect if name == "scenario" else MEASURES.get(name, RATIO)


def stops_around(now: float, low: float, high: float, rest: float, step: float) -> list[float]:
    """Even stops as near to a value as the span allows, with the value itself and the rest.

    Examples
    --------
    >>> stops_around(0, 0, 3, 0, 0.5)
    [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0]
    >>> stops_around(12, -200, 200, 0, 10)
    [-30.0, -20.0, -10.0, 0.0, 10.0, 12.0, 20.0, 30.0, 40.0, 50.0]
    """
    first, end = -int((rest - low) / step), int((high - rest) / step)
    near = round((now - rest) / step)
    start = max(first, min(near - STOPS // 2, end - STOPS + 1))
    even = (float(rest + step * place) for place in range(start, min(start + STOPS, end + 1)))
    return sorted({*even, float(now), float(rest)})


def _item(measure: str, table: Table) -> str:
    """The item of the table that a measure stands for; aldersbæreevne where it is not there."""
    ratio = next(one.item for one in table if " per " in one.item)
    return measure if any(one.item == measure for one in table) else ratio


def _series(table: Table, item: str, last: int) -> Series:
    """One measure up to a year, as it is written: amounts in millions."""
    (found,) = pick(table, item)
    found = found.between(found.years[0], max(last, found.years[0]))
    return in_millions((found,))[0] if found.unit == "1000 NOK" else found


def _lines(
    tables: Sequence[tuple[str, Table]], item: str, last: int
) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
    return tuple((words, _line(_series(table, item, last))) for words, table in tables)


def _line(series: Series) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else float(value) for value in series.values)


def _axis(item: str, found: Answers, series: Series) -> str:
    if item in ("cost", "income"):
        return f"{labels.item(item).lower()}, {labels.cost_unit('change', found.base, series)}"
    if item in (labels.TOTAL, effects.NET, effects.RESULT, "care_places") or " per " in item:
        return narrative.scenario.line(item, found.base)
    return f"innbyggere {labels.group(item)}, 1. januar"


def _levers(
    setting: effects.Setting, scenario: Scenario, spans: Mapping[str, Span]
) -> tuple[Lever, ...]:
    """Levers that can be moved with the figures that are here."""
    people, rates = setting.projection.population, setting.catalogue.rates
    children = float(rates.fertility.sum())

    def living(share: float) -> str:
        survival = rates.changed(mortality=share / 100).survival
        return f"{norwegian.number(float(life_expectancy(survival).mean()), 1)} år i levealder"

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
                lambda value: f"{norwegian.number(value)} nye boliger i året",
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
                f"{norwegian.percent(abs(value) / 100, 1)} {'høyere' if value > 0 else 'lavere'} "
                "for hvert år"
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
    return f"{norwegian.number(abs(people))} {'flere' if people > 0 else 'færre'}"


def _round_step(inhabitants: float) -> float:
    """A round step of migration that can be seen: about one in a thousand inhabitants."""
    return float(next((one for one in (5, 10, 20) if one >= inhabitants / 1000), 50))
