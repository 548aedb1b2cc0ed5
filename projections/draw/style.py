"""One look for all charts on a screen: fonts, axes, the seam, labels at line ends."""

from collections.abc import Iterable, Sequence
from itertools import count
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np

from ..charts.palette import INK
from .steps import END, STEP, End

Picture = dict[str, Any]
"""A drawing as Plotly's JSON schema has it: ``data`` and ``layout``."""

INKS = ("#222222", "#e8e8e8")
"""Text in the light and the dark theme."""
BACKGROUNDS = ("#ffffff", "#111418")
"""Page background in the light and the dark theme, as in .streamlit/config.toml."""

GRID = "rgba(128,128,128,0.22)"
FONT = 14
LEGEND_ROOM = 56
"""Bottom margin that holds axis labels and a legend [px]."""
LINE = 22
"""Height of a line of text above the chart [px]."""
MARK = 8
"""Width of a figure of a mark on an axis [px]."""
LABEL_GAP = 17
"""Least distance between two labels at line ends [px]."""


def in_theme(figure: Picture, dark: bool) -> Picture:
    """The figure with text and toolbar in the colour of the page's theme."""
    ink = INKS[dark]
    layout_in_theme = figure["layout"] | {
        "font": {"size": FONT, "color": ink, "family": "Source Sans, sans-serif"},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": ink, "activecolor": ink},
        "hoverlabel": {"bgcolor": BACKGROUNDS[dark], "font": {"color": ink}},
    }
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
        "xaxis": {"showgrid": False, "zeroline": False, "automargin": True, "fixedrange": True},
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


def year_axis(years: Sequence[int]) -> dict[str, Any]:
    """Whole years, never with a thousands space, few enough to be read on a phone."""
    first, last = (years[0], years[-1]) if years else (0, 0)
    apart = last - first
    margin = apart / 60 if apart else 0.5
    return {
        "tickformat": "d",
        "hoverformat": "d",
        "dtick": round_step(max(apart / 6, 1.0)),
        "tick0": 2000,
        "range": [first - margin, last + margin],
    }


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


class Ending(NamedTuple):
    """A line's last point, its label there, and the step it is shown in."""

    x: float
    y: float
    text: str
    step: int


def end_labels(
    ends: Sequence[Ending], low: float, high: float, height: float, passing: Sequence[float] = ()
) -> list[dict[str, Any]]:
    """Labels at the ends of lines, moved apart where they would cover each other.

    Parameters
    ----------
    ends
        Where the lines end.
    low, high, height
        Range of the value axis, and its length on screen [px].
    passing
        Values of lines that go on past there, and have their place among the labels.
    """
    gap = LABEL_GAP * (high - low) / height
    order = sorted(
        [*((one.y, one) for one in ends), *((y, None) for y in passing)], key=itemgetter(0)
    )
    places = within(spread([y for y, _ in order], gap), low + gap / 2, high, gap)
    more = {"xanchor": "left", "yanchor": "middle", "xshift": 6}
    return [
        note(one.text, x=one.x, y=y, **more) | {STEP: one.step, END: End(one.y, tuple(passing))}
        for (_, one), y in zip(order, places, strict=True)
        if one
    ]


def spread(values: Sequence[float], gap: float) -> list[float]:
    """Move sorted values apart to at least ``gap``, keeping their order and centre of gravity."""
    blocks: list[list[float]] = []  # [sum of values moved to the block's start, count]
    for value in values:
        blocks.append([value, 1])
        while len(blocks) > 1 and _overlap(blocks[-2], blocks[-1], gap):
            upper = blocks.pop()
            lower = blocks[-1]
            lower[0] += upper[0] - upper[1] * lower[1] * gap
            lower[1] += upper[1]
    return [block[0] / block[1] + gap * place for block in blocks for place in range(int(block[1]))]


def within(places: Sequence[float], low: float, high: float, gap: float) -> list[float]:
    """Push labels that fell outside the axis back in, the others before them."""
    kept = list(places)
    for i, place in enumerate(kept):
        kept[i] = max(place, low if i == 0 else kept[i - 1] + gap)
    for i in reversed(range(len(kept))):
        kept[i] = min(kept[i], high if i == len(kept) - 1 else kept[i + 1] - gap)
    return kept


def _overlap(lower: list[float], upper: list[float], gap: float) -> bool:
    return lower[0] / lower[1] + gap * lower[1] > upper[0] / upper[1]


def room_for(texts: Sequence[str]) -> int:
    """Right margin for labels at line ends [px]."""
    return 14 + int(7.4 * max((len(text) for text in texts), default=0))


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


def tick_format(span: float) -> str:
    """Decimals on the value axis only where the values are small."""
    if span < 1:
        return ",.2~f"
    return ",.1~f" if span < 20 else ","
