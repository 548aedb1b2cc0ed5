"""Answers from SSB and the store: fresh where they can be had, else the last good ones."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from ..errors import SourceError, UnreachableError
from ..store import Answer, Store, canonical
from . import jsonstat, parts, reading
from .metadata import Metadata, own_time
from .ssb import MOST_CELLS, Client, Selection, body, split

Read = TypeVar("Read")


@dataclass(frozen=True)
class _Question:
    """One call: what it is kept under, and how it is sent."""

    key: str
    query: str
    send: Callable[[Client], bytes] = field(compare=False)


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
    trusted
        How old a list or description may be and still be taken for SSB's present one, unasked.
    problems
        A sentence for each answer that had to be taken from the store, and each thing left out.
    """

    store: Store
    client: Client | None = None
    trusted: timedelta = timedelta(0)
    problems: list[str] = field(default_factory=list)
    data_calls: int = 0
    _most_cells: int | None = None
    _asked: set[_Question] = field(default_factory=set)

    def page(self, path: str, read: Callable[[bytes], Read], **parameters: str) -> Read:
        """A code list, a search or a description, asked anew where SSB can be asked.

        Raises
        ------
        SourceError
            If SSB does not answer with something readable and nothing is stored.
        """

        def send(client: Client) -> bytes:
            return client.get(path, **parameters)

        question = _Question(path, canonical(parameters), send)
        return self._ask([question], None, lambda contents: read(contents[0]))[0]

    def figures(
        self, described: Metadata, selection: Selection, read: Callable[[jsonstat.Cube], Read]
    ) -> tuple[Read, Answer]:
        """What is read from the answer to one query, and the answer itself or its oldest part.

        A query with more cells than SSB allows is sent in parts, and its parts are kept together
        or not at all.

        Raises
        ------
        SourceError
            If SSB does not answer with something readable and nothing is stored.
        """
        table = described.table

        def question(part: Selection) -> _Question:
            def send(client: Client) -> bytes:
                self.data_calls += 1
                return client.post(table, part)

            return _Question(table, canonical(body(part)), send)

        def read_parts(contents: Sequence[bytes]) -> Read:
            cubes = [jsonstat.parse(content, f"SSB, tabell {table}") for content in contents]
            return read(parts.joined(cubes))

        pieces = split(selection, described.codes, self.most_cells())
        return self._ask([question(one) for one in pieces], described.updated, read_parts)

    def apart(self, described: Metadata, queries: Mapping[str, Selection]) -> None:
        """Ask one question about several regions, and keep each region's part by itself.

        Parameters
        ----------
        described
            The table.
        queries
            By region: what its own part is kept under; they differ in their first variable only.

        Raises
        ------
        SourceError
            If SSB does not answer with something readable; nothing is kept then.
        """
        table, updated = described.table, described.updated
        keys = [canonical(body(one)) for one in queries.values()]
        if all(self.store.exact(table, key, updated) for key in keys):
            return
        if self.client is None:
            raise SourceError("SSB", f"«{table}» er ikke hentet ennå.")
        first, *rest = next(iter(queries.values()))
        codes = tuple(code for one in queries.values() for code in one[0].values)
        whole = (replace(first, values=codes), *rest)
        self.data_calls += 1
        content = self.client.post(table, whole)
        with _understood(table):
            cube = jsonstat.parse(content, f"SSB, tabell {table}")
            cube = reading.asked(cube, whole, described)
            found = [
                parts.written(parts.cut(cube, first.code, one[0].values))
                for one in queries.values()
            ]
        when = _now()
        self.store.put(
            *(
                Answer(table, key, updated, when, part)
                for key, part in zip(keys, found, strict=True)
            )
        )

    def most_cells(self) -> int:
        """Cells a query may have, as SSB's own settings say; the documented limit otherwise."""
        if self._most_cells is None:
            try:
                self._most_cells = self.page("config", _limit)
            except SourceError:
                self._most_cells = MOST_CELLS
        return self._most_cells

    def _ask(
        self,
        questions: Sequence[_Question],
        updated: str | None,
        read: Callable[[Sequence[bytes]], Read],
    ) -> tuple[Read, Answer]:
        """Stored and up to date, else from SSB, else the last good ones."""
        what = questions[0].key
        if updated is not None:
            known = [self.store.exact(one.key, one.query, updated) for one in questions]
        else:
            known = [self._present(one) for one in questions]
        found = [one for one in known if one]
        if len(found) == len(known):
            with suppress(SourceError):
                return self._read(what, read, found)
        problem = SourceError("SSB", f"«{what}» er ikke hentet ennå.")
        asked = self.client is not None
        if self.client is not None:
            try:
                fresh = [self._sent(one, updated) for one in questions]
                result = self._read(what, read, fresh)
            except SourceError as met:
                problem = met
                if isinstance(met, UnreachableError):
                    # Do not wait as long again for each of the next answers.
                    self.client = None
            else:
                self.store.put(*fresh)
                self._asked |= set(questions)
                return result
        newest = [self.store.newest(one.key, one.query) for one in questions]
        stored = [one for one in newest if one]
        # Parts from two editions of a table are not one answer.
        if len(stored) < len(questions) or len({one.updated for one in stored}) > 1:
            raise problem
        result = self._read(what, read, stored)
        if asked:
            day = ".".join(reversed(result[1].retrieved[:10].split("-")))
            self.tell(f"{problem} Svaret fra {day} er brukt.")
        return result

    def _present(self, question: _Question) -> Answer | None:
        """A list or description that need not be asked for again."""
        stored = self.store.newest(question.key, question.query)
        if stored and (question in self._asked or _age(stored) < self.trusted):
            return stored
        return None

    def _sent(self, question: _Question, updated: str | None) -> Answer:
        if self.client is None:
            raise SourceError("SSB", f"«{question.key}» er ikke hentet ennå.")
        content = question.send(self.client)
        with _understood(question.key):
            when = updated or own_time(content)
        return Answer(question.key, question.query, when, _now(), content)

    def _read(
        self, what: str, read: Callable[[Sequence[bytes]], Read], answers: Sequence[Answer]
    ) -> tuple[Read, Answer]:
        """What the answers hold, and the first retrieved of them."""
        with _understood(what):
            found = read([one.content for one in answers])
        return found, min(answers, key=lambda one: one.retrieved)

    def tell(self, sentence: str) -> None:
        """Note something the user should know, once."""
        if sentence not in self.problems:
            self.problems.append(sentence)


def _age(answer: Answer) -> timedelta:
    """How long ago an answer was retrieved."""
    when = datetime.fromisoformat(answer.retrieved)
    return datetime.now(UTC) - (when if when.tzinfo else when.replace(tzinfo=UTC))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _limit(content: bytes) -> int:
    """SSB's own limit of cells; nothing or zero does not mean that there is none."""
    most = json.loads(content).get("maxDataCells")
    return most if type(most) is int and most > 0 else MOST_CELLS


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
