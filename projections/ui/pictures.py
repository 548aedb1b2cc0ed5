"""A figure's picture with its text alternative, and Plotly's own words in Norwegian."""

import time
from functools import partial
from html import escape
from typing import Any

import streamlit as st
from plotly.basedatatypes import BaseFigure  # type: ignore[import-untyped]

from .. import terms
from ..draw import plotly, style
from ..draw.style import Picture
from ..figures.spec import Figure
from . import again
from .numbers import file_name
from .turns import TURNS

WORDS = {
    "Download plot as a PNG": "Last ned som PNG",
    "Download plot as a png": "Last ned som PNG",
    "Download plot": "Last ned bilde",
    "Preparing image - this may take a few seconds": "Lager bilde",
    "Image downloaded": "Bildet er lastet ned",
    "Taking snapshot - this may take a few seconds": "Lager bilde",
    "Snapshot succeeded": "Bildet er lastet ned",
    "Sorry, there was a problem downloading your snapshot!": "Bildet kunne ikke lastes ned.",
    "Sorry, there was a problem downloading your image!": "Bildet kunne ikke lastes ned.",
    "Double-click on legend to isolate one trace": "Dobbeltklikk for å vise bare denne",
    "Double-click to zoom back out": "Dobbeltklikk for å zoome ut",
    "Reset axes": "Tilbakestill",
    "Autoscale": "Tilpass",
    "Zoom": "Zoom",
    "Pan": "Flytt",
    "Zoom in": "Zoom inn",
    "Zoom out": "Zoom ut",
}

REMOVED = [
    "zoom2d",
    "pan2d",
    "select2d",
    "lasso2d",
    "zoomIn2d",
    "zoomOut2d",
    "autoScale2d",
    "resetScale2d",
]


class AsItIs(BaseFigure):  # type: ignore[misc]
    """A figure that is sent as it is.

    Streamlit has Plotly check a figure that is a plain dict each time it is drawn, and that takes
    longer than to reckon what it shows. Tests check each kind of figure once instead.
    """

    def __init__(self, figure: Picture) -> None:
        self.__dict__["drawn"] = figure

    def to_dict(self) -> Picture:
        """The figure, as Plotly's JSON schema has it."""
        return dict(self.__dict__["drawn"])


def config(name: str) -> dict[str, Any]:
    """Plotly configuration for one chart.

    Parameters
    ----------
    name
        File name of the image a user downloads. The SVG button is added by page.js.
    """
    return {
        "locale": "nb",
        "locales": {"nb": {"dictionary": WORDS, "format": {"decimal": ",", "thousands": "\u00a0"}}},
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtonsToRemove": REMOVED,
        "toImageButtonOptions": {
            "format": "png",
            "filename": name,
            "width": 1280,
            "height": 720,
            "scale": 2,
        },
        "scrollZoom": False,
        "doubleClick": False,
    }


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
    drawn["layout"]["meta"] = {
        # Plotly takes them for HTML.
        "title": escape(figure.title, quote=False),
        "source": escape(terms.cited(figure.sources), quote=False),
    }
    if more:
        drawn["layout"].pop("height", None)
    st.plotly_chart(
        AsItIs(drawn),
        theme=None,
        alt=figure.alternative_text,
        key=f"chart_{figure.key}",
        config=config(name),
        **more,
    )


def head_start() -> None:
    """Let the browser draw what is written so far before it gets the rest to draw as well."""
    with TURNS.given_on():
        time.sleep(HEAD_START)
