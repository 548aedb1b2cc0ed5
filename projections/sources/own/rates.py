"""A user's own rates from a file: cost or users per person, by service and age.

One row a rate. The ages of a service may not overlap, and every age has a rate: one that is not in
the file is told, unless the file itself says what the other ages have («øvrige»). Everything wrong
is told at once, with row and column.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from ... import labels
from ...case import OWN_SERVICE, OwnRates
from ...norwegian import listing
from ...people.ages import AgeBand, FloatArray
from ..upload import words
from ..upload.told import Told
from .file import UserFile, passport_of
from .opening import unmarked
from .rate_ages import REST, ServiceRate, check, whole
from .schema import Schema
from .table import UserRow, UserTable, commas, whole_kroner
from .values import (
    NOTE,
    ORIGIN,
    PLAIN_NAME,
    CellReading,
    Field,
    one_of,
    quantity,
    to_csv,
    written,
    year,
)

COSTS, USERS = "kroner per person per år", "brukere per person"
UNITS: Mapping[str, str] = {
    **dict.fromkeys((COSTS, "kr per person per år", "kr/person/år", "kroner per person"), COSTS),
    **dict.fromkeys(("kr per person", "kr per innbygger", "kroner per innbygger"), COSTS),
    **dict.fromkeys(("kroner per innbygger per år", "kr per innbygger per år"), COSTS),
    **dict.fromkeys((USERS, "brukere per innbygger", "brukarar per person"), USERS),
}
MOST = 9_999_999
"""The highest rate [NOK per person and year]; of users, 1."""
RESTS = (REST, "øvrige aldre", "andre", "andre aldre", "resten", "alle", "alle aldre")
OLDEST = 105
"""The highest age that a rate may start at: single years of age end there."""
ID = "egne-satser"
"""Source id of rates someone uploaded."""
EXAMPLE = "Hjemmetjenester"
"""A service of one's own in the template."""


def schema(sectors: Sequence[str]) -> Schema:
    """The columns of a file of rates; ``sectors`` are known by code and by name."""
    return Schema(
        "en sats",
        (
            Field(
                "tjeneste",
                "grunnskole, barnehage, pleie, kommunehelse, barnevern, sosial eller "
                "administrasjon; eller et eget navn på en annen tjeneste, som regnes for seg",
                _service(sectors),
                ("tjenesteområde", "teneste", "tenesteområde", "service"),
                label=True,
                above=True,
            ),
            Field(
                "alder",
                "alderen satsen gjelder: 67–79, 90+ eller 5; «øvrige» for alle aldre som ikke har "
                "en egen rad. Hver alder skal ha én sats",
                CellReading(
                    _ages,
                    f"en alder eller aldersgruppe som begynner fra 0 til {OLDEST}",
                    f"Skriv for eksempel 67–79, 90+ eller {REST}.",
                ),
                ("aldersgruppe", "aldersgrupper", "aldersklasse", "age"),
                label=True,
            ),
            Field(
                "sats",
                "tallet, 0 eller mer: 185000, 185 000 eller 0,045",
                quantity(0, MOST, "Skriv for eksempel 185000, 185 000 eller 1250,50.", share=True),
                ("beløp", "rate", "enhetskostnad", "verdi", "kostnad"),
            ),
            Field(
                "enhet",
                "kroner per person per år, eller brukere per person (0,045 er 4,5 prosent)",
                one_of(
                    UNITS, f"{COSTS} eller {USERS}", "Kroner skrives i hele kroner, ikke i tusen."
                ),
                ("eining", "måleenhet", "unit"),
                above=True,
            ),
            Field(
                "prisår",
                "året kronene gjelder, samme i hele filen; det holder at én rad har det. Tom for "
                "brukere",
                year(),
                ("prisnivå", "kroneår", "prisnivå år"),
                needed=False,
                blank=True,
            ),
            ORIGIN,
            NOTE,
        ),
    )


def read_rates(file: UserFile, sectors: Sequence[str], told: Told) -> OwnRates | None:
    """Read and check a file of rates; None where it cannot be used, and why is told.

    Parameters
    ----------
    file
        Name, bytes and day.
    sectors
        Codes of the income system's sectors, known by code and by name.
    told
        Where all there is to say is told.
    """
    table = schema(sectors).read(file, told)
    if table is None:
        return None
    whole_kroner(table, told)
    commas(table, "sats", told)
    groups: dict[tuple[str, str], list[ServiceRate]] = defaultdict(list)
    unclear = set()
    for row in table.rows:
        service, unit, ages = (row.values[name] for name in ("tjeneste", "enhet", "alder"))
        if service and unit and ages:
            rate = row.values["sats"]
            if rate is not None and (rate > 1 if unit == USERS else "%" in row.texts["sats"]):
                advice = "Skriv for eksempel 0,045 når 4,5 prosent bruker tjenesten."
                row.fault(told, "sats", "et tall fra 0 til 1, eller hele kroner", advice)
            band = ages if isinstance(ages, AgeBand) else None
            groups[unit, service].append(ServiceRate(row.number, service, unit, band, rate or 0.0))
        else:
            # What is missing of a service with such a row cannot be said.
            unclear |= {service or ""}
    for row in table.sums:
        found, advice = f"«{row.texts['tjeneste'][:40]}»", "Summen er ikke lest."
        told.warn(f"rad {row.number}", found, "en sats for seg", advice)
    price_year = _price_year(table, told)
    for (_, service), of_service in groups.items():
        check(of_service, bool(unclear & {service, ""}), told)
    origins = table.origins(told)
    if told.faults:
        return None
    _apart(groups, sectors, told)
    order = dict.fromkeys((*sectors, *(service for _, service in groups)))
    costs, users = (
        {one: tuple(whole(groups[unit, one])) for one in order if (unit, one) in groups}
        for unit in (COSTS, USERS)
    )
    source = passport_of(
        file,
        "egne satser",
        origins,
        id=ID,
        title="Egne satser etter tjeneste og alder",
        vintage=f"{price_year}-kroner" if price_year else "brukere per person",
        published=str(price_year or file.day),
        unit=listing([unit for unit, rates in ((COSTS, costs), (USERS, users)) if rates]),
    )
    return OwnRates(costs, users, price_year, source)


def _service(sectors: Sequence[str]) -> CellReading:
    """A sector's code, or a service of one's own."""
    known = labels.codes(sectors)

    def near(text: str) -> list[str]:
        return get_close_matches(text.casefold(), known, 1, 0.8)

    def read(text: str, _: str) -> str | None:
        bare = unmarked(text)
        if bare.casefold() in known:
            return known[bare.casefold()]
        if near(bare) or words.is_total(bare) or labels.area(bare) != bare:
            return None
        return OWN_SERVICE + bare

    def advise(text: str) -> str:
        if close := near(text):
            return f"Skriv {known[close[0]]}, eller et navn som ikke ligner."
        return PLAIN_NAME if text else "Skriv navnet på tjenesten."

    return CellReading(read, f"{', '.join(sectors)}, eller et eget navn", advise)


def _ages(text: str, _: str) -> AgeBand | str | None:
    """A band, or :data:`REST`."""
    if words.plain(text) in RESTS:
        return REST
    band = words.age(text)
    return band if band is not None and band.lower <= OLDEST else None


def _price_year(table: UserTable, told: Told) -> int | None:
    """The one price year of the file; None where nothing is in kroner."""
    in_kroner = any(row.values["enhet"] == COSTS for row in table.rows)
    years: dict[int, UserRow] = {}
    for row in table.rows:
        if (of_row := row.values.get("prisår")) is not None:
            years.setdefault(of_row, row)
    first = next(iter(years), None)
    for of_row in list(years)[1:]:
        accepted = f"samme prisår i hele filen, som {first} over"
        advice = "Regn om til ett års kroner, eller del filen i to."
        years[of_row].fault(told, "prisår", accepted, advice)
    if in_kroner and not any(row.texts.get("prisår") for row in table.rows):
        advice = "Skriv prisåret i én av radene."
        told.fault("kolonnen prisår", "ikke noe prisår", "et årstall", advice)
    return first if in_kroner else None


def _apart(
    groups: Mapping[tuple[str, str], Sequence[ServiceRate]], sectors: Sequence[str], told: Told
) -> None:
    """Tell of services that are none of the sectors."""
    first = {service: rows[0].row for (_, service), rows in [*groups.items()][::-1]}
    for service in dict.fromkeys(service for _, service in groups):
        if service not in sectors:
            found = f"tjenesten «{labels.item(service)}»"
            advice = "Den regnes for seg, ved siden av inntektssystemets tjenester."
            told.warn(
                f"rad {first[service]}, kolonnen tjeneste", found, "også egne tjenester", advice
            )


def template(sectors: Sequence[str], ages: Sequence[str]) -> str:
    """A file to fill in: kroner for the sectors, and users of one service of one's own."""
    rows = [(sector, age, "", COSTS) for sector in sectors for age in ages]
    rows += [(EXAMPLE, age, "", USERS) for age in ages]
    return to_csv(schema(()).names, ((*row, "", "", "") for row in rows))


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
        (sector, age, written(amount), COSTS, str(price_year), origin, "")
        for sector, by_age in zip(sectors, amounts, strict=True)
        for age, amount in zip(ages, by_age, strict=True)
    ]
    return to_csv(schema(()).names, rows)
