"""The keyboard stays where it was, and a lever is seen in colours of the user's own."""

import io

import pytest
from PIL import Image

from .conftest import Watched

pytestmark = pytest.mark.browser

ROW = ("Åpne", "Last ned", "Slett")
LOST = "() => document.activeElement === document.body"


def pressed(app: Watched, name: str) -> str:
    """Press a button by the keyboard; what has the focus afterwards."""
    button = app.page.get_by_role("button", name=name).first
    button.focus()
    app.page.keyboard.press("Enter")
    app.settled()
    return has_it(app)


def has_it(app: Watched) -> str:
    app.page.wait_for_function("() => document.activeElement !== document.body")
    return str(
        app.page.evaluate(
            "() => document.activeElement.getAttribute('aria-label')"
            " || document.activeElement.innerText"
        )
    ).strip()


def test_the_focus_stays_near_what_is_taken_away(app: Watched) -> None:
    page = app.open("scenarier?kommune=5025&flytting=20")
    page.get_by_text("Lagrede scenarier", exact=True).click()
    for name in ("Fokus én", "Fokus to"):
        field = page.get_by_role("textbox", name="Navn på scenariet")
        field.fill(name)
        field.press("Enter")
        app.settled()
        assert "Navn på scenariet" in has_it(app), "the next may be written"
    assert pressed(app, "Slett") == "Ja, slett"
    assert pressed(app, "Nei, behold") in ROW
    pressed(app, "Slett")
    assert pressed(app, "Ja, slett") in ROW, "in the row that is next"
    pressed(app, "Nullstill alt")


def test_a_page_that_is_left_keeps_no_focus_and_a_pointer_moves_none(app: Watched) -> None:
    page = app.open("scenarier?kommune=5025&flytting=20")
    with app.answered():
        page.get_by_role("button", name="Nullstill alt").click()
    page.wait_for_function(LOST)
    page.wait_for_timeout(1_000)
    assert page.evaluate(LOST)


def test_a_lever_is_seen_in_colours_of_the_users_own(app: Watched) -> None:
    """Windows' high contrast takes away backgrounds and shadows, which is all a lever was."""
    page = app.page
    page.emulate_media(forced_colors="active")
    try:
        app.open("scenarier?kommune=5025&flytting=20")
        lever = page.get_by_role("slider").first
        lever.scroll_into_view_if_needed()
        painted = colours(lever.screenshot())
        assert painted > 2, "the track on both sides of the thumb, and the background"
        pressed = page.locator('button[aria-pressed="true"]').first
        assert pressed.evaluate("one => getComputedStyle(one).borderTopWidth") == "3px"
    finally:
        page.emulate_media(forced_colors="none")


def colours(picture: bytes) -> int:
    """How many colours a picture has."""
    with Image.open(io.BytesIO(picture)) as opened:
        return len(opened.convert("RGB").getcolors(1 << 20) or ())
