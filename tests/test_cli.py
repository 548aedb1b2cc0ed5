import csv
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from projections import tables
from projections.case import Case, Catalogue, Projection
from projections.cli import main
from projections.money.income import Assumed
from projections.series import Table
from projections.tables import Setting

COLUMNS = ["region", "source", "alternative", "year", "item", "value", "unit"]
REGIONAL = ("population", "components", "support-ratio", "costs", "plan", "income")
Run = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="session")
def ageing(ageing: Projection, roros: Case) -> Projection:
    """As it is shown where nothing else is chosen: from the newest count."""
    return ageing.started("counted", roros.observed)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The rows a call prints; nothing on standard error."""

    def call(line: str) -> list[dict[str, str]]:
        assert main(line.split()) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return list(csv.DictReader(io.StringIO(out)))

    return call


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """The message a call ends with: on standard error alone, exit code 2."""

    def call(line: str) -> str:
        assert main(line.split()) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.endswith(".\n")
        return err

    return call


def cells(rows: list[dict[str, str]]) -> dict[tuple[str, ...], float]:
    return {
        (row["source"], row["alternative"], row["item"], row["year"], row.get("sex", "")): float(
            row["value"] or "nan"
        )
        for row in rows
    }


def expected(table: Table, first: int = 0, last: int = 9999) -> dict[tuple[str, ...], float]:
    return {
        (one.source.id, one.alternative, one.item, str(year), one.label("sex")): pytest.approx(
            one.at(year), rel=1e-11, abs=1e-9, nan_ok=True
        )
        for one in table
        for year in one.years
        if first <= year <= last
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


@pytest.mark.parametrize(
    ("line", "build"),
    [
        ("population", lambda r, p, _c: tables.population(r, p)),
        ("population --measure share", lambda r, p, _c: tables.population(r, p, "share")),
        (
            "population --measure index --base-year 2023",
            lambda r, p, _c: tables.population(r, p, "index", 2023),
        ),
        (
            "population --measure index",
            lambda r, p, _c: tables.population(r, p, "index", 2023),
        ),
        ("population --measure deviation", lambda r, p, _c: tables.deviations(r, p)),
        ("population --groups five-year", lambda r, _p, _c: tables.pyramid(r)),
        ("components", lambda r, _p, _c: tables.components(r)),
        ("support-ratio", lambda r, p, _c: tables.support_ratios(r, p, "20-66")),
        ("support-ratio --working 16-66", lambda r, p, _c: tables.support_ratios(r, p, "16-66")),
        (
            "costs",
            lambda r, p, c: tables.changes(tables.costs(Setting(r, p, c, "own")), 2026),
        ),
        (
            "costs --method national --need age --base-year 2026",
            lambda r, p, c: tables.changes(tables.costs(Setting(r, p, c, need="age")), 2026),
        ),
        (
            "costs --measure level --by age",
            lambda r, p, c: tables.costs(Setting(r, p, c, "own"), by="age"),
        ),
        (
            "income --measure level --tax working_age",
            lambda r, p, c: tables.income(Setting(r, p, c, assumed=Assumed("working_age"))),
        ),
        (
            "income --show net --method national --need age --base-year 2025",
            lambda r, p, c: tables.changes(
                tables.cost_and_income(Setting(r, p, c, need="age")), 2025
            ),
        ),
        ("income --show index", lambda r, p, c: tables.need_index(Setting(r, p, c))),
        ("income --show plan", lambda r, _p, c: tables.printed_income(r, c)),
    ],
)
def test_figures_are_those_of_the_tables(
    run: Run,
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    line: str,
    build: Callable[[Case, Projection, Catalogue], Table],
) -> None:
    assert cells(run(line)) == expected(build(roros, ageing, catalogue))


def test_figures_of_the_plan(
    run: Run, roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.plan_beside_model(Setting(roros, ageing, catalogue))
    rows = run("plan")
    assert cells(rows) == expected(table)
    assert [row["value"] for row in rows if row["source"] == "hop-demografi"] == [
        *("0", "-3800", "-4991", "-9643"),
        *("0", "4500", "5900", "10500"),
    ]


@pytest.mark.parametrize(
    ("years", "first", "last"),
    [("2023-2033", 2023, 2033), ("2030", 2030, 2030), ("2006-2010", 2006, 2010)],
)
def test_years(
    run: Run, roros: Case, ageing: Projection, years: str, first: int, last: int
) -> None:
    found = cells(run(f"population --years {years}"))
    assert found == expected(tables.population(roros, ageing), first, last)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("income --show alt", "«alt». Gyldige valg: parts, net, span, index, sectors, plan, ks"),
        ("income --tax formue", "«formue». Gyldige valg: inhabitants, working_age"),
        ("income --region 3430 --show net", "egen skatt med inntektsutjevning"),
        ("income --region 3430 --show net --method own", "Os"),
    ],
)
def test_income_that_cannot_be_had(refused: Callable[[str], str], line: str, told: str) -> None:
    assert told in refused(line)


def test_years_cut_short_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["population", "--years", "2032-2099"]) == 0
    out, err = capsys.readouterr()
    assert {row["year"] for row in csv.DictReader(io.StringIO(out))} == {"2032", "2033"}
    assert err == "Tallene går bare fra 2006 til 2033.\n"


def test_five_year_groups_are_persons_only(refused: Callable[[str], str]) -> None:
    assert "femårsgrupper" in refused("population --groups five-year --measure share")


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


def test_another_edition_of_the_same_alternative(run: Run, catalogue: Catalogue) -> None:
    norway = catalogue.case("0")
    for source in ("ssb-14746", "ssb-14288", "ssb-13600"):
        rows = run(f"population --alternative MMMM --region 0 --source {source} --start printed")
        projection = norway.projection(f"{source}.MMMM")
        assert cells(rows) == expected(tables.population(norway, projection))
    newest = run("population --region 0 --alternative mmmm")
    assert {row["source"] for row in newest} == {"ssb-07459", "ssb-14746"}


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
    ("line", "told"),
    [
        ("population --region 9999", "Ukjent kommune: «9999». Gyldige valg: Røros (5025),"),
        ("population --region Herøy", "Herøy (Møre og Romsdal) (1515), Herøy (Nordland) (1818)."),
        ("population --region Tynseth", "Ukjent kommune: «Tynseth». Gyldige valg: Tynset (3427)."),
        (
            "population --region 1850",
            "Ukjent kommune: «1850». Gyldige valg: Narvik (1806), Hamarøy",
        ),
        ("population --alternative MMMM", "«MMMM». Gyldige valg: observert, sterk_aldring"),
        (
            "population --source ssb-1",
            "Ukjent kilde: «ssb-1». Gyldige valg: ssb-07459, hop-2024-2027",
        ),
        ("population --alternative observert --source ssb-1", "«ssb-1»"),
        ("population --years i-fjor", "Kan ikke lese år: «i-fjor». Skriv for eksempel"),
        ("population --years 2033-2023", "Kan ikke lese år: «2033-2023»"),
        ("population --years 23", "Kan ikke lese år: «23»"),
        ("population --years 1900-1950", "ingen tall for 1900-1950. Tallene går fra 2006 til 2033"),
        ("population --years 2034", "ingen tall for 2034. Tallene går fra 2006 til 2033"),
        ("components --years 2030", "Ingen tall passer til valget"),
        ("population --measure weight", "«weight». Gyldige valg: persons, share, index, deviation"),
        ("population --groups ten-year", "«ten-year». Gyldige valg: service, five-year"),
        ("population --measure index --base-year 1990", "Ukjent år: «1990»"),
        ("population --measure index --base-year nå", "Kan ikke lese år: «nå»"),
        ("costs --method guess", "Ukjent metode: «guess». Gyldige valg: own, national"),
        ("costs --need some", "Ukjent behov: «some». Gyldige valg: all, age"),
        ("costs --by sex", "Ukjent inndeling: «sex». Gyldige valg: sector, age"),
        ("costs --measure share", "Ukjent mål: «share». Gyldige valg: change, level"),
        ("costs --base-year 1990", "Ukjent år: «1990»"),
        ("support-ratio --working 18-66", "Ukjent definisjon: «18-66». Gyldige valg: 20-66, 16-66"),
        ("costs --region 3430 --method own", "driftsrammer, og de finnes ikke for Os"),
        ("components --region 50", "Trøndelag"),
        ("plan --region 0", "planlinjer for Norge"),
        ("plan --region 3430", "planlinjer for Os"),
        ("population --colour blue", "--colour"),
        ("population --year 2030", "--year"),  # no abbreviations
        ("population --region", "--region"),
        ("forecast", "forecast"),
        ("", "KOMMANDO"),
    ],
)
def test_bad_input_is_told_in_a_sentence(
    refused: Callable[[str], str], line: str, told: str
) -> None:
    assert told in refused(line)


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
