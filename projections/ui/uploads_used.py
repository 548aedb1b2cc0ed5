"""A prognosis that is handed in, in use: shown, kept, opened again, and taken back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import cast

import streamlit as st

from .. import norwegian
from ..case import DISTRICTS, MORE_PROJECTIONS, Projection
from ..errors import StoreError
from ..exports import prognosis, tidy
from ..exports.workbook import looks
from ..sources.own.file import UserFile
from ..sources.upload import Upload, using
from ..store import Store, uploads
from ..store.uploads import PROGNOSIS, KeptUpload
from ..words import uploads as words
from ..words.literal import literal
from . import parts, session, shared, signing_in


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
            st.warning(literal(str(problem)))
        return ()


def show(every: Sequence[KeptUpload], prefix: str, use: Callable[[KeptUpload], None]) -> None:
    """One row each, with its buttons.

    ``prefix``: of the widgets' keys; ``use``: what to do with one that is opened.
    """
    for place, one in enumerate(every):
        told, opened, down, away = st.columns([3, 1, 1, 1], vertical_alignment="center")
        who = f", {literal(one.publisher)}" if one.publisher else ""
        note = f" {literal(one.note)}" if one.note else ""
        saved = f"lagret {norwegian.date(one.saved[:10])}, sha256 {one.sha256[:8]}"
        told.markdown(f"**{literal(one.name)}**{who}, {saved}.{note}")
        opened.button("Bruk", key=f"{prefix}_use_{place}", on_click=use, args=(one,))
        with down:
            key = f"{prefix}_original_{place}"
            parts.offer("Originalen", one.content, one.file, "application/octet-stream", key)
        with away.popover("Slett", **signing_in.gate()):
            st.markdown("Slette denne versjonen for alle? Det kan ikke angres.")
            key = f"{prefix}_delete_{place}"
            st.button("Ja, slett", key=key, on_click=_delete, args=(one,))


@parts.told
def _delete(one: KeptUpload) -> None:
    signing_in.require()
    uploads.remove(Store(), one)


_USED = "uploads_used"
"""Session key of what is in use: uploads with name and publisher, by source id."""

_ABOUT = "uploads_about"
"""Session key of what there is to tell of what is in use, by source id."""


def use_upload(upload: Upload, told: KeptUpload) -> None:
    """Put an upload's projections beside those of its regions, in this session.

    ``told``: what is said of it, whether it is kept or not.
    """
    found = using.added(
        upload,
        shared.figures(),
        date.today().isoformat(),
        told.name.strip(),
        told.publisher.strip(),
        told.single,
    )
    source = next(iter(found.values()))[0].population.source
    about = words.about(
        source.vintage,
        source.publisher,
        told.note.strip(),
        told.saved,
        upload.name,
        upload.sha256,
        source.retrieved,
        source.remark,
    )
    every = st.session_state.get(_ABOUT, {})
    st.session_state[_ABOUT] = every | {source.id: (about, words.mended(upload.mended))}
    st.session_state[_USED] = _used() | {source.id: found}
    _apply()
    region = session.choice().region
    if region not in found:
        region = next(iter(found))
        session.take("region", region)
    if not upload.partial:
        session.take("projection", found[region][0].code)


def _used() -> using.Found:
    return cast(using.Found, st.session_state.get(_USED, {}))


def _apply() -> None:
    for field in (MORE_PROJECTIONS, DISTRICTS):
        by_region: dict[str, tuple[Projection, ...]] = {}
        for found in _used().values():
            for code, every in found.items():
                if every[0].use == field:
                    by_region[code] = (*by_region.get(code, ()), *every)
        session.use_own_everywhere(field, by_region)


@parts.told
def use_and_keep(upload: Upload, kept: KeptUpload) -> None:
    """Use it, and keep it."""
    use_upload(upload, keep(kept))


def show_in_use() -> None:
    """What is in use, with each taken back or downloaded."""
    if not _used():
        return
    st.header("I bruk nå")
    st.markdown(words.UNSAVED)
    about = st.session_state[_ABOUT]
    for id, found in _used().items():
        every = [one for projections in found.values() for one in projections]
        source = every[0].population.source
        told, back, down, book = st.columns([3, 1, 1, 1], vertical_alignment="center")
        name, file = literal(source.vintage), literal(source.document)
        what = words.DISTRICTS if every[0].partial else words.count(len(every))
        told.markdown(f"**{name}**, {what} fra {file}")
        back.button("Ta bort", key=f"uploads_back_{id}", on_click=_take_back, args=(id,))
        csv, key = partial(_csv, every), f"uploads_csv_{id}"
        with down:
            parts.offer("Last ned (CSV)", csv, f"{id}.csv", "text/csv", key)
        if prognosis.rows(every) > prognosis.MOST_ROWS:
            book.caption(words.ONLY_CSV)
            continue
        made, key = partial(prognosis.workbook, every, *about[id]), f"uploads_xlsx_{id}"
        with book:
            parts.offer("Last ned (Excel)", made, f"{id}.xlsx", looks.TYPE, key)


def _csv(every: list[Projection]) -> bytes:
    return tidy.to_csv(prognosis.records(every), norwegian=True).encode("utf-8")


def _take_back(id: str) -> None:
    st.session_state[_USED] = {one: found for one, found in _used().items() if one != id}
    _apply()


def show_kept() -> None:
    """What is kept, under a heading of its own."""
    if every := of_kind(PROGNOSIS):
        st.header("Lagret")
        show(every, "uploads", _use_kept)


@parts.told
def _use_kept(one: KeptUpload) -> None:
    file = UserFile(one.file, one.content)
    upload = using.checked(file, shared.figures(), one.region, one.wanted, one.whole)
    use_upload(upload, one)
