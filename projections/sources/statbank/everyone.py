"""All municipalities at once, for rankings and for a machine without a network."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from ...errors import SourceError
from ...people.population import OBSERVED, Population
from ...store import Answer, canonical
from . import changes, guard, history, jsonstat, live, reading, regions
from .archive import Archive
from .cube import Cube
from .editions import EditionTable, layout, metadata, newest
from .metadata import Metadata
from .reading import Asking, Obtained, cube_of, never, refuse, understood_of
from .regions import Areas
from .ssb import Selection, Variable, body, cells, spelt_out
from .wording import AGAIN, NOT_YET, asked_of


def populations(archive: Archive) -> tuple[Population, ...]:
    """Every municipality's people in the newest year, single ages, sexes together: one call.

    ``archive``: with a client: fetched. Without: what is stored.

    Raises
    ------
    SourceError
        One Norwegian sentence.
    """
    known = live.areas(archive).municipalities
    described = metadata(archive, history.TABLE)
    some = next(iter(known.values())).region
    codelist, prefix = history.splice(some, described, archive)
    year = max(described.codes["Tid"])
    asked = (
        Variable("Region", tuple(prefix + code for code in known), codelist),
        Variable("Alder", ("*",)),
        Variable("ContentsCode", ("Personer1",)),
        Variable("Tid", (year,)),
    )

    def read(found: Obtained) -> tuple[Population, ...]:
        cube = found.cube.arranged(["Region", "Tid", "Alder"])
        source, ages = found.source(history.TITLE), reading.age_axis(cube)
        codes = [code.removeprefix(prefix) for code in cube.dimension("Region").codes]
        return tuple(
            Population(
                people[None, :, None],
                (OBSERVED,),
                (int(year),),
                ("both",),
                ages,
                known[code].region,
                source,
            )
            for code, people in zip(codes, cube.values, strict=True)
            if people.sum()
        )

    return archive.figures(described, asked, read, _as_counted)


def _as_counted(cube: Cube) -> str:
    """Why the answer cannot be true beside the municipalities whose people are bundled."""
    known = {code: years[max(years)] for code, years in history.bundled_counts().items()}
    return guard.beside_counts(cube, known, regions.PREFIX)


@dataclass(frozen=True)
class _Piece:
    """One call: a table, and by region the query its part is kept under."""

    described: Metadata
    queries: Mapping[str, Selection]
    check: Callable[[str, Cube], str] | None = None


def fetch(archive: Archive, progress: live.Progress = live.silent) -> int:
    """Fetch all that every municipality needs, kept as if each had been fetched by itself.

    What is in the store already is not asked for again, so a fetch that broke off goes on where it
    stopped. ``archive``: with a client; ``progress``: told what is being fetched.

    Returns
    -------
    int
        Number of municipalities.

    Raises
    ------
    SourceError
        One Norwegian sentence; what was fetched before is kept.
    """
    progress = archive.watched(progress)
    progress("Områdelistene og hvilke framskrivinger som finnes", 0.0)
    areas, edition = live.areas(archive), newest(archive)
    pieces = list(_pieces(areas, edition, archive))
    for place, piece in enumerate(pieces, 1):
        told = f"tabell {piece.described.table}, del {place} av {len(pieces)}"
        progress(told, place / (len(pieces) + 1))
        _ask(archive, piece)
    # What is not any municipality's own: Norway, with its projection.
    live.region_case("0", archive)
    progress("Ferdig", 1.0)
    return len(areas.municipalities)


def _ask(archive: Archive, piece: _Piece) -> None:
    """Ask one question about several regions, and keep each region's part by itself.

    A part that cannot be true is not kept, and that is told.

    Raises
    ------
    SourceError
        If SSB does not answer with something readable or true; nothing is kept then.
    """
    described, queries = piece.described, piece.queries
    table, updated = described.table, described.updated
    asked = [Asking(table, canonical(body(one)), never) for one in queries.values()]
    if all(archive.is_present(one, updated) for one in asked):
        return
    if archive.client is None:
        raise SourceError(asked_of(table), NOT_YET)
    first, *rest = next(iter(queries.values()))
    codes = tuple(code for one in queries.values() for code in one[0].values)
    whole = (replace(first, values=codes), *rest)
    archive.data_calls += 1
    when = archive.now()
    content = archive.client.post(table, whole)
    kept: list[Answer] = []
    refused: list[str] = []
    cube = cube_of(content, table)
    with understood_of(table):
        cube = reading.checked(cube, whole, described)
        for (name, one), question in zip(queries.items(), asked, strict=True):
            part = cube.cut(first.code, one[0].values)
            old = _last_good(archive, question)
            reason = guard.alone(part) or (guard.beside(part, old) if old else "")
            reason = reason or (piece.check(name, part) if piece.check else "")
            if reason:
                label = part.dimension(first.code).labels[0]
                refused.append(f"{label} ({reason})")
            else:
                kept.append(Answer(table, question.query, updated, when, jsonstat.written(part)))
    if not kept:
        refuse(table, refused[0])
    archive.store.put(*kept)
    if refused:
        more = f" og {len(refused) - 1} til" if len(refused) > 1 else ""
        archive.tell(
            f"SSB, tabell {table}: Tall for {refused[0]}{more} kan ikke stemme, og er ikke "
            f"brukt. {AGAIN}"
        )
    archive.tell_quiet()


def _last_good(archive: Archive, question: Asking) -> Cube | None:
    """The last good answer to one question, where there is one."""
    for answers in archive.stored([question]):
        with suppress(SourceError):
            cube = cube_of(answers[0].content, question.key)
            if not guard.alone(cube):
                return cube
    return None


def _pieces(areas: Areas, edition: EditionTable, archive: Archive) -> Iterator[_Piece]:
    """Every call that is needed, each under SSB's limit."""
    most = archive.most_cells()
    every = {code: one.region for code, one in areas.municipalities.items()}
    some = next(iter(every.values()))
    people, moves = metadata(archive, history.TABLE), metadata(archive, changes.TABLE)
    of_people = history.splice(some, people, archive)
    yield from _cut(people, every, lambda code: history.query(every[code], of_people), most)
    of_moves = history.splice(some, moves, archive, changes.USUAL)
    yield from _cut(moves, every, lambda code: changes.query(every[code], of_moves), most)
    future, found = metadata(archive, edition.table), layout(archive, edition)
    for sentence in found.not_understood:
        archive.tell(sentence)
    own = _own_codes(areas, future, found.region, edition.first_year)

    def check(code: str, part: Cube) -> str:
        return guard.beside_count(part, history.counted(every[code], archive), found.of_alternative)

    yield from _cut(future, own, lambda code: found.query(own[code]), most, check)
    try:
        behind = changes.described_behind(edition, archive)
        there = _own_codes(areas, behind, "Region", edition.first_year)
        yield from _cut(behind, there, lambda code: changes.query_behind(there[code], behind), most)
    except SourceError as problem:
        archive.tell(f"Det som ligger bak framskrivingen, ble ikke hentet. {problem}")


def _own_codes(
    areas: Areas, described: Metadata, of_region: str, year: int
) -> dict[str, tuple[str, ...]]:
    """By municipality the codes a table may have it under; none that several may claim."""
    codes, labels = described.codes.get(of_region, ()), described.labels.get(of_region, {})
    found = {}
    for code, one in areas.municipalities.items():
        with suppress(SourceError):
            (part,) = next(areas.parts(one.region, codes, described.table, year, labels))
            found[code] = part.codes
    claims = Counter(one for of in found.values() for one in of)
    return {code: of for code, of in found.items() if all(claims[one] == 1 for one in of)}


def _cut(
    described: Metadata,
    codes: Mapping[str, object] | list[str],
    query: Callable[[str], Selection],
    most: int,
    check: Callable[[str, Cube], str] | None = None,
) -> Iterator[_Piece]:
    """As many municipalities to a call as the limit allows; none is cut in two."""
    listed = list(codes)
    sizes = [cells(spelt_out(query(code), described.codes)) for code in listed]
    each = max(sizes, default=1)
    if each > most:
        raise SourceError(
            f"SSB, tabell {described.table}",
            f"Grensen på {most} tall er for lav til å hente en hel kommune om gangen.",
        )
    room = most // each
    for start in range(0, len(listed), room):
        queries = {code: query(code) for code in listed[start : start + room]}
        yield _Piece(described, queries, check)
