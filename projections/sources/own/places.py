"""A user's own capacity from a file: places by service, from and to a year.

One row a place that does not change in its years. Everything wrong is told at once.
"""

from collections import defaultdict
from collections.abc import Sequence

from ... import norwegian, terms
from ...case import OwnPlaces
from ...norwegian import listing, number
from ..upload.told import Told
from .file import UserFile, passport_of
from .schema import Schema
from .table import UserRow
from .values import NOTE, ORIGIN, Field, name, one_of, quantity, to_csv, year

MOST = 99_999
ID = "egen-kapasitet"
"""Source id of capacity someone uploaded."""
FIRST, LAST = 1900, 2100
SCHEMA = Schema(
    "et antall plasser",
    (
        Field(
            "tjeneste",
            "heldogn (plasser med heldøgns omsorg) eller grunnskole (elevplasser)",
            one_of(
                {text: code for code, shown in terms.SERVICES.items() for text in (code, shown)},
                listing(list(terms.SERVICES)),
                "Andre tjenester har ingen kapasitet på siden Kapasitet.",
            ),
            ("tjenesteområde", "teneste", "service"),
            label=True,
            above=True,
        ),
        Field(
            "navn",
            "hvor plassene er; et navn kan stå i flere rader når antallet endres",
            name(),
            ("namn", "sted", "stad", "institusjon", "skole", "enhet", "bygg"),
            label=True,
        ),
        Field(
            "plasser",
            "antall, 0 eller mer",
            quantity(0, MOST, "Skriv antallet, for eksempel 45.", decimals=1),
            (
                *("antall plasser", "antall", "plassar", "kapasitet"),
                *("elevplasser", "sengeplasser", "tal på plassar"),
            ),
        ),
        Field(
            "fra",
            "første år det gjelder; tom når det gjelder fra før tallene begynner",
            year(FIRST, LAST, "Skriv for eksempel 2027."),
            ("fra år", "frå", "frå år", "fra og med", "f.o.m", "fom"),
            blank=True,
        ),
        Field(
            "til",
            "siste år det gjelder; tom når det gjelder inntil videre",
            year(FIRST, LAST, "Skriv for eksempel 2027.", ends=True),
            ("til år", "til og med", "t.o.m", "tom"),
            blank=True,
        ),
        ORIGIN,
        NOTE,
    ),
)


def read_places(file: UserFile, told: Told) -> tuple[OwnPlaces, ...] | None:
    """Read and check a file of capacity; None where it cannot be used, and why is told."""
    table = SCHEMA.read(file, told)
    if table is None:
        return None
    for row in table.rows:
        first, last = row.values["fra"], row.values["til"]
        if first is not None and last is not None and last < first:
            row.fault(told, "til", f"{first} eller senere", "Bytt om årene, eller rett det ene.")
    rows = [row for row in table.rows if not row.unread]
    if table.whole and len(rows) == len(table.rows):
        _check_sums(rows, table.sums, told)
    by_name: dict[tuple[str, str], list[UserRow]] = defaultdict(list)
    for row in rows:
        by_name[row.values["tjeneste"], row.values["navn"]].append(row)
    for of_one in by_name.values():
        _check_years(of_one, told)
    source = passport_of(
        file,
        "egen kapasitet",
        table.origins(told),
        id=ID,
        title="Egen kapasitet etter tjeneste og år",
        vintage=f"fil av {norwegian.date(file.day)}",
        published=file.day[:4],
        unit="plasser",
    )
    return tuple(
        OwnPlaces(
            row.values["tjeneste"],
            row.values["navn"],
            row.values["plasser"],
            row.values["fra"],
            row.values["til"],
            source,
        )
        for row in rows
    )


def _check_sums(rows: Sequence[UserRow], sums: Sequence[UserRow], told: Told) -> None:
    """A sum that is neither of all rows, of a service, of some years nor of those above is told."""
    last = 0
    for row in sums:
        service, total = row.values["tjeneste"], row.values["plasser"]
        every = [one for one in rows if service in (None, one.values["tjeneste"])]
        same = [one for one in every if _span(one) == _span(row)]
        near = [one for one in rows if last < one.number < row.number]
        last = row.number
        totals = [sum(one.values["plasser"] for one in parts) for parts in (every, same, near)]
        if total is None:
            continue
        if not any(abs(total - of_parts) < 0.05 for of_parts in totals):
            found = f"{number(total)} i summen, der radene summerer til {number(totals[0])}"
            advice = "Ta bort raden med summen."
            told.fault(row.at("plasser"), found, "en sum som stemmer", advice)


def _span(row: UserRow) -> tuple[int | None, int | None]:
    return row.values["fra"], row.values["til"]


def _check_years(rows: Sequence[UserRow], told: Told) -> None:
    """A place has one number a year; years between that have none are told."""
    before, *others = sorted(rows, key=lambda row: (row.values["fra"] or FIRST, row.number))
    for row in others:
        end, start = before.values["til"] or LAST, row.values["fra"] or FIRST
        where, name = f"rad {row.number}, kolonnen fra", row.values["navn"]
        if start <= end:
            advice = f"La {name} ha ett antall hvert år: skriv til i den første av radene."
            found = f"år som også står i rad {before.number}"
            told.fault(where, found, "år etter det forrige antallet", advice)
        elif start > end + 1:
            found = f"ingen plasser {end + 1}–{start - 1}"
            told.warn(where, found, "år uten hull", f"{name} regnes som stengt de årene.")
        before = max(before, row, key=lambda one: one.values["til"] or LAST)


def template() -> str:
    """A file to fill in: care in two places, and a school."""
    rows = [("heldogn", "Sykehjemmet"), ("heldogn", "Nye plasser"), ("grunnskole", "Skolen")]
    return to_csv(SCHEMA.names, ((*row, "", "", "", "", "") for row in rows))
