"""Pupils by school district, housing projects and their follow-up, in sentences."""

import math
from collections.abc import Mapping, Sequence

from .. import labels
from ..case import Projection
from ..norwegian import decimals_of, listing, number, percent
from ..people.population import FEW
from ..series import Table, pick
from ..tables import Comparison, compare
from ..tables.districts import AREA, HELD, NEXT_JANUARY, District, parts, wholes
from ..tables.schools import RECENT, FollowUp, Room
from ..whatif.levers import OUTSIDE, PER_HOME, Project
from .capacity import NO_SCHOOL_CAPACITY, passed, school_year
from .finding import Finding, extremes, seam

HOW_TO = (
    "Elevtall per skolekrets vises når prognosen er delt på skolekretser: last opp en fil med en "
    "kolonne for skolekrets. Filen kan ha bare elevene, etter alder eller trinn."
)
CAPTIONS = {
    "pupils": "Elever (6–15 år) etter skolekrets",
    "1-5": "Barn 1–5 år etter skolekrets",
    "67+": "Innbyggere 67 år og eldre etter skolekrets",
}
MOST_TOLD = 6


def pupils(
    table: Table, every: Sequence[District], first: int, last: int, alone: Projection | None = None
) -> Finding:
    """The district that grows most and the one that falls most, and whether schools have room.

    ``alone`` is a file of pupils without other ages, where they are from one.
    """
    compared = [compare((one,), first, last)[0] for one in parts(table)]
    rise, fall = extremes(compared)
    named = [
        f"{_name(one)} går fra {number(one.first)} til {number(one.last)} elever."
        for one in (rise, fall)
        if one
    ]
    opening = f"Innbyggere 6–15 år, {first} og {last}.{seam(compared[0])}"
    if alone and alone.partial:
        called, ages = alone.population.source.vintage, alone.partial.ages.code
        opening = (
            f"Elever i {first} og {last} i filen {called}, som bare har {labels.age(ages)} og "
            "ikke brukes som prognose."
        )
    told = [opening, *named, _room(every)]
    return Finding(_title(rise, fall, len(compared)), " ".join(told))


def _title(rise: Comparison | None, fall: Comparison | None, count: int) -> str:
    most = "mest " if count > 1 else ""
    told = [
        f"{verb} {most}i {_name(one)} ({number(one.change, signed=True)})"
        for verb, one in (("øker", rise), ("faller", fall))
        if one
    ]
    return f"Elevtallet {listing(told) or 'er uendret i alle skolekretsene'}"


def _name(one: Comparison) -> str:
    return labels.area(one.last_series.label(AREA))


def _room(every: Sequence[District]) -> str:
    """When pupils pass what each district's own schools have room for; which have none known."""
    known = [one for one in every if one.schools]
    if not known:
        return (
            "Ingen av skolene i kommunens kapasitetsoversikt har samme navn som en krets, så "
            "kretsene er ikke målt mot kapasitet."
        )
    told = []
    for one in known[:MOST_TOLD]:
        schools = [labels.area(school) for school in one.schools if school != one.name]
        against = f" mot {listing(schools)}" if schools else ""
        found = passed("", one.passings) if one.passings else _served(one)
        told.append(f"{labels.area(one.name)}{against}: {found}")
    if without := len(every) - len(known):
        what = "krets" if without == 1 else "kretser"
        told.append(f"{number(without)} {what} har ingen skole med samme navn i oversikten.")
    if not any(one.passings for one in known):
        told.append(NO_SCHOOL_CAPACITY)
    return " ".join(told)


def _served(one: District) -> str:
    """How many pupils the district's schools have today, where no capacity is known."""
    if not one.served:
        return "kapasiteten er ikke kjent de årene."
    pupils = number(sum(school.amount for school in one.served))
    return f"{pupils} elever i dag ({school_year(one.served[0])}), kapasiteten er ikke kjent."


def checked(table: Table, differences: Table) -> str:
    """Whether the districts sum to the municipality, by its own total in the same prognosis."""
    count = number(len(parts(table)))
    lacking = pick(differences, "pupils")
    if not lacking:
        return f"De {count} kretsene summerer til kommunens elevtall i prognosen."
    year = max(lacking[0].years, key=lambda one: abs(lacking[0].at(one)))
    (whole,) = (one for one in pick(table, "pupils") if not one.label(AREA))
    summed = whole.at(year) - lacking[0].at(year)
    return (
        f"De {count} kretsene summerer ikke til kommunen: i {year}, der forskjellen er størst, til "
        f"{number(summed)} elever, mens prognosen har {number(whole.at(year))} i hele kommunen. "
        "Tallene står som i filen og er ikke justert."
    )


def beside(table: Table, differences: Table, path: str) -> str:
    """Whether districts of a file without other ages sum to what is known of the municipality.

    ``path`` names the projection that is chosen, "" for none.
    """
    count = number(len(parts(table)))
    told = []
    for whole in wholes(table):
        what = "observert" if whole.is_observed else f"i prognosen {path}"
        first, last = whole.years[0], whole.years[-1]
        span = f"{first}–{last}" if last > first else str(first)
        found = [
            one
            for one in pick(differences, "pupils")
            if one.is_observed == whole.is_observed and one.source == whole.source
        ]
        if not found:
            told.append(f"De {count} kretsene summerer til innbyggere 6–15 år {what} ({span}).")
            continue
        year = max(found[0].years, key=lambda one: abs(found[0].at(one)))
        summed = whole.at(year) - found[0].at(year)
        told.append(
            f"De {count} kretsene har {number(summed)} elever i {year}, og kommunen har "
            f"{number(whole.at(year))} innbyggere 6–15 år {what}."
            + (f" Det er den største forskjellen i {span}." if last > first else "")
        )
    if not told:
        return "Kommunen har ingen tall for årene i filen, så kretsene er ikke holdt mot dem."
    if wholes(table)[0].label(HELD) == NEXT_JANUARY:
        told.append("Et skoleår er holdt mot innbyggerne 1. januar året etter, da alderen er lik.")
    return " ".join((*told, "Tallene i kretsene står som i filen og er ikke justert."))


def small(found: Mapping[str, int]) -> str:
    """That some groups are so small that figures may show single persons."""
    if not found:
        return ""
    names = [labels.area(name) for name in found]
    more = len(names) - MOST_TOLD
    told = names[:MOST_TOLD] + ([f"{number(more)} til"] if more > 0 else [])
    return (
        f"{number(sum(found.values()))} tall gjelder grupper på 1–{FEW - 1} personer "
        f"({listing(told)}) og kan vise enkeltpersoner. Slå sammen kretser eller grupper før "
        "tallene vises for andre."
    )


def named(count: int, most: int) -> str:
    """That only some lines have their names."""
    if count <= most:
        return ""
    return f"De {number(most)} største kretsene har navn i figuren; tabellen har alle."


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
