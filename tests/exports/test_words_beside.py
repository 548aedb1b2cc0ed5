"""A picture on a wall has few words beside it: title, sentence and sources of every figure."""

import io
from dataclasses import replace
from xml.sax.saxutils import unescape

import pptx
import pytest
from python_calamine import CalamineWorkbook

from projections.choices import selections, state
from projections.exports import beside, deck_sheets, handout, slides
from projections.figures import collection
from projections.figures.view import View
from projections.sources import catalogue as everything


@pytest.mark.parametrize("code", ["5025", "3427", "5501", "0301", "1151"])
def test_no_more_than_forty_words_stand_beside_any_picture(code: str) -> None:
    catalogue = everything.load()
    choice = state.settle({"kommune": [code], "flytting": ["20"]}, catalogue).choice
    case = catalogue.case(code)
    path = state.projection_of(case, choice.projection, choice.start)
    view = View(case, path, catalogue, selections.of(choice, catalogue))
    for one in collection.collect(view).figures:
        title, source = one.title, beside.source(one.sources)
        told = beside.text(title, one.text, source)
        words = f"{title} {told} {source}".split()
        assert len(words) <= beside.MOST_WORDS, one.key
        assert one.text.startswith(told)


@pytest.mark.parametrize("name", ["**Ti** flere", "_Ti_ *flere*", "`Ti` ~~flere~~", "$Ti$ #flere"])
def test_what_someone_has_called_a_thing_is_called_so_in_every_file(name: str) -> None:
    """Signs that a page could take for bold, code or sums are letters of a name."""
    catalogue = everything.load()
    choice = state.settle({"kommune": ["5025"]}, catalogue).choice
    case = catalogue.case("5025")
    path = state.projection_of(case, choice.projection, choice.start)
    found = collection.collect(View(case, path, catalogue, selections.of(choice, catalogue)))
    first = found.figures[0]
    said = replace(first.finding, title=f"Med «{name}»", text=f"Slik er «{name}».")
    named = replace(
        found, figures=(replace(first, finding=said, remark=f"Om «{name}».", chosen=name),)
    )
    told = {
        "handout": unescape(handout.write(named)),
        "sheets": " ".join(
            str(cell)
            for sheet in _sheets(deck_sheets.write(named))
            for row in sheet
            for cell in row
        ),
        "slides": " ".join(
            text
            for slide in pptx.Presentation(io.BytesIO(slides.write(named))).slides
            for text in (
                *(one.text_frame.text for one in slide.shapes if one.has_text_frame),
                slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "",
            )
        ),
    }
    for where, text in told.items():
        for sentence in (f"Med «{name}»", f"Slik er «{name}».", f"Om «{name}»."):
            assert sentence in text, (where, sentence)


def _sheets(content: bytes) -> list[list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
