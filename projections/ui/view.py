"""What the figures of a page are made from, as it is chosen now."""

from typing import cast

import streamlit as st

from ..choices import selections
from ..figures import cache
from ..figures.view import View
from . import controls

_KEPT = "figures_of_own_views"


def now() -> View:
    """The chosen region with its inputs, the choices, and what has been fetched."""
    catalogue = controls.catalogue()
    return View(
        *controls.inputs(),
        selections.of(controls.choice(), catalogue),
        controls.everyone(),
        controls.fetched_spending(),
    )


def made(key: str | cache.Build, view: View) -> cache.Figures:
    """The figures of a key, or of a function: made once for all who have the same view.

    Raises
    ------
    MissingInputError
        If they cannot be made; see :func:`catalogue.make`.
    """
    return cache.made(key, view, None if view.is_for_everyone else _own())


def _own() -> cache.Cache:
    """What this session keeps of views with its own inputs; anew when those or the data change."""
    rests_on = controls.figures(), controls.own_everywhere()
    kept = st.session_state.get(_KEPT)
    if kept is None or any(one is not other for one, other in zip(kept[0], rests_on, strict=True)):
        kept = st.session_state[_KEPT] = rests_on, cache.Cache(cache.MOST_OWN)
    return cast(cache.Cache, kept[1])
