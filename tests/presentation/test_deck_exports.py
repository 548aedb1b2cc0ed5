"""A presentation as slides, sheets and paper, read back: charts, values, notes, sources."""

import io
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from projections.draw.plotly import picture
from projections.errors import MissingInputError
from projections.exports import make, plot
from projections.exports.deck_sheets import number
from projections.presentation import Deck, Frame
from projections.presentation.frame import figure

sys.path.append(str(Path(__file__).parents[1] / "exports"))
import office

LINE, STACKED = XL_CHART_TYPE.LINE, XL_CHART_TYPE.BAR_STACKED
TYPES = {
    "befolkning.folketall": LINE,
    "befolkning.siden_prognosen": XL_CHART_TYPE.BAR_CLUSTERED,
    "befolkning.aarsaker": XL_CHART_TYPE.COLUMN_STACKED,
    "befolkning.pyramide": XL_CHART_TYPE.BAR_CLUSTERED,
    "demografikostnader.hvorfor_kostnaden_endres": STACKED,
    "handlingsrom.disposisjonsfond": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "handlingsrom.tilpasning": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "sammenligning.utgifter_behovskorrigert": XL_CHART_TYPE.LINE_MARKERS,
}


@pytest.fixture(scope="module")
def file(deck: Deck) -> bytes:
    return make.make_deck("pptx", deck)


@pytest.fixture(scope="module")
def slides(deck: Deck, file: bytes):
    found = list(Presentation(io.BytesIO(file)).slides)
    assert len(found) == 1 + len(deck.frames)
    return list(zip(deck.frames, found[1:], strict=True))


def charts(slide) -> list:
    return [one.chart for one in slide.shapes if one.has_chart]


def series(chart) -> dict[str, list[float | None]]:
    return {one.name: list(one.values) for plot in chart.plots for one in plot.series}


def test_every_native_chart_has_the_figures_values(slides) -> None:
    for frame, slide in slides:
        panels = figure(frame).printed.panels
        found = charts(slide)
        assert len(found) == len(panels)
        for exhibit, chart in zip(panels, found, strict=True):
            drawn = plot.on_bases(exhibit)
            assert tuple(chart.plots[0].categories) == drawn.categories
            there = series(chart)
            assert set(there) == {one.name for one in drawn.curves}
            for one in drawn.curves:
                assert there[one.name] == plot.values(one), frame.name
            assert chart.part.chart_workbook.xlsx_part.blob[:2] == b"PK"


def test_kinds_of_charts(slides) -> None:
    found = {f"{frame.page}.{frame.name}": charts(slide) for frame, slide in slides}
    for name, kind in TYPES.items():
        assert found[name][0].chart_type == kind, name
    assert len(found["befolkning.aldersgrupper"]) == 8


def test_levels_and_lines_stand_over_the_columns(slides) -> None:
    for name, lines in (("disposisjonsfond", 2), ("tilpasning", 1)):  # and a band's two edges
        chart = next(charts(slide)[0] for frame, slide in slides if frame.name == name)
        bars, over = chart.plots
        assert len(list(over.series)) == lines + 2
        axes = [[one.get("val") for one in part._element.xpath("c:axId")] for part in (bars, over)]
        assert axes[0] == axes[1]
        numbers = [one.get("val") for one in chart._chartSpace.xpath(".//c:ser/c:idx")]
        assert len(set(numbers)) == len(numbers)


def test_a_waterfall_s_bars_say_what_they_add(slides) -> None:
    frame, slide = next(one for one in slides if one[0].name == "hvorfor_kostnaden_endres")
    (chart,) = charts(slide)
    texts = [one.text for one in chart._chartSpace.iter() if one.tag.endswith("}t")]
    written = [re.sub("<[^>]*>", "", text) for text in picture(frame.chart)["data"][0]["text"]]
    assert sorted(text for text in texts if text in written) == sorted(written)
    base = chart.plots[0].series[0]
    assert base.name == plot.BASE
    assert base.format.fill.type.name == "BACKGROUND"


def test_notes_alternative_text_and_titles(slides) -> None:
    for frame, slide in slides:
        notes = slide.notes_slide.notes_text_frame.text
        parts = [frame.notes, frame.text, frame.note, frame.chosen, "Kilde"]
        at = [notes.index(part) for part in parts]
        assert at == sorted(at), "what is said, then the text, the method, the choices, the sources"
        assert slide.shapes.title.text == frame.title
        frames = [one for one in slide.shapes if one.has_chart]
        described = [one._element.nvGraphicFramePr.cNvPr.get("descr") for one in frames]
        assert all(one.endswith(frame.alternative) for one in described)
        numbers = [one.get("type") for one in slide._element.iter() if one.tag.endswith("}fld")]
        assert numbers == ["slidenum"]
        ids = [one.shape_id for one in slide.shapes]
        assert len(set(ids)) == len(ids)


def test_many_small_charts_share_what_their_lines_mean(slides) -> None:
    slide = next(
        slide for frame, slide in slides if frame.name == "aldersgrupper" and len(charts(slide)) > 1
    )
    told = next(one for one in slide.shapes if one.name == "Tegnforklaring")
    assert told.text_frame.text == "Heltrukken linje: Observert. Stiplet linje: Sterk aldring."
    assert not any(one.has_legend for one in charts(slide))
    dashes = [
        one.format.line.dash_style
        for chart in charts(slide)
        for one in chart.plots[0].series
        if "8 av 10" not in one.name
    ]
    assert [one is None for one in dashes] == [True, False] * 8


def test_an_own_template_keeps_the_chosen_one_apart(frames: dict[str, Frame]) -> None:
    template = io.BytesIO()
    Presentation().save(template)
    frame = frames["aldersbaereevne.sammenligning"]
    deck = Deck("N", "", "2026-11-21T10:00:00Z", "0.1.0", (frame,))
    made = make.make_deck("pptx", deck, template.getvalue())
    (chart,) = charts(Presentation(io.BytesIO(made)).slides[1])
    bars = chart.plots[0].series[0]
    usual = bars.format.fill.fore_color.theme_color
    places = [int(one.get("val")) for one in bars._element.xpath("c:dPt/c:idx")]
    assert [chart.plots[0].categories[place] for place in places] == ["Røros"]
    assert bars.points[places[0]].format.fill.fore_color.theme_color != usual


def test_long_titles_shrink_and_long_texts_are_in_the_notes(frames: dict[str, Frame]) -> None:
    frame = frames["befolkning.folketall"]
    sizes = []
    for words in (1, 12, 25, 40):
        title = ("langt " * words).strip()[:300]
        long = replace(frame, title=title, text=f"Kort sagt. {'Tekst ' * 40 * words}")
        deck = Deck("N", "", "2026-11-21T10:00:00Z", "0.1.0", (long,))
        slide = Presentation(io.BytesIO(make.make_deck("pptx", deck))).slides[1]
        sizes.append(slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size)
        assert sizes[-1] >= Pt(14)
        assert long.text in slide.notes_slide.notes_text_frame.text
        told = [one.text_frame.text for one in slide.shapes if one.name == "Tekst"]
        assert told == (["Kort sagt."] if words < 30 else [])
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


def test_libreoffice_draws_every_slide(deck: Deck, file: bytes, tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(file)
    office.convert(tmp_path / "deck.pptx", "pdf")
    pages = re.findall(rb"/Type\s*/Page\b", (tmp_path / "deck.pdf").read_bytes())
    assert len(pages) == 1 + len(deck.frames)


def test_the_handout_has_charts_tables_and_words(deck: Deck) -> None:
    page = make.make_deck("html", deck).decode()
    assert "<script" not in page
    for number_, frame in enumerate(deck.frames, 1):
        start = page.index(f'<section id="bilde-{number_}">')
        section = page[start : page.index("</section>", start)]
        panels = figure(frame).printed.panels
        assert section.count('role="img"') == len(panels)
        assert section.count("<caption>") == len(frame.grids)
        assert frame.chosen in section
        assert "Kilde" in section
        known = sum(int(np.isfinite(one.values).sum()) for p in panels for one in p.curves)
        bars = sum(len(list(plot.bars(panel))) for panel in panels)
        assert section.count("<rect") == bars
        assert bars <= known
    assert page.count('href="#bilde-') == len(deck.frames)
    assert 'id="tekst"' in page


def test_sheets_have_real_numbers_and_native_charts(deck: Deck, tmp_path: Path) -> None:
    made = make.make_deck("xlsx", deck)
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        names = book.namelist()
        drawings = "".join(book.read(one).decode() for one in names if "/drawings/drawing" in one)
        kinds = "".join(book.read(one).decode() for one in names if "/charts/chart" in one)
    panels = [panel for frame in deck.frames for panel in figure(frame).panels]
    assert len([one for one in names if "/charts/chart" in one]) == len(panels)
    assert drawings.count("descr=") == len(panels)
    assert {"<c:lineChart>", "<c:barChart>"} <= set(re.findall(r"<c:\w+Chart>", kinds))
    sheets = office.reckoned_anew(made, tmp_path)
    assert len(sheets) == len(deck.frames) + 2
    place = next(i for i, one in enumerate(deck.frames, 1) if one.name == "folketall")
    sheet = next(rows for name, rows in sheets.items() if name.startswith(f"{place} "))
    exhibit = figure(deck.frames[place - 1])
    top = next(
        row for row, cells in enumerate(sheet) if cells[1:3] == ["Observert", "Sterk aldring"]
    )
    for row, (year, value) in enumerate(
        zip(exhibit.categories, plot.values(exhibit.curves[0]), strict=True), top + 1
    ):
        assert sheet[row][0] == year
        assert sheet[row][1] == ("" if value is None else str(int(value)))
    told = [cells[0] for cells in sheet]
    assert deck.frames[place - 1].chosen in told
    assert any(text.startswith("Kilde") for text in told)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("5\u00a0598", 5598.0),
        ("\u22124,2\u00a0%", -0.042),
        ("+12,3", 12.3),
        ("0", 0.0),
        ("", None),
        ("–", None),
        ("6–15 år", None),
        ("2023–2033", None),
        ("12,3 mill. kr", None),
        ("\u00a0", None),
    ],
)
def test_cells_that_are_numbers(cell: str, value: float | None) -> None:
    found = number(cell)
    assert (found[0] if found else None) == value


def test_an_empty_presentation_is_told() -> None:
    empty = Deck("Tom", "", "2026-11-21T10:00:00Z", "0.1.0", ())
    for ending in make.FORMATS:
        with pytest.raises(MissingInputError, match="tom"):
            make.make_deck(ending, empty)
