"""A chart as data: curves, marks and axis, with units and roles; nothing of how it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .. import norwegian, terms
from ..people.ages import FloatArray

Form = Literal[
    "lines",
    "multiples",
    "dots",
    "bars",
    "differences",
    "waterfall",
    "pyramid",
    "milestones",
    "ranking",
    "balance",
    "causes",
    "pairs",
    "levels",
]
"""What a chart is called among us; a screen draws each in its own way."""

Kind = Literal["line", "bar", "column"]
"""What every form is at bottom: lines by category, bars by item (lying), columns (standing)."""

KINDS: Mapping[Form, Kind] = {
    "lines": "line",
    "multiples": "line",
    "dots": "line",
    "bars": "bar",
    "differences": "bar",
    "waterfall": "bar",
    "pyramid": "bar",
    "milestones": "column",
    "ranking": "column",
    "balance": "column",
    "causes": "column",
    "pairs": "column",
    "levels": "column",
}

Role = Literal["observed", "projected", "plan", "scenario", "estimate", "level", "band"]
"""What a curve is: counted, projected, of the plan, of a scenario, estimated, or read against."""

Stand = Literal["over", "beside", "stacked"]
"""Where bars of one category stand: in one place, side by side, or on each other."""

Look = Literal["", "line", "rule", "dots", "outline"]
"""How a curve is drawn: as its chart's kind, or as a line, a level, points, an empty bar."""

MarkKind = Literal["value", "passing", "empty", "chosen"]

OUTER = 0.8
"""What the widest band holds [share 0–1]."""

STRONG = 3.5
"""Lines as wide as this stand out from the others [px]."""

RISE, FALL, WHOLE = "#D2691E", "#2E86C1", "#6B7280"
"""Colours of what adds, what takes away and the sum of both."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Curve:
    """One series of a chart: ``values[category]``, NaN where there is none.

    Parameters
    ----------
    name
        What it is called; unique in its small chart.
    code
        Equal where curves have one colour: an item, a region, a side of a scenario.
    role, look
        What it is, and how it is drawn.
    colour, colours
        Its colour, and those of each category where they differ (CSS).
    pattern, patterns
        What tells it from another of its colour: ``/``, ``.`` or ``x``; of each category.
    width, dash
        Of a line [px on a page].
    faint
        Whether it is paler, as what is projected beside what is counted.
    group
        Equal for curves that are one line: what was counted, and what is projected.
    label
        The name at its line's end; None for none, and empty where the title says what it is.
    legend
        What it is called on a screen, where it shares that name with others; else its name.
    panel
        Heading of the small chart it stands in, where there are several.
    starts
        Where each bar starts, in a chart where each goes on from the one before; else at zero.
    turned
        Whether it is drawn the other way than its values are written, as cost beside income.
    signed
        Whether growth is written with a plus; None is as its chart.
    stepped
        Whether it goes in steps: places are opened or closed, not a few each month.
    share
        Of an edge of a band, what the band holds [share 0–1]; the lower edge stands before the
        upper, and the wider band before the narrower.
    sure
        Of an edge, the last category in which the curve is known well enough to be relied on; the
        band fades after it. None where it does not.
    """

    name: str
    code: str
    values: FloatArray
    role: Role
    look: Look = ""
    colour: str
    colours: tuple[str, ...] = ()
    pattern: str = ""
    patterns: tuple[str, ...] = ()
    width: float = 2.5
    dash: str = "solid"
    faint: bool = False
    group: str = ""
    label: str | None = None
    legend: str = ""
    panel: str = ""
    starts: FloatArray | None = None
    turned: bool = False
    signed: bool | None = None
    stepped: bool = False
    share: float = 0.0
    sure: int | None = None

    @property
    def is_strong(self) -> bool:
        """Whether it stands out from the others."""
        return self.width >= STRONG

    @property
    def is_outer(self) -> bool:
        """Whether it is an edge of the widest band, whose values can be read."""
        return self.role == "band" and self.share >= OUTER

    @property
    def is_dashed(self) -> bool:
        """Whether it is a broken line."""
        return self.dash != "solid"

    @property
    def shown_name(self) -> str:
        """What a screen calls it."""
        return self.legend or self.name

    @property
    def span(self) -> slice:
        """From its first value to its last."""
        (known,) = np.nonzero(np.isfinite(self.values))
        return slice(int(known[0]), int(known[-1]) + 1) if len(known) else slice(0)


@dataclass(frozen=True)
class Mark:
    """Something said at a place in a chart: a value, a level passed, a fund empty.

    Parameters
    ----------
    kind
        What is marked.
    place
        Of its category.
    text
        What is said.
    value
        Where on the value axis; NaN where the drawing finds room.
    """

    kind: MarkKind
    place: int
    text: str
    value: float = float("nan")


@dataclass(frozen=True, eq=False, kw_only=True)
class Chart:
    """What is drawn.

    Parameters
    ----------
    form, categories, curves
        The kind of chart; ``categories`` are years or items.
    axis, unit
        Text of the value axis, and the unit's code.
    signed
        Whether the values are changes, written with a sign.
    stand
        Where bars of one category stand.
    mirrored
        Whether what goes to the left is as large as it is long, and has no minus.
    from_zero
        False for an index, which is read against its base and not against nothing;
        :func:`axis_ends`.
    decimals
        Of written values; None is as their unit is.
    codes
        Of the categories, where they are items.
    marks
        What is said in the chart.
    headings
        What stands after the heading of each small chart, in order.
    shared_axis
        Whether small charts have one value axis.
    few_years
        Whether only the first, the middle and the last year are written.
    ends
        What it is to be high, and to be low, where that must be said.
    """

    form: Form
    categories: tuple[str, ...]
    curves: tuple[Curve, ...]
    axis: str
    unit: str
    signed: bool = False
    stand: Stand = "over"
    mirrored: bool = False
    from_zero: bool = True
    decimals: int | None = None
    codes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    headings: tuple[str, ...] = ()
    shared_axis: bool = False
    few_years: bool = False
    ends: tuple[str, str] | tuple[()] = ()

    @property
    def kind(self) -> Kind:
        """What its form is at bottom."""
        return KINDS[self.form]

    @property
    def bands(self) -> tuple[tuple[Curve, Curve], ...]:
        """The lower and upper edge of each band, in order."""
        edges = [one for one in self.curves if one.role == "band"]
        return tuple(zip(edges[::2], edges[1::2], strict=True))


LEAST = 0.2
"""Of the level that an axis shows which does not start at zero: what it spans at least."""


def axis_ends(chart: Chart, low: float, high: float) -> tuple[float, float]:
    """The ends of a value axis: from zero, or so far that a small change looks small.

    An index or an age is read against its base and not against nothing. So that +1.9 per cent does
    not look like a doubling, its axis spans at least a fifth of the level itself. ``low`` and
    ``high``: the smallest and largest value drawn.
    """
    if chart.from_zero:
        return min(0.0, low), max(0.0, high)
    lacking = LEAST * max(abs(low), abs(high)) - (high - low)
    return (low - lacking / 2, high + lacking / 2) if lacking > 0 else (low, high)


def written(chart: Chart, curve: Curve, value: float) -> str:
    """A value of a curve as text."""
    value = -value if curve.turned else abs(value) if chart.mirrored else value
    signed = chart.signed if curve.signed is None else curve.signed
    return text_of(chart, value, signed)


def text_of(chart: Chart, value: float, signed: bool) -> str:
    """A value as its chart writes values."""
    if chart.decimals is None or chart.unit in terms.ROUNDED:
        return terms.said(value, chart.unit, signed)
    return norwegian.number(value, chart.decimals, signed)
