"""Where the store is, and a snapshot that came along: read beside the store, never written to.

So a county can hand out one file with every kommune to machines that never see a network.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from ..errors import StoreError
from .database import Database


def home() -> Path:
    """The folder of what is kept on this machine; not made until something is written.

    Raises
    ------
    StoreError
        If the user has no home folder and ``BAEREEVNE_HOME`` is not set.
    """
    try:
        if chosen := os.environ.get("BAEREEVNE_HOME"):
            return Path(chosen).expanduser().absolute()
        if sys.platform == "win32":
            local = os.environ.get("LOCALAPPDATA")
            return Path(local or Path.home() / "AppData/Local") / "Baereevne"
        if sys.platform == "darwin":
            return Path.home() / "Library/Application Support/Baereevne"
        shared = os.environ.get("XDG_DATA_HOME")
        return Path(shared or Path.home() / ".local/share") / "baereevne"
    except RuntimeError:
        raise StoreError(
            "Lageret har ingen plass: brukeren som kjører Bæreevne, har ingen hjemmemappe; "
            "sett BAEREEVNE_HOME til en mappe som kan skrives i."
        ) from None


def file_url(path: Path) -> sa.URL:
    """The address of a SQLite file."""
    return sa.URL.create("sqlite", database=str(path))


def configured() -> sa.URL:
    """Where the store is: ``BAEREEVNE_DATABASE_URL``, else a SQLite file in :func:`home`.

    It carries the password, if there is one: never show it.

    Raises
    ------
    StoreError
        If the address is not one of PostgreSQL or of a SQLite file.
    """
    chosen = os.environ.get("BAEREEVNE_DATABASE_URL")
    return parsed(chosen) if chosen else file_url(home() / "baereevne.sqlite")


def parsed(text: str) -> sa.URL:
    """The address, with our driver; no part of one that cannot be read is shown."""
    with suppress(ArgumentError, ValueError):
        url = sa.make_url(text)
        kind = url.get_backend_name()
        # After an @ in a password that is not escaped, the rest of it would pass for the host.
        if kind in ("postgres", "postgresql") and url.database and text.count("@") < 2:
            return url.set(drivername="postgresql+psycopg")
        if kind == "sqlite" and url.database and url.database != ":memory:":
            return url.set(drivername="sqlite")
    raise StoreError(
        "Lageret kan ikke åpnes: adressen i BAEREEVNE_DATABASE_URL er ikke gyldig; skriv den som "
        "postgresql://bruker:passord@tjener:5432/base, med @ i passordet skrevet som %40."
    )


VARIABLE = "BAEREEVNE_SNAPSHOT"
USERS_OWN = frozenset({"scenario", "upload", "presentation"})
"""Tables of what users save themselves: a file that is handed out gives none of them."""
T = TypeVar("T")


def place() -> Path | None:
    """The snapshot to read: the one that is pointed at, else ``data/ssb.sqlite`` if it is there."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen).expanduser().absolute()
    beside = Path(__file__).parents[2] / "data" / "ssb.sqlite"
    return beside if beside.is_file() else None


class Handed:
    """The answers of a snapshot. One that cannot be read gives nothing, and :meth:`problem` why."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._database = Database(file_url(path), snapshot=True) if path else None

    def read(self, table: str, work: Callable[[sa.Connection], T], nothing: T) -> T:
        """What ``work`` finds about a table, or ``nothing``."""
        if self._database is None or table in USERS_OWN:
            return nothing
        try:
            return self._database.read(work, nothing)
        except StoreError:
            return nothing  # the store itself is still good; the problem is told by itself

    def problem(self) -> str:
        """Why it cannot be read, one Norwegian sentence; empty where it can or there is none."""
        if self._database is None or self._path is None:
            return ""
        try:
            if not self._path.is_file():
                raise self._database.error("leses", "filen finnes ikke")
            self._database.read(lambda _: True, False)
        except StoreError as problem:
            return str(problem)
        return ""

    def edition(self) -> tuple[str, int, int]:
        """The file, when it was last changed and its size; what it has changes with them."""
        try:
            found = self._path.stat() if self._path else None
        except OSError:
            found = None
        return str(self._path), found.st_mtime_ns if found else 0, found.st_size if found else 0
