"""Native charts of a presentation: editable, with their numbers in a workbook of their own."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from ..figures.spec import Figure
from ..narrative import handout
from . import plot
from .slide_curves import WRITTEN, dressed

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
THIN = "#C4C8CC"
"""Grey of grid lines."""
ROOM = 0.15
"""Room for a value beyond the end of its bar [share of the axis]."""
SMALLEST = Pt(10)
"""Type in small charts that stand side by side."""
LONG, TINY, LETTER, PLOT = 8, Pt(8), 0.6, 0.9
"""Names with longer words than this stand on several lines below a chart [letters], in a type as
small as they need; width of a letter [share of its type], and of what is drawn [of the chart].
"""
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
        frame = _chart(slide, one, at, own_theme, size, has_key=bool(key))
        frame.name = f"Figur {place + 1}" if len(panels) > 1 else "Figur"


def _key(panels: Sequence[Figure]) -> str:
    """What solid and dashed lines are in all of many small charts; empty where it must be shown."""
    names = {tuple((one.name, one.is_dashed) for one in panel.curves) for panel in panels}
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
    has_key: bool,
) -> Any:
    """One chart; its graphic frame."""
    drawn = plot.on_bases(figure)
    data = CategoryChartData(number_format=plot.number_format(figure))
    data.categories = drawn.categories
    for curve in drawn.curves:
        data.add_series(curve.name, plot.values(curve))
    kind = TYPES[drawn.kind]
    if drawn.stand == "stacked":
        kind = STACKED[drawn.kind]
    frame = slide.shapes.add_chart(kind, *box, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", figure.alternative_text)
    chart = frame.chart
    chart.font.size = size
    chart.has_title = bool(figure.axis)
    if figure.axis:
        title = chart.chart_title.text_frame
        title.text = figure.axis
        title.paragraphs[0].runs[0].font.size = size
        title.paragraphs[0].runs[0].font.bold = size == SMALLEST
    chart.has_legend = len(drawn.curves) > 1 and not has_key
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = size
        _leave_out(chart, [one.name == plot.BASE for one in drawn.curves])
    _axes(chart, drawn, plot.reach(figure), box[2])
    lines = _lines_apart(chart, drawn)
    dressed(chart, drawn, own_theme, lines, figure)
    return frame


def _leave_out(chart: Any, hidden: Sequence[bool]) -> None:
    """Entries of the legend that say nothing."""
    for place, is_hidden in enumerate(hidden):
        if is_hidden:
            entry, number, gone = (
                OxmlElement(name) for name in ("c:legendEntry", "c:idx", "c:delete")
            )
            number.set("val", str(place))
            gone.set("val", "1")
            entry.append(number)
            entry.append(gone)
            chart.legend._element.find(qn("c:legendPos")).addnext(entry)


def _lines_apart(chart: Any, figure: Figure) -> dict[int, Any]:
    """Lines over standing bars moved to a plot of their own; each curve's series by its place."""
    every = list(chart.plots[0].series)
    if figure.kind != "column" or all(plot.is_bar(figure, one) for one in figure.curves):
        return dict(enumerate(every))
    bars = chart.plots[0]._element
    lines = OxmlElement("c:lineChart")
    for name, value in (("c:grouping", "standard"), ("c:varyColors", "0")):
        part = OxmlElement(name)
        part.set("val", value)
        lines.append(part)
    places = [place for place, one in enumerate(figure.curves) if not plot.is_bar(figure, one)]
    for place in places:
        element = every[place]._element
        for spare in element.findall(qn("c:invertIfNegative")):
            element.remove(spare)
        lines.append(element)
    marked = OxmlElement("c:marker")
    marked.set("val", "1")
    lines.append(marked)
    for axis in bars.findall(qn("c:axId")):
        lines.append(deepcopy(axis))
    bars.addnext(lines)
    found = dict(enumerate(every))
    return found | dict(zip(places, chart.plots[1].series, strict=True))


def _axes(chart: Any, figure: Figure, reach: tuple[float, float], wide: int) -> None:
    values, categories = chart.value_axis, chart.category_axis
    values.tick_labels.number_format = plot.number_format(figure)
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string(THIN[1:])
    values.major_gridlines.format.line.width = Pt(0.5)
    low, high = reach
    if low == 0:
        values.minimum_scale = 0
    elif not figure.from_zero:
        ticks = plot.nice_ticks(low, high)
        values.minimum_scale, values.maximum_scale = ticks[0], ticks[-1]
    word = max((len(word) for name in figure.categories for word in name.split()), default=0)
    if word > LONG and figure.kind != "bar":
        room = wide * PLOT / len(figure.categories) / (LETTER * word)
        categories.tick_labels.font.size = max(TINY, min(chart.font.size, int(room)))
        if room >= TINY:  # names are wrapped between words instead of turned
            categories._element.txPr.find(qn("a:bodyPr")).set("rot", "0")
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if figure.kind == "bar":
        categories.reverse_order = True
        if plot.has_labels(figure) or figure.curves[0].name == plot.BASE:
            values.visible = False
            values.has_major_gridlines = False
            values.minimum_scale, values.maximum_scale = (
                end + ROOM * (high - low) * side for end, side in ((low, low < 0 and -1), (high, 1))
            )
        else:  # where the categories go down from the top, the values stand below them
            values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    step = plot.label_step(figure)
    if step > 1:
        axis = categories._element
        for name in ("c:tickLblSkip", "c:tickMarkSkip"):
            one = OxmlElement(name)
            one.set("val", str(step))
            axis.find(qn("c:noMultiLvlLbl")).addprevious(one)
