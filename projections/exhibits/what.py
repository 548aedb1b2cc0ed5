"""A figure with all that belongs to it, ready for any format: what every export is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from .. import labels
from ..ages import FloatArray
from ..budget import Rules
from ..charts import waterfall
from ..costs import Need
from ..grids import Grid
from ..income import Assumed
from ..narrative import Finding
from ..population import OBSERVED
from ..prices import Prices
from ..provenance import Source
from ..scenario import Scenario
from ..series import Series, Table, sources_of
from ..tables import Method

Kind = Literal["line", "bar", "column"]
"""Lines by year, bars by item (lying), columns by year (standing)."""
Stand = Literal["over", "beside", "stacked"]
"""Where bars of one category stand: in one place, side by side, or on each other."""
Look = Literal["", "line", "rule", "dots", "outline"]
"""How a curve is drawn: as its exhibit's kind, or as a line, a level, points, an empty bar."""
INK, RISE, FALL, WHOLE = "#555555", "#D2691E", "#2E86C1", "#6B7280"
"""Colours of levels, and of what adds, what takes away and the sum of both."""
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
    assumed: Assumed
    prices: Prices
    fixed: Mapping[str, float]
    """Part of a sector's frame that does not follow people [share 0–1]."""
    coverage: float
    """Places with round-the-clock care [per cent of people aged 80+]."""
    rules: Rules
    scenario: Scenario = field(default_factory=Scenario)
    home_users: float = 0.0
    care_fte: float = 0.0
    """The municipality's own numbers of the base year; 0 where they are not known."""
    compare: tuple[str, ...] = ()
    """Codes of the municipalities to compare with."""


@dataclass(frozen=True, eq=False)
class Curve:
    """One series of a chart: ``values[category]``, NaN where there is none."""

    name: str
    code: str
    """What decides its colour: an item, or a side of a scenario."""
    values: FloatArray
    is_projected: bool
    look: Look = ""
    colour: str = ""
    """Its own, ``#RRGGBB``; empty where its code decides."""
    colours: tuple[str, ...] = ()
    """Of each category, where they differ."""
    starts: FloatArray | None = None
    """Where each bar starts, in a chart where each goes on from the one before; else at zero."""
    panel: str = ""
    """Heading of the small chart it stands in, where there are several."""
    strong: bool = False
    """Whether it stands out from the others."""
    dash: int | None = None
    """Which dash it has, where its code does not decide."""


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
    signed
        Whether the values are changes, written with a sign.
    stand
        Where bars of one category stand.
    mirrored
        Whether what goes to the left is as large as it is long, and has no minus.
    from_zero
        False for an index, which is read against its base and not against nothing.
    decimals, suffix
        How values are written; None is as their unit is.
    chosen, spoken, alternative
        The choices in words, what the speaker says, and what stands for the chart where it is
        not seen; empty where the texts above are enough.
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
    signed: bool = False
    stand: Stand = "over"
    mirrored: bool = False
    from_zero: bool = True
    decimals: int | None = None
    suffix: str = ""
    chosen: str = ""
    spoken: str = ""
    alternative: str = ""

    @property
    def alternative_text(self) -> str:
        """What stands for the chart where it is not seen."""
        return self.alternative or f"{plain(self.title)}. {plain(self.text)}"

    @property
    def panels(self) -> "tuple[Exhibit, ...]":
        """Each of its small charts by itself; the exhibit where it has one."""
        names = dict.fromkeys(one.panel for one in self.curves)
        if len(names) < 2:
            return (self,)
        return tuple(
            replace(
                self,
                axis=name,
                curves=tuple(one for one in self.curves if one.panel == name),
                alternative=f"{name}. {self.alternative_text}",
            )
            for name in names
        )

    @property
    def cited(self) -> str:
        """Its sources with edition and date, each once, and what must be said of them."""
        return labels.told_of(self.sources)


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
    levels: Sequence[tuple[str, float]] = (),
) -> Exhibit:
    """A chart over years of some named series, and of named levels across them."""
    years = sorted({year for _, one in drawn for year in one.years})
    curves = tuple(
        Curve(
            name,
            one.label("side") or one.item,
            np.array([one.at(year) if one.has(year) else np.nan for year in years]),
            _is_projected(one),
            strong=one.item == labels.TOTAL,
        )
        for name, one in drawn
    )
    rules = tuple(level(name, value, len(years)) for name, value in levels)
    return Exhibit(
        key,
        finding.title,
        finding.text,
        kind,
        tuple(map(str, years)),
        (*curves, *rules),
        axis,
        drawn[0][1].unit,
        table,
        tuple(grids),
        tuple(dict.fromkeys((*sources_of(table), *also))),
        note,
        table[0].is_difference,
    )


def level(name: str, value: float, count: int) -> Curve:
    """A level across all categories of a chart."""
    return Curve(name, name, np.full(count, value), False, "rule", INK)


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
    names: Sequence[str] = (),
    starts: Sequence[float] = (),
) -> Exhibit:
    """A chart over items in one year; with ``starts`` each goes on from the one before."""
    values = np.array([one.at(year) for one in drawn])
    curve = Curve(axis, "", values, False)
    if starts:
        totals = [one.item in waterfall.TOTALS for one in drawn]
        curve = replace(curve, starts=np.array(starts), colours=by_sign(values, totals))
    return Exhibit(
        key,
        finding.title,
        finding.text,
        "bar",
        tuple(names) or tuple(labels.item(one.item) for one in drawn),
        (curve,),
        axis,
        drawn[0].unit,
        table or drawn,
        tuple(grids),
        tuple(dict.fromkeys((*sources_of(table or drawn), *also))),
        note,
        (table or drawn)[0].is_difference,
    )


def by_sign(values: FloatArray, totals: Sequence[bool]) -> tuple[str, ...]:
    """A colour each: what adds, what takes away, and sums."""
    return tuple(
        WHOLE if total else RISE if value >= 0 else FALL
        for value, total in zip(values, totals, strict=True)
    )
