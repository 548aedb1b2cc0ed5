"""Every command about a region prints its table, with what was written."""

import csv
import io
from collections.abc import Callable

import pytest

from projections import tables
from projections.case import Case, Catalogue, Projection
from projections.exports import tidy
from projections.money.budget import Rules
from projections.money.income import Assumed
from projections.series import Table
from projections.tables import Setting, accounts, budget

Rows = list[dict[str, str]]
Run = Callable[[str], Rows]
Build = Callable[[Case, Projection, Catalogue], Table]
WORKING = Assumed("working_age")
SCHOOL = {"grunnskole": 0.4}


def printed(table: Table, first: int = 0, last: int = 9999) -> Rows:
    """The rows of a table in some years, as they are printed."""
    text = tidy.to_csv([row for row in tidy.records(table) if first <= int(row["year"]) <= last])
    return list(csv.DictReader(io.StringIO(text)))


def capacity(*own: float) -> Build:
    return lambda r, p, c: tuple(
        one for part in tables.labour.every_part(Setting(r, p, c), *own).values() for one in part
    )


def by_rules(result: float, fund: float) -> Build:
    rules = Rules(result, fund, 90.0, 3.0)
    return lambda r, p, c: budget.adjustments(budget.budget(Setting(r, p, c)), rules)


def lines(roros: Case) -> Table:
    own = roros.require_accounts()
    return (*own.lines, *own.revenue, *own.balances, *own.printed)


CASES: dict[str, Build] = {
    "population": lambda r, p, _c: tables.population(r, p),
    "population --measure share": lambda r, p, _c: tables.population(r, p, "share"),
    "population --measure index": lambda r, p, _c: tables.population(r, p, "index", 2023),
    "population --measure index --base-year 2020": lambda r, p, _c: tables.population(
        r, p, "index", 2020
    ),
    "population --measure deviation": lambda r, p, _c: tables.deviations(r, p),
    "population --groups five-year": lambda r, _p, _c: tables.pyramid(r),
    "population --groups 80+": lambda r, p, _c: tables.people_from(r, p, 80),
    "mean-age": lambda r, p, c: tables.mean_ages(Setting(r, p, c)),
    "components": lambda r, _p, _c: tables.components(r),
    "components --sums": lambda r, _p, _c: tables.component_sums(r),
    "support-ratio": lambda r, p, _c: tables.support_ratios(r, p, "20-66"),
    "support-ratio --working 16-66": lambda r, p, _c: tables.support_ratios(r, p, "16-66"),
    "costs": lambda r, p, c: tables.changes(tables.costs(Setting(r, p, c, "own")), 2026),
    "costs --method national --need age --base-year 2025": lambda r, p, c: tables.changes(
        tables.costs(Setting(r, p, c, need="age")), 2025
    ),
    "costs --measure level --by age": lambda r, p, c: tables.costs(
        Setting(r, p, c, "own"), by="age"
    ),
    "costs --fixed grunnskole:40,pleie:10 --prices nominal --base-year 2024": (
        lambda r, p, c: tables.changes(
            tables.costs(Setting(r, p, c, "own", fixed=SCHOOL | {"pleie": 0.1}), "nominal"), 2024
        )
    ),
    "why --fixed grunnskole:40 --service -1 --base-year 2024": lambda r, p, c: tables.explained(
        Setting(r, p, c, "own", fixed=SCHOOL), 2024, 2033, service=-1.0
    ),
    "income --measure level --tax working_age": lambda r, p, c: tables.income(
        Setting(r, p, c, assumed=WORKING)
    ),
    "income --show net --method national --need age --base-year 2025": (
        lambda r, p, c: tables.changes(tables.cost_and_income(Setting(r, p, c, need="age")), 2025)
    ),
    "income --show net --fixed grunnskole:40 --base-year 2024": lambda r, p, c: tables.changes(
        tables.cost_and_income(Setting(r, p, c, "own", fixed=SCHOOL)), 2024
    ),
    "income --show index": lambda r, p, c: tables.need_index(Setting(r, p, c)),
    "income --show sectors": lambda r, p, c: tables.need_by_sector(Setting(r, p, c)),
    "income --show span --base-year 2024": lambda r, p, c: tables.sure.nets(
        Setting(r, p, c, "own"), 2024
    ),
    "income --show plan": lambda r, _p, c: tables.printed_income(r, c),
    "plan": lambda r, p, c: tables.plan_beside_model(Setting(r, p, c)),
    "plan --fixed grunnskole:40": lambda r, p, c: tables.plan_beside_model(
        Setting(r, p, c, fixed=SCHOOL)
    ),
    "budget": lambda r, p, c: budget.budget(Setting(r, p, c)),
    "budget --fixed grunnskole:40": lambda r, p, c: budget.budget(Setting(r, p, c, fixed=SCHOOL)),
    "budget --need age --tax working_age --earmarked none --last 2031": (
        lambda r, p, c: budget.budget(Setting(r, p, c, need="age", assumed=WORKING), "none", 2031)
    ),
    "budget --show adjustments": by_rules(1.75, 10.0),
    "budget --show adjustments --rule-result 2,5 --rule-fund 8": by_rules(2.5, 8.0),
    "budget --show plan": lambda r, _p, _c: (
        *accounts.plan_figures(r),
        *accounts.beside_printed(r),
    ),
    "budget --show lines": lambda r, _p, _c: lines(r),
    "budget --show checks": lambda r, _p, _c: accounts.sum_checks(r),
    "budget --show debt": lambda r, _p, _c: accounts.net_debt(r),
    "capacity": capacity(18.9, 2026, 0.0, 0.0),
    "capacity --coverage 22,5 --base-year 2025 --home-users 250 --care-fte 180.5": capacity(
        22.5, 2025, 250.0, 180.5
    ),
}


@pytest.mark.parametrize("line", CASES)
def test_what_is_printed_is_the_table(
    run: Run, roros: Case, ageing: Projection, catalogue: Catalogue, line: str
) -> None:
    assert run(line) == printed(CASES[line](roros, ageing, catalogue))


@pytest.mark.parametrize(
    ("years", "first", "last"),
    [("2023-2033", 2023, 2033), ("2030", 2030, 2030), ("2006-2010", 2006, 2010)],
)
def test_years(
    run: Run, roros: Case, ageing: Projection, years: str, first: int, last: int
) -> None:
    found = run(f"population --years {years}")
    assert found == printed(tables.population(roros, ageing), first, last)


def test_another_edition_of_the_same_alternative(run: Run, catalogue: Catalogue) -> None:
    norway = catalogue.case("0")
    for source in ("ssb-14746", "ssb-14288", "ssb-13600"):
        rows = run(f"population --alternative MMMM --region 0 --source {source} --start printed")
        assert rows == printed(tables.population(norway, norway.projection(f"{source}.MMMM")))
    newest = run("population --region 0 --alternative mmmm")
    assert {row["source"] for row in newest} == {"ssb-07459", "ssb-14746"}
