"""What happens to the program and how it is doing, for whoever keeps it running.

A line says when, where in the code, on which page and of what kind: never what a user wrote, chose
or uploaded, nor who they are. So an error's own text, which may quote a file, is left out.
"""

import json
import logging
import os
import threading
import traceback
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from .. import __version__, norwegian
from ..errors import StoreError
from ..store import Store
from ..words.grids import Grid
from ..words.literal import literal
from . import numbers, signing_in

WANTED = "BAEREEVNE_LOG"
LOG = logging.getLogger("baereevne")
STARTED = datetime.now(UTC)
MOST = 50
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class CodeFault:
    """An error nobody had thought of: when (UTC), its kind, and where in the code."""

    when: str
    kind: str
    page: str
    place: str


_FAULTS: deque[CodeFault] = deque(maxlen=MOST)
_LOCK = threading.Lock()


class Lines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, part of the program, and what is known of it."""
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "part": record.name,
            "process": record.process,
            # A text with its arguments may quote a file or an address; without, it says what.
            "event": str(record.msg),
        }
        return json.dumps(told | getattr(record, "told", {}), ensure_ascii=False)


def set_up() -> None:
    """Write lines of JSON where ``BAEREEVNE_LOG=json``; say that the process has started."""
    if os.environ.get(WANTED, "").lower() == "json":
        handler = logging.StreamHandler()
        handler.setFormatter(Lines())
        for name in ("baereevne", "projections"):
            log = logging.getLogger(name)
            log.handlers, log.propagate = [handler], False
            log.setLevel(logging.INFO)
    LOG.info("started")


def fault(problem: Exception, page: str) -> CodeFault:
    """Note an error nobody had thought of."""
    frames = [one for one in traceback.extract_tb(problem.__traceback__) if _is_ours(one.filename)]
    last = frames[-1] if frames else None
    place = f"{Path(last.filename).relative_to(_ROOT).as_posix()}:{last.lineno}" if last else ""
    noted = CodeFault(
        datetime.now(UTC).isoformat(timespec="seconds"), type(problem).__name__, page, place
    )
    with _LOCK:
        _FAULTS.append(noted)
    LOG.error("fault", extra={"told": {"kind": noted.kind, "page": page, "place": place}})
    return noted


def faults() -> tuple[CodeFault, ...]:
    """The last errors since the process started, newest first."""
    with _LOCK:
        return tuple(reversed(_FAULTS))


def _is_ours(file: str) -> bool:
    path = Path(file)
    return path.is_relative_to(_ROOT / "projections") or path.is_relative_to(_ROOT / "pages")


def show() -> None:
    """Version, store, what was fetched, and the last errors of this process."""
    if why := signing_in.why_not():
        st.info(f"Denne siden er for den som driver tjeneren. {why}")
        return
    running = datetime.now(UTC) - STARTED
    st.markdown(
        f"Versjon {__version__}. Prosess {os.getpid()} har gått i {running.days} døgn og "
        f"{running.seconds // 3600} timer."
    )
    st.header("Lageret")
    _store()
    st.header("Uventede feil siden prosessen startet")
    _faults()


def _store() -> None:
    store = Store()
    try:
        tables = store.tables()
    except StoreError as problem:
        st.error(literal(str(problem)))
        return
    if why := store.handed_problem():
        st.error(why)
    if not tables:
        st.markdown("Lageret kan leses. Ingenting er hentet eller lagret ennå.")
        return
    rows = [
        (
            one.table,
            str(one.queries),
            norwegian.date(one.updated[:10]),
            f"{norwegian.date(one.retrieved[:10])} kl. {one.retrieved[11:16]} (UTC)",
            f"{one.size / 1e6:.1f}".replace(".", ","),
        )
        for one in tables
    ]
    heads = ("Tabell", "Spørsmål", "Nyeste utgave", "Sist hentet", "Plass (MB)")
    numbers.show_grid(Grid("Det som er hentet og lagret", heads, tuple(rows)))


def _faults() -> None:
    found = faults()
    if not found:
        st.markdown("Ingen.")
        return
    rows = tuple((one.when, one.kind, one.page, one.place) for one in found)
    heads = ("Når (UTC)", "Hva slags", "Side", "Sted i koden")
    numbers.show_grid(Grid(f"De {len(found)} siste, nyeste først", heads, rows))
