"""The command ``capacity``: the figures are those of the tables, and bad input is a sentence."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from projections.cli import main

Run = Callable[[str], list[dict[str, str]]]


def test_one_part(run: Run) -> None:
    rows = run("capacity --part pupils --years 2024 --alternative sterk_aldring --start printed")
    found = {row["item"]: row for row in rows}
    assert found["pupils"]["value"] == "552"
    assert not any("capacity" in item for item in found)  # nobody has told what there is room for
    assert (found["teachers"]["quality"], found["teachers"]["spread"]) == ("estimate", "6-15")


def test_an_item_has_one_unit(tmp_path: Path, run: Run) -> None:
    places = tmp_path / "plasser.csv"
    rows = ("tjeneste;navn;plasser;fra;til;kilde", "heldogn;A;60;;;x", "grunnskole;B;500;;;x")
    places.write_text("\n".join(rows), encoding="utf-8")
    for line in ("", "--home-users 250 --care-fte 95", f"--capacity {places}", "--region 0"):
        units: dict[str, set[str]] = {}
        for row in run(f"capacity {line}"):
            units.setdefault(row["item"], set()).add(row["unit"])
        assert {item: of for item, of in units.items() if len(of) > 1} == {}


def test_houses_stand_with_their_lines(run: Run) -> None:
    rows = [row for row in run("capacity --part care-places") if row["place"]]
    found = {(row["item"], row["place"]): (row["value"], row["line"]) for row in rows}
    assert found["care_house_capacity", "Gjøsvika sykehjem"] == ("30", "5422")
    assert found["care_house_decided", "Øverhagaen"] == ("77", "5492")
    assert sum(int(value) for (item, _), (value, _) in found.items() if "counted" in item) == 79


def test_region_without_capacity(run: Run) -> None:
    assert not [row for row in run("capacity --region 3430") if row["item"].startswith("capacity")]


def test_pupils_by_school_district(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ages = ("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+")
    rows = [f"{name};{age};2026;9" for name in ("Nord", "Skole 2") for age in ages]
    file = tmp_path / "kretser.csv"
    file.write_text("\n".join(("krets;alder;år;antall", *rows)), encoding="utf-8")
    assert main(["capacity", "--areas", "--source", str(file)]) == 0
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    pupils = {one["area"]: one["value"] for one in found if one["item"] == "pupils"}
    assert pupils == {"Nord": "9", "Skole 2": "9", "": "18"}
    assert not [one for one in found if "capacity" in one["item"]]
    places = tmp_path / "plasser.csv"
    places.write_text("tjeneste;navn;plasser;fra;til\ngrunnskole;Skole 2;20;;\n", encoding="utf-8")
    both = ["capacity", "--areas", "--source", str(file), "--capacity", str(places)]
    assert main(both) == 0
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    (room,) = (one for one in found if one["item"] == "school_capacity_own")
    assert (room["area"], room["value"]) == ("Skole 2", "20")
    assert main(["capacity", "--areas"]) == 2
    assert "er ikke delt på skolekretser" in capsys.readouterr().err
