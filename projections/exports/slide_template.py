"""The look of our own slides, built the same each time: dark title, large findings, our colours."""

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches, Pt

from ..charts import palette

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
NAVY, BAND = "12355B", "E07B39"
"""Ground of the title, and the band that our slides have at their left edge."""
FONT = "Arial"
"""Type that is on any machine."""
COVER, PAGE = 0, 5
"""Places of the layouts that are used, among those of python-pptx's own template."""
ACCENTS = (palette.ACCENT, palette.WARM, "#2E8B57", "#7F56C5", "#0F8B8D", "#9A7B00")
INK = "222222"
LEFT = 0.04
"""Margin of every slide [share of its width]."""


def deck() -> Any:
    """An empty presentation of python-pptx with our look."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    _themed(made.slide_master)
    for layout in [one for one in made.slide_layouts if one.name not in _kept(made)]:
        made.slide_layouts.remove(layout)
    cover, page = made.slide_layouts
    _dressed(made, cover, 0.028)
    _dressed(made, page, 0.014)
    cover.background.fill.solid()
    cover.background.fill.fore_color.rgb = RGBColor.from_string(NAVY)
    holders: tuple[Any, ...] = (made.slide_master, cover, page)
    for holder in holders:
        for one in list(holder.placeholders):
            _placed(one, holder is cover)
    return made


def _kept(made: Any) -> set[str]:
    return {made.slide_layouts[place].name for place in (COVER, PAGE)}


def _themed(master: Any) -> None:
    """Our type and colours in the theme, and titles that are bold and begin at the left."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = part.blob.decode("utf-8")
    theme = re.sub(r'(<a:(?:major|minor)Font><a:latin typeface=")[^"]*', rf"\1{FONT}", theme)
    colours = {"dk2": NAVY, "lt2": "EEF1F4"}
    colours |= {f"accent{place}": one[1:] for place, one in enumerate(ACCENTS, 1)}
    for name, colour in colours.items():
        theme = re.sub(rf'(<a:{name}><a:srgbClr val=")\w{{6}}', rf"\g<1>{colour}", theme)
    part._blob = theme.encode("utf-8")
    style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle"))
    level = style.find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    level.find(qn("a:defRPr")).set("b", "1")


def _dressed(made: Any, layout: Any, wide: float) -> None:
    """The band at the left edge of a layout, behind all else."""
    slide = made.slides.add_slide(layout)
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, round(wide * WIDTH), HEIGHT)
    band.name = "Stripe"
    band._element.remove(band._element.find(qn("p:style")))
    band.line.fill.background()
    band.fill.solid()
    band.fill.fore_color.rgb = RGBColor.from_string(BAND)
    layout.shapes._spTree.insert(2, deepcopy(band._element))
    slides = made.slides._sldIdLst
    made.part.drop_rel(slides[-1].rId)
    slides.remove(slides[-1])


def _placed(holder: Any, on_cover: bool) -> None:
    """Where a layout's title, subtitle and number stand."""
    kind = holder.placeholder_format.type
    box = {
        PP_PLACEHOLDER.CENTER_TITLE: (0.09, 0.26, 0.88, 0.3),
        PP_PLACEHOLDER.TITLE: (LEFT, 0.04, 0.92, 0.13),
        PP_PLACEHOLDER.SUBTITLE: (0.09, 0.59, 0.82, 0.26),
        PP_PLACEHOLDER.SLIDE_NUMBER: (0.9, 0.93, 0.07, 0.04),
    }.get(kind)
    if box is None:
        return
    left, top, wide, high = box
    holder.left, holder.width = round(left * WIDTH), round(wide * WIDTH)
    holder.top, holder.height = round(top * HEIGHT), round(high * HEIGHT)
    is_title = kind in (PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.TITLE)
    body = holder.text_frame
    body.vertical_anchor = MSO_ANCHOR.BOTTOM if on_cover and is_title else MSO_ANCHOR.TOP
    body.margin_left = body.margin_right = body.margin_top = body.margin_bottom = 0
    if kind != PP_PLACEHOLDER.SLIDE_NUMBER:
        _lettered(holder, Pt(44 if on_cover and is_title else 28 if is_title else 22), on_cover)


def _lettered(holder: Any, size: Any, on_cover: bool) -> None:
    """Size and colour of the letters of a layout's title or subtitle."""
    for paragraph in holder.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = size
            run.font.color.rgb = RGBColor.from_string("FFFFFF" if on_cover else NAVY)
    style = holder._element.txBody.find(qn("a:lstStyle"))
    for old in list(style):
        style.remove(old)
    colour = element("a:schemeClr", val="bg1" if on_cover else "tx2")
    letters = element("a:defRPr", element("a:solidFill", colour), sz=str(round(size.pt * 100)))
    level = element("a:lvl1pPr", element("a:buNone"), letters, marL="0", indent="0", algn="l")
    style.append(level)


def element(name: str, *inside: Any, **attributes: str) -> Any:
    """An element that python-pptx has no word for, with its attributes and what is in it."""
    made = OxmlElement(name)
    for attribute, value in attributes.items():
        made.set(attribute, value)
    made.extend(inside)
    return made


def text_box(slide: Any, name: str, box: Sequence[int], text: str, size: Any, colour: str) -> Any:
    """A text of its own on a slide, on one line without margins; its paragraph.

    ``box``: left, top, width and height [EMU].
    """
    shape = slide.shapes.add_textbox(*box)
    shape.name = name
    return written(shape, text, size, colour)


def written(box: Any, text: str, size: Any, colour: str = INK) -> Any:
    """A text in a box without margins, on one line; its paragraph."""
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    paragraph = frame.paragraphs[0]
    if text:
        run = paragraph.add_run()
        run.text, run.font.size = text, size
        run.font.color.rgb = RGBColor.from_string(colour)
    return paragraph
