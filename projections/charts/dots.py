"""Dots on one scale: the chosen municipality among others, item by item."""

from typing import Any

from .. import labels
from ..population import Region
from ..series import Table, items, pick
from ..tables import regions
from . import style

ROW = 48
"""Height of an item, its name above its dots [px]."""
NAME_SHIFT = 16
"""How far above its dots an item's name stands [px]."""


def chart(table: Table, unit: str) -> style.Figure:
    """One row an item: the first region large, the last one (the reference) as a diamond.

    The name and the two figures stand above each row, so that it can be read on a phone.

    Parameters
    ----------
    table
        Newest year of each series is drawn; the total is left out, for it needs another scale.
    unit
        What the axis shows.
    """
    names = [item for item in items(table) if item != labels.TOTAL]
    own, *others, reference = regions(table)
    small = [
        _dots(table, names, region, symbol="circle-open", size=9, color=style.NEUTRAL)
        for region in others
    ]
    large = [
        _dots(table, names, reference, symbol="diamond", size=12, color=style.WARM),
        _dots(table, names, own, symbol="circle", size=14, color=style.ACCENT),
    ]
    for place, trace in enumerate(small):
        # One entry in the legend for all of them; the name of each is told when it is touched.
        own_name = {"meta": trace["name"], "name": "De andre kommunene"}
        trace |= own_name | {"legendgroup": "others", "showlegend": place == 0}
    figure_layout = style.layout(126 + ROW * len(names), unit, hovermode="closest")
    figure_layout["annotations"] = [
        _heading(table, item, place, own, reference) for place, item in enumerate(names)
    ]
    told = f"{unit}<br>(i parentes: {reference.name})"
    figure_layout["xaxis"] = style.value_axis(
        nticks=5, title={"text": told, "font": {"size": style.FONT - 1}}
    )
    figure_layout["yaxis"] = {
        "range": [len(names) - 0.6, -0.75],
        "showticklabels": False,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
    figure_layout["shapes"] = [_rule(place) for place in range(len(names))]
    figure_layout |= {"showlegend": True, "legend": style.legend() | {"traceorder": "reversed"}}
    figure_layout["margin"] |= {"t": 8, "b": 100}
    return {"data": [*small, *large], "layout": figure_layout}


def _dots(table: Table, names: list[str], region: Region, **marker: Any) -> dict[str, Any]:
    own = [one for one in table if one.region == region and one.item in names]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": region.name,
        "x": style.floats([one.values[-1] for one in own]),
        "y": [names.index(one.item) for one in own],
        "text": [f"{region.name} {labels.value(float(one.values[-1]), one.unit)}" for one in own],
        "customdata": [labels.item(one.item) for one in own],
        "hovertemplate": "%{customdata}<br>%{text}<extra></extra>",
        "marker": {**marker, "line": {"width": 1.5}},
    }


def _heading(table: Table, item: str, place: int, own: Region, reference: Region) -> dict[str, Any]:
    """The item's name, with the figures of the chosen region and the reference."""
    value = {one.region: labels.value(float(one.values[-1]), one.unit) for one in pick(table, item)}
    figures = f"{value.get(own, '–')} ({value.get(reference, '–')})"
    return style.note(
        f"<b>{labels.item(item)}</b>  {figures}",
        x=0,
        xref="paper",
        xanchor="left",
        y=place,
        yanchor="middle",
        yshift=NAME_SHIFT,
    )


def _rule(place: int) -> dict[str, Any]:
    """The thin line an item's dots stand on."""
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": place,
        "y1": place,
        "line": {"color": style.GRID, "width": 1},
        "layer": "below",
    }
