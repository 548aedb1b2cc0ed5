"""Small multiples: the same kind of chart for each item, side by side."""

from collections.abc import Sequence

from .. import labels
from ..series import Table, items, pick, value_on_path
from . import style
from .lines import Line, trace

COLUMNS = 2
"""Two beside each other can be read on a phone."""


def chart(table: Table, unit: str, shared_axis: bool, marked: Sequence[int]) -> style.Figure:
    """One small chart an item, in a grid; each item with its own name above.

    Parameters
    ----------
    shared_axis
        Whether all charts have the same value axis (shares, indices) or each its own (persons).
    marked
        Years whose values stand in each heading.
    """
    table = tuple(series for series in table if series.item != labels.TOTAL)
    names, columns = items(table), COLUMNS
    rows = -(-len(names) // columns)
    figure_layout = style.layout(40 + rows * 175, unit, annotations=[style.unit_note(unit)])
    figure_layout["annotations"][0]["yshift"] += style.LINE
    figure_layout["margin"] |= {"t": 58, "r": 8}
    every = [series for series in table if series.years]
    years = sorted({year for series in every for year in series.years})
    high = 1.05 * style.span(value for series in every for value in series.values)[1]
    gap_x, gap_y = 0.07, 0.42 / rows
    width, tall = (1 - gap_x * (columns - 1)) / columns, (1 - gap_y * (rows - 1)) / rows
    data = []
    shapes = figure_layout["shapes"]
    for place, item in enumerate(names):
        row, column = divmod(place, columns)
        number = "" if place == 0 else str(place + 1)
        left, top = column * (width + gap_x), 1 - row * (tall + gap_y)
        figure_layout[f"xaxis{number}"] = {
            **figure_layout["xaxis"],
            **style.year_axis(years),
            "dtick": 10,
            "domain": [left, left + width],
            "anchor": f"y{number}",
        }
        figure_layout[f"yaxis{number}"] = style.value_axis(
            domain=[top - tall, top],
            anchor=f"x{number}",
            nticks=4,
            tickformat=style.tick_format(high),
        ) | ({"range": [0, high]} if shared_axis else {})
        own = pick(table, item)
        for series in own:
            if not series.is_observed:
                ends = series.years[0], series.years[-1]
                shapes.append(style.shade(*ends, f"x{number}", f"y{number} domain"))
        for series in own:
            drawn = trace(Line(labels.item(item), (series,), style.colour(item)), series)
            data.append(drawn | {"xaxis": f"x{number}", "yaxis": f"y{number}"})
        figure_layout["annotations"].append(
            style.note(
                f"<b>{labels.item(item)}</b>  {_values(own, marked)}",
                x=left,
                y=top,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="bottom",
                yshift=2,
            )
        )
    return {"data": data, "layout": figure_layout}


def _values(own: Table, years: Sequence[int]) -> str:
    return " → ".join(
        labels.value(value_on_path(own, own[0].item, year), own[0].unit) for year in years
    )
