"""Goal seek against functions whose answer is known."""

import math
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from projections.whatif.seek import MOST, Sought, seek

Value = Callable[[float], float]
TOLERANCE = 1e-6


def sought(value: Value, target: float, low: float = -200, high: float = 200, **more) -> Sought:
    """What is found, when nothing outside the range and no more than the most is asked for."""
    asked: list[float] = []

    def watched(place: float) -> float:
        assert low <= place <= high
        asked.append(place)
        return value(place)

    found = seek(watched, target, low, high, more.pop("tolerance", TOLERANCE), **more)
    assert found.evaluations == len(asked) <= MOST
    assert found.value in asked
    assert found.gives == value(found.value)
    assert found.ends == (value(low), value(high))
    assert found.reached == (found.outcome == "found")
    return found


def test_a_straight_line_is_found_by_the_first_line_drawn() -> None:
    found = sought(lambda x: 2 * x + 1, 63.0)
    assert (found.value, found.way) == (31.0, 1)
    assert found.evaluations == 10  # nine to look the range over, and the line


def test_a_falling_line() -> None:
    found = sought(lambda x: 5 - 0.25 * x, 20.0)
    assert (found.value, found.way) == (-60.0, -1)


@pytest.mark.parametrize("end", [-200.0, 200.0])
def test_the_ends_of_the_range_are_in_it(end: float) -> None:
    assert sought(lambda x: x, end).value == end
    beyond = end * 1.01
    found = sought(lambda x: x, beyond)
    assert (found.outcome, found.value) == ("above" if end < 0 else "below", end)


def test_out_of_reach_tells_what_comes_nearest_and_the_way() -> None:
    found = sought(lambda x: 2 - x / 1000, 2.45)
    assert (found.outcome, found.value, found.way) == ("below", -200, -1)
    assert found.gives == pytest.approx(2.2)
    found = sought(lambda x: x * x + 1, 0.5)
    assert (found.outcome, found.value, found.gives) == ("above", 0, 1)


def test_a_flat_figure_is_told_apart_from_one_out_of_reach() -> None:
    found = sought(lambda _: 7.0, 8.0, near=17.0)
    assert (found.outcome, found.value, found.way) == ("flat", 17.0, 0)
    assert sought(lambda x: 7 + 1e-9 * x, 8.0).outcome == "flat"


def test_a_flat_figure_on_target_needs_no_move() -> None:
    found = sought(lambda _: 7.0, 7.0, near=17.0)
    assert (found.outcome, found.value) == ("found", 17.0)


def test_a_leap_past_the_target() -> None:
    found = sought(lambda x: 10.0 if x < 31 else 20.0, 14.0)
    assert (found.outcome, found.gives) == ("leap", 10.0)
    assert found.value == pytest.approx(31, abs=1e-3)
    assert sought(lambda x: 10.0 if x < 31 else 20.0, 20.0).reached


def test_stairs_are_met_where_a_step_is_the_target() -> None:
    found = sought(lambda x: float(math.floor(x / 10)), 7.0)
    assert found.reached
    assert 70 <= found.value < 80


def test_a_figure_that_turns_is_met_on_the_side_nearest() -> None:
    def bowl(x: float) -> float:
        return (x - 40) ** 2

    assert sought(bowl, 900.0).value == pytest.approx(10, abs=1e-6)
    assert sought(bowl, 900.0, near=60.0).value == pytest.approx(70, abs=1e-6)
    # Both ends lie above: only looking inside finds it.
    assert sought(bowl, 900.0).ends == (57_600, 25_600)


def test_corners_and_steep_curves() -> None:
    assert sought(lambda x: max(x, 0.0) * 3, 93.0).value == pytest.approx(31)
    assert sought(lambda x: x if x < 31 else 31 + 1000 * (x - 31), 1031.0).value == pytest.approx(
        32
    )
    assert sought(lambda x: math.exp(x / 10), 22.0).value == pytest.approx(10 * math.log(22))
    assert sought(lambda x: math.atan(1000 * (x - 31.7)), 1.5).reached
    assert sought(lambda x: float((x - 33) ** 9), 0.0).reached


@pytest.mark.parametrize(
    ("low", "high", "tolerance"), [(1, 1, 1), (2, 1, 1), (0, 1, 0), (0, 1, -1)]
)
def test_what_cannot_be_sought(low: float, high: float, tolerance: float) -> None:
    with pytest.raises(ValueError, match="cannot seek"):
        seek(lambda x: x, 0, low, high, tolerance)


def test_a_missing_figure_is_no_answer() -> None:
    with pytest.raises(ValueError, match="missing at 50"):
        seek(lambda x: math.nan if x == 50 else x, 60, -200, 200, TOLERANCE)


slopes = st.floats(0.01, 1000).flatmap(lambda size: st.sampled_from([size, -size]))
numbers = st.floats(-1000, 1000)


@given(slope=slopes, start=numbers, answer=st.floats(-200, 200), near=numbers)
@example(slope=-0.1, start=0.0, answer=200.0, near=0.0)
def test_lines_are_exact(slope: float, start: float, answer: float, near: float) -> None:
    def line(x: float) -> float:
        return start + slope * x

    found = sought(line, line(answer), near=near)
    assert found.reached
    assert found.value == pytest.approx(answer, abs=1e-3)
    assert abs(found.gives - line(answer)) <= TOLERANCE


@given(
    corners=st.lists(st.floats(0.01, 100), min_size=2, max_size=6),
    falls=st.booleans(),
    share=st.floats(0, 1),
    near=st.floats(-300, 300),
)
def test_monotone_with_corners_is_always_reached(
    corners: list[float], falls: bool, share: float, near: float
) -> None:
    sign, part = (-1 if falls else 1), 400 / len(corners)

    def broken(x: float) -> float:
        return sign * sum(
            slope * min(max(x + 200 - part * turn, 0.0), part) for turn, slope in enumerate(corners)
        )

    low, high = broken(-200), broken(200)
    target = min(max(low + share * (high - low), min(low, high)), max(low, high))
    found = sought(broken, target, near=near)
    assert found.reached
    assert abs(found.gives - target) <= TOLERANCE


@given(factors=st.lists(numbers, min_size=1, max_size=5), target=st.floats(-1e6, 1e6), near=numbers)
def test_whatever_it_is_the_outcome_is_true(
    factors: list[float], target: float, near: float
) -> None:
    def wavy(x: float) -> float:
        return sum(factor * math.sin((turn + 1) * x / 30) for turn, factor in enumerate(factors))

    found = sought(wavy, target, near=near)
    low, high = min(found.ends), max(found.ends)
    if found.reached:
        assert abs(found.gives - target) <= TOLERANCE
    elif found.outcome in ("below", "above"):
        assert (found.gives < target) == (found.outcome == "below")
        assert not low <= target <= high
    elif found.outcome == "flat":
        assert high - low <= TOLERANCE
