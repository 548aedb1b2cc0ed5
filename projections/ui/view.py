"""What the figures of a page are made from, as it is chosen now, and the same in words."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar, cast, overload

import streamlit as st

from .. import labels
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


def region_name(code: str) -> str:
    """Name of a region code; a municipality that is not fetched yet says so."""
    names = session.catalogue().names
    return names[code] if code in names else shared.places()[code]


def chosen(from_base_year: bool = False) -> str:
    """The shared choices in words, for the line under a page's title."""
    own = session.choice()
    first = own.base_year if from_base_year else own.first
    return f"{whose()} · sammenligner {first} og {own.last}" + (
        "" if from_base_year else f" · yrkesaktiv alder {labels.age(own.working)}"
    )


def chosen_of(fields: Collection[str]) -> str:
    """The choices a page uses in words: without a projection neither path nor years are any.

    ``fields``: fields of the choice that do something on the page.
    """
    if "projection" not in fields:
        return session.case().region.name + _own_told()
    return chosen("first" not in fields and "base_year" in fields)


def whose() -> str:
    """Region and projection in words, and whether the session has inputs of its own."""
    path = session.projection()
    told = labels.projection(path) if path else "ingen prognose, bare observerte tall"
    if path and (means := labels.means(path.alternative)):
        told = f"{told}. Det er SSBs alternativ med {means}, ikke hovedalternativet"
    return f"{session.case().region.name} · {told}{_own_told()}"


def _own_told() -> str:
    """That the session has inputs of its own; empty where it has none."""
    return " · egne tall i denne økten" if session.own_inputs() else ""
