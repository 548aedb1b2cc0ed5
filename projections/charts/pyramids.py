"""Population pyramids, two years over each other."""

from typing import Any

from .. import labels, norwegian
from ..series import Table
from . import style


def chart(table: Table, first: int, last: int, unit: str) -> style.Figure:
    """Men to the left, women to the right; the last year filled, the first year as an outline."""
    figure_layout = style.layout(
        560, unit, barmode="overlay", bargap=0.12, showlegend=True, hovermode="y unified"
    )
    figure_layout["legend"] = style.legend()
    figure_layout["margin"]["b"] = style.LEGEND_ROOM
    most = style.span([series.at(year) for series in table for year in (first, last)])[1] or 1.0
    ticks = _nice_ticks(most)
    figure_layout["xaxis"] = style.value_axis(
        tickvals=[-tick for tick in ticks[:0:-1]] + ticks,
        ticktext=[norwegian.number(tick) for tick in [*ticks[:0:-1], *ticks]],
        range=[-1.08 * most, 1.08 * most],
    )
    figure_layout["yaxis"] = {"automargin": True, "fixedrange": True, "dtick": 2}
    data = []
    for sex, sign in (("male", -1), ("female", 1)):
        own = [series for series in table if series.label("sex") == sex]
        for year, filled in ((last, True), (first, False)):
            marker: dict[str, Any] = {"color": style.colour(sex)}
            if not filled:
                marker = {"color": "rgba(0,0,0,0)", "line": {"color": style.INK, "width": 2}}
            data.append(
                {
                    "type": "bar",
                    "orientation": "h",
                    "name": f"{labels.SEXES[sex]} {year}",
                    "y": [labels.age(series.item) for series in own],
                    "x": style.floats([sign * series.at(year) for series in own]),
                    "text": [labels.value(series.at(year), "persons") for series in own],
                    "textposition": "none",
                    "hovertemplate": "%{text}",
                    "marker": marker,
                }
            )
    return {"data": data, "layout": figure_layout}


def _nice_ticks(most: float) -> list[float]:
    """Zero and two or three round steps up to the largest value; whole persons at least."""
    step = style.round_step(max(most / 3, 1.0))
    return [float(step * place) for place in range(int(most // step) + 1)]
