"""Answers from SSB and the store: fresh where they can be had, else the last good ones."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast

from ...errors import EmptyAnswerError, RefusedError, SourceError, UnreachableError
from ...store import Answer, Store, canonical
from . import guard, quiet, reading
from .cube import Cube, joined
from .metadata import Metadata, own_time
from .reading import Asking, Obtained, Progress, silent, when_of
from .ssb import MOST_CELLS, Client, Selection, body, split
from .wording import AGAIN, NOT_YET, asked_of

Parsed = TypeVar("Parsed")
Read = TypeVar("Read")
Times = Callable[[Asking], list[tuple[str, str]]]
"""``updated`` and ``retrieved`` of each answer to a question that is kept."""

KEPT_LISTS = timedelta(hours=24)
"""``trusted`` for commands and choices: lists are then asked for once SSB has made them anew."""


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
    _asked: set[Asking] = field(default_factory=set)

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
        query = canonical(parameters)
        question = Asking(path, query, lambda client: client.get(path, **parameters))

        def asked() -> Read:
            return self._ask(
                [question], None, lambda one: read(one[0]), lambda one, _: one, guard.fewer
            )

        return self._once((path, query, read.__qualname__), asked)

    def queries(self, table: str) -> frozenset[str]:
        """Every query that is kept of a table.

        Raises
        ------
        StoreError
            If the store cannot be read.
        """
        return self._once(("queries", table), lambda: self.store.queries(table))

    def _once(self, known: tuple[str, ...], made: Callable[[], Read]) -> Read:
        if self.remembered is None:
            return made()
        if known not in self.remembered:
            self.remembered[known] = made()
        return cast(Read, self.remembered[known])

    def figures(
        self,
        described: Metadata,
        selection: Selection,
        read: Callable[[Obtained], Read],
        check: Callable[[Cube], str] | None = None,
    ) -> Read:
        """What is read from the answer to one query.

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

        def question(part: Selection) -> Asking:
            def send(client: Client) -> bytes:
                self.data_calls += 1
                return client.post(table, part)

            return Asking(table, canonical(body(part)), send)

        def parse(contents: Sequence[bytes]) -> Cube:
            cube = joined([reading.cube_of(content, table) for content in contents])
            kind = EmptyAnswerError if guard.is_empty(cube) else RefusedError
            reading.refuse(table, guard.alone(cube), kind)
            return cube

        def understood(cube: Cube, answer: Answer) -> Read:
            return read(Obtained(reading.checked(cube, selection, described), described, answer))

        pieces = split(selection, described.codes, self.most_cells())
        questions = [question(one) for one in pieces]
        return self._ask(questions, described.updated, parse, understood, guard.beside, check)

    def most_cells(self) -> int:
        """Cells a query may have, as SSB's own settings say; the documented limit otherwise."""
        if self._most_cells is None:
            try:
                self._most_cells = self.page("config", reading.limit)
            except SourceError:
                self._most_cells = MOST_CELLS
        return self._most_cells

    def _ask(
        self,
        questions: Sequence[Asking],
        updated: str | None,
        parse: Callable[[Sequence[bytes]], Parsed],
        read: Callable[[Parsed, Answer], Read],
        beside: Callable[[Parsed, Parsed], str],
        check: Callable[[Parsed], str] | None = None,
    ) -> Read:
        """Stored and up to date, else from SSB, else the last good ones.

        ``read`` is given the first retrieved of the answers too; ``beside`` and ``check`` say why
        a new one cannot be true beside the last good one, and by itself.
        """
        what = questions[0].key
        times = cache(self._times)  # asked of the store once, and not by each of these

        def understood(answers: Sequence[Answer], is_new: bool = False) -> Read:
            with reading.understood_of(what):
                parsed = parse([one.content for one in answers])
                # Before it is read: a reader may say of zeros that nobody has ever lived there.
                if is_new:
                    old = self._parsed(questions, parse, times)
                    reason = beside(parsed, old) if old is not None else ""
                    reading.refuse(what, reason or (check(parsed) if check else ""))
                return read(parsed, _first(answers))

        if all(self.is_present(one, updated, times) for one in questions):
            with suppress(SourceError, StopIteration):
                return understood(next(self.stored(questions, times)))
        problem = SourceError(asked_of(what), NOT_YET)
        client = self.client
        if client is not None:
            try:
                fresh = [self._sent(client, one, updated) for one in questions]
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
                    self.tell_quiet()
                return result
        for answers in self.stored(questions):  # and what another has fetched meanwhile
            try:
                result = understood(answers)
            except SourceError as met:
                problem = problem if client else met
                continue
            if client:
                day = quiet.local(when_of(_first(answers).retrieved)).strftime("%d.%m.%Y")
                advice = f" {AGAIN}" if isinstance(problem, RefusedError) else ""
                self.tell(f"{problem} Svaret fra {day} er brukt.{advice}")
            return result
        if isinstance(problem, RefusedError):
            raise type(problem)(problem.provider, f"{problem.problem} {AGAIN}") from problem
        raise problem

    def _times(self, question: Asking) -> list[tuple[str, str]]:
        return self.store.times(question.key, question.query)

    def _parsed(
        self,
        questions: Sequence[Asking],
        parse: Callable[[Sequence[bytes]], Parsed],
        times: Times,
    ) -> Parsed | None:
        """The last good answers as they were, where there are any."""
        for answers in self.stored(questions, times):
            with suppress(SourceError), reading.understood_of(questions[0].key):
                return parse([one.content for one in answers])
        return None

    def stored(
        self, questions: Sequence[Asking], times: Times | None = None
    ) -> Iterator[list[Answer]]:
        """Every set of stored answers of one edition, the last retrieved first.

        Parts from two editions of a table are not one answer.
        """
        for updated, _ in (times or self._times)(questions[0]):
            found = [self.store.exact(one.key, one.query, updated) for one in questions]
            answers = [one for one in found if one]
            if len(answers) == len(questions):
                yield answers

    def is_present(self, question: Asking, updated: str | None, times: Times | None = None) -> bool:
        """Whether what is stored need not be asked for again."""
        if question in self._asked:
            return True
        kept = [] if self.again else (times or self._times)(question)
        return bool(kept) and reading.holds(kept, updated, self.clock(), self.trusted)

    def _sent(self, client: Client, question: Asking, updated: str | None) -> Answer:
        when = self.now()
        content = question.send(client)
        with reading.understood_of(question.key):
            edition = updated or own_time(content)
        return Answer(question.key, question.query, edition, when, content)

    def now(self) -> str:
        """The present moment as it is kept: that of asking, since answers may be late."""
        return self.clock().astimezone(UTC).isoformat(timespec="seconds")

    def tell_quiet(self) -> None:
        """That SSB is making its figures, where it is."""
        if quiet.is_quiet(self.clock()):
            self.tell(quiet.TOLD)

    def tell(self, sentence: str) -> None:
        """Note something the user should know, once."""
        if sentence not in self.problems:
            self.problems.append(sentence)


def _first(answers: Sequence[Answer]) -> Answer:
    """The first retrieved of some answers."""
    return min(answers, key=lambda one: one.retrieved)
