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

    Parameters
    ----------
    make
        Reads it.
    otherwise
        What a page has instead while the store is away: the next page asks again, and on this one
        all that follows is of the same kind.
    """

    def __init__(self, make: Callable[[], T], otherwise: Callable[[], T]) -> None:
        self._make, self._otherwise = make, otherwise
        self._held: tuple[T, float] | None = None
        self._lock = RLock()

    def __call__(self) -> T:
        """As a page has it."""
        if store_problem():
            return self._otherwise()
        try:
            return self.read()
        except StoreError as problem:
            st.session_state[_AWAY] = str(problem)
            return self._otherwise()

    def read(self) -> T:
        """What is kept, with or without a session; one makes it while the others wait.

        Raises
        ------
        StoreError
            While the store is away.
        """
        held = self._held
        if held is None or time.monotonic() > held[1]:
            with self._lock:
                held = self._held
                if held is None or time.monotonic() > held[1]:
                    held = self._held = self._make(), time.monotonic() + SECONDS
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


def page_begins() -> None:
    """The store is tried again."""
    st.session_state[_AWAY] = ""  # a key that is there is found ten times as fast


def store_problem() -> str:
    """Why the store could not be read on this page; empty where it could."""
    return str(st.session_state.get(_AWAY, ""))


figures: ReadOnce[Catalogue] = ReadOnce(everything.read, everything.alone)
"""Bundled figures and fetched regions; read again now and then, for what others fetch."""
fetchable: ReadOnce[dict[str, str]] = ReadOnce(everything.choices, dict)
"""Names by code of the municipalities SSB has, once the list is in the store."""
_read = figures.read
everyone: ReadOnce[tuple[Population, ...]] = ReadOnce(
    lambda: everything.everyone(_read()), lambda: figures().everyone()
)
"""All municipalities in the newest year, as fetched or else as bundled."""
fetched_spending: ReadOnce[dict[str, Table]] = ReadOnce(everything.spending, dict)
"""KOSTRA's figures by region code, once they have been fetched."""


def warm() -> None:
    """Read the figures, and judge our projection on earlier years: half of what a first page takes.

    Where the store is away it is told to whoever opens a page.
    """
    with suppress(BaereevneError):
        known = figures.read()
        measured(vitals.load_history())
        known.case(NORWAY_CODE)  # the sum of every kommune's own projection
        read()


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
    return Read(figures.read(), everyone.read(), fetched_spending.read())


def at_hand() -> Read | None:
    """The same where it is read already, and nobody has to wait; None where it is not."""
    known, all_of_them, spending = figures.held, everyone.held, fetched_spending.held
    if known is None or all_of_them is None or spending is None:
        return None
    return Read(known, all_of_them, spending)


def forget_figures() -> None:
    """Read figures and lists again when they are asked for."""
    for kept in (figures, fetched_spending, everyone, fetchable):
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
