"""A region's figures from Statistics Norway, through the store: fetched, or last good answers.

The same code builds a case from fresh answers and from stored ones; only the archive differs. What
was asked before is not asked again while the table's ``updated`` is the same, and when SSB does not
answer, the last good answer is used and says its date.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np

from ..ages import AgeAxis, AgeBand, FloatArray
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
Read = TypeVar("Read")
Progress = Callable[[str, float], object]
"""Called with what is being fetched, and how far it has come [share 0–1]."""


def silent(_: str, __: float) -> None:
    """No progress shown."""


@dataclass
class Archive:
    """Answers: asked of SSB where there is a client, and kept; else the last good ones.

    An answer is kept only when it has been read to the end, so that nonsense never takes the place
    of a good one.

    Parameters
    ----------
    store
        Where answers are kept.
    client
        None where SSB is not to be asked.
    problems
        A sentence for each answer that had to be taken from the store, and each thing left out.
    """

    store: Store
    client: Client | None = None
    problems: list[str] = field(default_factory=list)
    data_calls: int = 0

    def page(self, path: str, read: Callable[[bytes], Read], **parameters: str) -> Read:
        """A code list, a search or a description, asked anew where SSB can be asked.

        Raises
        ------
        SourceError
            If SSB does not answer with something readable and nothing is stored.
        """

        def send(client: Client) -> bytes:
            return client.get(path, **parameters)

        return self._ask(path, canonical(parameters), None, send, read)[0]

    def figures(
        self,
        table: str,
        selection: Selection,
        updated: str,
        read: Callable[[jsonstat.Cube], Read],
    ) -> tuple[Read, str]:
        """What is read from the answer to one query, and when it was retrieved.

        Raises
        ------
        SourceError
            If SSB does not answer with something readable and nothing is stored.
        """

        def send(client: Client) -> bytes:
            self.data_calls += 1
            return client.post(table, selection)

        def read_cube(content: bytes) -> Read:
            return read(jsonstat.parse(content, f"SSB, tabell {table}"))

        return self._ask(table, canonical(body(selection)), updated, send, read_cube)

    def _ask(
        self,
        key: str,
        query: str,
        updated: str | None,
        send: Callable[[Client], bytes],
        read: Callable[[bytes], Read],
    ) -> tuple[Read, str]:
        """Stored and up to date, else from SSB, else the last good one."""
        if updated is not None and (known := self.store.exact(key, query, updated)):
            with suppress(SourceError):
                return _readable(key, read, known.content), known.retrieved
        problem = SourceError("SSB", f"«{key}» er ikke hentet ennå.")
        if self.client is not None:
            try:
                content = send(self.client)
                found = _readable(key, read, content)
            except SourceError as met:
                problem = met
            else:
                answer = Answer(key, query, updated or _updated(content), _now(), content)
                self.store.put(answer)
                return found, answer.retrieved
        stored = self.store.newest(key, query)
        if stored is None:
            raise problem
        found = _readable(key, read, stored.content)
        if self.client is not None:
            day = ".".join(reversed(stored.retrieved[:10].split("-")))
            self.tell(f"{problem} Svaret fra {day} er brukt.")
        return found, stored.retrieved

    def tell(self, sentence: str) -> None:
        """Note something the user should know, once."""
        if sentence not in self.problems:
            self.problems.append(sentence)


def _readable(what: str, read: Callable[[bytes], Read], content: bytes) -> Read:
    with _understood(what):
        return read(content)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


NO_TIME = "1970-01-01T00:00:00+00:00"
"""Stands for the time of pages that carry none, so that a new one takes the place of the old."""


def _updated(content: bytes) -> str:
    """The page's own time."""
    try:
        return datetime.fromisoformat(str(json.loads(content).get("updated"))).isoformat()
    except ValueError:
        return NO_TIME


@contextmanager
def _understood(what: str) -> Iterator[None]:
    """Around the reading of an answer: content of an unexpected kind is one sentence.

    Raises
    ------
    SourceError
        Instead of any error that such content leads to.
    """
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        sentence = "Svaret har et innhold som ikke er ventet, og er ikke brukt."
        raise SourceError(f"SSB, {what}", sentence) from problem


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
        listed, pages = archive.page(
            "tables",
            _listing,
            query=PROJECTION_TITLE,
            includeDiscontinued="true",
            pageSize="100",
            pageNumber=str(page),
        )
        found += listed
        page += 1
    if not found:
        raise SourceError("SSB", "Fant ingen tabell med regionale framskrivinger.")
    return sorted(found, key=lambda one: (one.first_year, one.table), reverse=True)


def _listing(content: bytes) -> tuple[list[Vintage], int]:
    """The regional projections on one page of a search, and how many pages there are."""
    listing = json.loads(content)
    pages = int((listing.get("page") or {}).get("totalPages") or 1)
    return [one for table in listing["tables"] if (one := _vintage(table))], min(20, pages)


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
    return archive.page(f"tables/{table}/metadata", lambda content: _described(table, content))


def _described(table: str, content: bytes) -> Metadata:
    described = json.loads(content)
    codes, labels = {}, {}
    for name in described["id"]:
        category = described["dimension"][name]["category"]
        labels[name] = {
            str(code): str(text) for code, text in (category.get("label") or {}).items()
        }
        index = category.get("index") or list(labels[name])
        # An object gives each code its place; the order of its keys means nothing.
        codes[name] = tuple(
            sorted(index, key=index.__getitem__) if isinstance(index, dict) else index
        )
    return Metadata(table, _updated(content), codes, labels)


SHOWN_ORDER = ("MMMM", "LHML", "HLMH", "LLML", "HHMH", "MMML", "MMMH", "MMM0", "MM00")
"""Main alternative first, then those that move the age structure; others follow."""
ALTERNATIVE = re.compile(r"\(([HML][HML][HML0][HML0])\)")


def alternatives(described: Metadata, tell: Callable[[str], object] = str) -> dict[str, str]:
    """SSB's four-letter code by content code, found in the label, main alternative first.

    Parameters
    ----------
    described
        The table.
    tell
        Told of each label that carries no such code; that alternative is left out.

    Raises
    ------
    SourceError
        If no label carries one.
    """
    found = {}
    for code, label in described.labels.get("ContentsCode", {}).items():
        if match := ALTERNATIVE.search(label):
            found[code] = match[1]
        else:
            tell(f"SSB, tabell {described.table}: «{label}» er et ukjent alternativ og vises ikke.")
    if not found:
        raise SourceError(
            f"SSB, tabell {described.table}", "Fant ingen alternativer; betegnelsene er endret."
        )
    order = {code: place for place, code in enumerate(SHOWN_ORDER)}
    return dict(sorted(found.items(), key=lambda one: order.get(one[1], len(order))))


def municipalities(archive: Archive) -> dict[str, regions.Municipality]:
    """All present municipalities by code."""
    return archive.page(f"codelists/{regions.CODE_LIST}", regions.parse_code_list)


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
    found = [one for one in editions if not vintage or one.table == vintage]
    if not found:
        raise SourceError("SSB", f"Framskrivingen {vintage} finnes ikke.")
    edition = found[0]
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
    query = _history_query(region)

    def read(cube: jsonstat.Cube) -> Callable[[Source], Population]:
        values = _asked(cube, query, described).arranged(["Tid", "Kjonn", "Alder"])
        years = [int(code) for code in values.dimension("Tid").codes]
        # SSB gives zeros for codes before they existed, and others' sums in broken years.
        persons = np.array(values.values)
        none = persons.sum(axis=(1, 2)) == 0
        persons[none | np.isin(years, regions.broken_years(region.code))] = np.nan
        first = int(np.argmin(none))
        return _population(persons[None, first:], OBSERVED, years[first:], values, region)

    build, retrieved = archive.figures(HISTORY, query, described.updated, read)
    vintage = described.updated[:4]
    return build(_source(HISTORY, "Befolkning 1. januar", vintage, described, retrieved))


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
    named = alternatives(described, archive.tell)
    query = (
        Variable("Region", codes),
        Variable("Kjonn", tuple(SEXES)),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", tuple(named)),
        Variable("Tid", ("*",)),
    )
    if len(split(query, described.sizes, MOST_CELLS)) != 1:
        raise SourceError(f"SSB, tabell {edition.table}", "Spørringen ble for stor.")

    def read(cube: jsonstat.Cube) -> list[Callable[[Source], Population]]:
        order = ["Region", "ContentsCode", "Tid", "Kjonn", "Alder"]
        values = _asked(cube, query, described).arranged(order)
        persons = values.values.sum(axis=0)  # former municipalities that are one today
        years = [int(code) for code in values.dimension("Tid").codes]
        contents = values.dimension("ContentsCode").codes
        return [
            _population(persons[contents.index(code)][None], letters, years, values, region)
            for code, letters in named.items()
        ]

    builds, retrieved = archive.figures(edition.table, query, described.updated, read)
    vintage = str(edition.first_year)
    source = _source(edition.table, "Befolkningsframskriving", vintage, described, retrieved)
    return tuple(Projection(build(source)) for build in builds)


def _components(region: Region, archive: Archive) -> tuple[Series, ...]:
    described = metadata(archive, CHANGES)
    query = (
        _region_variable(region, "agg_KommSummerHist", "K_"),
        Variable("ContentsCode", tuple(COMPONENTS)),
        Variable("Tid", (f"from({FIRST_YEAR})",)),
    )

    def read(cube: jsonstat.Cube) -> tuple[tuple[int, ...], dict[str, FloatArray]]:
        values = _asked(cube, query, described).arranged(["ContentsCode", "Tid"])
        years = [int(code) for code in values.dimension("Tid").codes]
        figures = values.values
        # The year under way has no births yet; a code that did not exist has zeros in all.
        whole = np.isfinite(figures).all(axis=0) & (figures != 0).any(axis=0)
        whole &= ~np.isin(years, regions.broken_years(region.code))
        kept = range(len(years))[slice(*_last_run(list(whole)))]
        contents = values.dimension("ContentsCode").codes
        return tuple(years[i] for i in kept), {
            COMPONENTS[code]: figures[contents.index(code), list(kept)] for code in COMPONENTS
        }

    (years, found), retrieved = archive.figures(CHANGES, query, described.updated, read)
    title, vintage = "Befolkningsendringer", described.updated[:4]
    source = _source(CHANGES, title, vintage, described, retrieved, "personer per år")
    return tuple(
        Series(region, source, OBSERVED, item, "persons", years, values)
        for item, values in found.items()
    )


def _last_run(whole: list[bool]) -> tuple[int, int]:
    """The last unbroken run of years with figures, as a slice; empty where there is none."""
    end = len(whole)
    while end and not whole[end - 1]:
        end -= 1
    start = end
    while start and whole[start - 1]:
        start -= 1
    return start, end


def _asked(cube: jsonstat.Cube, query: Selection, described: Metadata) -> jsonstat.Cube:
    """The answer, after checking that it has just the codes that were asked for.

    Raises
    ------
    SourceError
        If a code is missing, or there is another.
    """
    for variable in query:
        known = described.codes.get(variable.code, ())
        wanted = set(variable.values)
        if variable.values == ("*",):
            wanted = set(known)
        elif variable.values[0].startswith("from("):
            wanted = {code for code in known if code >= variable.values[0][5:-1]}
        if set(cube.dimension(variable.code).codes) != wanted:
            raise SourceError(
                cube.provider, f"Svaret har andre koder for «{variable.code}» enn det ble spurt om."
            )
    return cube


def _population(
    persons: FloatArray,
    alternative: str,
    years: Sequence[int],
    cube: jsonstat.Cube,
    region: Region,
) -> Callable[[Source], Population]:
    """A population from ``[1, year, sex, age]``, checked now, completed with its source later."""
    ages = AgeAxis(tuple(_age(code) for code in cube.dimension("Alder").codes))
    sexes = tuple(SEXES[code] for code in cube.dimension("Kjonn").codes)
    if (persons < 0).any():
        raise ValueError("a number of persons is negative")

    def build(source: Source) -> Population:
        return Population(persons, (alternative,), tuple(years), sexes, ages, region, source)

    return build


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
