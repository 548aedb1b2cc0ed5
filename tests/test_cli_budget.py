"""The command ``budget``: the table's figures as CSV, and one sentence for what cannot be made."""

import csv
import io
from collections.abc import Callable

import pytest

from projections.case import Case, Catalogue, Projection
from projections.cli import main
from projections.money.budget import Rules
from projections.money.income import Assumed
from projections.series import Table
from projections.tables import Setting, accounts, budget

Cells = dict[tuple[str, str, str, str], float]


@pytest.fixture(scope="session")
def ageing(ageing: Projection, roros: Case) -> Projection:
    """As it is shown where nothing else is chosen: from the newest count."""
    return ageing.started("counted", roros.observed)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[[str], Cells]:
    def call(line: str) -> Cells:
        assert main(["budget", *line.split()]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        return {
            (row["region"], row["alternative"], row["item"], row["year"]): float(row["value"])
            for row in csv.DictReader(io.StringIO(out))
            if not row.get("as") and not row.get("against") and row.get("measure") != "deviation"
        }

    return call


def expected(table: Table) -> Cells:
    return {
        (one.region.code, one.alternative, one.item, str(year)): pytest.approx(value, abs=1e-6)
        for one in table
        for year, value in zip(one.years, one.values, strict=True)
    }


@pytest.fixture(scope="module")
def whole(roros: Case, ageing: Projection, catalogue: Catalogue) -> Table:
    return budget.budget(Setting(roros, ageing, catalogue))


def test_result_and_fund(run: Callable[[str], Cells], whole: Table) -> None:
    assert run("") == expected(whole)
    found = run("--years 2028-2033")
    assert {year for *_, year in found} == {str(year) for year in range(2028, 2034)}


def test_choices_reach_the_table(
    run: Callable[[str], Cells], roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = budget.budget(
        Setting(roros, ageing, catalogue, need="age", assumed=Assumed("working_age")), "none", 2031
    )
    assert run("--need age --tax working_age --earmarked none --last 2031") == expected(table)


def test_adjustments_by_rules_of_ones_own(run: Callable[[str], Cells], whole: Table) -> None:
    rules = Rules(2.5, 8.0, 90.0, 3.0)
    found = run("--show adjustments --rule-result 2,5 --rule-fund 8")
    assert found == expected(budget.adjustments(whole, rules))
    own = run("--show adjustments")
    assert own == expected(budget.adjustments(whole, Rules(1.75, 10.0, 90.0, 3.0)))


def test_the_plans_own(run: Callable[[str], Cells], roros: Case) -> None:
    own = roros.require_accounts()
    assert run("--show plan") == expected(accounts.plan_figures(roros))
    lines = (*own.lines, *own.revenue, *own.balances, *own.printed)
    assert run("--show lines") == expected(lines)
    assert run("--show debt --years 2019-2022") == expected(accounts.net_debt(roros))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--show alt", "Ukjent visning: «alt»"),
        ("--tax all", "Ukjent skattegrunnlag"),
        ("--earmarked some", "Ukjent bruk av bundne fond"),
        ("--rule-fund 99", "Skriv et tall fra 0 til 50"),
        ("--rule-result to", "«to» kan ikke brukes"),
        ("--region 3430", "ikke for Os"),
        ("--alternative observert", "Velg en prognose"),
        ("--last 2027", "Planen går til 2027"),
    ],
)
def test_what_cannot_be_made(capsys: pytest.CaptureFixture[str], line: str, said: str) -> None:
    assert main(["budget", *line.split()]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
