"""A region's figures from Statistics Norway, through the store: fetched, or last good answers.

The same code builds a case from fresh answers and from stored ones; only the archive differs. What
was asked before is not asked again while the table's ``updated`` is the same, and when SSB does not
answer, the last good answer is used and says its date.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import numpy as np

from ..ages import AgeAxis, AgeBand
from ..case import Case, Projection
from ..errors import SourceError
from ..population import OBSERVED, Population, Region
from ..provenance import Source
from ..series import Series
from ..store import Answer, Store, canonical
from . import jsonstat, regions
from .ssb import MOST_CELLS, Client, Selection, Variable, body, split

HISTORY, CHANGES = "07459", "06913"
PROJECTION_TITLE = "Framskrevet folkemengde"
REGIONAL_MARK = "(K)"
"""Stands in the title of the projection tables that go down to municipalities."""

FIRST_YEAR = 2000
SEXES: Mapping[str, str] = MappingProxyType({"1": "male", "2": "female"})
COMPONENTS: Mapping[str, str] = MappingProxyType(
    {
        "Levende": "births",
        "Dode": "deaths",
        "Nettoinnflytting": "net_migration",
        "Folketilvekst": "growth",
    }
)
NORWAY = Region("0", "Norge")
Progress = Callable[[str, float], object]
"""Called with what is being fetched, and how far it has come [share 0–1]."""


def silent(_: str, __: float) -> None:
    """No progress shown."""


@dataclass
class Archive:
    """Answers: asked of SSB where there is a client, and kept; else the last good ones.

    Parameters
    ----------
    store
        Where answers are kept.
    client
        None where SSB is not to be asked.
    problems
        A sentence for each answer that had to be taken from the store instead.
    """

    store: Store
    client: Client | None = None
    problems: list[str] = field(default_factory=list)
    data_calls: int = 0

    def page(self, path: str, **parameters: str) -> Answer:
        """The body of a GET: code lists, table searches, metadata.

        Raises
        ------
        SourceError
            If SSB does not answer and nothing is stored.
        """
        query = canonical(parameters)
        stored = self.store.newest(path, query)
        if self.client is None:
            return _present(stored, path)
        try:
            content = self.client.get(path, **parameters)
            updated = _updated(content, path)
        except SourceError as problem:
            return self._instead(stored, problem)
        answer = Answer(path, query, updated, _now(), content)
        self.store.put(answer)
        return answer

    def cube(self, table: str, selection: Selection, updated: str) -> tuple[jsonstat.Cube, str]:
        """The figures of one query, and when they were retrieved.

        Raises
        ------
        SourceError
            If SSB does not answer, or answers nonsense, and nothing is stored.
        """
        query = canonical(body(selection))
        provider = f"SSB, tabell {table}"
        answer = self.store.exact(table, query, updated)
        if answer is None and self.client is not None:
            try:
                content = self.client.post(table, selection)
                self.data_calls += 1
                cube = jsonstat.parse(content, provider)
            except SourceError as problem:
                answer = self._instead(self.store.newest(table, query), problem)
            else:
                answer = Answer(table, query, updated, _now(), content)
                self.store.put(answer)
                return cube, answer.retrieved
        answer = _present(answer or self.store.newest(table, query), table)
        return jsonstat.parse(answer.content, provider), answer.retrieved

    def _instead(self, stored: Answer | None, problem: SourceError) -> Answer:
        """The last good answer when SSB fails, and a sentence about it."""
        if stored is None:
            raise problem
        day = ".".join(reversed(stored.retrieved[:10].split("-")))
        sentence = f"{problem} Svaret fra {day} er brukt."
        if sentence not in self.problems:
            self.problems.append(sentence)
        return stored


def _present(answer: Answer | None, what: str) -> Answer:
    if answer is None:
        raise SourceError("SSB", f"«{what}» er ikke hentet ennå.")
    return answer


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _updated(content: bytes, path: str) -> str:
    """The page's own ``updated``; a page that is not a JSON object is refused."""
    try:
        found = json.loads(content)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise SourceError(f"SSB, {path}", "Svaret er ikke JSON, slik det skal være.")
    # Code lists and searches carry no time of their own: when they were fetched stands for it.
    return str(found.get("updated") or _now())


@dataclass(frozen=True)
class Vintage:
    """One edition of the regional projections."""

    table: str
    first_year: int
    title: str


@dataclass(frozen=True)
class Metadata:
    """What a table has: its codes by variable, labels by code, and when it was updated."""

    table: str
    updated: str
    codes: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, str]]

    @property
    def sizes(self) -> dict[str, int]:
        """Number of codes by variable."""
        return {variable: len(codes) for variable, codes in self.codes.items()}


def vintages(archive: Archive) -> list[Vintage]:
    """All editions of the regional projections, newest first; found by searching, never by id.

    Raises
    ------
    SourceError
        If the search has no such table.
    """
    found: list[Vintage] = []
    pages, page = 1, 1
    while page <= pages:
        answer = archive.page(
            "tables",
            query=PROJECTION_TITLE,
            includeDiscontinued="true",
            pageSize="100",
            pageNumber=str(page),
        )
        listing = json.loads(answer.content)
        pages = min(20, int((listing.get("page") or {}).get("totalPages") or 1))
        found += [one for table in listing.get("tables") or [] if (one := _vintage(table))]
        page += 1
    if not found:
        raise SourceError("SSB", "Fant ingen tabell med regionale framskrivinger.")
    return sorted(found, key=lambda one: (one.first_year, one.table), reverse=True)


def _vintage(table: Mapping[str, Any]) -> Vintage | None:
    title = str(table.get("label", ""))
    names = [str(name).casefold() for name in table.get("variableNames") or []]
    period = str(table.get("firstPeriod", ""))
    regional = PROJECTION_TITLE.casefold() in title.casefold() and REGIONAL_MARK in title
    if not regional or "region" not in names or not period[:4].isdigit():
        return None
    return Vintage(str(table["id"]), int(period[:4]), title)


def metadata(archive: Archive, table: str) -> Metadata:
    """What a table has.

    Raises
    ------
    SourceError
        If the answer is not a description of a table.
    """
    answer = archive.page(f"tables/{table}/metadata")
    try:
        described = json.loads(answer.content)
        categories = {name: described["dimension"][name]["category"] for name in described["id"]}
        labels = {name: dict(one.get("label") or {}) for name, one in categories.items()}
        codes = {name: tuple(one.get("index") or labels[name]) for name, one in categories.items()}
    except (KeyError, TypeError, ValueError):
        raise SourceError(
            f"SSB, tabell {table}", "Beskrivelsen av tabellen er ufullstendig."
        ) from None
    return Metadata(table, answer.updated, codes, labels)


SHOWN_ORDER = ("MMMM", "LHML", "HLMH", "LLML", "HHMH", "MMML", "MMMH", "MMM0", "MM00")
"""Main alternative first, then those that move the age structure; others follow."""
ALTERNATIVE = re.compile(r"\(([HML][HML][HML0][HML0])\)")


def alternatives(described: Metadata) -> dict[str, str]:
    """SSB's four-letter code by content code, found in the label, main alternative first.

    Raises
    ------
    SourceError
        If no label carries such a code.
    """
    found = {
        code: match[1]
        for code, label in described.labels.get("ContentsCode", {}).items()
        if (match := ALTERNATIVE.search(label))
    }
    if not found:
        raise SourceError(
            f"SSB, tabell {described.table}", "Fant ingen alternativer; betegnelsene er endret."
        )
    order = {code: place for place, code in enumerate(SHOWN_ORDER)}
    return dict(sorted(found.items(), key=lambda one: order.get(one[1], len(order))))


def municipalities(archive: Archive) -> dict[str, regions.Municipality]:
    """All present municipalities by code."""
    return regions.parse_code_list(archive.page(f"codelists/{regions.CODE_LIST}").content)


def fetched_codes(archive: Archive) -> tuple[str, ...]:
    """Codes of the regions whose history is in the store, present municipalities and Norway.

    Raises
    ------
    SourceError
        If the list of municipalities has not been fetched.
    StoreError
        If the store cannot be read.
    """
    every = [NORWAY, *(one.region for one in municipalities(archive).values())]
    return tuple(
        region.code
        for region in every
        if archive.store.newest(HISTORY, canonical(body(_history_query(region))))
    )


def region_case(
    code: str, archive: Archive, progress: Progress = silent, vintage: str = ""
) -> Case:
    """One municipality, or Norway (``0``), complete: history, projection and components.

    Parameters
    ----------
    code
        Present municipality code, or ``0``.
    archive
        With a client: fetched where it is not stored already. Without: only what is stored.
    progress
        Told what is being fetched.
    vintage
        Table id of an earlier edition; the newest where left out.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    progress("Kommunelisten", 0.0)
    known = municipalities(archive)
    if code != NORWAY.code and code not in known:
        raise SourceError("SSB", f"Kommune {code} finnes ikke i dagens kommuneliste.")
    region = NORWAY if code == NORWAY.code else known[code].region
    progress("Hvilke framskrivinger som finnes", 0.1)
    editions = vintages(archive)
    edition = next((one for one in editions if one.table == vintage), editions[0])
    progress(f"Folketall for {region.name}", 0.3)
    observed = _history(region, archive)
    progress(f"Framskriving {edition.first_year} for {region.name}", 0.5)
    projections = _projections(region, edition, known, archive)
    progress(f"Fødte, døde og flytting for {region.name}", 0.8)
    components = _components(region, archive)
    progress("Ferdig", 1.0)
    return Case(
        region=region,
        observed=observed,
        pyramid=_five_years(observed),
        projections=projections,
        components=components,
    )


def _history(region: Region, archive: Archive) -> Population:
    described = metadata(archive, HISTORY)
    cube, retrieved = archive.cube(HISTORY, _history_query(region), described.updated)
    source = _source(HISTORY, "Befolkning 1. januar", described.updated[:4], described, retrieved)
    values = cube.arranged(["Tid", "Kjonn", "Alder"])
    years = [int(code) for code in values.dimension("Tid").codes]
    persons = np.array(values.values)
    # SSB gives zeros for codes before they existed, and sums that belong to others in broken years.
    none = persons.sum(axis=(1, 2)) == 0
    persons[none | np.isin(years, regions.broken_years(region.code))] = np.nan
    first = int(np.argmin(none))
    return _population(persons[None, first:], (OBSERVED,), years[first:], values, region, source)


def _history_query(region: Region) -> Selection:
    return (
        _region_variable(region, regions.CODE_LIST, regions.PREFIX),
        Variable("Kjonn", tuple(SEXES)),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", ("Personer1",)),
        Variable("Tid", (f"from({FIRST_YEAR})",)),
    )


def _region_variable(region: Region, codelist: str, prefix: str) -> Variable:
    if region.is_municipality:
        return Variable("Region", (f"{prefix}{region.code}",), codelist)
    return Variable("Region", (region.code,))


def _projections(
    region: Region,
    edition: Vintage,
    known: Mapping[str, regions.Municipality],
    archive: Archive,
) -> tuple[Projection, ...]:
    described = metadata(archive, edition.table)
    codes: tuple[str, ...] = (region.code,)
    if region.is_municipality:
        table_codes = described.codes.get("Region", ())
        codes = regions.codes_in(
            known[region.code],
            known.values(),
            table_codes,
            edition.table,
            edition.first_year,
        )
    elif region.code not in described.codes.get("Region", ()):
        return ()
    named = alternatives(described)
    selection = (
        Variable("Region", codes),
        Variable("Kjonn", tuple(SEXES)),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", tuple(named)),
        Variable("Tid", ("*",)),
    )
    parts = split(selection, described.sizes, MOST_CELLS)
    if len(parts) != 1:
        raise SourceError(f"SSB, tabell {edition.table}", "Spørringen ble for stor.")
    cube, retrieved = archive.cube(edition.table, selection, described.updated)
    values = cube.arranged(["Region", "ContentsCode", "Tid", "Kjonn", "Alder"])
    persons = values.values.sum(axis=0)  # former municipalities that are one today
    title = "Befolkningsframskriving"
    source = _source(edition.table, title, str(edition.first_year), described, retrieved)
    years = [int(code) for code in values.dimension("Tid").codes]
    return tuple(
        Projection(
            _population(
                persons[place : place + 1], (named[content],), years, values, region, source
            )
        )
        for place, content in _in_order(values.dimension("ContentsCode").codes, named)
    )


def _in_order(codes: Sequence[str], named: Mapping[str, str]) -> list[tuple[int, str]]:
    """Places of the contents in the answer, in the order of ``named``."""
    return [(codes.index(content), content) for content in named]


def _components(region: Region, archive: Archive) -> tuple[Series, ...]:
    described = metadata(archive, CHANGES)
    selection = (
        _region_variable(region, "agg_KommSummerHist", "K_"),
        Variable("ContentsCode", tuple(COMPONENTS)),
        Variable("Tid", (f"from({FIRST_YEAR})",)),
    )
    cube, retrieved = archive.cube(CHANGES, selection, described.updated)
    values = cube.arranged(["ContentsCode", "Tid"])
    # The year under way has its population already, but no births yet.
    whole = np.isfinite(values.values).all(axis=0).tolist()
    years = tuple(
        int(code) for code, known in zip(values.dimension("Tid").codes, whole, strict=True) if known
    )
    title = "Befolkningsendringer"
    source = _source(CHANGES, title, described.updated[:4], described, retrieved, "personer per år")
    return tuple(
        Series(
            region, source, OBSERVED, COMPONENTS[content], "persons", years, row[np.array(whole)]
        )
        for content, row in zip(values.dimension("ContentsCode").codes, values.values, strict=True)
        if content in COMPONENTS
    )


def _population(
    persons: np.ndarray[Any, np.dtype[np.float64]],
    codes: tuple[str, ...],
    years: Sequence[int],
    cube: jsonstat.Cube,
    region: Region,
    source: Source,
) -> Population:
    """A population from ``[alternative, year, sex, age]``, SSB's codes translated."""
    ages = AgeAxis(tuple(_age(code) for code in cube.dimension("Alder").codes))
    sexes = tuple(SEXES[code] for code in cube.dimension("Kjonn").codes)
    return Population(persons, codes, tuple(years), sexes, ages, region, source)


def _age(code: str) -> AgeBand:
    """``017`` and ``105+`` as SSB writes them."""
    lower = int(code.rstrip("+"))
    return AgeBand(lower, None if code.endswith("+") else lower)


def _five_years(people: Population) -> Population:
    """Five-year groups for the pyramid, exactly summed."""
    bands = (*(AgeBand(lower, lower + 4) for lower in range(0, 100, 5)), AgeBand(100, None))
    return Population(
        people.ages.aggregate(people.persons, bands),
        people.alternatives,
        people.years,
        people.sexes,
        AgeAxis(bands),
        people.region,
        people.source,
    )


def _source(
    table: str,
    title: str,
    vintage: str,
    described: Metadata,
    retrieved: str,
    unit: str = "personer 1. januar",
) -> Source:
    return Source(
        id=f"ssb-{table}",
        short=f"SSB, tabell {table}",
        file="",
        title=title,
        publisher="Statistisk sentralbyrå",
        document=f"Statistikkbanken, tabell {table}",
        vintage=vintage,
        published=described.updated[:10],
        retrieved=retrieved[:10],
        licence="CC BY 4.0",
        unit=unit,
        quality="official",
        url=f"https://www.ssb.no/statbank/table/{table}",
    )
