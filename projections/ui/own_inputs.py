"""Rates, frames, capacity and migration profile of one's own, together; frames with their units."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import cast

import streamlit as st

from .. import labels, tables
from ..case import Allocations, OwnPlaces, OwnRates
from ..choices import state
from ..norwegian import number
from ..people.ages import FloatArray
from ..sources.own.frames import ID, FrameFile
from ..tables import unfit
from ..words import own_files as words
from ..words.literal import literal
from . import own_files, parts, session, shared
from .own_files import Kind
from .own_files import show as show_kind
from .plan_entry import PLAN

_UPLOADED = "frames_uploaded"
"""Session key of the frames as they were read, by region: what moved units go back to."""
_YEAR = "frames_year"
_PRICES = "frames_prices"
_SECTOR = "frames_sector_{}"


def frames() -> None:
    """What is in use and the way back, upload, and the mapping where there are frames."""
    frames, original = session.case().frames, _original()
    own_files.used(FRAMES)
    if frames and original and frames.frames != original.frames:
        _told(words.moved(original.frames, frames.frames), "Nullstill tilordningen", original)
    name = session.case().region.name
    title = "Egne driftsrammer" if frames else f"Legg inn driftsrammene for {name}"
    parts.fold(title, "frames_upload", partial(own_files.upload, FRAMES))
    if frames and session.choice().method == "own":
        if not any(one.sector for one in frames.frames):
            st.warning(words.NONE_MAPPED)
        parts.fold("Enheter og sektorer", "frames_mapping", partial(_mapping, frames))


def _told(sentence: str, button: str, back_to: Allocations | None) -> None:
    """What was changed, and one click to go back."""
    told, back = st.columns([4, 1], vertical_alignment="center")
    told.warning(literal(sentence))
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


def _year(found: FrameFile) -> bool:
    """Which year's column to use: one whose people are known; whether there is one."""
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


def _take_file(found: FrameFile, year: int) -> None:
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


FRAMES: Kind[FrameFile] = Kind(
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


def show() -> None:
    """A fold for each kind."""
    st.header("Egne satser, rammer, kapasitet og flytteprofil")
    for kind in (RATES, FRAMES, CAPACITY, PROFILE, PLAN):
        show_kind(kind)


def _put_rates(rates: OwnRates | None) -> None:
    """Use these rates, and the method where they give one; None goes back."""
    if session.choice().method == "rates":
        # Another method first: the new rates may not give it, and the user did not ask for it.
        session.take("method", state.methods(session.case(), session.projection())[0])
    session.use_own(own_rates=rates)
    if "rates" in state.methods(session.case(), session.projection()):
        session.take("method", "rates")


def _rates_in_use() -> str:
    case = session.case()
    if case.own_rates is None:
        return ""
    every = (case.own_rates.costs, case.own_rates.users)
    told = (unfit(case, session.projection(), one) for one in every if one)
    return words.rates_in_use(case.own_rates, case, next(filter(None, told), None))


def _places_in_use() -> str:
    case = session.case()
    return words.places_in_use(case.own_places, case) if case.own_places else ""


def _use_profile(found: FloatArray, _: int) -> None:
    session.use_own(mover_profile=found)
    session.take("profile", "own")


def _no_profile() -> None:
    if session.choice().profile == "own":
        session.take("profile", state.PROFILES[0])
    session.use_own(mover_profile=None)


def _profile_in_use() -> str:
    case = session.case()
    return words.profile_in_use(case) if case.mover_profile is not None else ""


RATES: Kind[OwnRates] = Kind(
    "rates",
    "Fil med satser (CSV, XLSX eller XLS)",
    "Bruk disse satsene",
    lambda found, _: _put_rates(found),
    _rates_in_use,
    lambda: _put_rates(None),
)
CAPACITY: Kind[tuple[OwnPlaces, ...]] = Kind(
    "capacity",
    "Fil med kapasitet (CSV, XLSX eller XLS)",
    "Bruk denne kapasiteten",
    lambda found, _: session.use_own(own_places=found),
    _places_in_use,
    lambda: session.use_own(own_places=None),
)
PROFILE: Kind[FloatArray] = Kind(
    "profile",
    "Flytteprofil (CSV, XLSX eller XLS)",
    "Bruk profilen",
    _use_profile,
    _profile_in_use,
    _no_profile,
    "Ta bort egen profil",
)
