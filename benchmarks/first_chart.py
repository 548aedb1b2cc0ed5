"""Seconds from a browser's request to what it shows, on a councillor's first visit.

    .venv/bin/python benchmarks/first_chart.py [rounds]

Starts the app itself, and a browser with an empty cache for each round. For each page: the still
picture that comes with the page, the live chart that takes its place, and the largest contentful
paint (LCP), as Chromium reports it; and how much moves on the page meanwhile (CLS).
"""

import statistics
import sys
from collections.abc import Mapping

from playwright.sync_api import Browser
from serving import app, browser, told

PAGES = ("", "befolkning", "aldersbaereevne", "demografikostnader", "inntekt?kommune=5025")
WATCH = """(() => {
  const seen = window.seen = { still: 0, chart: 0, lcp: 0, moved: 0 };
  const watch = (kind, each) => new PerformanceObserver((list) => list.getEntries().forEach(each))
    .observe({ type: kind, buffered: true });
  watch("largest-contentful-paint", (one) => { seen.lcp = one.startTime; });
  watch("layout-shift", (one) => { if (!one.hadRecentInput) seen.moved += one.value; });
  const names = { still: "#first svg", chart: ".js-plotly-plot .main-svg" };
  const frame = () => {
    for (const [name, selector] of Object.entries(names)) {
      if (!seen[name] && document.querySelector(selector)) seen[name] = performance.now();
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()"""


def visit(browser: Browser, address: str) -> Mapping[str, float]:
    """One cold browser session; what it saw, in milliseconds after it asked."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1000)
    seen: Mapping[str, float] = page.evaluate("seen")
    context.close()
    return seen


def main(rounds: int) -> None:
    with app() as address, browser() as started:
        visit(started, f"{address}/")  # the process has answered before
        for page in PAGES:
            seen = [visit(started, f"{address}/{page}") for _ in range(rounds)]
            for name, what in (("still", "still picture"), ("chart", "live chart"), ("lcp", "LCP")):
                known = [one[name] / 1000 for one in seen if one[name]]
                if known:
                    told(f"/{page}: {what} ({len(known)} of {rounds})", known)
            print(f"{'CLS':44} median {statistics.median(one['moved'] for one in seen):6.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
