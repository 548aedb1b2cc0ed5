"""A region's figures from Statistics Norway, through the store: fetched, or last good answers.

The same code builds a case from fresh answers and from stored ones; only the archive differs. What
was asked before is not asked again while the table's ``updated`` is the same, and when SSB does not
answer, the last good answer is used and says its date.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from ...case import Case, Projection
from ...errors import SourceError, UnreachableError
from ...people.population import Region
from ...series import Series
from ...store import canonical
from . import changes, editions, history, projected, regions
from .archive import Archive
from .editions import EditionTable, metadata
from .eras import NobodyError, SplitRegionError
from .history import Splice
from .metadata import Metadata
from .reading import Progress as Progress
from .reading import silent as silent
from .regions import NORWAY, Areas
from .ssb import body, split


def areas(archive: Archive) -> Areas:
    """Every region SSB has figures for; without counties where their list cannot be read.

    Raises
    ------
    SourceError
        If the list of municipalities cannot be read.
    """
    described: Metadata | None = None
    unreached: SourceError | None = None
    try:
        # Which lists there are; without it, today's names are tried.
        described = metadata(archive, history.TABLE)
    except UnreachableError as problem:
        unreached = problem
    except SourceError:
        described = None
    try:
        known = regions.municipalities(history.regions_of(archive, described, 4))
    except SourceError as problem:
        raise unreached or problem from None
    counties: dict[str, Region] = {}
    with suppress(SourceError):
        counties = regions.counties(history.regions_of(archive, described, 2))
    return Areas(known, counties)


def fetched_codes(archive: Archive, every: Areas | None = None) -> tuple[str, ...]:
    """Codes of the regions whose history is in the store.

    ``every``: all there are, where they have been read already.

    Raises
    ------
    SourceError
        If the list of municipalities, or what the table has, is not there.
    StoreError
        If the store cannot be read.
    """
    known = (every or areas(archive)).regions
    stored = archive.queries(history.TABLE)
    described, most = metadata(archive, history.TABLE), archive.most_cells()
    by_kind: dict[int, Splice] = {}
    found = []
    for code, region in known.items():
        if len(code) not in by_kind:
            by_kind[len(code)] = history.splice(region, described, archive)
        asked = history.query(region, by_kind[len(code)])
        parts = split(asked, described.codes, most)
        if all(canonical(body(part)) in stored for part in parts):
            found.append(code)
    return tuple(found)


def region_case(
    code: str, archive: Archive, progress: Progress = silent, vintage: str = ""
) -> Case:
    """One region complete: history, projections, and births, deaths and migration of both.

    Parameters
    ----------
    code
        Present code of a municipality or county, or ``0`` for Norway.
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
    online = archive.client is not None
    progress = archive.watched(progress)
    progress("Områdelisten", 0.0)
    known = areas(archive)
    region = known.region(code)
    progress("Hvilke framskrivinger som finnes", 0.1)
    listed = editions.listed(archive)
    found = [one for one in listed if one.table == vintage]
    if vintage and not found:
        raise SourceError("SSB", f"Framskrivingen {vintage} finnes ikke.")
    edition = found[0] if found else editions.newest(archive, listed)
    progress(f"Folketall for {region.name}", 0.2)
    observed = history.fetch(region, archive)
    progress(f"Framskriving {edition.first_year} for {region.name}", 0.4)
    try:
        projections = _edition(region, edition, known, archive)
    except SourceError:
        # A region whose people are kept is shown without a projection; a fetch says what failed.
        if online:
            raise
        projections = ()
    projections += _earlier(region, [one for one in listed if one != edition], known, archive)
    progress(f"Fødte, døde og flytting for {region.name}", 0.7)
    components = _components(region, archive)
    if online and region != NORWAY:
        progress("Tall for Norge til sammenligning", 0.85)
        _norway(edition, known, archive)
    if online:
        editions.describe(archive, listed)
    progress("Ferdig", 1.0)
    return Case(
        region=region,
        observed=observed,
        pyramid=observed.five_years(),
        projections=projections,
        components=components,
    )


def _edition(
    region: Region, edition: EditionTable, known: Areas, archive: Archive
) -> tuple[Projection, ...]:
    """One edition with what stands behind it, where that can be had.

    An edition that has no figures for the region is said, and the rest of the case stands.
    """
    online = archive.client is not None
    try:
        found = projected.fetch(region, edition, known, archive)
    except (SplitRegionError, NobodyError) as problem:
        archive.tell(str(problem))
        return ()
    try:
        behind = changes.behind(region, edition, known, archive, found)
    except SourceError as problem:
        if online:
            archive.tell(f"Det som ligger bak framskrivingen, ble ikke hentet. {problem}")
        return found
    return tuple(replace(one, components=behind.get(one.alternative, ())) for one in found)


def _earlier(
    region: Region, others: Sequence[EditionTable], known: Areas, archive: Archive
) -> tuple[Projection, ...]:
    """Projections of other editions that were fetched before; SSB is not asked for them."""
    # An archive of its own: what an earlier edition cannot show is told to nobody.
    known_pages = archive.remembered if archive.client is None else None
    stored = Archive(archive.store, remembered=known_pages)
    found: list[Projection] = []
    # Most editions were never fetched: to find that out by reading their descriptions is slow.
    for edition in (one for one in others if stored.queries(one.table)):
        with suppress(SourceError):
            found += _edition(region, edition, known, stored)
    return tuple(found)


def _components(region: Region, archive: Archive) -> tuple[Series, ...]:
    """What has happened; a region whose people are known is shown without, too."""
    try:
        return changes.fetch(region, archive)
    except SourceError as problem:
        archive.tell(f"Fødte, døde og flytting ble ikke hentet. {problem}")
        return ()


def _norway(edition: EditionTable, known: Areas, archive: Archive) -> None:
    """The nation's own figures, for comparison and as the measure of need; kept, not returned."""
    try:
        history.fetch(NORWAY, archive)
        projected.fetch(NORWAY, edition, known, archive)
    except SourceError as problem:
        archive.tell(f"Tall for Norge ble ikke hentet; de vedlagte er brukt. {problem}")
