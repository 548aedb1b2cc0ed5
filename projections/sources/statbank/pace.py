"""The pace of calls: one at a time, so many a minute, and the pauses SSB asks for.

A process keeps its own pace by a clock that never jumps; what several processes on one machine do
together is kept in the store, when there is one. SSB's limit is per IP address.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import timedelta
from typing import Protocol

from ...errors import StoreError
from . import quiet

CALLS_A_MINUTE = 25
LONGEST_WAIT = 60.0
TOLD_FROM = 2.0
"""Shorter waits [s] are not told: they are over before they are read."""

WAITING = "Venter på SSB"
"""How the sentence for a wait begins."""

Told = Callable[[str], object]


class SharedTurns(Protocol):
    """Turns shared by several processes, as the store keeps them."""

    def next_turn(self, address: str, now: float, calls: int, seconds: float) -> float:
        """When the next turn is."""
        ...

    def postpone(self, address: str, until: float) -> None:
        """No turn before a time."""
        ...


def silent(_: str) -> None:
    """Waits are not told."""


_TOLD: ContextVar[Told] = ContextVar("told", default=silent)


class Throttle:
    """One call at a time, at most so many in a minute, and pauses the server asks for.

    Parameters
    ----------
    calls, seconds
        Most calls in any window of so many seconds.
    clock, sleep
        Replaced in tests.
    wall
        Time as other processes see it [s since 1970].
    """

    def __init__(
        self,
        calls: int = CALLS_A_MINUTE,
        seconds: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._calls, self._seconds = calls, seconds
        self._clock, self._sleep, self._wall = clock, sleep, wall
        self._lock = threading.Lock()
        self._made: deque[float] = deque(maxlen=calls)
        self._not_before = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn; nobody else in this process calls until it is over."""
        with self._lock:
            # Again after each sleep: a pause may have been asked for in the meantime.
            while (wait := self._wait()) > 0:
                self.rest(wait)
            self._made.append(self._clock())
            yield

    def _wait(self) -> float:
        window = self._made[0] + self._seconds if len(self._made) == self._calls else 0.0
        return max(window, self._not_before) - self._clock()

    def pause(self, seconds: float) -> None:
        """No call before so many seconds have passed."""
        self._not_before = max(self._not_before, self._clock() + min(seconds, LONGEST_WAIT))

    def rest(self, seconds: float) -> None:
        """Sleep, and tell of it when it is long."""
        if seconds >= TOLD_FROM:
            _TOLD.get()(waiting(seconds))
        if seconds > 0:
            self._sleep(seconds)

    def wait_for_others(self, shared: SharedTurns, address: str) -> None:
        """Within one's turn: wait until other processes leave room for it."""
        now = self._wall()
        with suppress(StoreError):  # one's own pace is kept; the store tells of itself when used
            self.rest(shared.next_turn(address, now, self._calls, self._seconds) - now)

    def pause_others(self, shared: SharedTurns, address: str, seconds: float) -> None:
        """The pause for other processes too."""
        with suppress(StoreError):
            shared.postpone(address, self._wall() + min(seconds, LONGEST_WAIT))


@contextmanager
def telling(told: Told) -> Iterator[None]:
    """Who is told of waits meanwhile, in this thread."""
    token = _TOLD.set(told)
    try:
        yield
    finally:
        _TOLD.reset(token)


def waiting(seconds: float) -> str:
    """The sentence for a wait."""
    until = quiet.local(quiet.now() + timedelta(seconds=seconds))
    return f"{WAITING}, prøver igjen kl. {until:%H.%M}"


PROCESS = Throttle()
"""The limit is per IP address, so the whole process shares one."""
