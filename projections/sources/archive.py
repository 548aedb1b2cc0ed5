"""Answers from SSB and the store: fresh where they can be had, else the last good ones."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from ..errors import EmptyAnswerError, RefusedError, SourceError, UnreachableError
from ..store import Answer, Store, canonical
from . import guard, jsonstat, parts, quiet, reading
from .metadata import NO_TIME, Metadata, own_time
from .ssb import MOST_CELLS, Client, Selection, body, split
from .wording import asked_of

LOG = logging.getLogger(__name__)
Parsed = TypeVar("Parsed")
Read = TypeVar("Read")
Progress = Callable[[str, float], object]
"""Called with what is being fetched, and how far it has come [share 0–1]."""

KEPT_LISTS = timedelta(hours=24)
"""``trusted`` for commands and choices: lists are then asked for once SSB has made them anew."""
WITHOUT_TIME = timedelta(days=1)
"""How long figures are taken for the present ones when the table does not say when it changed."""
_NOT_YET = "Dette er ikke hentet ennå."
AGAIN = "Prøv igjen senere; nye tall er klare kl. 08."


def silent(_: str, __: float) -> None:
    """No progress shown."""


@dataclass(frozen=True)
class _Question:
    """One call: what it is kept under, and how it is sent."""

    key: str
    query: str
    send: Callable[[Client], bytes] = field(compare=False)


@dataclass
class Archive:
    """Answers: asked of SSB where there is a client, and kept; else the last good ones.

    An answer is kept only when it has been read to the end and can be true, so that nonsense and
    figures under revision never take the place of a good one.

    Parameters
    ----------
    store
        Where answers are kept, and the pace of calls.
    client
        None where SSB is not to be asked.
    trusted
        How old a list or description may be and still be taken for SSB's present one, unasked;
        one from before SSB last made them anew never is.
    problems
        A sentence for each answer that had to be taken from the store, and each thing left out.
    again
        Ask for everything, also for what is stored and as new as the table.
    clock
        The present moment; replaced in tests.
    """

    store: Store
    client: Client | None = None
    trusted: timedelta = timedelta(0)
    problems: list[str] = field(default_factory=list)
    data_calls: int = 0
    again: bool = False
    clock: Callable[[], datetime] = field(default_factory=lambda: quiet.now)
    remembered: dict[tuple[str, ...], Any] | None = None
    """What was read of pages and tables, kept where SSB is not asked and so nothing changes."""
    _most_cells: int | None = None
    _asked: set[_Question] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.client is not None:
            self.client.shared = self.store

    def watched(self, progress: Progress) -> Progress:
        """The same callback, told of waits too, with how far it had come before them."""
        share = 0.0

        def told(what: str, come: float) -> None:
            nonlocal share
            share = come
            progress(what, come)

        if self.client is not None and progress is not silent:
            self.client.waiting = lambda sentence: progress(sentence, share)
        return told

    def page(self, path: str, read: Callable[[bytes], Read], **parameters: str) -> Read:
        """A code list, a search or a description, asked anew where SSB can be asked.

        Raises
        ------
        SourceError
            If SSB does not answer with something readable and nothing is stored.
        """
        known = (path, canonical(parameters), read.__qualname__)
        if self.remembered is not None and known in self.remembered:
            return cast(Read, self.remembered[known])

        def send(client: Client) -> bytes:
            return client.get(path, **parameters)

        question = _Question(path, canonical(parameters), send)

        def guarded(new: Read, old: Read | None) -> str:
            return guard.fewer(new, old) if old is not None else ""

        found, _ = self._ask([question], None, lambda one: read(one[0]), guarded, lambda one: one)
        if self.remembered is not None:
            self.remembered[known] = found
        return found

    def queries(self, table: str) -> frozenset[str]:
        """Every query that is kept of a table.

        Raises
        ------
        StoreError
            If the store cannot be read.
        """
        if self.remembered is None:
            return self.store.queries(table)
        if ("queries", table) not in self.remembered:
            self.remembered["queries", table] = self.store.queries(table)
        return cast(frozenset[str], self.remembered["queries", table])

    def figures(
        self,
        described: Metadata,
        selection: Selection,
        read: Callable[[jsonstat.Cube], Read],
        check: Callable[[jsonstat.Cube], str] | None = None,
    ) -> tuple[Read, Answer]:
        """What is read from the answer to one query, and the answer itself or its oldest part.

        A query with more cells than SSB allows is sent in parts, and its parts are kept together
        or not at all.

        Parameters
        ----------
        described, selection
            The table, and what is wanted of it.
        read
            Reads the answer.
        check
            Why a new answer cannot be true, for all that is known beforehand; empty if it can.

        Raises
        ------
        RefusedError
            If the figures cannot be true and nothing is stored.
        SourceError
            If SSB does not answer with something readable and nothing is stored.
        """
        table = described.table

        def question(part: Selection) -> _Question:
            def send(client: Client) -> bytes:
                self.data_calls += 1
                return client.post(table, part)

            return _Question(table, canonical(body(part)), send)

        def parse(contents: Sequence[bytes]) -> jsonstat.Cube:
            cube = parts.joined([_cube(content, table) for content in contents])
            kind = EmptyAnswerError if guard.is_empty(cube) else RefusedError
            _refuse(table, guard.alone(cube), kind)
            return cube

        def guarded(new: jsonstat.Cube, old: jsonstat.Cube | None) -> str:
            reason = guard.beside(new, old) if old is not None else ""
            return reason or (check(new) if check else "")

        pieces = split(selection, described.codes, self.most_cells())
        questions = [question(one) for one in pieces]
        return self._ask(questions, described.updated, parse, guarded, read)

    def apart(
        self,
        described: Metadata,
        queries: Mapping[str, Selection],
        check: Callable[[str, jsonstat.Cube], str] | None = None,
    ) -> None:
        """Ask one question about several regions, and keep each region's part by itself.

        A part that cannot be true is not kept, and that is told.

        Parameters
        ----------
        described
            The table.
        queries
            By region: what its own part is kept under; they differ in their first variable only.
        check
            Why a region's part cannot be true, for all that is known beforehand.

        Raises
        ------
        SourceError
            If SSB does not answer with something readable or true; nothing is kept then.
        """
        table, updated = described.table, described.updated
        asked = [_Question(table, canonical(body(one)), _never) for one in queries.values()]
        if all(self._is_present(one, updated) for one in asked):
            return
        if self.client is None:
            raise SourceError(asked_of(table), _NOT_YET)
        first, *rest = next(iter(queries.values()))
        codes = tuple(code for one in queries.values() for code in one[0].values)
        whole = (replace(first, values=codes), *rest)
        self.data_calls += 1
        when = self._now()
        content = self.client.post(table, whole)
        kept: list[Answer] = []
        refused: list[str] = []
        cube = _cube(content, table)
        with _understood(table):
            cube = reading.asked(cube, whole, described)
            for (name, one), question in zip(queries.items(), asked, strict=True):
                part = parts.cut(cube, first.code, one[0].values)
                old = self._last_good(question)
                reason = guard.alone(part) or (guard.beside(part, old) if old else "")
                reason = reason or (check(name, part) if check else "")
                if reason:
                    label = part.dimension(first.code).labels[0]
                    refused.append(f"{label} ({reason})")
                else:
                    kept.append(Answer(table, question.query, updated, when, parts.written(part)))
        if not kept:
            _refuse(table, refused[0])
        self.store.put(*kept)
        if refused:
            more = f" og {len(refused) - 1} til" if len(refused) > 1 else ""
            self.tell(
                f"SSB, tabell {table}: Tall for {refused[0]}{more} kan ikke stemme, og er ikke "
                f"brukt. {AGAIN}"
            )
        self._tell_quiet()

    def _last_good(self, question: _Question) -> jsonstat.Cube | None:
        """The last good answer to one question, where there is one."""
        for answers in self._stored([question]):
            with suppress(SourceError):
                cube = _cube(answers[0].content, question.key)
                if not guard.alone(cube):
                    return cube
        return None

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
        parse: Callable[[Sequence[bytes]], Parsed],
        guarded: Callable[[Parsed, Parsed | None], str],
        read: Callable[[Parsed], Read],
    ) -> tuple[Read, Answer]:
        """Stored and up to date, else from SSB, else the last good ones."""
        what = questions[0].key

        def understood(answers: Sequence[Answer], is_new: bool = False) -> tuple[Read, Answer]:
            """What the answers hold, and the first retrieved of them."""
            with _understood(what):
                parsed = parse([one.content for one in answers])
                # Before it is read: a reader may say of zeros that nobody has ever lived there.
                if is_new:
                    _refuse(what, guarded(parsed, self._parsed(questions, parse)))
                found = read(parsed)
            return found, min(answers, key=lambda one: one.retrieved)

        known = self._stored(questions)
        if all(self._is_present(one, updated) for one in questions):
            with suppress(SourceError, StopIteration):
                return understood(next(known))
        problem = SourceError(asked_of(what), _NOT_YET)
        asked = self.client is not None
        if self.client is not None:
            try:
                fresh = [self._sent(one, updated) for one in questions]
                result = understood(fresh, is_new=True)
            except SourceError as met:
                problem = met
                if isinstance(met, UnreachableError):
                    # Do not wait as long again for each of the next answers.
                    self.client = None
            else:
                self.store.put(*fresh)
                self._asked |= set(questions)
                if updated is not None:
                    self._tell_quiet()
                return result
        for answers in self._stored(questions):
            try:
                result = understood(answers)
            except SourceError as met:
                problem = problem if asked else met
                continue
            if asked:
                day = quiet.local(_moment(result[1])).strftime("%d.%m.%Y")
                advice = f" {AGAIN}" if isinstance(problem, RefusedError) else ""
                self.tell(f"{problem} Svaret fra {day} er brukt.{advice}")
            return result
        if isinstance(problem, RefusedError):
            raise type(problem)(problem.provider, f"{problem.problem} {AGAIN}") from problem
        raise problem

    def _parsed(
        self, questions: Sequence[_Question], parse: Callable[[Sequence[bytes]], Parsed]
    ) -> Parsed | None:
        """The last good answers as they were, where there are any."""
        for answers in self._stored(questions):
            with suppress(SourceError), _understood(questions[0].key):
                return parse([one.content for one in answers])
        return None

    def _stored(self, questions: Sequence[_Question]) -> Iterator[list[Answer]]:
        """Every set of stored answers of one edition, the last retrieved first.

        Parts from two editions of a table are not one answer.
        """
        for updated, _ in self.store.times(questions[0].key, questions[0].query):
            found = [self.store.exact(one.key, one.query, updated) for one in questions]
            answers = [one for one in found if one]
            if len(answers) == len(questions):
                yield answers

    def _is_present(self, question: _Question, updated: str | None) -> bool:
        """Whether what is stored need not be asked for again."""
        if question in self._asked:
            return True
        times = self.store.times(question.key, question.query)
        if self.again or not times:
            return False
        now = self.clock()
        retrieved = [_when(one) for _, one in times]
        age = now - retrieved[0]
        if not quiet.still_holds(retrieved[0], now):
            return False
        if updated is None:
            return timedelta(0) <= age < self.trusted and retrieved[0] >= quiet.renewed(now)
        # SSB changes a table once a day at most: a time that moves more often says nothing, and
        # neither does a time that is not there.
        restless = len(times) > 2 and retrieved[0] - retrieved[2] < WITHOUT_TIME
        if updated == NO_TIME or restless:
            return timedelta(0) <= age < WITHOUT_TIME
        return times[0][0] == updated

    def _sent(self, question: _Question, updated: str | None) -> Answer:
        if self.client is None:
            raise SourceError(asked_of(question.key), _NOT_YET)
        when = self._now()
        content = question.send(self.client)
        with _understood(question.key):
            edition = updated or own_time(content)
        return Answer(question.key, question.query, edition, when, content)

    def _now(self) -> str:
        """The present moment as it is kept: that of asking, since answers may be late."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    def _tell_quiet(self) -> None:
        if quiet.is_quiet(self.clock()):
            self.tell(quiet.TOLD)

    def tell(self, sentence: str) -> None:
        """Note something the user should know, once."""
        if sentence not in self.problems:
            self.problems.append(sentence)


def _never(_: Client) -> bytes:
    raise AssertionError("the parts of an answer are not asked for one by one")


def _when(retrieved: str) -> datetime:
    when = datetime.fromisoformat(retrieved)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _moment(answer: Answer) -> datetime:
    return _when(answer.retrieved)


def _limit(content: bytes) -> int:
    """SSB's own limit of cells; nothing or zero does not mean that there is none."""
    most = json.loads(content).get("maxDataCells")
    return most if type(most) is int and most > 0 else MOST_CELLS


def _cube(content: bytes, table: str) -> jsonstat.Cube:
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


def _refuse(what: str, reason: str, kind: type[RefusedError] = RefusedError) -> None:
    """Raise where there is a reason to."""
    if reason:
        raise kind(asked_of(what), f"Svaret kan ikke stemme, og er ikke brukt: {reason}.")


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
        LOG.info("%s: %r", what, problem)
        sentence = "Svaret har et innhold som ikke er ventet, og er ikke brukt."
        raise SourceError(asked_of(what), sentence) from problem
