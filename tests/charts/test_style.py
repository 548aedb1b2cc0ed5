"""Colours, labels at line ends, axes."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.charts import palette
from projections.draw import style

COLOURS = sorted(
    {*palette.ITEM_COLOURS.values(), *palette.SEQUENCE, palette.ACCENT, palette.NEUTRAL}
)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1, definition of relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("background", style.BACKGROUNDS)
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_has_contrast_on_both_backgrounds(colour: str, background: str) -> None:
    assert contrast(colour, background) >= 3


@pytest.mark.parametrize(
    ("ink", "background"), list(zip(style.INKS, style.BACKGROUNDS, strict=True))
)
def test_text_has_contrast(ink: str, background: str) -> None:
    assert contrast(ink, background) >= 7


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12).map(sorted),
    st.floats(0.01, 1e5),
)
def test_labels_are_moved_apart_in_order(values: list[float], gap: float) -> None:
    placed = style.spread(values, gap)
    assert all(b - a >= gap * (1 - 1e-6) - 1e-6 for a, b in pairwise(placed))
    assert np.mean(placed) == pytest.approx(np.mean(values), abs=1e-3 + gap * 1e-6)


def test_labels_with_room_stay_where_they_are() -> None:
    assert style.spread([1.0, 5.0, 9.0], 2.0) == [1.0, 5.0, 9.0]


def test_two_labels_at_one_place_are_moved_to_either_side() -> None:
    assert style.spread([3.0, 3.0], 2.0) == [2.0, 4.0]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8).map(sorted))
def test_labels_stay_within_the_axis_where_there_is_room(values: list[float]) -> None:
    placed = style.within(style.spread(values, 10.0), 0.0, 100.0, 10.0)
    assert min(placed) >= -1e-9
    assert max(placed) <= 100 + 1e-9
    assert all(b - a >= 10 - 1e-6 for a, b in pairwise(placed))


def test_years_have_no_thousands_mark() -> None:
    assert style.year_axis(range(2006, 2034))["tickformat"] == "d"
    assert style.year_axis(range(2006, 2034))["dtick"] == 5
    assert style.year_axis(range(2026, 2034))["dtick"] == 2  # eight do not fit a phone


def test_theme_changes_only_the_look() -> None:
    figure = {"data": [{"x": [1]}], "layout": style.layout(300, "personer")}
    light, dark = style.in_theme(figure, False), style.in_theme(figure, True)
    assert light["data"] == dark["data"] == figure["data"]
    assert light["layout"]["font"]["color"] != dark["layout"]["font"]["color"]
