"""The presentation in a real browser: pictures added from two pages, put together and shown."""

from pathlib import Path

import pytest

from .conftest import Watched
from .test_app import english_words, look, wcag_violations, whole

pytestmark = pytest.mark.browser
ADD = "Legg til i presentasjonen"
FIRST = "Folketallet i Røros er nesten uendret"
SECOND = "Aldersbæreevnen faller: 2,25 i 2026, 1,98 i 2033"


def add(app: Watched, place: int = 0) -> None:
    """Press the button under a chart, as a user does."""
    with app.answered():
        app.page.get_by_role("button", name=ADD).nth(place).click()


def press(app: Watched, label: str) -> None:
    with app.answered():
        app.page.get_by_role("button", name=label, exact=True).click()


def test_two_presses_fill_the_screen_and_a_reload_loses_nothing(
    app: Watched, tmp_path: Path
) -> None:
    page = app.page
    app.open("presentasjon?kommune=5025")
    press(app, "Ta med de seks fra Kort fortalt")
    options = page.get_by_role("radiogroup", name="Bilder i rekkefølge")
    before = options.inner_text()
    page.get_by_label("Møte").fill("Kommunestyret")
    page.keyboard.press("Tab")
    app.settled()
    page.reload()
    options.wait_for()
    app.settled()
    assert options.inner_text() == before
    assert page.get_by_label("Møte").input_value() == "Kommunestyret"
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Last ned visning (uten nett)").click()
    waiting.value.save_as(tmp_path / "visning.html")
    assert (tmp_path / "visning.html").stat().st_size > 3_000_000  # Plotly lies in it

    page.get_by_role("button", name="Start presentasjonen").click()
    full = "() => document.fullscreenElement !== null"
    page.wait_for_function(full)
    show = page.frame_locator("iframe[title^='Visning av']")
    show.locator("body[data-ready]").wait_for()
    assert page.evaluate(full)
    assert show.locator(".frame.now .occasion").all_inner_texts() == ["Røros", "Kommunestyret"]
    page.keyboard.press("ArrowRight")
    show.locator(".frame.now .main-svg").first.wait_for()
    assert show.locator(".frame.now .number").inner_text() == "1 av 6"
    page.reload()
    show.locator("body[data-ready]").wait_for()
    assert show.locator(".frame.now .number").inner_text() == "1 av 6"
    show.locator("#show").press("Escape")
    page.locator("iframe").wait_for(state="detached")
    app.settled()
    assert not page.evaluate(full)
    assert options.inner_text() == before


def test_a_picture_from_each_of_two_pages_can_be_read_by_all_at_every_width(app: Watched) -> None:
    page = app.open("befolkning?kommune=5025")
    add(app)
    app.go("Aldersbæreevne")
    add(app)
    way = page.get_by_role("link", name="Lagt til som bilde 2. Se presentasjonen")
    way.wait_for()
    assert english_words(page) == []
    assert wcag_violations(page) == []
    way.click()
    page.get_by_role("heading", level=1, name="Presentasjon").wait_for()
    app.settled()
    options = page.get_by_role("radiogroup", name="Bilder i rekkefølge").inner_text()
    assert options.index(FIRST) < options.index(SECOND)
    assert english_words(page) == []
    assert wcag_violations(whole(app)) == []
    for width in ("laptop", "projector", "phone"):
        look(app, "presentasjon_med_bilder", width)


def test_a_picture_opens_its_page_as_it_was(app: Watched) -> None:
    page = app.open("scenarier?kommune=5025&flytting=20&til=2030")
    told, title = "Justert: ekstra flytting (+20 i året", page.locator("h1").inner_text()
    assert told in app.text()
    add(app)
    app.go("Befolkning")
    app.select("Kommune eller område", "Os", "region")
    assert "kommune=3430" in page.url
    app.go("Presentasjon")
    press(app, "Vis på siden")
    page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
    app.settled()
    for part in ("scenarier", "kommune=5025", "flytting=20", "til=2030"):
        assert part in page.url
    assert told in app.text()
