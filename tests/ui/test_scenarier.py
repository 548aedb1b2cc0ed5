"""The scenario page: levers, what they change, and scenarios that are kept."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from projections.choices import state
from projections.errors import StoreError
from projections.sources import catalogue as everything
from projections.store import Store
from projections.store import scenarios as kept_scenarios
from projections.store.scenarios import SavedScenario, to_json
from projections.ui import scenarios, shell


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a store of its own."""
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path))


def script(start: str) -> None:
    from projections.ui import shell

    shell.run(start)


def opened(**query: str) -> AppTest:
    at = AppTest.from_function(script, args=("scenarier",), default_timeout=60)
    at.session_state[scenarios.OPEN] = True
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def curves(at: AppTest) -> Mapping[str, list[float]]:
    """The curves of the first chart by name, without the band."""
    figure = json.loads(at.get("plotly_chart")[0].proto.spec)
    return {trace["name"]: trace["y"] for trace in figure["data"] if "av 10" not in trace["name"]}


def heads(at: AppTest) -> list[str]:
    return [one.value for one in at.header]


def test_it_is_a_page() -> None:
    assert shell.PAGES["scenarier"] == "Hva om?"


def test_at_rest_only_the_projection_is_drawn() -> None:
    at = opened(kommune="5025")
    assert not at.exception
    assert list(curves(at)) == ["Prognosen sterk aldring"]
    assert at.title[0].value.replace("\u00a0", " ").endswith("til 2033. Hva kan endre det?")
    assert "Ingen spak er flyttet." in [one.value for one in at.caption]
    assert "Hvem de ekstra innbyggerne er" not in heads(at)


def test_a_lever_adds_a_curve_and_says_so() -> None:
    rest = curves(opened(kommune="5025", vis="folketall"))["Prognosen sterk aldring"]
    at = opened(kommune="5025", vis="folketall", flytting="20")
    drawn = curves(at)
    assert drawn["Prognosen sterk aldring"] == rest  # the official line stays
    assert drawn["Scenario sterk aldring"][-1] > rest[-1] + 100
    assert drawn["Scenario sterk aldring"][0] == rest[0] == 5638  # the count of 2026, the first
    assert any("Justert: ekstra flytting (+20 i året" in one.value for one in at.caption)
    assert at.query_params["flytting"] == "20"
    assert at.query_params["utgave"] == "hop-2024-2027@2023-11-16"
    assert "Flytting og boliger betyr mest for netto" in heads(at)


def test_money_and_the_ratio_are_shown_first_and_the_finding_is_the_heading() -> None:
    at = opened(kommune="5025", flytting="20")
    assert "flere innbyggere, og" in at.title[0].value
    net, ratio = (json.loads(one.proto.spec) for one in at.get("plotly_chart")[:2])
    assert "mill. kr" in net["layout"]["annotations"][0]["text"]
    assert "20–66 år per person 67+" in ratio["layout"]["annotations"][0]["text"]


def board_script(moved: dict[str, object]) -> None:
    from projections.ui import chips, lever_choices, session

    session.page_begins()
    lever_choices.take(moved)
    chips.notices()
    session.write_url()


def test_what_is_moved_on_the_board_is_the_choice() -> None:
    moved = {"migration": 20, "standard:pleie": -0.5, "profile": "families", "change_from": "2028"}
    at = AppTest.from_function(board_script, args=(moved,), default_timeout=60)
    at.query_params["kommune"] = "5025"
    at.query_params["standard"] = "pleie:1,grunnskole:2"
    at.run()
    assert not at.exception
    query = {name: at.query_params[name] for name in ("flytting", "profil", "tiltak_fra")}
    assert query == {"flytting": "20", "profil": "familier", "tiltak_fra": "2028"}
    assert set(at.query_params["standard"].split(",")) == {"pleie:-0.5", "grunnskole:2"}


@pytest.mark.parametrize("moved", [{"region": "0301"}, {"standard:magi": 1}, {"migration": 9999}])
def test_a_board_cannot_set_what_is_not_on_it(moved: dict[str, object]) -> None:
    at = AppTest.from_function(board_script, args=(moved,), default_timeout=60)
    at.query_params["kommune"] = "5025"
    at.run()
    assert not at.exception
    assert at.query_params == {"kommune": "5025"}


def board(at: AppTest) -> dict[str, dict[str, object]]:
    """The rows of the board by id, as the page is given them."""
    (proto,) = at.get("bidi_component")
    return {row["id"]: row for row in json.loads(proto.proto.json)["rows"]}


def test_when_levers_begin_and_how_long_movers_stay_is_said() -> None:
    at = opened(kommune="5025", flytting="20")
    told = " ".join(str(one["label"]) for one in board(at).values()).replace("\u00a0", " ")
    assert "Innbyggerne er talt til 1. januar 2026." in told
    assert "første gang 1. januar 2027" in told
    assert "virker fra og med 2027; 2026 og årene før er som de var." in told
    assert "flytter videre som andre på samme alder" in told
    assert "4,3 % i året flytter fra kommunen" in told
    assert "er Rogers og Castros modell (1981) på en stasjonær befolkning" in told
    moved_on, stayed = (
        curves(opened(kommune="5025", flytting="20", vis="folketall", **more))
        for more in ({}, {"blir": "for_godt"})
    )
    name = "Scenario sterk aldring"
    assert stayed[name][-1] > moved_on[name][-1] + 20
    at = opened(kommune="5025", flytting="20", blir="for_godt")
    assert "blir boende for godt" in " ".join(one.value for one in at.caption)
    assert "blir boende for godt" in str(board(at)["stay"]["label"])


def test_a_year_that_is_counted_in_a_link_changes_nothing_counted() -> None:
    asked, rest = (
        opened(kommune="5025", flytting="20", **more) for more in ({"tiltak_fra": "2023"}, {})
    )
    assert not asked.exception
    assert curves(asked) == curves(rest)
    assert asked.query_params["tiltak_fra"] == "2023"


def test_a_lever_is_told_with_the_decimals_it_has() -> None:
    """Goal seek sets 12,35 a year and 1,37 per cent."""
    at = opened(kommune="5025", flytting="12.35", standard="pleie:-1.37")
    told = " ".join(one.value for one in at.caption).replace("\u00a0", " ")
    assert "ekstra flytting (+12,35 i året" in told
    assert "−1,37 %" in told


def test_net_without_income_is_said_to_be_cost() -> None:
    """Norway's income is not reckoned: more people cost more, and that is all that is known."""
    at = opened(kommune="0", flytting="200", vis="netto")
    assert not at.exception
    assert "Flytting og boliger betyr mest for kostnaden" in heads(at)
    assert "Inntektene er ikke med" in " ".join(one.value for one in at.markdown)


def test_the_result_says_that_the_plan_comes_first() -> None:
    at = opened(kommune="5025", vis="resultat", standard="pleie:-0.5")
    told = [one.value for one in at.caption]
    assert any(one.startswith("Til og med 2027 er resultatet planens eget.") for one in told)
    assert not any("planens eget" in one.value for one in opened(kommune="5025").caption)


def test_one_click_takes_all_levers_back() -> None:
    at = opened(kommune="5025", flytting="20", friskere="1", standard="pleie:-0.5", heldogn="25")
    assert len(curves(at)) == 2
    next(one for one in at.button if one.label == "Nullstill alt").click().run()
    assert list(curves(at)) == ["Prognosen sterk aldring"]
    assert "flytting" not in at.query_params
    assert "heldogn" not in at.query_params


@pytest.mark.parametrize(
    ("name", "value"),
    [("flytting", "9999"), ("standard", "pleie:50"), ("profil", "<b>"), ("friskere", "x")],
)
def test_a_lever_out_of_range_in_the_link_is_one_sentence(name: str, value: str) -> None:
    at = opened(kommune="5025", **{name: value})
    assert not at.exception
    assert [one.value for one in at.warning if f"«{name}»" in one.value]
    assert list(curves(at)) == ["Prognosen sterk aldring"]


def test_a_projection_in_groups_says_that_births_cannot_be_moved() -> None:
    at = opened(kommune="5025")
    assert "krever en prognose med ettårig alder" in str(board(at)["births"]["label"])
    assert "fertility" not in board(at)


def save(at: AppTest, name: str) -> AppTest:
    at.text_input[-1].set_value(name)
    return next(one for one in at.button if one.label == "Lagre scenariet").click().run()


def test_scenarios_are_kept_compared_and_removed_after_asking() -> None:
    for name, migration in (("Tjue flere", "20"), ("Ti flere", "10"), ("Tjue flere", "25")):
        at = save(opened(kommune="5025", flytting=migration), name)
        assert not at.exception
    assert any("Det finnes 1 til med samme navn" in one.value for one in at.info)
    kept = kept_scenarios.every(Store())
    assert {one.name for one in kept} == {"Tjue flere", "Ti flere"}
    assert len(kept_scenarios.versions(Store(), "Tjue flere")) == 2
    assert any("mest med «Tjue flere»" in one for one in heads(at))

    at.button(key="open_Ti flere").click().run()
    assert at.query_params["flytting"] == "10"

    at.button(key="remove_Ti flere").click().run()
    assert any("for godt" in one.value for one in at.warning)
    assert {one.name for one in kept_scenarios.every(Store())} == {"Tjue flere", "Ti flere"}
    at.button(key="yes_Ti flere").click().run()
    assert {one.name for one in kept_scenarios.every(Store())} == {"Tjue flere"}


def test_a_name_is_needed() -> None:
    at = save(opened(kommune="5025", flytting="20"), "")
    assert [one.value for one in at.error if "avn" in one.value]
    assert kept_scenarios.every(Store()) == ()


def with_profile(content: str) -> AppTest:
    at = opened(kommune="5025", flytting="20")
    at.session_state["profile_open"] = True
    at.run()
    given = ("egen.csv", content.encode(), "text/csv")
    return at.file_uploader(key="profile_file").set_value(given).run()


def test_an_own_profile_is_used_in_this_session() -> None:
    """All who move are women aged 90: nobody of them is of working age."""
    at = with_profile("sex,age,persons\nfemale,90,7\n")
    next(one for one in at.button if one.label == "Bruk profilen").click().run()
    assert not at.exception
    assert board(at)["profile"]["value"] == "own"
    assert any("20–66 år 0" in one.value for one in at.markdown)
    next(one for one in at.button if one.label == "Ta bort egen profil").click().run()
    assert board(at)["profile"]["value"] == "average"


def test_a_profile_with_faults_is_told_and_not_used() -> None:
    at = with_profile("sex,age,persons\nfemale,200,7\nmale,x,1\n")
    assert not at.exception
    assert any("kan ikke brukes: 2 feil" in one.value for one in at.error)
    assert not any(one.label == "Bruk profilen" for one in at.button)
    assert board(at)["profile"]["value"] == "average"


def kept_of(name: str, **query: list[str]) -> SavedScenario:
    settled = state.settle({"kommune": ["5025"], **query}, everything.load())
    return state.saved(settled.choice, everything.load(), name, "", datetime.now(UTC))


def from_file(content: bytes) -> AppTest:
    at = opened(kommune="5025")
    at.file_uploader(key="scenario_file").set_value(("s.json", content, "application/json")).run()
    at = next(one for one in at.button if one.label == "Legg til scenariet fra filen").click().run()
    assert not at.exception
    return at


def test_a_scenario_comes_from_a_file() -> None:
    at = from_file(to_json(kept_of("Fra naboen", flytting=["20"])))
    assert any("«Fra naboen» er lagt til." in one.value for one in at.info)
    assert [one.name for one in kept_scenarios.every(Store())] == ["Fra naboen"]


def test_a_file_that_is_no_scenario_is_told() -> None:
    at = from_file(b"{")
    assert at.error
    assert kept_scenarios.every(Store()) == ()


def test_a_kept_scenario_that_cannot_be_reckoned_says_why_and_the_others_stand() -> None:
    good = kept_of("God", flytting=["20"])
    bad = replace(good, name="Uten", query={**good.query, "prognose": "ingen"})
    odd = replace(good, name="Rar", query={**good.query, "flytting": "9999"})
    for one in (good, bad, odd):
        kept_scenarios.keep(Store(), one)
    at = opened(kommune="5025")
    assert not at.exception
    told = " ".join(one.value for one in at.warning)
    assert "«Uten» kan ikke regnes nå. Prognosen scenariet bygger på, er ikke her." in told
    assert "«Rar»:" in told
    assert any("«God»" in one for one in heads(at))


def test_a_store_that_cannot_be_read_is_told_where_scenarios_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(_: Store) -> None:
        raise StoreError("Lageret kan ikke leses.")

    monkeypatch.setattr(kept_scenarios, "every", away)
    at = opened(kommune="5025")
    assert not at.exception
    assert any("Lageret kan ikke leses." in one.value for one in at.warning)


def test_who_the_people_added_are_is_an_account_that_sums() -> None:
    at = opened(kommune="5025", flytting="20")
    at.session_state["scenario_people"] = True
    at.run()
    assert not at.exception
    (table,) = [one.value for one in at.table if "Sum" in one.value.index]
    assert len(table.index) >= 2
    assert any("ytter" in one.value for one in at.markdown)


def test_homes_are_told_with_who_lives_there() -> None:
    at = opened(kommune="5025", boliger="20", per_bolig="2.5", utenfra="50")
    told = " ".join(one.value for one in at.caption).replace("\u00a0", " ")
    assert "Justert: nye boliger (20 i året, 2,50 per bolig, 50 % utenfra)." in told
