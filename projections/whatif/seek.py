"""Goal seek: which value of a lever makes a figure what it should be.

The range is first looked over at a few points, so that a figure that turns is not taken for one
that never gets there. Then the nearest stretch with the target between its ends is narrowed, by the
straight line between the ends and by halving in turn: the line is exact where the figure is
straight, and halving never fails.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Outcome = Literal["found", "flat", "below", "above", "leap"]
"""How it ended.

``found``; ``flat``: the lever does not move the figure; ``below`` and ``above``: everything the
range was seen to give lies below the target, or above it; ``leap``: the figure leaps past the
target without ever being there.
"""
PARTS = 8
"""Stretches that the range is looked over in."""
MOST = 40
"""Evaluations at most, all told."""

_Point = tuple[float, float]
"""A value of the lever, and what it gives."""
_Pair = tuple[_Point, _Point]


@dataclass(frozen=True)
class Sought:
    """What a search found.

    Parameters
    ----------
    outcome
        How it ended.
    value, gives
        The value found and what it gives; where none was, the value seen that comes nearest.
    ends
        What the lowest and the highest value give.
    evaluations
        How many times the figure was reckoned.
    """

    outcome: Outcome
    value: float
    gives: float
    ends: tuple[float, float]
    evaluations: int

    @property
    def reached(self) -> bool:
        """Whether the target is reached."""
        return self.outcome == "found"

    @property
    def way(self) -> int:
        """1 where the highest value gives more than the lowest, −1 where less, 0 where as much."""
        return (self.ends[1] > self.ends[0]) - (self.ends[1] < self.ends[0])


def seek(
    value: Callable[[float], float],
    target: float,
    low: float,
    high: float,
    tolerance: float,
    near: float = 0.0,
) -> Sought:
    """The value between two limits, ends included, that makes a figure hit a target.

    Parameters
    ----------
    value
        The figure as a function of the lever; continuous, and monotone or nearly so.
    target
        What it should be.
    low, high
        The range of the lever.
    tolerance
        How far from the target still counts, in the figure's unit; above zero.
    near
        Where several values hit the target, one near this is taken.

    Returns
    -------
    Sought
        With at most :data:`MOST` evaluations.

    Raises
    ------
    ValueError
        If the range is empty, the tolerance is not above zero, or the figure is missing.

    Examples
    --------
    >>> seek(lambda x: 2 * x + 1, 8.0, -10, 10, 1e-9).value
    3.5
    >>> found = seek(lambda x: 2 * x + 1, 50.0, -10, 10, 1e-9)
    >>> found.outcome, found.value, found.gives
    ('below', 10.0, 21.0)
    """
    if not (low < high and tolerance > 0):
        raise ValueError(f"cannot seek between {low} and {high} within {tolerance}")
    low, high = float(low), float(high)
    places = {low, high, min(max(float(near), low), high)}
    places |= {low + (high - low) * part / PARTS for part in range(1, PARTS)}
    seen = [_seen(value, place) for place in sorted(places)]
    ends, evaluations = (seen[0][1], seen[-1][1]), len(seen)

    def ended(outcome: Outcome, points: Sequence[_Point]) -> Sought:
        place, given = min(points, key=lambda one: (abs(one[1] - target), abs(one[0] - near)))
        return Sought(outcome, place, given, ends, evaluations)

    def hits(points: Sequence[_Point]) -> bool:
        return any(abs(given - target) <= tolerance for _, given in points)

    stretches = [
        pair
        for pair in pairwise(seen)
        if hits(pair) or (pair[0][1] < target) != (pair[1][1] < target)
    ]
    if stretches:
        pair = min(stretches, key=lambda pair: max(pair[0][0] - near, near - pair[1][0], 0.0))
        halve = False
        while evaluations < MOST and not hits(pair):
            pair, halve = _narrowed(value, target, pair, halve)
            evaluations += 1
        return ended("found" if hits(pair) else "leap", pair)
    given = [point[1] for point in seen]
    if max(given) - min(given) <= tolerance:
        return ended("flat", seen)
    return ended("below" if ends[0] < target else "above", seen)


def _seen(value: Callable[[float], float], place: float) -> _Point:
    given = float(value(place))
    if math.isnan(given):
        raise ValueError(f"the figure is missing at {place}")
    return place, given


def _narrowed(
    value: Callable[[float], float], target: float, pair: _Pair, halve: bool
) -> tuple[_Pair, bool]:
    """The part of a stretch that holds the target, and whether to halve it next."""
    (low, under), (high, over) = pair
    on_line = low + (target - under) * ((high - low) / (over - under))
    middle = low + (high - low) / 2
    point = _seen(value, on_line if low < on_line < high and not halve else middle)
    narrower = (point, pair[1]) if (point[1] < target) == (under < target) else (pair[0], point)
    return narrower, narrower[1][0] - narrower[0][0] > (high - low) / 2
