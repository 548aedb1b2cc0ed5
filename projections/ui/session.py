"""The session's choice and its own inputs: read from the address, changed, written back."""

import time
from collections.abc import Mapping
from typing import Any, cast

import streamlit as st

from ..case import Case, Catalogue, Projection
from ..choices import offered, state
from ..choices.query import listed
from . import shared, unsaved

_CHOICE = "choice"
_PROBLEMS = "problems"
_PENDING = "pending"
_OWN = "own_inputs"
_WITH_OWN = "catalogue_with_own"
_NOTHING: Mapping[str, Mapping[str, Any]] = {}
_ASKING = "asking_for_region"
_WRITTEN = "written_query"
_WHOLE = "whole_page_changed"
_PAGE = "page_drawn"
LAG_SECONDS = 1.0


def catalogue() -> Catalogue:
    """All that can be chosen, with this session's own inputs in place of a region's."""
    figures, own = shared.figures(), own_everywhere()
    kept = st.session_state.get(_WITH_OWN)
    if kept is None or kept[0] is not figures or kept[1] is not own:
        kept = st.session_state[_WITH_OWN] = figures, own, figures.with_inputs(own)
    return cast(Catalogue, kept[2])


def own_everywhere() -> Mapping[str, Mapping[str, Any]]:
    """The session's own inputs by region; another object whenever one of them is another."""
    return cast(Mapping[str, Mapping[str, Any]], st.session_state.get(_OWN) or _NOTHING)


def own_inputs() -> dict[str, Any]:
    """The session's own inputs for the chosen region, by field of the case."""
    return dict(own_everywhere().get(choice().region, {}))


def use_own(**inputs: Any) -> None:
    """Put own inputs in place of the chosen region's, for this session; None takes one away."""
    kept = {field: one for field, one in {**own_inputs(), **inputs}.items() if one is not None}
    _put_own({**own_everywhere(), choice().region: kept})


def use_own_everywhere(field: str, by_region: Mapping[str, Any]) -> None:
    """Put one own input in place in these regions and take it away in all others."""
    before = own_everywhere()
    own = {
        code: {name: one for name, one in before.get(code, {}).items() if name != field}
        | ({field: by_region[code]} if code in by_region else {})
        for code in {**before, **by_region}
    }
    _put_own(own)


def _put_own(own: Mapping[str, Mapping[str, Any]]) -> None:
    query = _query()
    st.session_state[_OWN] = {code: kept for code, kept in own.items() if kept}
    _chosen_here()
    choose(query)


def figures_changed() -> None:
    """Something was fetched: read all again; what was at rest follows the new figures' rest."""
    query = _query()
    shared.forget_figures()
    choose(query)


def _query() -> state.Query:
    """What the choice differs from rest by, before what rests is changed."""
    return listed(state.to_query(choice(), catalogue()))


def choice() -> state.Choice:
    """The session's choice; the first time it is read from the URL."""
    now = st.session_state.get(_CHOICE)
    if now is None:
        follow_address()
        now = st.session_state[_CHOICE]
    return cast(state.Choice, now)


def follow_address(is_same_page: bool = False) -> None:
    """Make the choice of the address, when it is the session's first or the browser went back."""
    if _CHOICE not in st.session_state or _browser_moved(is_same_page):
        st.session_state[_WRITTEN] = (st.query_params.to_dict(), time.monotonic())
        query = {name: st.query_params.get_all(name) for name in st.query_params}
        if state.regions_in(query) or (query and _CHOICE in st.session_state):
            answered()
        else:
            st.session_state[_ASKING] = True
        if not _waits_for_fetch(query):
            choose(query)
        elif _CHOICE not in st.session_state:
            choose({})


def is_asking() -> bool:
    """Whether nobody has said which region it is: the first visit, by an address without one."""
    return bool(st.session_state.get(_ASKING))


def answered() -> None:
    """The session has its region."""
    st.session_state.pop(_ASKING, None)


def _waits_for_fetch(query: state.Query) -> bool:
    """Put a choice aside when it names a region that can be fetched but is not here yet."""
    absent = [code for code in state.regions_in(query) if code not in catalogue().names]
    codes = tuple(code for code in absent if code in shared.fetchable())
    if codes:
        st.session_state[_PENDING] = (codes, query)
    return bool(codes)


def pending() -> tuple[tuple[str, ...], state.Query] | None:
    """Regions to fetch, and the choice to make when they are here; asked for once."""
    return cast(tuple[tuple[str, ...], state.Query] | None, st.session_state.pop(_PENDING, None))


def choose(query: state.Query) -> None:
    """Make the choice a query asks for; what cannot be used is one sentence each."""
    settled = state.settle(query, catalogue())
    st.session_state[_CHOICE] = settled.choice
    st.session_state[_PROBLEMS] = settled.problems + settled.notices
    st.session_state[_WHOLE] = True


def page_begins(page: str = "") -> None:
    """The whole page is drawn, with what was chosen until now.

    Parameters
    ----------
    page
        Which page; going back to an address that says nothing is told from a menu link by it.
    """
    is_same = st.session_state.get(_PAGE) == page
    st.session_state[_PAGE] = page
    shared.page_begins()
    st.session_state.setdefault(_OWN, _NOTHING)  # a key that is there is found ten times as fast
    follow_address(is_same)
    st.session_state[_WHOLE] = False


def whole_page_changed() -> bool:
    """Whether a choice was made that may be seen anywhere on the page, since it was drawn."""
    return bool(st.session_state.get(_WHOLE))


def _browser_moved(is_same_page: bool) -> bool:
    """Whether the address is another than the one written last: the browser went back.

    Menu links carry no choice; on the page one stands on, an address without any is that of a first
    visit, where nobody had said which region it is. An address may also lag behind for a moment
    when choices are made quickly one after the other; that is not going back.
    """
    shown = st.query_params.to_dict()
    written, when = st.session_state.get(_WRITTEN, (shown, 0.0))
    says = bool(shown) or (is_same_page and is_asking())
    return says and shown != written and time.monotonic() - when > LAG_SECONDS


def problems() -> tuple[str, ...]:
    """One sentence for each part of the link that could not be used, and for what is otherwise
    than where it was made, until a choice is made.
    """
    return cast(tuple[str, ...], st.session_state.get(_PROBLEMS, ()))


def case() -> Case:
    """The chosen region with its inputs."""
    return inputs()[0]


def projection() -> Projection | None:
    """The chosen projection, None for history only."""
    return inputs()[1]


def inputs() -> tuple[Case, Projection | None, Catalogue]:
    """What most figures are reckoned from."""
    known = catalogue()
    return *state.inputs(choice(), known), known


def write_url() -> None:
    """Put the choice in the address bar, so that the link opens the same picture."""
    query = state.to_query(choice(), catalogue())
    if is_asking() and set(query) == {state.NAMES["region"]}:
        query = {}  # an address that says nothing asks again
    written, _ = st.session_state[_WRITTEN]
    if written != query:
        st.session_state[_WRITTEN] = (query, time.monotonic())
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
    unsaved.keep_choices(query)


def _chosen_here() -> None:
    """What is chosen on the page counts, whatever address the browser was at."""
    st.session_state[_WRITTEN] = (st.query_params.to_dict(), time.monotonic())


def take(field: str, value: Any) -> None:
    """Settle the choice with a new value of one field."""
    _chosen_here()
    if value is None:
        return
    if isinstance(value, list):
        value = tuple(value)
    if field == "region":
        value = offered.code_of(value)
        answered()
    query = state.changed(choice(), field, value, catalogue())
    if _waits_for_fetch(query):
        return
    st.session_state[_CHOICE] = state.settle(query, catalogue()).choice
    st.session_state[_WHOLE] = whole_page_changed() or bool(st.session_state.get(_PROBLEMS))
    st.session_state[_PROBLEMS] = ()
