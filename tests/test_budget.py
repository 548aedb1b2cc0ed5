import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from projections.money.budget import (
    adjustment_for_fund,
    adjustment_for_result,
    first_year,
    fund_and_deficit,
    fund_changes,
    percent_of_revenue,
    results_after_plan,
)

WHOLE = st.integers(-100_000, 100_000).map(float)
"""Whole amounts [1000 NOK], so that sums are exact in any order."""


def amounts(*shape: int) -> st.SearchStrategy[np.ndarray]:
    return hnp.arrays(np.float64, shape, elements=WHOLE)


# --- worked by hand -------------------------------------------------------------------------


def test_result_after_the_plan_by_hand() -> None:
    # 1000 less 300 more in cost, plus 100 more in income; then 50 less in cost, 20 less in income.
    found = results_after_plan(1000.0, np.array([300.0, -50.0]), np.array([100.0, -20.0]))
    np.testing.assert_array_equal(found, [800, 1030])


def test_share_of_revenue_by_hand() -> None:
    np.testing.assert_allclose(
        percent_of_revenue(np.array([-28_986.0]), np.array([686_684.0])), [-4.221155], atol=5e-7
    )


def test_earmarked_funds_pay_for_part_of_the_result() -> None:
    # The plan's last year: 1 357 with 4 686 from earmarked funds sets 6 043 aside.
    np.testing.assert_array_equal(fund_changes(np.array([1357.0]), 4686.0), [6043])
    np.testing.assert_array_equal(fund_changes(np.array([1357.0]), 0.0), [1357])


def test_fund_by_hand() -> None:
    fund, deficit = fund_and_deficit(10.0, np.array([-4.0, -6.0, -5.0, 3.0, 3.0]))
    np.testing.assert_array_equal(fund, [6, 0, 0, 0, 1])
    np.testing.assert_array_equal(deficit, [0, 0, 5, 2, 0])


def test_a_surplus_after_an_empty_fund_repays_first() -> None:
    fund, deficit = fund_and_deficit(0.0, np.array([-7.0, 5.0, 5.0]))
    np.testing.assert_array_equal(deficit, [7, 2, 0])
    np.testing.assert_array_equal(fund, [0, 0, 3])


def test_a_deficit_can_be_carried_in() -> None:
    fund, deficit = fund_and_deficit(-7.0, np.array([5.0, 5.0]))
    np.testing.assert_array_equal((fund, deficit), [[0, 3], [2, 0]])


def test_first_year() -> None:
    years = (2028, 2029, 2030)
    assert first_year(years, np.array([False, True, True])) == 2029
    assert first_year(years, np.array([False, False, False])) is None


def test_adjustments_by_hand() -> None:
    # 1,75 per cent of 1000 is 17,5; a result of −2,5 lacks 20, and one of 27,5 is 10 better.
    found = adjustment_for_result(np.array([-2.5, 27.5]), np.array([1000.0, 1000.0]), 1.75)
    np.testing.assert_array_equal(found, [20, -10])
    # 10 per cent of 1000 is 100; from a deficit of 20 that is 120, 30 in each of four years.
    assert adjustment_for_fund(-20.0, 1000.0, 4, 10.0) == 30.0
    assert adjustment_for_fund(130.0, 1000.0, 3, 10.0) == -10.0


# --- identities -----------------------------------------------------------------------------


@given(last=WHOLE, other=amounts(5))
def test_no_change_keeps_the_plans_last_result(last: float, other: np.ndarray) -> None:
    none = np.zeros(5)
    np.testing.assert_array_equal(results_after_plan(last, none, none), np.full(5, last))
    np.testing.assert_array_equal(results_after_plan(last, other, other), np.full(5, last))


@given(start=WHOLE, cost=amounts(2, 5), income=amounts(2, 5), times=st.integers(-3, 3))
def test_result_and_position_are_linear_in_the_change(
    start: float, cost: np.ndarray, income: np.ndarray, times: int
) -> None:
    def position(cost: np.ndarray, income: np.ndarray, last: float, start: float) -> np.ndarray:
        result = results_after_plan(last, cost, income)
        fund, deficit = fund_and_deficit(start, fund_changes(result, 4686.0 if last else 0.0))
        return fund - deficit

    nothing = np.zeros((2, 5))
    base = position(nothing, nothing, 1357.0, start)
    changed = position(times * cost, times * income, 1357.0, start)
    effect = position(cost, income, 0.0, 0.0)
    np.testing.assert_array_equal(changed, base + times * effect)
    one = results_after_plan(1357.0, cost, income) - 1357.0
    all_of_it = results_after_plan(1357.0, times * cost, times * income) - 1357.0
    np.testing.assert_array_equal(all_of_it, times * one)


@given(start=WHOLE, changes=amounts(3, 6))
def test_fund_and_deficit_are_one_account(start: float, changes: np.ndarray) -> None:
    fund, deficit = fund_and_deficit(start, changes)
    assert (fund >= 0).all()
    assert (deficit >= 0).all()
    assert ((fund == 0) | (deficit == 0)).all()
    before = np.concatenate([np.full((3, 1), start), (fund - deficit)[:, :-1]], axis=1)
    np.testing.assert_array_equal(fund - deficit, before + changes)


@given(changes=amounts(2, 3, 4))
def test_vector_is_scalar(changes: np.ndarray) -> None:
    fund, deficit = fund_and_deficit(500.0, changes)
    assert fund.shape == deficit.shape == (2, 3, 4)
    for place in np.ndindex(2, 3):
        alone = fund_and_deficit(500.0, changes[place])
        np.testing.assert_array_equal((fund[place], deficit[place]), alone)


@given(
    result=amounts(6),
    revenue=hnp.arrays(np.float64, 6, elements=st.integers(1, 10**7).map(float)),
    rule=st.integers(-1000, 1000).map(lambda percent: percent / 100),
)
def test_result_adjustment_put_back_hits_the_rule(
    result: np.ndarray, revenue: np.ndarray, rule: float
) -> None:
    adjusted = result + adjustment_for_result(result, revenue, rule)
    np.testing.assert_allclose(percent_of_revenue(adjusted, revenue), rule, rtol=0, atol=1e-7)


@given(
    start=WHOLE,
    changes=amounts(6),
    revenue=st.integers(1000, 10**7).map(float),
    rule=st.integers(1, 5000).map(lambda percent: percent / 100),
)
def test_fund_adjustment_put_back_hits_the_rule_in_the_last_year(
    start: float, changes: np.ndarray, revenue: float, rule: float
) -> None:
    fund, deficit = fund_and_deficit(start, changes)
    each = adjustment_for_fund(float(fund[-1] - deficit[-1]), revenue, 6, rule)
    after, missing = fund_and_deficit(start, changes + each)
    assert missing[-1] == pytest.approx(0, abs=1e-6)
    assert 100 * after[-1] / revenue == pytest.approx(rule, abs=1e-6)


@given(gone=st.integers(0, 4))
def test_a_missing_amount_makes_what_rests_on_it_missing(gone: int) -> None:
    cost = np.zeros(5)
    cost[gone] = np.nan
    result = results_after_plan(10.0, cost, np.zeros(5))
    np.testing.assert_array_equal(np.isnan(result), np.arange(5) == gone)
    for found in fund_and_deficit(5.0, result):
        np.testing.assert_array_equal(np.isnan(found), np.arange(5) >= gone)


def test_inputs_are_left_alone() -> None:
    changes = np.array([-4.0, 2.0])
    fund_and_deficit(1.0, changes)
    results_after_plan(1.0, changes, changes)
    adjustment_for_result(changes, changes, 1.75)
    np.testing.assert_array_equal(changes, [-4, 2])
