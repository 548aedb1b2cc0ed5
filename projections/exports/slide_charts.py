"""Native charts of a presentation: editable, with their numbers in a workbook of their own."""

import math
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
)
from pptx.oxml.ns import qn
from pptx.util import Pt

from ..figures.chart import Curve
from ..figures.spec import Figure
from ..words import handout
from . import plot
from . import slide_over as over
from .slide_curves import KEY_LETTERS, MOST_LINES, WRITTEN, YEAR, axes, dressed
from .slide_template import element

TYPES = {
    "line": XL_CHART_TYPE.LINE,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
}
STACKED = {
    "bar": XL_CHART_TYPE.BAR_STACKED,
    "column": XL_CHART_TYPE.COLUMN_STACKED,
}
SMALL = Pt(14)
SMALLEST = Pt(10)
"""Type in small charts that stand side by side."""
MOST_LEGENDS, KEY = 4, 0.07
"""More small charts than this share what their lines mean; its part of the height."""
GAP = 0.02
"""Between small charts [share of the width]."""


def add(slide: Any, figure: Figure, box: tuple[int, int, int, int], own_theme: bool) -> None:
    """Add the chart of a figure, or its small charts beside each other.

    Parameters
    ----------
    slide
        Of python-pptx.
    box
        Left, top, width and height [EMU].
    own_theme
        Whether the template's colours are used.
    """
    panels = figure.printed.panels
    key = _key(panels)
    if key:
        left, top, width, height = box
        low = round(KEY * height)
        box = (left, top, width, height - low)
        told = slide.shapes.add_textbox(left, top + height - low, width, low)
        told.name, told.text_frame.text = "Tegnforklaring", key
        told.text_frame.paragraphs[0].runs[0].font.size = WRITTEN
    across = min(len(panels), -(-len(panels) // 2) if len(panels) > 2 else 2)
    down = -(-len(panels) // across)
    left, top, width, height = box
    gap = round(GAP * width) if len(panels) > 1 else 0
    wide, high = (width - gap * (across - 1)) // across, (height - gap * (down - 1)) // down
    for place, one in enumerate(panels):
        row, column = divmod(place, across)
        at = (left + column * (wide + gap), top + row * (high + gap), wide, high)
        size = SMALL if len(panels) == 1 else SMALLEST
        frame = _chart(slide, one, at, own_theme, size, len(panels) == 1, bool(key))
        frame.name = f"Figur {place + 1}" if len(panels) > 1 else "Figur"


def _key(panels: Sequence[Figure]) -> str:
    """What solid and dashed lines are in all of many small charts; empty where it must be shown."""
    names = {
        tuple((one.name, one.is_dashed) for one in panel.curves if one.role != "band")
        for panel in panels
    }
    if len(panels) <= MOST_LEGENDS or len(names) > 1 or panels[0].kind != "line":
        return ""
    (told,) = names
    solid, dashed = ([name for name, is_dashed in told if is_dashed == one] for one in (0, 1))
    return handout.lines(solid, dashed) if len(solid) < 2 and len(dashed) < 2 else ""


def _chart(
    slide: Any,
    figure: Figure,
    box: tuple[int, int, int, int],
    own_theme: bool,
    size: Any,
    is_alone: bool,
    has_key: bool,
) -> Any:
    """One chart with its shade, bands, unit and labels; its graphic frame."""
    drawn = plot.on_bases(figure)
    has_legend = _has_legend(drawn, is_alone, has_key)
    room = _room(figure, box, size, is_alone, has_legend)
    begins = over.behind(slide, figure, room)
    if is_alone:
        over.headed(slide, figure, room, begins, size)
    data = CategoryChartData(number_format=plot.number_format(figure))
    data.categories = drawn.categories
    for curve in drawn.curves:
        data.add_series(curve.name, plot.values(curve))
    kind = TYPES[drawn.kind]
    if drawn.stand == "stacked":
        kind = STACKED[drawn.kind]
    frame = slide.shapes.add_chart(kind, *room.frame, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", figure.alternative_text)
    chart = frame.chart
    chart.font.size = size
    chart.has_title = bool(figure.axis) and not is_alone
    if chart.has_title:
        title = chart.chart_title.text_frame
        title.text = figure.axis
        title.paragraphs[0].runs[0].font.size = size
        title.paragraphs[0].runs[0].font.bold = True
    else:
        chart._chartSpace.chart.get_or_add_autoTitleDeleted().set("val", "1")
    chart.has_legend = has_legend
    if has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = size
        _leave_out(chart, [one not in _told(drawn) for one in drawn.curves])
    axes(chart, drawn, room)
    if figure.kind != "bar":
        over.fix(chart, room)
    lines = _lines_apart(chart, drawn)
    dressed(chart, drawn, own_theme, lines, figure)
    over.before(slide, figure, room, size, chart)
    if is_alone:
        over.labelled(slide, figure, room, size)
        over.chosen(slide, figure, room, size)
    return frame


def _has_legend(drawn: Figure, is_alone: bool, has_key: bool) -> bool:
    """Whether colours must be explained below: not where lines are labelled at their ends or are
    faint, many of one kind, and not in a waterfall, whose values have their sign.
    """
    if drawn.curves[0].name == plot.BASE or has_key:
        return False
    told = _told(drawn)
    if drawn.form == "lines" and is_alone:
        told = [one for one in told if one.look != "dots" and not one.faint]
        return any(one.label is None for one in told) and len(told) > 1 and not _named(told)
    return len(told) > 1


def _told(drawn: Figure) -> list[Curve]:
    """The curves that a legend has: no edges, no rules among columns, which have their names at
    themselves, and a scenario once though it goes on below zero.
    """
    scenarios = [one for one in drawn.curves if one.role == "scenario"]
    spare = scenarios[1:] if drawn.form == "levels" else []
    return [
        one
        for one in drawn.curves
        if one.role != "band"
        and one not in spare
        and not (drawn.kind == "column" and one.look == "rule")
    ]


def _named(curves: Sequence[Curve]) -> bool:
    """Whether each line has a name at its end, or is the only one."""
    groups = dict.fromkeys(one.group for one in curves)
    named = {one.group for one in curves if one.label is not None}
    return len(named) == len(groups) or len(groups) == 1


def _room(
    figure: Figure, box: tuple[int, int, int, int], size: Any, is_alone: bool, has_legend: bool
) -> over.Slot:
    """Where the plot lies in its frame: beside its numbers, under its unit, left of its labels."""
    left, top, wide, high = box
    line = round(size * 1.35)
    ticks = plot.nice_ticks(*plot.reach(figure))
    wording = max(len(plot.written(figure, one)) for one in ticks)
    numbers = round(over.LETTER * size * (wording + 1))
    numbers = min(numbers, wide // 5)
    label = round(over.LETTER * size * (over.longest(figure) + 2)) if is_alone else 0
    label = min(label, wide // 3)  # names that someone else wrote may be of any length
    lines = 1 if max(map(len, figure.categories)) <= YEAR else MOST_LINES
    told = _told(figure)
    # Each column of a legend is as wide as its longest entry.
    longest = max((len(one.name) + KEY_LETTERS for one in told), default=1) * over.LETTER * size
    keys = math.ceil(len(told) / max(1, int(wide / longest)))
    below = round(line * (lines + 0.5)) + (round(line * (keys + 0.5)) * has_legend)
    below = min(below, high // 2)
    above = 2 * line + line // 3 if is_alone else round(line * 2.2)
    frame = (left, top, wide - label, high)
    inside = (left + numbers, top + above, wide - label - numbers - line // 2, high - above - below)
    if is_alone and figure.kind == "bar":
        frame = (left, top + round(1.3 * line), wide, high - round(1.3 * line))
    return over.Slot(frame, inside, ticks[0], ticks[-1], len(figure.categories), top, left + wide)


def _leave_out(chart: Any, hidden: Sequence[bool]) -> None:
    """Entries of the legend that say nothing."""
    for place, is_hidden in enumerate(hidden):
        if is_hidden:
            number, gone = element("c:idx", val=str(place)), element("c:delete", val="1")
            entry = element("c:legendEntry", number, gone)
            chart.legend._element.find(qn("c:legendPos")).addnext(entry)


def _lines_apart(chart: Any, figure: Figure) -> dict[int, Any]:
    """Lines over standing bars moved to a plot of their own; each curve's series by its place."""
    every = list(chart.plots[0].series)
    if figure.kind != "column" or all(plot.is_bar(figure, one) for one in figure.curves):
        return dict(enumerate(every))
    bars = chart.plots[0]._element
    lines = element(
        "c:lineChart", element("c:grouping", val="standard"), element("c:varyColors", val="0")
    )
    places = [place for place, one in enumerate(figure.curves) if not plot.is_bar(figure, one)]
    for place in places:
        moved = every[place]._element
        for spare in moved.findall(qn("c:invertIfNegative")):
            moved.remove(spare)
        lines.append(moved)
    lines.append(element("c:marker", val="1"))
    for axis in bars.findall(qn("c:axId")):
        lines.append(deepcopy(axis))
    bars.addnext(lines)
    found = dict(enumerate(every))
    return found | dict(zip(places, chart.plots[1].series, strict=True))
