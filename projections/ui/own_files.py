"""A file of one's own on the screen: template, upload, problems, what was read, used and kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

import streamlit as st

from .. import norwegian
from ..exports.workbook import looks as template_book
from ..sources.own import kinds, opening
from ..sources.own.file import UserFile
from ..sources.own.kinds import OwnFile
from ..store.uploads import KeptUpload
from ..words import own_files as words
from ..words import uploads as saying
from ..words.grids import Grid
from ..words.literal import literal
from . import numbers, parts, session, signing_in, uploads_used

MOST_SHOWN = 100
MOST_READ = 20


F = TypeVar("F")


@dataclass(frozen=True)
class Kind(Generic[F]):
    """What the screen must know of a kind of file.

    Parameters
    ----------
    code
        A key of :data:`kinds.COLUMNS`.
    label, button
        Of the upload, and of the button that uses it.
    use
        Use what was read, of a year where the kind has such a choice.
    in_use
        Says what is used, "" for nothing of one's own; ``back`` takes it away.
    choose
        Widgets of the file's own; whether it can be used here.
    year
        The year that is chosen.
    template
        Text of the template's button.
    """

    code: str
    label: str
    button: str
    use: Callable[[F, int], None]
    in_use: Callable[[], str]
    back: Callable[[], None]
    back_button: str = "Gå tilbake"
    choose: Callable[[F], bool] = lambda _: True
    year: Callable[[], int] = lambda: 0
    template: str = "Last ned malen"


def show(kind: Kind[Any]) -> None:
    """All of it, under one fold."""
    used(kind)
    parts.fold(words.NAMES[kind.code], f"{kind.code}_open", partial(upload, kind))


def used(kind: Kind[Any]) -> None:
    """What is in use, and one click to go back."""
    if sentence := kind.in_use():
        told, back = st.columns([4, 1], vertical_alignment="center")
        told.warning(literal(sentence))
        key = f"{kind.code}_back"
        back.button(kind.back_button, key=key, on_click=kind.back, width="stretch")


def upload(kind: Kind[Any]) -> None:
    """Templates, a file, what is wrong with it or what was read, and what is kept."""
    st.markdown(f"{words.ABOUT[kind.code]} {words.SESSION}")
    _templates(kind)
    given = st.file_uploader(kind.label, type=list(opening.TYPES), key=f"{kind.code}_file")
    if given is None:
        numbers.show_grid(words.columns(kinds.COLUMNS[kind.code]))
    else:
        file = UserFile(given.name, given.getvalue())
        read = _read(kind, file)
        if read.found is None:
            _faults(read)
        else:
            _understood(kind, file, read, read.found)
    if every := uploads_used.of_kind(kind.code):
        st.markdown("**Lagret**")
        uploads_used.show(every, kind.code, lambda one: _use_kept(kind, one))


def _templates(kind: Kind[Any]) -> None:
    """Files to fill in, made when they are asked for."""
    catalogue = session.catalogue()
    template = partial(kinds.template, kind.code, catalogue)
    with st.container(horizontal=True):
        parts.offer(
            f"{kind.template} (Excel)",
            lambda: template_book.workbook(template()),
            f"mal_{kind.code}.xlsx",
            template_book.TYPE,
            f"{kind.code}_mal_xlsx",
        )
        _csv(kind, kind.template, f"mal_{kind.code}", template)
        if kind.code == "rates":
            national = partial(kinds.national_rates, catalogue)
            _csv(kind, "Nasjonal standard i malen", "nasjonale_satser", national)
        columns = partial(kinds.columns, kind.code)
        _csv(kind, "Om kolonnene (CSV)", f"kolonner_{kind.code}", columns)


def _csv(kind: Kind[Any], label: str, name: str, made: Callable[[], str]) -> None:
    key = f"{kind.code}_{name}"
    parts.offer(label, lambda: made().encode("utf-8"), f"{name}.csv", "text/csv", key)


def _read(kind: Kind[Any], file: UserFile) -> OwnFile:
    return kinds.read(kind.code, file, session.catalogue(), session.choice().region)


def _faults(read: OwnFile) -> None:
    shown = read.faults[:MOST_SHOWN]
    st.error(words.cannot(read.name, len(read.faults), len(shown)))
    numbers.show_grid(saying.faults("Dette må rettes", shown))


def _understood(kind: Kind[Any], file: UserFile, read: OwnFile, found: Any) -> None:
    """What was read, what to know of it, and the ways on."""
    if read.warnings:
        st.warning(saying.outcome(0, len(read.warnings)))
        numbers.show_grid(saying.faults("Vær klar over dette", read.warnings[:MOST_SHOWN]))
    else:
        st.success(words.NOTHING_WRONG)
    grid = words.preview(found)
    numbers.show_grid(Grid(grid.caption, grid.columns, grid.rows[:MOST_READ]))
    if (left_out := len(grid.rows) - MOST_READ) > 0:
        st.caption(words.more(left_out))
    if not kind.choose(found):
        return
    use, keep = st.columns(2)
    key = f"{kind.code}_use"
    use.button(
        kind.button, type="primary", key=key, on_click=_use, args=(kind, found), width="stretch"
    )
    with keep.popover("Bruk og lagre", width="stretch"):
        _form(kind, file, found)


def _form(kind: Kind[Any], file: UserFile, found: Any) -> None:
    """Name, source and note of what is to be kept."""
    code = kind.code
    name = st.text_input(
        "Navn", value=file.name.rsplit(".", 1)[0][:60], max_chars=60, key=f"{code}_name"
    )
    publisher = st.text_input("Hvem har laget den", max_chars=80, key=f"{code}_publisher")
    note = st.text_input("Merknad", max_chars=300, key=f"{code}_note")
    same = [one for one in uploads_used.of_kind(code) if one.name == name]
    if same:
        st.caption(saying.kept([norwegian.date(one.saved[:10]) for one in same]))
    kept = KeptUpload(
        name, publisher, note, "", session.choice().region, file.name, file.content, kind=code
    )
    how = signing_in.gate()
    st.button("Lagre", key=f"{code}_keep", on_click=_keep, args=(kind, found, kept), **how)


def _use(kind: Kind[Any], found: Any) -> None:
    """What is chosen when the button is pressed counts."""
    kind.use(found, kind.year())


@parts.told
def _keep(kind: Kind[Any], found: Any, kept: KeptUpload) -> None:
    year = kind.year()
    uploads_used.keep(KeptUpload(**{**vars(kept), "year": year}))
    kind.use(found, year)


@parts.told
def _use_kept(kind: Kind[Any], one: KeptUpload) -> None:
    """Use what is kept in the region it was kept for."""
    if one.region != session.choice().region:
        session.take("region", one.region)
    if session.choice().region != one.region:
        return
    read = _read(kind, UserFile(one.file, one.content))
    if read.found is not None:
        kind.use(read.found, one.year)
