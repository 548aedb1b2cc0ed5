"""Every lever in one row: its name, its span and its words, and where it stands in a scenario.

Page, link, presentation, goal seek and command line read this table; none of them knows a span or
a word of its own.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from ..norwegian import decimals_of, number, percent
from ..people.cohort import Rates, life_expectancy
from .scenario import Asked, Lever, Number


def _people(field: str, scale: float = 1) -> dict[str, Any]:
    """A lever on who lives here, so many times as large as in the model."""
    return {
        "get": lambda one: scale * getattr(one.people, field),
        "put": lambda one, value: replace(
            one, people=replace(one.people, **{field: value / scale})
        ),
    }


def _service(field: str) -> dict[str, Any]:
    """A lever on what services cost."""
    return {
        "get": lambda one: getattr(one.service, field),
        "put": lambda one, value: replace(one, service=replace(one.service, **{field: value})),
    }


def _plain(value: float, _: Any = None) -> str:
    return number(value, decimals_of(value))


def _percent(value: float, _: Any = None) -> str:
    return percent(value / 100, decimals_of(value))


def _growth(value: float, _: Any = None) -> str:
    """One that may be under zero, with its sign."""
    return percent(value / 100, max(1, decimals_of(value)), True)


def _a_year(value: float, _: Any = None) -> str:
    # Goal seek sets it with two decimals.
    return f"{number(value, decimals_of(value), True)} i året" if value else "uendret"


def _later(years: float, _: Any = None) -> str:
    return f"{_plain(years)} år senere per tiår" if years else "som i dag"


def _of_today(value: float) -> str:
    return f"{_percent(value)} av i dag"


def _children(value: float, rates: Rates) -> str:
    return f"{number(float(rates.fertility.sum()) * value / 100, 2)} barn per kvinne"


@cache
def _lives(rates: Rates, value: float) -> str:
    """How old people become [years], with death rates at a part of today's [per cent]."""
    return number(float(life_expectancy(rates.changed(mortality=value / 100).survival).mean()), 1)


def _unchanged(value: float, text: str) -> str:
    return f"uendret ({text})" if value == 100 else text


def _moved_here(value: float, _: Rates) -> str:
    if not value:
        return "ingen ekstra flytting"
    return f"{_plain(abs(value))} {'flere' if value > 0 else 'færre'} i året"


def _standard(value: float, _: Rates) -> str:
    if not value:
        return "uendret fra år til år"
    size = percent(abs(value) / 100, max(1, decimals_of(value)))
    return f"{size} {'høyere' if value > 0 else 'lavere'} for hvert år"


_ROWS = (
    Lever(
        "migration",
        "flytting",
        "Ekstra netto innflytting",
        "personer i året",
        *(-200, 200, 5, 0),
        _a_year,
        name="ekstra flytting",
        told=_a_year,
        driver="moving",
        **_people("migration"),
        asked=Asked("Ekstra innflytting", _moved_here, 0),
    ),
    Lever(
        "homes",
        "boliger",
        "Nye boliger i året",
        "boliger i året",
        *(0, 200, 5, 0),
        _plain,
        name="nye boliger",
        told=lambda value: f"{_plain(value)} i året",
        driver="moving",
        **_people("homes"),
        needs=("per_home",),
        asked=Asked("Nye boliger", lambda value, _: f"{_plain(value)} nye boliger i året", 5),
    ),
    Lever(
        "fertility",
        "fruktbarhet",
        "Fruktbarhet",
        "prosent av i dag",
        *(50, 200, 5, 100),
        lambda value, rates: _unchanged(value, _children(value, rates)),
        name="fruktbarhet",
        told=_of_today,
        driver="fertility",
        **_people("fertility", 100),
        in_single_years=True,
        asked=Asked("Fruktbarhet", _children, 5),
    ),
    Lever(
        "mortality",
        "dodelighet",
        "Dødelighet",
        "prosent av i dag",
        *(50, 150, 5, 100),
        lambda value, rates: _unchanged(value, f"levealder {_lives(rates, value)} år"),
        name="dødelighet",
        told=_of_today,
        driver="mortality",
        **_people("mortality", 100),
        in_single_years=True,
        asked=Asked("Levealder", lambda value, rates: f"{_lives(rates, value)} års levealder", 5),
    ),
    Lever(
        "postponed",
        "friskere",
        "Friskere alderdom: behovet kommer",
        "år per tiår",
        *(0, 3, 0.25, 0),
        _later,
        name="friskere alderdom",
        told=_later,
        driver="healthier",
        **_service("postponed"),
        asked=Asked("Friskere alderdom", lambda value, _: f"behovet kommer {_later(value)}", 0.25),
    ),
    Lever(
        "standard",
        "standard",
        "kostnad per bruker, endring per år",
        "prosent i året",
        *(-5, 5, 0.5, 0),
        _growth,
        name="standard og produktivitet",
        told=_growth,
        driver="standard",
        **_service("standard"),
        by_sector=True,
        help="Under null: høyere produktivitet eller lavere standard. Tallene kan ikke skille dem.",
        asked=Asked("Kostnad per bruker", _standard, 0.5, sector="pleie"),
    ),
    Lever(
        "unit_cost",
        "enhetskostnad",
        "kostnad per bruker mot i dag",
        "prosent av i dag",
        *(50, 200, 5, 100),
        _percent,
        name="kostnad per bruker",
        told=_percent,
        driver="unit_cost",
        **_service("unit_cost"),
        by_sector=True,
        help="Gjelder med en gang, og hvert år.",
    ),
    Lever(
        "fixed",
        "fast",
        "fast andel",
        "prosent av rammen",
        *(0, 100, 5, 0),
        _percent,
        name="fast andel",
        told=_percent,
        driver="fixed",
        get=lambda one: {sector: 100 * share for sector, share in one.fixed.items()},
        put=lambda one, value: replace(
            one, fixed={sector: share / 100 for sector, share in value.items()}
        ),
        by_sector=True,
        help="Den delen av rammen som ikke følger innbyggerne.",
        everywhere=True,
    ),
    Lever(
        "coverage",
        "heldogn",
        "Heldøgns omsorgsplasser i prosent av innbyggere 80 år og eldre",
        "prosent av 80 år og eldre",
        *(0, 100, 1, 0),  # the parameter has its span
        _percent,
        name="dekningsgrad",
        told=lambda value: f"{_percent(value)} av alle 80 år og eldre",
        driver="coverage",
        get=lambda one: one.coverage,
        put=lambda one, value: replace(one, coverage=value),
        parameter="care_coverage",
        everywhere=True,
        asked=Asked(
            "Heldøgns omsorgsplasser",
            lambda value, _: f"plass til {_percent(value)} av alle 80 år og eldre",
            2,
        ),
    ),
)
LEVERS: Mapping[str, Lever] = {one.field: one for one in _ROWS}
"""By field, in the order they are told."""

HOW: Mapping[str, Number] = {
    one.field: one
    for one in (
        Number(
            "per_home",
            "per_bolig",
            "Personer per bolig",
            "personer",
            *(0, 5, 0.25, 0),
            lambda value, _: number(value, 2) if value else "ikke satt",
        ),
        Number(
            "outside",
            "utenfra",
            "Andel som kommer utenfra",
            "prosent",
            *(0, 100, 5, 0),
            _percent,
        ),
        Number(
            "realised",
            "realisering",
            "Andel av boligene som blir bygd",
            "prosent",
            *(0, 100, 5, 100),
            _percent,
        ),
    )
}
"""Numbers that only say how new homes count, by field."""
