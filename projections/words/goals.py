"""What it takes to keep a figure at a level, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass

from .. import labels, terms
from ..norwegian import million_kroner, number, percent
from ..series import Series
from ..tables.goals import RANGES
from ..tables.sought import Goal, GoalLever, GoalMeasure

HOW = (
    "Velg hva som skal holdes på et nivå, og med hvilken spak. Svaret er verdien spaken må ha når "
    "alle andre spaker står som de er satt."
)
WHO_LIVES_HERE = (
    "Aldersbæreevne, elevtall, folketall og gjennomsnittsalder følger av hvem som bor her, så bare "
    "flytting kan endre dem."
)
USED = "Verdien står i scenariet."
SMALL = 0.05
"""A smaller change is written as none [million NOK]; so is less migration [persons per year]."""
SMALLEST_GROWTH = 0.005
"""Productivity below this is written as none [per cent per year]."""
MEASURES: Mapping[GoalMeasure, str] = {
    "ratio": "Aldersbæreevne",
    "pupils": "Elevtall (6–15 år)",
    "people": "Folketall",
    "mean_age": "Gjennomsnittsalder",
    "net": "Netto",
    "net_result_share": "Netto driftsresultat",
}
LEVERS: Mapping[GoalLever, str] = {"migration": "Flytting", "productivity": "Produktivitet"}


@dataclass(frozen=True)
class _Words:
    """A figure as sentences have it: what it is, the word that stands for it, better and worse."""

    the: str
    it: str
    plain: str
    more: str = "høyere"
    less: str = "lavere"


def _words(figure: Series) -> _Words:
    if figure.item == "net":
        if figure.label("income") == "unknown":
            # Net is then cost with opposite sign.
            return _Words("kostnaden", "den", "kostnad", "lavere", "høyere")
        return _Words("netto", "det", "netto", "bedre", "dårligere")
    return {
        "6-15": _Words("elevtallet", "det", "elevtall"),
        labels.TOTAL: _Words("folketallet", "det", "folketall"),
        "mean_age": _Words("gjennomsnittsalderen", "den", "gjennomsnittsalder"),
        "net_result_share": _Words("netto driftsresultat", "det", "netto driftsresultat"),
    }.get(figure.item, _Words("aldersbæreevnen", "den", "aldersbæreevne"))


def level(figure: Series, value: float, *beside: float) -> str:
    """A level of the figure: ``2,45``, ``560``, ``1,75 %``, ``5,0 mill. kr bedre``, ``uendret``.

    ``beside``: the other levels of the sentence.
    """
    if figure.unit == "percent":
        return labels.rule(value)
    if figure.item != "net":
        return terms.value(value, figure.unit)
    words, millions = _words(figure), value / 1000
    if abs(millions) < SMALL:
        return "uendret"
    told = million_kroner(abs(millions), beside=[one / 1000 for one in beside])
    return f"{told} {words.more if millions > 0 else words.less}"


def wanted(figure: Series, year: int) -> str:
    """What the slider of the level is called."""
    if figure.item == "net":
        return f"{labels.sentence(_words(figure).the)} i {year}, mot {figure.label('base_year')}"
    ages = f" ({terms.ratio_unit(figure.item)})" if " per " in figure.item else ""
    return f"{labels.sentence(_words(figure).plain)} i {year}{ages}"


def standing(official: Series, changed: Series, year: int, base: int) -> str:
    """What the figure is in the projection, from the base year on, and as the levers stand."""
    words = _words(official)
    before, after = (level(one, one.at(year)) for one in (official, changed))
    if official.item == "net":
        told = f"I prognosen blir {words.the} {_against(official, before, year)}."
    elif official.has(base) and base < year:
        start = level(official, official.at(base))
        told = f"I prognosen går {words.the} fra {start} i {base} til {before} i {year}."
    else:
        told = f"I prognosen blir {words.the} {before} i {year}."
    if before == after:
        return told
    return f"{told} Slik spakene står, blir {words.it} {after}."


def _against(figure: Series, told: str, year: int) -> str:
    """A level of net with both its years."""
    base = figure.label("base_year")
    return (
        f"uendret fra {base} til {year}" if told == "uendret" else f"{told} i {year} enn i {base}"
    )


def answer(goal: Goal) -> str:
    """What the lever must be; or that no value does, and what comes nearest."""
    words, aim, outcome = _words(goal.figure), _aim(goal), goal.found.outcome
    if goal.reached:
        return f"For å {aim} {_must(goal)}"
    name, gives = LEVERS[goal.lever], level(goal.figure, goal.gives, goal.target)
    aim = _aim(goal, goal.gives)
    if outcome == "flat":
        return (
            f"{name} endrer ikke {words.the} i {goal.year}: {words.it} blir {gives} uansett. Velg "
            "et senere år."
        )
    value, (low, high) = _size(goal.lever, goal.value), RANGES[goal.lever]
    told = f"{_size(goal.lever, low)} og {_size(goal.lever, high)}{_per_year(goal.lever)}"
    return (
        f"Ingen verdi mellom {told} gjør det mulig å {aim}; med {value} blir {words.it} {gives}."
        f"{_way(goal)}"
    )


def _aim(goal: Goal, *beside: float) -> str:
    """The goal, after «for å»; ``beside``: the other levels of the sentence."""
    figure, told = goal.figure, level(goal.figure, goal.target, *beside)
    the = _words(figure).the
    if figure.item == "net":
        verb = "holde" if told == "uendret" else "få"
        return f"{verb} {the} {_against(figure, told, goal.year)}"
    return f"holde {the} på {told} i {goal.year}"


def _must(goal: Goal) -> str:
    """What it takes, with its full stop."""
    size = _size(goal.lever, abs(goal.value))
    if goal.lever == "migration":
        first, last = goal.span
        when = f"hvert år {first}–{last}" if first < last else f"i {last}"
        way = "inn enn ut" if goal.value > 0 else "ut enn inn"
        told = f"må {size} flere flytte {way} {when}"
        if abs(goal.value) < SMALL:
            told = "trengs ingen flytting"
        return f"{told}, utover det prognosen regner med.{_stay(goal)}"
    if abs(goal.value) < SMALLEST_GROWTH:
        return "trengs ingen endring i kostnaden per bruker."
    if goal.value < 0:
        return (
            f"kan kostnaden per bruker øke med {size} hvert år etter {goal.since}, i alle "
            "tjenester."
        )
    return (
        f"må kostnaden per bruker ned med {size} hvert år etter {goal.since}, i alle tjenester: "
        "høyere produktivitet eller lavere standard."
    )


def _stay(goal: Goal) -> str:
    """Whether those who move here move on, which the answer rests on; nothing of those who go."""
    if goal.value < SMALL:
        return ""
    return f" De som flytter inn, {terms.STAYING_TOLD[goal.staying]}."


def _size(lever: GoalLever, value: float) -> str:
    """A lever's value: whole persons from ten on, per cent with two decimals."""
    if lever == "productivity":
        return percent(value / 100, 0 if value.is_integer() else 2)
    return number(value, 0 if abs(value) >= 10 or value.is_integer() else 1)


def _per_year(lever: GoalLever) -> str:
    return " ekstra innflyttere i året" if lever == "migration" else " høyere produktivitet i året"


def _way(goal: Goal) -> str:
    """Which way the figure goes, where an end of the range comes nearest."""
    if goal.value not in RANGES[goal.lever] or not goal.found.way:
        return ""
    words = _words(goal.figure)
    more = "Flere innflyttere" if goal.lever == "migration" else "Høyere produktivitet"
    return f" {more} gir {words.more if goal.found.way > 0 else words.less} {words.plain}."
