"""One question about several regions, each region's part of the answer kept by itself."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from ...errors import SourceError
from ...store import Answer, canonical
from . import guard, jsonstat, reading
from .answering import Asking, cube_of, never, refuse, understood_of
from .archive import Archive
from .cube import Cube
from .metadata import Metadata
from .ssb import Selection, body
from .wording import AGAIN, NOT_YET, asked_of


def apart(
    archive: Archive,
    described: Metadata,
    queries: Mapping[str, Selection],
    check: Callable[[str, Cube], str] | None = None,
) -> None:
    """Ask one question about several regions, and keep each region's part by itself.

    A part that cannot be true is not kept, and that is told.

    Parameters
    ----------
    described
        The table.
    queries
        By region: what its own part is kept under; they differ in their first variable only.
    check
        Why a region's part cannot be true, for all that is known beforehand.

    Raises
    ------
    SourceError
        If SSB does not answer with something readable or true; nothing is kept then.
    """
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
            reason = reason or (check(name, part) if check else "")
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
