"""A prognosis in a file on the command line: checked, and used by the other commands."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

Plain = Callable[..., tuple[int, str, str]]
AGES = ("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+")
PERSONS = (32, 273, 535, 257, 3143, 1002, 351, 45)


def write(folder: Path, *changes: tuple[str, str]) -> str:
    text = "Alder;2026;2027\n"
    text += "".join(f"{age} år;{one};{one}\n" for age, one in zip(AGES, PERSONS, strict=True))
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "egen.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_good_file_ends_with_0(tmp_path: Path, plain: Plain) -> None:
    code, out, _ = plain("check", write(tmp_path))
    assert code == 0
    assert "Kolonnen Alder: alder" in out
    assert "Lest: område 5025, 2026-2027, 8 aldersgrupper" in out
    assert "0 feil, 0 advarsler" in out


def test_warnings_end_with_1(tmp_path: Path, plain: Plain) -> None:
    code, out, _ = plain("check", write(tmp_path, ("3143;", "4143;")))
    assert code == 1
    assert "observert i 2026" in out


def test_faults_end_with_2_and_all_are_told(tmp_path: Path, plain: Plain) -> None:
    file = write(tmp_path, ("535;", "mange;"), ("257;", "-257;"))
    code, out, _ = plain("check", file, "--json")
    assert code == 2
    report = json.loads(out)
    assert [one["place"] for one in report["faults"]] == [
        "rad 4, kolonnen 2026",
        "rad 5, kolonnen 2026",
    ]
    assert report["tables"] == []


def test_whole_persons_and_a_file_that_is_not_there(tmp_path: Path, plain: Plain) -> None:
    file = write(tmp_path, ("535;", "535,5;"))
    assert plain("check", file)[0] == 0
    assert plain("check", file, "--whole")[0] == 2
    code, _, err = plain("check", str(tmp_path / "ingen.csv"))
    assert (code, "finnes ikke" in err) == (2, True)


def test_a_file_is_a_source_of_every_figure(tmp_path: Path, plain: Plain) -> None:
    file = write(tmp_path)
    code, out, _ = plain("support-ratio", "--source", file, "--years", "2027")
    assert code == 0
    (row,) = [one for one in csv.DictReader(io.StringIO(out)) if one["alternative"] == "prognose"]
    assert row["source"].startswith("opplastet-")
    assert float(row["value"]) == pytest.approx(3143 / (1002 + 351 + 45))
    assert plain("costs", "--source", file, "--method", "national")[0] == 0


def test_a_source_with_faults_or_of_another_region(tmp_path: Path, plain: Plain) -> None:
    code, out, err = plain("population", "--source", write(tmp_path, ("535;", "mange;")))
    assert (code, out) == (2, "")
    assert "rad 4, kolonnen 2026" in err
    file = write(tmp_path)
    Path(file).write_text(
        "kommune;år;alder;antall\n5026;2026;0-19;400\n5026;2026;20+;1550\n", encoding="utf-8"
    )
    code, _, err = plain("population", "--source", file)
    assert (code, "har ingen tall for 5025" in err) == (2, True)


def test_a_group_that_would_have_to_be_split_is_named(tmp_path: Path, plain: Plain) -> None:
    file = tmp_path / "grov.csv"
    file.write_text("alder;2026\n0-19;1200\n20+;4300\n", encoding="utf-8")
    code, _, err = plain("support-ratio", "--source", str(file))
    assert (code, "20+ år kan ikke brukes i 20-66 år" in err) == (2, True)
