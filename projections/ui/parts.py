"""What pages are made of: a fold, a file to take along, and what a press could not do."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st

from ..errors import BaereevneError
from ..words.literal import literal

P = ParamSpec("P")
_PROBLEM = "callback_problem"


def fold(name: str, key: str, draw: Callable[[], object], is_open: bool = False) -> None:
    """A part of the page that is drawn when it is opened.

    ``name`` and ``key``: what it is called, in the session too; ``is_open``: at first.
    """
    part = st.expander(name, expanded=is_open, key=key, on_change="rerun")
    if part.open:
        with part:
            draw()


def offer(
    label: str,
    data: str | bytes | Callable[[], bytes],
    name: str,
    media_type: str,
    key: str,
    **how: Any,
) -> None:
    """A button that takes a file along, and draws nothing again.

    Parameters
    ----------
    label, key
        Of the button.
    data
        What is in the file, or what makes it when it is asked for, of what it holds already: it is
        called where there is no session.
    name, media_type
        Of the file.
    how
        More of the button.
    """
    st.download_button(label, data, name, media_type, key=key, on_click="ignore", **how)


def told(press: Callable[P, object]) -> Callable[P, None]:
    """The same callback, its sentence on the page; Streamlit draws none after one that raises."""

    @wraps(press)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            press(*args, **kwargs)
        except BaereevneError as problem:
            st.session_state[_PROBLEM] = str(problem)

    return guarded


def show_problem() -> None:
    """What the last press could not do, once."""
    if sentence := st.session_state.pop(_PROBLEM, ""):
        st.error(literal(sentence))
