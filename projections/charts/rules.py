"""Columns by year against the levels a rule sets; years after the plan look otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import labels, norwegian
from ..budget import Rules
from ..population import Region
from ..series import Series, Table, pick
from ..tables.budget import Outlook
from . import lines, style

SHARE = "prosent av brutto driftsinntekter"
MOST_WRITTEN = 14
"""More columns than this leave no room for their values."""
FALLEN = "#C44E52"
"""What is below zero though it should not be."""
ROOM = 0.09
"""Room for a value or a name beyond what is drawn [share of the axis]."""
NAME_YEARS = 5
"""As many columns as the name of a level line may reach over on a phone."""
PLANNED = ("regnskap", "budsjett", "plan")
"""Alternatives that are the plan's own years."""


@dataclass(frozen=True)
class Level:
    """A level line across the chart, and its name."""

    value: float
    text: str
    dash: str = "dash"


def result(table: Table, limits: Rules) -> style.Figure:
    """Net operating result against its rule."""
    return _columns(pick(table, "net_result_share"), SHARE, result_levels(limits))


def result_levels(limits: Rules) -> tuple[Level, ...]:
    """The rule of the net operating result."""
    return (Level(limits.result, f"Regel: minst {labels.rule(limits.result)}"),)


def fund(table: Table, limits: Rules, seen: Outlook) -> style.Figure:
    """Reserve fund against its rule, the deficit against the ROBEK line, the empty year marked."""
    shown = (*pick(table, "reserve_fund_share"), *pick(table, "deficit_share"))
    figure = _columns(shown, SHARE, fund_levels(limits))
    return _mark(figure, seen.empty, f"Tomt i {seen.empty}") if seen.empty else figure


def fund_levels(limits: Rules) -> tuple[Level, ...]:
    """The rule of the fund, and the deficit that leads to ROBEK."""
    return (
        Level(limits.fund, f"Regel: minst {labels.rule(limits.fund)}"),
        Level(-limits.robek, f"ROBEK: merforbruk over {labels.rule(limits.robek)}", "dot"),
    )


def adjustments(table: Table) -> style.Figure:
    """What each year lacks of the result rule, and the constant amount the fund rule calls for."""
    (each,) = pick(table, "fund_adjustment")
    figure = _columns(pick(table, "result_adjustment"), "mill. kr per år", ())
    texts = [norwegian.number(value, 1) for value in each.values]
    line = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": f"{labels.item(each.item)}: {texts[-1]}",
        "x": list(each.years),
        "y": style.floats(each.values),
        "text": texts,
        "hovertemplate": "%{text}",
        "line": {"color": style.INK, "width": 3, "dash": "dot"},
        "marker": {"size": 8, "symbol": "diamond"},
    }
    return {"data": [*figure["data"], line], "layout": figure["layout"]}


def net_debt(table: Table, limits: Rules, region: Region) -> style.Figure:
    """Net debt by municipality against its rule."""
    own = table[0]
    rule = own.with_values(np.full(len(own.years), limits.debt))
    level = lines.Line("Regel, høyst", (rule,), style.INK, 2, "dash")
    return lines.chart((*lines.by_region(table, region.code), level), SHARE)


def _columns(table: Table, unit: str, levels: Sequence[Level]) -> style.Figure:
    """One column a year; the plan's years filled, those after it hatched; deficits downwards."""
    shown = [one for one in table if one.item != "deficit_share" or one.values.any()]
    years = sorted({year for one in shown for year in one.years})
    drawn = [value for one in shown for value in _sign(one) * one.values]
    figure_layout = style.layout(420, unit, barmode="relative", bargap=0.25, showlegend=True)
    figure_layout["legend"] = style.legend()
    figure_layout["margin"]["b"] = style.LEGEND_ROOM
    figure_layout["xaxis"] |= style.year_axis(years)
    figure_layout["xaxis"]["range"] = [years[0] - 0.6, years[-1] + 0.6]
    low, high = style.span([0.0, *drawn])
    pad = ROOM * (high - low or 1)
    low, high = low - pad if low < 0 else 0.0, high + pad
    # The columns carry their values; level lines are all there is to read them against.
    figure_layout["yaxis"] |= {
        "range": [low, high],
        "tickformat": style.tick_format(high - low),
        "showgrid": False,
    }
    after = [year for one in shown if one.alternative not in PLANNED for year in one.years]
    if after:
        style.add_seam(figure_layout, min(after) - 0.5, max(after) + 0.5)
        figure_layout["annotations"][-1]["text"] = "Etter planen"
    bars = [_bars(one, len(years) <= MOST_WRITTEN) for one in shown]
    names = [bar["name"] for bar in bars]
    for place, bar in enumerate(bars):
        bar["showlegend"] = bar["name"] not in names[:place]
    figure = {"data": bars, "layout": figure_layout}
    early = [
        value
        for one in shown
        for year, value in zip(one.years, _sign(one) * one.values, strict=True)
        if year < years[0] + NAME_YEARS
    ]
    for level in levels:
        covered = any(abs(value) >= abs(level.value) for value in early if value * level.value > 0)
        _add_level(figure, level, "right" if covered else "left")
    return figure


def _add_level(figure: style.Figure, level: Level, side: str) -> None:
    """A level line, named at one of its ends; the axis reaches all of it."""
    figure_layout = figure["layout"]
    low, high = figure_layout["yaxis"]["range"]
    room = ROOM * (high - low)
    figure_layout["yaxis"]["range"] = [min(low, level.value - room), max(high, level.value + room)]
    figure_layout["shapes"].append(
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": level.value,
            "y1": level.value,
            "line": {"color": style.INK, "width": 2, "dash": level.dash},
        }
    )
    figure_layout["annotations"].append(
        style.note(
            f"<b>{level.text}</b>",
            x=float(side == "right"),
            xref="paper",
            xanchor=side,
            y=level.value,
            yanchor="bottom",
        )
    )


def _mark(figure: style.Figure, year: int, text: str) -> style.Figure:
    """A year marked by a thin line up from zero, with its text at the top, clear of the columns."""
    figure_layout = figure["layout"]
    top = 0.75 * figure_layout["yaxis"]["range"][1]
    first, last = figure_layout["xaxis"]["range"]
    late = year > (first + last) / 2
    note = style.note(
        f"<b>{text}</b>",
        x=year,
        y=top,
        yanchor="bottom",
        xanchor="right" if late else "left",
        xshift=14 if late else -14,
    )
    line = {"color": style.INK, "width": 1}
    figure_layout["annotations"].append(note)
    figure_layout["shapes"].append(
        {"type": "line", "x0": year, "x1": year, "y0": 0, "y1": top, "line": line}
    )
    return figure


def _sign(series: Series) -> int:
    """Which way a series is drawn."""
    return -1 if series.item == "deficit_share" else 1


def _bars(series: Series, written: bool) -> dict[str, Any]:
    values = _sign(series) * series.values
    name = "Regnskap, budsjett og plan"
    look: dict[str, Any] = {"color": style.ACCENT}
    if series.alternative not in PLANNED:
        name = labels.alternative(series.alternative)
        look = {"color": style.WARM, "pattern": {"shape": "/", "solidity": 0.35}}
    if series.item == "deficit_share":
        name, look = labels.item("deficit"), {"color": FALLEN}
    return {
        "type": "bar",
        "name": name,
        "legendgroup": name,
        "x": list(series.years),
        "y": style.floats(values),
        "text": [norwegian.number(value, 1) for value in values],
        "textposition": ["outside" if written and value else "none" for value in values],
        "textangle": 0,
        "textfont": {"size": 12},
        "constraintext": "none",
        "cliponaxis": False,
        "hovertemplate": "%{text}",
        "marker": look,
    }
