"""Fixed and nominal prices: the municipal deflator, each figure with its vintage.

Amounts are reckoned in the prices of one year; nominal amounts are those times an index. Several
vintages of one year's deflator are all true, so an index is made of one vintage alone. A year that
the vintage does not know has no index: nothing is held on into the future.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ..people.ages import FloatArray
from ..provenance import Source

Prices = Literal["fixed", "nominal"]

LATER = "senere utgave"
"""Newer than the budget documents' own (RNB, NB): preferred where it reaches as far."""


@dataclass(frozen=True)
class Rate:
    """The deflator of one year in one vintage: growth from the year before [per cent]."""

    year: int
    percent: float
    vintage: str


@dataclass(frozen=True)
class Deflator:
    """Price growth of municipal services, every vintage of every year.

    Raises
    ------
    ValueError
        If a vintage has a year twice.
    """

    rates: tuple[Rate, ...]
    source: Source

    def __post_init__(self) -> None:
        keys = [(one.year, one.vintage) for one in self.rates]
        if len(set(keys)) < len(keys):
            raise ValueError("a vintage has a year twice")

    def known(self, vintage: str, price_year: int) -> tuple[int, ...]:
        """The unbroken years around the price year that have an index."""
        years = {one.year for one in self.rates if one.vintage == vintage}
        first = last = price_year
        while last + 1 in years:
            last += 1
        while first in years:
            first -= 1
        return tuple(range(first, last + 1))

    def vintage(self, price_year: int) -> str:
        """The vintage to use: the one that reaches most years, the later vintage before others."""
        vintages = sorted({one.vintage for one in self.rates}, key=lambda one: (one != LATER, one))
        return max(vintages, key=lambda one: len(self.known(one, price_year)))

    def between(self, first: int, last: int) -> tuple[float, int]:
        """What an amount is multiplied with to be in the prices of another year.

        ``first`` and ``last``: the year whose prices the amount is in, and the year wanted.

        Returns
        -------
        tuple of float and int
            The factor, and the year whose prices it leads to: the one wanted, or the known one
            nearest to it, since nothing is held on into the future.
        """
        vintage = self.vintage(first)
        known = self.known(vintage, first)
        reached = min(max(last, known[0]), known[-1])
        return float(self.index(vintage, first, [reached])[0]), reached

    def index(self, vintage: str, price_year: int, years: Sequence[int]) -> FloatArray:
        """Price level of each year, the price year being one.

        ``P(t) = Π (1 + p_y)`` over the years after the price year up to ``t``; its inverse for
        years before.

        Parameters
        ----------
        vintage
            Code of the vintage, alone used.
        price_year
            The year whose prices the amounts are in.
        years
            The years wanted.

        Returns
        -------
        numpy.ndarray
            ``[year]`` [price year = 1]; NaN where the vintage lacks a year on the way.
        """
        rates = {one.year: one.percent for one in self.rates if one.vintage == vintage}

        def growth(first: int, last: int) -> float:
            return math.prod(1 + rates.get(y, math.nan) / 100 for y in range(first + 1, last + 1))

        return np.array(
            [
                growth(price_year, year) if year >= price_year else 1 / growth(year, price_year)
                for year in years
            ]
        )
