"""The split into causes: worked by hand, and identities over random amounts."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.money.explain import Split, exact, split

CAUSES = ("people", "price", "service")
FACTOR = st.floats(0.2, 5).map(lambda one: round(one, 4))


def product(factors: dict[str, float], causes: tuple[str, ...] = CAUSES) -> Split:
    """Cost as the product of factors, each one where the cause is at rest."""
    return split(
        lambda moved: np.array(1000 * math.prod(factors[one] for one in sorted(moved))), causes
    )


def test_by_hand() -> None:
    # 100 pupils at 2.0 become 90 at 2.2: −20 by people, +20 by price, −2 together.
    found = split(
        lambda moved: np.array(
            [(90 if "people" in moved else 100) * (2.25 if "price" in moved else 2.0)]
        ),
        ("people", "price"),
    )
    np.testing.assert_array_equal(found.whole, [90 * 2.25 - 200])
    np.testing.assert_array_equal(found.alone, [[-20], [25]])
    np.testing.assert_array_equal(found.interaction, [-2.5])


@given(FACTOR, FACTOR, FACTOR)
def test_parts_sum_to_the_whole(people: float, price: float, service: float) -> None:
    found = product({"people": people, "price": price, "service": service})
    parts = [*found.alone, found.interaction]
    # To half the last digit of the largest amount: the interaction is itself a rounded number.
    largest = max(abs(float(one)) for one in (*parts, found.whole))
    assert abs(math.fsum([*map(float, parts), -float(found.whole)])) <= math.ulp(largest) / 2


@given(st.lists(st.integers(-(10**6), 10**6), min_size=8, max_size=8))
def test_whole_amounts_sum_without_any_difference(amounts: list[int]) -> None:
    sets = [frozenset(c for i, c in enumerate(CAUSES) if mask >> i & 1) for mask in range(8)]
    table = dict(zip(sets, map(float, amounts), strict=True))
    found = split(lambda moved: np.array(table[moved]), CAUSES)
    assert found.alone.sum() + found.interaction == found.whole


@given(FACTOR, FACTOR)
def test_a_cause_at_rest_does_nothing(people: float, price: float) -> None:
    two = product({"people": people, "price": price}, ("people", "price"))
    three = product({"people": people, "price": price, "service": 1.0})
    assert three.alone[2] == 0
    np.testing.assert_array_equal(three.alone[:2], two.alone)
    np.testing.assert_allclose(three.interaction, two.interaction, rtol=0, atol=1e-9)


@given(FACTOR)
def test_one_cause_alone_is_the_whole(people: float) -> None:
    found = product({"people": people}, ("people",))
    assert found.alone[0] == found.whole
    assert found.interaction == 0


@given(FACTOR, FACTOR, FACTOR)
def test_the_order_of_causes_does_not_matter(people: float, price: float, service: float) -> None:
    factors = {"people": people, "price": price, "service": service}
    first = product(factors)
    for order in permutations(CAUSES):
        found = product(factors, order)
        assert dict(zip(order, found.alone, strict=True)) == dict(
            zip(CAUSES, first.alone, strict=True)
        )
        assert found.interaction == first.interaction


def test_years_are_kept_apart() -> None:
    people, price = np.array([1.0, 1.1, 1.2]), np.array([1.0, 1.0, 1.5])
    found = split(
        lambda moved: (
            (people if "people" in moved else 1.0) * (price if "price" in moved else np.ones(3))
        ),
        ("people", "price"),
    )
    assert found.alone.shape == (2, 3)
    np.testing.assert_allclose(found.interaction, [0, 0, 0.1], atol=1e-15)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12))
def test_exact_parts(parts: list[float]) -> None:
    whole = float(np.array(parts).sum())  # rounded on the way, unlike fsum
    found = exact(np.array(parts), np.array(whole))
    np.testing.assert_allclose(found, parts, rtol=0, atol=1e-8)
    largest = max(map(abs, [*found, whole]))
    assert abs(math.fsum([*found, -whole])) <= math.ulp(largest) / 2
    assert all(one == 0 for one, was in zip(found, parts, strict=True) if was == 0 and any(parts))


def test_parts_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="do not sum"):
        exact(np.array([[1.0, 1.0], [1.0, 1.5]]), np.array([2.0, 2.0]))
