"""One database: reading, writing alone and whole, and one sentence when either fails."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from ..errors import StoreError
from . import server
from .layout import ANSWERS, FORMAT, HEAD, MAGIC, REVISIONS, make_tables, revision_of, upgrade

WAIT_SECONDS = 10
"""For another program that holds the database."""
REST_SECONDS = 5
"""After one has waited in vain."""

_BUSY = (
    f"et annet program holder databasen opptatt i over {WAIT_SECONDS} sekunder",
    "lukk det andre programmet, eller prøv igjen senere",
)
_FULL = ("disken er full", "frigjør plass og prøv igjen")
CLOSED = (
    "filen eller mappen finnes ikke, eller brukeren som kjører Bæreevne, mangler tilgang",
    "gi tilgang, eller velg en annen mappe (for lageret med BAEREEVNE_HOME)",
)
_DAMAGED = ("filen er skadet", "")
_CUT = ("forbindelsen ble brutt", "prøv igjen")
_SLOW = ("basen brukte lengre tid enn den har lov til", "prøv igjen, eller kontroller basen")
_FORBIDDEN = (
    "databasebrukeren mangler rettigheter",
    "gi brukeren rett til å lage, lese og endre tabeller i basen",
)
# By SQLite's code or PostgreSQL's SQLSTATE. Without advice, the file is of no use as it is.
FOUND: dict[int | str, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: ("disken svarer med feil eller er full", "kontroller disken"),
    sqlite3.SQLITE_CANTOPEN: CLOSED,
    sqlite3.SQLITE_READONLY: CLOSED,
    sqlite3.SQLITE_PERM: CLOSED,
    sqlite3.SQLITE_NOTADB: ("filen er ikke en database", ""),
    "55P03": _BUSY,
    "53100": _FULL,
    "42501": _FORBIDDEN,
    "25006": _FORBIDDEN,
    "57014": _SLOW,
    "57P01": _CUT,  # by an administrator, or as the server stops
    "57P02": _CUT,
    "25P03": _CUT,
}


def explained(problem: Exception) -> tuple[str, str]:
    """What was found, and what to do."""
    if isinstance(problem, ImportError):
        return (
            "PostgreSQL-driveren er ikke installert",
            'kjør pip install "psycopg[binary]>=3.2,<4"',
        )
    if isinstance(problem, OSError):
        return _FULL if problem.errno in (errno.ENOSPC, errno.EDQUOT) else CLOSED
    if isinstance(problem, UnicodeDecodeError):  # SQLite's own words quote what is in the file
        return _DAMAGED
    cause = getattr(problem, "orig", None)
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        return FOUND.get(code & 0xFF, _DAMAGED)
    if state := getattr(cause, "sqlstate", None):
        return FOUND.get(state, (f"databasen svarer med feil {state}", "kontroller basen"))
    return (
        "databasetjeneren svarer ikke, eller den avviser påloggingen",
        "kontroller tjener, base, bruker og passord i BAEREEVNE_DATABASE_URL",
    )


T = TypeVar("T")


class Database:
    """One database, opened when needed. A snapshot is a SQLite file told of in other words."""

    def __init__(self, url: sa.URL, snapshot: bool = False, shown: Path | None = None) -> None:
        self._url, self._snapshot = url, snapshot
        self._engine: sa.Engine | None = None
        self._lock = Lock()
        self._resting: tuple[float, StoreError] | None = None
        self.path = Path(str(url.database)) if url.drivername == "sqlite" else None
        where = self.path or f"PostgreSQL-basen «{url.database}» på {url.host or 'egen maskin'}"
        self._name = f"Svarpakken {shown or where}" if snapshot else f"Lageret i {where}"

    def read(self, work: Callable[[sa.Connection], T], nothing: T) -> T:
        """What ``work`` finds, or ``nothing`` where nothing has been written yet.

        A page reads several times: where one has waited in vain, the others do not, for a while.
        """
        begun = monotonic()
        if (rest := self._resting) and begun < rest[0]:
            raise StoreError(str(rest[1])) from None
        try:
            with self.told("leses"):
                if self._is_missing():
                    return nothing
                with self._connection() as connection:
                    if self.path:
                        # All of one moment: a store may be made while it is looked at.
                        connection.exec_driver_sql("BEGIN")
                    found = work(connection) if self._is_ready(connection) else nothing
        except StoreError as problem:
            if monotonic() - begun > WAIT_SECONDS / 2:
                self._resting = monotonic() + REST_SECONDS, problem
            raise
        self._resting = None
        return found

    def write(self, work: Callable[[sa.Connection], T]) -> T:
        """Do ``work`` alone and whole; if it breaks, nothing of it stays."""
        with self.told("skrives"):
            if self.path and self._is_missing():
                if not self._snapshot:
                    self.path.parent.mkdir(parents=True, exist_ok=True)
                self.path.touch()  # an empty file is an empty database
            with self._connection() as connection:
                self._begin_alone(connection)
                if not self._is_ready(connection):
                    make_tables(connection, self._snapshot)
                elif not self._snapshot:
                    self._bring_up(connection)
                done = work(connection)
                connection.commit()
        self._resting = None
        return done

    def _is_missing(self) -> bool:
        try:
            return self.path is not None and not self.path.stat()
        except FileNotFoundError:  # and not exists(), to which a closed folder is an empty one
            return True

    def close(self) -> None:
        """Let go of connections; the database opens again if it is used."""
        with self._lock:
            engine, self._engine = self._engine, None
        if engine:
            engine.dispose()

    def _connection(self) -> sa.Connection:
        with self._lock:  # two threads at once would make an engine each, and one be lost open
            self._engine = self._engine or self._new_engine()
            engine = self._engine
        return engine.connect()

    def _new_engine(self) -> sa.Engine:
        if path := self.path:
            # A connection for each piece of work: none to carry across threads and forks, and
            # the file is whole and alone on disk in between.
            return sa.create_engine(
                self._url, creator=lambda: open_file(path), poolclass=sa.NullPool
            )
        return server.new_engine(self._url, WAIT_SECONDS)

    def _begin_alone(self, connection: sa.Connection) -> None:
        if self.path is None:
            server.begin_alone(connection, MAGIC, WAIT_SECONDS)
            return
        # Fails while another process holds the file, which then sets it: both modes are safe.
        with suppress(OperationalError):
            # A snapshot must be one file that is readable where nothing can be written.
            mode = "DELETE" if self._snapshot else "WAL"
            connection.exec_driver_sql(f"PRAGMA journal_mode = {mode}").close()  # it has a row
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _is_ready(self, connection: sa.Connection) -> bool:
        """Whether the table is there; a file that is not ours is an error."""
        if self.path is None:
            return sa.inspect(connection).has_table(ANSWERS.name)
        magic, version, changes = connection.exec_driver_sql(
            "SELECT * FROM pragma_application_id, pragma_user_version, pragma_schema_version"
        ).one()
        if (magic, version, changes) == (0, 0, 0):
            return False
        if magic != MAGIC or version < 1:
            raise self.error("brukes", "filen er laget av et annet program")
        if version > FORMAT:
            raise self._newer()
        return True

    def _bring_up(self, connection: sa.Connection) -> None:
        found = revision_of(connection)
        if found not in REVISIONS:
            raise self._newer()
        if found != HEAD:
            upgrade(connection, found)

    def _newer(self) -> StoreError:
        found = "lageret er laget av en nyere utgave av Bæreevne"
        return self.error("brukes", found, "oppdater Bæreevne")

    def error(self, verb: str, found: str, advice: str = "") -> StoreError:
        """One sentence: where, what cannot be done, what was found and what to do."""
        if not advice and self._snapshot:
            advice = "lag svarpakken på nytt fra et lager som virker"
        advice = advice or "flytt filen bort, så lages et nytt lager neste gang noe hentes"
        return StoreError(f"{self._name} kan ikke {verb}: {found}; {advice}.")

    @contextmanager
    def told(self, verb: str) -> Iterator[None]:
        """Turn what the disk and the driver say into one sentence.

        Their own words are left out: they are English, and may carry an address or a row.
        """
        try:
            yield
        except (SQLAlchemyError, OSError, ImportError, UnicodeDecodeError) as problem:
            raise self.error(verb, *explained(problem)) from None


@lru_cache(64)
def shared(address: str) -> Database:
    """The database at an address, one for all in the process who use it, with its connections.

    ``address``: with its password.
    """
    return Database(sa.make_url(address))


def open_file(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there; only for reading where nothing can be written."""
    address = path.absolute().as_uri()
    try:
        return _connect(f"{address}?mode=rw")
    except sqlite3.OperationalError as problem:
        # In WAL mode even reading needs a file beside the database. Where none can be made, and
        # no writer has left one, the database does not change either and can be read as it is.
        closed = FOUND.get(problem.sqlite_errorcode & 0xFF) is CLOSED
        if not (closed and path.is_file()) or path.with_name(f"{path.name}-wal").exists():
            raise
        return _connect(f"{address}?mode=ro&immutable=1")


def _connect(address: str) -> sqlite3.Connection:
    # Without isolation level the sqlite3 module begins nothing by itself: the database says when.
    connection = sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")  # as_answer finds damage
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA trusted_schema = OFF")  # a snapshot may come from anywhere
        # So that a closed folder is found out now.
        connection.execute("PRAGMA schema_version").close()
    except (sqlite3.Error, UnicodeDecodeError):
        connection.close()
        raise
    return connection
