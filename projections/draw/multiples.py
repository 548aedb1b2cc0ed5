"""Small charts of lines beside each other."""

from itertools import accumulate

from ..figures.chart import Chart
from . import letters, placing, points, style
from .lines import AHEAD, ahead, trace
from .points import years_of
from .steps import STEP, order

COLUMNS = 2
"""Small charts beside each other: two can be read on a phone."""

PANEL = 105
"""Height of what is drawn in a small chart [px]."""


def _heading(name: str, told: str, most: float) -> str:
    """A name and what is told of it, on as many lines as a phone calls for."""
    told = told.replace(" år", "\u00a0år")
    whole = f"<b>{name}</b>  {told}"
    if letters.width(whole, placing.SIZE) <= most:
        return whole
    lines = letters.wrapped(name, placing.SIZE * letters.BOLD, most)
    return f"<b>{lines}</b><br>{letters.wrapped(told, placing.SIZE, most)}"


def multiples(chart: Chart) -> style.Picture:
    """One small chart an item, in a grid; each item with its own name above."""
    names = list(dict.fromkeys(curve.panel for curve in chart.curves))
    rows = -(-len(names) // COLUMNS)
    gap_x = 0.115
    width = (1 - gap_x * (COLUMNS - 1)) / COLUMNS
    layout = style.layout(0, chart.axis)
    layout["margin"] |= {"l": 12 + 5 * style.MARK, "r": 8}
    heads = [
        _heading(name, told, width * style.plot_room(layout))
        for name, told in zip(names, chart.headings, strict=True)
    ]
    high_heads = [round(letters.height(one, placing.SIZE)) for one in heads]
    above = [max(high_heads[row * COLUMNS : (row + 1) * COLUMNS]) for row in range(rows)]
    layout["annotations"][0]["yshift"] += above[0]
    layout["margin"] |= {"t": above[0] + 2 * style.LINE, "b": style.LINE + 8}
    tops = [*accumulate((PANEL + style.LINE + 14 + one for one in above[1:]), initial=0)]
    inner = tops[-1] + PANEL
    layout["height"] = inner + layout["margin"]["t"] + layout["margin"]["b"]
    high = 1.05 * style.span(value for curve in chart.curves for value in curve.values)[1]
    tall = PANEL / inner
    data, step = [], order(chart)
    for place, name in enumerate(names):
        row, column = divmod(place, COLUMNS)
        number = "" if place == 0 else str(place + 1)
        left, top = column * (width + gap_x), 1 - tops[row] / inner
        layout[f"xaxis{number}"] = {
            **layout["xaxis"],
            **style.year_axis(years_of(chart), width * style.plot_room(layout)),
            "domain": [left, left + width],
            "anchor": f"y{number}",
        }
        layout[f"yaxis{number}"] = style.value_axis(
            domain=[top - tall, top],
            anchor=f"x{number}",
            nticks=4,
            tickformat=style.tick_format(high),
        ) | ({"range": [0, high]} if chart.shared_axis else {})
        axes = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        data += [area | axes for area in points.band_traces(chart, small=True, panel=name)]
        for curve in (one for one in chart.curves if one.panel == name and one.role != "band"):
            drawn = trace(chart, curve)
            if curve.role in AHEAD and drawn["x"]:
                ends = ahead(chart, curve)[0], drawn["x"][-1]
                shade = style.shade(*ends, f"x{number}", f"y{number} domain")
                layout["shapes"].append(shade)
            data.append(drawn | axes | {STEP: step[curve]})
        own = {} if len(names) == 1 else {STEP: place}
        layout["annotations"].append(
            own
            | style.note(
                heads[place],
                align="left",
                x=left,
                y=top,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="bottom",
                yshift=2,
            )
        )
    return {"data": data, "layout": layout}
