"""Many processes as deploy/ sets them up: one may fall, and nothing saved falls with it."""

import json
import signal
import threading
import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Browser
from saved import SAVED
from waiting import until
from websockets.sync.client import ClientConnection

from projections.store import Store, scenarios

from .conftest import QUICK, Plain, export, exports, shown, socket_to


def opened(plain: Plain, cookie: str = "") -> ClientConnection:
    return socket_to(plain.url, cookie)


def node(plain: Plain) -> str:
    """The number a new browser is given."""
    answer = urllib.request.urlopen(plain.url)
    return str(answer.headers["Set-Cookie"]).split(";")[0]


def test_headers_compression_and_what_is_closed(plain: Plain) -> None:
    request = urllib.request.Request(plain.url, headers={"Accept-Encoding": "gzip"})
    answer = urllib.request.urlopen(request)
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert answer.headers["Content-Encoding"] == "gzip"
    for closed in ("/_stcore/agent/openapi.json", "/_stcore/metrics"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(plain.url + closed)


def test_the_log_has_what_happened_and_not_to_whom(plain: Plain) -> None:
    agent = {"User-Agent": "Somebody's own", "Referer": f"{plain.url}/?kommune=5025"}
    asked = f"{plain.url}/befolkning?kommune=5025&flytting=20"
    urllib.request.urlopen(urllib.request.Request(asked, headers=agent)).read()
    lines = (plain.folder / "baereevne.log").read_text().splitlines()
    pages = [one for one in map(json.loads, lines) if one["path"] == "/befolkning"]
    assert pages[-1]["status"] == "200"
    for hidden in ("kommune", "flytting", "Somebody", '"127.0.0.1"'):
        assert not any(hidden in one for one in lines)


@pytest.mark.browser
def test_all_that_a_page_is_made_of_passes_the_proxy(plain: Plain, chromium: Browser) -> None:
    """Script and style as the proxy's headers allow them: the levers, and the show in its frame."""
    page = chromium.new_page()
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.goto(f"{plain.url}/scenarier?kommune=5025")
    page.get_by_role("button", name="+20 flere i året").click()
    page.get_by_role("heading", level=1, name="flere innbyggere, og").wait_for()
    page.get_by_role("button", name="Legg til i presentasjonen").first.click()
    page.get_by_role("link", name="Se presentasjonen").first.click()
    page.get_by_role("button", name="Start presentasjonen").click()
    page.frame_locator("iframe[title^='Visning av']").locator("body[data-ready]").wait_for()
    assert faults == []
    page.close()


def test_a_browser_stays_with_its_process(plain: Plain) -> None:
    """Found by which process must be killed for its connection to break."""
    cookies = [node(plain) for _ in range(6)]
    assert len(set(cookies)) == 6
    with opened(plain, cookies[0]) as one, opened(plain, cookies[0]) as again:
        first = shown(one, "kommune=3427&til=2034")
        assert "Tynset" in first
        assert "Tynset" in shown(again, "kommune=3427&til=2034")


def test_a_browser_that_leaves_in_an_export_stops_nobody(plain: Plain) -> None:
    """The next ones on the same process get their pages and their files."""
    logs = [(one, one.stat().st_size) for one in plain.folder.glob("[0-9]*.log")]
    assert len(logs) == 2
    for _ in range(2):
        with opened(plain, "baereevne_node=4") as leaving:
            for button in exports(leaving):
                export(leaving, button, wait=False)
    with opened(plain, "baereevne_node=4") as staying:
        made = export(staying, exports(staying)[0])
        assert made.startswith("/media/"), made
        file = urllib.request.Request(plain.url + made, headers={"Cookie": "baereevne_node=4"})
        assert urllib.request.urlopen(file).read(2) == b"PK"
    for log, size in logs:
        # Streamlit says so where it closes a connection that its browser closes just then.
        faults = log.read_text()[size:].split("Exception in ASGI application")
        told = [one for one in faults if "WebSocketDisconnected" not in one]
        assert "Traceback" not in "".join(told), told


def test_one_process_is_killed_under_load(plain: Plain) -> None:
    """Links and what was saved are there all the time; the proxy finds the one that stands."""
    stop, failed = threading.Event(), list[tuple[float, Exception]]()
    answered: dict[int, float] = {}
    scenarios.keep(Store(plain.database), SAVED)

    def press(number: int) -> None:
        while not stop.is_set():
            begun = time.monotonic()
            try:
                with opened(plain, f"baereevne_node={number}") as socket:
                    for year in range(2030, 2036):
                        assert "Tynset" in shown(socket, f"kommune=3427&til={year}")
            except Exception as problem:
                failed.append((begun, problem))
            else:
                answered[number] = begun

    threads = [threading.Thread(target=press, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    port, process = next(iter(plain.processes.items()))
    try:
        until(lambda: len(answered) == len(threads), "a session of each")
        assert not failed
        # serve.sh becomes the process itself, so this is a kill in the middle of an answer.
        process.kill()
        process.wait(60)
        killed = time.monotonic()
        until(lambda: min(answered.values()) > killed, "a session of each that began afterwards")
        late = [problem for begun, problem in failed if begun > killed]
        assert not late, late
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)
    assert scenarios.every(Store(plain.database)) == (SAVED,)
    plain.start(port)
    with opened(plain, "baereevne_node=1") as socket:
        assert "Tynset" in shown(socket, "kommune=3427&til=2034", "befolkning")


def test_a_process_that_hangs_is_passed_over(plain: Plain) -> None:
    """It still takes every connection, and answers none."""
    hung = next(iter(plain.processes.values()))
    hung.send_signal(signal.SIGSTOP)
    try:
        took = list[float]()
        for number in range(6):
            begun = time.monotonic()
            cookie = {"Cookie": f"baereevne_node=h{number}", "Accept": "text/html"}
            asked = urllib.request.Request(f"{plain.url}/befolkning", headers=cookie)
            assert urllib.request.urlopen(asked, timeout=60).status == 200
            took.append(time.monotonic() - begun)
        assert sum(one > QUICK for one in took) < 2, "one finds out for the others"
    finally:
        hung.send_signal(signal.SIGCONT)
