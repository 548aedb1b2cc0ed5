"""What a browser has in work and has not saved: its own, for a while, in no list and no snapshot.

It lies under the sum of a secret that only that browser has. Whoever reads the store cannot open it
as that browser.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from .layout import UNSAVED, put

DAYS = 30
SECONDS = DAYS * 24 * 3600.0
"""How long it is kept after it was last changed [s]."""
MOST_BYTES = 5_000_000
"""Of one piece, as it lies here."""
MOST_IN_ALL = 500_000_000
"""Of all pieces; what was changed longest ago goes first [bytes]."""

COLUMNS = UNSAVED.c


@dataclass(frozen=True)
class UnsavedWork:
    """What is in work.

    Parameters
    ----------
    revision
        Another each time it is changed.
    changed
        When it was last changed [s since 1970].
    """

    revision: str
    changed: float
    content: bytes


Change = Callable[[UnsavedWork | None], bytes]
"""What it becomes, given what it is."""


def piece(connection: sa.Connection, owner: str, kind: str, now: float) -> UnsavedWork | None:
    """What an owner has of a kind; None where there is nothing, or it is too old."""
    if not sa.inspect(connection).has_table(UNSAVED.name):
        return None  # a store of an earlier release that nobody has written to since
    own = (COLUMNS.owner == owner) & (COLUMNS.kind == kind) & (COLUMNS.changed > now - SECONDS)
    row = connection.execute(sa.select(UNSAVED).where(own)).one_or_none()
    return UnsavedWork(row.revision, row.changed, row.content) if row else None


def change(
    connection: sa.Connection, owner: str, kind: str, now: float, made: Change
) -> UnsavedWork | None:
    """Change it, alone; None where it has become too large, and what was there stays."""
    content = made(piece(connection, owner, kind, now))
    if len(content) > MOST_BYTES:
        return None
    new = UnsavedWork(secrets.token_hex(8), now, content)
    values = {"revision": new.revision, "changed": now, "content": content}
    put(connection, UNSAVED, {"owner": owner, "kind": kind, **values})
    _forget(connection, now)
    return new


def _forget(connection: sa.Connection, now: float) -> None:
    """Let go of what is too old, and of the oldest where it has become too much."""
    connection.execute(sa.delete(UNSAVED).where(COLUMNS.changed <= now - SECONDS))
    size = sa.func.length(COLUMNS.content)
    if (connection.execute(sa.select(sa.func.sum(size))).scalar() or 0) <= MOST_IN_ALL:
        return
    total = 0
    asked = sa.select(COLUMNS.owner, COLUMNS.kind, size).order_by(COLUMNS.changed.desc())
    for owner, kind, bytes_ in connection.execute(asked).all():
        total += bytes_
        if total > MOST_IN_ALL:
            gone = (COLUMNS.owner == owner) & (COLUMNS.kind == kind)
            connection.execute(sa.delete(UNSAVED).where(gone))
