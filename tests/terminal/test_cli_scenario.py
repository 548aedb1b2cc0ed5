"""The command ``scenario``: a file reckoned as the page does it, all faults told, and the list."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from projections.case import Case, Catalogue, Projection
from projections.choices import state
from projections.cli import main
from projections.exports import tidy
from projections.money.income import Assumed
from projections.store import Store, scenarios
from projections.store.scenarios import SavedScenario, Vintage, to_json
from projections.tables import Setting
from projections.tables.scenario import outcomes
from projections.whatif.scenario import Scenario

Call = Callable[..., tuple[int, list[dict[str, str]], str]]
LINK = {
    "kommune": ["5025"],
    "flytting": ["20"],
    "standard": ["pleie:0.5"],
    "fast": ["grunnskole:40"],
    "heldogn": ["25"],
}


@pytest.fixture
def call(call: Callable[..., Any]) -> Callable[..., Any]:
    return partial(call, "scenario")


@pytest.fixture
def saved(catalogue: Catalogue) -> SavedScenario:
    choice = state.settle(LINK, catalogue).choice
    return state.saved(choice, catalogue, "Vekst", "", datetime(2026, 11, 21, 10, tzinfo=UTC))


@pytest.fixture
def written(tmp_path: Path) -> Callable[[SavedScenario], str]:
    def write(one: SavedScenario) -> str:
        file = tmp_path / "scenario.json"
        file.write_bytes(to_json(one))
        return str(file)

    return write


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BAEREEVNE_HOME", str(tmp_path / "home"))


def test_official_and_scenario_side_by_side(
    call: Call,
    saved: SavedScenario,
    written: Callable[[SavedScenario], str],
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
) -> None:
    code, rows, said = call("--file", written(saved))
    assert (code, said) == (0, "")
    setting = Setting(roros, ageing, catalogue, "own", "all", Assumed(), "20-66", 2026)
    scenario = state.scenario_of(state.settle(LINK, catalogue).choice, catalogue)
    tables = outcomes(setting, Scenario()), outcomes(setting, scenario)
    expected = [row for table in tables for row in tidy.records(table)]
    for row, wanted in zip(rows, expected, strict=True):
        kept = {key: str(one) for key, one in wanted.items()}
        assert {key: one for key, one in row.items() if key in kept} == kept
    last = {
        (row["side"], row["item"]): float(row["value"]) for row in rows if row["year"] == "2033"
    }
    # The path from the newest count, measured from it: 24 331 from 2024, less −556 in 2026.
    assert last["official", "cost"] == pytest.approx(24_331 + 556, abs=1)
    assert last["official", "total"] == 5627
    assert last["scenario", "total"] - last["official", "total"] == pytest.approx(120.1, abs=0.1)
    assert last["scenario", "care_places"] == pytest.approx(0.25 * last["scenario", "80+"])


def test_years_and_json(
    saved: SavedScenario,
    written: Callable[[SavedScenario], str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["scenario", "--file", written(saved), "--years", "2030-2031", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["year"] for row in rows} == {2030, 2031}
    assert [row["side"] for row in rows[:: len(rows) - 1]] == ["official", "scenario"]


def test_no_lever_is_the_official_line_once(
    call: Call, saved: SavedScenario, written: Callable[[SavedScenario], str]
) -> None:
    code, rows, said = call("--file", written(replace(saved, query={"kommune": "5025"})))
    assert code == 0
    assert {row["side"] for row in rows} == {"official"}
    assert said == "Ingen spak er flyttet: scenariet er prognosen.\n"


def test_another_edition_and_version_are_told_and_the_figures_come(
    call: Call, saved: SavedScenario, written: Callable[[SavedScenario], str]
) -> None:
    made = replace(saved, vintage=Vintage("hop-2024-2027", "2022"), version="0.0.1")
    code, rows, said = call("--file", written(made))
    assert code == 0
    assert rows == call("--file", written(saved))[1]
    first, second = said.splitlines()
    assert "slik den var 2022, men vises med tallene fra 16.11.2023" in first
    assert "versjon 0.0.1" in second


def test_whom_it_was_compared_with_need_not_be_here(
    call: Call, saved: SavedScenario, written: Callable[[SavedScenario], str]
) -> None:
    made = replace(saved, query={**saved.query, "sammenlign": "9998,9999"})
    code, _, said = call("--file", written(made))
    assert (code, said) == (0, "")


def test_all_that_is_wrong_with_the_choices_is_told(
    call: Call, saved: SavedScenario, written: Callable[[SavedScenario], str]
) -> None:
    wrong = {"flytting": "9999", "profil": "ingen", "ukjent": "1", "standard": "pleie:99"}
    code, rows, said = call("--file", written(replace(saved, query={**saved.query, **wrong})))
    assert (code, rows) == (2, [])
    *faults, last = said.splitlines()
    assert len(faults) == 4
    assert all("scenario.json: Lenken" in fault for fault in faults)
    assert [name for name in wrong if f"«{name}»" in said] == list(wrong)
    assert last == "Derfor er ingen tall skrevet."


def test_all_that_is_wrong_with_the_file_is_told(
    call: Call, saved: SavedScenario, tmp_path: Path
) -> None:
    file = tmp_path / "feil.json"
    file.write_bytes(json.dumps({**json.loads(to_json(saved)), "name": "", "saved": 5}).encode())
    code, rows, said = call("--file", str(file))
    assert (code, rows, len(said.splitlines())) == (2, [], 2)
    assert "feltet «name»" in said
    assert "feltet «saved»" in said


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"kommune": "9911"}, "gjelder 9911, som ikke er hentet. Kjør først"),
        ({"kommune": "3411", "prognose": "ingen"}, "legges oppå en prognose"),
        ({"kommune": "5025", "prognose": "ingen"}, "legges oppå en prognose"),
        ({"kommune": "5025", "fruktbarhet": "110"}, "ettårig"),
    ],
)
def test_what_cannot_be_reckoned(
    call: Call,
    saved: SavedScenario,
    written: Callable[[SavedScenario], str],
    query: dict[str, str],
    told: str,
) -> None:
    code, rows, said = call("--file", written(replace(saved, query=query)))
    assert (code, rows) == (2, [])
    assert told in said
    assert "Traceback" not in said


def test_a_file_that_cannot_be_read(call: Call, tmp_path: Path) -> None:
    large = tmp_path / "stor.json"
    large.write_bytes(b" " * 200_000)
    for file, told in (
        (tmp_path / "ingen.json", "finnes ikke eller kan ikke leses"),
        (tmp_path, "finnes ikke eller kan ikke leses"),
        (large, "en større fil"),
    ):
        code, rows, said = call("--file", str(file))
        assert (code, rows, len(said.splitlines())) == (2, [], 1)
        assert told in said


@pytest.mark.usefixtures("own_home")
def test_what_is_in_the_store(call: Call, saved: SavedScenario) -> None:
    assert call("--list") == (0, [], "Ingen scenarier er lagret.\n")
    scenarios.keep(Store(), saved)
    scenarios.keep(Store(), replace(saved, saved="2026-11-22T10:00:00Z", note="ny, og bedre"))
    code, rows, said = call("--list")
    assert (code, said) == (0, "")
    assert rows == [
        {
            "name": "Vekst",
            "saved": "2026-11-22T10:00:00Z",
            "versions": "2",
            "region": "5025",
            "source": "hop-2024-2027",
            "published": "2023-11-16",
            "app_version": saved.version,
            "note": "ny, og bedre",
        }
    ]


@pytest.mark.usefixtures("own_home")
def test_a_snapshot_says_that_scenarios_go_along(
    saved: SavedScenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenarios.keep(Store(), saved)
    assert main(["snapshot", "--stored", "--out", str(tmp_path / "pakke")]) == 0
    assert "Av dem er 1 lagret scenario med navn og merknad." in capsys.readouterr().err
    there = Store(f"sqlite:///{tmp_path / 'there.sqlite'}")
    assert there.load_snapshot(tmp_path / "pakke") == 1
    assert scenarios.every(there) == (saved,)


@pytest.mark.parametrize("arguments", [(), ("--list", "--file", "x.json")])
def test_one_of_the_two(call: Call, arguments: tuple[str, ...]) -> None:
    assert call(*arguments) == (
        2,
        [],
        "Skriv enten --file FIL, spaker som --migration 20, eller --list.\n",
    )


def test_homes_that_nobody_is_said_to_live_in_are_told(call: Call) -> None:
    code, _, said = call("--homes", "20", "--years", "2033")
    assert code == 0
    assert "Nye boliger endrer ingenting. Sett også personer per bolig" in said
    _, _, said = call("--homes", "20", "--per-home", "2.5", "--outside", "50", "--years", "2033")
    assert "Nye boliger" not in said
