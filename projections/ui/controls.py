"""Widgets for the choice. Every widget shows and changes one field of the shared choice."""

import time
from collections.abc import Callable, Sequence
from typing import Any, cast

import streamlit as st

from .. import labels
from ..case import Case, Catalogue, Projection
from ..errors import BaereevneError
from ..indicators import WORKING_AGES
from ..population import Population
from ..sources import catalogue as everything
from ..sources import everyone as all_municipalities
from ..sources.archive import Archive
from ..store import Store
from . import state

_CHOICE, _PROBLEMS = "choice", "problems"
PENDING = "pending_region"
"""Session key of a region that was chosen and must be fetched first."""
_LINK = "pending_link"
_WRITTEN = "written_query"
LAG_SECONDS = 1.0
Format = Callable[[Any], str]


@st.cache_resource(show_spinner=False, ttl=600)
def catalogue() -> Catalogue:
    """Bundled figures and fetched regions; read again now and then, for what others fetch."""
    return everything.load()


@st.cache_resource(show_spinner=False, ttl=600)
def _fetchable() -> dict[str, str]:
    """Names by code of the municipalities SSB has, once the list is in the store."""
    return everything.choices()


@st.cache_resource(show_spinner=False, ttl=600)
def everyone() -> tuple[Population, ...]:
    """All municipalities in the newest year, once they have been fetched."""
    try:
        return all_municipalities.populations(Archive(Store()))
    except BaereevneError:
        return ()


def forget_figures() -> None:
    """Read figures and lists again: something was fetched."""
    catalogue.clear()
    everyone.clear()
    _fetchable.clear()


def choice() -> state.Choice:
    """The session's choice; the first time it is read from the URL."""
    if _CHOICE not in st.session_state or _browser_moved():
        st.session_state[_WRITTEN] = (st.query_params.to_dict(), time.monotonic())
        query = {name: st.query_params.get_all(name) for name in st.query_params}
        wanted = query.get(state.NAMES["region"], [""])[0]
        if wanted in _fetchable() and wanted not in catalogue().cases:
            st.session_state[PENDING], st.session_state[_LINK] = wanted, dict(query)
            query = {}
        settled = state.settle(query, catalogue())
        st.session_state[_CHOICE] = settled.choice
        st.session_state[_PROBLEMS] = settled.problems
    return cast(state.Choice, st.session_state[_CHOICE])


def _browser_moved() -> bool:
    """Whether the address is another than the one written last: the browser went back.

    Menu links carry no choice. An address may also lag behind for a moment when choices are made
    quickly one after the other; that is not going back.
    """
    shown = st.query_params.to_dict()
    written, when = st.session_state.get(_WRITTEN, (shown, 0.0))
    return bool(shown) and shown != written and time.monotonic() - when > LAG_SECONDS


def show_problems() -> None:
    """One sentence for each part of the link that could not be used, until a choice is made."""
    for problem in st.session_state.get(_PROBLEMS, ()):
        st.warning(problem)


def case() -> Case:
    """The chosen region with its inputs."""
    return catalogue().case(choice().region)


def projection() -> Projection | None:
    """The chosen projection, None for history only."""
    return state.projection_of(case(), choice().projection)


def write_url() -> None:
    """Put the choice in the address bar, so that the link opens the same picture."""
    query = state.to_query(choice(), catalogue())
    written, _ = st.session_state[_WRITTEN]
    if written != query:
        st.session_state[_WRITTEN] = (query, time.monotonic())
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def _take(field: str) -> None:
    """A widget was changed: settle the choice with its new value."""
    value = st.session_state[f"widget_{field}"]
    # What is chosen on the page counts, whatever address the browser was at.
    st.session_state[_WRITTEN] = (st.query_params.to_dict(), time.monotonic())
    if value is None:
        return
    if field == "region" and value not in catalogue().cases:
        st.session_state[PENDING] = value
        return
    if isinstance(value, list):
        value = tuple(value)
    st.session_state[_CHOICE] = state.change(choice(), field, value, catalogue())
    st.session_state[_PROBLEMS] = ()


def _bound(field: str) -> dict[str, Any]:
    """Keyword arguments that tie a widget to a field: shows it, and takes what is chosen."""
    key, value = f"widget_{field}", getattr(choice(), field)
    st.session_state[key] = list(value) if isinstance(value, tuple) else value
    return {"key": key, "on_change": _take, "args": (field,)}


def select(field: str, label: str, options: Sequence[Any], show: Format = str, **more: Any) -> None:
    """A list to choose one from."""
    st.selectbox(label, options, format_func=show, **_bound(field), **more)


def segments(field: str, label: str, options: Sequence[Any], show: Format = str) -> None:
    """A few options side by side."""
    st.segmented_control(label, options, format_func=show, required=True, **_bound(field))


def several(field: str, label: str, options: Sequence[Any], show: Format, most: int) -> None:
    """A list to choose several from."""
    st.multiselect(
        label,
        options,
        format_func=show,
        max_selections=most,
        placeholder="Velg",
        select_all=False,
        **_bound(field),
    )


def region_name(code: str) -> str:
    """Name of a region code; a municipality that is not fetched yet says so."""
    if code in catalogue().cases:
        return catalogue().case(code).region.name
    return f"{_fetchable()[code]} (hentes fra SSB)"


def choose_region(code: str) -> None:
    """Choose a region that is now among the figures, with all else its link asked for."""
    link = st.session_state.pop(_LINK, None)
    if link is None:
        st.session_state[_CHOICE] = state.change(choice(), "region", code, catalogue())
        return
    settled = state.settle(link, catalogue())
    st.session_state[_CHOICE], st.session_state[_PROBLEMS] = settled.choice, settled.problems


def chosen(from_base_year: bool = False) -> str:
    """The shared choices in words, for the line under a page's title."""
    own, path = choice(), projection()
    first = own.base_year if from_base_year else own.first
    told = labels.projection(path) if path else "bare observerte tall"
    return f"{case().region.name} · {told} · sammenligner {first} og {own.last}" + (
        "" if from_base_year else f" · yrkesaktiv alder {labels.age(own.working)}"
    )


def measure() -> None:
    """How the age groups are shown."""
    segments("measure", "Vis som", list(labels.MEASURES), labels.MEASURES.__getitem__)


def cost_view() -> None:
    """Change from the base year, or the cost itself."""
    segments("cost_view", "Vis som", list(labels.COST_VIEWS), labels.COST_VIEWS.__getitem__)


def compared() -> None:
    """Which regions stand beside the chosen one."""
    others = [code for code in catalogue().cases if code != choice().region]
    several("compare", "Sammenlign med", others, region_name, state.MOST_COMPARED)


def against() -> Projection | None:
    """The projection drawn beside the chosen one."""
    return state.projection_of(case(), choice().against)


def choose_against() -> None:
    """Which other projection to draw; left out where there is no other."""
    names = {one.code: labels.projection(one) for one in case().projections}
    codes = state.against_codes(case(), choice().projection)
    if len(codes) > 1:
        select(
            "against",
            "Vis også prognosen",
            codes,
            lambda code: names.get(code, "Ingen"),
        )


def compared_and_against() -> None:
    """Regions beside the chosen one, and another projection."""
    compared()
    choose_against()


def pyramid_years() -> None:
    """The two years of the pyramid."""
    pyramid = case().pyramid
    years = pyramid.years if pyramid else ()
    left, right = st.columns(2)
    with left:
        select("pyramid_first", "Første år (omriss)", years[:-1])
    with right:
        later = [year for year in years if year > choice().pyramid_first]
        select("pyramid_last", "Siste år (fylt)", later)


def cost_method() -> None:
    """Method, need and base year of the costs."""
    own = case()
    methods = [code for code in labels.METHODS if own.frames or code == "national"]
    left, middle, right = st.columns(3)
    with left:
        segments("method", "Metode", methods, labels.METHODS.__getitem__)
    with middle:
        segments("need", "Behov etter", list(labels.NEEDS), labels.NEEDS.__getitem__)
    with right:
        select("base_year", "Basisår", state.base_years(own, projection(), choice().last))


def shared() -> None:
    """The choices that follow the user across pages, in the sidebar."""
    own = case()
    names = {one.code: labels.projection(one) for one in own.projections}
    names[state.NO_PROJECTION] = "Ingen, bare observerte tall"
    years = own.years(projection())
    with st.sidebar:
        regions = list(dict.fromkeys((*catalogue().cases, *_fetchable())))
        select("region", "Kommune eller område", regions, region_name)
        select("projection", "Prognose", list(names), names.__getitem__)
        select("first", "Fra år", years[:-1])
        select("last", "Til år", [year for year in years if year > choice().first])
        segments("working", "Yrkesaktiv alder", list(WORKING_AGES), labels.age)
