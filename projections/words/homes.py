"""Housing projects and follow-up, in sentences."""

import math

from ..norwegian import decimals_of, number, percent
from ..tables.schools import RECENT, FollowUp, Room
from ..whatif.housing import OUTSIDE, PER_HOME, Project

HOW = (
    "Skriv prosjektene slik de står i boligprogrammet. De som flytter inn fra andre kommuner, er "
    "barnefamilier i alderen, og er der 1. januar året etter innflytting. De som flytter inn fra "
    "kommunen selv, bor her allerede og teller ikke."
)
FOLLOW = (
    "Hva var målet, hva kom, og hva skal til nå? Målet er prognosen slik den ble publisert, med "
    "scenariet lagt på; det som kom, er den nyeste tellingen."
)


EXAMPLE = (
    f"Regneeksempel, uten kilde: {number(PER_HOME, 1)} personer i hver bolig og "
    f"{percent(OUTSIDE, 0)} utenfra. Skriv det som gjelder prosjektet."
)
"""Said beside the numbers that stand there before anyone has written others."""
ROOM = "Hvor mange boliger før skolen er full?"


def no_places(pupils: float) -> str:
    """That nobody knows how many pupils there is room for, and what stands there instead."""
    return (
        f"Hvor mange elever skolene har plass til, er ikke kjent. Her står så mange som det har "
        f"vært på det meste de siste {RECENT} årene: {number(pupils)} i alderen 6–15 år. Skriv det "
        "riktige tallet."
    )


def room(found: Room, places: float, project: Project) -> str:
    """How many homes there is room for in the school."""
    years = f"{project.first}–{project.last}" if project.last > project.first else project.first
    if found.homes is None:
        return (
            "Boligene gir ingen flere elever i årene prognosen går til, så de fyller ikke skolen."
        )
    if found.homes == 0:
        return (
            f"Det er ikke plass til noen: uten boligene blir det {number(found.pupils)} elever i "
            f"{found.year}, og det er {number(places)} elevplasser."
        )
    return (
        f"{number(found.homes)} boliger innflyttet i {years} er det plass til. Med flere blir det "
        f"over {number(places)} elever i {found.year}: {number(found.pupils)} uten boligene, og "
        f"hver bolig gir {number(found.per_home, 2)} elev til."
    )


def follow_up(found: FollowUp) -> str:
    """What was aimed at, what came, and what it takes now."""
    apart = found.came - found.aimed
    side = "flere" if apart > 0 else "færre"
    missed = "som ment" if abs(apart) < 0.5 else f"{number(abs(apart))} {side} enn ment"
    told = [
        f"Målet var {number(found.aimed)} innbyggere 1. januar {found.counted}; det kom "
        f"{number(found.came)}, {missed}.",
        f"Målet i {found.last} var {number(found.target)}; slik det går nå, med det som var ment, "
        f"blir det {number(found.path)}.",
    ]
    if found.goal is None or math.isnan(found.more):
        told.append("Ingen flytting innenfor det spaken rekker, fører til målet.")
    else:
        value, more = round(found.goal.value, 1), round(found.more, 1)
        extra = ""
        if found.planned:
            how = "flere" if more > 0 else "færre"
            extra = f", {_plain(abs(more))} {how} i året enn ment" if more else ", som ment"
        if value > 0:
            told.append(
                f"For å nå målet må netto innflytting være {_plain(value)} høyere i året enn i "
                f"prognosen{extra}."
            )
        elif value < 0:
            told.append(
                f"Målet nås også med en netto innflytting som er {_plain(-value)} lavere i året "
                f"enn i prognosen{extra}."
            )
        else:
            told.append(f"Målet nås med flyttingen i prognosen{extra}.")
    return " ".join(told)


def _plain(value: float) -> str:
    return number(value, decimals_of(value))
