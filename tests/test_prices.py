"""The deflator: an index by hand, one vintage at a time, and nothing beyond what is known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.case import Catalogue
from projections.money.prices import LATER, Deflator, Rate
from projections.provenance import Source

SOURCE = Source(
    "toy", "toy", "", "toy", "us", "by hand", "1", "2024", "2024", "free", "percent", "example"
)
YEARS = tuple(range(2010, 2031))


def deflator(*rates: tuple[int, float, str]) -> Deflator:
    return Deflator(tuple(Rate(*one) for one in rates), SOURCE)


TOY = deflator((2023, 25.0, LATER), (2024, 10.0, LATER), (2025, 20.0, LATER), (2025, 5.0, "NB25"))


def test_index_by_hand() -> None:
    found = TOY.index(LATER, 2024, (2021, 2022, 2023, 2024, 2025, 2026))
    np.testing.assert_allclose(
        found, [math.nan, 1 / 1.1 / 1.25, 1 / 1.1, 1, 1.2, math.nan], rtol=1e-15
    )


def test_a_vintage_stands_alone() -> None:
    np.testing.assert_array_equal(
        TOY.index("NB25", 2024, (2023, 2024, 2025)), [math.nan, 1.0, 1.05]
    )
    assert TOY.known("NB25", 2024) == (2024, 2025)
    assert TOY.known(LATER, 2024) == (2022, 2023, 2024, 2025)
    assert TOY.known("unknown", 2024) == (2024,)


def test_the_vintage_that_reaches_most_years_is_used_and_the_later_one_on_equal_terms() -> None:
    assert TOY.vintage(2024) == LATER
    newer = deflator(
        *((one.year, one.percent, one.vintage) for one in TOY.rates), (2026, 3.0, "NB25")
    )
    assert newer.vintage(2024) == LATER  # 2022–2025 against 2024–2026
    assert newer.vintage(2026) == "NB25"  # 2024–2026 against 2026 alone
    assert deflator((2025, 5.0, "A"), (2025, 6.0, LATER), (2025, 7.0, "Z")).vintage(2024) == LATER


@given(st.integers(2010, 2030), st.integers(2010, 2030))
def test_index_is_known_for_the_known_years_alone(
    catalogue: Catalogue, base: int, other: int
) -> None:
    own = catalogue.deflator
    vintage = own.vintage(base)
    index = own.index(vintage, base, YEARS)
    known = own.known(vintage, base)
    assert [year for year, value in zip(YEARS, index, strict=True) if not math.isnan(value)] == [
        year for year in YEARS if year in known
    ]
    assert own.index(vintage, base, (base,))[0] == 1.0
    # Another price year only moves the one.
    moved = own.index(vintage, other, YEARS) * own.index(vintage, base, (other,))
    both = ~np.isnan(moved) & ~np.isnan(index)
    np.testing.assert_allclose(moved[both], index[both], rtol=1e-13)


def test_bundled_deflator(catalogue: Catalogue) -> None:
    own = catalogue.deflator
    assert own.vintage(2024) == LATER
    assert own.known(LATER, 2024) == tuple(range(2013, 2027))
    # 4.7 % in 2025 and 4.1 % in 2026; back to 2022: 5.0 % in 2024 and 4.3 % in 2023.
    np.testing.assert_allclose(
        own.index(LATER, 2024, (2022, 2025, 2026)),
        [1 / 1.05 / 1.043, 1.047, 1.089927],
        rtol=1e-12,
    )
    assert {one.percent for one in own.rates if one.year == 2025} == {4.1, 3.9, 4.7}
    assert own.source.id == "deflator-kommunal"


def test_a_year_twice_in_a_vintage_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        deflator((2025, 5.0, LATER), (2025, 6.0, LATER))


def test_an_amount_is_brought_to_another_year_or_the_nearest_known() -> None:
    assert TOY.between(2024, 2025) == (1.2, 2025)
    assert TOY.between(2025, 2024) == pytest.approx((1 / 1.2, 2024))
    assert TOY.between(2024, 2030) == (1.2, 2025)
    assert TOY.between(2024, 2010) == pytest.approx((1 / 1.1 / 1.25, 2022))
    assert TOY.between(2030, 2024) == (1.0, 2030)
