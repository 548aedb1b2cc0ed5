"""How the program is doing, for whoever keeps it running."""

import os
from datetime import UTC, datetime

import streamlit as st

from .. import __version__, norwegian
from ..errors import StoreError
from ..store import Store
from ..words.grids import Grid, unlinked
from . import events, numbers, signing_in


def show() -> None:
    """Version, store, what was fetched, and the last errors of this process."""
    if why := signing_in.why_not():
        st.info(f"Denne siden er for den som driver tjeneren. {why}")
        return
    running = datetime.now(UTC) - events.STARTED
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
        st.error(unlinked(str(problem)))
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
    found = events.faults()
    if not found:
        st.markdown("Ingen.")
        return
    rows = tuple((one.when, one.kind, one.page, one.place) for one in found)
    heads = ("Når (UTC)", "Hva slags", "Side", "Sted i koden")
    numbers.show_grid(Grid(f"De {len(found)} siste, nyeste først", heads, rows))
