"""What a browser shows before the page is there: the same, in the same place, and then gone."""

import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from waiting import until

from .conftest import Watched

pytestmark = pytest.mark.browser

SIZES = ((1440, 900), (390, 844))
ADDRESSES = (
    "?kommune=5025",
    "inntekt?kommune=5025",
    "handlingsrom?kommune=5025",
    "aldersbaereevne?kommune=0301",
)
BOXES = """(name) => [...document.querySelectorAll(name)]
  .filter((one) => parseFloat(getComputedStyle(one).strokeWidth)).map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [x, y, width, height];
  })"""
STILL, LIVE = "#first .first-curve", ".st-key-chart_{} .scatterlayer .js-line"
TEXTS = """(root) => [...document.querySelector(root).querySelectorAll("text")]
  .filter((one) => one.textContent.trim()).map((one) => {
    const box = one.getBoundingClientRect();
    return [one.textContent.replace(/\\s+/g, " ").trim(), box.x, box.y];
  }).sort()"""
PLACE = """(name) => {
  const { x, y, height } = document.querySelector(name).getBoundingClientRect();
  return [x, y, height];
}"""
MOVED = """(to) => {
  const { y } = document.querySelector(".first-chart").getBoundingClientRect();
  return Math.abs(y - to) < 2;
}"""
ON_TOP = """() => {
  const still = document.querySelector("#first");
  const body = document.querySelector("[data-testid=stPopoverBody]");
  if (!still || !body) return false;
  for (const one of [still, ...still.querySelectorAll("*")]) one.style.pointerEvents = "auto";
  const { x, y, width, height } = body.getBoundingClientRect();
  const found = document.elementFromPoint(x + width / 2, y + height / 2);
  for (const one of [still, ...still.querySelectorAll("*")]) one.style.pointerEvents = "";
  return found !== null && body.contains(found);
}"""
NEAR = 2.0
"""As far apart as what is seen before and after may be [px]."""


def at_rest(page: Page, asked: str, of: str) -> None:
    """Wait until a page answers the same twice."""
    before, now = None, page.evaluate(asked, of)
    while now != before:
        page.wait_for_timeout(200)
        before, now = now, page.evaluate(asked, of)


@contextmanager
def opened(
    chromium: Browser, url: str, address: str, size: tuple[int, int], scheme: str = "light"
) -> Iterator[Page]:
    """A cold browser; its server has made the first view before."""
    width, height = size
    asked = urllib.request.Request(f"{url}/{address}", headers={"Accept": "text/html"})

    def is_made() -> bool:  # the first of all waits no longer than a moment
        with urllib.request.urlopen(asked) as answer:
            return b'id="first"' in answer.read()

    until(is_made, "its first view")
    with chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        page = context.new_page()
        yield page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_it_stands_where_the_page_will(
    chromium: Browser, app_url: str, address: str, size: tuple[int, int]
) -> None:
    with opened(chromium, app_url, address, size) as page:
        page.route("**/_stcore/**", lambda route: route.abort())
        page.goto(f"{app_url}/{address}")
        page.locator("#first svg").wait_for()
        page.evaluate("document.fonts.ready")
        at_rest(page, BOXES, STILL)
        title = page.locator(".first-title").inner_text()
        words = page.evaluate(PLACE, ".first-title")
        curves, texts = page.evaluate(BOXES, STILL), page.evaluate(TEXTS, "#first svg")
        key = page.locator("#first").get_attribute("data-key")
    with opened(chromium, app_url, address, size) as page:
        page.goto(f"{app_url}/{address}")
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
        page.locator("#first").wait_for(state="detached")
        at_rest(page, BOXES, LIVE.format(key))
        assert page.locator("h1").inner_text() == title
        assert _apart(words, page.evaluate(PLACE, "h1")) < NEAR
        live = page.evaluate(BOXES, LIVE.format(key))
        assert len(live) == len(curves) > 0
        assert all(_apart(one, other) < NEAR for one, other in zip(curves, live, strict=True))
        drawn = [one for one in page.evaluate(TEXTS, f".st-key-chart_{key}") if one[0]]
        assert {one[0] for one in texts} == {one[0] for one in drawn}
        for one, other in zip(texts, drawn, strict=True):
            assert _apart(one[1:], other[1:]) < 2 * NEAR, one[0]


def _apart(one: Sequence[float], other: Sequence[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_for_as_long_as_no_contact_comes(
    chromium: Browser, app_url: str, scheme: str
) -> None:
    with opened(chromium, app_url, "befolkning?kommune=5025", SIZES[0], scheme) as page:
        page.route("**/_stcore/**", lambda route: route.abort())
        page.goto(f"{app_url}/befolkning?kommune=5025")
        page.locator("#first svg").wait_for()
        assert page.get_by_role("heading", level=1).count() == 1
        assert Axe().run(page).response["violations"] == []


def test_a_page_that_is_left_takes_it_along(chromium: Browser, app_url: str) -> None:
    with opened(chromium, app_url, "befolkning?kommune=5025", SIZES[0]) as page:
        page.route("**/PlotlyChart.*", lambda _: None)  # the chart never comes
        page.goto(f"{app_url}/befolkning?kommune=5025")
        page.locator("#first.picture").wait_for()
        assert page.get_by_role("heading", level=1).count() == 1
        chart = page.locator(".st-key-chart_folketall").bounding_box()
        still = page.locator(".first-chart").bounding_box()
        assert chart
        assert still
        assert abs(chart["y"] - still["y"]) < NEAR
        page.mouse.move(700, 500)
        page.mouse.wheel(0, 200)
        page.wait_for_function(MOVED, arg=still["y"] - 200)
        moved = page.locator(".first-chart").bounding_box()
        assert moved
        assert abs(moved["y"] - still["y"] + 200) < NEAR
        page.locator(".st-key-chip_region button").click()
        page.wait_for_function(ON_TOP)
        page.keyboard.press("Escape")
        assert Axe().run(page).response["violations"] == []
        page.get_by_role("link", name="Kilder", exact=True).click()
        page.locator("#first").wait_for(state="detached")


def test_where_the_chart_never_comes_it_goes_after_a_while(chromium: Browser, app_url: str) -> None:
    with opened(chromium, app_url, "befolkning?kommune=5025", SIZES[0]) as page:
        page.route("**/PlotlyChart.*", lambda _: None)
        page.goto(f"{app_url}/befolkning?kommune=5025")
        page.locator("#first.picture").wait_for()
        page.locator("#first").wait_for(state="detached")


def test_the_pages_own_tests_see_no_second_heading(app: Watched) -> None:
    page = app.open("befolkning?kommune=5025")
    assert page.locator("#first").count() == 0
    assert page.get_by_role("heading", level=1).count() == 1
