"""Plotly's own words in Norwegian, and which buttons its toolbar has."""

from typing import Any

from plotly.basedatatypes import BaseFigure  # type: ignore[import-untyped]

from ..draw.style import Picture

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
