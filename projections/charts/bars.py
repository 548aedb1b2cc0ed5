"""Level bars: one value a name, written at the bar."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from .. import labels
from ..population import Region
from ..series import Table
from ..tables import Comparison, ranks
from . import style

NAME_WIDTH = 20
"""Letters of a long name on one line beside its bar."""
UNIT_WIDTH = 36
"""Letters of a long unit on one line under the axis."""


def ranked(comparisons: Sequence[Comparison], unit: str) -> style.Figure:
    """Change by item, largest growth on top, the value written at each bar."""
    parts = sorted(
        (one for one in comparisons if one.item != labels.TOTAL), key=lambda one: -one.change
    )
    values = [one.change for one in parts]
    bar = bar_trace(
        [labels.item(one.item) for one in parts],
        values,
        [labels.value(one.change, one.last_series.unit, True) for one in parts],
        [style.colour(one.item) for one in parts],
    )
    return _level([bar], values, unit, len(parts))


def regions(table: Table, year: int, chosen: Region, unit: str) -> style.Figure:
    """One year's value for each region, highest on top, the chosen one in colour.

    Those of another kind than the ranked (counties and the country) stand below them, hatched.
    """
    of = ranks(table, chosen, year)
    values = [series.at(year) for series in of.every]
    bar = bar_trace(
        [series.region.name for series in of.every],
        values,
        [labels.value(series.at(year), series.unit) for series in of.every],
        [style.ACCENT if one.region == chosen else style.NEUTRAL for one in of.every],
    )
    hatches = [*("" for _ in of.order), *("/" for _ in of.beside)]
    bar["marker"]["pattern"] = {"shape": hatches, "solidity": 0.3}
    return _level([bar], values, unit, len(of.every))


def by_year(table: Table, unit: str) -> style.Figure:
    """A few years side by side for each item, the newest year in the strongest colour."""
    parts = [series for series in table if series.item != labels.TOTAL]
    years = sorted({year for series in parts for year in series.years})
    values = [series.at(year) for series in parts for year in series.years]
    data = []
    for place, year in enumerate(years):
        shown = [series for series in parts if series.has(year)]
        texts = [labels.value(one.at(year), one.unit, one.is_difference) for one in shown]
        newest = place == len(years) - 1
        bar = bar_trace(
            [labels.item(one.item) for one in shown],
            [one.at(year) for one in shown],
            texts,
            [style.ACCENT if newest else style.NEUTRAL] * len(shown),
        )
        bar["marker"]["pattern"] = {"shape": "" if newest else "/.x"[place % 3], "solidity": 0.3}
        data.append(bar | {"name": str(year), "hovertemplate": "%{text}", "textfont": {"size": 11}})
    figure = _level(data, values, unit, len(parts) * max(1, len(years) * 2 // 3))
    legend = style.legend() | {"traceorder": "normal"}
    figure["layout"] |= {"showlegend": True, "legend": legend, "hovermode": "y unified"}
    figure["layout"]["margin"]["b"] = style.LEGEND_ROOM
    return figure


def differences(table: Table, unit: str) -> style.Figure:
    """What each item differs by in its newest year, largest excess on top, the total left out."""
    parts = sorted(
        (one for one in table if one.item != labels.TOTAL), key=lambda one: -one.values[-1]
    )
    values = [float(one.values[-1]) for one in parts]
    bar = bar_trace(
        ["<br>".join(wrap(labels.item(one.item), NAME_WIDTH)) for one in parts],
        values,
        [labels.value(value, one.unit, True) for value, one in zip(values, parts, strict=True)],
        [style.WARM if value > 0 else style.ACCENT for value in values],
    )
    return _level([bar], values, "<br>".join(wrap(unit, UNIT_WIDTH)), len(parts))


def _level(
    data: list[dict[str, Any]], values: Sequence[float], unit: str, count: int
) -> style.Figure:
    figure_layout = style.layout(64 + 34 * count, unit, hovermode="closest")
    figure_layout["annotations"] = []  # the unit stands under the value axis instead
    figure_layout["xaxis"] = style.value_axis(
        showticklabels=False,
        range=style.room(values),
        title={"text": unit, "font": {"size": style.FONT - 1}},
    )
    figure_layout["yaxis"] = {"autorange": "reversed", "automargin": True, "fixedrange": True}
    return {"data": data, "layout": figure_layout}


def bar_trace(
    names: Sequence[str], values: Sequence[float], texts: Sequence[str], colours: Sequence[str]
) -> dict[str, Any]:
    """Level bars with their values written outside."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(names),
        "x": style.floats(values),
        "text": list(texts),
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "%{y}: %{text}<extra></extra>",
        "marker": {"color": list(colours)},
    }
