"""Runs take turns: on one interpreter two at once do not end sooner, but both end late.

Thirty runs at once take the interpreter from each other, and from the server's own thread, two
hundred times a second; a third fewer get done, and everybody waits for the last. One after another,
in the order they came, each is done as soon as it can be.
"""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

LONG = 0.5
"""A run that has gone on for this long is passed by: a file is made, or somebody waits [s]."""


class Turns:
    """Whose turn it is; only who is first in the line is ever woken."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line: deque[threading.Event] = deque()
        self._running: dict[threading.Event, float] = {}
        self._mine = threading.local()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for the turn, and give it on afterwards."""
        me = threading.Event()
        with self._lock:
            self._line.append(me)
        self._await(me)
        self._mine.turn = me
        try:
            yield
        finally:
            self._mine.turn = None
            self._give_on(me)

    @contextmanager
    def given_on(self) -> Iterator[None]:
        """Give the turn on for as long as this run only waits, and be the next to have it back."""
        me = getattr(self._mine, "turn", None)
        if me is None:  # a part that is run alone: it has no turn
            yield
            return
        self._give_on(me)
        try:
            yield
        finally:
            with self._lock:
                self._line.appendleft(me)
            self._await(me)

    def _await(self, me: threading.Event) -> None:
        while (wait := self._wait(me)) != 0:
            me.wait(wait)

    def _give_on(self, me: threading.Event) -> None:
        with self._lock:
            del self._running[me]
            self._wake_first()

    def _wait(self, me: threading.Event) -> float | None:
        """Seconds until it may be this one's turn: 0 when it is, None when it will be woken."""
        with self._lock:
            me.clear()
            if self._line[0] is not me:
                return None
            now = time.monotonic()
            passed_by = max(self._running.values(), default=now - LONG) + LONG
            if passed_by > now:
                return passed_by - now
            self._line.popleft()
            self._running[me] = now
            self._wake_first()
            return 0

    def _wake_first(self) -> None:
        if self._line:
            self._line[0].set()


TURNS = Turns()
"""Of this process."""
