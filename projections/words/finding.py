"""What a finding is, and the words and turns all sentences share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .. import labels
from ..norwegian import number
from ..people.population import Kind
from ..series import Series, Table
from ..tables import Comparison, Ranks

RANKED: Mapping[Kind, str] = {
    "municipality": "kommuner",
    "county": "fylker",
    "group": "grupper",
    "country": "land",
}
"""Those a region is ranked among."""
NEARLY = 0.01
"""Changes under one per cent are called almost unchanged."""


@dataclass(frozen=True)
class Finding:
    """What a figure shows: ``title`` is the finding, ``text`` one plain sentence or two."""

    title: str
    text: str
    key: str = ""
    """The one figure to remember, where there is one,"""
    key_label: str = ""
    """and what it is."""


def placed(of: Ranks) -> str:
    """``nummer 6 av 7 kommuner``; only where there is a rank."""
    return f"nummer {of.place} av {number(len(of.order))} {RANKED[of.kind]}"


def others_beside(of: Ranks) -> Table:
    """The counties and the country that stand beside those ranked, but for the chosen region."""
    return tuple(
        one
        for one in of.beside
        if one.region != of.region and one.region.kind in ("county", "country")
    )


def find(comparisons: Sequence[Comparison], item: str) -> Comparison:
    """The comparison of one item."""
    return next(one for one in comparisons if one.item == item)


def seam(one: Comparison) -> str:
    """Says which of the years is projected, and by what."""
    if one.last_series.is_observed:
        return ""
    start = f"Tallet for {one.first_year} er observert, og t" if one.crosses_seam else "T"
    code = one.last_series.alternative
    means = f" ({told})" if (told := labels.means(code)) else ""
    return (
        f" {start}allet for {one.last_year} er fra prognosen «{labels.alternative(code)}»{means}."
    )


def extremes(
    parts: Sequence[Comparison], decimals: int = 0
) -> tuple[Comparison | None, Comparison | None]:
    """The part that rises most and the part that falls most, as shown; None where none does."""
    order = sorted(parts, key=lambda one: one.change)
    fall, rise = order[0], order[-1]
    unit = 0.5 * 10.0**-decimals
    return (rise if rise.change >= unit else None, fall if fall.change <= -unit else None)


def direction(change: float, first: float, grows: str, shrinks: str, same: str) -> str:
    """Which of three words says the way a figure goes, from its first value."""
    if abs(change) < NEARLY * abs(first):
        return same
    return grows if change > 0 else shrinks


def newest(series: Series, decimals: int, told: Comparison) -> str:
    """The newest observed figure; nothing where what is told has it already."""
    year = series.years[-1]
    if (year, series.at(year)) in ((told.first_year, told.first), (told.last_year, told.last)):
        return ""
    return f" Siste observerte tall: {number(series.at(year), decimals)} (1. januar {year})."
