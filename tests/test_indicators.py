import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import counts, people

from projections.errors import SplitBandError
from projections.people.ages import SERVICE_AGES, AgeAxis, AgeBand
from projections.people.indicators import (
    OLD_AGE,
    WORKING_AGES,
    growth_index,
    ratio,
    shares,
    support_ratio,
)

AGES = AgeAxis.parse(("0-15", "16-19", "20-66", "67+"))
COLUMN = SERVICE_AGES.codes.index


def test_definitions_of_working_age() -> None:
    assert list(WORKING_AGES) == ["20-66", "16-66"]  # the first is the default
    assert {code: band.code for code, band in WORKING_AGES.items()} == {
        "20-66": "20-66",
        "16-66": "16-66",
    }
    assert OLD_AGE.code == "67+"


@pytest.mark.parametrize(("working", "expected"), [("20-66", 2.45), ("16-66", 2.63)])
def test_support_ratio_of_the_plans_base_year(working: str, expected: float) -> None:
    # The plan's table, 2023: 237 aged 16–19, 3204 aged 20–66, 984 + 270 + 53 aged 67 and over.
    persons = np.array([48.0, 265, 537, 237, 3204, 984, 270, 53])
    found = support_ratio(persons, SERVICE_AGES, WORKING_AGES[working])
    assert found == pytest.approx((3204 + (237 if working == "16-66" else 0)) / 1307, rel=1e-15)
    assert round(float(found), 2) == expected


@given(counts(2, 3, 8, least=1), st.sampled_from(sorted(WORKING_AGES)))
def test_twice_the_people_give_the_same_ratio(persons: np.ndarray, working: str) -> None:
    band = WORKING_AGES[working]
    once = support_ratio(persons, SERVICE_AGES, band)
    np.testing.assert_array_equal(support_ratio(2 * persons, SERVICE_AGES, band), once)


@given(counts(2, 3, 8))
def test_vector_is_scalar(persons: np.ndarray) -> None:
    band = WORKING_AGES["16-66"]
    together = support_ratio(persons, SERVICE_AGES, band)
    assert together.shape == (2, 3)
    for i, j in np.ndindex(2, 3):
        alone = support_ratio(persons[i, j], SERVICE_AGES, band)
        np.testing.assert_array_equal(alone, together[i, j])
        row = persons[i, j]
        old = row[COLUMN("67-79") :].sum()
        expected = row[[COLUMN("16-19"), COLUMN("20-66")]].sum() / old if old else np.nan
        np.testing.assert_array_equal(alone, expected)


@pytest.mark.parametrize(
    ("persons", "expected"),
    [
        ([5.0, 5.0, 30.0, 0.0], np.nan),  # nobody old: no ratio, not infinity
        ([5.0, 5.0, 0.0, 10.0], 0.0),
        ([np.nan, np.nan, 30.0, 10.0], 3.0),  # children and youths are not in the definition
        ([5.0, 5.0, np.nan, 10.0], np.nan),
        ([5.0, 5.0, 30.0, np.nan], np.nan),
    ],
)
def test_limits_of_the_support_ratio(persons: list[float], expected: float) -> None:
    found = support_ratio(np.array(persons), AGES, WORKING_AGES["20-66"])
    np.testing.assert_array_equal(found, expected)


def test_ratio_of_any_bands() -> None:
    persons = np.array([10.0, 5.0, 60.0, 25.0])
    assert ratio(persons, AGES, AgeBand(0, 15), AgeBand(16, 66)) == 10 / 65
    assert ratio(persons, AGES, AgeBand(0, None), AgeBand(0, None)) == 1.0


def test_ratio_on_too_coarse_ages_names_the_band() -> None:
    ages = AgeAxis.parse(("0-15", "16-66", "67+"))
    with pytest.raises(SplitBandError) as caught:
        support_ratio(np.ones(3), ages, WORKING_AGES["20-66"])
    assert caught.value.band == "16-66"


def test_growth_index_by_hand() -> None:
    found = growth_index(np.array([48.0, 39.0, np.nan, 0.0]), 48.0)
    np.testing.assert_array_equal(found, [100.0, 81.25, np.nan, 0.0])


@pytest.mark.parametrize("base", [0.0, np.nan])
def test_growth_index_without_a_base_is_missing(base: float) -> None:
    assert np.isnan(growth_index(np.array([0.0, 1.0]), base)).all()


@given(counts(5, least=1), st.integers(0, 4))
def test_growth_index_is_100_in_the_base_year_and_keeps_ratios(
    values: np.ndarray, base: int
) -> None:
    found = growth_index(values, values[base])
    assert found[base] == 100.0
    np.testing.assert_allclose(found / found[0], values / values[0], rtol=1e-12)


@given(people(3, least=1))
def test_shares_sum_to_one(given_people: tuple[AgeAxis, np.ndarray]) -> None:
    _, persons = given_people
    found = shares(persons)
    np.testing.assert_allclose(found.sum(axis=-1), 1.0, rtol=0, atol=1e-14)
    assert ((found > 0) & (found <= 1)).all()


def test_shares_by_hand_and_without_people() -> None:
    np.testing.assert_array_equal(
        shares(np.array([[1.0, 3.0], [0.0, 0.0], [np.nan, 3.0]])),
        [[0.25, 0.75], [np.nan, np.nan], [np.nan, np.nan]],
    )
