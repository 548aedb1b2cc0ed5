"""A lever in a real browser: every press counts, nothing moves, and the rest holds true."""

import pytest
from playwright.sync_api import WebSocketRoute

from .conftest import Watched

pytestmark = pytest.mark.browser

SHIFTS = """() => {
  window.shifts = [];
  const keep = (list) => window.shifts.push(...list.getEntries().map((one) => one.value));
  new PerformanceObserver(keep).observe({type: "layout-shift", buffered: false});
}"""


def test_every_press_counts_and_nothing_moves(app: Watched) -> None:
    page = app.open("scenarier?kommune=5025&magi=1")
    assert "Lenken har ukjente valg" in app.text()
    page.evaluate(SHIFTS)
    page.get_by_role("button", name="+20 flere i året").click()
    page.locator("h1", has_text="flere innbyggere, og").wait_for()
    # What was said of the link goes with the first choice, and the whole page is drawn again.
    page.locator("text=Lenken har ukjente valg").wait_for(state="detached")
    for width, height in ((1440, 900), (1920, 1080), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        app.settled()
        presses_count(app, height)


def presses_count(app: Watched, height: int) -> None:
    """From whatever stands to rest, forty up by the keyboard, and a number that is typed."""
    page = app.page
    lever, chart = page.get_by_role("slider").first, page.locator(".js-plotly-plot").first
    page.get_by_role("button", name="Nullstill alt").click()
    page.locator("h1", has_text="Hva kan endre det?").wait_for()
    app.settled()

    page.evaluate("window.shifts.length = 0")
    lever.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.locator("h1", has_text="flere innbyggere, og").wait_for()
    app.settled()
    assert lever.get_attribute("aria-valuetext") == "+40 i året"
    assert lever.evaluate("one => one.getRootNode().activeElement === one")
    assert "flytting=40" in page.url
    page.get_by_role("button", name="Ekstra netto innflytting: mindre").click()
    page.get_by_role("textbox", name="Ekstra netto innflytting").fill("−7,5")
    page.keyboard.press("Enter")
    page.locator("h1", has_text="færre innbyggere, og").wait_for()
    app.settled()
    assert "flytting=-7.5" in page.url
    assert page.evaluate("window.shifts") == []
    for seen in (page.locator("h1"), chart, lever):
        box = seen.bounding_box()
        assert box
        assert 0 <= box["y"] < box["y"] + box["height"] <= height, (seen, box)


class Network:
    """The page's socket to the server, which can be gone for a while."""

    def __init__(self, app: Watched) -> None:
        self.is_gone, self.open, self.refused = False, list[WebSocketRoute](), 0
        app.page.route_web_socket("**/_stcore/stream", self._route)

    def _route(self, socket: WebSocketRoute) -> None:
        if self.is_gone:
            self.refused += 1
            socket.close()
        else:
            socket.connect_to_server()
            self.open.append(socket)

    def goes(self) -> None:
        self.is_gone = True
        for socket in self.open:
            socket.close()

    def comes(self) -> None:
        self.is_gone = False


def test_after_a_while_without_a_network_all_is_as_it_was(app: Watched) -> None:
    network = Network(app)
    page = app.open("scenarier?kommune=5025&flytting=10")
    page.get_by_text("Hva skal til?", exact=True).click()
    page.get_by_role("button", name="Regn ut").wait_for()
    app.settled()
    page.get_by_role("button", name="Regn ut").click()
    page.get_by_test_id("stAlert").wait_for()
    app.settled()
    page.get_by_test_id("stMain").evaluate("(one) => one.scrollTo(0, 500)")
    text, url = app.text(), page.url
    network.goes()
    away = page.locator("[data-testid=stApp]:not([data-test-connection-state=CONNECTED])")
    away.wait_for()
    said = "getComputedStyle(document.querySelector('[data-testid=stApp]'), '::after')"
    page.wait_for_function(f"{said}.visibility === 'visible'")
    assert page.evaluate(f"{said}.content") == '"Kobler til tjeneren …"'
    assert network.refused > 1, "it tries again"
    network.comes()
    away.wait_for(state="detached")
    app.settled()
    assert (app.text(), page.url) == (text, url)
    assert page.get_by_test_id("stMain").evaluate("(one) => one.scrollTop") == 500
    page.get_by_role("button", name="+50").click()
    page.wait_for_function("location.search.includes('flytting=50')")


def test_a_scenario_that_is_opened_changes_the_whole_page(app: Watched) -> None:
    page = app.open("scenarier?flytting=10")
    opens = page.locator(".st-key-open_Ti-flere button")
    page.get_by_text("Lagrede scenarier").click()
    page.get_by_label("Navn på scenariet").fill("Ti flere")
    page.get_by_role("button", name="Lagre scenariet").click()
    opens.wait_for()
    page = app.open("scenarier?til=2030")
    assert "2030" in page.locator("h1").inner_text()
    with app.answered():
        page.get_by_text("Lagrede scenarier").click()
    with app.answered():
        opens.click()
    assert "i 2033" in page.locator("h1").inner_text()
    assert "flere innbyggere" in page.locator("h1").inner_text()


REDRAWN = """() => {
  let plotly;
  Object.defineProperty(window, "Plotly", {
    configurable: true,
    get: () => plotly,
    set(made) {
      plotly = made;
      const redraw = made.redraw;
      window.redrawn = [];
      made.redraw = (chart) => (window.redrawn.push(chart.data.length), redraw(chart));
    },
  });
}"""
"""Counts how often the chart is drawn as it stands."""


def test_the_browser_has_drawn_before_a_lever_is_moved(app: Watched) -> None:
    app.page.add_init_script(f"({REDRAWN})()")
    page = app.open("scenarier?kommune=5025&flytting=20")
    page.wait_for_function("window.redrawn?.length === 3")
    app.settled()
    page.evaluate(SHIFTS)
    assert page.locator("h1", has_text="flere innbyggere, og").count() == 1
    assert page.evaluate("window.redrawn.length") == 3
    assert page.evaluate("window.shifts") == []
