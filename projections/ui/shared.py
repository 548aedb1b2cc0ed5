"""What is read once for every session, and again now and then: figures, and what is fetched."""

import time
from collections.abc import Callable
from contextlib import suppress
from threading import RLock
from typing import Generic, NamedTuple, TypeVar

import streamlit as st

from ..case import NORWAY_CODE, Catalogue
from ..choices import offered
from ..errors import BaereevneError, StoreError
from ..people.population import Population
from ..series import Table
from ..sources import catalogue as everything
from ..sources.data import vitals
from ..trend.alternative import measured

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

    @property
    def held(self) -> T | None:
        """What stands now; None where it has to be made."""
        held = self._held
        return held[0] if held and time.monotonic() <= held[1] else None

    def clear(self) -> None:
        """Make it again when it is asked for."""
        self._held = None


_AWAY = "store_problem"
_ENTRIES: dict[tuple[str, int], dict[str, str]] = {}
"""What a region can be chosen by, for the figures that are read now."""


def read_or(work: Callable[[], T], otherwise: Callable[[], T]) -> T:
    """What a function that keeps its answers gives; something else while the store is away.

    Streamlit keeps no answer of a function that raises, so the next page asks again; on this one
    all that follows is of the same kind.
    """
    if store_problem():
        return otherwise()
    try:
        return work()
    except StoreError as problem:
        st.session_state[_AWAY] = str(problem)
        return otherwise()


def page_begins() -> None:
    """The store is tried again."""
    st.session_state[_AWAY] = ""  # a key that is there is found ten times as fast


def store_problem() -> str:
    """Why the store could not be read on this page; empty where it could."""
    return str(st.session_state.get(_AWAY, ""))


@ReadOnce
def _figures() -> Catalogue:
    return everything.read()


def figures() -> Catalogue:
    """Bundled figures and fetched regions; read again now and then, for what others fetch."""
    return read_or(_figures, everything.alone)


@ReadOnce
def _choices() -> dict[str, str]:
    return everything.choices()


def warm() -> None:
    """Read the figures, and judge our projection on earlier years: half of what a first page takes.

    Where the store is away it is told to whoever opens a page.
    """
    with suppress(BaereevneError):
        known = _figures()
        measured(vitals.load_history())
        known.case(NORWAY_CODE)  # the sum of every kommune's own projection
        read()


def fetchable() -> dict[str, str]:
    """Names by code of the municipalities SSB has, once the list is in the store."""
    return read_or(_choices, dict)


@ReadOnce
def _everyone() -> tuple[Population, ...]:
    return everything.everyone(_figures())


def everyone() -> tuple[Population, ...]:
    """All municipalities in the newest year, as fetched or else as bundled."""
    return read_or(_everyone, lambda: figures().everyone())


@ReadOnce
def _spending() -> dict[str, Table]:
    return everything.spending()


def fetched_spending() -> dict[str, Table]:
    """KOSTRA's figures by region code, once they have been fetched."""
    return read_or(_spending, dict)


class Read(NamedTuple):
    """What a view is made from, besides what is chosen."""

    figures: Catalogue
    everyone: tuple[Population, ...]
    spending: dict[str, Table]


def read() -> Read:
    """All of it, for what is drawn without a session.

    Raises
    ------
    StoreError
        While the store is away.
    """
    return Read(_figures(), _everyone(), _spending())


def at_hand() -> Read | None:
    """The same where it is read already, and nobody has to wait; None where it is not."""
    figures, everyone, spending = _figures.held, _everyone.held, _spending.held
    if figures is None or everyone is None or spending is None:
        return None
    return Read(figures, everyone, spending)


def forget_figures() -> None:
    """Read figures and lists again when they are asked for."""
    for kept in (_figures, _spending, _everyone, _choices):
        kept.clear()
    _ENTRIES.clear()


def places() -> dict[str, str]:
    """What a region can be chosen by: its name, and every number and name it has had."""
    known, more = figures(), fetchable()
    which = known.edition, len(more)
    entries = _ENTRIES.get(which)
    if entries is None:
        entries = offered.entries(known, more)
        _ENTRIES.clear()
        _ENTRIES[which] = entries
    return entries
