"""The presentation in a real browser: pictures added from two pages, put together and shown."""

from pathlib import Path

import pytest

from .conftest import Watched
from .test_app import english_words, look, wcag_violations

pytestmark = pytest.mark.browser
ADD = "Legg til i presentasjonen"
FIRST = "Folketallet i Røros er nesten uendret"
SECOND = "Aldersbæreevnen faller: 2,45 i 2023, 1,98 i 2033"


def add(app: Watched, place: int = 0) -> None:
    """Press the button under a chart, as a user does."""
    app.page.get_by_role("button", name=ADD).nth(place).click()
    app.page.wait_for_timeout(250)
    app.settled()


def press(app: Watched, label: str) -> None:
    app.page.get_by_role("button", name=label, exact=True).click()
    app.page.wait_for_timeout(250)
    app.settled()


@pytest.fixture
def deck(app: Watched) -> Watched:
    """The page with one picture from each of two pages."""
    app.open("befolkning")
    add(app)
    app.go("Aldersbæreevne")
    add(app)
    app.page.get_by_role("link", name="Lagt til som bilde 2. Se presentasjonen").click()
    app.page.get_by_role("heading", level=1, name="Presentasjon").wait_for()
    app.settled()
    return app


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
    options.wait_for(timeout=30_000)
    app.settled()
    assert options.inner_text() == before
    assert page.get_by_label("Møte").input_value() == "Kommunestyret"
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Last ned visning (uten nett)").click()
    waiting.value.save_as(tmp_path / "visning.html")
    assert (tmp_path / "visning.html").stat().st_size > 3_000_000  # Plotly lies in it

    page.get_by_role("button", name="Start presentasjonen").click()
    page.wait_for_timeout(300)
    full = "() => document.fullscreenElement !== null"
    assert page.evaluate(full)
    show = page.frame_locator("iframe[title^='Visning av']")
    show.locator("body[data-ready]").wait_for(timeout=60_000)
    assert page.evaluate(full)
    assert show.locator(".frame.now .occasion").all_inner_texts() == ["Røros", "Kommunestyret"]
    page.keyboard.press("ArrowRight")
    show.locator(".frame.now .main-svg").first.wait_for()
    assert show.locator(".frame.now .number").inner_text() == "1 av 6"
    page.reload()
    show.locator("body[data-ready]").wait_for(timeout=60_000)
    assert show.locator(".frame.now .number").inner_text() == "1 av 6"
    show.locator("#show").press("Escape")
    page.locator("iframe").wait_for(state="detached", timeout=30_000)
    app.settled()
    assert not page.evaluate(full)
    assert options.inner_text() == before


def test_the_page_with_pictures_can_be_read_by_all_at_every_width(deck: Watched) -> None:
    assert english_words(deck.page) == []
    assert wcag_violations(deck.page) == []
    for width in ("laptop", "projector", "phone"):
        look(deck, "presentasjon_med_bilder", width)


def test_the_buttons_under_charts_can_be_used_by_all(app: Watched) -> None:
    app.open("kapasitet")
    add(app)
    assert english_words(app.page) == []
    assert wcag_violations(app.page) == []


def test_a_picture_opens_its_page_as_it_was(app: Watched) -> None:
    app.open("scenarier?kommune=5025&flytting=20&til=2030")
    add(app)
    app.go("Presentasjon")
    app.select("Kommune eller område", "Os")
    assert "kommune=3430" in app.page.url
    press(app, "Vis på siden")
    app.page.get_by_role("heading", level=1, name="Scenarier").wait_for()
    app.settled()
    for part in ("scenarier", "kommune=5025", "flytting=20", "til=2030"):
        assert part in app.page.url
    assert "Justert: ekstra flytting (+20 i året" in app.text()
