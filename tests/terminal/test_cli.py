import csv
import io
import json
import math
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from projections.cli import main

COLUMNS = ["region", "source", "alternative", "year", "item", "value", "unit"]
REGIONAL = ("population", "components", "support-ratio", "costs", "plan", "income")
Run = Callable[..., list[dict[str, str]]]
Refused = Callable[[str], str]


def test_the_plan_has_its_printed_figures(run: Run) -> None:
    assert [row["value"] for row in run("plan") if row["source"] == "hop-demografi"] == [
        *("0", "-3800", "-4991", "-9643"),
        *("0", "4500", "5900", "10500"),
    ]


def test_causes_sum_to_the_change_in_cost(run: Run) -> None:
    *parts, total = (float(row["value"]) for row in run("why --service -1 --years 2033"))
    assert math.fsum(parts) == pytest.approx(total, abs=1e-5)
    history = run("why --alternative observert --base-year 2016")
    assert {row["alternative"] for row in history} == {"observert"}
    assert {row["year"] for row in history} == {str(year) for year in range(2016, 2027)}


def test_own_shares_and_prices_are_said_in_every_row(run: Run) -> None:
    rows = run("costs --fixed grunnskole:40,pleie:10 --prices nominal --base-year 2024")
    assert {(row["fixed"], row["prices"], row["deflator"]) for row in rows} == {
        ("grunnskole:40,pleie:10", "nominal", "senere utgave")
    }


@pytest.mark.parametrize("command", REGIONAL)
def test_columns_come_in_order(run: Run, command: str) -> None:
    rows = run(command)
    assert list(rows[0])[:7] == COLUMNS
    assert {row["region"] for row in rows} == {"5025"}  # Røros where nothing is said
    # The first year has no 1 July before it, so no need and no income in all.
    known = [row for row in rows if row["value"] or row["year"] != "2006"]
    assert len(known) > 0.9 * len(rows)
    assert all(row[column] for row in known for column in COLUMNS)


@pytest.mark.parametrize("command", ["population", "support-ratio", "costs"])
def test_history_is_marked_observed(run: Run, command: str) -> None:
    rows = run(command)
    marked = {(row["source"], row["alternative"]) for row in rows}
    assert marked == {("ssb-07459", "observert"), ("hop-2024-2027", "sterk_aldring")}
    history = run(f"{command} --alternative observert")
    assert {row["alternative"] for row in history} == {"observert"}
    if command != "costs":  # own budget: the frames are shared out on the path's people of 2024
        assert history == [row for row in rows if row["alternative"] == "observert"]


def test_years_cut_short_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["population", "--years", "2032-2099"]) == 0
    out, err = capsys.readouterr()
    assert {row["year"] for row in csv.DictReader(io.StringIO(out))} == {"2032", "2033"}
    assert err == "Tallene går bare fra 2006 til 2033.\n"


def test_what_stands_on_the_pages_in_sums_and_notes(run: Run) -> None:
    sums = {row["item"]: float(row["value"]) for row in run("components --sums")}
    assert (sums["births"], sums["deaths"], sums["net_migration"]) == (447, 652, 215)
    old = {row["year"]: row["value"] for row in run("population --groups 65+")}
    assert (old["2006"], old["2026"]) == ("1062", "1577")
    printed = [row["value"] for row in run("plan --ratio") if row["alternative"] == "plan"]
    assert printed == ["3.31", "2.63", "2"]


def test_keys_and_frames_as_printed(run: Run, refused: Callable[[str], str]) -> None:
    keys = {row["item"]: row for row in run("keys")}
    assert keys["pleie"]["sector_weight"] == "0.3532"
    assert float(keys["pleie"]["old_age_criteria"]) == pytest.approx(0.1241 + 0.1464)
    assert sum(float(row["sector_weight"]) for row in keys.values()) == pytest.approx(1)
    frames = {row["unit_name"]: row for row in run("frames")}
    assert (frames["Skolene"]["item"], frames["Skolene"]["value"]) == ("grunnskole", "67614")
    assert frames["Kultur"]["item"] == ""
    assert "Os" in refused("frames --region 3430")


def test_the_printed_costs(run: Run) -> None:
    line = "costs --method own --base-year 2024 --years 2025-2033 --alternative sterk_aldring"
    rows = run(f"{line} --start printed")
    total = {row["year"]: round(float(row["value"])) for row in rows if row["item"] == "total"}
    assert [total[year] for year in ("2025", "2026", "2027", "2033")] == [1213, 2766, 7123, 26635]
    counted = [row for row in run(line) if row["item"] == "total"]
    # The counts of 2025 and 2026, then the path's change from 2026 laid on them.
    assert [round(float(row["value"])) for row in counted][:2] == [2239, -556]
    assert round(float(counted[-1]["value"])) == 24331


def test_the_labels_of_observed_rows_choose_them(run: Run) -> None:
    history = run("population --alternative observert")
    assert run("population --alternative observert --source ssb-07459") == history


def test_region_without_another_projection_has_ours(run: Run) -> None:
    every = run("population --region 3430")
    assert {row["alternative"] for row in every} == {"observert", "TREND"}
    observed = run("population --region 3430 --alternative observert")
    assert {row["alternative"] for row in observed} == {"observert"}
    rows = run("costs --region 3430")  # no frames: the national standard
    assert {row["method"] for row in rows} == {"national"}


def test_sources_and_assumptions_are_the_files_entries(run: Run, root: Path) -> None:
    manifest = tomllib.loads((root / "data" / "manifest.toml").read_text(encoding="utf-8"))
    for row, entry in zip(run("sources"), manifest["source"], strict=True):
        assert {key: text for key, text in row.items() if text} == entry
    content = tomllib.loads((root / "data" / "parameters.toml").read_text(encoding="utf-8"))
    for row, entry in zip(run("assumptions"), content["parameter"], strict=True):
        low, high = entry.pop("range")
        told = {key: str(value) for key, value in entry.items()} | {"range": f"{low}-{high}"}
        assert {key: text for key, text in row.items() if text} == told


@pytest.mark.parametrize(
    "line", [*REGIONAL, "population --groups five-year", "sources", "assumptions"]
)
def test_json_equals_csv(run: Run, capsys: pytest.CaptureFixture[str], line: str) -> None:
    assert main([*line.split(), "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    for record, row in zip(found, run(line), strict=True):
        text = {key: str(value) for key, value in record.items() if value is not None}
        assert text == {key: value for key, value in row.items() if record.get(key) is not None}


@pytest.mark.parametrize(
    "line", ["", "population --colour blue", "population --region", "forecast"]
)
def test_a_wrong_call_is_told_in_norwegian(refused: Callable[[str], str], line: str) -> None:
    english = r"\b(arguments?|unrecognized|invalid|choice|choose|required|expected)\b"
    assert re.findall(english, refused(line)) == []


@pytest.mark.parametrize("command", ["", *REGIONAL, "sources", "assumptions"])
def test_help_shows_an_example(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    assert ended.value.code == 0
    out, err = capsys.readouterr()
    assert "python -m projections population --region 5025 --years 2023-2033" in out
    assert out.startswith("bruk: python -m projections")
    assert re.findall(r"\b(usage|options|optional|positional)\b", out) == []
    assert err == ""


def test_every_example_of_the_help_runs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    examples = [
        line.strip().removeprefix("python -m projections ")
        for line in capsys.readouterr().out.splitlines()
        if line.strip().startswith("python -m projections ")
    ]
    assert len(examples) >= 3
    for line in examples:
        assert run(line.removesuffix(" --json"))


def test_runs_as_a_module(root: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "projections", "--help"],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "eksempler:" in ended.stdout


def test_a_reader_who_has_read_enough_sees_no_traceback(root: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "projections", "population"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0
