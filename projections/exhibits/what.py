"""A figure with all that belongs to it, ready for any format: what every export is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from .. import labels
from ..ages import FloatArray
from ..budget import Rules
from ..costs import Need
from ..grids import Grid
from ..income import TaxBase
from ..narrative import Finding
from ..population import OBSERVED
from ..prices import Prices
from ..provenance import Source
from ..scenario import Scenario
from ..series import Series, Table, sources_of
from ..tables import Method

Kind = Literal["line", "bar", "column"]
"""Lines by year, bars by item (lying), columns by year (standing)."""
KNOWN = (OBSERVED, "regnskap", "budsjett", "plan")
"""Alternatives that are no projection."""


@dataclass(frozen=True)
class Selection:
    """The choices an export is made with, as on the pages."""

    first: int
    last: int
    base: int
    working: str
    method: Method
    need: Need
    tax: TaxBase
    prices: Prices
    fixed: Mapping[str, float]
    """Part of a sector's frame that does not follow people [share 0–1]."""
    coverage: float
    """Places with round-the-clock care [per cent of people aged 80+]."""
    rules: Rules
    scenario: Scenario = field(default_factory=Scenario)


@dataclass(frozen=True, eq=False)
class Curve:
    """One series of a chart: ``values[category]``, NaN where there is none."""

    name: str
    code: str
    """What decides its colour: an item, or a side of a scenario."""
    values: FloatArray
    is_projected: bool


@dataclass(frozen=True, eq=False)
class Exhibit:
    """One figure.

    Parameters
    ----------
    key
        Short code, unique in an export.
    title, text
        The finding, and its sentences.
    kind, categories, curves
        The chart; ``categories`` are years or items.
    axis, unit
        Text of the value axis, and the unit's code.
    table
        The figures behind it.
    grids
        The same figures to read.
    sources
        Of the table, and of what it is reckoned with.
    note
        Method and assumptions.
    """

    key: str
    title: str
    text: str
    kind: Kind
    categories: tuple[str, ...]
    curves: tuple[Curve, ...]
    axis: str
    unit: str
    table: Table
    grids: tuple[Grid, ...]
    sources: tuple[Source, ...]
    note: str

    @property
    def alternative_text(self) -> str:
        """What stands for the chart where it is not seen."""
        return f"{plain(self.title)}. {plain(self.text)}"

    @property
    def cited(self) -> str:
        """Its sources with edition and date, each once, and what must be said of them."""
        told = list(dict.fromkeys(labels.citation(one) for one in self.sources))
        remarks = dict.fromkeys(one.remark for one in self.sources if one.remark)
        return " ".join((f"{'Kilder' if len(told) > 1 else 'Kilde'}: {'; '.join(told)}.", *remarks))


def plain(text: str) -> str:
    """A text without the marks of bold."""
    return text.replace("**", "")


def by_year(
    key: str,
    finding: Finding,
    drawn: Sequence[tuple[str, Series]],
    axis: str,
    table: Table,
    grids: Sequence[Grid],
    note: str,
    kind: Kind = "line",
    also: Sequence[Source] = (),
) -> Exhibit:
    """A chart over years of some named series."""
    years = sorted({year for _, one in drawn for year in one.years})
    curves = tuple(
        Curve(
            name,
            one.label("side") or one.item,
            np.array([one.at(year) if one.has(year) else np.nan for year in years]),
            _is_projected(one),
        )
        for name, one in drawn
    )
    return Exhibit(
        key,
        finding.title,
        finding.text,
        kind,
        tuple(map(str, years)),
        curves,
        axis,
        drawn[0][1].unit,
        table,
        tuple(grids),
        tuple(dict.fromkeys((*sources_of(table), *also))),
        note,
    )


def _is_projected(series: Series) -> bool:
    """Whether it is drawn as a projection; the plan's own years and levels of capacity are not."""
    return series.alternative not in KNOWN and not series.label("service")


def by_item(
    key: str,
    finding: Finding,
    drawn: Table,
    year: int,
    axis: str,
    grids: Sequence[Grid],
    note: str,
    table: Table = (),
    also: Sequence[Source] = (),
) -> Exhibit:
    """A chart over items in one year."""
    curve = Curve(axis, "", np.array([one.at(year) for one in drawn]), False)
    return Exhibit(
        key,
        finding.title,
        finding.text,
        "bar",
        tuple(labels.item(one.item) for one in drawn),
        (curve,),
        axis,
        drawn[0].unit,
        table or drawn,
        tuple(grids),
        tuple(dict.fromkeys((*sources_of(table or drawn), *also))),
        note,
    )
