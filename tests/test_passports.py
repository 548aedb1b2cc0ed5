import pytest

from projections.case import Catalogue
from projections.parameters import Parameter
from projections.words import passports


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (64893, "NOK per inhabitant", "64\u00a0893"),
        (64893.25, "NOK per inhabitant", "64\u00a0893,25"),
        (28.0, "percent", "28"),
        (1.75, "percent", "1,75"),
        (0.003, "relative rate", "0,003"),
        (2024, "year", "2024"),
    ],
)
def test_assumption_is_shown_with_its_own_decimals(value: float, unit: str, shown: str) -> None:
    one = Parameter(
        "x", "En forutsetning", unit, value, 2024, "kilde", "2026-11-21", "estimate", (0, value)
    )
    (row,) = passports.parameters([one]).rows
    assert row[1] == shown
    assert row[4].endswith(f"–{shown}")


def test_every_vintage_of_the_deflator_is_shown(catalogue: Catalogue) -> None:
    grid = passports.deflator(catalogue.deflator)
    assert grid.columns == ("År", "Senere utgave", "NB25", "RNB24", "RNB25")
    rows = {row[0]: row[1:] for row in grid.rows}
    assert rows["2025"] == ("4,7\u00a0%", "4,1\u00a0%", "", "3,9\u00a0%")
    assert rows["2026"] == ("4,1\u00a0%", "", "", "")
    assert len(rows) == 2026 - 2014 + 1
