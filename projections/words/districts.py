"""Pupils by school district: which grow and fall most, room, the whole, and groups too small."""

from collections.abc import Mapping, Sequence

from .. import labels
from ..case import Projection
from ..norwegian import listing, number
from ..people.population import FEW
from ..series import Table, pick
from ..tables import Comparison, compare
from ..tables.districts import AREA, HELD, NEXT_JANUARY, District, parts, wholes
from .capacity import NO_SCHOOL_CAPACITY, passed, school_year
from .finding import Finding, extremes, seam
from .grids import plain

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
        called, ages = plain(alone.population.source.vintage), alone.partial.ages.code
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
