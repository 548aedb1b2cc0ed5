"""Pupils by school district: which grow and fall most, room, the whole, and groups too small."""

from collections.abc import Mapping, Sequence

from .. import labels
from ..norwegian import listing, number
from ..population import FEW
from ..series import Table, pick
from ..tables import Comparison, compare
from ..tables.districts import AREA, District, parts
from .capacity import passed
from .words import Finding, extremes, seam

HOW_TO = (
    "Elevtall per skolekrets vises når prognosen er delt på skolekretser: last opp en fil med en "
    "kolonne for skolekrets."
)
CAPTIONS = {
    "pupils": "Elever (6–15 år) etter skolekrets",
    "1-5": "Barn 1–5 år etter skolekrets",
    "67+": "Innbyggere 67 år og eldre etter skolekrets",
}
MOST_TOLD = 6


def pupils(table: Table, every: Sequence[District], first: int, last: int) -> Finding:
    """The district that grows most and the one that falls most, and whether schools have room."""
    compared = [compare((one,), first, last)[0] for one in parts(table)]
    rise, fall = extremes(compared)
    named = [
        f"{_name(one)} går fra {number(one.first)} til {number(one.last)} elever."
        for one in (rise, fall)
        if one
    ]
    told = [f"Innbyggere 6–15 år, {first} og {last}.{seam(compared[0])}", *named, _room(every)]
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
        told.append(f"{labels.area(one.name)}{against}: {passed('', one.passings)}")
    if without := len(every) - len(known):
        what = "krets" if without == 1 else "kretser"
        told.append(f"{number(without)} {what} har ingen skole med samme navn i oversikten.")
    return " ".join(told)


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
