"""Answers from SSB and the store: fresh where they can be had, else the last good ones."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from ..errors import SourceError, UnreachableError
from ..store import Answer, Store, canonical
from . import jsonstat
from .ssb import Client, Selection, body

Read = TypeVar("Read")


@dataclass
class Archive:
    """Answers: asked of SSB where there is a client, and kept; else the last good ones.

    An answer is kept only when it has been read to the end, so that nonsense never takes the place
    of a good one.

    Parameters
    ----------
    store
        Where answers are kept.
    client
        None where SSB is not to be asked.
    problems
        A sentence for each answer that had to be taken from the store, and each thing left out.
    """

    store: Store
    client: Client | None = None
    problems: list[str] = field(default_factory=list)
    data_calls: int = 0

    def page(self, path: str, read: Callable[[bytes], Read], **parameters: str) -> Read:
        """A code list, a search or a description, asked anew where SSB can be asked.

        Raises
        ------
        SourceError
            If SSB does not answer with something readable and nothing is stored.
        """

        def send(client: Client) -> bytes:
            return client.get(path, **parameters)

        return self._ask(path, canonical(parameters), None, send, read)[0]

    def figures(
        self,
        table: str,
        selection: Selection,
        updated: str,
        read: Callable[[jsonstat.Cube], Read],
    ) -> tuple[Read, str]:
        """What is read from the answer to one query, and when it was retrieved.

        Raises
        ------
        SourceError
            If SSB does not answer with something readable and nothing is stored.
        """

        def send(client: Client) -> bytes:
            self.data_calls += 1
            return client.post(table, selection)

        def read_cube(content: bytes) -> Read:
            return read(jsonstat.parse(content, f"SSB, tabell {table}"))

        return self._ask(table, canonical(body(selection)), updated, send, read_cube)

    def _ask(
        self,
        key: str,
        query: str,
        updated: str | None,
        send: Callable[[Client], bytes],
        read: Callable[[bytes], Read],
    ) -> tuple[Read, str]:
        """Stored and up to date, else from SSB, else the last good one."""
        if updated is not None and (known := self.store.exact(key, query, updated)):
            with suppress(SourceError):
                return _readable(key, read, known.content), known.retrieved
        problem = SourceError("SSB", f"«{key}» er ikke hentet ennå.")
        asked = self.client is not None
        if self.client is not None:
            try:
                content = send(self.client)
                found = _readable(key, read, content)
            except SourceError as met:
                problem = met
                if isinstance(met, UnreachableError):
                    # Do not wait as long again for each of the next answers.
                    self.client = None
            else:
                answer = Answer(key, query, updated or own_time(content), _now(), content)
                self.store.put(answer)
                return found, answer.retrieved
        stored = self.store.newest(key, query)
        if stored is None:
            raise problem
        found = _readable(key, read, stored.content)
        if asked:
            day = ".".join(reversed(stored.retrieved[:10].split("-")))
            self.tell(f"{problem} Svaret fra {day} er brukt.")
        return found, stored.retrieved

    def tell(self, sentence: str) -> None:
        """Note something the user should know, once."""
        if sentence not in self.problems:
            self.problems.append(sentence)


def _readable(what: str, read: Callable[[bytes], Read], content: bytes) -> Read:
    with _understood(what):
        return read(content)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


NO_TIME = "1970-01-01T00:00:00+00:00"
"""Stands for the time of pages that carry none, so that a new one takes the place of the old."""


def own_time(content: bytes) -> str:
    """The page's own time."""
    try:
        return datetime.fromisoformat(str(json.loads(content).get("updated"))).isoformat()
    except ValueError:
        return NO_TIME


@contextmanager
def _understood(what: str) -> Iterator[None]:
    """Around the reading of an answer: content of an unexpected kind is one sentence.

    Raises
    ------
    SourceError
        Instead of any error that such content leads to.
    """
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as problem:
        sentence = "Svaret har et innhold som ikke er ventet, og er ikke brukt."
        raise SourceError(f"SSB, {what}", sentence) from problem
