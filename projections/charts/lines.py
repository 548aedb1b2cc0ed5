"""Line charts: straight lines between yearly values, history solid, projection dashed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .. import labels
from ..case import Projection
from ..series import Series, Table, items, pick
from . import style


@dataclass(frozen=True)
class Line:
    """One line: its series (history and projection share label and colour), label and look."""

    label: str
    series: tuple[Series, ...]
    colour: str
    width: float = 2.5
    dash: str = "solid"
    projected_dash: str = style.PROJECTED_DASHES[0]
    named: bool = True
    """Whether its name stands at its end."""


def by_item(table: Table) -> tuple[Line, ...]:
    """One line an item, in the item's own colour; the total is drawn thicker."""
    return tuple(
        Line(
            labels.item(item),
            pick(table, item),
            style.colour(item),
            4 if item == labels.TOTAL else 2.5,
            projected_dash=style.PROJECTED_DASHES[place % len(style.PROJECTED_DASHES)],
        )
        for place, item in enumerate(items(table))
    )


def single(table: Table) -> tuple[Line, ...]:
    """One line without a name: the chart's title says what it is."""
    return (Line("", table, style.ACCENT, 3.5),)


def beside(table: Table, projection: Projection | None) -> tuple[Line, ...]:
    """Another projection's line, named after it; none where there is no other."""
    if projection is None:
        return ()
    name = f"{labels.alternative(projection.alternative)} {projection.population.years[0]}"
    return (Line(name, table, style.WARM, 2.5, projected_dash=style.PROJECTED_DASHES[1]),)


def by_region(table: Table, chosen: str) -> tuple[Line, ...]:
    """One line a region; the chosen one stands out."""
    codes = list(dict.fromkeys(series.region.code for series in table))
    lines = []
    for place, code in enumerate(codes):
        own = tuple(series for series in table if series.region.code == code)
        main = code == chosen
        colour = style.ACCENT if main else style.REGION_COLOURS.get(code)
        lines.append(
            Line(
                own[0].region.name,
                own,
                colour or style.SEQUENCE[place % len(style.SEQUENCE)],
                4 if main else 2,
                "solid" if main else style.DASHES[place % len(style.DASHES)],
            )
        )
    return tuple(lines)


def chart(
    lines: Sequence[Line],
    unit: str,
    height: int = 420,
    marked: Sequence[int] = (),
    from_zero: bool = True,
) -> style.Figure:
    """Lines labelled at their end, with the seam between history and projection.

    Parameters
    ----------
    lines
        What to draw.
    unit
        Text above the value axis.
    marked
        Years whose value is written on the first line.
    from_zero
        False for an index, which is read against its base and not against nothing.
    """
    every = [series for line in lines for series in line.series if series.years]
    low, high = style.span(value for series in every for value in series.values)
    if from_zero:
        low, high = min(0.0, low), max(0.0, high)
    pad = 0.06 * (high - low or 1)
    low, high = (0.0 if from_zero and low == 0 else low - pad), high + pad
    years = sorted({year for series in every for year in series.years})
    ends = [
        _end(line, years[-1])
        for line in lines
        if line.named and any(one.years for one in line.series)
    ]
    figure_layout = style.layout(height, unit)
    figure_layout["margin"]["r"] = style.room_for(
        [text.replace("<b>", "").replace("</b>", "") for _, _, text in ends]
    )
    figure_layout["xaxis"] |= style.year_axis(years)
    figure_layout["yaxis"] |= {"range": [low, high], "tickformat": style.tick_format(high - low)}
    style.fix_margins(figure_layout, low, high)
    figure_layout["annotations"] += _end_labels(lines, ends, low, high, height - 100)
    figure_layout["annotations"] += _marks(lines[0], marked) if marked else []
    _add_seam(figure_layout, every)
    return {
        "data": [trace(line, one) for line in lines for one in line.series],
        "layout": figure_layout,
    }


def _end_labels(
    lines: Sequence[Line],
    ends: Sequence[tuple[float, float, str]],
    low: float,
    high: float,
    height: float,
) -> list[dict[str, Any]]:
    """Labels at line ends, clear of each other and of lines that go on past where others end."""
    notes = []
    for year in sorted({int(end[0]) for end in ends}):
        here = [end for end in ends if end[0] == year]
        going_on = [
            (year, series.at(year + 2), "")
            for line in lines
            for series in line.series
            if series.has(year + 2)
        ]
        placed = style.end_labels([*here, *going_on], low, high, height)
        notes += [one for one in placed if one["text"]]
    return notes


def trace(line: Line, series: Series) -> dict[str, Any]:
    """One series of a line; projected values are dashed and named after their alternative."""
    dash = line.dash if series.is_observed else line.projected_dash
    name = line.label or labels.alternative(series.alternative)
    if not series.is_observed:
        name = f"{line.label} {labels.alternative(series.alternative).lower()}".strip()
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(series.years),
        "y": style.floats(series.values),
        "name": name,
        "text": [labels.value(value, series.unit, series.is_difference) for value in series.values],
        "hovertemplate": "%{text}",
        "line": {"color": line.colour, "width": line.width, "dash": dash, "shape": "linear"},
        "connectgaps": False,
    }


def _end(line: Line, last: int) -> tuple[float, float, str]:
    """Where a line ends, and the label there; one that ends inside the chart has room for less."""
    series = max((one for one in line.series if one.years), key=lambda one: one.years[-1])
    value = float(series.values[-1])
    shown = labels.value(value, series.unit, series.is_difference)
    if series.years[-1] < last:
        return series.years[-1], value, line.label
    return series.years[-1], value, f"{line.label} <b>{shown}</b>".strip()


def _marks(line: Line, years: Sequence[int]) -> list[dict[str, Any]]:
    """Values written at chosen years, read from the projection where it has them."""
    notes = []
    for year in years:
        for series in sorted(line.series, key=lambda one: one.is_observed):
            if series.has(year):
                text = labels.value(series.at(year), series.unit, series.is_difference)
                notes.append(
                    style.note(
                        f"<b>{text}</b>", x=year, y=series.at(year), yanchor="bottom", yshift=4
                    )
                )
                break
    return notes


def _add_seam(figure_layout: dict[str, Any], every: Sequence[Series]) -> None:
    projected = [series for series in every if not series.is_observed]
    if projected:
        first = min(series.years[0] for series in projected)
        last = max(series.years[-1] for series in projected)
        style.add_seam(figure_layout, first, last)
