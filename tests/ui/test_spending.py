"""The page that compares spending: bundled figures, and KOSTRA's from a stand-in for SSB."""

import json
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_ssb import FakeSSB
from folds import unfold
from streamlit.testing.v1 import AppTest

from projections.sources.statbank import ssb
from projections.ui import shared


def _script() -> None:
    from projections.ui import shell

    shell.run("sammenligning")


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSSB]:
    """SSB's stand-in, an empty store, and a clock that does not wait."""
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path / "home"))
    now = [0.0]
    monkeypatch.setattr(ssb.PROCESS, "_clock", lambda: now[0])
    monkeypatch.setattr(ssb.PROCESS, "_sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    monkeypatch.setattr(ssb.PROCESS, "_made", deque(maxlen=ssb.PROCESS._calls))
    monkeypatch.setattr(ssb.PROCESS, "_not_before", 0.0)
    with FakeSSB() as started:
        monkeypatch.setenv(ssb.URL_VARIABLE, started.url)
        shared.forget_figures()
        yield started
    shared.forget_figures()


def opened(code: str = "5025") -> AppTest:
    at = unfold(AppTest.from_function(_script, default_timeout=60))
    at.query_params["kommune"] = code
    return at.run()


def fetch(at: AppTest) -> AppTest:
    return next(one for one in at.button if one.label == "Hent KOSTRA-tall fra SSB").click().run()


def headings(at: AppTest) -> list[str]:
    return [str(one.value).replace("\u00a0", " ") for one in (*at.title, *at.header)]


def told(at: AppTest) -> str:
    return "\n".join(str(one.value) for one in at.info)


def axes(at: AppTest) -> list[str]:
    """Of what is spent; need beside the country has its own."""
    every = [
        json.loads(one.proto.spec)["layout"]["xaxis"]["title"]["text"]
        for one in at.get("plotly_chart")
    ]
    return [one for one in every if "etter alder" not in one]


def test_bundled_figures_are_called_adjusted_and_the_key_figures_not() -> None:
    at = opened()
    assert not at.exception
    assert headings(at)[:3] == [
        "Røros bruker 8 426 kr mer per innbygger enn lignende kommuner (KOSTRA-gruppe 11), "
        "justert for behov",
        "47,2 mill. kr mindre hvis Røros brukte som lignende kommuner (KOSTRA-gruppe 11)",
        "Netto lånegjeld i Røros: 128 600 kr per innbygger i 2022",
    ]
    assert all("justert for behov" in axis and "ikke justert" not in axis for axis in axes(at))
    captions = [str(one.value) for one in at.caption if "Kilde" in str(one.value)]
    assert "behovskorrigert" in captions[0]
    assert "ikke justert for behov" in captions[2]
    assert "planens tekst" in captions[-1]


def test_a_region_without_figures_is_offered_the_fetch() -> None:
    at = opened("3442")
    assert not at.exception
    assert "er regnet til" in at.title[0].value
    assert "ikke Østre Toten" in told(at)
    assert any(one.label == "Hent KOSTRA-tall fra SSB" for one in at.button)


def test_fetched_figures_are_drawn_beside_the_bundled_and_kept(fake: FakeSSB) -> None:
    at = fetch(opened())
    assert not at.exception
    assert not at.error
    assert fake.data_calls == 1
    assert len(axes(at)) == 4
    assert all("2025, ikke justert for behov" in axis for axis in axes(at)[2:3])
    assert "Røros bruker mer enn lignende kommuner (KOSTRA-gruppe 11) på" in headings(at)[3]
    assert headings(at)[3].endswith("ikke justert for behov")
    assert any("Ikke funnet i tabellen" in str(one.value) for one in at.caption)
    fake.fault, fake.fault_count = "503", 999
    shared.forget_figures()
    assert len(axes(opened("3442"))) == 2
    assert fake.data_calls == 1


@pytest.mark.usefixtures("fake")
def test_where_the_group_is_not_known_the_country_is_compared_with() -> None:
    at = fetch(opened("3442"))
    assert not at.exception
    assert "Østre Toten bruker mer enn Landet uten Oslo på" in headings(at)[0]
    assert any("hører til, er ikke oppgitt" in str(one.value) for one in at.markdown)


@pytest.mark.usefixtures("fake")
def test_what_is_no_municipality_is_told() -> None:
    at = fetch(opened("50"))
    assert not at.exception
    assert "har ikke Trøndelag" in told(at)


def test_without_ssb_one_sentence_and_the_bundled_figures_stay(fake: FakeSSB) -> None:
    fake.fault, fake.fault_count = "503", 999
    at = fetch(opened())
    assert not at.exception
    assert len(at.error) == 1
    assert "SSB" in at.error[0].value
    assert len(axes(at)) == 2
