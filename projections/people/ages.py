"""Age bands and the ordered axis they form.

Single years are bands of width one; the last band of an axis is open. Aggregating from one
axis to other bands is exact, or it is an error that names the band that would be split.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import SplitBandError

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, order=True)
class AgeBand:
    """Whole years ``lower``–``upper``, both included; ``upper`` None is an open band."""

    lower: int
    upper: int | None

    def __post_init__(self) -> None:
        if self.lower < 0 or (self.upper is not None and self.upper < self.lower):
            raise ValueError(f"not an age band: {self.lower}-{self.upper}")

    @classmethod
    def parse(cls, code: str) -> "AgeBand":
        """Read ``"0"``, ``"6-15"`` or ``"90+"``.

        Raises
        ------
        ValueError
            If ``code`` has another form.

        Examples
        --------
        >>> AgeBand.parse("6-15")
        AgeBand(lower=6, upper=15)
        """
        found = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3})|(\+))?", code)
        if not found:
            raise ValueError(f"not an age band: {code!r}")
        lower = int(found[1])
        return cls(lower, None if found[3] else int(found[2] or lower))

    @property
    def code(self) -> str:
        """The band as written in files: ``0``, ``6-15``, ``90+``."""
        if self.upper is None:
            return f"{self.lower}+"
        return str(self.lower) if self.upper == self.lower else f"{self.lower}-{self.upper}"

    def overlap(self, other: "AgeBand") -> int | None:
        """Years of age that both bands hold; None where both are open (no finite number)."""
        lower = self.lower if self.lower > other.lower else other.lower
        upper = self.upper
        if upper is None or (other.upper is not None and other.upper < upper):
            upper = other.upper
        if upper is None:
            return None
        return upper - lower + 1 if upper >= lower else 0

    def part_inside(self, other: "AgeBand") -> float:
        """The part of this band's years that ``other`` holds [share 0–1].

        Raises
        ------
        SplitBandError
            If the band is open and not wholly inside or outside.
        """
        years = self.overlap(other)
        if other.holds(self) or years == 0:
            return float(years != 0)
        if self.upper is None or years is None:
            raise SplitBandError(self.code, other.code)
        return years / (self.upper - self.lower + 1)

    def holds(self, other: "AgeBand") -> bool:
        """Whether every age of ``other`` lies in this band."""
        inside_above = self.upper is None or (other.upper is not None and other.upper <= self.upper)
        return self.lower <= other.lower and inside_above


@dataclass(frozen=True)
class AgeAxis:
    """An ordered run of age bands without holes; the last one is open."""

    bands: tuple[AgeBand, ...]

    def __post_init__(self) -> None:
        for band, following in zip(self.bands, self.bands[1:], strict=False):
            if band.upper is None or following.lower != band.upper + 1:
                raise ValueError(f"age bands {band.code} and {following.code} do not join")
        if not self.bands or self.bands[-1].upper is not None:
            raise ValueError("the last age band must be open")

    @classmethod
    def parse(cls, codes: Sequence[str]) -> "AgeAxis":
        """Read an axis from band codes in order."""
        return cls(tuple(AgeBand.parse(code) for code in codes))

    def __len__(self) -> int:
        return len(self.bands)

    @property
    def codes(self) -> tuple[str, ...]:
        """Band codes in order."""
        return tuple(band.code for band in self.bands)

    def slice_of(self, target: AgeBand) -> slice:
        """The places on this axis that make up ``target`` exactly.

        Raises
        ------
        SplitBandError
            If a band of this axis would have to be split.
        """
        first = bisect_right(self._lowers, target.lower) - 1
        if first < 0:
            raise ValueError(f"no ages of {target.code} on this axis")
        end = len(self)
        if target.upper is not None:
            end = bisect_left(self._lowers, target.upper + 1)
        for band in (self.bands[first], self.bands[end - 1]):
            if not target.holds(band):
                raise SplitBandError(band.code, target.code)
        return slice(first, end)

    @cached_property
    def _lowers(self) -> tuple[int, ...]:
        return tuple(band.lower for band in self.bands)

    def aggregate(
        self, values: NDArray[np.floating[Any]], targets: Sequence[AgeBand]
    ) -> FloatArray:
        """Sum ``values`` over the last axis into ``targets``.

        Parameters
        ----------
        values
            ``[..., age]`` on this axis, any additive unit.
        targets
            Bands wanted; they may overlap (``20-66`` and ``67+`` beside ``0-66``).

        Returns
        -------
        numpy.ndarray
            ``[..., target]`` in the same unit. A sum over a missing (NaN) cell is missing.

        Raises
        ------
        SplitBandError
            If a band of this axis would have to be split.
        """
        if values.shape[-1] != len(self):
            raise ValueError(f"last axis is {values.shape[-1]}, the age axis has {len(self)}")
        sums = [values[..., self.slice_of(target)].sum(axis=-1) for target in targets]
        return np.stack(sums, axis=-1).astype(np.float64, copy=False)


def graduate(values: FloatArray, axis: AgeAxis) -> tuple[FloatArray, AgeAxis]:
    """Single years from age groups: an estimate, with as many people in every year of a group.

    Sums over each group are those that were given. The open last group stays as it is, and a group
    of one year too.

    Parameters
    ----------
    values
        ``[..., age]`` on the axis, any additive unit.

    Returns
    -------
    tuple
        ``[..., single age]`` in the same unit, and its axis.

    Examples
    --------
    >>> values, axis = graduate(np.array([8.0, 9.0, 5.0]), AgeAxis.parse(("0-1", "2-4", "5+")))
    >>> values, axis.codes
    (array([4., 4., 3., 3., 3., 5.]), ('0', '1', '2', '3', '4', '5+'))
    """
    widths = [1 if band.upper is None else band.upper - band.lower + 1 for band in axis.bands]
    last = axis.bands[-1]
    single = [AgeBand(age, age) for age in range(last.lower)]
    return np.repeat(values / np.array(widths), widths, axis=-1), AgeAxis((*single, last))


ROWS = 2000
"""Rows of one matrix product, few enough for one core."""


def weighted_sums(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Sums over the last axis with several sets of weights: ``Σ_a w[item, a]·values[..., a]``.

    A matrix product whatever the leading axes are.

    Parameters
    ----------
    values
        ``[..., age]``, any additive unit.
    weights
        ``[item, age]``.

    Returns
    -------
    numpy.ndarray
        ``[..., item]``. A sum over a missing (NaN) cell is missing.

    Examples
    --------
    >>> weighted_sums(np.array([10.0, 20.0]), np.array([[1.0, 2.0], [0.0, 5.0]]))
    array([ 50., 100.])
    """
    # In the order they lie in memory, so that draws of years are not copied; and some rows at a
    # time, for a library that shares a product out waits for cores that others have.
    ahead = sorted(range(values.ndim - 1), key=lambda axis: -abs(values.strides[axis]))
    ordered = values.transpose(*ahead, values.ndim - 1)
    flat = ordered.reshape(-1, values.shape[-1])
    found = np.empty((len(flat), len(weights)))
    for first in range(0, len(flat), ROWS):
        np.matmul(flat[first : first + ROWS], weights.T, out=found[first : first + ROWS])
    sums = found.reshape(*ordered.shape[:-1], len(weights))
    back = sorted(range(len(ahead)), key=ahead.__getitem__)
    return np.asarray(sums.transpose(*back, values.ndim - 1), dtype=np.float64)


SERVICE_AGES = AgeAxis.parse(("0", "1-5", "6-15", "16-19", "20-66", "67-79", "80-89", "90+"))
"""The eight service age groups of municipal planning (Framsikt, KOSTRA)."""
SCHOOL_AGE = AgeBand(6, 15)
"""Ages of those in primary and lower secondary school, as planning reckons."""
