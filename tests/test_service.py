"""Levers on services: at rest they do nothing, and each moves what it says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.money import costs
from projections.people.ages import SERVICE_AGES
from projections.people.cohort import SINGLE_AGES, stationary
from projections.services.service import AT_REST, Service, levels, postponed
from projections.sources import bundled

CATALOGUE = bundled.load()
KEYS = CATALOGUE.keys
ALIVE = stationary(CATALOGUE.rates.survival).sum(axis=0)
YEARS = (2023, 2024, 2025, 2033)


def rates(
    years: float, need: costs.Need = "all", alive: costs.FloatArray = ALIVE
) -> costs.FloatArray:
    each, unmoved = (costs.need_rates(KEYS, ages, need) for ages in (SINGLE_AGES, SERVICE_AGES))
    return postponed(each, unmoved, SINGLE_AGES, alive, SERVICE_AGES, [years])[0]


def test_at_rest_nothing_is_changed() -> None:
    assert np.array_equal(levels(AT_REST, KEYS.sectors, YEARS, 2024), np.ones((4, 7)))
    for need in ("all", "age"):
        assert np.array_equal(rates(0.0, need), costs.need_rates(KEYS, SERVICE_AGES, need))


def test_a_worked_example() -> None:
    service = Service(standard={"pleie": -0.5}, unit_cost={"pleie": 110.0, "grunnskole": 90.0})
    found = dict(zip(KEYS.sectors, levels(service, KEYS.sectors, YEARS, 2024).T, strict=True))
    assert found["pleie"] == pytest.approx([1, 1, 1.1 * 0.995, 1.1 * 0.995**9])
    assert found["grunnskole"] == pytest.approx([1, 1, 0.9, 0.9])
    assert found["barnehage"] == pytest.approx([1, 1, 1, 1])


def test_postponing_moves_nothing_below_67() -> None:
    young = [band.upper is not None and band.upper < 67 for band in SERVICE_AGES.bands]
    assert rates(2.0)[:, young] == pytest.approx(rates(0.0)[:, young])


@given(st.floats(0.1, 5), st.floats(0.1, 5))
def test_the_later_the_less_care_at_each_age(one: float, more: float) -> None:
    care = KEYS.sectors.index("pleie")
    old = [band.lower >= 67 for band in SERVICE_AGES.bands]
    less, least = rates(one)[care, old], rates(one + more)[care, old]
    assert (less < rates(0.0)[care, old]).all()
    assert (least < less).all()


def test_a_whole_year_is_the_rate_of_the_age_before() -> None:
    """In the band 80–89 those aged 80 get the rate of 67–79, one tenth of it by ages."""
    even = np.ones(len(SINGLE_AGES))
    found = rates(1.0, alive=even)
    care, rest = KEYS.sectors.index("pleie"), costs.need_rates(KEYS, SERVICE_AGES, "all")
    below, at = rest[care, [SERVICE_AGES.codes.index(code) for code in ("67-79", "80-89")]]
    assert found[care, SERVICE_AGES.codes.index("80-89")] == pytest.approx(0.1 * below + 0.9 * at)
