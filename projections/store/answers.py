"""An answer, and the two things it is kept by: the sum of what was asked, and times that sort."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


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
