"""One look for all charts on a screen: fonts, axes, the seam, labels at line ends."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

import numpy as np

from ..charts.palette import INK
from . import placing

Picture = dict[str, Any]
"""A drawing as Plotly's JSON schema has it: ``data`` and ``layout``."""

INKS = ("#222222", "#e8e8e8")
"""Text in the light and the dark theme."""
BACKGROUNDS = ("#ffffff", "#111418")
"""Page background in the light and the dark theme, as in .streamlit/config.toml."""

DARK_PAPER = "rgba(17,20,24,0.85)"
"""As :data:`~projections.draw.placing.PAPER`, in the dark theme."""

GRID = "rgba(128,128,128,0.22)"
FONT = 14
LEGEND_ROOM = 56
"""Bottom margin that holds axis labels and a legend [px]."""
LINE = 22
"""Height of a line of text above the chart [px]."""
MARK = 8
"""Width of a figure of a mark on an axis [px]."""
LABEL_GAP = 17
"""Height of a line of a label at a line's end [px]."""
YEAR = 34
"""Width of a year on an axis, with the least room to the next [px]."""
STEPS = (1, 2, 5, 10, 20, 50, 100)
"""How many years there may be from one written year to the next."""


def in_theme(figure: Picture, dark: bool) -> Picture:
    """The figure with text and toolbar in the colour of the page's theme."""
    ink = INKS[dark]
    layout_in_theme = figure["layout"] | {
        "font": {"size": FONT, "color": ink, "family": "Source Sans, sans-serif"},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": ink, "activecolor": ink},
        "hoverlabel": {"bgcolor": BACKGROUNDS[dark], "font": {"color": ink}},
    }
    if dark:
        layout_in_theme["annotations"] = [
            one | {"bgcolor": DARK_PAPER} if "bgcolor" in one else one
            for one in layout_in_theme.get("annotations", ())
        ]
    return {"data": figure["data"], "layout": layout_in_theme}


def layout(height: int, unit: str, **more: Any) -> dict[str, Any]:
    """Common layout: light grid, no frame, Norwegian separators, one hover box a year."""
    return {
        "template": {},
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 34, "b": 8},
        "separators": ",\u00a0",
        "font": {"size": FONT},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hovermode": "x unified",
        "dragmode": False,
        "showlegend": False,
        "xaxis": {
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
            "fixedrange": True,
            "tickangle": 0,
            "ticklabelstandoff": 3,
        },
        "yaxis": value_axis(),
        "annotations": [unit_note(unit)],
        "shapes": [],
        **more,
    }


def value_axis(**more: Any) -> dict[str, Any]:
    """An axis of values: light grid, zero shown, no interpolated thousands marks."""
    return {
        "gridcolor": GRID,
        "zerolinecolor": INK,
        "zerolinewidth": 1,
        "rangemode": "tozero",
        "automargin": True,
        "fixedrange": True,
        "tickformat": ",",
        **more,
    }


def unit_note(unit: str) -> dict[str, Any]:
    """The unit, written above the value axis where it can be read level."""
    return note(
        unit, x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", yshift=8
    )


def add_seam(figure_layout: dict[str, Any], year: float, last: float) -> None:
    """Mark where the projection starts, in a line of its own under the unit."""
    figure_layout["margin"]["t"] += LINE
    figure_layout["annotations"][0]["yshift"] += LINE
    text = note("Prognose", x=year, y=1, yref="paper", xanchor="left", yanchor="bottom", xshift=2)
    figure_layout["annotations"].append(text)
    figure_layout["shapes"].append(shade(year, last))


def paler(colour: str, strength: float = 0.14) -> str:
    """A colour that shows what lies under it, for an area.

    Examples
    --------
    >>> paler("#0F8B8D")
    'rgba(15,139,141,0.14)'
    """
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength:g})"


def shade(year: float, last: float, xref: str = "x", yref: str = "paper") -> dict[str, Any]:
    """The years that are projected, shaded."""
    return {
        "type": "rect",
        "xref": xref,
        "yref": yref,
        "x0": year,
        "x1": last,
        "y0": 0,
        "y1": 1,
        "fillcolor": "rgba(128,128,128,0.09)",
        "line": {"width": 0},
        "layer": "below",
    }


def year_axis(years: Sequence[int], room: float, margin: float | None = None) -> dict[str, Any]:
    """Whole years, never with a thousands space, as many as can be read side by side.

    Parameters
    ----------
    years
        All that are drawn, in order.
    room
        Width of what is drawn on the narrowest screen, without margins [px].
    margin
        Beyond the first and the last year [years]; None for what lines need.
    """
    first, last = (years[0], years[-1]) if years else (0, 0)
    apart = last - first
    beyond = margin if margin is not None else apart / 60 if apart else 0.5
    axis = {"tickformat": "d", "hoverformat": "d", "range": [first - beyond, last + beyond]}
    step = year_step(apart + 2 * beyond, room)
    inside = range(-(-first // step) * step, last + 1, step)
    if len(inside) > 1 or apart == 0:
        return {**axis, "dtick": step, "tick0": 2000}
    return {**axis, "tickmode": "array", "tickvals": [first, last]}


def year_step(span: float, room: float) -> int:
    """Years from one that is written to the next, so that they do not touch.

    Examples
    --------
    >>> year_step(7, 300), year_step(27, 200), year_step(24, 110)
    (1, 5, 10)
    """
    return next((one for one in STEPS if one * room >= YEAR * span), STEPS[-1])


def plot_room(figure_layout: Picture) -> float:
    """Width of what is drawn between the margins on the narrowest screen [px]."""
    margin = figure_layout["margin"]
    return float(placing.NARROW - margin["l"] - margin["r"])


def round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50 … that is not below.

    Examples
    --------
    >>> round_step(1.0), round_step(2.6), round_step(700.0)
    (1, 5, 1000)
    """
    steps = (base * int(10**power) for power in count() for base in (1, 2, 5))
    return next(step for step in steps if step >= least)


def span(values: Iterable[float]) -> tuple[float, float]:
    """Lowest and highest of the values that are there; zeros where none is."""
    there = [float(value) for value in values if np.isfinite(value)]
    return min(there, default=0.0), max(there, default=0.0)


def floats(values: Any) -> list[float | None]:
    """Values for JSON; missing is None."""
    return [None if np.isnan(value) else float(value) for value in values]


def note(text: str, **more: Any) -> dict[str, Any]:
    """Text in the chart, without an arrow."""
    return {"text": text, "showarrow": False, "font": {"size": FONT - 1}, **more}


def legend() -> dict[str, Any]:
    """A legend below the chart, for charts whose bars cannot be labelled where they stand."""
    return {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "yref": "container",
        "y": 0,
        "yanchor": "bottom",
    }


def legended(height: int, unit: str, **more: Any) -> dict[str, Any]:
    """The common layout with a legend, and room for it."""
    found = layout(height, unit, showlegend=True, legend=legend(), **more)
    found["margin"]["b"] = LEGEND_ROOM
    return found


def rule(x: Sequence[float], y: Sequence[float], colour: str, width: float, **more: Any) -> Picture:
    """A straight line that is no curve, from end to end."""
    return {
        "type": "line",
        **dict(zip(("x0", "x1", "y0", "y1"), (*x, *y), strict=True)),
        "line": {"color": colour, "width": width},
        **more,
    }


def room(values: Sequence[float]) -> list[float]:
    """A range with room for the numbers written outside the bars."""
    low, high = span([0.0, *values])
    pad = 0.28 * (high - low or 1)
    return [low - pad if low < 0 else 0.0, high + pad]


def fix_margins(figure_layout: dict[str, Any], low: float, high: float) -> None:
    """Room for the marks of two plain axes, told ahead: Plotly draws the chart twice to find it."""
    span = high - low
    decimals = 2 if span < 1 else 1 if span < 20 else 0
    widest = max(len(f"{end:,.{decimals}f}") for end in (low, high))
    figure_layout["margin"] |= {"l": 12 + MARK * widest, "b": LINE + 8}
    for axis in ("xaxis", "yaxis"):
        figure_layout[axis]["automargin"] = False


def scale(figure_layout: dict[str, Any], low: float, high: float) -> None:
    """The ends of the value axis, and room for its marks."""
    figure_layout["yaxis"] |= {"range": [low, high], "tickformat": tick_format(high - low)}
    fix_margins(figure_layout, low, high)


def tick_format(span: float) -> str:
    """Decimals on the value axis only where the values are small."""
    if span < 1:
        return ",.2~f"
    return ",.1~f" if span < 20 else ","
