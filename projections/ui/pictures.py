"""A figure's picture with its text alternative."""

import time
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st

from .. import terms
from ..draw import plotly, style
from ..figures.spec import Figure
from . import plotly_norwegian
from .numbers import file_name

_PICTURES: WeakKeyDictionary[Figure, dict[tuple[bool, bool], style.Picture]] = WeakKeyDictionary()
"""Pictures by figure, in short or whole and in the light or the dark theme."""
HEAD_START = 0.02
"""Longer than Streamlit's server and page wait for more to send and to draw at once [s]."""


def chart(figure: Figure, short: bool = False) -> None:
    """The picture with a text alternative."""
    _drawn(figure, short)


def in_room(figure: Figure, room: str) -> None:
    """The picture alone, as high as the style sheet says of the room with this key."""
    with st.container(key=room):
        _drawn(figure, short=True, height="stretch")


def _drawn(figure: Figure, short: bool, **more: Any) -> None:
    drawn = _picture(figure, short, dark=st.context.theme.type == "dark")
    if more:
        layout = {key: own for key, own in drawn["layout"].items() if key != "height"}
        drawn = drawn | {"layout": layout}
    st.plotly_chart(
        plotly_norwegian.AsItIs(drawn),
        theme=None,
        alt=f"{figure.title}. {figure.text}",
        key=f"chart_{figure.key}",
        config=plotly_norwegian.config(file_name(figure.key)),
        **more,
    )


def _picture(figure: Figure, short: bool, dark: bool) -> style.Picture:
    """The picture, drawn once for as long as the figure is kept; nothing in it may be changed."""
    known = _PICTURES.setdefault(figure, {})
    if (short, dark) not in known:
        drawn = style.in_theme(plotly.picture(figure, short), dark)
        drawn["layout"]["meta"] = {"title": figure.title, "source": terms.cited(figure.sources)}
        known[short, dark] = drawn
    return known[short, dark]


def head_start() -> None:
    """Let the browser draw what is written so far before it gets the rest to draw as well."""
    time.sleep(HEAD_START)
