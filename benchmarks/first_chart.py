"""Seconds from a browser's request to the first chart, and from a key press to the redrawn one.

    .venv/bin/python benchmarks/first_chart.py [rounds]

Starts the app itself; prints medians and the slowest of the rounds, for each page.
"""

import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGES = ("", "befolkning", "aldersbaereevne", "demografikostnader")


def first_chart(browser: Browser, address: str) -> float:
    """One cold browser session: an empty cache, as on a councillor's first visit."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def redrawn(browser: Browser, address: str, rounds: int) -> list[float]:
    """Seconds from pressing a definition to the changed heading and curve."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/aldersbaereevne")
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    seconds = []
    for turn in range(rounds):
        name, mark = (("16–66 år", "2,13"), ("20–66 år", "1,99"))[turn % 2]
        button = page.get_by_role("radio", name=name, exact=True)
        start = time.perf_counter()
        button.click()
        page.locator(".annotation-text", has_text=mark).first.wait_for()
        seconds.append(time.perf_counter() - start)
        page.wait_for_timeout(400)
    context.close()
    return seconds


def told(name: str, seconds: list[float]) -> None:
    print(f"{name:40} median {statistics.median(seconds):5.2f} s   slowest {max(seconds):5.2f} s")


def main(rounds: int) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    server = subprocess.Popen(
        [*command, "--server.port", str(port)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    address = f"http://localhost:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health").read()
                break
            except OSError:
                time.sleep(0.1)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=FLAGS
            )
            for page in PAGES:
                told(
                    f"request to first chart: /{page}",
                    [first_chart(browser, f"{address}/{page}") for _ in range(rounds)],
                )
            told("key press to redrawn chart", redrawn(browser, address, 4 * rounds))
            browser.close()
    finally:
        server.terminate()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
