"""A presentation: one slide a figure, with a native chart, notes and alternative text."""

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from ..errors import BaereevneError
from ..figures.collection import Collection
from ..figures.spec import Figure
from . import beside, slide_charts, slide_template
from .slide_template import HEIGHT, LEFT, WIDTH, element

LANGUAGE = "nb-NO"
SIZES = ((180, 18), (260, 16))
"""Type of the sentence by its length [letters on a wide slide, points]: it must stay inside."""
TITLE_SIZES = ((48, 32), (112, 26), (135, 22), (250, 18), (330, 14))
"""Type of the title by its length, likewise."""
ONE_LINE = 48
"""A title of as many letters stands on one line."""
COVER_SIZES = ((26, 54), (40, 36), (10_000, 32))
"""Type of the title of the whole, likewise."""
CUT = "…"
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


def write(collection: Collection, template: bytes | None = None) -> bytes:
    """The presentation as a .pptx file.

    Parameters
    ----------
    collection
        What it shows.
    template
        A .pptx file whose fonts, colours and layouts are used; its slides are left out.

    Raises
    ------
    BaereevneError
        If the template cannot be used.
    """
    own = template is not None
    deck = _opened(template) if template is not None else slide_template.deck()
    cover, page = _layout(deck, True), _layout(deck, False)
    _cover(deck.slides.add_slide(cover), collection)
    for figure in collection.figures:
        _slide(deck, page, figure, own)
    _in_norwegian(deck)
    properties = deck.core_properties
    properties.title, properties.language = collection.title, LANGUAGE
    properties.author = properties.last_modified_by = "Bæreevne"
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def check(template: bytes) -> None:
    """Whether a file's look can be used.

    Raises
    ------
    BaereevneError
        If it cannot.
    """
    deck = _opened(template)
    for cover in (True, False):
        _layout(deck, cover)


def _opened(template: bytes) -> Any:
    """An own template without its slides."""
    try:
        deck = Presentation(io.BytesIO(template))
    except Exception as problem:  # python-pptx raises what its ZIP and XML readers raise
        raise BaereevneError(
            "Malen kan ikke brukes: den er ikke en PowerPoint-fil (.pptx). Lagre malen på nytt fra "
            "PowerPoint som .pptx, eller lag filen uten mal."
        ) from problem
    slides = deck.slides._sldIdLst
    for one in list(slides):
        deck.part.drop_rel(one.rId)
        slides.remove(one)
    # Sections and shows that name the slides that are gone would have PowerPoint repair the file.
    whole = deck.part._element
    for name in ("p:custShowLst", "p:extLst"):
        for one in whole.findall(qn(name)):
            whole.remove(one)
    return deck


def _layout(deck: Any, cover: bool) -> Any:
    """The layout with a title and as little else as there is; with a subtitle for the cover."""

    def kinds(layout: Any) -> list[Any]:
        return [one.placeholder_format.type for one in layout.placeholders]

    usable = [one for one in deck.slide_layouts if set(kinds(one)) & set(TITLES)]
    if not usable:
        raise BaereevneError(
            "Malen kan ikke brukes: ingen av oppsettene i den har plass til en tittel. Velg en "
            "annen mal, eller lag filen uten mal."
        )
    if cover:
        return next((one for one in usable if PP_PLACEHOLDER.SUBTITLE in kinds(one)), usable[0])
    return min(usable, key=lambda one: (PP_PLACEHOLDER.SUBTITLE in kinds(one), len(kinds(one))))


def _cover(slide: Any, collection: Collection) -> None:
    slide.shapes.title.text = collection.title
    _size(
        slide.shapes.title,
        next(size for most, size in COVER_SIZES if len(collection.title) <= most),
    )
    told = " ".join(part for part in (collection.chosen, collection.left_out) if part)
    for shape in slide.placeholders:
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.SUBTITLE:
            shape.text_frame.text = collection.occasion or collection.chosen.split(";")[0]
            _size(shape, 22)
        elif kind not in TITLES:
            shape._element.getparent().remove(shape._element)
    slide.notes_slide.notes_text_frame.text = " ".join((told, *collection.missing.values()))


def _slide(deck: Any, layout: Any, figure: Figure, own: bool) -> None:
    """Title, text, chart, source and number, read in that order."""
    slide = deck.slides.add_slide(layout)
    wide, high = deck.slide_width, deck.slide_height

    def box(left: float, top: float, width: float, height: float) -> tuple[int, int, int, int]:
        across, down = (left * wide, width * wide), (top * high, height * high)
        return round(across[0]), round(down[0]), round(across[1]), round(down[1])

    title = slide.shapes.title
    for spare in list(slide.placeholders):
        if spare.placeholder_format.type not in TITLES:
            spare._element.getparent().remove(spare._element)
    room = (wide / WIDTH) * (high / HEIGHT)
    told, source = figure.title, beside.source(figure.sources)
    # What follows stands right under a title of one line.
    up = 0.0 if len(told) > ONE_LINE * room else 0.055
    title.left, title.top, title.width, title.height = (
        Emu(one) for one in box(LEFT, 0.04, 0.92, 0.13 - up)
    )
    _fit(title, told, TITLE_SIZES, room)
    text = beside.text(told, figure.text, source)
    if text:
        shape = _text(slide, "Tekst", "", box(LEFT, 0.175 - up, 0.92, 0.085))
        _fit(shape, text, SIZES, room)
    top = 0.275 - up if text else 0.195 - up
    slide_charts.add(slide, figure, box(LEFT, top, 0.92, 0.91 - top), own)
    _size(_text(slide, "Kilde", source, box(LEFT, 0.93, 0.84, 0.04)), 11)
    _number(slide, layout, len(deck.slides), box(0.9, 0.93, 0.07, 0.04))
    said = (figure.spoken, figure.text, figure.note, figure.chosen, figure.cited)
    slide.notes_slide.notes_text_frame.text = "\n\n".join(one for one in said if one)


def _text(slide: Any, name: str, text: str, box: tuple[int, int, int, int]) -> Any:
    shape = slide.shapes.add_textbox(*box)
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap, frame.text = True, text
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    return shape


def _fit(shape: Any, text: str, sizes: Sequence[tuple[int, int]], room: float) -> None:
    """A text in the largest type that keeps it inside; one that is too long even so is cut."""
    most, smallest = sizes[-1]
    letters = int(most * room)
    cut = f"{text[: letters - len(CUT)].rstrip()}{CUT}" if len(text) > letters else text
    shape.text_frame.text = cut
    fitting = (size for limit, size in sizes if len(cut) <= limit * room)
    _size(shape, next(fitting, smallest))


def _size(shape: Any, points: float) -> None:
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.font.size = Pt(points)


def _number(slide: Any, layout: Any, number: int, box: tuple[int, int, int, int]) -> None:
    """The layout's place for the slide number; a plain text where it has none."""
    kept = [
        one
        for one in layout.placeholders
        if one.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER
    ]
    if kept:
        slide.shapes._spTree.append(deepcopy(kept[0]._element))
        shape = slide.shapes[-1]
    else:
        shape = _text(slide, "Lysbildenummer", "", box)
    shape._element.nvSpPr.cNvPr.set("id", str(max(one.shape_id for one in slide.shapes) + 1))
    paragraph = shape.text_frame.paragraphs[0]._p
    for child in list(paragraph):
        paragraph.remove(child)
    field = element(
        "a:fld",
        element("a:rPr", lang=LANGUAGE),
        element("a:t"),
        id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}",
        type="slidenum",
    )
    field[1].text = str(number)
    paragraph.append(field)


def _in_norwegian(deck: Any) -> None:
    """The language of every text, so that it is read aloud, checked and hyphenated as Norwegian."""
    for slide in deck.slides:
        parts = [slide._element, slide.notes_slide._element]
        parts += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        for part in parts:
            for run in part.iter(qn("a:r")):
                run.get_or_add_rPr().set("lang", LANGUAGE)
            for name in ("a:endParaRPr", "a:defRPr"):
                for one in part.iter(qn(name)):
                    one.set("lang", LANGUAGE)
