"""What all municipalities need, in a few large queries: for a machine that has no network."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..errors import SourceError
from . import changes, counts, guard, history, jsonstat, live, projected
from .archive import Archive
from .editions import Vintage, alternatives, metadata, vintages
from .metadata import Metadata
from .regions import Areas
from .ssb import Selection, cells, spelt_out


@dataclass(frozen=True)
class _Piece:
    """One call: a table, and by region the query its part is kept under."""

    described: Metadata
    queries: Mapping[str, Selection]
    check: Callable[[str, jsonstat.Cube], str] | None = None


def fetch(archive: Archive, progress: live.Progress = live.silent) -> int:
    """Fetch all that every municipality needs, kept as if each had been fetched by itself.

    What is in the store already is not asked for again, so a fetch that broke off goes on where it
    stopped.

    Parameters
    ----------
    archive
        With a client.
    progress
        Told what is being fetched.

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
    areas, editions = live.areas(archive), vintages(archive)
    pieces = list(_pieces(areas, editions[0], archive))
    for place, piece in enumerate(pieces, 1):
        told = f"tabell {piece.described.table}, del {place} av {len(pieces)}"
        progress(told, place / (len(pieces) + 1))
        archive.apart(piece.described, piece.queries, piece.check)
    # What is not any municipality's own: Norway, with its projection.
    live.region_case("0", archive)
    progress("Ferdig", 1.0)
    return len(areas.municipalities)


def _pieces(areas: Areas, edition: Vintage, archive: Archive) -> Iterator[_Piece]:
    """Every call that is needed, each under SSB's limit."""
    most = archive.most_cells()
    every = {code: one.region for code, one in areas.municipalities.items()}
    yield from _cut(
        metadata(archive, history.TABLE), every, lambda code: history.query([every[code]]), most
    )
    yield from _cut(
        metadata(archive, changes.TABLE), every, lambda code: changes.query([every[code]]), most
    )
    future = metadata(archive, edition.table)
    contents = tuple(alternatives(future, archive.tell))

    def check(code: str, part: jsonstat.Cube) -> str:
        return guard.beside_count(part, counts.counted(every[code], archive))

    yield from _cut(
        future, _in(every, future), lambda code: projected.query([code], contents), most, check
    )
    try:
        behind = changes.described_behind(edition, archive)
        own = _in(every, behind)
        yield from _cut(behind, own, lambda code: changes.query_behind([code], behind), most)
    except SourceError as problem:
        archive.tell(f"Det som ligger bak framskrivingen, ble ikke hentet. {problem}")


def _in(every: Mapping[str, object], described: Metadata) -> list[str]:
    """The municipalities that a table has under their present codes."""
    return [code for code in every if code in described.codes.get("Region", ())]


def _cut(
    described: Metadata,
    codes: Mapping[str, object] | list[str],
    query: Callable[[str], Selection],
    most: int,
    check: Callable[[str, jsonstat.Cube], str] | None = None,
) -> Iterator[_Piece]:
    """As many municipalities to a call as the limit allows; none is cut in two."""
    listed = list(codes)
    each = cells(spelt_out(query(listed[0]), described.codes)) if listed else 1
    if each > most:
        raise SourceError(
            f"SSB, tabell {described.table}",
            f"Grensen på {most} tall er for lav til å hente en hel kommune om gangen.",
        )
    room = most // each
    for start in range(0, len(listed), room):
        queries = {code: query(code) for code in listed[start : start + room]}
        yield _Piece(described, queries, check)
