"""Where the store is."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from ..errors import StoreError


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


def database_url() -> str:
    """Where the store is: ``BAEREEVNE_DATABASE_URL``, else a SQLite file in :func:`home`.

    The text carries the password, if there is one: never show it.

    Raises
    ------
    StoreError
        If the address is not one of PostgreSQL or of a SQLite file.
    """
    return configured().render_as_string(hide_password=False)


def file_url(path: Path) -> sa.URL:
    """The address of a SQLite file."""
    return sa.URL.create("sqlite", database=str(path))


def configured() -> sa.URL:
    """The address that is set, else that of the file in :func:`home`."""
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
