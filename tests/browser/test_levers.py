"""A lever in a real browser: the part that answers is drawn alone, and the rest holds true."""

from tests.browser.conftest import Watched


def press_right(app: Watched) -> None:
    app.page.get_by_role("slider").first.focus()
    app.page.keyboard.press("ArrowRight")
    app.page.locator(".annotation-text", has_text="Justert").first.wait_for(timeout=10_000)
    app.settled()


def test_a_moved_lever_changes_curve_words_and_address_and_can_be_undone(app: Watched) -> None:
    page = app.open("scenarier")
    assert "Ingen spak er flyttet" in app.text()
    press_right(app)
    text = app.text()
    assert "Justert: ekstra flytting (+5 i året" in text
    assert "Ingen spak er flyttet" not in text
    assert "flytting=5" in page.url
    page.wait_for_timeout(1200)  # an address just written is taken for one that lags behind
    page.go_back()
    page.locator("text=Ingen spak er flyttet").wait_for(timeout=10_000)
    app.settled()
    assert "Justert" not in app.text()
    assert page.get_by_role("slider").first.get_attribute("aria-valuetext") == "uendret"


def test_what_was_said_of_the_link_goes_when_a_lever_is_moved(app: Watched) -> None:
    page = app.open("scenarier?magi=1")
    assert "Lenken har ukjente valg" in app.text()
    press_right(app)
    page.locator("text=Lenken har ukjente valg").wait_for(state="detached", timeout=10_000)
    assert "Justert: ekstra flytting (+5 i året" in app.text()


def test_a_scenario_that_is_opened_changes_the_whole_page(app: Watched) -> None:
    page = app.open("scenarier?flytting=10")
    opens = page.get_by_test_id("stBaseButton-secondary").filter(has_text="Åpne")
    page.get_by_text("Lagrede scenarier").click()
    page.get_by_label("Navn på scenariet").fill("Ti flere")
    page.get_by_role("button", name="Lagre scenariet").click()
    opens.wait_for(timeout=10_000)
    app.select("Til år", "2030")
    assert "sammenligner 2023 og 2030" in app.text()
    opens.click()
    page.wait_for_timeout(500)
    app.settled()
    assert "sammenligner 2023 og 2033" in app.text()
