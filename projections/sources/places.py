"""A user's own capacity from a CSV file: places by service, from and to a year.

One row a place that does not change in its years. Everything wrong is told at once.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from .. import labels
from ..case import OwnPlaces
from ..errors import Fault, InputFileError
from ..norwegian import listing, number
from . import budgets, delimited, handed
from .delimited import Line
from .usercsv import UserFile, passport

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "tjeneste": "heldogn (plasser med heldøgns omsorg) eller grunnskole (elevplasser)",
        "navn": "hvor plassene er; et navn kan stå i flere rader når antallet endres",
        "plasser": "antall, 0 eller mer",
        "fra": "første år det gjelder; tom når det gjelder fra før tallene begynner",
        "til": "siste år det gjelder; tom når det gjelder inntil videre",
        "kilde": "hvor tallet er fra (kan utelates)",
        "merknad": "det som ellers bør sies (kan utelates)",
    }
)
"""What each column holds."""

NEEDED = ("tjeneste", "navn", "plasser", "fra", "til")
OTHER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("tjenesteområde", "teneste", "service"), "tjeneste"),
        **dict.fromkeys(("namn", "sted", "stad", "institusjon", "skole", "enhet", "bygg"), "navn"),
        **dict.fromkeys(("antall plasser", "antall", "plassar", "kapasitet"), "plasser"),
        **dict.fromkeys(("elevplasser", "sengeplasser", "tal på plassar"), "plasser"),
        **dict.fromkeys(("fra år", "frå", "frå år", "fra og med", "f.o.m", "fom"), "fra"),
        **dict.fromkeys(("til år", "til og med", "t.o.m", "tom"), "til"),
        **dict.fromkeys(("kjelde", "datakilde", "source"), "kilde"),
        **dict.fromkeys(("kommentar", "merknader", "note"), "merknad"),
    }
)
"""Headings that mean the same."""
MOST = 99_999
ID = "egen-kapasitet"
"""Source id of capacity someone uploaded."""
FIRST, LAST = 1900, 2100


@dataclass(frozen=True)
class PlacesFile:
    """A file that can be used: its rows without passport, and what there is to know of it."""

    name: str
    rows: tuple["Row", ...]
    origins: tuple[str, ...]
    warnings: tuple[Fault, ...]

    def own_places(self, retrieved: str) -> tuple[OwnPlaces, ...]:
        """The places with their passport.

        Parameters
        ----------
        retrieved
            The day the file was handed in, ISO date.
        """
        origin = f": {listing(list(self.origins))}" if self.origins else ""
        source = passport(
            id=ID,
            short=f"egen kapasitet, {self.name}{origin}",
            title="Egen kapasitet etter tjeneste og år",
            document=self.name,
            vintage=f"fil av {labels.date(retrieved)}",
            published=retrieved[:4],
            retrieved=retrieved,
            unit="plasser",
        )
        return tuple(
            OwnPlaces(one.service, one.name, one.places, one.first, one.last, source)
            for one in self.rows
        )


@dataclass(frozen=True)
class Row:
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
    file = delimited.named(file)
    faults: list[Fault] = []
    warnings: list[Fault] = []
    table = delimited.read(file, faults, delimited.other_names(COLUMNS, OTHER_NAMES))
    if table is None or delimited.lacking(file.name, table, NEEDED, faults):
        raise InputFileError(faults)
    delimited.unread(file.name, table, COLUMNS, warnings)
    rows = [_row(file.name, line, faults) for line in table.lines]
    rows = _without_sums(file.name, rows, faults)
    places: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for one in rows:
        if one.service and one.name:
            places[one.service, one.name].append(one)
    for of_one in places.values():
        _check_years(file.name, of_one, faults, warnings)
    origins = delimited.origins(file.name, table, warnings)
    if faults:
        raise InputFileError(faults)
    return PlacesFile(file.name, tuple(rows), origins, tuple(warnings))


def _without_sums(name: str, rows: Sequence[Row], faults: list[Fault]) -> list[Row]:
    """The rows that are no sums of others; a sum that is not right is told."""
    kept = [one for one in rows if not budgets.is_sum(one.name)]
    for one in rows:
        if not budgets.is_sum(one.name) or one.places != one.places:
            continue
        of = [each for each in kept if each.service == one.service]
        same = [each for each in of if (each.first, each.last) == (one.first, one.last)]
        totals = [sum(each.places for each in parts) for parts in (of, same)]
        if not any(abs(one.places - total) < 0.05 for total in totals):
            found = f"{number(one.places)} for {one.name}, der radene summerer til "
            found += number(totals[0])
            place, advice = f"rad {one.row}, kolonnen plasser", "Ta bort raden med summen."
            faults.append(Fault(name, place, found, "en sum som stemmer", advice))
    return kept


def _row(name: str, line: Line, faults: list[Fault]) -> Row:
    """A row; what cannot be read of it is told."""
    known = {text: code for code, shown in labels.SERVICES.items() for text in (code, shown)}
    service = known.get(line.cells["tjeneste"].casefold(), "")
    if not service:
        advice = "Andre tjenester har ingen kapasitet på siden Kapasitet."
        faults.append(line.fault(name, "tjeneste", listing(list(labels.SERVICES)), advice))
    place = handed.unmarked(line.cells["navn"])
    if not place or labels.area(place) != place:
        advice = "Bruk høyst 40 bokstaver, tall, mellomrom, punktum, komma og bindestrek."
        faults.append(line.fault(name, "navn", "et navn", advice))
        place = ""
    amount = delimited.number(handed.unmarked(line.cells["plasser"]), 0, MOST, 1)
    if amount != amount:
        advice = "Skriv antallet, for eksempel 45."
        faults.append(line.fault(name, "plasser", f"et tall fra 0 til {number(MOST)}", advice))
    before = len(faults)
    first, last = (_year(name, line, column, faults) for column in ("fra", "til"))
    if len(faults) > before:
        place = ""  # years that cannot be read overlap nothing
    if first is not None and last is not None and last < first:
        advice = "Bytt om årene, eller rett det ene."
        faults.append(line.fault(name, "til", f"{first} eller senere", advice))
    return Row(line.row, service, place, amount, first, last)


def _year(name: str, line: Line, column: str, faults: list[Fault]) -> int | None:
    text = line.cells[column]
    if not text:
        return None
    if re.fullmatch(r"\d{4}", text, re.ASCII) and FIRST <= int(text) <= LAST:
        return int(text)
    accepted = f"et årstall fra {FIRST} til {LAST}, eller en tom celle"
    faults.append(line.fault(name, column, accepted, "Skriv for eksempel 2027."))
    return None


def _check_years(
    name: str, rows: Sequence[Row], faults: list[Fault], warnings: list[Fault]
) -> None:
    """A place has one number a year; years between that have none are told."""
    before, *others = sorted(rows, key=lambda one: (one.first or FIRST, one.row))
    for one in others:
        end, start = before.last or LAST, one.first or FIRST
        if start <= end:
            place, found = f"rad {one.row}, kolonnen fra", f"år som også står i rad {before.row}"
            advice = f"La {one.name} ha ett antall hvert år: skriv til i den første av radene."
            faults.append(Fault(name, place, found, "år etter det forrige antallet", advice))
        elif start > end + 1:
            place, found = f"rad {one.row}, kolonnen fra", f"ingen plasser {end + 1}–{start - 1}"
            advice = f"{one.name} regnes som stengt de årene."
            warnings.append(Fault(name, place, found, "år uten hull", advice))
        before = max(before, one, key=lambda row: row.last or LAST)


def template() -> str:
    """A file to fill in: care in two places, and a school."""
    rows = [("heldogn", "Sykehjemmet"), ("heldogn", "Nye plasser"), ("grunnskole", "Skolen")]
    return delimited.to_csv(tuple(COLUMNS), ((*row, "", "", "", "", "") for row in rows))
