"""Line charts, alone or side by side: straight between yearly values, history solid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .. import labels, terms
from ..case import Projection
from ..figures.chart import Chart, Curve, Mark, Role
from ..figures.spec import over, role_of
from ..series import Series, Table, items, pick, value_on_path
from ..tables.districts import AREA, short_name
from . import palette


@dataclass(frozen=True)
class Line:
    """One line: its series (history and projection share label and colour), label and look."""

    label: str
    series: tuple[Series, ...]
    colour: str
    width: float = 2.5
    dash: str = "solid"
    projected_dash: str = palette.PROJECTED_DASHES[0]
    named: bool = True
    """Whether its name stands at its end."""
    role: Role | None = None
    """What it is; None is as each series says."""
    stepped: bool = False
    """Whether it goes in steps."""


def by_item(table: Table) -> tuple[Line, ...]:
    """One line an item, in the item's own colour; the total is drawn thicker."""
    return tuple(
        Line(
            labels.item(item),
            pick(table, item),
            palette.colour(item),
            4 if item == labels.TOTAL else 2.5,
            projected_dash=palette.PROJECTED_DASHES[place % len(palette.PROJECTED_DASHES)],
        )
        for place, item in enumerate(items(table))
    )


def single(table: Table) -> tuple[Line, ...]:
    """One line without a name: the chart's title says what it is."""
    return (Line("", table, palette.ACCENT, 3.5),)


def beside(table: Table, projection: Projection | None) -> tuple[Line, ...]:
    """Another projection's line, named after it; none where there is no other."""
    if projection is None:
        return ()
    name = f"{labels.alternative(projection.alternative)} {projection.population.years[0]}"
    return (Line(name, table, palette.WARM, 2.5, projected_dash=palette.PROJECTED_DASHES[1]),)


def by_region(table: Table, chosen: str) -> tuple[Line, ...]:
    """One line a region; the chosen one in colour, the others grey."""
    codes = list(dict.fromkeys(series.region.code for series in table))
    lines = []
    for place, code in enumerate(codes):
        own = tuple(series for series in table if series.region.code == code)
        main = code == chosen
        grey = palette.BESIDE[place % len(palette.BESIDE)]
        colour = palette.ACCENT if main else grey
        lines.append(Line(own[0].region.name, own, colour, 4 if main else 2))
    return tuple(lines)


def chart(
    lines: Sequence[Line], unit: str, marked: Sequence[int] = (), from_zero: bool = True
) -> Chart:
    """Lines labelled at their end, with the seam between history and projection.

    Parameters
    ----------
    lines
        What to draw.
    unit
        Text of the value axis.
    marked
        Years whose value is written on the first line.
    from_zero
        False for an index, which is read against its base and not against nothing.
    """
    years = sorted({year for line in lines for series in line.series for year in series.years})
    first = lines[0].series[0]
    return Chart(
        form="lines",
        categories=tuple(map(str, years)),
        curves=tuple(
            curve(line, series, years, str(place))
            for place, line in enumerate(lines)
            for series in line.series
        ),
        axis=unit,
        unit=first.unit,
        signed=first.is_difference,
        from_zero=from_zero,
        marks=tuple(_marks(lines[0], marked, years)),
    )


def curve(line: Line, series: Series, years: Sequence[int], group: str) -> Curve:
    """One series of a line; projected values are dashed and named after their alternative."""
    name = line.label or labels.alternative(series.alternative)
    if not series.is_observed:
        alternative = labels.alternative(series.alternative)
        name = f"{line.label} {labels.inside(alternative)}" if line.label else alternative
    return Curve(
        name=name,
        code=line.label or series.item,
        values=over(series, years),
        role=line.role or role_of(series),
        colour=line.colour,
        width=line.width,
        dash=line.dash if series.is_observed else line.projected_dash,
        group=group,
        label=line.label if line.named else None,
        stepped=line.stepped,
    )


def _marks(line: Line, marked: Sequence[int], years: Sequence[int]) -> list[Mark]:
    """Values written at chosen years, read from the projection where it has them."""
    found = []
    for year in marked:
        for series in sorted(line.series, key=lambda one: one.is_observed):
            if series.has(year):
                value = series.at(year)
                text = terms.said(value, series.unit, series.is_difference)
                found.append(Mark("value", years.index(year), text, value))
                break
    return found


def multiples(table: Table, unit: str, shared_axis: bool, marked: Sequence[int]) -> Chart:
    """One small chart an item; each item with its own name above.

    Parameters
    ----------
    shared_axis
        Whether all charts have the same value axis (shares, indices) or each its own (persons).
    marked
        Years whose values stand in each heading.
    """
    table = tuple(series for series in table if series.item != labels.TOTAL)
    years = sorted({year for series in table for year in series.years})
    names = items(table)
    return Chart(
        form="multiples",
        categories=tuple(map(str, years)),
        curves=tuple(_curve(one, years) for item in names for one in pick(table, item)),
        axis=unit,
        unit=table[0].unit,
        signed=table[0].is_difference,
        headings=tuple(_values(pick(table, item), marked) for item in names),
        shared_axis=shared_axis,
    )


def _curve(series: Series, years: Sequence[int]) -> Curve:
    """A curve called what it rests on, for its chart has the item in its heading."""
    name = labels.item(series.item)
    drawn = curve(Line(name, (series,), palette.colour(series.item)), series, years, series.item)
    told = labels.sentence(labels.alternative(series.alternative))
    return replace(drawn, name=told, legend=drawn.name, code=series.item, panel=name, label=None)


def _values(own: Table, years: Sequence[int]) -> str:
    return " → ".join(
        terms.value(value_on_path(own, own[0].item, year), own[0].unit) for year in years
    )


MOST_NAMED = len(palette.PROJECTED_DASHES)
"""Lines with a name at their end."""
LONGEST = 14
"""Letters of a name there, so that there is room on a phone."""


def districts(parts: Table, unit: str) -> Chart:
    """A line for each part of the region, those that end highest in colour and with their names.

    ``parts``: one series a part, labelled with its name; ``unit``: text above the value axis.
    """
    order = sorted(parts, key=lambda one: float(one.values[-1]), reverse=True)
    drawn = [
        Line(
            _short(labels.area(short_name(one.label(AREA)))),
            (one,),
            palette.SEQUENCE[place] if place < MOST_NAMED else palette.NEUTRAL,
            2.5 if place < MOST_NAMED else 1,
            projected_dash=palette.PROJECTED_DASHES[place % MOST_NAMED],
            named=place < MOST_NAMED,
        )
        for place, one in enumerate(order)
    ]
    # Names take so much of a phone's width that the years must be few.
    return replace(chart(drawn, unit), few_years=True)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
