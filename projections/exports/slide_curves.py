"""The looks of curves in a native chart: colours of a theme or of our own, dashes, values."""

from typing import Any

import numpy as np
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.util import Pt

from ..figures.chart import Curve
from ..figures.spec import Figure
from . import plot

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
