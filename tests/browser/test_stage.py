"""The show in a real browser: opened as a file, walked through by keys, the network refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from frames_of_pages import deck_of, deck_of_ten
from playwright.sync_api import Browser, BrowserContext, Page, Route

from projections.exports import stage
from projections.exports.stage.charts import LEAST
from projections.presentation import Deck
from projections.presentation.ahead import prepared
from projections.sources import bundled
from projections.words.levers import answer

from .conftest import ARTIFACTS
from .test_app import wcag_violations

pytestmark = pytest.mark.browser

SMALL_TEXTS = """(least) => [...document.querySelectorAll(".frame.now .plot text")]
 .filter((one) => one.textContent.trim() && parseFloat(getComputedStyle(one).fontSize) < least)
 .map((one) => one.textContent)"""
OUTSIDE = """() => [...document.querySelectorAll(".frame.now *")].filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width && box.height && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1
    || box.left < -1 || box.top < -1);
 }).map((one) => `${one.tagName} ${one.getAttribute("class")} ${one.textContent.slice(0, 40)}`)"""
HEIGHT = """() => document.querySelector(".frame.now .chart").getBoundingClientRect().height"""
LEAST_HEIGHT = 400
NAME, OCCASION = "Dialogkonferansen", ("Røros", "Kommunestyret", "3. desember 2026")
STILL = """() => {
  const now = document.body.className + document.querySelector(".frame.now").outerHTML;
  const isStill = document.getAnimations().every((one) => one.playState !== "running");
  const isSame = now === window.was;
  window.was = now;
  return isSame && isStill;
}"""
DRAWN = """() => [...document.querySelectorAll(".frame.now .plot path, .frame.now .plot text")]
 .filter((one) => !one.closest(".hide") && !one.closest("defs"))
 .map((one) => one.tagName === "path" ? one.getAttribute("d") : one.textContent)"""
SEEN = """() => [...document.querySelectorAll(".frame.now .scatterlayer .trace")]
 .filter((one) => getComputedStyle(one).opacity !== "0")
 .filter((one) => (one.__data__[0].trace.meta === "band") === IS_BAND).length"""
CURVES, BANDS = SEEN.replace("IS_BAND", "false"), SEEN.replace("IS_BAND", "true")
LABELS = """() => [...document.querySelectorAll(".frame.now .annotation")]
 .filter((one) => getComputedStyle(one).opacity !== "0").map((one) => one.textContent)"""
TICKS = """() => [...document.querySelectorAll(".frame.now .ytick text")]
 .map((one) => [one.textContent, one.getBoundingClientRect().y])"""


@dataclass
class Show:
    """The show on a page, and everything that went wrong."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.page.evaluate("window.was = null")
        # A curve takes a third of a second to appear.
        self.page.wait_for_function(STILL, polling=50)

    def number(self) -> str:
        return self.page.locator(".frame.now .number").inner_text()

    def title(self) -> str:
        return self.page.locator(".frame.now h1").inner_text()

    def picture(self, name: str) -> None:
        ARTIFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTIFACTS / f"scene_{name}.png")


@pytest.fixture(scope="module")
def deck() -> Deck:
    place, meeting, held = OCCASION
    told = replace(deck_of_ten(), place=place, meeting=meeting, held=held)
    return prepared(told, bundled.load(), lambda *_: None)


@pytest.fixture(scope="module")
def file(deck: Deck, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("show") / "presentasjon.html"
    path.write_text(stage.write(deck), encoding="utf-8")
    return path


def opened(chromium: Browser, file: Path, width: int, height: int) -> tuple[BrowserContext, Show]:
    context = chromium.new_context(viewport={"width": width, "height": height}, offline=True)
    show = Show(context.new_page())

    def refused(route: Route) -> None:
        show.faults.append(f"call to the network: {route.request.url}")
        route.abort()

    context.route(lambda url: not url.startswith(("file:", "data:", "about:")), refused)
    show.page.on("console", lambda said: show.faults.append(said.text))
    show.page.on("pageerror", lambda error: show.faults.append(str(error)))
    show.page.goto(file.as_uri())
    show.page.locator("body[data-ready=all]").wait_for()
    show.press("ArrowRight")  # the title stands first
    return context, show


@pytest.fixture(scope="module")
def drawn(chromium: Browser, file: Path) -> Iterator[Show]:
    context, own = opened(chromium, file, 1920, 1080)
    yield own
    context.close()


@pytest.fixture
def show(drawn: Show) -> Iterator[Show]:
    """The show at 1920 × 1080; anything in the console, and any call, fails the test.

    Opened and drawn once, which takes seconds; each test starts at its first picture.
    """
    drawn.page.set_viewport_size({"width": 1920, "height": 1080})
    drawn.page.emulate_media(reduced_motion="no-preference")
    drawn.press("Escape", "Home", "ArrowRight")
    yield drawn
    faults, drawn.faults = drawn.faults, []
    assert not faults


def test_every_frame_fills_the_screen_with_large_type(show: Show, deck: Deck) -> None:
    show.press("Home")
    assert show.title() == NAME
    assert show.page.locator(".frame.now .occasion").all_inner_texts() == list(OCCASION)
    assert show.page.locator(".frame.now #begin").is_visible()
    assert wcag_violations(show.page) == []
    show.picture("00_1920x1080")
    show.press("ArrowRight")
    for place, frame in enumerate(deck.frames, 1):
        assert show.number() == f"{place} av 10"
        assert show.title() == frame.title
        assert show.page.evaluate(SMALL_TEXTS, LEAST) == []
        assert show.page.evaluate(OUTSIDE) == []
        assert show.page.evaluate(HEIGHT) >= LEAST_HEIGHT
        show.picture(f"{place:02d}_1920x1080")
        show.press("ArrowRight")
    assert show.number() == "10 av 10"


def test_curves_come_one_at_a_time_with_their_labels_and_the_axes_stand_still(show: Show) -> None:
    moving = "() => getComputedStyle(document.querySelector('.plot .fades')).transitionDuration"
    assert show.page.evaluate(moving) == "0.35s"
    ticks = show.page.evaluate(TICKS)
    assert show.page.evaluate(CURVES) == 6  # whole, unless one at a time is chosen
    assert show.page.evaluate(BANDS) == 4
    show.press("Home", "k", "ArrowRight")
    assert show.page.evaluate(CURVES) == 2  # Røros: history and projection, and its bands
    assert show.page.evaluate(BANDS) == 4
    assert "Røros 1,98" in show.page.evaluate(LABELS)
    assert "Norge" not in show.page.evaluate(LABELS)
    show.press("PageDown")
    assert show.page.evaluate(CURVES) == 3
    assert "Norge" in show.page.evaluate(LABELS)
    assert show.page.locator("#live").inner_text() == "Vises nå: Norge"
    show.press(" ", "Enter", "ArrowRight")
    assert show.page.evaluate(CURVES) == 6
    assert show.page.evaluate(TICKS) == ticks
    assert show.number() == "1 av 10"
    show.press("ArrowRight")
    assert show.number() == "2 av 10"
    assert (show.page.evaluate(CURVES), show.page.evaluate(BANDS)) == (2, 2)
    show.press("ArrowLeft")
    assert (show.number(), show.page.evaluate(CURVES)) == ("1 av 10", 6)
    show.press("k", "ArrowRight")
    assert (show.number(), show.page.evaluate(CURVES)) == ("2 av 10", 16)
    show.press("End")
    assert show.number() == "10 av 10"
    show.press("Home")
    assert show.title() == NAME
    # No motion for those who ask for none.
    show.page.emulate_media(reduced_motion="reduce")
    assert show.page.evaluate(moving) == "0s"


def test_a_question_is_answered_in_place_and_the_frame_comes_back_as_it_was(
    show: Show, deck: Deck
) -> None:
    before = show.page.evaluate(DRAWN)
    show.press("ArrowDown")
    question = deck.frames[0].question
    assert question is not None
    label, stops = question.levers[0]
    shown = [stop for stop, _ in stops].index("Ingen ekstra flytting (som vist)")
    show.press("ArrowRight", "ArrowRight")
    stop, line = stops[shown + 2]
    assert (stop, line[-1] is not None) == ("20 flere i året", True)
    told = answer(stop, line[-1] or 0, question.shown[-1] or 0, question.unit, 2033)
    assert show.page.locator(".answer").inner_text() == told
    assert "i stedet for 1,98 i 2033 (+" in told
    # What was shown stays beside the answer, whole.
    sides = show.page.locator(".frame.now .charts.two .chart")
    assert sides.count() == 2
    assert sides.first.get_attribute("aria-label") == deck.frames[0].alternative
    labels = show.page.evaluate(LABELS)
    assert "Norge" in labels
    assert any(one.startswith("Svar") and told.split(": ")[1][:4] in one for one in labels)
    assert show.page.evaluate(SMALL_TEXTS, LEAST) == []
    assert show.page.evaluate(OUTSIDE) == []
    assert wcag_violations(show.page) == []
    show.picture("question_1920x1080")
    show.page.get_by_label("Endre", exact=True).select_option(
        label="Ekstra innflytting: barnefamilier"
    )
    assert "som vist" in show.page.locator(".answer").inner_text()
    show.press("Escape")
    assert show.page.locator(".answer").count() == 0
    told = show.page.locator(".frame.now .sentence").inner_text()
    assert told
    assert deck.frames[0].text.startswith(told)
    assert show.page.evaluate(DRAWN) == before
    assert show.number() == "1 av 10"
    assert label.startswith("Ekstra innflytting")


def test_all_can_be_reached_and_table_overview_help_and_black_screen(
    show: Show, deck: Deck
) -> None:
    frame = deck.frames[0]
    assert wcag_violations(show.page) == []
    assert show.page.get_by_role("img", name=frame.alternative, exact=True).count() == 1
    assert show.page.locator("#live").inner_text() == f"Bilde 1 av 10: {frame.title}"
    show.press("Tab")
    focused = show.page.evaluate("() => document.activeElement.id")
    assert focused in ("do-back", "do-next", "do-ask")
    assert show.page.locator("#bar").evaluate("(one) => getComputedStyle(one).opacity") == "1"
    show.press("t")
    table = show.page.locator("dialog#table")
    assert table.get_by_role("cell", name="1,98", exact=True).first.is_visible()
    assert table.locator("caption").count() == len(deck.frames[0].grids)
    assert wcag_violations(show.page) == []
    show.press("Escape")
    assert not table.is_visible()
    show.press("o")
    cards = show.page.locator("dialog#overview li button")
    assert cards.count() == 11
    assert cards.nth(1).locator("img").evaluate("(one) => one.naturalWidth") > 0
    show.picture("overview_1920x1080")
    cards.nth(5).click()
    assert show.title() == deck.frames[4].title
    show.press("?")
    assert show.page.locator("dialog#help").is_visible()
    show.press("Escape", "b")
    assert show.page.locator("#black").is_visible()
    assert (
        show.page.evaluate("() => document.elementFromPoint(innerWidth / 2, innerHeight / 2).id")
        == "black"
    )
    show.press("ArrowRight")
    assert not show.page.locator("#black").is_visible()
    assert show.title() == deck.frames[4].title, "the key that lights the screen does nothing else"


def test_notes_stand_in_a_window_of_their_own_and_on_paper(show: Show, deck: Deck) -> None:
    with show.page.context.expect_page() as coming:
        show.page.keyboard.press("n")
    notes = coming.value
    text = notes.locator("body").inner_text()
    assert deck.frames[0].notes in text
    assert f"Neste: {deck.frames[1].title}" in text
    notes.keyboard.press("End")  # a clicker may be heard by either window
    notes.wait_for_function("(text) => document.body.innerText.includes(text)", arg="Siste bilde")
    assert deck.frames[9].notes in notes.locator("body").inner_text()
    assert "Neste: Siste bilde" in notes.locator("body").inner_text()
    assert show.number() == "10 av 10"
    content = show.page.pdf(prefer_css_page_size=True)
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") == 11
    paper = show.page.locator("#paper .page")
    assert paper.count() == 11
    text = paper.nth(1).text_content() or ""
    assert deck.frames[0].notes in text
    assert paper.nth(1).locator("img").get_attribute("alt") == deck.frames[0].alternative


def test_other_screens_show_the_same(show: Show) -> None:
    for width, height in ((1280, 720), (1440, 900), (3840, 2160)):
        show.page.set_viewport_size({"width": width, "height": height})
        scale = min(width / 1920, height / 1080)
        for place in (1, 2, 7):
            show.press("Home", *["ArrowRight"] * place)
            assert show.number() == f"{place} av 10"
            assert show.page.evaluate(OUTSIDE) == []
            assert show.page.evaluate(HEIGHT) >= LEAST_HEIGHT * scale
        show.picture(f"07_{width}x{height}")


def test_on_a_phone_a_frame_is_read_downwards(chromium: Browser, file: Path, deck: Deck) -> None:
    context, show = opened(chromium, file, 390, 844)
    for place in range(1, 11):
        wide = "() => document.documentElement.scrollWidth - innerWidth"
        assert show.page.evaluate(wide) <= 0
        assert show.title() == deck.frames[place - 1].title
        if place in (1, 2, 7):
            show.picture(f"{place:02d}_390x844")
        show.press("ArrowRight")
    context.close()
    assert not show.faults


def test_words_that_look_like_a_program_do_nothing(
    chromium: Browser, deck: Deck, tmp_path: Path
) -> None:
    evil = "</script><script>window.done=1</script><img src=x onerror='window.done=1'>"
    frame = replace(deck.frames[0], title=evil, text=evil, notes=evil, alternative=evil)
    path = tmp_path / "show.html"
    path.write_text(stage.write(deck_of([frame], name=evil)), encoding="utf-8")
    context, show = opened(chromium, path, 1920, 1080)
    assert show.title() == evil
    for key in ("t", "Escape", "o", "Escape"):
        show.press(key)
    assert show.page.evaluate("() => window.done") is None
    context.close()
    assert not show.faults
