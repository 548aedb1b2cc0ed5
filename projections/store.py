"""What SSB has answered, kept for the next time: in one SQLite file, or in PostgreSQL when set.

An answer is kept under its table, its query and the table's own ``updated``. So the last good
answer is at hand without a network, and an older edition can still be opened by its date.
Nothing lives in the process: any number of processes may share one store.

Method
------
Content is compressed and kept with the sha256 of the raw bytes. A row that no longer adds up is
as good as absent: reading passes it over, and any answer replaces it. There is one writer at a
time, which makes the table if it is missing; in SQLite's WAL mode readers do not wait for it.
"""

import errno
import hashlib
import json
import os
import secrets
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError
from sqlalchemy.schema import CreateTable

from .errors import StoreError

FORMAT = 1  # raised when an older release can no longer read the file
MAGIC = 0x42C65245  # SQLite's application_id of our files, stores and snapshots alike
WAIT_SECONDS = 10
LEVEL = 3  # of zlib; the usual 6 takes five times as long on JSON-stat and saves 3 % more

T = TypeVar("T")
Row = Mapping[str, Any]

# PostgreSQL sorts by code point as SQLite does, not by the rules of a language.
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_ANSWERS = sa.Table(
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
_C = _ANSWERS.c
# The cast leaves bytes or nothing where damage has made SQLite take the content for text.
_WHOLE = sa.select(*list(_C)[:-1], sa.cast(_C.content, sa.LargeBinary).label("content"))


@dataclass(frozen=True)
class Answer:
    """One answer as SSB gave it.

    Parameters
    ----------
    table
        SSB's table id.
    query
        The query as :func:`canonical` writes it.
    updated
        The table's own ``updated``, ISO 8601; without a zone it is taken as UTC.
    retrieved
        When it was fetched, ISO 8601, UTC, whole seconds.
    content
        The body, as received.

    Raises
    ------
    ValueError
        If one of the times is not ISO 8601.
    """

    table: str
    query: str
    updated: str
    retrieved: str
    content: bytes = field(repr=False)  # a megabyte has no place in a log

    def __post_init__(self) -> None:
        _utc(self.updated)
        _utc(self.retrieved)


@dataclass(frozen=True)
class TableSummary:
    """What is kept of one table: number of queries, newest times in UTC, room taken [bytes]."""

    table: str
    queries: int
    updated: str
    retrieved: str
    size: int


def canonical(query: Mapping[str, Any]) -> str:
    """A query as JSON text that is the same however its parts were ordered.

    Raises
    ------
    TypeError, ValueError
        If it holds something that is not JSON.

    Examples
    --------
    >>> canonical({"b": [1, 2], "a": {"d": None, "c": "x"}})
    '{"a":{"c":"x","d":null},"b":[1,2]}'
    """
    return json.dumps(query, sort_keys=True, separators=(",", ":"), allow_nan=False, default=dict)


def home() -> Path:
    """The folder of what is kept on this machine; not made until something is written.

    Raises
    ------
    StoreError
        If the user has no home folder and ``BAEREEVNE_HOME`` is not set.
    """
    try:
        if chosen := os.environ.get("BAEREEVNE_HOME"):
            return Path(chosen).expanduser().absolute()
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return Path(local or Path.home() / "AppData/Local") / "Baereevne"
        if sys.platform == "darwin":
            return Path.home() / "Library/Application Support/Baereevne"
        shared = os.environ.get("XDG_DATA_HOME")
        return Path(shared or Path.home() / ".local/share") / "baereevne"
    except RuntimeError:
        raise StoreError(
            "Lageret har ingen plass: brukeren som kjører Bæreevne, har ingen hjemmemappe; "
            "sett BAEREEVNE_HOME til en mappe som kan skrives i."
        ) from None


def database_url() -> str:
    """Where the store is: ``BAEREEVNE_DATABASE_URL``, else a SQLite file in :func:`home`.

    The text carries the password, if there is one: never show it.

    Raises
    ------
    StoreError
        If the address is not one of PostgreSQL or of a SQLite file.
    """
    return _configured().render_as_string(hide_password=False)


class Store:
    """Answers kept across restarts, for use from many threads and processes.

    Parameters
    ----------
    url
        As :func:`database_url` gives it, which is the default. Nothing is opened before it is
        needed, and nothing is made before something is written.

    Raises
    ------
    StoreError
        From every method: if the store cannot be read or written. One Norwegian sentence says
        where it is, what was found and what to do.
    """

    def __init__(self, url: str | None = None) -> None:
        self._database = _Database(_parsed(url) if url else _configured())

    def put(self, *answers: Answer) -> None:
        """Keep all of the answers, or none of them.

        One already kept (same table, query and ``updated``) is replaced, unless it was retrieved
        later than the new one.
        """
        if rows := [_row(answer) for answer in answers]:
            self._database.write(lambda connection: _keep(connection, rows))

    def newest(self, table: str, query: str) -> Answer | None:
        """The last good answer: newest ``updated``, then newest ``retrieved``."""
        key = _key(table, query)
        return self._database.read(lambda connection: next(_good(connection, key), None), None)

    def exact(self, table: str, query: str, updated: str) -> Answer | None:
        """The answer of one edition of a table, ``updated`` written as it was when kept."""
        key = _key(table, query)
        return self._database.read(lambda connection: _exact(connection, key, updated), None)

    def tables(self) -> list[TableSummary]:
        """What is kept, by table id; the size is that of all versions, compressed."""
        question = (
            sa.select(
                _C.table_id,
                sa.func.count(_C.key.distinct()),
                sa.func.max(_C.updated_utc),
                sa.func.max(_C.retrieved_utc),
                sa.func.sum(sa.func.length(_C.content)),
            )
            .group_by(_C.table_id)
            .order_by(_C.table_id)
        )
        rows: Sequence[Any] = self._database.read(
            lambda connection: connection.execute(question).all(), ()
        )
        return [
            TableSummary(table, queries, f"{updated[:19]}Z", f"{retrieved[:19]}Z", int(size))
            for table, queries, updated, retrieved, size in rows
        ]

    def prune(self, keep: int = 3) -> int:
        """Remove all but the ``keep`` newest good versions of each table and query.

        SQLite uses the room again; the file does not shrink.

        Returns
        -------
        int
            Number of versions removed.
        """
        if keep < 1:
            raise ValueError(f"keep must be at least 1, not {keep}")
        if not self._database.read(lambda _: True, False):
            return 0
        return self._database.write(lambda connection: _prune(connection, keep))

    def save_snapshot(self, path: Path, answers: Iterable[Answer] | None = None) -> int:
        """Write answers to one file that any store can load.

        Parameters
        ----------
        path
            Replaced when all is written; a write that breaks leaves what was there.
        answers
            What to write; the newest of every table and query unless given.

        Returns
        -------
        int
            Number of answers in the file.
        """
        snapshot = _Database(_file_url(path), snapshot=True)
        if (own := self._database.path) and path.resolve() == own.resolve():
            raise snapshot.error("skrives", "filen er selve lageret", "velg et annet filnavn")
        if answers is None:
            answers = self._database.read(_all_newest, list[Answer]())
        rows = [_row(answer) for answer in answers]
        part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
        with snapshot.told("skrives"):
            try:
                copy = _Database(_file_url(part), snapshot=True, shown=path)
                copy.write(lambda connection: _keep(connection, rows))
                part.replace(path)
            finally:
                for left in (part, part.with_name(f"{part.name}-journal")):
                    left.unlink(missing_ok=True)
        return len({(row["key"], row["updated"]) for row in rows})

    def load_snapshot(self, path: Path) -> int:
        """Put the answers of a snapshot here, all or none, by the rules of :meth:`put`.

        Returns
        -------
        int
            Number of answers in the file.
        """
        snapshot = _Database(_file_url(path), snapshot=True)
        rows = snapshot.read(_sound_rows, None)
        if rows is None:
            raise snapshot.error("leses", "filen finnes ikke, er tom eller er skadet")
        if rows:
            self._database.write(lambda connection: _keep(connection, rows))
        return len(rows)

    def close(self) -> None:
        """Let go of connections; the store opens again if it is used."""
        self._database.close()


# --- rows -------------------------------------------------------------------------------------


def _row(answer: Answer) -> Row:
    return {
        "key": _key(answer.table, answer.query),
        "updated": answer.updated,
        "table_id": answer.table,
        "query": answer.query,
        "retrieved": answer.retrieved,
        "updated_utc": _utc(answer.updated),
        "retrieved_utc": _utc(answer.retrieved),
        "sha256": hashlib.sha256(answer.content).hexdigest(),
        "content": zlib.compress(answer.content, LEVEL),
    }


def _answer(row: Row) -> Answer | None:
    """The answer in a row; None if any part of the row no longer fits the others."""
    try:
        content = zlib.decompress(row["content"])
        answer = Answer(row["table_id"], row["query"], row["updated"], row["retrieved"], content)
        sums = _key(answer.table, answer.query), hashlib.sha256(content).hexdigest()
    except (TypeError, ValueError, zlib.error):
        return None
    times = _utc(answer.updated), _utc(answer.retrieved)
    kept = row["key"], row["sha256"], row["updated_utc"], row["retrieved_utc"]
    return answer if (*sums, *times) == kept else None


def _exact(connection: sa.Connection, key: str, updated: str) -> Answer | None:
    question = _WHOLE.where(_C.key == key, _C.updated == updated)
    row = connection.execute(question).one_or_none()
    return _answer(row._asdict()) if row else None


def _versions(connection: sa.Connection, key: str) -> Sequence[str]:
    newest_first = _C.updated_utc.desc(), _C.retrieved_utc.desc(), _C.updated.desc()
    question = sa.select(_C.updated).where(_C.key == key).order_by(*newest_first)
    return connection.scalars(question).all()


def _good(connection: sa.Connection, key: str) -> Iterator[Answer]:
    """The undamaged versions, newest first, each read when asked for."""
    for updated in _versions(connection, key):
        if answer := _exact(connection, key, updated):
            yield answer


def _all_newest(connection: sa.Connection) -> list[Answer]:
    keys = connection.scalars(sa.select(_C.key).distinct().order_by(_C.key)).all()
    return [answer for key in keys if (answer := next(_good(connection, key), None))]


def _sound_rows(connection: sa.Connection) -> Sequence[Row] | None:
    """All rows; None if the file or any one of them is damaged."""
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() != "ok":
        return None
    rows = [row._asdict() for row in connection.execute(_WHOLE)]
    return rows if all(map(_answer, rows)) else None


def _keep(connection: sa.Connection, rows: Iterable[Row]) -> None:
    insert: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(_ANSWERS)
    upsert = new.on_conflict_do_update(
        index_elements=[_C.key, _C.updated],
        set_={column.name: new.excluded[column.name] for column in _C if not column.primary_key},
        where=new.excluded.retrieved_utc >= _C.retrieved_utc,
    )
    for row in rows:
        if _exact(connection, row["key"], row["updated"]) is None:
            _remove(connection, row["key"], row["updated"])  # a damaged row must not win by date
        connection.execute(upsert, row)


def _prune(connection: sa.Connection, keep: int) -> int:
    many = sa.select(_C.key).group_by(_C.key).having(sa.func.count() > keep)
    removed = 0
    for key in connection.scalars(many).all():
        kept = {answer.updated for answer in islice(_good(connection, key), keep)}
        for updated in set(_versions(connection, key)) - kept:
            _remove(connection, key, updated)
            removed += 1
    return removed


def _remove(connection: sa.Connection, key: str, updated: str) -> None:
    connection.execute(sa.delete(_ANSWERS).where(_C.key == key, _C.updated == updated))


def _key(table: str, query: str) -> str:
    return hashlib.sha256(json.dumps([table, query]).encode()).hexdigest()


def _utc(text: str) -> str:
    """A time so written that the order of texts is the order of times."""
    try:
        time = datetime.fromisoformat(text)
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        raise ValueError(f"not a time in ISO 8601: {text!r}") from None
    return time.isoformat(timespec="microseconds")


# --- the database, and what is said when it fails ------------------------------------------------


class _Database:
    """One database, opened when needed. A snapshot is a SQLite file told of in other words."""

    def __init__(self, url: sa.URL, snapshot: bool = False, shown: Path | None = None) -> None:
        self._url, self._snapshot = url, snapshot
        self._engine: sa.Engine | None = None
        self._lock = Lock()
        self.path = Path(str(url.database)) if url.drivername == "sqlite" else None
        where = self.path or f"PostgreSQL-basen «{url.database}» på {url.host or 'egen maskin'}"
        self._name = f"Svarpakken {shown or where}" if snapshot else f"Lageret i {where}"

    def read(self, work: Callable[[sa.Connection], T], nothing: T) -> T:
        """What ``work`` finds, or ``nothing`` where nothing has been written yet."""
        with self.told("leses"):
            if self._is_missing():
                return nothing
            with self._connection() as connection:
                return work(connection) if self._is_ready(connection) else nothing

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
                    _make_tables(connection)
                done = work(connection)
                connection.commit()
                return done

    def _is_missing(self) -> bool:
        try:
            return self.path is not None and not self.path.stat()
        except FileNotFoundError:  # and not exists(), to which a closed folder is an empty one
            return True

    def close(self) -> None:
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
                self._url, creator=lambda: _open_file(path), poolclass=sa.NullPool
            )
        return sa.create_engine(
            self._url,
            pool_pre_ping=True,  # a connection may have been cut since it was last used
            connect_args={"connect_timeout": WAIT_SECONDS},
        )

    def _begin_alone(self, connection: sa.Connection) -> None:
        if self.path is None:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MAGIC)))
            return
        # Fails while another process holds the file, which then sets it: both modes are safe.
        with suppress(OperationalError):
            # A snapshot must be one file that is readable where nothing can be written.
            mode = "DELETE" if self._snapshot else "WAL"
            connection.exec_driver_sql(f"PRAGMA journal_mode = {mode}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _is_ready(self, connection: sa.Connection) -> bool:
        """Whether the table is there; a file that is not ours is an error."""
        if self.path is None:
            return sa.inspect(connection).has_table(_ANSWERS.name)
        questions = "PRAGMA application_id", "PRAGMA user_version", "PRAGMA schema_version"
        magic, version, changes = (
            connection.exec_driver_sql(question).scalar_one() for question in questions
        )
        if (magic, version, changes) == (0, 0, 0):
            return False
        if magic != MAGIC or version < 1:
            raise self.error("brukes", "filen er laget av et annet program")
        if version > FORMAT:
            newer = "filen er laget av en nyere utgave av Bæreevne"
            raise self.error("brukes", newer, "oppdater Bæreevne")
        return True

    def error(self, verb: str, found: str, advice: str = "") -> StoreError:
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
        except (SQLAlchemyError, OSError, ImportError) as problem:
            raise self.error(verb, *_explained(problem)) from None


def _make_tables(connection: sa.Connection) -> None:
    connection.execute(CreateTable(_ANSWERS))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {MAGIC}")
        connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def _open_file(path: Path) -> sqlite3.Connection:
    address = path.absolute().as_uri()
    try:
        return _connect(f"{address}?mode=rw")
    except sqlite3.OperationalError as problem:
        # In WAL mode even reading needs a file beside the database. Where none can be made, and
        # no writer has left one, the database does not change either and can be read as it is.
        closed = _FOUND.get(problem.sqlite_errorcode & 0xFF) is _CLOSED
        if not (closed and path.is_file()) or path.with_name(f"{path.name}-wal").exists():
            raise
        return _connect(f"{address}?mode=ro&immutable=1")


def _connect(address: str) -> sqlite3.Connection:
    # Without isolation level the sqlite3 module begins nothing by itself: see _begin_alone.
    connection = sqlite3.connect(address, uri=True, timeout=WAIT_SECONDS, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")  # _answer finds damage
    try:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA trusted_schema = OFF")  # a snapshot may come from anywhere
        connection.execute("PRAGMA schema_version")  # so that a closed folder is found out now
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _file_url(path: Path) -> sa.URL:
    return sa.URL.create("sqlite", database=str(path))


def _configured() -> sa.URL:
    chosen = os.environ.get("BAEREEVNE_DATABASE_URL")
    return _parsed(chosen) if chosen else _file_url(home() / "baereevne.sqlite")


def _parsed(text: str) -> sa.URL:
    """The address, with our driver; no part of one that cannot be read is shown."""
    with suppress(ArgumentError, ValueError):
        url = sa.make_url(text)
        kind = url.get_backend_name()
        # After an @ in a password that is not escaped, the rest of it would pass for the host.
        if kind in ("postgres", "postgresql") and url.database and text.count("@") < 2:
            return url.set(drivername="postgresql+psycopg")
        if kind == "sqlite" and url.database and url.database != ":memory:":
            return url.set(drivername="sqlite")
    raise StoreError(
        "Lageret kan ikke åpnes: adressen i BAEREEVNE_DATABASE_URL er ikke gyldig; skriv den som "
        "postgresql://bruker:passord@tjener:5432/base, med @ i passordet skrevet som %40."
    )


_BUSY = (
    f"et annet program holder databasen opptatt i over {WAIT_SECONDS} sekunder",
    "lukk det andre programmet, eller prøv igjen senere",
)
_FULL = ("disken er full", "frigjør plass og prøv igjen")
_CLOSED = (
    "filen eller mappen finnes ikke, eller brukeren som kjører Bæreevne, mangler tilgang",
    "gi tilgang, eller velg en annen mappe (for lageret med BAEREEVNE_HOME)",
)
_FORBIDDEN = (
    "databasebrukeren mangler rettigheter",
    "gi brukeren rett til å lage, lese og endre tabeller i basen",
)
# By SQLite's code or PostgreSQL's SQLSTATE. Without advice, the file is of no use as it is.
_FOUND: dict[int | str, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: ("disken svarer med feil eller er full", "kontroller disken"),
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_NOTADB: ("filen er ikke en database", ""),
    "55P03": _BUSY,
    "53100": _FULL,
    "42501": _FORBIDDEN,
    "25006": _FORBIDDEN,
}


def _explained(problem: Exception) -> tuple[str, str]:
    """What was found, and what to do."""
    if isinstance(problem, ImportError):
        return (
            "PostgreSQL-driveren er ikke installert",
            'kjør pip install "psycopg[binary]>=3.2,<4"',
        )
    if isinstance(problem, OSError):
        return _FULL if problem.errno in (errno.ENOSPC, errno.EDQUOT) else _CLOSED
    cause = getattr(problem, "orig", None)
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        return _FOUND.get(code & 0xFF, ("filen er skadet", ""))
    if state := getattr(cause, "sqlstate", None):
        return _FOUND.get(state, (f"databasen svarer med feil {state}", "kontroller basen"))
    return (
        "databasetjeneren svarer ikke, eller den avviser påloggingen",
        "kontroller tjener, base, bruker og passord i BAEREEVNE_DATABASE_URL",
    )
