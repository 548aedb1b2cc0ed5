"""The handout read back: one file, headings in order, charts with text, tables as on the pages."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from projections.exports import drawing, handout, plot
from projections.figures.collection import Collection

VOID = {"meta", "br", "line", "rect", "polyline", "circle"}


class Page(HTMLParser):
    """Elements with their attributes, and the text of some."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        if self.open:
            self.texts[self.open[-1]][-1] += data

    def all(self, tag: str) -> list[dict]:
        return [attributes for one, attributes in self.found if one == tag]


@pytest.fixture(scope="module")
def text(collection: Collection) -> str:
    return handout.write(collection)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    found = Page(text)
    assert found.open == [], "every element is closed"
    return found


def test_one_file_in_norwegian_without_scripts(text: str, page: Page) -> None:
    assert text.startswith("<!DOCTYPE html>")
    assert page.all("html") == [{"lang": "nb"}]
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.found}
    assert "url(" not in text
    assert "@import" not in text
    assert "size:A4" in text


def test_headings_in_order(page: Page, collection: Collection) -> None:
    levels = [int(tag[1]) for tag, _ in page.found if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert page.texts["h2"][:-2] == [one.title for one in collection.figures]
    targets = [one["href"] for one in page.all("a") if one["href"].startswith("#")]
    assert targets == [f"#{one['id']}" for one in page.all("section")]


def test_charts_have_text_and_all_values(page: Page, collection: Collection) -> None:
    named = [one["aria-label"] for one in page.all("svg") if one.get("role") == "img"]
    assert named == [one.alternative_text for each in collection.figures for one in each.panels]
    for exhibit in (panel for one in collection.figures for panel in one.printed.panels):
        drawn = Page(drawing.svg(exhibit))
        known = {
            one.name: int((one.values == one.values).sum())
            for one in exhibit.curves
            if not plot.is_bar(exhibit, one)
        }
        dots = sum(known[one.name] for one in exhibit.curves if one.look == "dots")
        lines = [one for one in exhibit.curves if one.name in known and one.look != "dots"]
        assert len(drawn.all("circle")) == dots
        points = [len(one["points"].split()) for one in drawn.all("polyline")]
        assert points == [known[one.name] for one in lines]
        dashed = ["stroke-dasharray" in one for one in drawn.all("polyline")]
        assert dashed == [one.is_dashed for one in lines]
        assert len(drawn.all("rect")) == len(list(plot.bars(exhibit)))


def test_tables_are_those_of_the_pages(page: Page, collection: Collection) -> None:
    grids = [grid for one in collection.figures for grid in one.grids]
    assert page.texts["caption"][:-1] == [grid.caption for grid in grids]
    assert [one for one in page.texts["th"] if one][: len(grids[0].columns)] == list(
        grids[0].columns
    )
    cells = {cell for grid in grids for row in grid.rows for cell in row[1:]}
    assert cells <= set(page.texts["td"])
    assert all(one["scope"] in ("col", "row") for one in page.all("th"))


def test_text_for_the_plan_and_method(text: str, collection: Collection) -> None:
    plan = text[text.index('id="tekst"') :]
    for exhibit in collection.figures:
        assert exhibit.text in plan
        assert exhibit.note.replace("**", "") in text
        assert exhibit.cited in text


def test_odd_texts_stay_texts(odd: Collection) -> None:
    text = handout.write(odd)
    assert "=1+1 &amp; &lt;b&gt;tegn&lt;/b&gt;" in text
    assert "<b>" not in text


@pytest.mark.parametrize(("low", "high"), [(0, 5638), (-4.2, 0.2), (0, 0), (-0.001, 0.0005)])
def test_ticks_hold_all_values_and_zero(low: float, high: float) -> None:
    ticks = plot.nice_ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 0 in ticks
    assert 2 <= len(ticks) <= 8
