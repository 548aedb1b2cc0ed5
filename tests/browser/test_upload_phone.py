"""Last opp on a phone: what is wrong with a file can be read without scrolling to the side."""

from pathlib import Path

import pytest

from tests.browser.conftest import ARTIFACTS, Watched

pytestmark = pytest.mark.browser


def test_grouped_messages_are_read_on_a_phone(app: Watched, tmp_path: Path) -> None:
    rows = [
        f"{code};{year};{age};{'mange' if age % 7 == 3 else 5}"
        for code in (4999, 5025)
        for year in (2026, 2027)
        for age in range(106)
    ]
    file = tmp_path / "feil.csv"
    file.write_text("region;år;alder;personer\n" + "\n".join(rows), encoding="utf-8")
    app.page.set_viewport_size({"width": 390, "height": 844})
    page = app.open("last_opp")
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_text("Dette må rettes").wait_for()
    app.settled()
    text = app.text()
    assert "2 slags feil på 272 steder" in text
    assert "212 rader, første rad 2, 3 og 4" in text
    table = page.get_by_test_id("stTable").first
    assert table.locator("tbody tr").count() == 2
    ARTIFACTS.mkdir(exist_ok=True)
    table.screenshot(path=ARTIFACTS / "upload_phone.png")
    for cell in table.locator("tbody td, tbody th").all():
        box = cell.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
