import pickle
from typing import Any

import numpy as np
import pytest

from projections.errors import UnknownChoiceError
from projections.people.population import OBSERVED, Region
from projections.provenance import Source
from projections.series import Series, items, on_path, pick, sources_of, value_on_path

PASSPORT = {
    "short": "Test",
    "file": "",
    "title": "Oppdiktede tall",
    "publisher": "Bæreevne",
    "document": "tests",
    "vintage": "1",
    "published": "2026",
    "retrieved": "2026-01-01",
    "licence": "CC0",
    "unit": "personer",
    "quality": "example",
}
HISTORY, FORECAST = (Source(id=id, **PASSPORT) for id in ("history", "forecast"))


def build(**changes: Any) -> Series:
    fields: dict[str, Any] = {
        "region": Region("5025", "Røros"),
        "source": HISTORY,
        "alternative": OBSERVED,
        "item": "0",
        "unit": "persons",
        "years": (2020, 2021, 2022, 2023),
        "values": np.array([10.0, 11.0, 12.0, 13.0]),
    }
    return Series(**{**fields, **changes})


# History to 2023 and a projection from 2022, so that two years are in both.
TABLE = (
    build(),
    build(item="total", values=np.array([100.0, 110.0, 120.0, 130.0])),
    build(
        source=FORECAST,
        alternative="MMMM",
        years=(2022, 2023, 2024),
        values=np.array([22.0, 23.0, 24.0]),
    ),
)


@pytest.mark.parametrize("values", [np.zeros(3), np.zeros((4, 1)), np.zeros(())])
def test_values_fit_the_years(values: np.ndarray) -> None:
    with pytest.raises(ValueError, match="for 4 years"):
        build(values=values)


def test_the_callers_array_is_copied() -> None:
    values = np.arange(4.0)
    series = build(values=values)
    values[0] = 99.0
    assert series.at(2020) == 0.0


@pytest.mark.parametrize("again", [lambda one: one, lambda one: pickle.loads(pickle.dumps(one))])
def test_values_are_read_only(again: Any) -> None:
    with pytest.raises(ValueError, match="read-only"):
        again(build()).values[0] = 1.0


def test_at_and_has() -> None:
    series = build()
    assert [series.at(year) for year in series.years] == [10.0, 11.0, 12.0, 13.0]
    assert series.has(2023)
    assert not series.has(2024)
    with pytest.raises(UnknownChoiceError, match=r"«2024».*2020, 2021, 2022, 2023"):
        series.at(2024)


@pytest.mark.parametrize(
    ("first", "last", "years", "values"),
    [
        (2021, 2022, (2021, 2022), [11.0, 12.0]),
        (1900, 2020, (2020,), [10.0]),
        (2024, 2030, (), []),
        (2022, 2021, (), []),
    ],
)
def test_between(first: int, last: int, years: tuple[int, ...], values: list[float]) -> None:
    part = build().between(first, last)
    assert part.years == years
    np.testing.assert_array_equal(part.values, values)


def test_derived_series_keep_their_labels() -> None:
    series = build(extra=(("sex", "female"),))
    doubled = series.with_values(series.values * 2, "1000 NOK")
    assert (doubled.unit, doubled.item, doubled.extra) == ("1000 NOK", "0", series.extra)
    assert series.with_values(series.values).unit == "persons"
    assert series.with_item("net", series.values).item == "net"
    labelled = series.with_extra(("measure", "change"))
    assert labelled.extra == (("sex", "female"), ("measure", "change"))
    assert series.extra == (("sex", "female"),)
    assert (labelled.label("sex"), labelled.label("nothing")) == ("female", "")


@pytest.mark.parametrize(
    ("measure", "signed"), [("change", True), ("deviation", True), ("sum", False), ("", False)]
)
def test_changes_and_deviations_are_differences(measure: str, signed: bool) -> None:
    assert build(extra=(("measure", measure),)).is_difference is signed


def test_items_and_pick() -> None:
    assert items(TABLE) == ("0", "total")
    assert pick(TABLE, "0") == (TABLE[0], TABLE[2])
    assert pick(TABLE, "nothing") == ()


@pytest.mark.parametrize(
    ("year", "value", "observed"),
    [(2020, 10.0, True), (2021, 11.0, True), (2022, 22.0, False), (2024, 24.0, False)],
)
def test_path_is_the_projection_from_its_first_year_and_history_before(
    year: int, value: float, observed: bool
) -> None:
    for table in (TABLE, TABLE[::-1]):
        assert on_path(table, "0", year).is_observed is observed
        assert value_on_path(table, "0", year) == value


def test_year_on_no_path_names_the_known_years_once() -> None:
    with pytest.raises(UnknownChoiceError) as caught:
        on_path(TABLE, "0", 2030)
    assert caught.value.accepted == (2020, 2021, 2022, 2023, 2024)


def test_sources_in_order_each_once() -> None:
    assert sources_of(TABLE) == (HISTORY, FORECAST)
    assert sources_of(()) == ()


def test_source_needs_its_passport() -> None:
    with pytest.raises(ValueError, match="lacks publisher, licence"):
        Source(id="x", **{**PASSPORT, "publisher": "", "licence": ""})
    with pytest.raises(ValueError, match="unknown quality 'guess'"):
        Source(id="x", **{**PASSPORT, "quality": "guess"})
