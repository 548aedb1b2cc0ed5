"""A lever moved: the library's time, and from the key press to the redrawn chart in a browser.

    .venv/bin/python benchmarks/lever.py [presses]

The browser's own clock is used: from the key going down until the label at the end of the changed
curve is another one.
"""

import sys
import time

from playwright.sync_api import Browser
from serving import app, browser, told

from projections.money.income import Assumed
from projections.services.service import Service
from projections.sources import bundled
from projections.tables import Setting
from projections.tables import scenario as effects
from projections.whatif.levers import Levers
from projections.whatif.scenario import Scenario

WATCH = """
() => {
  const label = () => [...document.querySelectorAll('.annotation-text')]
    .map(one => one.textContent).find(text => text.startsWith('Scenario'));
  window.seconds = [];
  let pressed = null, before = null;
  addEventListener('keydown', () => { pressed = performance.now(); before = label(); }, true);
  new MutationObserver(() => {
    const now = label();
    if (pressed !== null && now && now !== before) {
      window.seconds.push((performance.now() - pressed) / 1000);
      pressed = null;
    }
  }).observe(document.body, {childList: true, subtree: true, characterData: true});
}
"""


def library(rounds: int) -> list[float]:
    """Seconds for all that the page reckons when four levers are moved."""
    catalogue = bundled.load()
    case = catalogue.case("5025")
    scenario = Scenario(
        Levers(migration=20.0, profile="families"),
        Service(postponed=1.0, standard={"pleie": -0.5}),
        {"grunnskole": 0.4},
    )
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        # One setting for each rerun, as on the page: it remembers paths.
        setting = Setting(case, case.projections[0], catalogue, "own", "all", Assumed(), "20-66")
        official = effects.outcomes(setting, Scenario())
        changed = effects.outcomes(setting, scenario)
        effects.by_cause(setting, scenario, official, changed, effects.NET, 2033)
        effects.changed_path(setting, scenario)
        seconds.append(time.perf_counter() - start)
    return seconds


def redrawn(started: Browser, address: str, presses: int) -> list[float]:
    """Seconds from the key press to the other end of the curve."""
    page = started.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{address}/scenarier?flytting=20&standard=pleie:-0.5")
    page.locator(".annotation-text", has_text="Scenario").first.wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    page.evaluate(WATCH)
    page.get_by_role("slider").first.focus()
    for press in range(presses):
        page.keyboard.press("ArrowRight" if press % 4 < 2 else "ArrowLeft")
        page.wait_for_function(f"window.seconds.length > {press}", timeout=10_000)
        page.wait_for_timeout(300)
    return list(page.evaluate("window.seconds"))


def main(presses: int) -> None:
    told("all that the page reckons", library(presses))
    with app() as address, browser() as started:
        told("key press to redrawn chart", redrawn(started, address, presses))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
