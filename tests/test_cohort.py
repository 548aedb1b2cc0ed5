import csv
import gzip
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from projections.people.cohort import (
    SEXES,
    SINGLE_AGES,
    Course,
    Rates,
    life_expectancy,
    project,
    stationary,
)
from projections.sources.data import vitals

AGES = len(SINGLE_AGES)


@pytest.fixture(scope="module")
def rates() -> Rates:
    return vitals.load()


# --- the Canadian pair: input and output of the UN's own engine, 1950–2020 ------------------------


@pytest.fixture(scope="module")
def canada(shared: Path) -> dict[str, np.ndarray]:
    folder = shared / "data" / "ccmpp_canada_1950_2020"

    def column(name: str, value: str, *shape: int, keep: tuple[str, ...] = SEXES) -> np.ndarray:
        with gzip.open(folder / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row.get("sex", keep[0]) in keep]
        return np.array([float(row[value]) for row in rows]).reshape(shape)

    moved = "input_survival_and_migration"
    return {
        "persons": column("input_base_population_1950", "persons", 2, 101),
        "survival": column(moved, "survival_ratio", 70, 2, 101),
        "migration": column(moved, "net_migration", 70, 2, 101),
        "fertility": column("input_fertility", "asfr", 70, 101),
        "ratio": column("input_sex_ratio_at_birth", "male_per_female_at_birth", 70),
        "end": column("expected_population_1950_2020", "persons", 71, 2, 101),
        "births": column("expected_births", "births", 70, 2),
        "deaths": column("expected_cohort_deaths", "deaths", 70, 2, 101),
    }


def test_canada_comes_out_for_all_years(canada: dict[str, np.ndarray]) -> None:
    course = project(
        canada["persons"],
        canada["survival"],
        canada["fertility"],
        canada["ratio"],
        70,
        canada["migration"],
    )
    np.testing.assert_allclose(course.persons, canada["end"], rtol=1e-12)
    np.testing.assert_allclose(course.births, canada["births"], rtol=1e-12)
    np.testing.assert_allclose(course.deaths, canada["deaths"], rtol=1e-9)
    np.testing.assert_array_equal(course.migration, canada["migration"])
    assert course.persons[-1].sum() == pytest.approx(canada["end"][-1].sum(), rel=1e-13)


# --- a textbook: Sweden's women 1993, Preston, Heuveline and Guillot (2001), box 6.1 --------------

WOMEN_1993 = np.fromstring(
    "293395 248369 240012 261346 285209 314388 281290 286923 304108 324946 247613 211351 "
    "215140 221764 223506 183654 141990 112424",
    sep=" ",
)
LIVED = np.fromstring(
    "497487 497138 496901 496531 495902 495168 494213 492760 490447 486613 480665 471786 "
    "457852 436153 402775 350358 271512 291707",
    sep=" ",
)
"""Person-years lived in five years of age, per 100 000 born; the last at 85 and over."""
BIRTH_RATES = np.array([0, 0, 0, 0.0120, 0.0908, 0.1499, 0.1125, 0.0441, 0.0074, 0.0003, *[0] * 8])
SURVIVAL_1993 = np.array(
    [LIVED[0] / 500_000, *LIVED[1:-1] / LIVED[:-2], LIVED[-1] / (LIVED[-2] + LIVED[-1])]
)


def sweden(steps: int) -> Course:
    return project(
        WOMEN_1993[None], SURVIVAL_1993[None, None], BIRTH_RATES[None], 1.05, steps, step=5
    )


def test_textbook_by_five_years_and_women_alone() -> None:
    assert WOMEN_1993.sum() == 4_397_428
    course = sweden(2)
    first, second = course.persons[1:, 0].round()
    np.testing.assert_array_equal(first[:4], [293_574, 293_189, 248_251, 239_833])
    np.testing.assert_array_equal(second[:4], [280_121, 293_368, 293_049, 248_066])
    np.testing.assert_array_equal(first[-1], 131_768)  # those of 80–84 and 85+ together
    totals = course.persons.sum(axis=(1, 2))
    np.testing.assert_allclose(totals, [4_397_428, 4_449_570, 4_478_712], rtol=0, atol=1)


def test_leslie_matrix_gives_the_same() -> None:
    n = len(WOMEN_1993)
    leslie = np.diag(SURVIVAL_1993[1:], -1)
    leslie[-1, -1] = SURVIVAL_1993[-1]
    for age in range(n - 1):
        leslie[0, age] = (
            SURVIVAL_1993[0]
            * 5
            / 2.05
            * (BIRTH_RATES[age] + BIRTH_RATES[age + 1] * SURVIVAL_1993[age + 1])
            / 2
        )
    expected = [np.linalg.matrix_power(leslie, turn) @ WOMEN_1993 for turn in range(11)]
    np.testing.assert_allclose(sweden(10).persons[:, 0], expected, rtol=1e-12)


# --- by hand --------------------------------------------------------------------------------------


def test_one_step_by_hand() -> None:
    # 100 women at 1 and 50 in the open group; 1.0 child per woman at 1, as many boys as girls.
    course = project(
        persons=np.array([[20.0, 100, 50], [10, 80, 40]]),
        survival=np.array([[[0.9, 0.5, 0.2], [0.8, 0.4, 0.1]]]),
        fertility=np.array([[0.0, 1.0, 0.0]]),
        male_per_female=1.0,
        steps=1,
        migration=np.array([[[1.0, -2, 0], [0, 0, 3]]]),
    )
    # At the end 20 · 0.5 = 10 women of 1: (100 + 10) / 2 = 55 children, 27.5 of each sex.
    np.testing.assert_allclose(course.births, [[27.5, 27.5]])
    # The open group is pooled: (100 + 50) · 0.2 = 30 and (80 + 40) · 0.1 = 12.
    np.testing.assert_allclose(
        course.persons[1], [[27.5 * 0.9 + 1, 10 - 2, 30], [27.5 * 0.8, 4, 12 + 3]]
    )
    np.testing.assert_allclose(course.deaths[0], [[2.75, 10, 120], [5.5, 6, 108]])


def test_boys_and_girls_follow_the_ratio() -> None:
    persons = np.full((2, 5), 100.0)
    course = project(persons, np.ones((1, 2, 5)), np.full((1, 5), 0.1), 1.06, 1)
    girls, boys = course.births[0]
    assert girls + boys == pytest.approx(0.1 * 100 * 3)  # neither the youngest nor the oldest
    assert boys / girls == pytest.approx(1.06)


def test_more_cannot_leave_than_there_are() -> None:
    persons = np.full((2, 4), 10.0)
    asked = np.full((1, 2, 4), -6.0)
    course = project(persons, np.full((1, 2, 4), 0.5), np.zeros((1, 4)), 1.05, 2, asked)
    np.testing.assert_array_equal(course.persons[1:, :, :3], 0.0)
    np.testing.assert_array_equal(course.persons[1, :, 3], 4.0)  # ten survive of the two oldest
    np.testing.assert_array_equal(course.migration[0], [[0, -5, -5, -6]] * 2)
    assert (course.migration >= asked).all()


# --- identities over random people, rates and moves -----------------------------------------------


def arrays(*shape: int, low: float = 0.0, high: float = 1.0) -> st.SearchStrategy[np.ndarray]:
    return hnp.arrays(np.float64, shape, elements=st.floats(low, high, width=32))


@st.composite
def inputs(draw: st.DrawFn, draws: int = 3, steps: int = 4) -> dict[str, Any]:
    sexes, ages = draw(st.integers(1, 2)), draw(st.integers(3, 9))
    lead = draw(st.sampled_from([(), (draws,), (1,)]))
    length = draw(st.sampled_from([1, steps]))
    return {
        "persons": draw(arrays(*lead, sexes, ages, high=1e5)),
        "survival": draw(arrays(length, sexes, ages)),
        "fertility": draw(arrays(*lead, 1, ages, high=0.5)),
        "male_per_female": draw(st.floats(0.9, 1.2)),
        "steps": steps,
        "migration": draw(arrays(*lead, length, sexes, ages, low=-1e4, high=1e4)),
        "step": draw(st.sampled_from([1, 5])),
    }


@given(inputs())
def test_people_are_conserved_and_never_negative(given_: dict[str, Any]) -> None:
    course = project(**given_)
    assert (course.persons >= 0).all()
    assert (course.deaths >= 0).all()
    change = np.diff(course.persons.sum(axis=-1), axis=-2)
    made = course.births - course.deaths.sum(axis=-1) + course.migration.sum(axis=-1)
    size = course.persons.sum(axis=(-1, -2)).max() + abs(course.migration).sum() + 1
    np.testing.assert_allclose(change, made, rtol=0, atol=1e-12 * size)


@given(inputs(), st.integers(0, 2))
def test_many_at_once_are_each_alone(given_: dict[str, Any], place: int) -> None:
    together = project(**given_)
    if given_["persons"].ndim == 2:
        given_["persons"] = np.stack([given_["persons"], 2 * given_["persons"], given_["persons"]])
        together = project(**given_)
    place %= len(together.persons)

    def one(array: np.ndarray, inner: int) -> np.ndarray:
        return array[place % len(array)] if array.ndim > inner else array

    alone = project(
        **{
            **given_,
            "persons": one(given_["persons"], 2),
            "fertility": one(given_["fertility"], 2),
            "migration": one(given_["migration"], 3),
        }
    )
    for name in ("persons", "births", "deaths", "migration"):
        np.testing.assert_allclose(
            getattr(alone, name), getattr(together, name)[place], rtol=1e-13, atol=1e-9
        )


@given(inputs())
def test_constant_rates_are_the_same_in_every_step(given_: dict[str, Any]) -> None:
    steps = given_["steps"]
    axes = {"survival": -3, "fertility": -2, "migration": -3}
    first = {name: given_[name].take([0], axis=axis) for name, axis in axes.items()}
    repeated = {name: first[name].repeat(steps, axis=axis) for name, axis in axes.items()}
    once = project(**{**given_, **first})
    each = project(**{**given_, **repeated})
    np.testing.assert_array_equal(once.persons, each.persons)


@given(inputs())
def test_women_alone_are_the_women_of_both(given_: dict[str, Any]) -> None:
    both = project(**given_)
    women = {name: given_[name][..., :1, :] for name in ("persons", "survival", "migration")}
    alone = project(**{**given_, **women})
    np.testing.assert_array_equal(alone.persons, both.persons[..., :1, :])
    np.testing.assert_array_equal(alone.births, both.births[..., :1])


@given(inputs(), st.floats(-3, 3))
def test_differences_are_linear(given_: dict[str, Any], factor: float) -> None:
    given_["signed"] = True
    scaled = {name: factor * given_[name] for name in ("persons", "migration")}
    once, more = project(**given_), project(**{**given_, **scaled})
    size = abs(once.persons).max() + 1
    np.testing.assert_allclose(more.persons, factor * once.persons, rtol=0, atol=1e-11 * size)
    np.testing.assert_array_equal(
        once.migration, np.broadcast_to(given_["migration"], once.migration.shape)
    )


@given(inputs())
def test_inputs_are_left_alone(given_: dict[str, Any]) -> None:
    before = {name: np.copy(value) for name, value in given_.items()}
    project(**given_)
    for name, value in before.items():
        np.testing.assert_array_equal(given_[name], value)


def test_missing_people_are_missing_from_then_on() -> None:
    persons = np.full((2, 2, 6), 10.0)
    persons[1, 0, 2] = np.nan
    course = project(persons, np.full((1, 2, 6), 0.9), np.full((1, 6), 0.1), 1.05, 2)
    assert not np.isnan(course.persons[0]).any()
    gone = np.isnan(course.persons[1, 1])
    np.testing.assert_array_equal(gone, [[1, 0, 0, 1, 0, 0], [1, 0, 0, 0, 0, 0]])


def test_everybody_grows_old_where_nobody_dies() -> None:
    persons = np.arange(12.0).reshape(2, 6)
    course = project(persons, np.ones((1, 2, 6)), np.zeros((1, 6)), 1.05, 6)
    np.testing.assert_array_equal(course.persons[-1, :, :5], 0.0)
    np.testing.assert_array_equal(course.persons[-1, :, 5], persons.sum(axis=1))
    assert course.deaths.sum() == 0


def test_no_steps_is_the_start() -> None:
    persons = np.ones((2, 3))
    course = project(persons, np.ones((1, 2, 3)), np.zeros((1, 3)), 1.05, 0)
    np.testing.assert_array_equal(course.persons, persons[None])


GOOD: dict[str, Any] = {
    "persons": np.ones((2, 4)),
    "survival": np.full((1, 2, 4), 0.5),
    "fertility": np.zeros((1, 4)),
    "male_per_female": 1.05,
    "steps": 3,
}


@pytest.mark.parametrize(
    "broken",
    [
        {"persons": np.ones(4)},
        {"persons": np.ones((3, 4))},
        {"persons": np.ones((2, 2))},
        {"persons": -np.ones((2, 4))},
        {"survival": np.full((2, 4), 0.5)},
        {"survival": np.full((2, 2, 4), 0.5)},
        {"survival": np.full((1, 1, 4), 0.5)},
        {"survival": np.full((1, 2, 4), 1.5)},
        {"survival": np.full((1, 2, 4), -0.1)},
        {"fertility": np.zeros((1, 5))},
        {"fertility": np.full((1, 4), -0.1)},
        {"male_per_female": -1.0},
        {"male_per_female": np.ones(2)},
        {"migration": np.zeros((2, 4))},
    ],
)
def test_inputs_that_do_not_fit_are_refused(broken: dict[str, Any]) -> None:
    project(**GOOD)
    with pytest.raises(ValueError, match=r"shape|negative|outside"):
        project(**{**GOOD, **broken})


# --- national rates -------------------------------------------------------------------------------


def test_national_rates_have_the_known_levels(rates: Rates) -> None:
    assert rates.fertility.sum() == pytest.approx(1.41, abs=0.005)
    # Printed 84.5 and 81.2; from ratios on the age of 1 January it differs in the second decimal.
    np.testing.assert_allclose(life_expectancy(rates.survival), [84.5, 81.2], rtol=0, atol=0.06)
    assert [source.id for source in rates.sources] == [
        vitals.SURVIVAL,
        vitals.FERTILITY,
        vitals.LEAVING,
    ]


def test_life_expectancy_by_hand() -> None:
    # Half of those born are alive at 0, and half of any age a year later: 0.5 + 0.25 + … = 1.
    assert life_expectancy(np.full(7, 0.5)) == pytest.approx(1.0)
    np.testing.assert_allclose(stationary(np.array([0.5, 0.5, 0.5])), [0.5, 0.25, 0.25])


def test_stationary_population_stays(rates: Rates) -> None:
    people = stationary(rates.survival)
    course = project(people, rates.survival[None], np.zeros((1, AGES)), 1.0, 1)
    np.testing.assert_allclose(course.persons[1, :, 1:], people[:, 1:], rtol=1e-12)


def test_rates_are_changed_by_factors(rates: Rates) -> None:
    same = rates.changed()
    np.testing.assert_array_equal(same.survival, rates.survival)
    np.testing.assert_array_equal(same.fertility, rates.fertility)
    fewer = rates.changed(fertility=0.5, mortality=2.0)
    assert fewer.fertility.sum() == pytest.approx(rates.fertility.sum() / 2)
    np.testing.assert_allclose(fewer.survival, rates.survival**2, rtol=1e-15)
    lives = [life_expectancy(rates.changed(mortality=one).survival) for one in (0.8, 1.0, 1.2)]
    assert (np.diff(lives, axis=0) < 0).all()
    assert (rates.changed(mortality=0.0).survival == 1).all()


@pytest.mark.parametrize(
    "broken",
    [
        {"survival": np.ones((2, 5))},
        {"fertility": np.zeros(5)},
        {"survival": np.full((2, AGES), 1.1)},
        {"fertility": np.full(AGES, -1.0)},
        {"male_per_female": -1.0},
    ],
)
def test_rates_that_cannot_be_are_refused(rates: Rates, broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"shape|negative|outside"):
        replace(rates, **broken)


def test_rates_are_read_only(rates: Rates) -> None:
    for array in (rates.survival, rates.fertility):
        with pytest.raises(ValueError, match="read-only"):
            array[...] = 0.0
