"""The command ``backtest``: our own projection, a pair of files, and what is told of bad input."""

import csv
import gzip
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from projections.cli import main
from projections.trend.history import History

Call = Callable[..., tuple[int, list[dict[str, str]], str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: str) -> tuple[int, list[dict[str, str]], str]:
        code = main(["backtest", *arguments])
        said = capsys.readouterr()
        return code, list(csv.DictReader(io.StringIO(said.out))), said.err

    return run


def found(rows: list[dict[str, str]], **wanted: str) -> list[float]:
    return [
        float(row["value"])
        for row in rows
        if all(row[key] == value for key, value in wanted.items())
    ]


def test_own_errors(call: Call) -> None:
    code, rows, _ = call("--coverage", "none", "--origins", "2016", "--horizons", "5,10")
    assert code == 0
    total = found(rows, horizon="5", item="0+", size="alle", measure="mean_absolute_error")
    assert len(total) == 1
    assert 1.5 < total[0] < 3
    assert {row["unit"] for row in rows} == {"percent"}
    assert {row["size"] for row in rows} >= {"alle", "under 1 000", "over 50 000"}
    assert found(rows, item="sex and age", horizon="10", size="alle")


def test_one_region_and_another_method(call: Call, history: History) -> None:
    _, rows, _ = call(
        *("--method", "no_change", "--regions", "5025", "--origins", "2021", "--horizons", "5")
    )
    people = history.persons[history.place("5025")].sum(axis=(1, 2))
    expected = 100 * (people[history.years.index(2021)] / people[-1] - 1)
    bias = found(rows, item="0+", measure="bias", size="alle")
    assert bias == [pytest.approx(expected, abs=0.005)]
    assert {row["size"] for row in rows} == {"alle", "3 000–8 000"}


def test_the_document_is_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", "--tables", "--coverage", "none"]) == 0
    told = (Path(__file__).parents[2] / "docs" / "accuracy.md").read_text("utf-8")
    printed = [one for one in capsys.readouterr().out.split("\n") if one[:3] in ("| T", "Nes")]
    assert len(printed) == 8 + 15 + 8 + 3
    assert [one for one in printed if one not in told] == []


def test_coverage(call: Call) -> None:
    # Of counties and the country: few, and so quick; the others are judged in test_band.py.
    _, rows, _ = call("--coverage", "sums", "--horizons", "5")
    held = found(rows, measure="coverage_80_sums", size="alle", horizon="5")
    assert len(held) == 7
    assert 70 < np.mean(held) < 90


def long(rows: list[tuple[object, ...]], *columns: str) -> str:
    return "\n".join(",".join(map(str, row)) for row in [columns, *rows]) + "\n"


AGES = ("0 år", "1-5 år", "6-15 år", "16-19 år", "20-66 år", "67-79 år", "80 år eller eldre")


def pair(folder: Path, region: str) -> tuple[str, str]:
    """Ten in each group; after five years eleven were projected, and ten there still were."""
    said = [
        (2016, region, "MMMM", year, age, 10 if year == 2016 else 11)
        for year in (2016, 2021)
        for age in AGES
    ]
    happened = [(region, year, age, 10) for year in (2016, 2021) for age in AGES]
    projections, outcomes = folder / "said.csv.gz", folder / "happened.csv"
    columns = ("vintage", "region", "alternative", "year", "age_group", "persons")
    projections.write_bytes(gzip.compress(long(said, *columns).encode()))
    outcomes.write_text(long(happened, *columns[1:2], *columns[3:]), "utf-8")
    return str(projections), str(outcomes)


def test_pair_of_files(call: Call, tmp_path: Path) -> None:
    projections, outcomes = pair(tmp_path, "Langtvekkistan")
    code, rows, _ = call("--projections", projections, "--outcomes", outcomes)
    assert code == 0
    assert {row["method"] for row in rows} == {"MMMM"}
    assert found(rows, item="0+", measure="bias", size="alle") == [10.0]
    assert found(rows, item="20-66/67+", measure="bias", size="alle") == [0.0]
    assert {row["horizon"] for row in rows} == {"5"}
    # The last start is one of them.
    _, same, _ = call(*("--projections", projections, "--outcomes", outcomes, "--origins", "2016"))
    assert same == rows


@pytest.mark.parametrize("region", ["5025", "Røros"])
def test_pair_beside_our_own(call: Call, tmp_path: Path, region: str) -> None:
    projections, outcomes = pair(tmp_path, region)
    _, rows, _ = call("--projections", projections, "--outcomes", outcomes, "--horizons", "5")
    methods = {row["method"] for row in rows}
    assert methods == {
        "MMMM",
        "MMMM, same_cases",
        "trend beside MMMM, same_cases",
        "mean of trend and MMMM, same_cases",
    }
    ours, mean = (
        found(rows, method=f"{name}, same_cases", item="0+", measure="bias", size="alle")[0]
        for name in ("trend beside MMMM", "mean of trend and MMMM")
    )
    assert mean == pytest.approx((ours + 10) / 2, abs=0.01)
    _, own, _ = call(
        *("--regions", "5025", "--origins", "2016", "--horizons", "5", "--coverage", "none")
    )
    assert found(own, item="0+", measure="bias", size="alle") == [ours]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--method", "magic"), "Ukjent metode"),
        (("--coverage", "some"), "Ukjent måling"),
        (("--horizons", "0"), "år fram"),
        (("--horizons", "x"), "år fram"),
        (("--origins", "1990"), "1990"),
        (("--regions", "1508"), "1508"),  # shared out by fixed weights: not judged
        (("--projections", "a.csv"), "--outcomes"),
        (("--projections", "a.csv", "--outcomes", "b.csv"), "finnes ikke"),
        (("--source", "x"), "--projections"),
    ],
)
def test_what_is_told_of_bad_calls(call: Call, arguments: tuple[str, ...], told: str) -> None:
    code, rows, error = call(*arguments)
    assert (code, rows) == (2, [])
    assert told in error


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("region,year\n5025,2020\n", "age_group"),
        ("region,year,age_group,persons\n5025,2020,barn,7\n", "barn"),
        ("region,year,age_group,persons\n5025,i år,0 år,7\n", "i år"),
        ("region,year,age_group,persons\n5025,2020,0 år,mange\n", "mange"),
        ("region,year,age_group,persons\n5025,2020,0-19 år,7\n5025,2020,20+,7\n", "0-19"),
        ("region,year,age_group,persons\n", "Ingen område"),
    ],
)
def test_what_is_told_of_bad_files(call: Call, tmp_path: Path, content: str, told: str) -> None:
    projections, _ = pair(tmp_path, "5025")
    outcomes = tmp_path / "other.csv"
    outcomes.write_text(content, "utf-8")
    code, _, error = call("--projections", projections, "--outcomes", str(outcomes))
    assert code == 2
    assert told in error


def test_not_packed_as_it_seems(call: Call, tmp_path: Path) -> None:
    projections, _ = pair(tmp_path, "5025")
    broken = tmp_path / "broken.gz"
    broken.write_bytes(b"\x1f\x8b and no more")
    code, _, error = call("--projections", projections, "--outcomes", str(broken))
    assert code == 2
    assert "UTF-8" in error


def test_shared_vintages(call: Call, shared: Path) -> None:
    data = shared / "data"
    files = (
        *("--projections", str(data / "telemark_projection_13_vintages.csv.gz")),
        *("--outcomes", str(data / "telemark_population_2000_2026.csv.gz")),
    )
    code, rows, _ = call(*files, "--horizons", "10")
    assert code == 0
    own, ssb = (
        found(rows, method=f"{name}, same_cases", item="0+", size="alle")[0]
        for name in ("trend beside MMMM", "MMMM")
    )
    assert own < ssb  # measured 2.46 against 3.56 per cent, 46 cases
    held = found(rows, method="MMMM, same_cases", item="0+", size="alle", measure="coverage_80")
    assert 65 < held[0] < 85  # measured 73.9
    assert not found(rows, method="LLML, same_cases", measure="coverage_80")
