"""Places and pupils: how many, whether there is room for them, and the staff the norms ask for."""

from collections.abc import Iterable, Sequence

import numpy as np

from .. import labels, terms
from ..case import Capacity, OwnPlaces
from ..norwegian import listing, number, percent
from ..series import Series, Table, pick, value_on_path
from ..services.capacity import Norms
from ..tables import Comparison, compare_from_base
from ..tables.capacity import UNKNOWN, Passing
from .finding import Finding, direction, find, newest, seam


def norms(of: Norms) -> str:
    """What the norms are, and that they are minimum norms."""

    def told(norm: Iterable[float]) -> str:
        return listing([number(value) for value in norm])

    return (
        "Normene er minimumsnormer: de sier hvor få ansatte det kan være, ikke hvor mange "
        f"kommunen har. Lærernormen er høyst {told(of.pupils_per_teacher.values())} elever per "
        "lærer i en undervisningstime på 1.–4., 5.–7. og 8.–10. trinn. Lærerårsverkene er elever "
        "ganger timer i året, delt på gruppestørrelsen og på timene et årsverk underviser "
        f"({told(of.post_hours.values())}). Normen gjelder skole for skole, så små skoler trenger "
        "flere enn her, der kommunen er regnet som én skole. I barnehagen er "
        f"bemanningsnormen høyst {told(of.children_per_staff.values())} barn per ansatt under og "
        f"over tre år, og pedagognormen høyst {told(of.children_per_pedagogue.values())} barn per "
        "pedagog."
    )


def care_places(
    region: str,
    need: Table,
    passings: Sequence[Passing],
    covered: Table,
    base: int,
    last: int,
    own: float | None = None,
) -> Finding:
    """Places with round-the-clock care in two years, and whether there is room for them.

    Parameters
    ----------
    own
        Today's coverage here [per cent]; None where it is not known.
    """
    one = find(compare_from_base(need, base, last), "care_places")
    today = own is not None and float(one.last_series.label("coverage")) == round(own, 1)
    return Finding(
        _room(region, one, passings, today),
        f"Med plass til {_coverage(one.last_series)} av dem som er 80 år eller eldre, trengs det "
        f"{number(one.first)} heldøgns omsorgsplasser i {base} og {number(one.last)} i {last}."
        f"{seam(one)} {passed(region, passings)}{_covered(passings, covered, base, last)}",
        f"{number(one.first)} → {number(one.last)}",
        f"Omsorgsplasser {base} → {last}",
    )


def care_places_note(need: Table, passings: Sequence[Passing], base: int, last: int) -> str:
    """How wide the assumption is, and what it must not be taken for."""
    whole, low, high = (pick(need, f"care_places_{end}")[0] for end in ("national", "low", "high"))
    least, most = (number(value_on_path(need, end.item, last)) for end in (low, high))
    then, later = (number(value_on_path(need, whole.item, year)) for year in (base, last))
    unknown = any(one.level.label("decided_from") == UNKNOWN for one in passings)
    begin = (
        f"{_coverage(whole)} er landets dekning; kommunens egen er ikke kjent eller ikke valgt."
        if _coverage(whole) == _coverage(pick(need, "care_places")[0])
        else f"Til sammenligning: med {_coverage(whole)} dekning, et nasjonalt tall, trengs det "
        f"{then} plasser i {base} og {later} i {last}."
    )
    return (
        f"{begin} Kommuner planlegger for "
        f"{number(float(low.label('coverage')))}–{_coverage(high)}, og da trengs det "
        f"{least}–{most} i {last}. Kommunens plasser kan være talt på en annen måte enn landets: "
        "velg den dekningen kommunen selv regner med."
        + (" Året de vedtatte plassene er klare, er ikke oppgitt." if unknown else "")
    )


def coverages(need: Table) -> str:
    """Which coverages a table of places has: the chosen, the low and the high."""
    chosen, whole, low, high = (
        _coverage(pick(need, f"care_places{end}")[0]) for end in ("", "_national", "_low", "_high")
    )
    return f"Plasser ved {chosen} dekning, nasjonal ({whole}), lav ({low}) og høy ({high})"


def _coverage(series: Series) -> str:
    share = float(series.label("coverage"))
    return percent(share / 100, 0 if share.is_integer() else 1)


def _covered(passings: Sequence[Passing], covered: Table, base: int, last: int) -> str:
    """How large a part of the oldest there is room for."""
    told = []
    for one, share in zip(passings, covered, strict=True):
        years = [year for year in (base, last) if share.has(year) and not np.isnan(share.at(year))]
        parts = [f"{terms.value(share.at(y), share.unit)} i {y}" for y in years]
        if parts:
            told.append(f"{_every(one, ' plasser')} tilsvarer {listing(parts)}")
    return f" Av dem som er 80 år eller eldre: {'; '.join(told)}." if told else ""


def pupils(table: Table, passings: Sequence[Passing], base: int, last: int) -> Finding:
    """Pupils in two years, teachers by norm, and whether the schools have room."""
    compared = compare_from_base(table, base, last)
    one, teachers = find(compared, "pupils"), find(compared, "teachers")
    return Finding(
        _from_to("Elevtallet", one),
        f"Innbyggere 6–15 år.{seam(one)}{newest(pick(table, 'pupils')[0], 0, one)} "
        f"{_pupils_passed(passings)} Minimumsnormen gir {terms.said(teachers.first, 'FTE')} "
        f"lærerårsverk i {base} og {terms.said(teachers.last, 'FTE')} i {last}, regnet som én "
        "skole; det er et gulv, og "
        "små skoler trenger flere. Det er ikke antallet lærere som er ansatt.",
    )


NO_SCHOOL_CAPACITY = (
    "Hvor mange elever skolene har plass til, er ikke kjent, så elevtallet er ikke målt mot noen "
    "grense. Legg inn skolenes kapasitet på siden Last opp, så vises året den passeres."
)
"""Asks for what pupils could be held against."""


def school_year(one: Capacity) -> str:
    """``skoleåret 2023/24``."""
    return f"skoleåret {one.year}/{(one.year + 1) % 100:02d}"


def schools(served: Sequence[Capacity], known: bool, divided: bool = False) -> str:
    """How many pupils each school has today, and that this is no capacity.

    ``known`` says whether the schools' capacity is; ``divided`` whether the people are known by
    school district too.
    """
    told = []
    if served:
        each = listing([f"{one.name} {number(one.amount)}" for one in served])
        lines = listing(list(dict.fromkeys(f"l. {one.line}" for one in served)))
        told.append(
            f"Elever i dag ({school_year(served[0])}): {each}, i alt "
            f"{number(sum(one.amount for one in served))} ({served[0].source.short}, {lines}). Det "
            "er elevtall, ikke hvor mange det er plass til."
        )
    if len(served) > 1:
        ground = "for tallene er ikke delt på skolekretser"
        if divided:
            ground = "og hver skolekrets står for seg på Kapasitet"
        told.append(f"Skolene er regnet samlet, {ground}.")
    if not known:
        told.append(NO_SCHOOL_CAPACITY)
    return " ".join(told)


def houses(known: Sequence[Capacity], own: Sequence[OwnPlaces] = ()) -> str:
    """Which houses the places are the sum of, and another count that does not agree with it.

    ``own`` are a user's, which stand instead.
    """
    if own:
        places = listing(list(dict.fromkeys(one.name for one in own)))
        return f"De oppgitte plassene er summen av {places}; et hus som ikke er nevnt, er ikke med."
    now = [one for one in known if one.kind == "capacity"]
    if not now:
        return ""
    total = sum(one.amount for one in now)
    each = listing([f"{one.name} ({number(one.amount)})" for one in now])
    told = [f"Plassene i dag er summen av {each}; et hus som ikke er nevnt, er ikke med."]
    decided = [one for one in known if one.kind == "decided"]
    if decided:
        names = [one.name for one in decided]
        kept = [one for one in now if one.name not in names]
        more = listing([f"{one.name} ({number(one.amount)})" for one in (*decided, *kept)])
        told.append(f"De vedtatte er summen av {more}.")
    counted = [one for one in known if one.kind == "counted"]
    other = sum(one.amount for one in counted)
    if counted and other != total:
        parts = " + ".join(number(one.amount) for one in counted)
        told.append(
            f"Planen teller også avdeling for avdeling: {parts} = {number(other)}. Det stemmer "
            f"ikke med {number(total)}; planen sier ikke hvorfor."
        )
    return " ".join(told)


def kindergarten(region: str, table: Table, base: int, last: int) -> Finding:
    """Kindergarten places, staff and pedagogues in two years."""
    compared = compare_from_base(table, base, last)
    one = find(compared, "kindergarten_places")
    staff, trained = find(compared, "kindergarten_staff"), find(compared, "pedagogues")
    return Finding(
        _from_to("Behovet for barnehageplasser", one),
        "Regnet med like stor andel av hver alder som i landet; barn under ett år er ikke med."
        f"{seam(one)} Minimumsnormen gir {terms.said(staff.first, 'FTE')} ansatte i {base} og "
        f"{terms.said(staff.last, 'FTE')} i {last}, av dem {terms.said(trained.first, 'FTE')} og "
        f"{terms.said(trained.last, 'FTE')} pedagoger. {passed(region, ())}",
    )


def _from_to(what: str, one: Comparison) -> str:
    verb = direction(one.change, one.first, "øker", "faller", "er nesten uendret,")
    return (
        f"{what} {verb} fra {number(one.first)} i {one.first_year} til {number(one.last)} i "
        f"{one.last_year}"
    )


def _level(one: Passing, what: str = "") -> str:
    """``dagens 45 plasser``, ``de 77 vedtatte``; of one's own those there are when need passes."""
    if one.kind == "now":
        return f"dagens {number(one.amount)}{what}"
    if one.kind == "own":
        return f"de oppgitte {number(one.amount)}" if one.year else _every(one)
    return f"de {number(one.amount)} vedtatte"


def _every(one: Passing, what: str = "") -> str:
    """The same for all years: ``de oppgitte 45–60`` where a user's own change."""
    if one.kind != "own":
        return _level(one, what)
    ends = dict.fromkeys((np.nanmin(one.level.values), np.nanmax(one.level.values)))
    return f"de oppgitte {'–'.join(map(number, ends))}"


def _room(region: str, need: Comparison, passings: Sequence[Passing], today: bool) -> str:
    """The finding: is there room with all that is decided? ``today`` is of the coverage."""
    coverage = _coverage(need.last_series)
    with_ = f"dagens dekning, {coverage}," if today else f"{coverage} dekning"
    if not passings:
        return f"Med {with_} trenger {region} {number(need.last)} omsorgsplasser i {need.last_year}"
    one = passings[-1]
    places = f"{_level(one)} omsorgsplassene"
    if one.kind == "now":
        places = _level(one, " omsorgsplasser")
    if one.year is None:
        return f"Med {with_} er {places} nok til {one.years[-1]}"
    when = "allerede i" if one.at_once else "fra"
    return f"Med {with_} er behovet større enn {places} {when} {one.year}{_again(one)}"


def _pupils_passed(passings: Sequence[Passing]) -> str:
    """When pupils pass the schools' capacity; or that it is not known."""
    if not passings:
        return "Skolenes kapasitet er ikke kjent, så bare elevtallet er vist."
    return passed("", passings).replace("Behovet", "Elevtallet")


def passed(region: str, passings: Sequence[Passing]) -> str:
    """When need passes today's and decided capacity; or that capacity is not known."""
    if not passings:
        return f"Kapasiteten i {region} er ikke kjent, så bare behovet er vist."
    told: dict[str, list[str]] = {}
    for one in passings:
        told.setdefault(_when(one), []).append(_level(one))
    return " ".join(text.format(listing(levels)) for text, levels in told.items())


def _when(one: Passing) -> str:
    """The sentence about when a level is passed, with room for the level."""
    last = one.years[-1]
    if len(one.years) == 1:
        return f"Behovet er {'over' if one.year else 'ikke over'} {{}} i {last}."
    if one.year is None:
        return f"Behovet passerer ikke {{}} innen {last}."
    verb = "er over {} allerede i" if one.at_once else "passerer {} i"
    return f"Behovet {verb} {one.year}{_again(one)}."


def _again(one: Passing) -> str:
    """The year from which there is room again, if there is."""
    return f", men ikke fra {one.again}" if one.again else ""


def spread(table: Table, who: str, over: str) -> str:
    """Which figures are estimates because ages were spread evenly; nothing where all is exact."""
    grounds: dict[str, list[str]] = {}
    for series in sorted(table, key=lambda one: one.is_observed):
        if series.label("spread"):
            where = "historien" if series.is_observed else "prognosen"
            codes = series.label("spread").split()
            word = "gruppen" if len(codes) == 1 else "gruppene"
            groups = f"{word} {listing([labels.age(code) for code in codes])}"
            wheres = grounds.setdefault(groups, [])
            wheres += [where] if where not in wheres else []
    if not grounds:
        return ""
    reasons = listing(
        [f"{listing(wheres)} bare har {groups}" for groups, wheres in grounds.items()]
    )
    return f"Anslag: {who} er fordelt jevnt på {over}, fordi {reasons}."
