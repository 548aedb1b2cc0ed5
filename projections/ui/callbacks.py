"""What a press could not do: a sentence on the page, which is drawn all the same."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from ..errors import BaereevneError
from ..words.literal import literal

P = ParamSpec("P")
_PROBLEM = "callback_problem"


def told(press: Callable[P, object]) -> Callable[P, None]:
    """The same callback; Streamlit draws no page after one that raises."""

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
