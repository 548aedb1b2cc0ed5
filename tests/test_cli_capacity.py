"""The command ``capacity``: the figures are those of the tables, and bad input is a sentence."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from projections import tables
from projections.case import Case, Catalogue, Projection
from projections.cli import main

Run = Callable[[str], list[dict[str, str]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(line: str) -> list[dict[str, str]]:
        assert main(f"capacity {line}".split()) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return list(csv.DictReader(io.StringIO(out)))

    return call


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("", (28.0, 2024, 0.0, 0.0)),
        (
            "--coverage 22,5 --base-year 2025 --home-users 250 --care-fte 180.5",
            (22.5, 2025, 250.0, 180.5),
        ),
    ],
)
def test_figures_are_those_of_the_tables(
    run: Run,
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    line: str,
    own: tuple[float, int, float, float],
) -> None:
    parts = tables.labour.every_part(roros, ageing, catalogue, *own)
    expected = [
        (one.source.id, one.alternative, one.item, one.unit, str(year), one.at(year))
        for table in parts.values()
        for one in table
        for year in one.years
    ]
    found = [
        (
            *(row[name] for name in ("source", "alternative", "item", "unit", "year")),
            float(row["value"]),
        )
        for row in run(line)
    ]
    assert [row[:5] for row in found] == [row[:5] for row in expected]
    for mine, theirs in zip(found, expected, strict=True):
        assert mine[5] == pytest.approx(theirs[5], rel=1e-11)


def test_one_part(run: Run) -> None:
    rows = run("--part pupils --years 2024 --alternative sterk_aldring")
    found = {row["item"]: row for row in rows}
    assert (found["pupils"]["value"], found["capacity_now"]["value"]) == ("552", "568")
    assert (found["teachers"]["quality"], found["teachers"]["spread"]) == ("estimate", "6-15")


def test_region_without_capacity(run: Run) -> None:
    assert not [row for row in run("--region 3430") if row["item"].startswith("capacity")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("--coverage 5", "«5» kan ikke brukes. Skriv et tall fra 10 til 60"),
        ("--coverage mye", "«mye» kan ikke brukes"),
        ("--care-fte -1", "«-1» kan ikke brukes. Skriv et tall fra 0 til 99"),
        ("--part alt", "Ukjent del: «alt». Gyldige valg: all, care-places"),
        ("--base-year 1990", "Ukjent år: «1990»"),
    ],
)
def test_bad_input_is_a_sentence(capsys: pytest.CaptureFixture[str], line: str, told: str) -> None:
    assert main(f"capacity {line}".split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err


def test_pupils_by_school_district(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ages = ("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+")
    rows = [f"{name};{age};2026;9" for name in ("Nord", "Skole 2") for age in ages]
    file = tmp_path / "kretser.csv"
    file.write_text("\n".join(("krets;alder;år;antall", *rows)), encoding="utf-8")
    assert main(["capacity", "--areas", "--source", str(file)]) == 0
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    pupils = {one["area"]: one["value"] for one in found if one["item"] == "pupils"}
    assert pupils == {"Nord": "9", "Skole 2": "9", "": "18"}
    (room,) = (one for one in found if one["item"] == "capacity_now")
    assert (room["area"], room["value"]) == ("Skole 2", "20")
    assert main(["capacity", "--areas"]) == 2
    assert "er ikke delt på skolekretser" in capsys.readouterr().err
