"""Numbers the Norwegian way: ``5 598``, ``2,45``, ``12,3 mill. kr``, ``−4,2 %``.

Spaces inside a number do not break, minus is a real minus, and halves are rounded away from zero
as in the printed plans. Years never come here.
"""

import math
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from .errors import UnreadableNumberError

NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = "–"
MILLIARD = 1000.0
SHOWN = 0.05
"""A thousand million, and the least that is written as more than nothing [million NOK]."""


def number(value: float, decimals: int = 0, signed: bool = False) -> str:
    """A number as text.

    Parameters
    ----------
    value
        NaN is shown as a dash.
    decimals
        Digits after the comma.
    signed
        Whether growth carries a plus sign.

    Examples
    --------
    >>> number(5598).replace(NBSP, " "), number(2.4485, 2), number(3, signed=True)
    ('5 598', '2,45', '+3')
    """
    return _written(float(value), decimals, signed)


@lru_cache(8192)  # the same few thousand numbers at every run of a page
def _written(value: float, decimals: int, signed: bool, times: int = 1) -> str:
    if not math.isfinite(value):
        return MISSING
    rounded = (times * Decimal(repr(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    if rounded < 0:
        return MINUS + text
    return f"+{text}" if signed and rounded > 0 else text


def decimals_of(value: float, most: int = 2) -> int:
    """How many decimals a number that someone has set has.

    Examples
    --------
    >>> decimals_of(12.0), decimals_of(1.75), decimals_of(0.045, most=6)
    (0, 2, 3)
    """
    return len(f"{value:.{most}f}".rstrip("0").partition(".")[2])


def percent(share: float, decimals: int = 1, signed: bool = False) -> str:
    """A share (0–1) as percent.

    Examples
    --------
    >>> percent(-0.042).replace(NBSP, " ")
    '−4,2 %'
    """
    # Times 100 in decimals: 0.0295 × 100 is 2.9499… in binary and would round down.
    text = _written(float(share), decimals, signed, 100)
    return text if text == MISSING else f"{text}{NBSP}%"


def fitting(amount: float, decimals: int = 1) -> int:
    """Decimals of an amount: none from a hundred on, for three digits are what anyone can use.

    Examples
    --------
    >>> fitting(26.6), fitting(99.96), fitting(-1884.5)
    (1, 0, 0)
    """
    return 0 if round(abs(amount), decimals) >= 100 else decimals


def million_kroner(
    millions: float, decimals: int = 1, signed: bool = False, beside: Iterable[float] = ()
) -> str:
    """An amount in million kroner with its unit; from ten thousand million as milliards.

    From a hundred of the unit on it has no decimals; see :func:`fitting`.

    Parameters
    ----------
    beside
        The other amounts of the sentence: all are told in one unit, and in millions where one of
        them would have no figure left in milliards.

    Examples
    --------
    >>> million_kroner(26.635).replace(NBSP, " ")
    '26,6 mill. kr'
    >>> [million_kroner(17_600, beside=[one]).replace(NBSP, " ") for one in (5_940, 412)]
    ['17,6 mrd. kr', '17 600 mill. kr']
    """
    sizes = [abs(one) for one in (millions, *beside) if abs(one) >= SHOWN]
    per, unit = _unit(max(sizes, default=0.0))
    if min(sizes, default=0.0) < MILLIARD:
        per, unit = _unit(0.0)
    return f"{number(millions / per, fitting(millions / per, decimals), signed)}{NBSP}{unit}"


def million_span(
    low: float,
    high: float,
    decimals: int = 1,
    signed: bool = False,
    beside: Iterable[float] = (),
) -> tuple[str, str]:
    """Two amounts in million kroner in one unit, which stands after the last.

    Both have the decimals of the larger. ``beside``: the ends of other spans of the sentence,
    which are told in the same unit.

    Examples
    --------
    >>> [end.replace(NBSP, " ") for end in million_span(9_400, 22_900)]
    ['9,4', '22,9 mrd. kr']
    >>> [end.replace(NBSP, " ") for end in million_span(95.4, 1220.8)]
    ['95', '1 221 mill. kr']
    """
    per, unit = _unit(max(map(abs, (low, high, *beside))))
    decimals = fitting(max(abs(low), abs(high)) / per, decimals)
    ends = (number(one / per, decimals, signed) for one in (low, high))
    return next(ends), f"{next(ends)}{NBSP}{unit}"


def _unit(largest: float) -> tuple[float, str]:
    """What amounts are divided by, and what stands after them."""
    return (MILLIARD, f"mrd.{NBSP}kr") if largest >= 10 * MILLIARD else (1.0, f"mill.{NBSP}kr")


def alphabetical(name: str) -> str:
    """Key for sorting names the Norwegian way: æ, ø, å come last, in that order.

    Examples
    --------
    >>> sorted(["Ålesund", "Østre Toten", "Os"], key=alphabetical)
    ['Os', 'Østre Toten', 'Ålesund']
    """
    return name.casefold().translate(str.maketrans("æøå", "{|}"))


def listing(parts: list[str]) -> str:
    """``a, b og c``."""
    return " og ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def read(text: str, low: float, high: float, decimals: int = 2) -> float:
    """A number as people write it, between two limits, ends included.

    Decimal comma or point, at most so many decimals, and spaces between thousands.

    Raises
    ------
    UnreadableNumberError
        If it is something else, or outside the limits.

    Examples
    --------
    >>> read("1 234,5", 0, 99_999)
    1234.5
    """
    plain = re.sub(r"\s", " ", text.strip())
    whole, part = r"(\d{1,12}|\d{1,3}( \d{3}){1,3})", rf"([,.]\d{{1,{decimals}}})?"
    if re.fullmatch(rf"[-−]?{whole}{part}", plain):
        value = float(plain.replace(" ", "").replace(",", ".").replace(MINUS, "-"))
        if low <= value <= high:
            return value
    raise UnreadableNumberError(text, number(low), number(high))


def date(iso: str) -> str:
    """``2023-11-16`` as ``16.11.2023``; a year alone stays a year."""
    return ".".join(reversed(iso.split("-")))
