"""What the figures of a page are made from, as it is chosen now."""

from collections.abc import Callable
from typing import Any, TypeVar, cast, overload

import streamlit as st

from ..choices import selections
from ..figures import cache
from ..figures.view import View
from . import session, shared

T = TypeVar("T")
_KEPT = "figures_of_own_views"


def now() -> View:
    """The chosen region with its inputs, the choices, and what has been fetched."""
    catalogue = session.catalogue()
    return View(
        *session.inputs(),
        selections.of(session.choice(), catalogue),
        shared.everyone(),
        shared.fetched_spending(),
    )


@overload
def made(key: str, view: View) -> cache.Figures: ...


@overload
def made(key: Callable[[View], T], view: View) -> T: ...


def made(key: str | Callable[[View], Any], view: View) -> Any:
    """The figures of a key, or what a function gives: once for all who have the same view.

    Raises
    ------
    MissingInputError
        If they cannot be made; see :func:`catalogue.make`.
    """
    return cache.made(key, view, None if view.is_for_everyone else _own())


def _own() -> cache.Cache:
    """What this session keeps of views with its own inputs; anew when those or the data change."""
    catalogue, kept = session.catalogue(), st.session_state.get(_KEPT)
    if kept is None or kept[0] is not catalogue:
        kept = st.session_state[_KEPT] = catalogue, cache.Cache(cache.MOST_OWN)
    return cast(cache.Cache, kept[1])
