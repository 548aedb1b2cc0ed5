"""A figure's picture with its text alternative."""

import time
from functools import partial
from typing import Any

import streamlit as st

from .. import terms
from ..draw import plotly, style
from ..figures.spec import Figure
from . import again, plotly_norwegian
from .numbers import file_name

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
    dark, name = st.context.theme.type == "dark", file_name(figure.key)
    key = short, dark, name, *more.items()
    again.written(key, partial(_draw, figure, short, dark, name, **more), figure)


def _draw(figure: Figure, short: bool, dark: bool, name: str, **more: Any) -> None:
    drawn = style.in_theme(plotly.picture(figure, short), dark)
    drawn["layout"]["meta"] = {"title": figure.title, "source": terms.cited(figure.sources)}
    if more:
        drawn["layout"].pop("height", None)
    st.plotly_chart(
        plotly_norwegian.AsItIs(drawn),
        theme=None,
        alt=f"{figure.title}. {figure.text}",
        key=f"chart_{figure.key}",
        config=plotly_norwegian.config(name),
        **more,
    )


def head_start() -> None:
    """Let the browser draw what is written so far before it gets the rest to draw as well."""
    time.sleep(HEAD_START)
