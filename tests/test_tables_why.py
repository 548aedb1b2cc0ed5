"""Why the cost changes: parts that sum to the change in the other tables, each part by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections import tables
from projections.case import Case, Catalogue, Projection
from projections.errors import MissingInputError, UnknownChoiceError
from projections.people.ages import SERVICE_AGES
from projections.series import Table, items, pick
from projections.tables import Setting

SECTORS = ("grunnskole", "barnehage", "pleie", "kommunehelse", "administrasjon")
SHARES = st.dictionaries(st.sampled_from(SECTORS), st.integers(0, 100).map(lambda one: one / 100))


def amounts(table: Table, year: int) -> dict[str, float]:
    return {one.item: one.at(year) for one in table}


def check_sums(table: Table) -> None:
    *parts, total = table
    assert total.item == "total"
    for year in total.years:
        whole = total.at(year)
        left = math.fsum([*(one.at(year) for one in parts), -whole])
        assert abs(left) <= math.ulp(max(abs(one.at(year)) for one in table)) / 2


@pytest.mark.parametrize("method", ["own", "national"])
@pytest.mark.parametrize("need", ["all", "age"])
@pytest.mark.parametrize("prices", ["fixed", "nominal"])
@given(shares=SHARES, base=st.integers(2023, 2025))
def test_parts_sum_to_the_change_in_cost(
    roros: Case,
    ageing: Projection,
    catalogue: Catalogue,
    method: str,
    need: str,
    prices: str,
    shares: dict[str, float],
    base: int,
) -> None:
    of = Setting(roros, ageing, catalogue, method, need, fixed=shares)
    table = tables.explained(of, base, 2033, prices)
    check_sums(table)
    levels = tables.costs(of, prices)
    (change,) = (one for one in pick(tables.changes(levels, base), "total") if not one.is_observed)
    total = table[-1]
    assert total.years == tuple(year for year in change.years if year >= base)
    for year in total.years:
        assert total.at(year) == pytest.approx(change.at(year), rel=1e-9, abs=1e-6)
    assert {one.label("measure") for one in table} == {"change"}
    assert {one.label("base_year") for one in table} == {str(base)}
    assert all(one.at(base) == 0 for one in table)


def test_at_rest_only_people_move_and_each_age_is_its_own_change(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.explained(Setting(roros, ageing, catalogue, "own"), 2024, 2033)
    assert items(table) == (*SERVICE_AGES.codes, "total")
    by_age = tables.changes(tables.costs(Setting(roros, ageing, catalogue, "own"), by="age"), 2024)
    for one in table:
        (change,) = (other for other in pick(by_age, one.item) if not other.is_observed)
        np.testing.assert_allclose(one.values, change.between(2024, 2033).values, atol=1e-6)
    assert round(table[-1].at(2033)) == 26_635


def test_fixed_share_is_what_it_holds_back_of_peoples_change(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    plain = tables.explained(Setting(roros, ageing, catalogue, "own"), 2024, 2033)
    table = tables.explained(
        Setting(roros, ageing, catalogue, "own", fixed={"grunnskole": 0.4}), 2024, 2033
    )
    # The ages are as without; 40 % of what 41 fewer of 552 pupils take away is held back.
    for code in SERVICE_AGES.codes:
        assert amounts(table, 2033)[code] == pytest.approx(amounts(plain, 2033)[code])
    assert amounts(table, 2033)["fixed"] == pytest.approx(0.4 * 67_614 * 41 / 552)


def test_price_alone_is_the_deflator_on_todays_cost(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.explained(Setting(roros, ageing, catalogue, "own"), 2024, 2033, "nominal")
    assert items(table)[-3:] == ("price", "interaction", "total")
    today = 67_614 + 31_449 + 73_259 + 69_381 + 42_810 + 7_472 + 8_448 + 64_977
    found = amounts(table, 2026)
    assert found["price"] == pytest.approx(today * 0.089927, rel=1e-12)
    assert found["interaction"] == pytest.approx(
        0.089927 * sum(found[code] for code in SERVICE_AGES.codes), rel=1e-9
    )


def test_service_level_compounds_after_what_is_counted(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.explained(Setting(roros, ageing, catalogue), 2024, 2033, service=-1.0)
    check_sums(table)
    levels = tables.costs(Setting(roros, ageing, catalogue))
    (total,) = (one for one in pick(levels, "total") if not one.is_observed)
    for year in (2027, 2033):
        factor = 0.99 ** (year - 2026)
        found = amounts(table, year)
        assert found["service"] == pytest.approx(total.at(2024) * (factor - 1), rel=1e-9)
        assert found["total"] == pytest.approx(total.at(year) * factor - total.at(2024), rel=1e-9)
    assert amounts(table, 2026)["service"] == 0  # counted


def test_history_where_the_projection_lacks_a_year(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.explained(Setting(roros, ageing, catalogue, "own"), 2016, 2026)
    assert {one.is_observed for one in table} == {True}
    assert table[0].years == tuple(range(2016, 2027))
    check_sums(table)


def test_what_is_missing_is_told(roros: Case, ageing: Projection, catalogue: Catalogue) -> None:
    with pytest.raises(MissingInputError, match="Os"):
        tables.explained(Setting(catalogue.case("3430"), None, catalogue, "own"), 2016, 2026)
    with pytest.raises(MissingInputError, match="fra 2016 til 2033"):
        tables.explained(Setting(roros, ageing, catalogue, "own"), 2016, 2033)
    with pytest.raises(UnknownChoiceError, match="løpende kroner"):
        tables.explained(Setting(roros, ageing, catalogue, "own"), 2030, 2033, "nominal")
