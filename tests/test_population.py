import copy
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from projections.errors import SplitBandError, UnknownChoiceError
from projections.people.ages import AgeAxis, AgeBand
from projections.people.population import OBSERVED, Population, Region
from projections.provenance import Source

AGES = AgeAxis.parse(("0-15", "16-66", "67+"))
SOURCE = Source(
    id="test",
    short="Test",
    file="",
    title="Oppdiktede tall",
    publisher="Bæreevne",
    document="tests",
    vintage="1",
    published="2026",
    retrieved="2026-01-01",
    licence="CC0",
    unit="personer",
    quality="example",
)


def build(**changes: Any) -> Population:
    """Two alternatives, three years, two sexes, three ages: persons 0, 1, … 35."""
    fields: dict[str, Any] = {
        "persons": np.arange(36.0).reshape(2, 3, 2, 3),
        "alternatives": ("low", "high"),
        "years": (2020, 2021, 2025),
        "sexes": ("female", "male"),
        "ages": AGES,
        "region": Region("5025", "Røros"),
        "source": SOURCE,
    }
    return Population(**{**fields, **changes})


@pytest.mark.parametrize("shape", [(36,), (3, 2, 2, 3), (2, 3, 2, 4), (2, 3, 1, 3), (1, 3, 2, 3)])
def test_wrong_shape_is_rejected(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="the labels say"):
        build(persons=np.zeros(shape))


@pytest.mark.parametrize("years", [(2021, 2020, 2025), (2020, 2020, 2025)])
def test_years_must_increase(years: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="years must increase"):
        build(years=years)


def test_negative_persons_are_rejected() -> None:
    persons = np.zeros((2, 3, 2, 3))
    persons[1, 2, 0, 1] = -1
    with pytest.raises(ValueError, match="negative"):
        build(persons=persons)


def test_missing_is_allowed_and_is_not_zero() -> None:
    persons = np.arange(36.0).reshape(2, 3, 2, 3)
    persons[0, 1, 0, 2] = np.nan
    sums = build(persons=persons).bands((AgeBand(0, 66), AgeBand(67, None), AgeBand(0, None)))
    missing = np.zeros((2, 3, 3), dtype=bool)
    missing[0, 1, 1:] = True
    np.testing.assert_array_equal(np.isnan(sums), missing)


@pytest.mark.parametrize(
    "derive",
    [
        lambda one: one,
        lambda one: pickle.loads(pickle.dumps(one)),
        copy.deepcopy,
        lambda one: one.between(2020, 2021),
        lambda one: one.alternative("high"),
        lambda one: pickle.loads(pickle.dumps(one.alternative("low").between(2021, 2030))),
    ],
    ids=["new", "pickled", "copied", "between", "alternative", "derived and pickled"],
)
def test_persons_are_read_only(derive: Callable[[Population], Population]) -> None:
    persons = derive(build()).persons
    with pytest.raises(ValueError, match="read-only"):
        persons[0, 0, 0, 0] = 1.0


def test_the_callers_array_is_copied() -> None:
    persons = np.arange(36.0).reshape(2, 3, 2, 3)
    people = build(persons=persons)
    persons[0, 0, 0, 0] = 999.0
    assert people.persons[0, 0, 0, 0] == 0.0


def test_pickle_keeps_everything() -> None:
    people = build()
    again = pickle.loads(pickle.dumps(people))
    np.testing.assert_array_equal(again.persons, people.persons)
    for name in ("alternatives", "years", "sexes", "ages", "region", "source"):
        assert getattr(again, name) == getattr(people, name)


def test_alternative_keeps_the_axis() -> None:
    high = build().alternative("high")
    assert high.alternatives == ("high",)
    np.testing.assert_array_equal(high.persons, np.arange(18.0, 36.0).reshape(1, 3, 2, 3))


def test_unknown_alternative_names_the_known() -> None:
    with pytest.raises(UnknownChoiceError, match=r"«MMMM».*low, high"):
        build().alternative("MMMM")


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (2020, 2025, (2020, 2021, 2025)),
        (2021, 2024, (2021,)),
        (2022, 2024, ()),
        (1900, 2020, (2020,)),
        (2025, 2020, ()),
    ],
)
def test_between(first: int, last: int, years: tuple[int, ...]) -> None:
    people = build()
    part = people.between(first, last)
    assert part.years == years
    assert part.persons.shape == (2, len(years), 2, 3)
    for place, year in enumerate(years):
        np.testing.assert_array_equal(
            part.persons[:, place], people.persons[:, people.year_index(year)]
        )


def test_bands_sum_sexes_and_ages() -> None:
    bands = build().bands((AgeBand(16, None), AgeBand(0, 15)))
    assert bands.shape == (2, 3, 2)
    # First alternative and year: women 0, 1, 2; men 3, 4, 5.
    np.testing.assert_array_equal(bands[0, 0], [1 + 2 + 4 + 5, 0 + 3])
    np.testing.assert_array_equal(bands.sum(axis=-1), build().persons.sum(axis=(2, 3)))


def test_bands_that_split_are_an_error() -> None:
    with pytest.raises(SplitBandError, match="16-66"):
        build().bands((AgeBand(20, 66),))


def test_year_index() -> None:
    people = build()
    assert [people.year_index(year) for year in people.years] == [0, 1, 2]
    with pytest.raises(UnknownChoiceError, match=r"«2022».*2020, 2021, 2025"):
        people.year_index(2022)


def test_observed_is_the_one_alternative() -> None:
    assert build(persons=np.zeros((1, 3, 2, 3)), alternatives=(OBSERVED,)).is_observed
    assert not build().is_observed


@pytest.mark.parametrize(("code", "municipality"), [("5025", True), ("50", False), ("0", False)])
def test_municipality_codes_have_four_digits(code: str, municipality: bool) -> None:
    assert Region(code, "et sted").is_municipality is municipality
