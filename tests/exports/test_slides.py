"""The presentation read back: slides, native charts, notes, alternative text, templates."""

import io
import re

import numpy as np
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from slide_names import OVER

from projections import tables
from projections.case import Case, Projection
from projections.errors import BaereevneError
from projections.exports import plot, slides
from projections.figures.collection import Collection

TYPES = {
    "line": XL_CHART_TYPE.LINE,
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
}


@pytest.fixture(scope="module")
def content(collection: Collection) -> bytes:
    return slides.write(collection)


@pytest.fixture(scope="module")
def deck(content: bytes):
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def pages(deck, collection: Collection):
    """Each exhibit with its slide."""
    return list(zip(collection.figures, list(deck.slides)[1:], strict=True))


def charts(slide) -> list:
    return [one for one in slide.shapes if one.has_chart]


def test_one_slide_an_exhibit_after_the_cover(deck, pages, collection: Collection) -> None:
    assert len(pages) == len(collection.figures) > 9
    assert deck.slides[0].shapes.title.text == collection.title
    assert deck.slides[0].placeholders[1].text == collection.chosen.split(";")[0]
    assert collection.chosen in deck.slides[0].notes_slide.notes_text_frame.text
    for exhibit, slide in pages:
        assert slide.shapes.title.text == exhibit.title
        assert slide.shapes.title.is_placeholder


def test_native_charts_have_the_figures(pages) -> None:
    for exhibit, slide in pages:
        for panel, frame in zip(exhibit.printed.panels, charts(slide), strict=True):
            drawn = plot.on_bases(panel)
            lines_alone = all(one.look in ("", "outline") for one in panel.curves)
            if drawn is panel and drawn.stand != "stacked" and lines_alone:
                assert frame.chart.chart_type == TYPES[exhibit.kind]
            assert tuple(frame.chart.plots[0].categories) == exhibit.categories
            every = {one.name: one for each in frame.chart.plots for one in each.series}
            assert set(every) == {one.name for one in drawn.curves}
            for curve in drawn.curves:
                shown = [np.nan if value is None else value for value in every[curve.name].values]
                np.testing.assert_array_equal(shown, curve.values)
            assert frame.chart.part.chart_workbook.xlsx_part.blob[:2] == b"PK"


def test_why_is_a_waterfall_and_rules_are_lines_over_columns(pages) -> None:
    found = {exhibit.key: (exhibit, charts(slide)[0].chart) for exhibit, slide in pages}
    exhibit, chart = found["hvorfor_kostnaden_endres"]
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED
    base, *parts = ([value or 0.0 for value in one.values] for one in chart.plots[0].series)
    (curve,) = exhibit.curves
    heights = np.abs(np.array(parts)).sum(axis=0)
    np.testing.assert_allclose(heights, np.abs(curve.values))
    ends = np.array([curve.starts, curve.starts + curve.values])
    crosses = ends[0] * ends[1] < 0
    np.testing.assert_allclose(
        np.abs(base), np.where(crosses, 0, np.abs(ends).min(axis=0)), atol=1e-9
    )
    for key, rules in (("netto_driftsresultat", 1), ("disposisjonsfond", 2)):
        exhibit, chart = found[key]
        named = [one.name for one in exhibit.curves if one.look == "rule"]
        lines = [one for one in chart.plots[1].series if "8 av 10" not in one.name]
        assert [one.name for one in lines] == named
        assert len(named) == rules
        for one in lines:
            assert len(set(one.values)) == 1


def test_the_first_chart_is_the_library_s_own_people(
    pages, roros: Case, ageing: Projection
) -> None:
    chart = charts(pages[0][1])[0].chart
    observed, projected = (
        {
            int(year): value
            for year, value in zip(chart.plots[0].categories, one.values, strict=True)
            if value is not None
        }
        for one in chart.plots[0].series
        if "8 av 10" not in one.name
    )
    total = [one for one in tables.population(roros, ageing) if one.item == "total"]
    assert observed == dict(zip(total[0].years, total[0].values, strict=True))
    assert projected == dict(zip(total[1].years, total[1].values, strict=True))


def test_projected_lines_are_dashed_and_told_apart(pages) -> None:
    """Faint lines are many of one kind, and need not be told from each other.

    A level is one line, whatever years it goes over.
    """
    for exhibit, slide in pages:
        if exhibit.kind == "line":
            frame = charts(slide)[0].chart
            printed = exhibit.printed.panels[0].curves
            drawn = dict(zip(printed, frame.plots[0].series, strict=True))
            curves = [one for one in printed if one.look != "dots" and one.role != "band"]
            dashes = {one: drawn[one].format.line.dash_style for one in curves}
            assert all((dashes[one] is not None) == one.is_dashed for one in curves)
            looks = {
                (one.group, (str(drawn[one].format.line.color.rgb), dashes[one]))
                for one in curves
                if not one.faint
            }
            assert len({look for _, look in looks}) == len(looks)
            if any(one.faint for one in curves):
                assert not frame.has_legend


def test_notes_source_and_alternative_text(pages) -> None:
    for exhibit, slide in pages:
        notes = slide.notes_slide.notes_text_frame.text
        assert exhibit.note.replace("**", "") in notes
        assert exhibit.cited in notes
        described = [one._element.nvGraphicFramePr.cNvPr.get("descr") for one in charts(slide)]
        assert described == [one.alternative_text for one in exhibit.panels]
        source = next(one for one in slide.shapes if one.name == "Kilde")
        assert source.text_frame.text.startswith(("Kilde: ", "Kilder: "))
        assert exhibit.sources[0].short in source.text_frame.text


def test_reading_order_and_slide_number(pages) -> None:
    for place, (_, slide) in enumerate(pages, 2):
        shapes = list(slide.shapes)
        assert shapes[0] == slide.shapes.title
        names = [one.name for one in shapes[1:-1]]
        names = [re.sub(r" \d+", "", one) for one in names if one not in OVER]
        assert names[-1] == "Kilde"
        assert "Tekst" not in names[1:]
        assert set(names) <= {"Tekst", "Tegnforklaring", "Figur", "Kilde"}
        fields = list(shapes[-1]._element.iter(qn("a:fld")))
        assert [(one.get("type"), one.find(qn("a:t")).text) for one in fields] == [
            ("slidenum", str(place))
        ]
        assert len({one.shape_id for one in shapes}) == len(shapes) >= 5


def test_every_text_is_norwegian_and_inside_the_slide(deck) -> None:
    for slide in deck.slides:
        for part in (slide._element, slide.notes_slide._element):
            for name in ("a:r", "a:fld"):
                for run in part.iter(qn(name)):
                    assert run.find(qn("a:rPr")).get("lang") == "nb-NO"
        for shape in slide.shapes:
            assert 0 <= shape.left < shape.left + shape.width <= deck.slide_width
            assert 0 <= shape.top < shape.top + shape.height <= deck.slide_height


@pytest.fixture(scope="module")
def template() -> bytes:
    """A narrow template with a slide of its own, in a section."""
    deck = Presentation()
    deck.part._element.append(OxmlElement("p:extLst"))
    deck.slides.add_slide(deck.slide_layouts[0]).shapes.title.text = "Gammelt lysbilde"
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def test_an_own_template_gives_colours_and_size_but_no_slides(
    collection: Collection, template: bytes
) -> None:
    deck = Presentation(io.BytesIO(slides.write(collection, template)))
    assert deck.slide_width == Presentation().slide_width
    assert deck.part._element.find(qn("p:extLst")) is None
    titles = [one.shapes.title.text for one in deck.slides]
    assert titles == [collection.title, *(one.title for one in collection.figures)]
    series = charts(deck.slides[1])[0].chart.plots[0].series[0]
    assert series.format.line.color.theme_color == MSO_THEME_COLOR.ACCENT_1


def test_a_template_without_titles_is_told(collection: Collection) -> None:
    deck = Presentation()
    for layout in deck.slide_layouts:
        for one in list(layout.placeholders):
            one._element.getparent().remove(one._element)
    file = io.BytesIO()
    deck.save(file)
    with pytest.raises(BaereevneError, match="plass til en tittel"):
        slides.write(collection, file.getvalue())


@pytest.mark.parametrize("wrong", [b"", b"ikke en fil", b"PK\x03\x04" + bytes(40)])
def test_a_template_that_is_no_presentation_is_told(collection: Collection, wrong: bytes) -> None:
    with pytest.raises(BaereevneError, match="Malen kan ikke brukes"):
        slides.write(collection, wrong)
