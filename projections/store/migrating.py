"""Bringing a store of an earlier release to the present tables, inside the write that needs it."""

from pathlib import Path

import sqlalchemy as sa

from .layout import FIRST, REVISION, mark

FOLDER = Path(__file__).parent / "migrations"


def revision_of(connection: sa.Connection) -> str:
    """The revision of a store that has its answers; the first were made without a mark."""
    if not sa.inspect(connection).has_table(REVISION.name):
        return FIRST
    return str(connection.scalar(sa.select(REVISION.c.version_num)) or FIRST)


def upgrade(connection: sa.Connection, found: str) -> None:
    """Run every step after the one that was found; nothing of it stays if one breaks."""
    # Imported by whoever has an older store, once; a new one is made whole without it.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    steps = ScriptDirectory(str(FOLDER), version_locations=[str(FOLDER)])

    def all_after(revision: str, _: object) -> object:
        return steps._upgrade_revs("head", revision)

    mark(connection, found)
    with EnvironmentContext(Config(), steps, fn=all_after) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
