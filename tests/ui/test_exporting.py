"""«Ta med deg» under AppTest: made when asked, kept as long as the choice is the same."""

import io
import zipfile

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest
from test_pages import opened, shown

from projections.choices import selections, state
from projections.errors import BaereevneError
from projections.exports import make
from projections.figures.catalogue import collect
from projections.figures.view import View
from projections.sources import bundled
from projections.ui import exporting


def downloads(at: AppTest) -> dict[str, object]:
    return {
        one.proto.label: one
        for one in at.get("download_button")
        if one.proto.label.startswith("Last ned ") and "tallene" not in one.proto.label
    }


def made(at: AppTest, ending: str) -> tuple:
    return at.session_state[f"export_{ending}"]


def press(at: AppTest, ending: str) -> AppTest:
    return at.button(key=f"make_{ending}").click().run()


@pytest.mark.parametrize("ending", make.FORMATS)
def test_a_file_is_made_when_asked_for(ending: str) -> None:
    at = opened("kilder")
    label = f"Last ned {make.FORMATS[ending].name}"
    assert label not in downloads(at)
    at = press(at, ending)
    assert not at.exception
    assert label in downloads(at)
    content = made(at, ending)[1]
    if ending == "html":
        assert content.startswith(b"<!DOCTYPE html>")
    else:
        assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_another_choice_takes_the_made_file_away() -> None:
    at = press(opened("kilder"), "html")
    assert "Last ned utskrift" in downloads(at)
    at.selectbox(key="widget_last").set_value(2030).run()
    assert "Last ned utskrift" not in downloads(at)
    at = press(at, "html")
    assert "2023–2030" in made(at, "html")[1].decode("utf-8")


def test_what_is_left_out_is_told() -> None:
    at = press(opened("kilder", kommune="3430"), "pptx")
    assert "Ikke med, fordi grunnlaget mangler: fødte, døde og flytting" in shown(at)
    catalogue = bundled.load()
    choice = state.settle({"kommune": ["3430"]}, catalogue).choice
    chosen = selections.of(choice, catalogue)
    own = View(catalogue.case("3430"), None, catalogue, chosen, catalogue.everyone())
    figures = collect(own).figures
    slides = Presentation(io.BytesIO(made(at, "pptx")[1])).slides
    assert len(slides) == 1 + len(figures) > 20


def test_a_failure_is_one_sentence_and_keeps_the_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise BaereevneError("Malen kan ikke brukes.")

    at = opened("kilder", til="2030")
    monkeypatch.setattr(exporting.make, "make", fail)
    at = press(at, "pptx")
    assert not at.exception
    assert [one.value for one in at.error] == [
        "Filen ble ikke laget. Malen kan ikke brukes. Valgene dine er som før."
    ]
    assert "Last ned PowerPoint" not in downloads(at)
    assert at.session_state["choice"].last == 2030


def test_findings_are_those_of_the_pages() -> None:
    catalogue = bundled.load()
    # As test_pages opens them.
    choice = state.settle({"start": ["trykt"]}, catalogue).choice
    case = catalogue.case(choice.region)
    found = collect(
        View(
            case,
            state.projection_of(case, choice.projection, choice.start),
            catalogue,
            selections.of(choice, catalogue),
        )
    )
    pages = (
        "oversikt",
        "befolkning",
        "aldersbaereevne",
        "demografikostnader",
        "inntekt",
        "kapasitet",
    )
    opened_pages = [opened(name) for name in (*pages, "handlingsrom", "sammenligning")]
    titles = {one.value for at in opened_pages for one in at.header}
    texts = {one.value for at in opened_pages for one in at.markdown}
    assert {one.title for one in found.figures} <= titles
    assert {one.text for one in found.figures} <= texts
