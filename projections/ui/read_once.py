"""What is read once for every session of the process, and again now and then."""

import time
from collections.abc import Callable
from threading import RLock
from typing import Generic, TypeVar

T = TypeVar("T")
SECONDS = 600
"""How long it stands: others fetch meanwhile [s]."""


class ReadOnce(Generic[T]):
    """What a function gives, for as long as it stands; one that raises is asked again.

    Asked for a hundred times in a run, so that it may cost next to nothing: `st.cache_resource`
    takes forty microseconds each time.
    """

    def __init__(self, make: Callable[[], T], seconds: float = SECONDS) -> None:
        self._make, self._seconds = make, seconds
        self._held: tuple[T, float] | None = None
        self._lock = RLock()

    def __call__(self) -> T:
        """What is kept; one session makes it while the others wait."""
        held = self._held
        if held is None or time.monotonic() > held[1]:
            with self._lock:
                held = self._held
                if held is None or time.monotonic() > held[1]:
                    held = self._held = self._make(), time.monotonic() + self._seconds
        return held[0]

    def clear(self) -> None:
        """Make it again when it is asked for."""
        self._held = None
