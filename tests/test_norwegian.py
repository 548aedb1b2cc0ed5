from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.errors import UnreadableNumberError
from projections.norwegian import listing, million_kroner, million_span, number, percent, read


def plain(text: str) -> str:
    """The text with its non-breaking spaces as ``_`` and its minus as ``~``, to be seen."""
    assert not set(text) & set(" -~_")
    return text.replace("\u00a0", "_").replace("\u2212", "~")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (5598, 0, "5_598"),
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1_000"),
        (5_627_400, 0, "5_627_400"),
        (-1470.4, 0, "~1_470"),
        (2.4514, 2, "2,45"),
        (2, 2, "2,00"),
        (81.25, 1, "81,3"),  # as the plan prints 39/48
        (-81.25, 1, "~81,3"),
        (0.5, 0, "1"),
        (-0.5, 0, "~1"),
        (1.005, 2, "1,01"),  # by its decimal digits, not by its binary neighbour
        (-0.04, 1, "0,0"),  # no minus in front of nothing
        (1234.5678, 3, "1_234,568"),
        (float("nan"), 1, "–"),
    ],
)
def test_number(value: float, decimals: int, text: str) -> None:
    assert plain(number(value, decimals)) == text


@pytest.mark.parametrize(
    ("value", "text"), [(3, "+3"), (-3, "~3"), (0, "0"), (0.4, "0"), (-0.4, "0")]
)
def test_signed_number(value: float, text: str) -> None:
    assert plain(number(value, signed=True)) == text


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 3))
def test_number_reads_back_as_the_rounded_value(value: Decimal, decimals: int) -> None:
    text = number(float(value), decimals)
    again = Decimal(plain(text).replace("_", "").replace("~", "-").replace(",", "."))
    assert again == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert number(-float(value), decimals).lstrip("−") == text.lstrip("−")


@pytest.mark.parametrize(
    ("share", "decimals", "signed", "text"),
    [
        (-0.042, 1, False, "~4,2_%"),
        (0.125, 1, True, "+12,5_%"),
        (1, 0, False, "100_%"),
        (0, 1, True, "0,0_%"),
        (float("nan"), 1, False, "–"),
    ],
)
def test_percent(share: float, decimals: int, signed: bool, text: str) -> None:
    assert plain(percent(share, decimals, signed)) == text


@given(st.integers(0, 1999).map(lambda half: 2 * half + 1))
def test_percent_rounds_halves_away_from_zero(odd: int) -> None:
    # Shares of 2000ths lie exactly between two tenths of a per cent: 23/80 is 28,75 %.
    expected = (Decimal(odd) / 20).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert plain(percent(odd / 2000)) == f"{expected}_%".replace(".", ",")
    assert plain(percent(-odd / 2000)) == f"~{expected}_%".replace(".", ",")


@pytest.mark.parametrize(
    ("amount", "decimals", "signed", "text"),
    [
        (26.635, 1, False, "26,6_mill._kr"),
        (26.635, 2, True, "+26,64_mill._kr"),
        (-1.47, 1, True, "~1,5_mill._kr"),
        (1234.5, 0, False, "1_235_mill._kr"),
    ],
)
def test_million_kroner(amount: float, decimals: int, signed: bool, text: str) -> None:
    assert plain(million_kroner(amount, decimals, signed)) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")],
)
def test_listing(parts: list[str], text: str) -> None:
    assert listing(parts) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("250", 250.0),
        (" 62,5 ", 62.5),
        ("62.5", 62.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234", 1234.0),
        ("1\u202f234\u202f567", 1_234_567.0),
        ("\u22123", -3.0),
        ("0", 0.0),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert read(text, -10, 2_000_000) == value


def test_more_decimals_are_read_where_they_are_wanted() -> None:
    assert read("1 234,567", -10, 2000, 3) == 1234.567
    with pytest.raises(UnreadableNumberError):
        read("1,2345", -10, 2000, 3)


@pytest.mark.parametrize(
    "text", ["", "abc", "1,2,3", "1.234,5", "12 34", "1 2", "1,234", "1e3", "11", "-11", "nan"]
)
def test_what_is_no_number_within_the_limits_is_told(text: str) -> None:
    with pytest.raises(UnreadableNumberError) as caught:
        read(text, -10, 10)
    assert f"«{text}» kan ikke brukes. Skriv et tall fra −10 til 10" in str(caught.value)


def test_two_amounts_stand_in_one_unit() -> None:
    """A large municipality's span may begin below ten thousand million and end above it."""
    assert million_span(9_400.0, 22_900.0) == ("9,4", "22,9\u00a0mrd.\u00a0kr")
    assert million_span(-12_000.0, 300.0, signed=True) == ("−12,0", "+0,3\u00a0mrd.\u00a0kr")
    assert million_span(-1.25, 3.0, signed=True)[1] == "+3,0\u00a0mill.\u00a0kr"
