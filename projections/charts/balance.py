"""What pulls up and what pulls down, stacked by year, with the sum as a line."""

from typing import Any

import numpy as np

from .. import labels
from ..series import Series, Table, items
from . import lines, style

LINE = {
    "line": {"color": style.ACCENT, "width": 3.5},
    "marker": {"size": 9, "symbol": "diamond", "line": {"color": "#ffffff", "width": 1.5}},
}
"""Stands out from the bars it is drawn on."""


def net(table: Table, unit: str) -> style.Figure:
    """Income up and cost down, and net as a line: above zero is better, below it worse."""
    figure = _stacked(table, "net", unit)
    for text, y, anchor in (("▲ bedre", 1, "top"), ("▼ verre", 0, "bottom")):
        figure["layout"]["annotations"].append(
            style.note(text, x=0, y=y, xref="paper", yref="paper", xanchor="left", yanchor=anchor)
        )
    return figure


def parts(table: Table, unit: str) -> style.Figure:
    """Each part of income as a bar, and their sum as a line where there is one."""
    return _stacked(table, labels.TOTAL, unit)


def index(table: Table, unit: str) -> style.Figure:
    """Need index against the nation's, which is one."""
    table = tuple(_known(one) for one in table)
    own = tuple(one for one in table if one.item == items(table)[0])
    ones = tuple(one.with_values(np.ones_like(one.values)) for one in own)
    nation = lines.Line("Landet", ones, style.NEUTRAL, 2, projected_dash="dot")
    return lines.chart((*lines.by_item(table), nation), unit, from_zero=False)


def _stacked(table: Table, whole: str, unit: str) -> style.Figure:
    """Bars of the parts by year, cost turned down, and a line with its last value written."""
    years = sorted({year for series in table for year in series.years})
    figure_layout = style.layout(420, unit, barmode="relative", showlegend=True)
    figure_layout["legend"] = style.legend()
    figure_layout["margin"]["b"] = style.LEGEND_ROOM
    figure_layout["xaxis"] |= style.year_axis(years) | {"range": [years[0] - 0.6, years[-1] + 0.6]}
    projected = [one for one in table if not one.is_observed]
    if projected:
        style.add_seam(figure_layout, projected[0].years[0], years[-1])
    data = [
        _trace(
            one,
            -1 if one.item == "cost" else 1,
            type="bar",
            textposition="none",
            marker={"color": style.colour(one.item)},
        )
        for one in table
        if one.item != whole
    ]
    for one in (_known(series) for series in table if series.item == whole):
        for year in one.years[-1:]:
            text = labels.value(one.at(year), one.unit, True)
            figure_layout["annotations"].append(
                style.note(f"<b>{text}</b>", x=year + 0.5, y=one.at(year), xanchor="left")
            )
            figure_layout["margin"]["r"] = style.room_for([text])
        data.append(_trace(one, 1, type="scatter", mode="lines+markers", **LINE))
    return {"data": data, "layout": figure_layout}


def _known(series: Series) -> Series:
    """Without the years before the first value and after the last, so that a line has its end."""
    years = [year for year in series.years if not np.isnan(series.at(year))]
    return series.between(years[0], years[-1]) if years else series.between(1, 0)


def _trace(series: Series, sign: int, **look: Any) -> dict[str, Any]:
    return {
        "name": labels.item(series.item),
        "x": list(series.years),
        "y": style.floats(sign * series.values),
        "text": [labels.value(value, series.unit, True) for value in series.values],
        "hovertemplate": "%{text}",
        **look,
    }
