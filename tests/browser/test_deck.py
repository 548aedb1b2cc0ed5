"""The presentation in a real browser: pictures added from two pages, put together and shown."""

import json
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


def test_pictures_from_two_pages_are_shown_in_the_order_they_are_put(deck: Watched) -> None:
    page = deck.page
    options = page.get_by_role("radiogroup", name="Bilder i rekkefølge")
    assert f"1. {FIRST}" in options.inner_text()
    options.get_by_text(f"2. {SECOND}").click()
    deck.page.wait_for_timeout(250)
    deck.settled()
    press(deck, "Først")
    assert f"1. {SECOND}" in options.inner_text()
    page.get_by_role("button", name="Start presentasjonen").click()
    show = page.frame_locator("iframe[title^='Visning av']")
    show.get_by_role("heading", name=SECOND).wait_for(timeout=30_000)
    show.locator(".main-svg").first.wait_for(timeout=30_000)
    assert show.locator("body").evaluate("() => document.fullscreenEnabled")
    show.locator("body").press("f")
    page.wait_for_timeout(500)
    assert show.locator("body").evaluate("() => document.fullscreenElement !== null")
    show.locator("body").evaluate("() => document.exitFullscreen()")
    page.wait_for_timeout(500)
    press(deck, "Avslutt visningen")
    assert page.locator("iframe").count() == 0
    assert FIRST in deck.text()


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


def test_the_show_is_one_file_and_the_presentation_another(deck: Watched, tmp_path: Path) -> None:
    page = deck.page
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Last ned som fil").click()
    waiting.value.save_as(tmp_path / "presentasjon.json")
    kept = json.loads((tmp_path / "presentasjon.json").read_text(encoding="utf-8"))
    assert [one["title"] for one in kept["frames"]] == [FIRST, SECOND]
    press(deck, "Lag visning")
    take = page.get_by_role("button", name="Last ned som én fil (virker uten nett)")
    take.wait_for(timeout=30_000)
    with page.expect_download() as waiting:
        take.click()
    waiting.value.save_as(tmp_path / "visning.html")
    assert (tmp_path / "visning.html").stat().st_size > 3_000_000  # Plotly lies in it
    other = page.context.new_page()
    other.context.set_offline(True)
    other.goto((tmp_path / "visning.html").as_uri())
    other.get_by_role("heading", name=FIRST).wait_for()
    other.close()
