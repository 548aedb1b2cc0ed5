"""What is said when the store fails: what was found, and what to do."""

import errno
import sqlite3

WAIT_SECONDS = 10
"""For another program that holds the database."""
REST_SECONDS = 5
"""After one has waited in vain."""

_BUSY = (
    f"et annet program holder databasen opptatt i over {WAIT_SECONDS} sekunder",
    "lukk det andre programmet, eller prøv igjen senere",
)
_FULL = ("disken er full", "frigjør plass og prøv igjen")
CLOSED = (
    "filen eller mappen finnes ikke, eller brukeren som kjører Bæreevne, mangler tilgang",
    "gi tilgang, eller velg en annen mappe (for lageret med BAEREEVNE_HOME)",
)
_DAMAGED = ("filen er skadet", "")
_FORBIDDEN = (
    "databasebrukeren mangler rettigheter",
    "gi brukeren rett til å lage, lese og endre tabeller i basen",
)
# By SQLite's code or PostgreSQL's SQLSTATE. Without advice, the file is of no use as it is.
FOUND: dict[int | str, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: ("disken svarer med feil eller er full", "kontroller disken"),
    sqlite3.SQLITE_CANTOPEN: CLOSED,
    sqlite3.SQLITE_READONLY: CLOSED,
    sqlite3.SQLITE_PERM: CLOSED,
    sqlite3.SQLITE_NOTADB: ("filen er ikke en database", ""),
    "55P03": _BUSY,
    "53100": _FULL,
    "42501": _FORBIDDEN,
    "25006": _FORBIDDEN,
}


def explained(problem: Exception) -> tuple[str, str]:
    """What was found, and what to do."""
    if isinstance(problem, ImportError):
        return (
            "PostgreSQL-driveren er ikke installert",
            'kjør pip install "psycopg[binary]>=3.2,<4"',
        )
    if isinstance(problem, OSError):
        return _FULL if problem.errno in (errno.ENOSPC, errno.EDQUOT) else CLOSED
    if isinstance(problem, UnicodeDecodeError):  # SQLite's own words quote what is in the file
        return _DAMAGED
    cause = getattr(problem, "orig", None)
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        return FOUND.get(code & 0xFF, _DAMAGED)
    if state := getattr(cause, "sqlstate", None):
        return FOUND.get(state, (f"databasen svarer med feil {state}", "kontroller basen"))
    return (
        "databasetjeneren svarer ikke, eller den avviser påloggingen",
        "kontroller tjener, base, bruker og passord i BAEREEVNE_DATABASE_URL",
    )
