"""Native charts of a presentation: editable, with their numbers in a workbook of their own."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from ..exhibits import Exhibit
from . import plot

TYPES = {
    "line": XL_CHART_TYPE.LINE,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
}
ACCENTS = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_5,
    MSO_THEME_COLOR.ACCENT_6,
)
DASHES = (
    MSO_LINE_DASH_STYLE.DASH,
    MSO_LINE_DASH_STYLE.ROUND_DOT,
    MSO_LINE_DASH_STYLE.DASH_DOT,
    MSO_LINE_DASH_STYLE.LONG_DASH,
    MSO_LINE_DASH_STYLE.LONG_DASH_DOT,
    MSO_LINE_DASH_STYLE.SQUARE_DOT,
)
"""Of projected lines, one after the other."""
SMALL, WIDE, WIDEST = Pt(14), Pt(2.5), Pt(4)
THIN = "#C4C8CC"
"""Grey of grid lines."""
ROOM = 0.15
"""Room for a value beyond the end of its bar [share of the axis]."""


def add(slide: Any, exhibit: Exhibit, box: tuple[int, int, int, int], own_theme: bool) -> Any:
    """Add the chart of an exhibit.

    Parameters
    ----------
    slide
        Of python-pptx.
    box
        Left, top, width and height [EMU].
    own_theme
        Whether the template's colours are used.

    Returns
    -------
    The graphic frame.
    """
    data = CategoryChartData(number_format=plot.number_format(exhibit))
    data.categories = exhibit.categories
    for curve in exhibit.curves:
        data.add_series(curve.name, plot.values(curve))
    frame = slide.shapes.add_chart(TYPES[exhibit.kind], *box, data)
    frame.name = "Figur"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", exhibit.alternative_text)
    chart = frame.chart
    chart.font.size = SMALL
    chart.has_title = True
    title = chart.chart_title.text_frame
    title.text = exhibit.axis
    title.paragraphs[0].runs[0].font.size = SMALL
    title.paragraphs[0].runs[0].font.bold = False
    chart.has_legend = len(exhibit.curves) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = SMALL
    _axes(chart, exhibit)
    _curves(chart, exhibit, own_theme)
    return frame


def _axes(chart: Any, exhibit: Exhibit) -> None:
    values, categories = chart.value_axis, chart.category_axis
    values.tick_labels.number_format = plot.number_format(exhibit)
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string(THIN[1:])
    values.major_gridlines.format.line.width = Pt(0.5)
    known = [value for one in exhibit.curves for value in plot.values(one) if value is not None]
    low, high = min(0.0, *known), max(0.0, *known)
    if low == 0:
        values.minimum_scale = 0
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if exhibit.kind == "bar":
        categories.reverse_order = True
        values.visible = False
        values.minimum_scale, values.maximum_scale = (
            end + ROOM * (high - low) * side for end, side in ((low, low < 0 and -1), (high, 1))
        )
        values.has_major_gridlines = False
    step = plot.label_step(exhibit)
    if step > 1:
        axis = categories._element
        for name in ("c:tickLblSkip", "c:tickMarkSkip"):
            one = OxmlElement(name)
            one.set("val", str(step))
            axis.find(qn("c:noMultiLvlLbl")).addprevious(one)


def _curves(chart: Any, exhibit: Exhibit, own_theme: bool) -> None:
    colours, places = plot.colours(exhibit), plot.places(exhibit)
    drawn = chart.plots[0]
    if exhibit.kind != "line":
        drawn.gap_width = 40
        drawn.overlap = 100
        drawn.has_data_labels = True
        drawn.data_labels.number_format = plot.number_format(exhibit)
        drawn.data_labels.number_format_is_linked = False
        drawn.data_labels.font.size = SMALL if exhibit.kind == "bar" else Pt(12)
    for curve, series in zip(exhibit.curves, drawn.series, strict=True):
        fill = series.format.line if exhibit.kind == "line" else series.format.fill
        if exhibit.kind == "line":
            series.smooth = False
            series.marker.style = XL_MARKER_STYLE.NONE
            fill.width = WIDEST if curve.code == "total" else WIDE
            place = plot.dash(exhibit, curve)
            if place is not None:
                fill.dash_style = DASHES[place % len(DASHES)]
            colour = fill.color
        else:
            series.invert_if_negative = False
            fill.solid()
            colour = fill.fore_color
        if own_theme:
            colour.theme_color = ACCENTS[places[curve.code] % len(ACCENTS)]
        else:
            colour.rgb = RGBColor.from_string(colours[curve.code][1:])
        if exhibit.kind == "column" and not curve.is_projected:
            colour.brightness = 0.5
