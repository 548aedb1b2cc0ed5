"""«Ta med deg» under AppTest: one press makes a file of the choice and takes it along."""

import io
import zipfile
from collections.abc import Callable

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest
from test_pages import as_printed, opened
from test_presentasjon import WITH_CHARTS

from projections.choices import selections, state
from projections.exports import make
from projections.figures.collection import collect
from projections.figures.view import View
from projections.sources import bundled
from projections.ui import parts


def downloads(at: AppTest) -> dict[str, object]:
    return {
        one.proto.label: one
        for one in at.get("download_button")
        if one.proto.label.startswith("Last ned ") and "tallene" not in one.proto.label
    }


def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What each button makes when it is pressed, by the button's key."""
    found: dict[str, Callable[[], bytes]] = {}
    original = parts.offer

    def keep(label: str, made: Callable[[], bytes], *file: str, **how: str) -> None:
        found[file[-1]] = made
        original(label, made, *file, **how)

    monkeypatch.setattr(parts, "offer", keep)
    return found


def test_one_press_makes_each_file_and_takes_it_along(monkeypatch: pytest.MonkeyPatch) -> None:
    made = given(monkeypatch)
    at = opened("kilder")
    assert set(downloads(at)) == {f"Last ned {one.name}" for one in make.FORMATS.values()}
    assert not [one for one in at.button if "PowerPoint" in one.label]
    for ending in ("xlsx", "html"):  # slides take seconds, and test_slides.py reads them
        content = made[f"take_{ending}"]()
        if ending == "html":
            assert content.startswith(b"<!DOCTYPE html>")
        else:
            assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    at.selectbox(key="widget_last").set_value(2030).run()
    assert "2023–2030" in made["take_html"]().decode("utf-8")


def test_a_template_that_cannot_be_used_is_told_before_anything_is_made() -> None:
    at = opened("kilder", til="2030")
    at.file_uploader(key="export_template").set_value(("mal.pptx", b"x", "application/x")).run()
    assert not at.exception
    assert at.error[0].value.startswith("Malen kan ikke brukes: den er ikke en PowerPoint-fil")
    assert "Last ned PowerPoint" in downloads(at)
    assert at.session_state["choice"].last == 2030


def test_findings_are_those_of_the_pages() -> None:
    catalogue = bundled.load()
    # As test_pages opens them.
    choice = state.settle({name: [one] for name, one in as_printed({}).items()}, catalogue).choice
    case = catalogue.case(choice.region)
    found = collect(
        View(
            case,
            state.projection_of(case, choice.projection, choice.start),
            catalogue,
            selections.of(choice, catalogue),
        )
    )
    pages = [opened(name) for name in WITH_CHARTS]
    titles = {one.value for at in pages for one in (*at.title, *at.header)}
    told = {one.proto.alt for at in pages for one in at.get("plotly_chart")}
    assert {one.title for one in found.figures} <= titles
    assert {one.alternative_text for one in found.figures} <= told


def test_a_template_that_can_be_used_is_taken_without_a_word() -> None:
    template = io.BytesIO()
    Presentation().save(template)
    at = opened("kilder")
    given = ("mal.pptx", template.getvalue(), "application/x")
    at.file_uploader(key="export_template").set_value(given).run()
    assert not at.exception
    assert not at.error
