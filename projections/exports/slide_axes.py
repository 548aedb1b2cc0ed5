"""The axes of a native chart on a slide."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt

from ..figures.spec import Figure
from . import plot
from . import slide_over as over

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
            one = OxmlElement(name)
            one.set("val", str(step))
            axis.find(qn("c:noMultiLvlLbl")).addprevious(one)


YEAR, TINY, LETTER, PLOT, MOST_LINES = 4, Pt(8), 0.6, 0.95, 3
"""Names longer than a year stand on as many as three lines below a chart, in a type as small as
they need; width of a letter [share of its type], and of what is drawn [of the room of a name].
"""
