"""One answer: the question it is kept under, how it is read, and why it is refused."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ...errors import RefusedError, SourceError
from . import jsonstat, quiet
from .cube import Cube
from .metadata import NO_TIME
from .ssb import MOST_CELLS, Client
from .wording import asked_of

LOG = logging.getLogger(__name__)
Progress = Callable[[str, float], object]
"""Called with what is being fetched, and how far it has come [share 0–1]."""
WITHOUT_TIME = timedelta(days=1)
"""How long figures are taken for the present ones when the table does not say when it changed."""


@dataclass(frozen=True)
class Asking:
    """One call: what it is kept under, and how it is sent."""

    key: str
    query: str
    send: Callable[[Client], bytes] = field(compare=False)


def never(_: Client) -> bytes:
    """How a question is sent that is never sent by itself."""
    raise AssertionError("the parts of an answer are not asked for one by one")


def when_of(retrieved: str) -> datetime:
    """A kept time; UTC where it says no zone."""
    when = datetime.fromisoformat(retrieved)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def holds(
    times: Sequence[tuple[str, str]], updated: str | None, now: datetime, trusted: timedelta
) -> bool:
    """Whether what was stored need not be asked for again now.

    Parameters
    ----------
    times
        When SSB made what is stored and when it was retrieved, the last retrieved first.
    updated
        When SSB last made the table; None where it was not asked.
    trusted
        How long what has no such time is trusted.
    """
    retrieved = [when_of(one) for _, one in times]
    age = now - retrieved[0]
    if not quiet.still_holds(retrieved[0], now):
        return False
    if updated is None:
        return timedelta(0) <= age < trusted and retrieved[0] >= quiet.renewed(now)
    # SSB changes a table once a day at most: a time that moves more often says nothing, and
    # neither does a time that is not there.
    restless = len(times) > 2 and retrieved[0] - retrieved[2] < WITHOUT_TIME
    if updated == NO_TIME or restless:
        return timedelta(0) <= age < WITHOUT_TIME
    return times[0][0] == updated


def limit(content: bytes) -> int:
    """SSB's own limit of cells; nothing or zero does not mean that there is none."""
    most = json.loads(content).get("maxDataCells")
    return most if type(most) is int and most > 0 else MOST_CELLS


def cube_of(content: bytes, table: str) -> Cube:
    """The table in an answer; what is wrong with its form is for the log.

    Raises
    ------
    SourceError
        If it is something else.
    """
    try:
        return jsonstat.parse(content, f"SSB, tabell {table}")
    except SourceError as problem:
        LOG.info("%s", problem)
        sentence = "Svaret er ikke en hel tabell fra SSB, og er ikke brukt. Prøv igjen senere."
        raise SourceError(problem.provider, sentence) from problem


def refuse(what: str, reason: str, kind: type[RefusedError] = RefusedError) -> None:
    """Raise where there is a reason to."""
    if reason:
        raise kind(asked_of(what), f"Svaret kan ikke stemme, og er ikke brukt: {reason}.")


@contextmanager
def understood_of(what: str) -> Iterator[None]:
    """Around the reading of an answer: content of an unexpected kind is one sentence.

    Raises
    ------
    SourceError
        Instead of any error that such content leads to.
    """
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        LOG.info("%s: %r", what, problem)
        sentence = "Svaret har et innhold som ikke er ventet, og er ikke brukt."
        raise SourceError(asked_of(what), sentence) from problem


def silent(_: str, __: float) -> None:
    """No progress shown."""
