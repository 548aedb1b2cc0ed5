"""A name is shown letter by letter, whatever a browser, Streamlit or Plotly would make of it."""

import pytest

from .conftest import Watched

pytestmark = pytest.mark.browser

NAMES = (
    "<b>Fet</b> &lt;i&gt; *k* _u_ `c` ~~s~~ $x$ og $y$",
    ":material/home: :red[r] :smile: :streamlit: a -> b -- c",
    "[k](javascript:alert(1)) ![b](http://127.0.0.1:9/b) www.x.no a@b.no",
    "1. =1+1 | # > - \\(x\\) \\[y\\] %{y} {0}",
)


def test_a_scenario_may_be_called_anything(app: Watched) -> None:
    page = app.open("scenarier?kommune=5025&flytting=20")
    page.get_by_text("Lagrede scenarier", exact=True).click()
    for name in NAMES:
        page.get_by_role("textbox", name="Navn på scenariet").fill(name)
        page.get_by_role("textbox", name="Notat").fill(f"{name} igjen")
        page.get_by_role("button", name="Lagre scenariet").click()
        page.get_by_text(" er lagret").wait_for()
        app.settled()
    shown = app.text().replace("\u2060", "")
    for name in NAMES:
        assert f"{name}, " in shown, "in its row"
        assert f"{name} igjen" in shown, "its note"
        assert f"{name} " in shown[shown.index("Fra høyest til lavest") :], "in the sentence"
    drawn = page.locator("[data-testid=stMain] svg text").all_text_contents()
    assert any("<b>Fet</b>" in one and "&lt;i&gt;" in one for one in drawn), "in the chart"
    page.get_by_role("button", name="Slett").first.click()
    page.get_by_role("button", name="Ja, slett").wait_for()
    asked = page.get_by_text("for godt?").inner_text().replace("\u2060", "")
    assert any(f"«{name}»" in asked for name in NAMES)
    page.get_by_role("button", name="Ja, slett").click()
    page.get_by_text("er slettet").wait_for()
    app.see()
