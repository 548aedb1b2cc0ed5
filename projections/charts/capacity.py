"""Need as a line against capacity as level steps, with the year that need passes each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from .. import labels, norwegian
from ..population import OBSERVED
from ..series import Table, on_path
from ..tables.capacity import Passing
from . import lines, style

SHORT: Mapping[str, str] = MappingProxyType(
    {
        "care_places": "Behov",
        "pupils": "Elever",
        "capacity_now": "I dag",
        "capacity_decided": "Vedtatt",
        "capacity_own": "Oppgitt",
        "school_capacity_now": "I dag",
        "school_capacity_decided": "Vedtatt",
        "school_capacity_own": "Oppgitt",
        "kindergarten_places": "I alt",
        "kindergarten_places_1-2": "1–2 år",
        "kindergarten_places_3-5": "3–5 år",
        "care_need": "Behov",
        "care_burden": "Per 20–66",
        "working_people": "20–66 år",
        "teachers_per_100": "Skole",
        "kindergarten_staff_per_100": "Barnehage",
        "care_fte_per_100": "Pleie, omsorg",
    }
)
"""Names at line ends, short enough for a phone; the titles and tables have them in full."""
STEPS = ("longdash", "solid")
"""Dashes of the levels: as it is today, and as decided."""


def by_item(table: Table) -> tuple[lines.Line, ...]:
    """One line an item, with its short name."""
    return tuple(
        replace(line, label=SHORT.get(line.series[0].item, line.label))
        for line in lines.by_item(table)
    )


def against(need: Table, passings: Sequence[Passing], unit: str) -> style.Figure:
    """Need, history and projection, against today's and decided capacity where they are known.

    Parameters
    ----------
    need
        One item, observed and projected.
    passings
        The levels, each with the year that need passes it.
    unit
        Text above the value axis.
    """
    steps = tuple(
        lines.Line(
            SHORT[one.level.item],
            # A level is no projection: it has neither dashes nor a seam of its own.
            (replace(one.level, alternative=OBSERVED),),
            style.NEUTRAL,
            2,
            dash=STEPS[place],
        )
        for place, one in enumerate(passings)
    )
    name = SHORT[need[0].item] if steps else ""
    line = lines.Line(name, need, style.colour(need[0].item), 3.5)
    figure = lines.chart((line, *steps), unit)
    for drawn, one in zip(figure["data"][len(need) :], passings, strict=True):
        drawn["mode"] = "lines" if len(one.level.years) > 1 else "lines+markers"
        if one.kind == "own":
            drawn["line"]["shape"] = "hv"  # places are opened or closed, not a few each month
    years = sorted({one.year for one in passings if one.year is not None})
    shown = [year for series in need for year in series.years]
    for place, year in enumerate(years):
        left = year - min(shown) > (max(shown) - min(shown)) / 2
        figure["data"].append(_mark(need, year))
        figure["layout"]["annotations"].append(_note(passings, year, place, left))
    return figure


def _mark(need: Table, year: int) -> dict[str, Any]:
    """A ring on the need line where it passes a level, and a line from it down to the year."""
    value = on_path(need, need[0].item, year).at(year)
    text = labels.value(value, need[0].unit)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [year, year],
        "y": [value, 0.0],
        "name": "Passerer kapasiteten",
        "text": [text, text],
        "hoverinfo": "skip",
        "line": {"color": style.NEUTRAL, "width": 1, "dash": "dot"},
        "marker": {
            "size": [13, 0],
            "symbol": "circle-open",
            "color": style.colour(need[0].item),
            "line": {"width": 3},
        },
    }


def _note(passings: Sequence[Passing], year: int, place: int, left: bool) -> dict[str, Any]:
    """What is passed that year, by the year; one line higher for each year before it."""
    amounts = [norwegian.number(one.amount) for one in passings if one.year == year]
    return style.note(
        f"<b>over {norwegian.listing(amounts)} i {year}</b>",
        x=year,
        y=0,
        xanchor="right" if left else "left",
        yanchor="bottom",
        xshift=-4 if left else 4,
        yshift=4 + place * style.LABEL_GAP,
    )
