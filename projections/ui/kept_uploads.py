"""Uploads that are kept: opened, downloaded as they were handed in, or deleted after a question."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from .. import norwegian
from ..errors import StoreError
from ..store import Store, uploads
from ..store.uploads import KeptUpload
from ..words.grids import plain, unlinked
from . import callbacks, shared, signing_in


def keep(one: KeptUpload) -> KeptUpload:
    """Keep a file with the time, and give it back with that."""
    kept = replace(one, saved=datetime.now(UTC).isoformat(timespec="seconds"))
    signing_in.require()
    uploads.keep(Store(), kept)
    return kept


def of_kind(kind: str) -> tuple[KeptUpload, ...]:
    """All that is kept of a kind, newest first; why it cannot be read, said on the page."""
    try:
        return uploads.every(Store(), kind)
    except StoreError as problem:
        if not shared.store_problem():  # which the page has told already
            st.warning(unlinked(str(problem)))
        return ()


def show(every: Sequence[KeptUpload], prefix: str, use: Callable[[KeptUpload], None]) -> None:
    """One row each, with its buttons.

    Parameters
    ----------
    prefix
        Of the widgets' keys.
    use
        What to do with one that is opened.
    """
    for place, one in enumerate(every):
        told, opened, down, away = st.columns([3, 1, 1, 1], vertical_alignment="center")
        who = f", {plain(one.publisher)}" if one.publisher else ""
        note = f" {plain(one.note)}" if one.note else ""
        saved = f"lagret {norwegian.date(one.saved[:10])}, sha256 {one.sha256[:8]}"
        told.markdown(f"**{plain(one.name)}**{who}, {saved}.{note}")
        opened.button("Bruk", key=f"{prefix}_use_{place}", on_click=use, args=(one,))
        down.download_button(
            "Originalen",
            data=one.content,
            file_name=one.file,
            mime="application/octet-stream",
            key=f"{prefix}_original_{place}",
            on_click="ignore",
        )
        with away.popover("Slett", **signing_in.gate()):
            st.markdown("Slette denne versjonen for alle? Det kan ikke angres.")
            key = f"{prefix}_delete_{place}"
            st.button("Ja, slett", key=key, on_click=_delete, args=(one,))


@callbacks.told
def _delete(one: KeptUpload) -> None:
    signing_in.require()
    uploads.remove(Store(), one)
