"""A municipality's own frames on the screen: template, upload, problems, and units to sectors."""

from dataclasses import replace
from datetime import date
from typing import cast

import streamlit as st

from .. import labels, tables
from ..case import Frames
from ..errors import InputFileError
from ..narrative import frames as words
from ..norwegian import number
from ..sources import datafiles
from ..sources.frames import COLUMNS, ID, FrameFile, read_frames
from ..sources.usercsv import UserFile
from . import controls, panels

_UPLOADED = "frames_uploaded"
"""Session key of the frames as they were read, by region: what moved units go back to."""
_YEAR = "frames_year"
_SECTOR = "frames_sector_{}"
EXAMPLE = "roros_driftsrammer_2024_2027.csv"
MOST_SHOWN = 100


def show() -> None:
    """What is in use and the way back, upload, and the mapping where there are frames."""
    frames, original = controls.case().frames, _original()
    if frames and frames.source.id == ID:
        _told(words.in_use(frames), "Gå tilbake", None)
    if frames and original and frames.frames != original.frames:
        _told(words.moved(original.frames, frames.frames), "Nullstill tilordningen", original)
    folded = st.expander("Egne driftsrammer", key="frames_upload", on_change="rerun")
    if folded.open:
        with folded:
            _upload()
    if frames and controls.choice().method == "own":
        if not any(one.sector for one in frames.frames):
            st.warning(words.NONE_MAPPED)
        folded = st.expander("Enheter og sektorer", key="frames_mapping", on_change="rerun")
        if folded.open:
            with folded:
                _mapping(frames)


def _told(sentence: str, button: str, back_to: Frames | None) -> None:
    """What was changed, and one click to go back."""
    told, back = st.columns([4, 1], vertical_alignment="center")
    told.warning(sentence)
    back.button(button, on_click=_use, args=(back_to,), width="stretch")


def _uploaded() -> dict[str, Frames]:
    return cast(dict[str, Frames], st.session_state.get(_UPLOADED, {}))


def _original() -> Frames | None:
    """The region's frames before any unit was moved."""
    region = controls.choice().region
    return _uploaded().get(region) or controls.figures().case(region).frames


def _use(frames: Frames | None) -> None:
    """Use these frames in this session; None goes back to those that came with the program."""
    region = controls.choice().region
    if frames is None:
        st.session_state[_UPLOADED] = {
            code: one for code, one in _uploaded().items() if code != region
        }
    controls.use_own(frames=None if frames == controls.figures().case(region).frames else frames)


def _upload() -> None:
    """A template, a file, what is wrong with it, and which of its years to use."""
    st.markdown(words.ABOUT)
    _template()
    given = st.file_uploader("Fil med driftsrammer (CSV)", type=["csv", "txt"], key="frames_file")
    if given is None:
        panels.show_grid(words.columns(COLUMNS))
        return
    try:
        file = _read(UserFile(given.name, given.getvalue()))
    except InputFileError as problem:
        shown = problem.faults[:MOST_SHOWN]
        st.error(words.cannot(given.name, len(problem.faults), len(shown)))
        panels.show_grid(words.faults("Dette må rettes", shown))
        return
    _year(file)
    if file.warnings:
        panels.show_grid(words.faults("Vær klar over dette", file.warnings[:MOST_SHOWN]))


def _read(file: UserFile) -> FrameFile:
    """The file checked, with the sectors the program knows for the region's units."""
    catalogue, region = controls.catalogue(), controls.choice().region
    return read_frames(
        file, catalogue.keys.sectors, lambda unit: catalogue.parameters.sector(region, unit)
    )


def _template() -> None:
    """The bundled file with sectors filled in, and what its columns hold."""
    parameters = controls.catalogue().parameters
    content = datafiles.open_data().content(EXAMPLE)
    example = read_frames(
        UserFile(EXAMPLE, content),
        controls.catalogue().keys.sectors,
        lambda unit: parameters.sector("5025", unit),
    )
    st.download_button(
        "Last ned malen (Røros som eksempel)",
        data=example.to_csv().encode("utf-8"),
        file_name="mal_driftsrammer.csv",
        mime="text/csv",
        key="frames_template",
        on_click="ignore",
    )


def _year(file: FrameFile) -> None:
    """Which year's column to use: one whose people are known."""
    case = controls.case()
    known = [year for year in file.years if year in case.years(controls.projection())]
    if not known:
        st.error(words.no_people(file.years, case))
        return
    wanted = tables.frame_year(case, controls.catalogue())
    st.selectbox(
        "Bruk rammene for",
        known,
        index=known.index(wanted) if wanted in known else 0,
        format_func=lambda one: file.columns[file.years.index(one)].replace("_", " "),
        key=_YEAR,
    )
    st.button("Bruk disse rammene", type="primary", on_click=_take_file, args=(file,))


def _take_file(file: FrameFile) -> None:
    """The year that is chosen when the button is pressed counts."""
    frames = file.frames(st.session_state[_YEAR], date.today().isoformat())
    st.session_state[_UPLOADED] = _uploaded() | {controls.choice().region: frames}
    _use(frames)


def _mapping(frames: Frames) -> None:
    """A list for each unit: the sector it follows."""
    st.markdown(words.MAPPING)
    sectors = ("", *controls.catalogue().keys.sectors)
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
    frames, original = controls.case().frames, _original()
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
