"""The looks of curves and axes in a native chart: colours of a theme, dashes, values, ticks."""

from typing import Any

import numpy as np
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from ..figures.chart import Curve
from ..figures.spec import Figure
from . import plot
from . import slide_over as over
from .slide_template import element

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
WIDE, WIDEST, THINNER = Pt(2.5), Pt(4), Pt(1.5)
WRITTEN = Pt(12)
"""Type of values at bars."""
INK = RGBColor(0x33, 0x33, 0x33)


def dressed(
    chart: Any, figure: Figure, own_theme: bool, drawn: dict[int, Any], given: Figure
) -> None:
    """Dress every curve of a chart.

    Parameters
    ----------
    chart
        Of python-pptx.
    figure, given
        As it is drawn, and as it was before a waterfall was put on bases.
    own_theme
        Whether the template's colours are used.
    drawn
        The series of each curve by its place.
    """
    colours, places = plot.colours(figure), plot.places(figure)

    def paint(colour: Any, curve: Curve, own: str = "") -> None:
        if own_theme and curve.look != "rule":
            order = [colours[plot.hue(curve)], *dict.fromkeys(curve.colours)]
            place = places[plot.hue(curve)] + (list(dict.fromkeys(order)).index(own) if own else 0)
            colour.theme_color = ACCENTS[place % len(ACCENTS)]
        else:
            colour.rgb = RGBColor.from_string((own or colours[plot.hue(curve)])[1:])

    if figure.kind != "line":
        bars = chart.plots[0]
        bars.gap_width = 40
        bars.overlap = 0 if figure.stand == "beside" else 100
        if plot.has_labels(figure):
            bars.has_data_labels = True
            bars.data_labels.number_format = plot.in_norwegian(plot.label_format(figure))
            bars.data_labels.number_format_is_linked = False
            bars.data_labels.font.size = min(chart.font.size, WRITTEN)
    for place, curve in enumerate(figure.curves):
        series = drawn[place]
        if not plot.is_bar(figure, curve):
            _line(series, curve, paint)
            continue
        series.invert_if_negative = False
        if curve.name == plot.BASE:
            series.format.fill.background()
        elif curve.look == "outline":
            series.format.fill.background()
            paint(series.format.line.color, curve)
            series.format.line.width = THINNER
        else:
            series.format.fill.solid()
            paint(series.format.fill.fore_color, curve)
        for at, colour in enumerate(curve.colours):
            if colour != colours[plot.hue(curve)]:
                fill = series.points[at].format.fill
                fill.solid()
                paint(fill.fore_color, curve, colour)
    if figure is not given:
        _label_steps(figure, given, drawn)


def _line(series: Any, curve: Curve, paint: Any) -> None:
    """A line, a level or points."""
    line = series.format.line
    series.smooth = False
    if curve.look == "dots":
        line.fill.background()
        series.marker.style = XL_MARKER_STYLE.CIRCLE
        series.marker.size = 10
        series.marker.format.fill.solid()
        paint(series.marker.format.fill.fore_color, curve)
        return
    series.marker.style = XL_MARKER_STYLE.NONE
    if curve.role == "band":
        line.fill.background()  # the two edges are the ends of an area
        return
    line.width = WIDEST if curve.is_strong else THINNER if curve.look == "rule" else WIDE
    place = plot.dash(curve)
    if place is not None:
        line.dash_style = DASHES[place % len(DASHES)]
    paint(line.color, curve)


def _label_steps(figure: Figure, given: Figure, drawn: dict[int, Any]) -> None:
    """What each bar of a waterfall adds, written on it once, in its longest part."""
    (whole,) = given.curves
    for at, value in enumerate(whole.values):
        if value != value:
            continue
        parts = [
            (abs(curve.values[at]), place)
            for place, curve in enumerate(figure.curves)
            if curve.name != plot.BASE and np.isfinite(curve.values[at])
        ]
        if not parts:  # it stands on a step that is missing, so there is no bar to write on
            continue
        label = drawn[max(parts)[1]].points[at].data_label
        text = label.text_frame
        text.text = plot.written(given, float(value))
        text.paragraphs[0].runs[0].font.size = WRITTEN
        text.paragraphs[0].runs[0].font.color.rgb = INK


THIN = "#C4C8CC"
"""Grey of grid lines."""

ROOM = 0.15
"""Room for a value beyond the end of its bar [share of the axis]."""

KEY_LETTERS, ROW_FILLED, MOST_NAMES = 6, 0.6, 40
"""Room of an entry of a legend besides its name [letters]; part of a lying bar's row that its name
may fill; more standing bars than this have no names below.
"""

AXIS = "#6B7280"
"""Grey of the line that bars and lines stand on."""


def axes(chart: Any, figure: Figure, room: over.Slot) -> None:
    """Years or names along one side, values along the other, where there is room for them."""
    values, categories = chart.value_axis, chart.category_axis
    ticks = plot.nice_ticks(*plot.reach(figure))
    values.tick_labels.number_format = plot.in_norwegian(plot.axis_format(figure, ticks))
    values.tick_labels.number_format_is_linked = False
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string(THIN[1:])
    values.major_gridlines.format.line.width = Pt(0.5)
    values.format.line.fill.background()
    categories.format.line.color.rgb = RGBColor.from_string(AXIS[1:])
    values.minimum_scale, values.maximum_scale = ticks[0], ticks[-1]
    if ticks[1] > ticks[0]:  # else so close that a number cannot tell them apart
        values.major_unit = ticks[1] - ticks[0]
    has_labels = plot.has_labels(figure) or figure.curves[0].name == plot.BASE
    if figure.kind != "line" and has_labels and not _over_bars(figure):
        values.visible = False  # the numbers stand at the bars
        values.has_major_gridlines = False
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _names_below(categories, figure, room, chart.font.size)
    if figure.kind == "bar":
        categories.reverse_order = True
        low, high = plot.reach(figure)
        if has_labels:
            values.minimum_scale, values.maximum_scale = (
                end + ROOM * (high - low) * side for end, side in ((low, low < 0 and -1), (high, 1))
            )
        else:  # where the categories go down from the top, the values stand below them
            values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _over_bars(figure: Figure) -> bool:
    """Whether a line or a level is read beside the bars."""
    return any(not plot.is_bar(figure, one) for one in figure.curves)


def _names_below(categories: Any, figure: Figure, room: over.Slot, size: Any) -> None:
    """Names of categories that are never turned: years far enough apart, words on several lines."""
    categories.tick_labels.font.size = size
    word = max((len(word) for name in figure.categories for word in name.split()), default=0)
    slot = room.plot[2] / max(len(figure.categories), 1)
    step = plot.label_step(figure)
    if figure.kind != "bar" and word <= YEAR:
        need = over.LETTER * size * (word + 2.5) / slot
        step = next(one for one in (1, 2, 5, 10, 20, 50) if one >= need)
    elif figure.kind != "bar":
        fitting = slot * PLOT / (LETTER * word)
        categories.tick_labels.font.size = max(TINY, min(size, int(fitting)))
    # As good as level: LibreOffice breaks years into lines where it is told they are level.
    categories._element.txPr.find(qn("a:bodyPr")).set("rot", "1" if word <= YEAR else "0")
    if figure.kind == "bar":
        high = room.frame[3] / max(len(figure.categories), 1)
        categories.tick_labels.font.size = max(TINY, min(size, int(high * ROW_FILLED)))
    elif len(figure.categories) > MOST_NAMES and word > YEAR:
        categories.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        return
    if step > 1:
        axis = categories._element
        for name in ("c:tickLblSkip", "c:tickMarkSkip"):
            axis.find(qn("c:noMultiLvlLbl")).addprevious(element(name, val=str(step)))


YEAR, TINY, LETTER, PLOT, MOST_LINES = 4, Pt(8), 0.6, 0.95, 3
"""Names longer than a year stand on as many as three lines below a chart, in a type as small as
they need; width of a letter [share of its type], and of what is drawn [of the room of a name].
"""
