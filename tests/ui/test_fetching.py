"""Fetching from SSB on the screen, against a stand-in for SSB."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_ssb import FakeSSB
from streamlit.testing.v1 import AppTest

from projections.sources import ssb
from projections.ui import controls, fetching


def _script(start: str) -> None:
    from projections.ui import shell

    shell.run(start)


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSSB]:
    """SSB's stand-in, an empty store, and a clock that does not wait."""
    now = [0.0]
    monkeypatch.setattr(ssb.PROCESS, "_clock", lambda: now[0])
    monkeypatch.setattr(ssb.PROCESS, "_sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    monkeypatch.setattr(ssb.PROCESS, "_made", deque(maxlen=ssb.CALLS_A_MINUTE))
    monkeypatch.setattr(ssb.PROCESS, "_not_before", 0.0)
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path / "home"))
    with FakeSSB() as started:
        monkeypatch.setenv(ssb.URL_VARIABLE, started.url)
        _forget()
        yield started
    _forget()


def _forget() -> None:
    controls.forget_figures()
    fetching._vintages.clear()


def opened(start: str = "oversikt", **query: str) -> AppTest:
    at = AppTest.from_function(_script, args=(start,), default_timeout=60)
    at.query_params.update(query)
    at.session_state["fetching"] = True
    return at.run()


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def test_a_municipality_is_fetched_when_it_is_chosen(fake: FakeSSB) -> None:
    at = press(opened(), "Hent listen over alle kommuner")
    assert not at.exception
    assert "Ålesund (hentes fra SSB)" in at.selectbox(key="widget_region").options
    at.selectbox(key="widget_region").set_value("1508").run()
    assert not at.exception
    assert at.title[0].value == "Ålesund i korte trekk"
    assert at.query_params["kommune"] == "1508"
    assert fake.data_calls == 3
    assert any("2020–2023" in one.value for one in at.info)


@pytest.mark.parametrize("page", ["befolkning", "aldersbaereevne", "demografikostnader", "kilder"])
@pytest.mark.usefixtures("fake")
def test_every_page_works_on_a_fetched_municipality(page: str) -> None:
    press(opened(), "Hent listen over alle kommuner")
    at = opened(page, kommune="5055")
    assert not at.exception
    assert not at.error
    assert "Heim" in at.caption[0].value or page == "kilder"
    assert at.query_params["kommune"] == "5055"


def test_without_ssb_one_sentence_and_the_app_goes_on(fake: FakeSSB) -> None:
    fake.fault, fake.fault_count = "503", 999
    at = press(opened(), "Hent listen over alle kommuner")
    assert not at.exception
    assert len(at.error) == 1
    assert "SSB" in at.error[0].value
    assert at.title[0].value == "Røros i korte trekk"


def test_the_last_good_answer_is_used_and_its_date_said(fake: FakeSSB) -> None:
    at = press(opened(), "Hent Røros")
    fake.touch("07459")
    fake.fault, fake.fault_count = "503", 999
    press(at, "Hent Røros")
    assert not at.exception
    assert any("er brukt." in one.value for one in at.warning)


@pytest.mark.usefixtures("fake")
def test_a_newer_edition_is_announced_and_can_be_drawn_beside_the_plan() -> None:
    at = press(opened("aldersbaereevne"), "Hent Røros")
    assert any("nyere framskriving, fra 2026" in one.value for one in at.info)
    at.selectbox(key="widget_against").set_value("ssb-14746.LHML").run()
    assert not at.exception
    assert at.query_params["mot"] == "ssb-14746.LHML"
    assert "Sterk aldring (LHML) 2026" in at.get("plotly_chart")[0].proto.spec


def test_ranking_of_all_municipalities(fake: FakeSSB) -> None:
    at = press(opened("aldersbaereevne"), "Hent alle kommuner til rangering")
    assert not at.exception
    headings = [one.value for one in at.header]
    assert any(one.startswith("Røros er nummer") and "av 10 " not in one for one in headings)
    assert fake.data_calls == 1
