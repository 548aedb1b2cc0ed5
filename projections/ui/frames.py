"""A municipality's own frames on the screen: template, upload, problems, and units to sectors."""

from dataclasses import replace
from datetime import date
from typing import cast

import streamlit as st

from .. import labels, tables
from ..case import Allocations
from ..norwegian import number
from ..sources.own.frames import ID, FrameFile
from ..sources.own.kinds import Found
from ..words import own_files as words
from . import own_files, session, shared

_UPLOADED = "frames_uploaded"
"""Session key of the frames as they were read, by region: what moved units go back to."""
_YEAR = "frames_year"
_PRICES = "frames_prices"
_SECTOR = "frames_sector_{}"


def show() -> None:
    """What is in use and the way back, upload, and the mapping where there are frames."""
    frames, original = session.case().frames, _original()
    own_files.used(FRAMES)
    if frames and original and frames.frames != original.frames:
        _told(words.moved(original.frames, frames.frames), "Nullstill tilordningen", original)
    name = session.case().region.name
    title = "Egne driftsrammer" if frames else f"Legg inn driftsrammene for {name}"
    folded = st.expander(title, key="frames_upload", on_change="rerun")
    if folded.open:
        with folded:
            own_files.upload(FRAMES)
    if frames and session.choice().method == "own":
        if not any(one.sector for one in frames.frames):
            st.warning(words.NONE_MAPPED)
        folded = st.expander("Enheter og sektorer", key="frames_mapping", on_change="rerun")
        if folded.open:
            with folded:
                _mapping(frames)


def _told(sentence: str, button: str, back_to: Allocations | None) -> None:
    """What was changed, and one click to go back."""
    told, back = st.columns([4, 1], vertical_alignment="center")
    told.warning(sentence)
    back.button(button, on_click=_use, args=(back_to,), width="stretch")


def _uploaded() -> dict[str, Allocations]:
    return cast(dict[str, Allocations], st.session_state.get(_UPLOADED, {}))


def _original() -> Allocations | None:
    """The region's frames before any unit was moved."""
    region = session.choice().region
    return _uploaded().get(region) or shared.figures().case(region).frames


def _use(frames: Allocations | None) -> None:
    """Use these frames in this session; None goes back to those that came with the program."""
    region = session.choice().region
    if frames is None:
        st.session_state[_UPLOADED] = {
            code: one for code, one in _uploaded().items() if code != region
        }
    session.use_own(frames=None if frames == shared.figures().case(region).frames else frames)


def _year(found: Found) -> bool:
    """Which year's column to use: one whose people are known; whether there is one."""
    assert isinstance(found, FrameFile)
    case = session.case()
    known = [year for year in found.years if year in case.years(session.projection())]
    if not known:
        st.error(words.no_people(found.years, case))
        return False
    wanted = tables.frame_year(case, session.catalogue())
    st.selectbox(
        "Bruk rammene for",
        known,
        index=known.index(wanted) if wanted in known else 0,
        format_func=lambda one: found.columns[found.years.index(one)].replace("_", " "),
        key=_YEAR,
    )
    first = found.prices(st.session_state[_YEAR])
    years = sorted({first, *range(found.years[0], found.years[-1] + 1)})
    st.selectbox(
        "Beløpene er i priser fra",
        years,
        index=years.index(first),
        key=f"{_PRICES}_{st.session_state[_YEAR]}",
    )
    return True


def _take_file(found: Found, year: int) -> None:
    assert isinstance(found, FrameFile)
    prices = st.session_state.get(f"{_PRICES}_{year}")
    frames = found.frames(year, date.today().isoformat(), prices)
    st.session_state[_UPLOADED] = _uploaded() | {session.choice().region: frames}
    _use(frames)


def _in_use() -> str:
    frames = session.case().frames
    return words.in_use(frames) if frames and frames.source.id == ID else ""


def _mapping(frames: Allocations) -> None:
    """A list for each unit: the sector it follows."""
    st.markdown(words.MAPPING)
    sectors = ("", *session.catalogue().keys.sectors)
    columns = st.columns(2)
    for place, one in enumerate(frames.frames):
        st.session_state[_SECTOR.format(place)] = one.sector
        columns[place % 2].selectbox(
            f"{one.unit_name} ({number(one.amount / 1000)} tusen kr)",
            sectors,
            format_func=labels.sector,
            key=_SECTOR.format(place),
            on_change=_move,
            args=(place,),
        )


def _move(place: int) -> None:
    """A unit was given another sector."""
    frames, original = session.case().frames, _original()
    if not frames or not original:
        return
    moved = list(frames.frames)
    moved[place] = replace(moved[place], sector=st.session_state[_SECTOR.format(place)])
    if tuple(moved) == original.frames:
        _use(original)
        return
    short = f"{original.source.short} ({words.MOVED})"
    source = replace(original.source, short=short)
    _use(replace(frames, frames=tuple(moved), source=source))


FRAMES = own_files.Kind(
    "frames",
    "Fil med driftsrammer (CSV, XLSX eller XLS)",
    "Bruk disse rammene",
    _take_file,
    _in_use,
    lambda: _use(None),
    choose=_year,
    year=lambda: int(st.session_state[_YEAR]),
    template="Last ned malen (Røros som eksempel)",
)
