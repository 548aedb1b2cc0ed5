"""Grants and tax: reckoned by hand, the printed figures, identities and limits."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import counts

from projections.case import Catalogue
from projections.errors import SplitBandError
from projections.money.income import (
    Assumed,
    Income,
    IncomeSystem,
    income,
    national_tax,
    need_equalisation,
    need_per_inhabitant,
    per_capita_grant,
    state_more,
    tax_equalisation,
    tax_per_inhabitant,
)
from projections.money.needs import (
    People,
    need_index,
    official_index,
    people,
    sector_indices,
    working_by_age,
)
from projections.people.ages import SERVICE_AGES, AgeAxis

SYSTEM = IncomeSystem(grant=29_832.0, mean_need=64_893.0, symmetric=0.6, extra=0.35, below=0.9)
AGES = AgeAxis.parse(("0-19", "20-66", "67+"))
KEY, WORKING = np.array([[0.4, 0.1, 0.5]]), np.array([0.0, 1.0, 0.0])
taxes = st.floats(1, 1e6)


def of(persons: np.ndarray) -> People:
    return people(persons, WORKING)


def index_of(own: np.ndarray, nation: np.ndarray) -> np.ndarray:
    """Of one sector with the toy key."""
    return need_index(sector_indices(own, nation, KEY), np.ones(1))


def one(amount: float) -> np.ndarray:
    return np.array(amount)


# --- the printed figures (Røros 2024) -------------------------------------------------------


def test_need_per_inhabitant_at_the_official_index() -> None:
    # The plan prints 68 039; 1.0485 · 64 893 is 68 040.3.
    assert round(float(need_per_inhabitant(1.0485, 64_893))) == 68_040


def test_innbyggertilskudd_of_the_counted_inhabitants() -> None:
    # Printed as 168 788 thousand NOK; 29 832 is itself rounded to whole NOK.
    thousand = round(float(per_capita_grant(np.array(5_658.0), 29_832)) / 1000)
    assert abs(thousand - 168_788) <= 1


def test_utgiftsutjevning_by_hand() -> None:
    assert float(need_equalisation(one(1.5), 100.0, one(10.0))) == pytest.approx(500.0)
    assert float(need_equalisation(one(0.75), 100.0, one(10.0))) == pytest.approx(-250.0)


# --- people and need ------------------------------------------------------------------------


def test_the_sums_by_hand() -> None:
    found = of(np.array([[10.0, 20.0, 30.0], [0.0, 0.0, 0.0]]))
    np.testing.assert_array_equal(found.inhabitants, [60, 0])
    np.testing.assert_array_equal(found.working, [20, 0])
    np.testing.assert_allclose(found.working_share, [1 / 3, np.nan])


@given(persons=counts(2, 3, 3))
def test_vector_is_scalar(persons: np.ndarray) -> None:
    together = of(persons)
    for place in np.ndindex(2, 3):
        alone = of(persons[place])
        assert together.working[place] == alone.working
        assert together.inhabitants[place] == alone.inhabitants


def test_index_by_hand() -> None:
    own, nation = np.array([0.0, 50.0, 50.0]), np.array([100.0, 200.0, 100.0])
    # 0.4·0/0.25 + 0.1·0.5/0.5 + 0.5·0.5/0.25.
    assert float(index_of(own, nation)) == pytest.approx(0.1 + 1.0)


@given(persons=counts(3, least=1), factor=st.floats(1e-3, 1e3))
def test_the_nations_shares_give_index_one_and_nothing_equalised(
    persons: np.ndarray, factor: float
) -> None:
    index = index_of(factor * persons, persons)
    assert float(index) == pytest.approx(1, abs=1e-12)
    assert float(need_equalisation(index, 64_893.0, np.array(1e5))) == pytest.approx(0, abs=1e-2)


@given(by_age=st.floats(0.5, 2), then=st.floats(0.5, 2), official=st.floats(0.7, 2))
def test_official_index_is_itself_in_its_year_and_moves_with_ages(
    by_age: float, then: float, official: float
) -> None:
    assert float(official_index(np.array(then), then, official)) == official
    moved = float(official_index(np.array(by_age), then, official)) - official
    assert moved == pytest.approx(by_age - then, abs=1e-12)


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_missing_age_makes_its_own_year_missing_and_no_other(gone: int) -> None:
    persons = np.full((2, 3), 10.0)
    persons[0, gone] = np.nan
    for sums in (of(persons).inhabitants, of(persons).working):
        np.testing.assert_array_equal(np.isnan(sums), [True, False])


def test_nobody_has_no_index() -> None:
    for own, nation in ((np.zeros(3), np.ones(3)), (np.ones(3), np.zeros(3))):
        assert np.isnan(index_of(own, nation))


def test_working_ages_of_the_income_systems_groups(catalogue: Catalogue) -> None:
    found = dict(zip(catalogue.keys.ages.codes, working_by_age(catalogue.keys.ages), strict=True))
    assert found.pop("16-22") == pytest.approx(3 / 7)
    ones = {code for code, share in found.items() if share == 1}
    assert ones == {"23-24", "25-66"}
    assert {share for code, share in found.items() if code not in ones} == {0.0}
    np.testing.assert_array_equal(working_by_age(SERVICE_AGES), [0, 0, 0, 0, 1, 0, 0, 0])
    with pytest.raises(SplitBandError):
        working_by_age(AgeAxis.parse(("0-64", "65+")))


# --- tax ------------------------------------------------------------------------------------


def test_tax_follows_what_is_chosen() -> None:
    now = of(np.array([[10.0, 20.0, 10.0], [10.0, 10.0, 20.0]]))
    np.testing.assert_array_equal(tax_per_inhabitant(100.0, now, 0.5, "inhabitants"), [100, 100])
    np.testing.assert_array_equal(tax_per_inhabitant(100.0, now, 0.5, "working_age"), [100, 50])


def test_equalisation_by_hand() -> None:
    # 0.6 · (100 − 80) = 12 and 0.35 · (90 − 80) = 3.5.
    assert float(tax_equalisation(one(80.0), one(100.0), SYSTEM)) == pytest.approx(15.5)
    assert float(tax_equalisation(one(95.0), one(100.0), SYSTEM)) == pytest.approx(3.0)
    assert float(tax_equalisation(one(120.0), one(100.0), SYSTEM)) == pytest.approx(-12.0)


@given(national=taxes)
def test_the_nations_tax_is_neither_given_nor_taken_from(national: float) -> None:
    assert float(tax_equalisation(one(national), one(national), SYSTEM)) == 0
    assert float(tax_equalisation(one(1.1 * national), one(national), SYSTEM)) < 0
    assert float(tax_equalisation(one(0.9 * national), one(national), SYSTEM)) > 0


@given(national=taxes, step=st.floats(1e-9, 1e-6))
def test_the_extra_part_starts_without_a_leap(national: float, step: float) -> None:
    limit, by = 0.9 * national, step * national
    below, at, above = (
        float(tax_equalisation(one(tax), one(national), SYSTEM))
        for tax in (limit - by, limit, limit + by)
    )
    assert at == pytest.approx(0.06 * national, rel=1e-9)
    # The slope is −0.6 above the limit and −0.95 below it.
    assert above - at == pytest.approx(-0.6 * by, abs=1e-9 * national)
    assert below - at == pytest.approx(0.95 * by, abs=1e-9 * national)


def test_rules_by_year_hold_in_their_own_year() -> None:
    system = replace(SYSTEM, symmetric=np.array([0.60, 0.62, 0.64]))
    found = tax_equalisation(np.full(3, 95.0), np.full(3, 100.0), system)
    np.testing.assert_allclose(found, [3.0, 3.1, 3.2])


@given(tax=taxes, national=taxes)
def test_national_tax_is_found_again(tax: float, national: float) -> None:
    given_away = float(tax_equalisation(one(tax), one(national), SYSTEM))
    found = national_tax(tax, given_away, SYSTEM)
    assert found == pytest.approx(national, rel=1e-9, abs=1e-9 * max(tax, national))


# --- income in all --------------------------------------------------------------------------


def reckoned(persons: np.ndarray, nation: np.ndarray, tax: float = 33_000.0) -> Income:
    own, theirs = of(persons), of(nation)
    each = tax_per_inhabitant(tax, own, 0.5, "working_age")
    national = tax_per_inhabitant(39_000.0, theirs, 0.5, "working_age")
    return income(own, index_of(persons, nation), each, national, SYSTEM)


def test_income_by_hand() -> None:
    system = IncomeSystem(grant=10.0, mean_need=100.0, symmetric=0.6, extra=0.35, below=0.9)
    found = income(of(np.array([0.0, 50.0, 0.0])), one(1.2), one(80.0), one(100.0), system)
    assert float(found.per_capita_grant) == pytest.approx(500)
    assert float(found.need_equalisation) == pytest.approx(1000)
    assert float(found.tax) == pytest.approx(4000)
    assert float(found.tax_equalisation) == pytest.approx(50 * 15.5)
    assert float(found.total) == pytest.approx(500 + 1000 + 4000 + 775)


@given(persons=counts(4, 3, least=1), nation=counts(4, 3, least=1))
def test_twice_the_people_gives_twice_the_income(persons: np.ndarray, nation: np.ndarray) -> None:
    alone, twice = reckoned(persons, nation), reckoned(2 * persons, nation)
    for part in ("per_capita_grant", "need_equalisation", "tax", "tax_equalisation", "total"):
        np.testing.assert_allclose(
            getattr(twice, part), 2 * getattr(alone, part), rtol=1e-9, atol=1e-3
        )


@given(nation=counts(3, least=1))
def test_all_of_the_nation_keeps_its_tax_and_equalises_nothing(nation: np.ndarray) -> None:
    found = reckoned(nation, nation, tax=39_000.0)
    scale = float(nation.sum())
    assert float(found.need_equalisation) == pytest.approx(0, abs=1e-6 * scale)
    assert float(found.tax_equalisation) == pytest.approx(0, abs=1e-6 * scale)


def test_what_the_state_gives_more_by_hand() -> None:
    # 1 000 NOK more an inhabitant in the nation, 10 inhabitants who need 1.2 of it each.
    assert float(state_more(one(1.2), one(1_000.0), one(10.0))) == pytest.approx(12_000)
    own = of(np.array([0.0, 50.0, 0.0]))
    without = income(own, one(1.2), one(80.0), one(100.0), SYSTEM)
    more = income(own, one(1.2), one(80.0), one(100.0), SYSTEM, one(5.0))
    assert float(without.state_more) == 0
    assert float(more.total - without.total) == pytest.approx(1.2 * 5 * 50)
    assert [Assumed(state=state).met for state in ("none", "half", "full")] == [0, 0.5, 1]


def test_inputs_are_left_alone() -> None:
    persons, before = np.full((2, 3), 10.0), np.full((2, 3), 10.0)
    reckoned(persons, persons)
    np.testing.assert_array_equal(persons, before)
