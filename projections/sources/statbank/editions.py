"""Which projections SSB has: found by searching, and only those that can be read."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ...errors import SourceError
from ...store import canonical
from .archive import Archive
from .layout import Layout, UnreadableError, layout_of
from .metadata import Metadata, normal_time, parse
from .reading import when_of

PROJECTION_TITLE = "Framskrevet folkemengde"
REGIONAL_MARK = "(K)"
"""Stands in the title of the projection tables that go down to municipalities."""
MOST_PAGES = 100
"""Pages of a search that are read; SSB has some 70 pages of tables in all."""


@dataclass(frozen=True)
class EditionTable:
    """One edition of the regional projections."""

    table: str
    first_year: int
    title: str
    updated: str = ""
    """When the table last changed, as the search says."""


DESCRIBED_A_FETCH = 8
"""How many earlier editions a fetch asks about beside its own calls, which are some 14 the first
time: more than 25 a minute would be a wait."""


def vintages(archive: Archive) -> list[EditionTable]:
    """The editions that are known to be readable, newest first.

    Whether one can be read is seen in its own description. Without a client an edition is among
    them when its description is kept, see :func:`describe`.

    Raises
    ------
    SourceError
        If the search has no such table.
    """
    editions = listed(archive)
    describe(archive, editions, len(editions))
    return [one for one in editions if _is_readable(one, archive)]


def newest(archive: Archive, editions: Sequence[EditionTable] = ()) -> EditionTable:
    """The newest edition that can be read; that a newer one cannot is told.

    Raises
    ------
    SourceError
        If none can be read, with the reason of the newest.
    """
    problems = []
    for one in editions or listed(archive):
        try:
            layout(archive, one)
        except UnreadableError as problem:
            problems.append(problem)
        except SourceError:
            if archive.client is not None:
                raise
            return one  # what is kept of it may be damaged: not a reason to show another one
        else:
            for told in problems:
                archive.tell(f"{told} Utgaven fra {one.first_year} er brukt i stedet.")
            return one
    raise problems[0]


def layout(archive: Archive, edition: EditionTable) -> Layout:
    """How an edition is laid out, from its own description.

    Raises
    ------
    UnreadableError
        If it cannot be read as people by age.
    SourceError
        If there is no description.
    """
    return layout_of(metadata(archive, edition.table), edition.title)


def describe(
    archive: Archive, editions: Sequence[EditionTable], most: int = DESCRIBED_A_FETCH
) -> None:
    """Ask about editions that are not known yet, a few at a time, newest first.

    Those that cannot be read are told of, once: their description is kept, and is not asked for
    again until the search says that the table has changed.
    """
    unknown = [one for one in editions if _stored(one, archive) is None]
    for one in unknown[:most]:
        if archive.client is None:
            return
        try:
            layout(archive, one)
        except UnreadableError as problem:
            archive.tell(f"Utgaven fra {one.first_year} tilbys ikke. {problem}")
        except SourceError:
            continue  # asked again at the next fetch


def _is_readable(edition: EditionTable, archive: Archive) -> bool:
    described = _stored(edition, archive)
    if described is None:
        return False
    try:
        layout_of(described, edition.title)
    except UnreadableError:
        return False
    return True


def _stored(edition: EditionTable, archive: Archive) -> Metadata | None:
    """The description that is kept; none where the search says that the table has changed."""
    kept = archive.store.newest(_page(edition.table), canonical({}))
    if kept is None:
        return None
    changed = normal_time(edition.updated)
    if archive.client and changed != kept.updated and when_of(changed) > when_of(kept.retrieved):
        return None
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        return parse(edition.table, kept.content)
    return None


def listed(archive: Archive) -> list[EditionTable]:
    """All editions of the regional projections, newest first; found by searching, never by id.

    Raises
    ------
    SourceError
        If the search has no such table.
    """
    found: dict[str, EditionTable] = {}
    pages, page = 1, 1
    while page <= min(pages, MOST_PAGES):
        more, pages = archive.page(
            "tables",
            _listing,
            query=PROJECTION_TITLE,
            includeDiscontinued="true",
            pageSize="100",
            pageNumber=str(page),
        )
        found |= {one.table: one for one in more}
        page += 1
    if pages > MOST_PAGES:
        archive.tell(
            f"SSBs søk etter framskrivinger har {pages} sider, og bare de {MOST_PAGES} første er "
            "lest: en utgave kan mangle i listen."
        )
    if not found:
        raise SourceError("SSB", "Fant ingen tabell med regionale framskrivinger.")
    return sorted(found.values(), key=lambda one: (one.first_year, one.table), reverse=True)


def _listing(content: bytes) -> tuple[list[EditionTable], int]:
    """The regional projections on one page of a search, and how many pages there are."""
    listing = json.loads(content)
    page = listing.get("page") or {}
    # A page beyond the last is empty; a search without any hit is no answer.
    if not listing["tables"] and int(page.get("pageNumber") or 1) < 2:
        raise ValueError("the search has no hits")
    pages = int(page.get("totalPages") or 1)
    return [one for table in listing["tables"] if (one := _vintage(table))], pages


def _vintage(table: Mapping[str, Any]) -> EditionTable | None:
    title = str(table.get("label", ""))
    names = [str(name).casefold() for name in table.get("variableNames") or []]
    period = str(table.get("firstPeriod", ""))
    regional = PROJECTION_TITLE.casefold() in title.casefold() and REGIONAL_MARK in title
    if not regional or (names and "region" not in names) or not period[:4].isdigit():
        return None
    return EditionTable(str(table["id"]), int(period[:4]), title, str(table.get("updated") or ""))


def metadata(archive: Archive, table: str) -> Metadata:
    """What a table has.

    Raises
    ------
    SourceError
        If the answer is not a description of a table.
    """
    return archive.page(_page(table), lambda content: parse(table, content))


def _page(table: str) -> str:
    return f"tables/{table}/metadata"
