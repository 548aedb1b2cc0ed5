"""Which projections SSB has, and what a table holds: found by searching and by label."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import SourceError
from .archive import Archive
from .metadata import Metadata, parse

PROJECTION_TITLE = "Framskrevet folkemengde"
REGIONAL_MARK = "(K)"
"""Stands in the title of the projection tables that go down to municipalities."""
MOST_PAGES = 100
"""Pages of a search that are read; SSB has some 70 pages of tables in all."""


@dataclass(frozen=True)
class Vintage:
    """One edition of the regional projections."""

    table: str
    first_year: int
    title: str


def vintages(archive: Archive) -> list[Vintage]:
    """All editions of the regional projections, newest first; found by searching, never by id.

    Raises
    ------
    SourceError
        If the search has no such table.
    """
    found: dict[str, Vintage] = {}
    pages, page = 1, 1
    while page <= min(pages, MOST_PAGES):
        listed, pages = archive.page(
            "tables",
            _listing,
            query=PROJECTION_TITLE,
            includeDiscontinued="true",
            pageSize="100",
            pageNumber=str(page),
        )
        found |= {one.table: one for one in listed}
        page += 1
    if pages > MOST_PAGES:
        archive.tell(
            f"SSBs søk etter framskrivinger har {pages} sider, og bare de {MOST_PAGES} første er "
            "lest: en utgave kan mangle i listen."
        )
    if not found:
        raise SourceError("SSB", "Fant ingen tabell med regionale framskrivinger.")
    return sorted(found.values(), key=lambda one: (one.first_year, one.table), reverse=True)


def _listing(content: bytes) -> tuple[list[Vintage], int]:
    """The regional projections on one page of a search, and how many pages there are."""
    listing = json.loads(content)
    page = listing.get("page") or {}
    # A page beyond the last is empty; a search without any hit is no answer.
    if not listing["tables"] and int(page.get("pageNumber") or 1) < 2:
        raise ValueError("the search has no hits")
    pages = int(page.get("totalPages") or 1)
    return [one for table in listing["tables"] if (one := _vintage(table))], pages


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
    return archive.page(f"tables/{table}/metadata", lambda content: parse(table, content))


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
