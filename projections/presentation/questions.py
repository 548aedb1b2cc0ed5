"""What the floor may ask: every stop of every lever reckoned ahead, one lever at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .. import labels, terms, words
from ..series import Series, Table, pick
from ..tables import Setting, in_millions
from ..tables import scenario as effects
from ..whatif.scenario import Scenario
from .floor_levers import levers_of
from .frame import Part, Question
from .rules import PARTS

STOPS = 9
"""Stops of a lever, the value at rest and the frame's own among them or beside them."""
RATIO = "ratio"
"""Aldersbæreevne, whatever its ages."""
MEASURES: Mapping[str, str] = {
    "folketall": labels.TOTAL,
    "vekst_mot_andre": labels.TOTAL,
    "innbyggere_80": "80+",
    "aldersgrupper": "67+",
    "aldersgrupper_endring": "67+",
    "elever": "6-15",
    "omsorgsplasser": "care_places",
    "kostnad_etter_tjeneste": "cost",
    "hvorfor_kostnaden_endres": "cost",
    "planen_og_modellen": "cost",
    "demografikostnad": "cost",
    "igjen_foer_skatt": "cost",
    "krav_per_aar": "cost",
    "inntektene": "income",
    "kostnad_inntekt_netto": effects.NET,
    "netto": effects.NET,
    "scenario_hvorfor": effects.NET,
    "netto_driftsresultat": effects.RESULT,
    "disposisjonsfond": effects.RESULT,
    "tilpasning": effects.RESULT,
}
"""What is asked of a chart, by its name, where it is not aldersbæreevne."""
COST = "cost"
MONEY = (COST, "income", effects.NET)
"""Measures that are answered by net, where it is known."""


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
    setting: Setting,
    scenario: Scenario,
    told: Callable[[float], None] = lambda _: None,
) -> Answers:
    """All stops of all levers that the region's figures can bear.

    Parameters
    ----------
    scenario
        What is moved in what is shown; the stops of one lever keep the others as they are there.
    told
        Called with the part that is done [share 0–1].

    Raises
    ------
    MissingInputError
        If what is shown cannot be reckoned.
    """
    shown = effects.outcomes(setting, scenario)
    official = effects.outcomes(setting, Scenario()) if scenario.moved else shown
    levers = levers_of(setting, scenario)
    found = []
    for place, lever in enumerate(levers):
        told(place / len(levers))
        now, (low, high, rest) = lever.value(scenario), lever.span
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

    ``measure``: see :func:`measure_of`; ``last``: the last year that is drawn and told.
    """
    item = _item(measure, found.shown)
    shown = _series(found.shown, item, last)
    line = _line(shown)
    every = ((label, _lines(tables, item, last)) for label, tables in found.levers)
    levers = tuple((label, stops) for label, stops in every if any(own != line for _, own in stops))
    official = _line(_series(found.official, item, last))
    axis = _axis(item, found, shown)
    there = dict(levers)
    stops = [[table for _, table in every] for label, every in found.levers if label in there]
    parts = tuple(_part(part, found.shown, stops, last) for part in _parts(item, found.shown))
    return Question(item, shown.unit, axis, shown.years, official, line, levers, parts)


def _parts(item: str, table: Table) -> tuple[str, ...]:
    """What net is made of; nothing where it is not net that is asked for."""
    return PARTS if item == effects.NET and pick(table, "income") else ()


def _part(item: str, shown: Table, stops: Sequence[Sequence[Table]], last: int) -> Part:
    """A part of net in the last year: as shown, and at every stop."""

    def value(table: Table) -> float | None:
        return _line(_series(table, item, last))[-1]

    return item, value(shown), tuple(tuple(map(value, tables)) for tables in stops)


def measure_of(name: str, effect: str) -> str:
    """What is asked of a chart.

    ``name``: the chart's name on its page; ``effect``: the figure that a scenario's chart shows.
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
    """The item of the table that answers a measure; aldersbæreevne where it is not there."""
    ratio = next(one.item for one in table if " per " in one.item)
    if measure in MONEY:
        # Cost alone says that newcomers are a loss where net says the opposite: net answers, and
        # where nobody knows the tax, cost is called what it is.
        measure = effects.NET if pick(table, "income") else COST
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
    if item == COST:
        told = terms.cost_unit("change", found.base, series)
        return f"kostnad uten inntekt, {told}"
    if item in (labels.TOTAL, effects.NET, effects.RESULT, "care_places") or " per " in item:
        return words.scenario.line(item, found.base, found.shown)
    return f"innbyggere {labels.group(item)}, 1. januar"
