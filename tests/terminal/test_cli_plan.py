"""A plan's lines on the command line: in the budget, in figures and in exported files."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
import python_calamine as calamine

Plain = Callable[..., tuple[int, str, str]]
PLAN = (
    "linje (1000 kr);plan_2026\nBrutto driftsinntekter;8 400 000\nNetto driftsresultat;84 000\n"
    "Disposisjonsfond ved utgangen av året;560 000\nNetto lånegjeld;9 240 000\n"
    "Skatt på inntekt og formue;3 500 000\nInntektsutjevning;-150 000\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> str:
    path = tmp_path / "plan.csv"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_the_budget_of_any_municipality(plain: Plain, plan: str) -> None:
    asked = ("budget", "--region", "Tromsø", "--plan", plan)
    code, out, err = plain(*asked)
    assert code == 0
    assert "Bruk av bundne fond" in err
    found = {(row["item"], row["year"]): float(row["value"]) for row in rows(out)}
    assert found["net_result_share", "2026"] == pytest.approx(1.0)
    assert ("net_result", "2036") in found
    assert plain("check", plan, "--kind", "plan", "--region", "5501")[0] == 1
    for show in ("adjustments", "plan", "lines", "debt"):
        assert plain(*asked, "--show", show)[0] == 0
    assert plain("budget", "--region", "Tromsø")[0] == 2


def test_it_is_drawn_and_exported(plain: Plain, plan: str, tmp_path: Path) -> None:
    code, out, _ = plain("figure", "disposisjonsfond", "--region", "5501", "--plan", plan)
    assert code == 0
    assert rows(out)
    book = tmp_path / "a.xlsx"
    asked = ("export", "--region", "5501", "--plan", plan, "--format", "xlsx", "--out", str(book))
    code, _, err = plain(*asked)
    assert (code, "figurer for Tromsø" in err) == (0, True), err
    opened = calamine.load_workbook(io.BytesIO(book.read_bytes()))
    sheets = [opened.get_sheet_by_name(name).to_python() for name in opened.sheet_names]
    text = " ".join(str(cell) for sheet in sheets for row in sheet for cell in row)
    assert "planen i 2026-kroner" in text  # what the workbook has no formulas for is told


@pytest.mark.parametrize("shown", ["--ratio", "--statements"])
def test_a_code_is_refused_also_where_nothing_is_reckoned_with_it(plain: Plain, shown: str) -> None:
    code, out, err = plain("plan", shown, "--need", "alle")
    assert code == 2
    assert not out
    assert "alle" in err
    assert "age" in err
