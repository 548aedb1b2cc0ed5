"""The running app in a real browser: a server on a free port, and a page that remembers faults."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize

from projections.ui.ways import PAGES, QUESTIONS

ROOT = Path(__file__).parents[2]
ARTIFACTS = Path(__file__).parent / "artifacts"
WIDE: ViewportSize = {"width": 1440, "height": 900}
BEGIN = (Path(__file__).parent / "begin.js").read_text("utf-8")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server started as the README says, on a port of its own."""
    port = _free_port()
    log = tmp_path_factory.mktemp("server") / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, "--server.port", str(port)],
            cwd=ROOT,
            stdout=out,
            stderr=out,
            env=os.environ | {"BAEREEVNE_HOME": str(log.parent / "home")},
        )
    url = f"http://localhost:{port}"
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).read()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"the app did not start:\n{log.read_text()}")
                time.sleep(0.2)
        yield url
    finally:
        server.terminate()
        server.wait(60)
    assert "Traceback" not in log.read_text(), log.read_text()


@dataclass
class Watched:
    """A browser page and everything that went wrong on it."""

    page: Page
    url: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> Page:
        """Open an address of the app and wait until its heading and figures stand there."""
        self.page.goto(f"{self.url}/{path}")
        self.page.locator("h1").wait_for()
        self.settled()
        return self.page

    def settled(self) -> None:
        """Wait until what was asked for is answered, and the figures are drawn as wide as they go.

        Nothing is another at two looks after each other: what is drawn later than it was sent.
        """
        self.page.evaluate("runs.seen = null")
        self.page.wait_for_function("runs.isStill()", polling=100)

    @contextmanager
    def answered(self) -> Iterator[None]:
        """What is done in here asks the server; wait for all of the answer."""
        before = self.page.evaluate("runs.asked")
        yield
        self.page.wait_for_function("(before) => runs.asked > before", arg=before)
        self.settled()

    def see(self) -> None:
        """Nothing has gone wrong since this was last asked."""
        if self.page.locator("[data-testid=stException]").count():
            self.faults.append("an exception box on the page")
        faults, self.faults = self.faults, []
        assert not faults

    def text(self) -> str:
        """What a user reads, with ordinary spaces."""
        body = self.page.locator("[data-testid=stMain]").inner_text()
        return body.replace("\u00a0", " ")

    def chip(self, name: str) -> None:
        """Open one of the choices above the finding."""
        self.page.locator(f".st-key-chip_{name} button").first.click()
        self.page.get_by_test_id("stPopoverBody").first.wait_for()

    def select(self, label: str, option: str, chip: str = "") -> None:
        """Choose in a list, as a user does: only what is typed is in sight of a long one."""
        if chip:
            self.chip(chip)
        self.page.get_by_role("combobox", name=label, exact=True).click()
        self.page.keyboard.type(option)
        with self.answered():
            self.page.get_by_role("option", name=option, exact=True).click()
        if chip:
            self.page.keyboard.press("Escape")

    def press(self, label: str, chip: str = "") -> None:
        """Press one of a few options side by side."""
        if chip:
            self.chip(chip)
        with self.answered():
            self.page.get_by_role("radio", name=label, exact=True).click()

    def go(self, title: str) -> None:
        """Follow the navigation to a page, by the question it answers where it has to."""
        page = next(page for page, name in PAGES.items() if name == title)
        question = next((name for name, pages in QUESTIONS.items() if page in pages), title)
        way = self.page.get_by_role("link", name=title, exact=True)
        if not way.count():
            self._follow(question)
        if self.page.title() != f"{title} – Bæreevne":
            self._follow(title)
        assert self.page.title() == f"{title} – Bæreevne"

    def _follow(self, name: str) -> None:
        before = self.page.title()
        with self.answered():
            self.page.get_by_role("link", name=name, exact=True).first.click()
            self.page.wait_for_function("(before) => document.title !== before", arg=before)


@pytest.fixture(scope="session")
def once(chromium: Browser) -> Iterator[BrowserContext]:
    """Where all pages are opened: what 8 MB of script are compiled to is kept in it.

    What goes round for ever, while a page is loading, goes round once: it takes a processor.
    """
    context = chromium.new_context(viewport=WIDE, locale="en-US")
    context.add_init_script(BEGIN)
    yield context
    context.close()


@contextmanager
def watched(context: BrowserContext, url: str) -> Iterator[Watched]:
    """A fresh session at 1440 × 900; faults in console, network or page fail what uses it."""
    context.clear_cookies()
    own = Watched(context.new_page(), url)
    own.page.set_viewport_size(WIDE)

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            own.faults.append(f"console: {message.text}")

    def request(sent: Request) -> None:
        if not sent.url.startswith((url, url.replace("http", "ws"), "data:", "blob:")):
            own.faults.append(f"call to the network: {sent.url}")

    own.page.on("console", console)
    own.page.on("pageerror", lambda error: own.faults.append(f"page error: {error}"))
    own.page.on("request", request)
    yield own
    own.see()
    own.page.close()


@pytest.fixture
def app(once: BrowserContext, app_url: str) -> Iterator[Watched]:
    with watched(once, app_url) as own:
        yield own


@pytest.fixture(scope="module")
def tour(once: BrowserContext, app_url: str) -> Iterator[Watched]:
    """One session that goes from page to page by their links: a visit loads and compiles 8 MB."""
    with watched(once, app_url) as own:
        own.open("?kommune=5025")
        yield own
