"""Fetching from SSB on the screen, against a stand-in for SSB."""

import sqlite3
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_ssb import FakeSSB
from folds import page_of, unfold
from streamlit.testing.v1 import AppTest

from projections import terms
from projections.case import MOST_AROUND, Case
from projections.sources import bundled
from projections.sources.statbank import live, ssb
from projections.ui import fetching, shared

LIST = "Hent listen over alle kommuner og fylker"


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSSB]:
    """SSB's stand-in, an empty store, and a clock that does not wait."""
    now = [0.0]
    monkeypatch.setattr(ssb.PROCESS, "_clock", lambda: now[0])
    monkeypatch.setattr(ssb.PROCESS, "_sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    monkeypatch.setattr(ssb.PROCESS, "_made", deque(maxlen=ssb.PROCESS._calls))
    monkeypatch.setattr(ssb.PROCESS, "_not_before", 0.0)
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path / "home"))
    with FakeSSB() as started:
        monkeypatch.setenv(ssb.URL_VARIABLE, started.url)
        _forget()
        yield started
    _forget()


def _forget() -> None:
    shared.forget_figures()
    fetching._vintages.clear()


def opened(start: str = "oversikt", **query: str) -> AppTest:
    at = unfold(page_of(start))
    at.query_params.update({"kommune": "5025"} | query)
    at.session_state["fetching"] = True
    return at.run()


def press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


def fetched(start: str = "oversikt", code: str = "5055", **query: str) -> AppTest:
    """A page of a region whose projection has been fetched by the button it offers."""
    at = opened(start, kommune=code, **query)
    (label,) = (one.label for one in at.button if one.label.startswith("Hent framskrivingen for"))
    return press(at, label)


@pytest.fixture
def new_at_ssb(monkeypatch: pytest.MonkeyPatch) -> None:
    """A municipality and a county that are in SSB's lists and not in what is bundled."""
    known = bundled.load()
    names = {code: name for code, name in known.names.items() if code not in ("1508", "46")}
    monkeypatch.setattr(bundled, "load", lambda: replace(known, names=names))
    _forget()


@pytest.mark.usefixtures("new_at_ssb")
def test_a_municipality_new_at_ssb_is_fetched_when_it_is_chosen(fake: FakeSSB) -> None:
    at = press(opened(), LIST)
    assert not at.exception
    assert "Ålesund (hentes fra SSB)" in at.selectbox(key="widget_region").options
    at.selectbox(key="widget_region").set_value("1508").run()
    assert not at.exception
    assert at.selectbox(key="widget_region").value == "1508"
    assert at.query_params["kommune"] == "1508"
    assert fake.data_calls == 6
    assert any("2020–2023" in one.value for one in at.info)


def test_nothing_is_fetched_before_it_is_asked_for(fake: FakeSSB) -> None:
    press(opened(), LIST)
    made = len(fake.calls)
    at = opened("oversikt", kommune="1508")
    assert at.selectbox(key="widget_region").value == "1508"
    assert len(fake.calls) == made
    # Bundled years that SSB has no figures of its own for are estimates, not lacking.
    assert not any("har ikke egne tall" in one.value for one in at.info)
    assert any("til og med 2023 er anslag" in one.value for one in at.caption)


@pytest.mark.parametrize("fault", ["503", "hang"])
def test_without_ssb_one_sentence_and_the_app_goes_on(
    fake: FakeSSB, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.fault, fake.fault_count = fault, 999
    with monkeypatch.context() as hurried:
        if fault == "hang":
            hurried.setattr(ssb, "READ_SECONDS", 0.1)
        at = press(opened(), LIST)
    assert not at.exception
    assert len(at.error) == 1
    assert "SSB" in at.error[0].value
    assert at.selectbox(key="widget_region").value == "5025"
    fake.fault = ""
    assert not press(at, LIST).error, "it is back"


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
    headings = [one.value for one in (*at.title, *at.header)]
    assert any(one.startswith("Røros er nummer") and "av 10 " not in one for one in headings)
    assert fake.data_calls == 1


# --- counties, and what must be said ----------------------------------------------------------


def captions(at: AppTest) -> list[str]:
    """Source lines under figures, with ordinary spaces."""
    every = [one.value.replace("\u00a0", " ") for one in at.caption if "Kilde" in one.value]
    return [one.partition("</summary>")[2].removesuffix("</details>") for one in every]


def everything(at: AppTest) -> str:
    parts = [at.markdown, at.caption, at.info, at.warning]
    tables = " ".join(one.value.to_string() for one in at.table)
    shown = " ".join(str(one.value) for part in parts for one in part) + tables
    return shown.replace("\u00a0", " ")


@pytest.mark.usefixtures("new_at_ssb")
def test_a_county_is_fetched_when_it_is_chosen(fake: FakeSSB) -> None:
    at = press(opened("demografikostnader"), LIST)
    assert "Vestland (hentes fra SSB)" in at.selectbox(key="widget_region").options
    at.selectbox(key="widget_region").set_value("46").run()
    assert not at.exception
    assert not at.error
    assert fake.data_calls == 6
    assert at.query_params["kommune"] == "46"
    assert "Vestland" in at.caption[0].value


MADE_UP = "Tallene er oppdiktet, til bruk i tester."
MARKED = "SSB merker: 2 tall har merket «:» (vises ikke av hensyn til personvernet)."


def test_what_ssb_says_must_be_shown_stands_under_the_figures(fake: FakeSSB) -> None:
    fake.blank("07459", ":", Region="5055", Alder="050", Tid="2021")
    marked_everywhere(fetched("oversikt"))
    marked_everywhere(opened("aldersbaereevne", kommune="5055"))


def marked_everywhere(at: AppTest) -> None:
    """What SSB says of the counts stands wherever they are cited."""
    assert not at.exception
    # The ranking of all is of what is bundled until all are fetched.
    bundled_alone = terms.cited([bundled.load().sources["ssb-07459-alle"]])
    cited = [one for one in captions(at) if "SSB, tabell 07459" in one]
    told = [one for one in cited if not one.startswith(bundled_alone)]
    assert told
    assert [one for one in told if not (MADE_UP in one and MARKED in one)] == []


def test_what_must_be_shown_of_a_projection_stands_where_it_is_used(fake: FakeSSB) -> None:
    fake.blank("14746", ".", Region="5055", Alder="105+", Tid="2050")
    at = fetched("befolkning")
    for page in ("befolkning", "demografikostnader"):
        at = at if page == "befolkning" else opened(page, kommune="5055")
        assert not at.exception, page
        told = [one for one in captions(at) if "SSB, tabell 14746" in one]
        assert told
        assert all("SSB merker: 18 tall har merket «.» (ikke mulig)." in one for one in told)
        without = opened(page, kommune="5055", prognose="ingen")
        assert "18 tall" not in everything(without)


def test_what_is_said_of_a_split_municipality_is_shown(fake: FakeSSB) -> None:
    at = fetched("befolkning", "1508")
    assert any("region, Ålesund: Brudd i 2020-2023." in one for one in captions(at))
    assert fake.data_calls == 6


def test_kilder_has_it_with_each_source(fake: FakeSSB) -> None:
    fake.blank("07459", ":", Region="5055", Alder="050", Tid="2021")
    at = fetched("kilder")
    assert not at.exception
    shown = everything(at)
    assert MARKED in shown
    assert MADE_UP in shown
    for table in ("07459", "14746", "06913", "14747"):
        assert f"Statistikkbanken, tabell {table}" in shown


# --- what is kept -----------------------------------------------------------------------------


def _spoil(folder: Path, table: str) -> None:
    (file,) = folder.rglob("*.sqlite")
    with sqlite3.connect(file) as connection:
        changed = connection.execute(
            "UPDATE answers SET content = x'7b7d' WHERE table_id = ?", [table]
        )
        assert changed.rowcount


@pytest.mark.usefixtures("fake")
def test_a_damaged_region_is_shown_as_it_is_bundled_and_offered_again(tmp_path: Path) -> None:
    fetched()
    _spoil(tmp_path, "07459")
    _forget()
    at = opened(kommune="5055")
    assert not at.exception
    assert not at.warning
    assert at.selectbox(key="widget_region").value == "5055"
    assert any("egen trendframskriving, ikke SSBs" in one.value for one in at.caption)


def test_the_fallback_when_a_fetch_lacks_its_extras_is_told(fake: FakeSSB) -> None:
    fake.fault, fake.fault_count, fake.fault_path = "503", 999, "/tables/(14747|06913)/data"
    at = fetched("befolkning")
    assert not at.exception
    assert not at.error
    told = [one.value for one in at.warning]
    assert len(told) == 2
    assert told[0].startswith("Det som ligger bak framskrivingen, ble ikke hentet.")
    assert told[1].startswith("Fødte, døde og flytting ble ikke hentet.")
    assert any("Fødte, døde og flytting er ikke hentet for Heim." in one.value for one in at.info)


def test_a_region_without_a_projection_is_shown_and_offered_one(fake: FakeSSB) -> None:
    fake.fault, fake.fault_count, fake.fault_path = "503", 999, "/tables/14746/data"
    at = fetched()
    assert len(at.error) == 1
    fake.fault = ""
    _forget()
    at = opened(kommune="5055")
    assert not at.exception
    assert not at.error
    assert at.selectbox(key="widget_region").value == "5055"
    assert any("egen trendframskriving, ikke SSBs" in one.value for one in at.caption)
    press(at, "Hent framskrivingen for Heim")
    assert not at.exception
    assert not any("egen trendframskriving, ikke SSBs" in one.value for one in at.caption)


def test_looking_at_pages_builds_only_what_they_show(
    fake: FakeSSB, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in ("5055", "1508"):
        fetched(code=code)
    _forget()
    built: list[str] = []
    region_case = live.region_case

    def counted(code: str, *rest: Any) -> Case:
        built.append(code)
        return region_case(code, *rest)

    monkeypatch.setattr(live, "region_case", counted)
    for page in ("oversikt", "aldersbaereevne", "kilder"):
        opened(page, kommune="5055")
    shown = {"5055", *shared.figures().peers("5055", MOST_AROUND)}  # what it is drawn among
    assert set(built) <= {"0", "50", *shown}
    assert "5055" in built
    assert "1508" not in built
    assert len(built) == len(set(built))
    assert fake.data_calls == 6 + 4


def test_ssb_is_asked_again_when_that_is_wanted(fake: FakeSSB) -> None:
    at = press(opened(), "Hent Røros")
    assert fake.data_calls == 6
    press(at, "Hent Røros")
    assert fake.data_calls == 6
    next(one for one in at.checkbox if one.label == "Spør SSB på nytt").check().run()
    press(at, "Hent Røros")
    assert fake.data_calls == 12
    fake.under_revision = "0"
    press(at, "Hent Røros")
    assert not at.exception
    assert any("kan ikke stemme" in one.value and "er brukt" in one.value for one in at.warning)
    assert at.selectbox(key="widget_region").value == "5025"


def test_a_guest_network_is_one_sentence(fake: FakeSSB) -> None:
    fake.fault, fake.fault_count = "login", 999
    at = press(opened(), "Hent Røros")
    assert not at.exception
    (told,) = (one.value for one in at.error)
    assert "innloggingsside for et nett" in told
