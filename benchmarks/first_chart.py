"""Seconds from a browser's request to the first chart.

    .venv/bin/python benchmarks/first_chart.py [rounds]

Starts the app itself; prints medians and the slowest of the rounds, for each page.
"""

import sys
import time

from playwright.sync_api import Browser
from serving import app, browser, told

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


def main(rounds: int) -> None:
    with app() as address, browser() as started:
        for page in PAGES:
            told(
                f"request to first chart: /{page}",
                [first_chart(started, f"{address}/{page}") for _ in range(rounds)],
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
