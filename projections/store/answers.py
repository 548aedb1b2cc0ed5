"""An answer, what it is kept by, and its row; a row that no longer adds up is as good as absent."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from .layout import ANSWERS, COLUMNS, WHOLE, put


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
        When it was fetched, ISO 8601, UTC.
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
        in_utc(self.updated)
        in_utc(self.retrieved)


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


def key_of(table: str, query: str) -> str:
    """The sum a query of a table is kept under."""
    return hashlib.sha256(json.dumps([table, query]).encode()).hexdigest()


def in_utc(text: str) -> str:
    """A time so written that the order of texts is the order of times."""
    try:
        time = datetime.fromisoformat(text)
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        raise ValueError(f"not a time in ISO 8601: {text!r}") from None
    return time.isoformat(timespec="microseconds")


LEVEL = 3  # of zlib; the usual 6 takes five times as long on JSON-stat and saves 3 % more

Row = Mapping[str, Any]


def as_row(answer: Answer) -> Row:
    """The row an answer is kept as."""
    return {
        "key": key_of(answer.table, answer.query),
        "updated": answer.updated,
        "table_id": answer.table,
        "query": answer.query,
        "retrieved": answer.retrieved,
        "updated_utc": in_utc(answer.updated),
        "retrieved_utc": in_utc(answer.retrieved),
        "sha256": hashlib.sha256(answer.content).hexdigest(),
        "content": zlib.compress(answer.content, LEVEL),
    }


def as_answer(row: Row) -> Answer | None:
    """The answer in a row; None if any part of the row no longer fits the others."""
    try:
        content = zlib.decompress(row["content"])
        answer = Answer(row["table_id"], row["query"], row["updated"], row["retrieved"], content)
        sums = key_of(answer.table, answer.query), hashlib.sha256(content).hexdigest()
    except (TypeError, ValueError, zlib.error):
        return None
    times = in_utc(answer.updated), in_utc(answer.retrieved)
    kept = row["key"], row["sha256"], row["updated_utc"], row["retrieved_utc"]
    return answer if (*sums, *times) == kept else None


def version(connection: sa.Connection, key: str, updated: str) -> Answer | None:
    """The answer in one row, if it is there and undamaged."""
    question = WHOLE.where(COLUMNS.key == key, COLUMNS.updated == updated)
    row = connection.execute(question).one_or_none()
    return as_answer(row._asdict()) if row else None


def versions(connection: sa.Connection, key: str) -> Sequence[str]:
    """Every ``updated`` that is kept of one query, newest first."""
    newest_first = COLUMNS.updated_utc.desc(), COLUMNS.retrieved_utc.desc(), COLUMNS.updated.desc()
    question = sa.select(COLUMNS.updated).where(COLUMNS.key == key).order_by(*newest_first)
    return connection.scalars(question).all()


def times_of(connection: sa.Connection, key: str) -> list[tuple[str, str]]:
    """``updated`` and ``retrieved`` of every version of one query, last retrieved first."""
    question = sa.select(COLUMNS.updated, COLUMNS.retrieved).where(COLUMNS.key == key)
    last_first = COLUMNS.retrieved_utc.desc(), COLUMNS.updated_utc.desc(), COLUMNS.updated.desc()
    rows = connection.execute(question.order_by(*last_first))
    return [(row.updated, row.retrieved) for row in rows]


def good_versions(connection: sa.Connection, key: str) -> Iterator[Answer]:
    """The undamaged versions, newest first, each read when asked for."""
    for updated in versions(connection, key):
        if answer := version(connection, key, updated):
            yield answer


def all_newest(connection: sa.Connection) -> list[Answer]:
    """The last good answer to every query."""
    keys = connection.scalars(sa.select(COLUMNS.key).distinct().order_by(COLUMNS.key)).all()
    return [answer for key in keys if (answer := next(good_versions(connection, key), None))]


def sound_rows(connection: sa.Connection) -> Sequence[Row] | None:
    """All rows; None if the file or any one of them is damaged."""
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() != "ok":
        return None
    rows = [row._asdict() for row in connection.execute(WHOLE)]
    return rows if all(map(as_answer, rows)) else None


def queries_of(connection: sa.Connection, table: str) -> frozenset[str]:
    """Every query that is kept of a table."""
    question = sa.select(COLUMNS.query).where(COLUMNS.table_id == table).distinct()
    return frozenset(one for one in connection.scalars(question) if isinstance(one, str))


def summaries(connection: sa.Connection) -> list[TableSummary]:
    """What is kept of each table, by its id."""
    question = (
        sa.select(
            COLUMNS.table_id,
            sa.func.count(COLUMNS.key.distinct()),
            sa.func.max(COLUMNS.updated_utc),
            sa.func.max(COLUMNS.retrieved_utc),
            sa.func.sum(sa.func.length(COLUMNS.content)),
        )
        .group_by(COLUMNS.table_id)
        .order_by(COLUMNS.table_id)
    )
    return [
        TableSummary(table, queries, f"{updated[:19]}Z", f"{retrieved[:19]}Z", int(size or 0))
        for table, queries, updated, retrieved, size in connection.execute(question)
        # Damage has made SQLite take any of them for something else.
        if all(isinstance(one, str) for one in (table, updated, retrieved))
    ]


def put_rows(connection: sa.Connection, rows: Iterable[Row]) -> None:
    """Insert rows; one already there is replaced unless it is good and was retrieved later."""
    for row in rows:
        if version(connection, row["key"], row["updated"]) is None:
            remove(connection, row["key"], row["updated"])  # a damaged row must not win by date
        put(connection, ANSWERS, row, "retrieved_utc")


def keep_last(connection: sa.Connection, row: Row) -> None:
    """Insert a row that is not there yet, retrieved after every other row of its table."""
    if version(connection, row["key"], row["updated"]):
        return
    of_table = COLUMNS.table_id == row["table_id"]
    last = connection.scalar(sa.select(sa.func.max(COLUMNS.retrieved_utc)).where(of_table))
    now = datetime.now(UTC)
    with suppress(TypeError, ValueError):  # none, or damaged
        now = max(now, datetime.fromisoformat(last) + timedelta(microseconds=1))
    retrieved = now.isoformat(timespec="microseconds")
    put_rows(connection, [{**row, "retrieved": retrieved, "retrieved_utc": retrieved}])


def remove(connection: sa.Connection, key: str, updated: str) -> None:
    """Remove one row."""
    connection.execute(sa.delete(ANSWERS).where(COLUMNS.key == key, COLUMNS.updated == updated))


def remove_all(connection: sa.Connection, key: str) -> int:
    """Remove all rows of one query; how many went."""
    return int(connection.execute(sa.delete(ANSWERS).where(COLUMNS.key == key)).rowcount)
