"""All municipalities at once, for rankings and for a machine without a network."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from ...errors import SourceError
from ...people.population import OBSERVED, Population
from . import changes, guard, history, live, reading, regions
from .apart import apart
from .archive import Archive
from .cube import Cube
from .editions import EditionTable, layout, metadata, newest
from .metadata import Metadata
from .reading import Obtained
from .regions import Areas
from .ssb import Selection, Variable, cells, spelt_out


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
        apart(archive, piece.described, piece.queries, piece.check)
    # What is not any municipality's own: Norway, with its projection.
    live.region_case("0", archive)
    progress("Ferdig", 1.0)
    return len(areas.municipalities)


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
