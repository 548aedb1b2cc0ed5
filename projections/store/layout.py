"""How a store lies in a database, and how one of an earlier release is brought to the same."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

FORMAT = 1  # raised when an older release can no longer read the file
MAGIC = 0x42C65245  # SQLite's application_id of our files, stores and snapshots alike

# PostgreSQL sorts by code point as SQLite does, not by the rules of a language.
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ANSWERS = sa.Table(
    "answers",
    sa.MetaData(),
    # A query naming every municipality is longer than PostgreSQL can index; its sum is the key.
    sa.Column("key", _TEXT, primary_key=True),
    sa.Column("updated", _TEXT, primary_key=True),
    sa.Column("table_id", _TEXT, nullable=False),
    sa.Column("query", _TEXT, nullable=False),
    sa.Column("retrieved", _TEXT, nullable=False),
    # The times as received may be written in several ways; these two sort by time.
    sa.Column("updated_utc", _TEXT, nullable=False),
    sa.Column("retrieved_utc", _TEXT, nullable=False),
    sa.Column("sha256", _TEXT, nullable=False),
    # Last, so that SQLite reads the short columns without walking past the content.
    sa.Column("content", sa.LargeBinary, nullable=False),
)
COLUMNS = ANSWERS.c
# The cast leaves bytes or nothing where damage has made SQLite take the content for text.
WHOLE = sa.select(*list(COLUMNS)[:-1], sa.cast(COLUMNS.content, sa.LargeBinary).label("content"))

PACE = sa.Table(
    "pace",
    sa.MetaData(),
    sa.Column("address", sa.Text, primary_key=True),
    sa.Column("turns", sa.Text, nullable=False),
    sa.Column("not_before", sa.Double, nullable=False),
)
UNSAVED = sa.Table(
    "unsaved",
    sa.MetaData(),
    sa.Column("owner", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("revision", sa.Text, nullable=False),
    sa.Column("changed", sa.Double, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)


def put(
    connection: sa.Connection, table: sa.Table, row: Mapping[str, Any], newest_by: str = ""
) -> None:
    """Insert a row, or replace the one with the same key: of two, the newest by a column."""
    insert: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(table)
    given = {one.name: new.excluded[one.name] for one in table.c if not one.primary_key}
    newer = new.excluded[newest_by] >= table.c[newest_by] if newest_by else None
    keys = list(table.primary_key)
    connection.execute(new.on_conflict_do_update(index_elements=keys, set_=given, where=newer), row)


REVISION = sa.Table(
    "alembic_version",
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), primary_key=True),
)
"""Where Alembic keeps which revision the tables are of."""
REVISIONS = ("0001", "0002", "0003")
"""Those in ``migrations/``; the last is that of the tables here."""
FIRST, HEAD = REVISIONS[0], REVISIONS[-1]


def mark(connection: sa.Connection, revision: str) -> None:
    """Say which revision the tables are of."""
    REVISION.create(connection, checkfirst=True)
    connection.execute(sa.delete(REVISION))
    connection.execute(sa.insert(REVISION).values(version_num=revision))


def make_tables(connection: sa.Connection, is_snapshot: bool) -> None:
    """Make the tables, and mark a file as ours. A snapshot has answers and no more."""
    ANSWERS.create(connection)
    if not is_snapshot:
        PACE.create(connection, checkfirst=True)
        UNSAVED.create(connection, checkfirst=True)
        mark(connection, HEAD)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {MAGIC}")
        connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


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
