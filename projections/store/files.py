"""A SQLite file, opened with what the store relies on."""

import sqlite3
from pathlib import Path

from . import failures


def open_file(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there; only for reading where nothing can be written."""
    address = path.absolute().as_uri()
    try:
        return _connect(f"{address}?mode=rw")
    except sqlite3.OperationalError as problem:
        # In WAL mode even reading needs a file beside the database. Where none can be made, and
        # no writer has left one, the database does not change either and can be read as it is.
        closed = failures.FOUND.get(problem.sqlite_errorcode & 0xFF) is failures.CLOSED
        if not (closed and path.is_file()) or path.with_name(f"{path.name}-wal").exists():
            raise
        return _connect(f"{address}?mode=ro&immutable=1")


def _connect(address: str) -> sqlite3.Connection:
    # Without isolation level the sqlite3 module begins nothing by itself: the database says when.
    connection = sqlite3.connect(
        address, uri=True, timeout=failures.WAIT_SECONDS, isolation_level=None
    )
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")  # as_answer finds damage
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA trusted_schema = OFF")  # a snapshot may come from anywhere
        connection.execute("PRAGMA schema_version")  # so that a closed folder is found out now
    except (sqlite3.Error, UnicodeDecodeError):
        connection.close()
        raise
    return connection
