"""Rows of the backtest: one figure each, in per cent."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from ..exports import tidy
from ..trend.groups import TOLD, WHOLE
from ..trend.scores import FAR, NEAR, Score

ALL = "alle"
PER_CENT = 100
DECIMALS = 4
"""More than is told: what is rounded twice may be wrong in the last digit."""
ENDS = ("_low", "_high")
"""After the name of a measure: between what it is by chance."""


class Row(NamedTuple):
    """The columns of every row; ``value`` in per cent."""

    method: str
    origins: str
    size: str
    horizon: int
    item: str
    measure: str
    value: float
    cases: int

    def record(self) -> tidy.Record:
        """The row with its unit; None where there is no figure."""
        value = None if math.isnan(self.value) else round(PER_CENT * self.value, DECIMALS)
        return {**self._asdict(), "value": value, "cases": self.cases, "unit": "percent"}


def score_rows(
    method: str, origins: str, size: str, horizon: int, found: Score
) -> Iterator[tidy.Record]:
    """Every measure of a score, each a row; none where there are no cases."""

    def row(item: str, measure: str, value: float) -> tidy.Record:
        return Row(method, origins, size, horizon, item, measure, value, found.cases).record()

    if not found.cases:
        return
    for item, mean, bias in zip(TOLD, found.mean_absolute, found.bias, strict=True):
        yield row(item, "mean_absolute_error", float(mean))
        yield row(item, "bias", float(bias))
    yield row(WHOLE, f"within_{PER_CENT * NEAR:g}", found.near)
    yield row(WHOLE, f"beyond_{PER_CENT * FAR:g}", found.far)
    if not math.isnan(found.misplaced):
        yield row("sex and age", "misplaced", found.misplaced)
