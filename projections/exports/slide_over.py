"""What stands round a native chart on a slide: the shade, bands, labels at line ends, the unit.

Where the plot lies inside its frame is fixed, so that a year and a value have a place on the slide.
"""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from ..charts import palette
from ..draw import lines as screen
from ..draw.style import LABEL_GAP
from ..figures.chart import Curve
from ..figures.spec import Figure
from . import plot
from .slide_template import INK, element, text_box

SHADE, PALE = "F1F2F4", 0.16
"""Colour of projected years; how much of its colour a band has."""
GREY = "4A4F57"
APART = Inches(0.25)
"""Least distance of two labels at line ends."""
LETTER = 0.58
"""Width of a letter [share of its type]."""
NUMBER = Pt(12)
"""Type of the numbers at bars."""
DECORATIVE = "Bakgrunn"
"""Name of what is only there to be seen."""


@dataclass(frozen=True)
class Slot:
    """A chart's frame and the plot inside it [EMU], and the ends of its value axis.

    Parameters
    ----------
    frame, plot
        Left, top, width, height.
    low, high
        Of the value axis.
    count
        Of the categories.
    top, top_right
        Of the text above the chart, and how far to the right there is room [EMU].
    """

    frame: tuple[int, int, int, int]
    plot: tuple[int, int, int, int]
    low: float
    high: float
    count: int
    top: int
    top_right: int

    def x(self, place: float) -> int:
        """Of a category: the middle of its slot."""
        return round(self.plot[0] + (place + 0.5) * self.plot[2] / self.count)

    def y(self, value: float) -> int:
        """Of a value."""
        apart = self.high - self.low or 1.0
        return round(self.plot[1] + self.plot[3] * (self.high - value) / apart)


def ends_of(figure: Figure, room: Slot) -> list[dict[str, Any]]:
    """Labels at line ends, with the year and the value they stand at."""
    if figure.form != "lines":
        return []
    wide, high = (side / APART * LABEL_GAP for side in room.plot[2:])
    return screen.labelled(figure, room.low, room.high, (wide, high))


def longest(figure: Figure) -> int:
    """Letters of the longest label at the last year; nought where none stands there."""
    if figure.form != "lines":
        return 0
    last = int(figure.categories[-1])
    return max((len(_bare(one.text)) for one in screen.ends(figure) if one.x == last), default=0)


def _bare(text: str) -> str:
    return re.sub(r"</?b>", "", text)


def fix(chart: Any, room: Slot) -> None:
    """Keep the plot where it is reckoned to be, and let what is behind the chart be seen."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    left, top, wide, high = room.frame
    own_left, own_top, own_wide, own_high = room.plot
    values = {
        "layoutTarget": "inner",
        "xMode": "edge",
        "yMode": "edge",
        "x": f"{(own_left - left) / wide:.5f}",
        "y": f"{(own_top - top) / high:.5f}",
        "w": f"{own_wide / wide:.5f}",
        "h": f"{own_high / high:.5f}",
    }
    parts = (element(f"c:{name}", val=value) for name, value in values.items())
    area.insert(0, element("c:layout", element("c:manualLayout", *parts)))
    look = element("c:spPr", element("a:noFill"))
    text = chart._chartSpace.find(qn("c:txPr"))
    (text.addprevious if text is not None else chart._chartSpace.append)(look)


def before(slide: Any, figure: Figure, room: Slot, size: Any, chart: Any) -> None:
    """What lies over standing bars: bands, the names of rules, and numbers clear of lines."""
    if figure.kind != "column":
        return
    for lower, upper in figure.bands:
        _band(slide, lower, upper, room)
    for rule in (one for one in figure.curves if one.look == "rule"):
        _rule_named(slide, figure, rule, room, size)
    spare = ("rule", "dots")
    crossed = [
        one for one in figure.curves if not plot.is_bar(figure, one) and one.look not in spare
    ]
    if crossed and plot.has_labels(figure):
        chart.plots[0].has_data_labels = False
        for bar in plot.bars(figure):
            if plot.is_written(figure, bar):
                _number(slide, figure, bar, crossed, room)


def _rule_named(slide: Any, figure: Figure, rule: Curve, room: Slot, size: Any) -> None:
    """A rule's name on its line, at the end that has more room above it."""
    line = Pt(size.pt * 1.35)
    level = float(rule.values[np.isfinite(rule.values)][0])
    tall = (room.high - room.low) * line / room.plot[3]
    wide = min(round(LETTER * size * (len(rule.shown_name) + 2)), room.plot[2])
    many = max(1, round(wide / room.plot[2] * room.count))
    tops = [0.0] * room.count
    for bar in plot.bars(figure):
        tops[bar.place] = max(tops[bar.place], bar.end, key=lambda one: -abs(one - level - tall))
    near = [min(abs(one - level - tall) for one in part) for part in (tops[:many], tops[-many:])]
    is_left = near[0] >= near[1]
    left = room.plot[0] if is_left else room.plot[0] + room.plot[2] - wide
    box = (left + Inches(0.05), room.y(level) - line, wide, line)
    text_box(slide, "Navn ved regel", box, rule.shown_name, min(size, NUMBER), GREY)


def _number(slide: Any, figure: Figure, bar: plot.Bar, crossed: list[Curve], room: Slot) -> None:
    """The value of a bar, beyond the bar and all that crosses it."""
    here = [float(one.values[bar.place]) for one in crossed]
    ends = [bar.end, *(one for one in here if np.isfinite(one))]
    high = Pt(NUMBER.pt * 1.35)
    wide = round(room.plot[2] / room.count)
    top = room.y(max(ends)) - high if bar.value >= 0 else room.y(min(ends))
    box, text = (room.x(bar.place) - wide // 2, top, wide, high), plot.written(figure, bar.value)
    told = text_box(slide, "Tall ved søyle", box, text, NUMBER, INK)
    told.alignment = PP_ALIGN.CENTER


def behind(slide: Any, figure: Figure, room: Slot) -> tuple[int, str] | None:
    """The shade of projected years and the bands; where the shade begins, and what it is of."""
    begins = _shade(slide, figure, room)
    if figure.kind == "line":
        for lower, upper in figure.bands:
            _band(slide, lower, upper, room)
    return begins


def _shade(slide: Any, figure: Figure, room: Slot) -> tuple[int, str] | None:
    span = _ahead(figure)
    if span is None:
        return None
    first, last, word = span
    half = 0.5 if figure.kind == "column" else 0.0
    left, right = room.x(first - half), room.x(last + half)
    shape = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, left, room.plot[1], max(right - left, 1), room.plot[3]
    )
    _plain(shape, SHADE)
    return left, word


def _ahead(figure: Figure) -> tuple[int, int, str] | None:
    """The places of the years that are shaded on a screen, and what stands above them."""
    years = figure.categories
    if not all(re.fullmatch(r"\d{4}", one) for one in years):
        return None
    if figure.form == "levels":
        known = [np.isfinite(one.values) for one in figure.curves if one.role == "projected"]
        places = np.nonzero(np.any(known, axis=0))[0].tolist() if known else []
        return (places[0], places[-1], "Etter planen") if places else None
    if figure.form not in ("lines", "multiples", "balance"):
        return None
    span = screen.seam(figure)
    return (years.index(str(span[0])), years.index(str(span[1])), "Prognose") if span else None


def _band(slide: Any, lower: Curve, upper: Curve, room: Slot) -> None:
    """The area between the two edges of a band, that another may be seen through."""
    known = np.nonzero(np.isfinite(lower.values + upper.values))[0].tolist()
    points = [(room.x(at), room.y(float(lower.values[at]))) for at in known]
    points += [(room.x(at), room.y(float(upper.values[at]))) for at in reversed(known)]
    if len(points) < 4:
        return
    drawn = slide.shapes.build_freeform(*points[0], scale=1.0)
    drawn.add_line_segments(points[1:], close=True)
    _plain(drawn.convert_to_shape(), palette.hexed(lower.colour)[1:], PALE)


def _plain(shape: Any, colour: str, strength: float = 1.0) -> None:
    """One colour without a line, passed over by those who have the slide read aloud."""
    shape.name = DECORATIVE
    shape.line.fill.background()
    if (style := shape._element.find(qn("p:style"))) is not None:
        shape._element.remove(style)  # a theme's shadow
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    if strength < 1:
        alpha = element("a:alpha", val=str(round(strength * 100_000)))
        shape.fill._fill._solidFill.find(qn("a:srgbClr")).append(alpha)
    about = shape._element.nvSpPr.cNvPr
    about.set("descr", "")
    one = element("a:ext", uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
    mark = one.makeelement(
        "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative", {"val": "1"}
    )
    one.append(mark)
    about.append(element("a:extLst", one))


def labelled(slide: Any, figure: Figure, room: Slot, size: Any) -> None:
    """The names and last values at line ends, in the colours of their lines; the chosen bar."""
    colours = _by_label(figure)
    years = figure.categories
    for note in ends_of(figure, room):
        text, value = _bare(note["text"]), re.search(r"<b>(.*?)</b>", note["text"])
        at = years.index(str(int(note["x"])))
        left = room.x(at) + Inches(0.07)
        wide = max(min(round(LETTER * size * (len(text) + 4)), room.top_right - left), APART)
        bold = value[1] if value else ""
        name = text.removesuffix(bold).strip()
        box = (left, room.y(note["y"]) - APART // 2, wide, APART)
        paragraph = text_box(slide, "Navn ved linje", box, "", size, INK)
        for told, is_bold in ((f"{name} " if bold and name else name, False), (bold, True)):
            if told:
                run = paragraph.add_run()
                run.text, run.font.bold, run.font.size = told, is_bold, size
                run.font.color.rgb = RGBColor.from_string(colours.get(name, f"#{INK}")[1:])


def chosen(slide: Any, figure: Figure, room: Slot, size: Any) -> None:
    """What a bar that is pointed out is called, where there are too many for names below."""
    for mark in figure.marks:
        if mark.kind == "chosen":
            value = float(figure.curves[0].values[mark.place])
            wide = min(round(LETTER * size * (len(mark.text) + 4)), room.frame[2])
            left = min(room.x(mark.place), room.frame[0] + room.frame[2] - wide)
            box, text = (left, room.y(value) - APART, wide, APART), _bare(mark.text)
            text_box(slide, "Navn ved søyle", box, text, size, INK).runs[0].font.bold = True


def _by_label(figure: Figure) -> dict[str, str]:
    return {curve.label: palette.hexed(curve.colour) for curve in figure.curves if curve.label}


def headed(
    slide: Any, figure: Figure, room: Slot, begins: tuple[int, str] | None, size: Any
) -> None:
    """The unit above the value axis, and «Prognose» where the shade begins."""
    left, _, wide, _ = room.frame
    line = Pt(size.pt * 1.35)
    if figure.axis:
        text_box(slide, "Enhet", (left, room.top, wide, line), figure.axis, size, GREY)
    if begins is not None:
        box = (begins[0], room.plot[1] - line, Inches(1.3), line)
        text_box(slide, "Over skyggen", box, begins[1], size, GREY)
