"""Waits for what happens elsewhere: in another thread, another process, the other end."""

import time
from collections.abc import Callable

LONG = 60_000
"""As long as a browser is waited for [ms]: far more than it takes on a busy machine."""


def until(is_so: Callable[[], bool], what: str) -> None:
    """Look again until it is so, long enough for a machine that is busy."""
    deadline = time.monotonic() + LONG / 1000
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)
