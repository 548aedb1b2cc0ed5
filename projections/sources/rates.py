"""A user's own rates from a CSV file: cost or users per person, by service and age.

One row a rate. The ages of a service may not overlap, and every age has a rate: one that is not in
the file is told, unless the file itself says what the other ages have («øvrige»). Everything wrong
is told at once, with row and column.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from .. import labels
from ..ages import AgeBand, FloatArray
from ..case import OWN_SERVICE, OwnRates
from ..costs import AgeRate, Schedule
from ..errors import Fault, InputFileError
from ..norwegian import listing, number
from . import budgets, delimited, handed
from .delimited import Line
from .upload import words
from .usercsv import UserFile, passport

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "tjeneste": "grunnskole, barnehage, pleie, kommunehelse, barnevern, sosial eller "
        "administrasjon; eller et eget navn på en annen tjeneste, som regnes for seg",
        "alder": "alderen satsen gjelder: 67–79, 90+ eller 5; «øvrige» for alle aldre som ikke har "
        "en egen rad. Hver alder skal ha én sats",
        "sats": "tallet, 0 eller mer: 185000, 185 000 eller 0,045",
        "enhet": "kroner per person per år, eller brukere per person (0,045 er 4,5 prosent)",
        "prisår": "året kronene gjelder, samme i hele filen; det holder at én rad har det. Tom for "
        "brukere",
        "kilde": "hvor satsen er fra (kan utelates)",
        "merknad": "det som ellers bør sies (kan utelates)",
    }
)
"""What each column holds."""

NEEDED = ("tjeneste", "alder", "sats", "enhet")
OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("tjenesteområde", "teneste", "tenesteområde", "service"), "tjeneste"),
        **dict.fromkeys(("aldersgruppe", "aldersgrupper", "aldersklasse", "age"), "alder"),
        **dict.fromkeys(("beløp", "rate", "enhetskostnad", "verdi", "kostnad"), "sats"),
        **dict.fromkeys(("eining", "måleenhet", "unit"), "enhet"),
        **dict.fromkeys(("prisnivå", "kroneår", "prisnivå år"), "prisår"),
        **dict.fromkeys(("kjelde", "datakilde", "source"), "kilde"),
        **dict.fromkeys(("kommentar", "merknader", "note"), "merknad"),
    }
)
"""Headings that mean the same."""
COSTS, USERS = "kroner per person per år", "brukere per person"
UNITS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            (COSTS, "kr per person per år", "kr/person/år", "kroner per person"), COSTS
        ),
        **dict.fromkeys(("kr per person", "kr per innbygger", "kroner per innbygger"), COSTS),
        **dict.fromkeys(("kroner per innbygger per år", "kr per innbygger per år"), COSTS),
        **dict.fromkeys((USERS, "brukere per innbygger", "brukarar per person"), USERS),
    }
)
MOST: Mapping[str, float] = MappingProxyType({COSTS: 9_999_999, USERS: 1})
REST = "øvrige"
OLDEST = 105
"""The highest age that a rate may start at: single years of age end there."""
ID = "egne-satser"
"""Source id of rates someone uploaded."""
EXAMPLE = "Hjemmetjenester"
"""A service of one's own in the template."""


@dataclass(frozen=True)
class Row:
    """One rate as it was read; ``ages`` None for all other ages."""

    row: int
    service: str
    unit: str
    ages: AgeBand | None
    amount: float


@dataclass(frozen=True)
class RateFile:
    """A file that can be used: rates by unit and service, and what there is to know of it."""

    name: str
    rates: Mapping[str, Mapping[str, Schedule]]
    price_year: int | None
    origins: tuple[str, ...]
    warnings: tuple[Fault, ...]

    def own_rates(self, retrieved: str) -> OwnRates:
        """The rates with their passport.

        Parameters
        ----------
        retrieved
            The day the file was handed in, ISO date.
        """
        origin = f": {listing(list(self.origins))}" if self.origins else ""
        source = passport(
            id=ID,
            short=f"egne satser, {self.name}{origin}",
            title="Egne satser etter tjeneste og alder",
            document=self.name,
            vintage=f"{self.price_year}-kroner" if self.price_year else "brukere per person",
            published=str(self.price_year or retrieved),
            retrieved=retrieved,
            unit=listing([unit for unit, found in self.rates.items() if found]),
        )
        return OwnRates(self.rates[COSTS], self.rates[USERS], self.price_year, source)


def read_rates(file: UserFile, sectors: Sequence[str]) -> RateFile:
    """Read and check a file of rates.

    Parameters
    ----------
    file
        Name and bytes.
    sectors
        Codes of the income system's sectors, known by code and by name.

    Raises
    ------
    InputFileError
        Every fault: file, row, column, what was found, what is accepted, what to do.
    """
    file = delimited.named(file)
    faults: list[Fault] = []
    warnings: list[Fault] = []
    table = delimited.read(file, faults, delimited.other_names(COLUMNS, OTHER_NAMES))
    if table is None or delimited.lacking(file.name, table, NEEDED, faults):
        raise InputFileError(faults)
    for factor, text in budgets.stated(table).items():
        if factor != 0.001:
            advice = "Kroner skrives i hele kroner, ikke i tusen eller millioner."
            faults.append(Fault(file.name, "", f"«{text[:60]}»", "hele kroner", advice))
    delimited.unread(file.name, table, COLUMNS, warnings)
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    unclear = set()
    for line in table.lines:
        service = _service(file.name, line, sectors, faults)
        unit = _unit(file.name, line, faults)
        ages, known = _ages(file.name, line, faults)
        amount = _amount(file.name, line, unit, faults)
        if service and unit and known:
            groups[unit, service].append(Row(line.row, service, unit, ages, amount))
        else:
            # What is missing of a service with such a row cannot be said.
            unclear |= {service}
    price_year = _price_year(file.name, table.lines, faults)
    rates: dict[str, dict[str, Schedule]] = {COSTS: {}, USERS: {}}
    for (unit, service), rows in groups.items():
        _check_ages(file.name, rows, bool(unclear & {service, ""}), faults)
        rates[unit][service] = () if faults else tuple(_whole(rows))
    origins = delimited.origins(file.name, table, warnings)
    if faults:
        raise InputFileError(faults)
    warnings += _apart(file.name, groups, sectors)
    order = (*sectors, *(one for _, one in groups if one not in sectors))
    in_order = {
        unit: {one: found[one] for one in dict.fromkeys(order) if one in found}
        for unit, found in rates.items()
    }
    return RateFile(file.name, in_order, price_year, origins, tuple(warnings))


def _service(name: str, line: Line, sectors: Sequence[str], faults: list[Fault]) -> str:
    """A sector's code, or a service of one's own; "" for what is neither."""
    text = handed.unmarked(line.cells["tjeneste"])
    known = labels.codes(sectors)
    if text.casefold() in known:
        return known[text.casefold()]
    accepted, advice = f"{', '.join(sectors)}, eller et eget navn", "Skriv navnet på tjenesten."
    near = get_close_matches(text.casefold(), known, 1, 0.8)
    if near:
        advice = f"Skriv {known[near[0]]}, eller et navn som ikke ligner."
    elif words.is_total(text):
        advice = "Ta bort raden: summen regnes av tjenestene."
    elif text and labels.area(text) != text:
        advice = "Bruk høyst 40 bokstaver, tall, mellomrom, punktum, komma og bindestrek."
    elif text:
        return OWN_SERVICE + text
    faults.append(line.fault(name, "tjeneste", accepted, advice))
    return ""


def _unit(name: str, line: Line, faults: list[Fault]) -> str:
    unit = UNITS.get(words.plain(line.cells["enhet"]), "")
    if not unit:
        advice = "Kroner skrives i hele kroner, ikke i tusen."
        faults.append(line.fault(name, "enhet", f"{COSTS} eller {USERS}", advice))
    return unit


def _ages(name: str, line: Line, faults: list[Fault]) -> tuple[AgeBand | None, bool]:
    """The band, None for all other ages; and whether it could be read."""
    text = line.cells["alder"]
    if text.casefold() == REST:
        return None, True
    band = words.age(text)
    if band is not None and band.lower <= OLDEST:
        return band, True
    advice = f"Skriv for eksempel 67–79, 90+ eller {REST}."
    accepted = f"en alder eller aldersgruppe som begynner fra 0 til {OLDEST}"
    faults.append(line.fault(name, "alder", accepted, advice))
    return None, False


def _amount(name: str, line: Line, unit: str, faults: list[Fault]) -> float:
    most = MOST.get(unit, MOST[COSTS])
    amount = delimited.amount(line.cells["sats"], 0, most)
    if amount != amount:
        accepted = f"et tall fra 0 til {number(most)}"
        advice = "Skriv for eksempel 185000, 185 000 eller 1250,50."
        if unit == USERS:
            advice = "Skriv for eksempel 0,045 når 4,5 prosent bruker tjenesten."
        faults.append(line.fault(name, "sats", accepted, advice))
    return amount


def _price_year(name: str, lines: Sequence[Line], faults: list[Fault]) -> int | None:
    """The one price year of the file; None where nothing is in kroner."""
    years: dict[int, Line] = {}
    in_kroner = False
    for line in lines:
        in_kroner |= UNITS.get(words.plain(line.cells["enhet"])) == COSTS
        if not (text := line.cells.get("prisår", "")):
            continue
        if not re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
            faults.append(line.fault(name, "prisår", "et årstall", "Skriv for eksempel 2024."))
        else:
            years.setdefault(int(text), line)
    first = next(iter(years), None)
    for year in list(years)[1:]:
        accepted = f"samme prisår i hele filen, som {first} over"
        advice = "Regn om til ett års kroner, eller del filen i to."
        faults.append(years[year].fault(name, "prisår", accepted, advice))
    if in_kroner and first is None and not any(line.cells.get("prisår") for line in lines):
        advice = "Skriv prisåret i én av radene."
        faults.append(Fault(name, "kolonnen prisår", "ikke noe prisår", "et årstall", advice))
    return first if in_kroner else None


def _check_ages(name: str, rows: Sequence[Row], is_unclear: bool, faults: list[Fault]) -> None:
    """No age has two rates, and none is without one."""
    what = f"{labels.item(rows[0].service)}, {rows[0].unit}"
    rest = [one for one in rows if one.ages is None]
    for one in rest[1:]:
        place, accepted = f"rad {one.row}, kolonnen alder", f"{REST} én gang i hver tjeneste"
        advice = f"Ta bort raden; {REST} står også i rad {rest[0].row}."
        faults.append(Fault(name, place, f"«{REST}» om igjen for {what}", accepted, advice))
    widest: tuple[AgeBand, int] | None = None
    for band, one in _in_order(rows):
        if widest and _upper(widest[0]) >= band.lower:
            place = f"rad {one.row}, kolonnen alder"
            found = f"{labels.age(band.code)} for {what}"
            advice = f"Rad {widest[1]} har {labels.age(widest[0].code)}: del ikke alderen på to."
            faults.append(Fault(name, place, found, "hver alder én gang", advice))
        if widest is None or _upper(band) > _upper(widest[0]):
            widest = (band, one.row)
    holes = [] if rest or is_unclear else [labels.age(gap.code) for gap in _gaps(rows)]
    if holes:
        found = f"ingen sats for {listing(holes)} i {what}"
        advice = f"Legg til radene. Skriv {REST} i alder og 0 i sats om de ikke har tjenesten."
        faults.append(Fault(name, "kolonnen alder", found, "en sats for hver alder", advice))


def _upper(band: AgeBand) -> float:
    return float("inf") if band.upper is None else band.upper


def _in_order(rows: Sequence[Row]) -> list[tuple[AgeBand, Row]]:
    found = [(one.ages, one) for one in rows if one.ages is not None]
    return sorted(found, key=lambda pair: (pair[0].lower, _upper(pair[0]), pair[1].row))


def _gaps(rows: Sequence[Row]) -> Iterator[AgeBand]:
    """Ages without a row of their own."""
    at = 0
    for band, _ in _in_order(rows):
        if band.lower > at:
            yield AgeBand(at, band.lower - 1)
        if band.upper is None:
            return
        at = max(at, band.upper + 1)
    yield AgeBand(at, None)


def _whole(rows: Sequence[Row]) -> list[AgeRate]:
    """The rates of a service in order, the other ages filled in as the file says."""
    found = [AgeRate(band, one.amount) for band, one in _in_order(rows)]
    rest = [one.amount for one in rows if one.ages is None]
    found += [AgeRate(gap, rest[0]) for gap in _gaps(rows)]
    return sorted(found, key=lambda one: one.ages.lower)


def _apart(
    name: str, groups: Mapping[tuple[str, str], Sequence[Row]], sectors: Sequence[str]
) -> Iterator[Fault]:
    """Services that are none of the sectors."""
    for service in dict.fromkeys(one for _, one in groups):
        if service not in sectors:
            rows = [one.row for (_, other), of in groups.items() if other == service for one in of]
            found = f"tjenesten «{labels.item(service)}»"
            advice = "Den regnes for seg, ved siden av inntektssystemets tjenester."
            place = f"rad {rows[0]}, kolonnen tjeneste"
            yield Fault(name, place, found, "også egne tjenester", advice)


def template(sectors: Sequence[str], ages: Sequence[str]) -> str:
    """A file to fill in: kroner for the sectors, and users of one service of one's own."""
    rows = [(sector, age, "", COSTS) for sector in sectors for age in ages]
    rows += [(EXAMPLE, age, "", USERS) for age in ages]
    return delimited.to_csv(tuple(COLUMNS), ((*row, "", "", "") for row in rows))


def filled(
    sectors: Sequence[str], ages: Sequence[str], amounts: FloatArray, price_year: int, origin: str
) -> str:
    """The same with amounts to start from.

    Parameters
    ----------
    amounts
        ``[sector, age]`` [NOK per person and year].
    """
    rows = [
        (sector, age, delimited.written(amount), COSTS, str(price_year), origin, "")
        for sector, by_age in zip(sectors, amounts, strict=True)
        for age, amount in zip(ages, by_age, strict=True)
    ]
    return delimited.to_csv(tuple(COLUMNS), rows)
