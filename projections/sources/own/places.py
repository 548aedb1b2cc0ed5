"""A user's own capacity from a file: places by service, from and to a year.

One row a place that does not change in its years. Everything wrong is told at once.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ... import norwegian, terms
from ...case import OwnPlaces
from ...errors import Fault
from ...norwegian import listing, number
from ..upload.told import Told
from .file import UserFile, passport_of
from .schema import Schema, done
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


@dataclass(frozen=True)
class PlacesFile:
    """A file that can be used: its rows without passport, and what there is to know of it."""

    name: str
    rows: tuple["Place", ...]
    origins: tuple[str, ...]
    warnings: tuple[Fault, ...]

    def own_places(self, retrieved: str) -> tuple[OwnPlaces, ...]:
        """The places with their passport.

        ``retrieved``: the day the file was handed in, ISO date.
        """
        source = passport_of(
            self.name,
            "egen kapasitet",
            self.origins,
            id=ID,
            title="Egen kapasitet etter tjeneste og år",
            vintage=f"fil av {norwegian.date(retrieved)}",
            published=retrieved[:4],
            retrieved=retrieved,
            unit="plasser",
        )
        return tuple(
            OwnPlaces(row.service, row.name, row.places, row.first, row.last, source)
            for row in self.rows
        )


@dataclass(frozen=True)
class Place:
    """One row as it was read; years None where the cell is empty."""

    row: int
    service: str
    name: str
    places: float
    first: int | None
    last: int | None


def read_places(file: UserFile) -> PlacesFile:
    """Read and check a file of capacity.

    Raises
    ------
    InputFileError
        Every fault: file, row, column, what was found, what is accepted, what to do.
    """
    told = Told(file.shown)
    table = SCHEMA.read(file, told)
    for row in table.rows:
        first, last = row.values["fra"], row.values["til"]
        if first is not None and last is not None and last < first:
            row.fault(told, "til", f"{first} eller senere", "Bytt om årene, eller rett det ene.")
    places = [_place(row) for row in table.rows if not row.unread]
    if table.whole and len(places) == len(table.rows):
        _check_sums(places, table.sums, told)
    by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        by_name[place.service, place.name].append(place)
    for of_one in by_name.values():
        _check_years(of_one, told)
    origins = table.origins(told)
    done(told)
    return PlacesFile(file.shown, tuple(places), origins, tuple(told.warnings))


def _place(row: UserRow) -> Place:
    service, where, amount, first, last = (
        row.values[column] for column in ("tjeneste", "navn", "plasser", "fra", "til")
    )
    return Place(row.number, service, where, amount, first, last)


def _check_sums(places: Sequence[Place], sums: Sequence[UserRow], told: Told) -> None:
    """A sum that is neither of all rows, of a service, of some years nor of those above is told."""
    last = 0
    for row in sums:
        service, total = row.values["tjeneste"], row.values["plasser"]
        every = [place for place in places if service in (None, place.service)]
        span = row.values["fra"], row.values["til"]
        same = [place for place in every if (place.first, place.last) == span]
        near = [place for place in places if last < place.row < row.number]
        last = row.number
        totals = [sum(place.places for place in parts) for parts in (every, same, near)]
        if total is None:
            continue
        if not any(abs(total - of_parts) < 0.05 for of_parts in totals):
            found = f"{number(total)} i summen, der radene summerer til {number(totals[0])}"
            advice = "Ta bort raden med summen."
            told.fault(row.at("plasser"), found, "en sum som stemmer", advice)


def _check_years(rows: Sequence[Place], told: Told) -> None:
    """A place has one number a year; years between that have none are told."""
    before, *others = sorted(rows, key=lambda place: (place.first or FIRST, place.row))
    for place in others:
        end, start = before.last or LAST, place.first or FIRST
        where = f"rad {place.row}, kolonnen fra"
        if start <= end:
            advice = f"La {place.name} ha ett antall hvert år: skriv til i den første av radene."
            found = f"år som også står i rad {before.row}"
            told.fault(where, found, "år etter det forrige antallet", advice)
        elif start > end + 1:
            found = f"ingen plasser {end + 1}–{start - 1}"
            told.warn(where, found, "år uten hull", f"{place.name} regnes som stengt de årene.")
        before = max(before, place, key=lambda row: row.last or LAST)


def template() -> str:
    """A file to fill in: care in two places, and a school."""
    rows = [("heldogn", "Sykehjemmet"), ("heldogn", "Nye plasser"), ("grunnskole", "Skolen")]
    return to_csv(SCHEMA.names, ((*row, "", "", "", "", "") for row in rows))
