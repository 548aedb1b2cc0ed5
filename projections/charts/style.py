"""One look for all charts: colours, dashes, fonts, axes, the seam, labels at line ends.

Every colour has at least 3:1 contrast on both the light and the dark background (a test holds it),
and lines differ in dash as well as colour.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from types import MappingProxyType
from typing import Any

import numpy as np

from ..case import OWN_SERVICE

Figure = dict[str, Any]
"""A Plotly figure as Plotly's JSON schema has it: ``data`` and ``layout``."""

INKS = ("#222222", "#e8e8e8")
"""Text in the light and the dark theme."""
BACKGROUNDS = ("#ffffff", "#111418")
"""Page background in the light and the dark theme, as in .streamlit/config.toml."""

NEUTRAL = "#6B7280"
ACCENT = "#1F77B4"
WARM = "#D2691E"
GRID = "rgba(128,128,128,0.22)"
INK = "rgba(128,128,128,0.9)"

ITEM_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "total": NEUTRAL,
        "0": "#3B82C4",
        "1-5": "#0F8B8D",
        "6-15": "#2E8B57",
        "16-19": "#9A7B00",
        "20-66": "#7F56C5",
        "67-79": "#B07D12",
        "80-89": WARM,
        "90+": "#C44E52",
        "barnehage": "#0F8B8D",
        "grunnskole": "#2E8B57",
        "pleie": WARM,
        "kommunehelse": "#7F56C5",
        "barnevern": "#3B82C4",
        "sosial": "#9A7B00",
        "administrasjon": "#A0527A",
        "pupils": "#2E8B57",
        "teachers": "#2E8B57",
        "teachers_per_100": "#2E8B57",
        "kindergarten_places": NEUTRAL,
        "kindergarten_places_1-2": "#0F8B8D",
        "kindergarten_places_3-5": "#9A7B00",
        "kindergarten_staff": "#0F8B8D",
        "kindergarten_staff_per_100": "#0F8B8D",
        "care_places": WARM,
        "care_need": WARM,
        "care_fte": WARM,
        "care_fte_per_100": WARM,
        "staff_per_100": NEUTRAL,
        "working_people": "#7F56C5",
        "care_burden": NEUTRAL,
        "cost": WARM,
        "income": "#2E8B57",
        "innbyggertilskudd": "#3B82C4",
        "landets_aldring": "#8C6BB1",
        "utgiftsutjevning": WARM,
        "skatt": "#2E8B57",
        "inntektsutjevning": "#9A7B00",
        "need_index": ACCENT,
        "births": "#2E8B57",
        "deaths": "#C44E52",
        "net_immigration": "#7F56C5",
        "net_domestic": "#3B82C4",
        "net_migration": "#3B82C4",
        "growth": NEUTRAL,
        "female": "#7F56C5",
        "male": "#2E86C1",
    }
)
"""The same colour for the same age group, sector or component everywhere."""

SEQUENCE = ("#D2691E", "#2E8B57", "#7F56C5", "#9A7B00", "#C44E52", "#0F8B8D", "#A0527A", "#3B82C4")
DASHES = ("solid", "longdash", "dashdot", "dot", "longdashdot", "solid", "longdash", "dashdot")
PROJECTED_DASHES = ("dash", "dot", "dashdot", "longdash", "longdashdot", "8px,3px,2px,3px")
"""Dashes of projected values, one after the other; history is solid."""

OWN_COLOURS = ("#C44E52", "#2E86C1", "#B07D12")
"""Of services that a user has named."""

REGION_COLOURS: Mapping[str, str] = MappingProxyType({"0": NEUTRAL})

FONT = 14
LEGEND_ROOM = 56
"""Bottom margin that holds axis labels and a legend [px]."""
LINE = 22
"""Height of a line of text above the chart [px]."""
MARK = 8
"""Width of a figure of a mark on an axis [px]."""
LABEL_GAP = 17
"""Least distance between two labels at line ends [px]."""


def in_theme(figure: Figure, dark: bool) -> Figure:
    """The figure with text and toolbar in the colour of the page's theme."""
    ink = INKS[dark]
    layout_in_theme = figure["layout"] | {
        "font": {"size": FONT, "color": ink, "family": "Source Sans, sans-serif"},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": ink, "activecolor": ink},
        "hoverlabel": {"bgcolor": BACKGROUNDS[dark], "font": {"color": ink}},
    }
    return {"data": figure["data"], "layout": layout_in_theme}


def colour(item: str) -> str:
    """Colour of an item; neutral for one that has none of its own.

    A service that a user has named has one that no sector has, the same everywhere.
    """
    if item.startswith(OWN_SERVICE):
        return OWN_COLOURS[sum(item.encode()) % len(OWN_COLOURS)]
    return ITEM_COLOURS.get(item, NEUTRAL)


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
        "dtick": round_step(max(apart / 7, 1.0)),
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


def end_labels(
    ends: Sequence[tuple[float, float, str]], low: float, high: float, height: float
) -> list[dict[str, Any]]:
    """Labels at the ends of lines, moved apart where they would cover each other.

    Parameters
    ----------
    ends
        ``(x, y, text)`` of each line's last point.
    low, high, height
        Range of the value axis, and its length on screen [px].
    """
    gap = LABEL_GAP * (high - low) / height
    order = sorted(range(len(ends)), key=lambda i: ends[i][1])
    places = within(spread([ends[i][1] for i in order], gap), low + gap / 2, high, gap)
    return [
        note(ends[i][2], x=ends[i][0], y=y, xanchor="left", yanchor="middle", xshift=6)
        for i, y in zip(order, places, strict=True)
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
