"""What a slide must be for a hall: few words, level labels, nothing on top of anything else."""

import io
import re
from collections.abc import Iterator
from itertools import combinations

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt
from slide_names import OVER

from projections.case import Catalogue
from projections.choices import selections, state
from projections.exports import plot, slides
from projections.exports.slide_over import DECORATIVE
from projections.figures.collection import collect
from projections.figures.view import View
from projections.sources import catalogue as everything

MOST_WORDS, LEAST_TYPE, SMALL_TYPE = 42, Pt(11), Pt(8)
BESIDE = ("Tekst", "Kilde")


def slides_of(known: Catalogue, code: str) -> list:
    choice = state.settle({"kommune": [code]}, known).choice
    case = known.case(code)
    path = state.projection_of(case, choice.projection, choice.start)
    view = View(case, path, known, selections.of(choice, known))
    return list(Presentation(io.BytesIO(slides.write(collect(view)))).slides)


@pytest.fixture(scope="module", params=["5025", "3201"])
def pages(request: pytest.FixtureRequest) -> list:
    """Every slide but the title, of Røros and of a kommune with nothing of its own."""
    return slides_of(everything.load(), request.param)[1:]


def charts(slide) -> Iterator:
    return (one.chart for one in slide.shapes if one.has_chart)


def test_few_words_stand_beside_a_chart_and_all_of_them_in_the_notes(pages: list) -> None:
    for slide in pages:
        told = [slide.shapes.title.text]
        told += [one.text_frame.text for one in slide.shapes if one.name in BESIDE]
        assert len(" ".join(told).split()) <= MOST_WORDS, told
        for one in slide.shapes:
            if one.name == "Tekst":
                assert one.text_frame.text in slide.notes_slide.notes_text_frame.text
                assert one.text_frame.text.endswith((".", "?", "!"))


def test_one_line_says_where_the_figures_are_from(pages: list) -> None:
    for slide in pages:
        (source,) = (one for one in slide.shapes if one.name == "Kilde")
        assert re.match(r"Kilder?: ", source.text_frame.text)
        letters = len(source.text_frame.text) * 0.55 * Pt(11)
        assert letters < source.width, source.text_frame.text


def test_letters_are_large_enough_and_of_one_type(pages: list) -> None:
    for slide in pages:
        assert not list(slide._element.iter(qn("a:latin"))), "the theme's type, and no other"
        for run in slide._element.iter(qn("a:r")):
            size = run.find(qn("a:rPr")).get("sz")
            assert size is None or int(size) >= LEAST_TYPE.pt * 100
        for chart in charts(slide):
            assert chart.font.size >= SMALL_TYPE


def test_nothing_stands_on_anything_else(pages: list) -> None:
    for slide in pages:
        every = [one for one in slide.shapes if one.name not in OVER]
        for one, other in combinations(every, 2):
            apart = (
                one.left + one.width <= other.left
                or other.left + other.width <= one.left
                or one.top + one.height <= other.top
                or other.top + other.height <= one.top
            )
            assert apart, (slide.shapes.title.text, one.name, other.name)
        named = [one for one in slide.shapes if one.name == "Navn ved linje"]
        for one, other in combinations(named, 2):
            if abs(one.left - other.left) < one.width:
                assert abs(one.top - other.top) >= one.height * 0.95


def test_no_label_is_turned(pages: list) -> None:
    for slide in pages:
        for chart in charts(slide):
            for body in chart._chartSpace.iter(qn("a:bodyPr")):
                assert abs(int(body.get("rot", "0"))) < 60_000, slide.shapes.title.text
            assert chart.category_axis._element.txPr.find(qn("a:bodyPr")).get("rot") is not None


def test_legends_have_no_helpers_and_lines_are_named_at_their_ends(pages: list) -> None:
    for slide in pages:
        for chart in charts(slide):
            if not chart.has_legend:
                continue
            names = {place: one.name for place, one in enumerate(series_of(chart))}
            gone = {
                int(entry.find(qn("c:idx")).get("val"))
                for entry in chart.legend._element.iter(qn("c:legendEntry"))
            }
            told = [name for place, name in names.items() if place not in gone]
            assert plot.BASE not in told
            assert not any("usynlig" in one for one in told)
        assert not re.search(r"\bssb\b", slide.notes_slide.notes_text_frame.text)


def series_of(chart) -> Iterator:
    return (one for each in chart.plots for one in each.series)


def test_charts_are_told_and_what_is_only_seen_is_passed_over(pages: list) -> None:
    for slide in pages:
        for one in slide.shapes:
            about = one._element.xpath(".//p:cNvPr")[0]
            if one.has_chart:
                assert len(about.get("descr")) > 20
            elif one.name == DECORATIVE:
                assert about.xpath(".//*[local-name()='decorative']")


def test_the_same_figures_give_the_same_look(pages: list) -> None:
    """The band at the left, a title at the left, and the theme's own colours."""
    for slide in pages:
        assert next(one.name for one in slide.slide_layout.shapes) == "Stripe"
        assert slide.shapes.title.left == pages[0].shapes.title.left
