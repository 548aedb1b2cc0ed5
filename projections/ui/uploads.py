"""Uploaded prognoses on the screen: a file, what is understood, what is wrong, used and kept."""

from collections.abc import Sequence
from functools import partial
from typing import cast

import numpy as np
import streamlit as st

from .. import norwegian
from ..exports import prognosis
from ..norwegian import number
from ..people.ages import SERVICE_AGES
from ..sources.own.file import UserFile
from ..sources.upload import KINDS, Upload, roles, using
from ..store.uploads import PROGNOSIS, KeptUpload
from ..words import uploads as words
from ..words.grids import Grid
from ..words.literal import literal
from . import numbers, parts, session, shared, signing_in, uploads_used
from .uploads_used import show_in_use, show_kept, use_and_keep, use_upload

_WANTED = "uploads_wanted"
"""Session key of a user's own choice of what columns are, by file and place."""
_READ = "uploads_read"
_COLUMN = "uploads_column_{}"
TYPES = ["csv", "txt", "tsv", "xlsx", "xls"]
MOST_SHOWN = 100
AT_A_TIME = 12
"""Columns whose content can be corrected at a time."""
YEARS_AHEAD = 11


def show() -> None:
    """A file to upload, what is in use, and what is kept."""
    st.markdown(words.ABOUT)
    _template()
    given = st.file_uploader(
        "Fil med prognose (CSV, XLSX eller XLS)", type=TYPES, key="uploads_file"
    )
    if given is not None:
        _file(UserFile(given.name, given.getvalue()))
    show_in_use()
    show_kept()


def _template() -> None:
    """An empty table for the chosen region."""
    own = session.case()
    last = own.observed.years[-1]
    years = range(last, last + YEARS_AHEAD)
    made = prognosis.template(own.region.code, SERVICE_AGES.codes, years).encode("utf-8")
    parts.offer("Last ned malen", made, "mal_prognose.csv", "text/csv", "uploads_template")


def _read(file: UserFile, whole: bool) -> Upload:
    """The file as it was read last, or read now where something it depends on is another."""
    figures, region = shared.figures(), session.choice().region
    key = (file.name, hash(file.content), region, tuple(_wanted(file).items()), whole, id(figures))
    if st.session_state.get(_READ, (None,))[0] != key:
        upload = using.checked(file, figures, region, _wanted(file), whole)
        st.session_state[_READ] = (key, upload)
    return cast(Upload, st.session_state[_READ][1])


def _file(file: UserFile) -> None:
    """What was understood of a file, what there is to say of it, and the button that uses it."""
    whole = st.toggle("Tallene skal være hele personer", key="uploads_whole")
    upload = _read(file, whole)
    kinds = {(one.accepted, one.advice) for one in upload.faults}
    outcome = words.outcome(upload.places, len(upload.warnings), len(kinds))
    if upload.partial:
        outcome = words.partial(upload.partial.ages.code)
    (st.error if upload.faults else st.warning if upload.warnings else st.success)(outcome)
    lists = {
        "Dette må rettes": (upload.faults, words.COLUMNS[3]),
        "Vær klar over dette": (upload.warnings, words.COLUMNS[3]),
        words.MENDED: (upload.mended, words.DONE),
    }
    for caption, (told, last) in lists.items():
        if told:
            numbers.show_grid(words.faults(caption, told[:MOST_SHOWN], last))
            if len(told) > MOST_SHOWN:
                st.caption(f"{number(len(told) - MOST_SHOWN)} til står ikke i tabellen.")
    if upload.headings:
        _understood(file, upload)
    if upload.pieces:
        _use_button(file, upload, whole)


def _wanted(file: UserFile) -> dict[int, str]:
    """The user's own choice of what the columns of a file are."""
    chosen = st.session_state.get(_WANTED, {})
    return cast(dict[int, str], chosen.get((file.name, hash(file.content)), {}))


def _take_wanted(file: UserFile, places: range) -> None:
    chosen = st.session_state.get(_WANTED, {})
    kind = st.session_state[_COLUMN.format(places.start)]
    kinds = _wanted(file) | dict.fromkeys(places, kind)
    st.session_state[_WANTED] = chosen | {(file.name, hash(file.content)): kinds}


def _understood(file: UserFile, upload: Upload) -> None:
    """The tables in the file, the first rows, and a list for each column."""
    names = session.catalogue().names
    if upload.pieces:
        found = [
            (
                names.get(one.region, one.region),
                one.area,
                one.alternative,
                one.years,
                len(one.stated),
                one.sexes,
                float(np.nansum(one.persons[-1]) if one.partial else one.persons[-1].sum()),
            )
            for one in upload.pieces[:MOST_SHOWN]
        ]
        if told := words.alternatives(upload.alternatives):
            st.info(literal(told))
        numbers.show_grid(words.pieces(found))
        if (more := len(upload.pieces) - MOST_SHOWN) > 0:
            st.caption(f"{number(more)} tabeller til er lest.")
    columns = partial(_columns, file, upload)
    parts.fold("Kolonnene og de første radene", "uploads_columns", columns)


def _columns(file: UserFile, upload: Upload) -> None:
    shown = [heading or f"Kolonne {place + 1}" for place, heading in enumerate(upload.headings)]
    for places in _shown(upload.headings):
        key = _COLUMN.format(places.start)
        st.session_state[key] = upload.roles[places.start].kind
        st.selectbox(
            words.group(literal(shown[places.start]), literal(shown[places[-1]]), len(places)),
            list(KINDS),
            format_func=KINDS.__getitem__,
            key=key,
            on_change=_take_wanted,
            args=(file, places),
        )
    headings = tuple(
        f"{name} ({place})" if shown.count(name) > 1 else name
        for place, name in enumerate(shown[:8], 1)
    )
    rows = tuple(tuple(row[:8]) for row in upload.preview)
    numbers.show_grid(Grid("De første radene", headings, rows))


def _shown(headings: Sequence[str]) -> Sequence[range]:
    """The columns to choose for: years and ages side by side together, if not asked apart."""
    every = roles.groups(headings)
    apart = tuple(range(place, place + 1) for place in range(len(headings)))
    if len(every) < len(apart) and st.toggle("Hver kolonne for seg", key="uploads_apart"):
        every = apart
    starts = range(0, len(every), AT_A_TIME)
    if len(starts) == 1:
        return every
    start = st.selectbox(
        "Vis kolonnene",
        starts,
        format_func=lambda one: words.page(one + 1, min(one + AT_A_TIME, len(every)), len(every)),
        key="uploads_page",
    )
    return every[start : start + AT_A_TIME]


def _use_button(file: UserFile, upload: Upload, whole: bool) -> None:
    """Name and origin, and two ways on: use it now, or keep it too."""
    known = [one.region for one in upload.pieces if one.region in session.catalogue().names]
    if not known:
        st.info(words.NO_REGION)
        return
    name = st.text_input("Navn", value=file.name.rsplit(".", 1)[0][:60], key="uploads_name")
    if bands := using.split(upload):
        st.warning(words.split(bands))
    to_divide = () if upload.partial else upload.pieces
    grouped = any(band.upper != band.lower for one in to_divide for band in one.ages.bands[:-1])
    single = grouped and st.toggle("Anslå ettårige aldre (merkes som anslag)", key="uploads_single")
    publisher = st.text_input("Hvem har laget den", key="uploads_publisher", max_chars=80)
    note = st.text_input("Merknad", key="uploads_note", max_chars=300)
    use, keep = st.columns(2)
    kept = KeptUpload(
        name,
        publisher,
        note,
        "",
        session.choice().region,
        file.name,
        file.content,
        _wanted(file),
        whole,
        single,
    )
    use.button(
        "Bruk i denne økten",
        type="primary",
        on_click=use_upload,
        args=(upload, kept),
        width="stretch",
    )
    same = [one.saved for one in uploads_used.of_kind(PROGNOSIS) if one.name == name]
    if same:
        st.caption(words.kept([norwegian.date(day[:10]) for day in same]))
    keep.button(
        "Bruk og lagre",
        on_click=use_and_keep,
        args=(upload, kept),
        width="stretch",
        **signing_in.gate(),
    )
