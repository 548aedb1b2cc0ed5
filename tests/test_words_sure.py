"""Spans in sentences: where numbers are missing, and where the ends are the same."""

import math

import pytest

from projections.words import before_tax, sure

LACKS = "kan ikke sies, for tall mangler"


@pytest.mark.parametrize("ends", [(math.nan, 1.0), (1.0, math.nan), (-math.inf, 1.0)])
def test_a_span_without_an_end_is_not_told(ends: tuple[float, float]) -> None:
    assert sure.between(*ends) == sure._percents(*ends) == sure._position(*ends) == LACKS


def test_a_span_with_one_end_is_a_number() -> None:
    assert sure.between(2.5, 2.5).replace("\u00a0", " ") == "+2,5 mill. kr"
    assert before_tax._way(0.0) == "like mye"
