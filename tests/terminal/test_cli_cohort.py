import csv
import gzip
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from projections.cli import main
from projections.people.cohort import SEXES

# Sweden's women 1993: Preston, Heuveline and Guillot (2001), box 6.1. Age, people, person-years
# lived in the group per 100 000 born, births per woman and year.
SWEDEN = (
    (0, 293395, 497487, 0), (5, 248369, 497138, 0), (10, 240012, 496901, 0),
    (15, 261346, 496531, 0.0120), (20, 285209, 495902, 0.0908), (25, 314388, 495168, 0.1499),
    (30, 281290, 494213, 0.1125), (35, 286923, 492760, 0.0441), (40, 304108, 490447, 0.0074),
    (45, 324946, 486613, 0.0003), (50, 247613, 480665, 0), (55, 211351, 471786, 0),
    (60, 215140, 457852, 0), (65, 221764, 436153, 0), (70, 223506, 402775, 0),
    (75, 183654, 350358, 0), (80, 141990, 271512, 0), (85, 112424, 291707, 0),
)  # fmt: skip
Call = Callable[..., list[dict[str, str]]]


@pytest.fixture
def sweden(tmp_path: Path) -> Path:
    people, survival, births = (
        ["sex,age,persons"],
        ["sex,age,survival_ratio"],
        ["age,births_per_woman_per_year"],
    )
    below = 500_000
    for age, persons, lived, rate in SWEDEN:
        ratio = lived / below if age < 85 else lived / (below + lived)
        people.append(f"female,{age},{persons}")
        survival.append(f"female,{age},{ratio!r}")
        births.append(f"{age},{rate}")
        below = lived
    for name, lines in (("P", people), ("S", survival), ("F", births)):
        (tmp_path / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def line(folder: Path, *more: str, migration: bool = False) -> list[str]:
    files = {"population": "P", "survival": "S", "fertility": "F"}
    files |= {"migration": "M"} if migration else {}
    named = [
        part for name, file in files.items() for part in (f"--{name}", str(folder / f"{file}.csv"))
    ]
    return ["cohort", *named, *more]


def test_textbook_comes_out(run: Call, sweden: Path) -> None:
    rows = run(*line(sweden, "--step", "5", "--steps", "2"))
    assert list(rows[0]) == ["step", "sex", "age", "persons"]
    assert {row["sex"] for row in rows} == {"female"}
    assert [row["age"] for row in rows[:18]] == [str(age) for age, *_ in SWEDEN]
    found = np.array([float(row["persons"]) for row in rows]).reshape(3, 18)
    assert found[0].tolist() == [persons for _, persons, *_ in SWEDEN]
    assert found[1, :3].round().tolist() == [293574, 293189, 248251]
    assert found[2, :3].round().tolist() == [280121, 293368, 293049]
    np.testing.assert_allclose(found.sum(axis=1), [4397428, 4449570, 4478712], atol=1)


def test_sex_ratio_is_1_05_unless_said(run: Call, sweden: Path) -> None:
    usual = run(*line(sweden, "--step", "5", "--steps", "1"))
    for text in ("1.05", "1,05"):
        assert run(*line(sweden, "--step", "5", "--steps", "1", "--male-per-female", text)) == usual
    girls = run(*line(sweden, "--step", "5", "--steps", "1", "--male-per-female", "0"))
    assert float(girls[18]["persons"]) == pytest.approx(2.05 * float(usual[18]["persons"]))


def test_json_has_the_same_figures(
    run: Call, sweden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = line(sweden, "--step", "5", "--steps", "1")
    rows = run(*arguments)
    assert main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [{key: str(cell) for key, cell in row.items()} for row in found] == rows


def test_migration_is_added_at_the_end(run: Call, sweden: Path) -> None:
    without = run(*line(sweden, "--step", "5", "--steps", "1"))
    moves = [f"female,{age},{age + 0.5}" for age, *_ in SWEDEN]
    (sweden / "M.csv").write_text("\n".join(["sex,age,persons", *moves]), encoding="utf-8")
    found = run(*line(sweden, "--step", "5", "--steps", "1", migration=True))
    for row, plain in zip(found[18:], without[18:], strict=True):
        expected = float(plain["persons"]) + int(row["age"]) + 0.5
        assert float(row["persons"]) == pytest.approx(expected, rel=1e-11)


def test_leaving_more_than_there_are_is_told(
    sweden: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moves = [f"female,{age},{-300_000 if age == 0 else 0}" for age, *_ in SWEDEN]
    (sweden / "M.csv").write_text("\n".join(["sex,age,persons", *moves]), encoding="utf-8")
    assert main(line(sweden, "--step", "5", "--steps", "1", migration=True)) == 0
    out, err = capsys.readouterr()
    assert "1,female,0,0\n" in out
    assert err.startswith("Flere skulle flytte ut enn det var folk: 6426")


def test_canada_comes_out(run: Call, shared: Path, tmp_path: Path) -> None:
    """The UN's pair, with years in every file; the sex ratio is that of the first years."""
    source = shared / "data" / "ccmpp_canada_1950_2020"

    def text(name: str) -> str:
        with gzip.open(source / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
            return file.read()

    moved = [row.split(",") for row in text("input_survival_and_migration").splitlines()]
    files = {
        "P": text("input_base_population_1950"),
        "F": text("input_fertility").replace("asfr", "births_per_woman_per_year"),
        "S": "\n".join(",".join(row[:4]) for row in moved),
        "M": "\n".join(
            ",".join([*row[:3], row[4].replace("net_migration", "persons")]) for row in moved
        ),
    }
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    ratios = list(csv.DictReader(text("input_sex_ratio_at_birth").splitlines()))
    first = ratios[0]["male_per_female_at_birth"]
    steps = next(
        (n for n, row in enumerate(ratios) if row["male_per_female_at_birth"] != first), 70
    )
    assert steps == 5
    rows = run(
        *line(
            tmp_path, "--step", "1", "--steps", str(steps), "--male-per-female", first,
            migration=True,
        )
    )  # fmt: skip
    expected = {
        (int(row["year"]) - 1950, row["sex"], row["age"]): float(row["persons"])
        for row in csv.DictReader(text("expected_population_1950_2020").splitlines())
    }
    assert {row["sex"] for row in rows} == set(SEXES)
    assert len(rows) == 2 * 101 * (steps + 1)
    for row in rows:
        whole = expected[int(row["step"]), row["sex"], row["age"]]
        assert float(row["persons"]) == pytest.approx(whole, rel=1e-9)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--step", "2", "--steps", "1"], "Ukjent steglengde: «2». Gyldige valg: 1, 5."),
        (["--step", "5", "--steps", "0"], "Antall steg er «0»."),
        (["--step", "5", "--steps", "to"], "Antall steg er «to»."),
        (["--step", "5", "--steps", "1001"], "Antall steg er «1001»."),
        (["--step", "5"], "det mangler en verdi for --steps"),
        (
            ["--step", "5", "--steps", "1", "--male-per-female", "x"],
            "Gutter født per jente er «x».",
        ),
        (["--step", "1", "--steps", "1"], "Med --step 1 er hver gruppe 1 år bred."),
    ],
)
def test_wrong_call_is_told(
    refused: Callable[..., str], sweden: Path, more: list[str], told: str
) -> None:
    assert told in refused(*line(sweden, *more))


def test_files_that_are_not_there_are_all_named(refused: Callable[..., str], sweden: Path) -> None:
    (sweden / "S.csv").unlink()
    (sweden / "F.csv").unlink()
    told = refused(*line(sweden, "--step", "5", "--steps", "1")).splitlines()
    assert [row.split(":")[0] for row in told] == [
        str(sweden / name) for name in ("S.csv", "F.csv")
    ]


def test_faults_in_files_are_told_one_a_line(refused: Callable[..., str], sweden: Path) -> None:
    for name, old, new in (("P", "293395", "mange"), ("S", "female,10", "noen,10")):
        path = sweden / f"{name}.csv"
        path.write_text(path.read_text().replace(old, new), encoding="utf-8")
    told = refused(*line(sweden, "--step", "5", "--steps", "1")).splitlines()
    assert len(told) == 2
    assert "P.csv, rad 2, kolonnen persons: fant «mange»" in told[0]
    assert "S.csv, rad 4, kolonnen sex: fant «noen»" in told[1]
