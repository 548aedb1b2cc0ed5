from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import axis_of, counts

from projections.case import Catalogue
from projections.errors import SplitBandError
from projections.people.ages import SERVICE_AGES, AgeAxis, AgeBand
from projections.services.capacity import (
    by_norm,
    first_above,
    per_hundred,
    places,
    room_again,
    spread_evenly,
    teaching_posts,
)

STAGES = [AgeBand(6, 9), AgeBand(10, 12), AgeBand(13, 15)]
SINGLE = axis_of(list(range(1, 106)))
COARSE = AgeAxis.parse(("0", "1-5", "6-12", "13-15", "16+"))


# --- ages that a norm needs -----------------------------------------------------------------


def test_cut_bands_are_shared_by_years_of_age_and_named() -> None:
    persons = np.array([40.0, 200.0, 70.0, 33.0, 900.0])
    found, spread = spread_evenly(persons, COARSE, STAGES)
    np.testing.assert_allclose(found, [40, 30, 33], rtol=1e-15)
    assert spread == ("6-12", "6-12", "")


def test_two_cut_bands_are_both_named() -> None:
    persons = np.array([40.0, 200.0, 70.0, 33.0, 900.0])
    found, spread = spread_evenly(persons, COARSE, [AgeBand(4, 7), AgeBand(0, 12)])
    np.testing.assert_allclose(found, [2 / 5 * 200 + 2 / 7 * 70, 310], rtol=1e-15)
    assert spread == ("1-5 6-12", "")


def test_the_plans_ages_give_stages_in_tenths() -> None:
    persons = np.zeros(8)
    persons[2] = 552
    found, spread = spread_evenly(persons, SERVICE_AGES, STAGES)
    np.testing.assert_allclose(found, [220.8, 165.6, 165.6], rtol=1e-14)
    assert spread == ("6-15",) * 3


@given(counts(2, 3, len(SINGLE)))
def test_single_years_are_exact(persons: np.ndarray) -> None:
    found, spread = spread_evenly(persons, SINGLE, STAGES)
    assert spread == ("", "", "")
    by_hand = [persons[..., b.lower : b.upper + 1].sum(axis=-1) for b in STAGES]
    np.testing.assert_array_equal(found, np.stack(by_hand, axis=-1))


@given(counts(3, len(COARSE)))
def test_spreading_keeps_the_people(persons: np.ndarray) -> None:
    found, _ = spread_evenly(persons, COARSE, [AgeBand(age, age) for age in range(16)])
    np.testing.assert_allclose(found.sum(axis=-1), persons[:, :-1].sum(axis=-1), rtol=1e-12)


def test_open_band_is_not_cut() -> None:
    with pytest.raises(SplitBandError) as caught:
        spread_evenly(np.ones(8), SERVICE_AGES, [AgeBand(85, 94)])
    assert (caught.value.band, caught.value.target) == ("90+", "85-94")
    found, spread = spread_evenly(np.ones(8), SERVICE_AGES, [AgeBand(85, None)])
    assert (found[0], spread) == (1.5, ("80-89",))


def test_missing_ages_make_only_their_own_stage_missing() -> None:
    persons = np.array([1.0, 1, 7, np.nan, 1])
    found, _ = spread_evenly(persons, COARSE, STAGES)
    np.testing.assert_array_equal(np.isnan(found), [False, False, True])


def test_missing_years_of_a_cut_band() -> None:
    persons = np.array([[1.0, 1, np.nan, 3, 1], [1.0, 1, 7, 3, 1]])
    found, _ = spread_evenly(persons, COARSE, STAGES)
    np.testing.assert_array_equal(np.isnan(found), [[True, True, False], [False] * 3])


# --- norms ----------------------------------------------------------------------------------


def test_teachers_by_hand(catalogue: Catalogue) -> None:
    norm = catalogue.norms.pupils_per_teacher
    assert {ages.code: value for ages, value in norm.items()} == {
        "6-9": 15,
        "10-12": 20,
        "13-15": 20,
    }
    found = by_norm(np.full(3, 150.0), np.array(list(norm.values())))
    np.testing.assert_array_equal(found, [10, 7.5, 7.5])


def test_teaching_posts_are_hours_over_group_and_post(catalogue: Catalogue) -> None:
    """A school of 60, 60 and 60: 60 × 719.625 ÷ 15 ÷ 741, and so on."""
    found = teaching_posts(np.full(3, 60.0), catalogue.norms)
    by_hand = [60 * 719.625 / 15 / 741, 60 * (2393.5 / 3) / 20 / 741, 60 * 874 / 20 / 656]
    np.testing.assert_allclose(found, by_hand, rtol=1e-13)
    np.testing.assert_allclose(found, [3.884615, 3.230094, 3.996951], atol=5e-7)
    np.testing.assert_array_equal(teaching_posts(np.zeros(3), catalogue.norms), np.zeros(3))
    # Grades 1–7 have 5 272 hours in all, however they are split.
    hours = list(catalogue.norms.hours.values())
    assert (hours[0] + hours[1], hours[2]) == (5272, 2622)


def test_every_norm_is_the_files(catalogue: Catalogue, raw) -> None:
    values = {row["norm"]: float(row["value"]) for row in raw("normer.csv")}
    norms = {
        field.name: {
            ages.code: value for ages, value in getattr(catalogue.norms, field.name).items()
        }
        for field in fields(catalogue.norms)
    }
    stages = {"6-9": "1_4", "10-12": "5_7", "13-15": "8_10"}
    for field, prefix in (("hours", "timer"), ("post_hours", "arsverk")):
        assert norms.pop(field) == {
            ages: values[f"{prefix}_{stage}"] for ages, stage in stages.items()
        }
    assert norms == {
        "pupils_per_teacher": {
            "6-9": values["laerernorm_1_4"],
            "10-12": values["laerernorm_5_7"],
            "13-15": values["laerernorm_8_10"],
        },
        "coverage": {str(age): values[f"dekning_barnehage_{age}"] for age in range(1, 6)},
        "children_per_staff": {
            "1-2": values["bemanningsnorm_barnehage_under_3"],
            "3-5": values["bemanningsnorm_barnehage_over_3"],
        },
        "children_per_pedagogue": {
            "1-2": values["pedagognorm_under_3"],
            "3-5": values["pedagognorm_over_3"],
        },
    }
    # The share of people aged 80 and over is an assumption of its own; the two files agree.
    care = catalogue.parameters.value("care_coverage")
    assert care == pytest.approx(100 * values["heldogn_dekning_80plus"])


class TestIdentities:
    """Of places and staff: random people in three groups."""

    per = np.array([3.0, 6.0, 14.0])
    coverage = np.array([0.748, 0.5, 1.0])

    @given(one=counts(2, 3), other=counts(2, 3))
    def test_linear_in_people(self, one: np.ndarray, other: np.ndarray) -> None:
        for reckon in (
            lambda people: by_norm(people, self.per),
            lambda people: places(people, self.coverage),
        ):
            np.testing.assert_allclose(
                reckon(one + 3 * other), reckon(one) + 3 * reckon(other), rtol=1e-13
            )

    def test_nobody_needs_nothing(self) -> None:
        np.testing.assert_array_equal(by_norm(np.zeros(3), self.per), np.zeros(3))
        np.testing.assert_array_equal(places(np.zeros(3), self.coverage), np.zeros(3))

    @given(people=counts(4, 3))
    def test_coverage_of_none_and_of_all(self, people: np.ndarray) -> None:
        np.testing.assert_array_equal(places(people, 0.0), np.zeros((4, 3)))
        np.testing.assert_array_equal(places(people, 1.0), people)

    @given(people=counts(2, 4, 3))
    def test_leading_axes_are_kept(self, people: np.ndarray) -> None:
        together = by_norm(people, self.per)
        assert together.shape == (2, 4, 3)
        for i, j in np.ndindex(2, 4):
            np.testing.assert_array_equal(by_norm(people[i, j], self.per), together[i, j])


@given(per_age=st.integers(0, 10_000))
def test_coverage_by_age_is_its_mean_over_people_evenly_spread(
    catalogue: Catalogue, per_age: int
) -> None:
    """Rates by age times single years equal the grouped ones when the ages are equally many."""
    coverage = np.array(list(catalogue.norms.coverage.values()))
    ages = list(catalogue.norms.coverage)
    single = np.zeros(len(SINGLE))
    single[1:6] = per_age
    grouped = np.array([0.0, 5 * per_age, 0, 0, 0])
    fine, exact = spread_evenly(single, SINGLE, ages)
    rough, spread = spread_evenly(grouped, COARSE, ages)
    assert (set(exact), set(spread)) == ({""}, {"1-5"})
    np.testing.assert_allclose(places(fine, coverage), places(rough, coverage), rtol=1e-12)
    assert places(rough, coverage).sum() == pytest.approx(5 * per_age * coverage.mean())


# --- labour and room ------------------------------------------------------------------------


def test_per_hundred() -> None:
    found = per_hundred(np.array([30.0, 1.0, np.nan]), np.array([3000.0, 0.0, 10.0]))
    np.testing.assert_array_equal(found, [1.0, np.nan, np.nan])


@pytest.mark.parametrize(
    ("need", "capacity", "year"),
    [
        ([10, 20, 30], 30, None),  # exactly full is not passed
        ([10, 20, 30], 29.5, 2026),
        ([31, 20, 30], 30, 2024),  # the first year, also where need falls back
        ([10, 31, 20], 30, 2025),
        ([10, 20, 30], 100, None),
        ([np.nan, np.nan, 31], 30, 2026),
        ([np.nan, np.nan, np.nan], 30, None),
    ],
)
def test_first_year_above(need: list[float], capacity: float, year: int | None) -> None:
    years = (2024, 2025, 2026)
    assert first_above(years, np.array(need), np.full(3, capacity)) == year


def test_capacity_that_grows_is_passed_in_its_own_years() -> None:
    found = first_above((2024, 2025, 2026), np.array([46.0, 60, 80]), np.array([50.0, 77, 77]))
    assert found == 2026


@pytest.mark.parametrize(
    ("capacity", "year"),
    [
        ([50, 77, 77], None),  # larger to the end
        ([90, 90, 90], None),  # never larger
        ([45, 77, 90], 2025),
        ([45, np.nan, 90], 2026),  # a year without capacity has no room
        ([45, np.nan, 77], None),
    ],
)
def test_first_year_with_room_again(capacity: list[float], year: int | None) -> None:
    need = np.array([46.0, 60, 80])
    assert room_again((2024, 2025, 2026), need, np.array(capacity)) == year
