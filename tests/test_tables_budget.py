"""Every figure of the bottom line traced back to the plan's cells by the test's own arithmetic."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections import tables, words
from projections.case import Case, Catalogue, Projection
from projections.errors import MissingInputError
from projections.money import budget as model
from projections.money.budget import Rules
from projections.norwegian import NBSP, percent
from projections.series import Series, Table, pick
from projections.tables import Setting, accounts, budget
from projections.words import ledger

Raw = Callable[[str], list[dict[str, str]]]
PLAN = "roros_okonomiplan_2024_2027.csv"
GROSS = "roros_brutto_driftsinntekter_2022_2027.csv"
YEARS = tuple(range(2022, 2028))
AFTER = tuple(range(2028, 2034))
TOTAL = "Totale avsetninger (revidert budsjett for 2023)"
RESULT = "Netto driftsresultat i % av brutto driftsinntekter"
FUND = "Disposisjonsfond i % av brutto driftsinntekter"
STATED = {2022: 44_100, 2023: 38_200}
OWN = Rules(result=1.75, fund=10.0, debt=90.0, robek=3.0)


def values(table: Table, item: str) -> dict[int, float]:
    return {year: one.at(year) for one in pick(table, item) for year in one.years}


class Cells:
    """The plan's two files, cell by cell."""

    def __init__(self, raw: Raw) -> None:
        self.lines = {row["line"]: row for row in raw(PLAN)}
        self.areas = raw(GROSS)

    def line(self, name: str, year: int) -> float:
        prefix = {2022: "regnskap", 2023: "oppr_budsjett"}.get(year, "plan")
        return float(self.lines[name][f"{prefix}_{year}"])

    def revenue(self, year: int) -> float:
        prefix = {2022: "regnskap", 2023: "budsjett"}.get(year, "plan")
        return sum(float(row[f"{prefix}_{year}"]) for row in self.areas)

    def result(self, year: int) -> float:
        return 100 * self.line(TOTAL, year) / self.revenue(year)

    def fund(self, year: int) -> float:
        if year in STATED:
            return STATED[year]
        moved = self.line("Til ubundne avsetninger", year) + self.line(
            "Bruk av ubundne avsetninger", year
        )
        return self.fund(year - 1) + moved


@pytest.fixture(scope="module")
def cells(raw: Raw) -> Cells:
    return Cells(raw)


@pytest.fixture(scope="module")
def planned(roros: Case) -> Table:
    return accounts.plan_figures(roros)


@pytest.fixture(scope="module")
def whole(roros: Case, ageing: Projection, catalogue: Catalogue) -> Table:
    return budget.budget(Setting(roros, ageing, catalogue))


def test_the_worked_example_in_the_prices_of_the_plan() -> None:
    """docs/method.md: 10 000 more in cost and 4 000 in income, of 2024, in a plan of 2026."""
    level = 1.047 * 1.041
    cost, income = np.array([10_000 * level]), np.array([4_000 * level])
    result = model.results_after_plan(85_000, cost, income)
    fund, deficit = model.fund_and_deficit(620_000, model.fund_changes(result, 14_000))
    assert (round(result[0]), round(fund[0]), deficit[0]) == (78_460, 712_460, 0)


# --- the plan -------------------------------------------------------------------------------


def test_the_plans_printed_lines_are_reproduced_within_a_tenth(planned: Table) -> None:
    result, fund = values(planned, "net_result_share"), values(planned, "reserve_fund_share")
    printed_result = dict(zip(YEARS, (-0.3, -1.3, -4.2, -1.6, -0.7, 0.2), strict=True))
    printed_fund = dict(zip(YEARS, (6.3, 5.9, 2.0, 1.1, 1.1, 1.9), strict=True))
    assert result == pytest.approx(printed_result, abs=0.1)
    assert fund == pytest.approx(printed_fund, abs=0.1)
    # Rounded as the plan rounds, all agree but the two that the plan's own lines do not give.
    rounded = {year: round(value, 1) for year, value in result.items()}
    assert {year for year in YEARS if rounded[year] != printed_result[year]} == {2025}
    rounded = {year: round(value, 1) for year, value in fund.items()}
    assert {year for year in YEARS if rounded[year] != printed_fund[year]} == {2027}


def test_every_figure_of_the_plan_is_traced_to_its_lines(planned: Table, cells: Cells) -> None:
    traced = {
        "gross_operating_revenue": cells.revenue,
        "net_result": lambda year: cells.line(TOTAL, year),
        "net_result_share": cells.result,
        "reserve_fund": cells.fund,
        "reserve_fund_share": lambda year: 100 * cells.fund(year) / cells.revenue(year),
        "deficit": lambda _: 0.0,
        "deficit_share": lambda _: 0.0,
    }
    assert {one.item for one in planned} == set(traced)
    for item, by_hand in traced.items():
        expected = {year: pytest.approx(by_hand(year), rel=1e-12) for year in YEARS}
        assert values(planned, item) == expected, item


def test_years_of_accounts_budget_and_plan_are_apart(planned: Table) -> None:
    for item in ("net_result_share", "reserve_fund"):
        spans = {one.alternative: one.years for one in pick(planned, item)}
        assert spans == {"regnskap": (2022,), "budsjett": (2023,), "plan": (2024, 2025, 2026, 2027)}


def test_what_the_plan_prints_beside_ours(roros: Case, cells: Cells) -> None:
    table = accounts.beside_printed(roros)
    printed = tuple(one for one in table if one.label("as") == "printed")
    apart = tuple(one for one in table if one.is_difference)
    for item, line, ours in (
        ("net_result_share", RESULT, cells.result),
        ("reserve_fund_share", FUND, lambda year: 100 * cells.fund(year) / cells.revenue(year)),
    ):
        assert values(printed, item) == {year: cells.line(line, year) for year in YEARS}
        assert values(apart, item) == pytest.approx(
            {year: ours(year) - cells.line(line, year) for year in YEARS}, abs=1e-12
        )
    assert max(abs(value) for one in apart for value in one.values) < 0.1


def test_sums_that_do_not_agree_are_shown(roros: Case, cells: Cells) -> None:
    table = accounts.sum_checks(roros)
    total = values(table, "total_provisions")
    for year in YEARS:
        parts = cells.line("Netto avsetninger", year) + cells.line(
            "Netto avsetninger i tjenesteområdene", year
        )
        assert total[year] == cells.line(TOTAL, year) - parts
    told = {(one.item, year): one.at(year) for one in table for year in one.years}
    assert {place: value for place, value in told.items() if abs(value) > 1} == {
        ("total_provisions", 2023): -600,
        ("sentrale", 2022): 2871,
        ("reserve_fund", 2023): 38_200 - 44_100 - (6000 - 6915),
    }
    assert all(one.is_difference for one in table)


def test_the_grid_says_which_lines_each_figure_is_made_of(
    roros: Case, planned: Table, cells: Cells
) -> None:
    grid = ledger.figures(planned, accounts.beside_printed(roros))
    assert grid.columns == (
        *("Tall", "Regnet av", "2022 regnskap", "2023 budsjett"),
        *(f"{year} plan" for year in range(2024, 2028)),
    )
    rows = {row[0]: row for row in grid.rows}
    share = rows["Netto driftsresultat, prosent"]
    assert share[2:] == tuple(percent(cells.result(year) / 100, 2) for year in YEARS)
    fund = rows["Disposisjonsfond, prosent"]
    expected = (cells.fund(year) / cells.revenue(year) for year in YEARS)
    assert fund[2:] == tuple(percent(value, 2) for value in expected)
    printed = [row for row in grid.rows if row[0] == "– som planen trykker"]
    for row, line in zip(printed, (RESULT, FUND), strict=True):
        assert row[1] == line
        assert row[2:] == tuple(percent(cells.line(line, year) / 100, 1) for year in YEARS)
    quoted = [
        name
        for row in grid.rows
        for name in row[1].replace("»", "«").split("«")[1::2]
    ]  # fmt: skip
    assert set(quoted) == {
        "Totale avsetninger",
        "Til ubundne avsetninger",
        "Bruk av ubundne avsetninger",
    }
    assert all(any(line.startswith(name) for line in cells.lines) for name in quoted)


def test_the_lines_are_shown_as_printed(roros: Case, planned: Table, cells: Cells) -> None:
    own = roros.require_accounts()
    grid = ledger.lines(own)
    shown = {row[0]: row[1:] for row in grid.rows}
    assert set(shown) == set(cells.lines) - {RESULT, FUND}
    for line, texts in shown.items():
        numbers = [float(text.replace(NBSP, "").replace("−", "-")) for text in texts]
        assert numbers == [cells.line(line, year) for year in YEARS], line
    revenue = ledger.revenue(own, planned)
    assert [row[0] for row in revenue.rows] == [*(row["area"] for row in cells.areas), "Sum"]
    total = [float(text.replace(NBSP, "")) for text in revenue.rows[-1][1:]]
    assert total == [cells.revenue(year) for year in YEARS]
    checks = ledger.checks(accounts.sum_checks(roros))
    assert [row[2:] for row in checks.rows] == [
        ("2023", "−600"),
        ("2022", f"+2{NBSP}871"),
        ("2023", f"−4{NBSP}985"),
    ]


# --- after the plan -------------------------------------------------------------------------


def test_every_figure_after_the_plan_is_traced(
    roros: Case, ageing: Projection, catalogue: Catalogue, whole: Table, cells: Cells
) -> None:
    projected = [
        next(one for one in pick(table, "total") if not one.is_observed)
        for table in (
            tables.costs(Setting(roros, ageing, catalogue, "own")),
            tables.income_parts(Setting(roros, ageing, catalogue)),
        )
    ]
    fund, drawn = cells.fund(2027), -cells.line("Netto avsetninger i tjenesteområdene", 2027)
    assert drawn == 4686
    found = {one.item: values(pick(whole, one.item), one.item) for one in whole}
    for year in AFTER:
        cost, income = (one.at(year) - one.at(2027) for one in projected)
        result = 1357 - cost + income
        revenue = cells.revenue(2027) + income
        fund += result + drawn
        expected = {
            "cost_change": cost,
            "income_change": income,
            "gross_operating_revenue": revenue,
            "net_result": result,
            "net_result_share": 100 * result / revenue,
            "reserve_fund": max(fund, 0),
            "reserve_fund_share": 100 * max(fund, 0) / revenue,
            "deficit": max(-fund, 0),
            "deficit_share": 100 * max(-fund, 0) / revenue,
        }
        assert {item: found[item][year] for item in expected} == pytest.approx(expected, rel=1e-9)


def test_the_years_after_the_plan(whole: Table) -> None:
    shares = values(whole, "net_result_share")
    assert tuple(shares) == (*YEARS, *AFTER)
    rounded = [round(shares[year], 1) for year in AFTER]
    assert rounded == [-0.1, -0.7, -1.1, -1.7, -1.8, -2.5]
    assert budget.outlook(whole, OWN) == budget.Outlook(2032, None, 2033)


def test_earmarked_funds_that_come_to_an_end(
    roros: Case, ageing: Projection, catalogue: Catalogue, whole: Table
) -> None:
    none = budget.budget(Setting(roros, ageing, catalogue), "none")
    assert budget.outlook(none, OWN) == budget.Outlook(2031, 2032, 2033)
    held, ended = (
        {year: values(t, "reserve_fund")[year] - values(t, "deficit")[year] for year in AFTER}
        for t in (whole, none)
    )
    for place, year in enumerate(AFTER, 1):
        assert held[year] - ended[year] == pytest.approx(place * 4686)


def test_a_nearer_last_year(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    table = budget.budget(Setting(roros, ageing, catalogue), last=2030)
    assert pick(table, "net_result")[-1].years == (2028, 2029, 2030)
    assert budget.outlook(table, OWN) == budget.Outlook(None, None, 2030)


def test_fixed_shares_lower_the_cost(
    roros: Case, ageing: Projection, catalogue: Catalogue, whole: Table
) -> None:
    every = dict.fromkeys(catalogue.keys.sectors, 1.0)
    table = budget.budget(Setting(roros, ageing, catalogue, fixed=every))
    np.testing.assert_allclose(pick(table, "cost_change")[0].values, 0, atol=1e-9)
    assert pick(table, "cost_change")[0].label("fixed")
    assert values(table, "income_change") == values(whole, "income_change")


def by_hand(case: Case, changes: list[float]) -> tuple[Series, Series]:
    """Cost of these changes from 2027 on, and income that does not change."""
    like = Series(
        case.region,
        case.require_accounts().lines[0].source,
        "MMMM",
        "cost",
        "1000 NOK",
        tuple(range(2027, 2028 + len(changes))),
        np.array([500_000.0, *(500_000 + change for change in changes)]),
        (("price_year", "2024"),),
    )
    return like, like.with_item("income", np.full(len(like.years), 400_000.0))


def test_no_change_keeps_the_plans_last_year(roros: Case) -> None:
    table = budget.bottom_line(roros, *by_hand(roros, [0.0, 0.0, 0.0]))
    for item in ("net_result", "net_result_share", "gross_operating_revenue"):
        *_, planned, after = pick(table, item)
        np.testing.assert_array_equal(after.values, np.full(3, planned.values[-1]))
    np.testing.assert_array_equal(
        pick(table, "reserve_fund")[-1].values, 13_778 + 6043 * np.arange(1, 4)
    )


def test_a_surplus_after_an_empty_fund_repays_first(roros: Case) -> None:
    # 13 778 in the fund and 6 043 more a year at no change.
    table = budget.bottom_line(roros, *by_hand(roros, [50_000.0, 0.0, 0.0, 0.0, 0.0, 0.0]))
    fund, deficit = (pick(table, item)[-1].values for item in ("reserve_fund", "deficit"))
    np.testing.assert_array_equal(deficit, [30_179, 24_136, 18_093, 12_050, 6007, 0])
    np.testing.assert_array_equal(fund, [0, 0, 0, 0, 0, 36])
    seen = budget.outlook(table, OWN)
    assert (seen.empty, seen.robek, seen.last_year) == (2028, 2028, 2033)
    assert values(table, "deficit_share")[2028] == pytest.approx(100 * 30_179 / 699_614)


def test_the_robek_line_is_passed_above_it_and_not_on_it(roros: Case) -> None:
    table = budget.bottom_line(roros, *by_hand(roros, [50_000.0]))
    share = values(table, "deficit_share")[2028]
    assert budget.outlook(table, replace(OWN, robek=share)).robek is None
    assert budget.outlook(table, replace(OWN, robek=float(np.nextafter(share, 0)))).robek == 2028


changes_ = st.lists(st.integers(-60_000, 60_000).map(float), min_size=1, max_size=6)
percents = st.integers(-1000, 5000).map(lambda hundredths: hundredths / 100)


@given(changes=changes_, result=percents, fund=percents.filter(lambda rule: rule > 0))
def test_adjustments_put_back_hit_the_rules(
    roros: Case, changes: list[float], result: float, fund: float
) -> None:
    rules = replace(OWN, result=result, fund=fund)
    cost, income = by_hand(roros, changes)
    table = budget.bottom_line(roros, cost, income)
    needed = budget.adjustments(table, rules)
    after = pick(needed, "result_adjustment")[-1].values
    adjusted = cost.with_values(cost.values - np.concatenate([[0.0], after]))
    kept = budget.bottom_line(roros, adjusted, income)
    shares = pick(kept, "net_result_share")[-1].values
    np.testing.assert_allclose(shares, result, rtol=0, atol=1e-8)
    (each,) = pick(needed, "fund_adjustment")
    assert len(set(each.values)) == 1
    adjusted = cost.with_values(cost.values - np.concatenate([[0.0], each.values]))
    kept = budget.bottom_line(roros, adjusted, income)
    assert pick(kept, "reserve_fund_share")[-1].values[-1] == pytest.approx(fund, abs=1e-8)


def test_adjustments_of_the_plans_years(whole: Table, cells: Cells) -> None:
    needed = budget.adjustments(whole, OWN)
    found = values(needed, "result_adjustment")
    for year in YEARS:
        assert found[year] == pytest.approx(
            0.0175 * cells.revenue(year) - cells.line(TOTAL, year), abs=1e-6
        )
    assert {one.label("rule") for one in pick(needed, "result_adjustment")} == {"1.75"}
    assert {one.label("rule") for one in pick(needed, "fund_adjustment")} == {"10"}
    assert pick(needed, "fund_adjustment")[0].years == AFTER


def test_figures_after_the_plan_say_what_they_are_made_of(whole: Table) -> None:
    grid = ledger.after_plan(whole)
    assert grid.columns == ("Tall", "Regnet av", *map(str, AFTER))
    assert all(row[1] for row in grid.rows)
    rows = {row[0]: row[2:] for row in grid.rows}
    result = pick(whole, "net_result_share")[-1].values
    assert rows["Netto driftsresultat, prosent"] == tuple(percent(x / 100, 2) for x in result)


def test_what_is_missing_is_said(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    neighbour = catalogue.case("3430")
    with pytest.raises(MissingInputError, match="økonomiplanens linjer"):
        budget.budget(Setting(neighbour, None, catalogue))
    with pytest.raises(MissingInputError, match="Velg en prognose"):
        budget.budget(Setting(roros, None, catalogue))
    for last in (2026, 2027):
        with pytest.raises(MissingInputError, match=f"Planen går til 2027.*innen {last}"):
            budget.budget(Setting(roros, ageing, catalogue), last=last)
    cost, income = by_hand(roros, [1.0, 2.0])
    with pytest.raises(MissingInputError, match="Planen går til 2027"):
        budget.bottom_line(roros, cost.between(2028, 2029), income)
    with pytest.raises(MissingInputError, match="Planen går til 2027"):
        budget.bottom_line(roros, cost, income.between(2027, 2027))


def test_only_amounts_are_made_millions(whole: Table) -> None:
    table = tables.in_millions(budget.some(whole, *ledger.FUND))
    assert values(table, "reserve_fund")[2024] == 13.756
    assert values(table, "reserve_fund_share") == values(whole, "reserve_fund_share")
    assert {one.unit for one in table} == {"million NOK", "percent"}


def test_net_debt_is_the_plans_own(roros: Case) -> None:
    table = accounts.net_debt(roros)
    assert table[0].region == roros.region
    assert table[0].years == (2019, 2020, 2021, 2022)
    assert {one.region.name: one.at(2022) for one in table} == {
        "Røros": 104.7, "Tynset": 67.7, "Oppdal": 44.7,
        "Midtre Gauldal": 105.2, "Os": 72.8, "Holtålen": 114.1,
    }  # fmt: skip


def test_less_debt_saves_its_finance_every_year(
    roros: Case, ageing: Projection, catalogue: Catalogue, whole: Table
) -> None:
    """8 mill. kr for 100 mill. kr, the plan's own rule of thumb."""
    parameter = catalogue.parameters.parameter("debt_service")
    assert (parameter.value, parameter.unit) == (8, "million NOK")
    saved = 1000 * model.less_finance(100, parameter.value)
    less = budget.budget(Setting(roros, ageing, catalogue), finance=saved)
    for place, year in enumerate(AFTER, 1):
        results = [values(table, "net_result")[year] for table in (less, whole)]
        assert results[0] - results[1] == pytest.approx(8_000)
        funds = [
            values(table, "reserve_fund")[year] - values(table, "deficit")[year]
            for table in (less, whole)
        ]
        assert funds[0] - funds[1] == pytest.approx(8_000 * place)
    assert values(less, "net_result")[2027] == values(whole, "net_result")[2027]
    told = words.budget.how(less).replace("\u00a0", " ")
    assert "renter og avdrag er 8,0 mill. kr lavere hvert år etter 2027" in told
    assert "Lånegjelden" not in words.budget.how(whole)
