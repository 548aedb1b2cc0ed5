"""How a figure's chart looks, whatever the format: number formats, colours, where bars reach."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .. import terms
from ..charts import palette
from ..figures.chart import FALL, RISE, WHOLE, Curve, axis_ends, text_of
from ..figures.spec import Figure
from ..people.ages import FloatArray

FORMATS: Mapping[str, str] = {
    "persons": "#,##0",
    "places": "#,##0",
    "pupils": "#,##0",
    "persons per person": "0.00",
    "million NOK": "#,##0.0",
    "1000 NOK": "#,##0",
    "users": "#,##0",
    "FTE": "#,##0.0",
    "years": '#,##0.0" år"',
    "share": "0.0%",
    "need index": "0.0000",
    "percent": '0.0" %"',
    "index": "#,##0.0",
    "FTE per 100": "0.00",
    "NOK per inhabitant": "#,##0",
}
"""Office's number formats by unit, as written in English; Office shows them in its own language."""
SIGNED = "+{0};\u2212{0};0"
MOST_YEARS = 14
"""More years than this, and only every fifth is written."""
MOST_ROWS = 26
"""More lying bars than this, and only some names are written."""
MOST_LABELS = 24
"""More bars than this have no room for their values."""
PARTS: Mapping[str, str] = {RISE: "Øker", FALL: "Minker", WHOLE: "Sum"}
"""What the colours of a waterfall say."""
TICKS = 5
THOUSANDS = 1000
"""Amounts so large have no decimals in Office, where one format holds for a whole chart."""
BASE = "Start (usynlig)"
"""Name of what the bars of a waterfall stand on."""


def number_format(figure: Figure) -> str:
    """Office's number format of a chart's values; changes carry a sign."""
    plain = FORMATS.get(figure.unit, "General")
    if figure.unit in terms.ROUNDED and _most(figure) >= THOUSANDS:
        plain = "#,##0"
    elif figure.decimals is not None:
        plain = "#,##0" + ("." + "0" * figure.decimals if figure.decimals else "")
    if figure.mirrored:
        return f"{plain};{plain}"
    return SIGNED.format(plain) if figure.signed else plain


def _most(figure: Figure) -> float:
    """The largest value that is drawn, whatever its sign."""
    every = [np.abs(one.values[np.isfinite(one.values)]) for one in figure.curves]
    return max((float(one.max()) for one in every if len(one)), default=0.0)


def axis_format(figure: Figure, ticks: Sequence[float]) -> str:
    """Office's format of the numbers at an axis: decimals only where the marks have them."""
    usual = number_format(figure).replace('" år"', "")
    if "%" in usual and '"' not in usual:
        return usual.replace("0.0%", "0%") if all(_is_whole(100 * one) for one in ticks) else usual
    return re.sub(r"0\.0+", "0", usual) if all(map(_is_whole, ticks)) else usual


def in_norwegian(number: str) -> str:
    """The format with Norwegian marks, whatever the language of the program that shows it.

    Examples
    --------
    >>> in_norwegian("+0.0;−0.0;0")
    '[$-414]+0.0;[$-414]−0.0;[$-414]0'
    """
    return ";".join(f"[$-414]{part}" if part else part for part in number.split(";"))


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-9


def written(figure: Figure, value: float) -> str:
    """A value of a chart as text."""
    return text_of(figure, abs(value) if figure.mirrored else value, figure.signed)


Hue = tuple[str, str]
"""What has a colour of its own: a curve's code, and its colour on a screen."""


def hue(curve: Curve) -> Hue:
    """A path and the scenario laid on it have one code and two colours."""
    return curve.code, curve.colour


def colours(figure: Figure) -> dict[Hue, str]:
    """Colour by what has it, as ``#RRGGBB``; bars told apart by a pattern on a screen are paler."""
    found: dict[Hue, str] = {}
    for curve in figure.curves:
        if hue(curve) in found:
            continue
        colour = palette.hexed(curve.colour, palette.PALER if curve.faint or curve.pattern else 1.0)
        while is_bar(figure, curve) and colour in found.values():
            colour = palette.hexed(colour, palette.LIGHTER)
        found[hue(curve)] = colour
    return found


def colour_at(figure: Figure, curve: Curve, place: int) -> str:
    """The colour of one bar."""
    return palette.hexed(curve.colours[place]) if curve.colours else colours(figure)[hue(curve)]


def places(figure: Figure) -> dict[Hue, int]:
    """Place of each in the order of colours of a theme."""
    return {one: place for place, one in enumerate(colours(figure))}


def dash(curve: Curve) -> int | None:
    """Which dash a line has; None for a solid line."""
    if not curve.is_dashed:
        return None
    known = palette.PROJECTED_DASHES
    return known.index(curve.dash) if curve.dash in known else len(known)


def values(curve: Curve) -> list[float | None]:
    """The values, None where there is none."""
    return [None if value != value else float(value) for value in curve.values]


def label_step(figure: Figure) -> int:
    """Every how many categories is written."""
    count = len(figure.categories)
    if figure.kind == "bar":
        return 1 if count <= MOST_ROWS else -(-count // MOST_ROWS)
    if count <= MOST_YEARS:
        return 1
    return 5 if count <= 5 * MOST_YEARS else -(-count // MOST_YEARS)


def has_labels(figure: Figure) -> bool:
    """Whether the value stands at each bar: there is room, and each bar starts from one place."""
    if figure.stand == "stacked" or figure.mirrored:
        return False
    bars = [one for one in figure.curves if is_bar(figure, one)]
    return sum(int(np.isfinite(one.values).sum()) for one in bars) <= MOST_LABELS


def is_bar(figure: Figure, curve: Curve) -> bool:
    """Whether a curve is drawn as bars, lying or standing."""
    return figure.kind != "line" and curve.look in ("", "outline")


@dataclass(frozen=True)
class Bar:
    """One bar: its curve, its category's place, and from which value to which it goes.

    ``lane`` of ``lanes`` tells bars of one category that stand side by side apart.
    """

    curve: Curve
    place: int
    start: float
    end: float
    value: float
    lane: int
    lanes: int


def bars(figure: Figure) -> Iterator[Bar]:
    """Every bar of a figure."""
    drawn = [one for one in figure.curves if is_bar(figure, one)]
    beside = figure.stand == "beside"
    for place in range(len(figure.categories)):
        tops = {True: 0.0, False: 0.0}
        for lane, curve in enumerate(drawn):
            value, start = float(curve.values[place]), 0.0
            if curve.starts is not None:
                start = float(curve.starts[place])
            if not np.isfinite(start + value):  # missing, or standing on what is
                continue
            if figure.stand == "stacked" and curve.starts is None:
                start = tops[value >= 0]
                tops[value >= 0] += value
            lanes = len(drawn) if beside else 1
            yield Bar(curve, place, start, start + value, value, lane if beside else 0, lanes)


def reach(figure: Figure) -> tuple[float, float]:
    """The ends of the value axis, by the smallest and largest value drawn."""
    ends = [end for one in bars(figure) for end in (one.start, one.end)]
    lines = [one for one in figure.curves if not is_bar(figure, one)]
    ends += [value for one in lines for value in values(one) if value is not None]
    return axis_ends(figure, min(ends, default=0.0), max(ends, default=0.0))


def label_format(figure: Figure) -> str:
    """Office's format of values written at bars; several in one place do not write their zeros."""
    usual = number_format(figure)
    if sum(is_bar(figure, one) for one in figure.curves) == 1:
        return usual
    plain = usual.split(";")[0]
    return f"{plain};\u2212{plain.lstrip('+')};"


def is_written(figure: Figure, bar: Bar) -> bool:
    """Whether there is anything to say at a bar."""
    several = sum(is_bar(figure, one) for one in figure.curves) > 1
    return has_labels(figure) and (bar.value != 0 or not several)


def on_bases(figure: Figure) -> Figure:
    """A waterfall as bars on each other, the lowest of them without colour; others as they are.

    What crosses zero is cut there, for bars are stacked from zero up and from zero down.
    """
    if not figure.curves or figure.curves[0].starts is None:
        return figure
    (curve,) = figure.curves
    starts, count = curve.starts, len(figure.categories)
    assert starts is not None
    base = np.zeros(count)
    parts: dict[tuple[str, bool], FloatArray] = {}
    for place, (start, value) in enumerate(zip(starts, curve.values, strict=True)):
        low, high = sorted((float(start), float(start + value)))
        if not np.isfinite(low + high):
            continue
        # Office has no floating bar: an uncoloured one holds it up, and it stands on one side of
        # zero only. So what crosses zero is two bars on no base, one up and one down.
        above, below = max(high, 0.0) - max(low, 0.0), min(low, 0.0) - min(high, 0.0)
        base[place] = max(low, 0.0) + min(high, 0.0)
        colour = curve.colours[place]
        for height, is_cut in ((above, False), (below, above > 0)):
            if height or (value == 0 and not is_cut and height is above):
                one = parts.setdefault((colour, is_cut), np.full(count, np.nan))
                one[place] = height
    order = sorted(parts, key=lambda key: (key[1], list(PARTS).index(key[0])))
    stacked = (
        Curve(
            name=f"{PARTS[colour]} (under null)" if is_cut else PARTS[colour],
            code=colour,
            values=parts[colour, is_cut],
            role="projected",
            colour=colour,
        )
        for colour, is_cut in order
    )
    hidden = Curve(name=BASE, code=BASE, values=base, role="projected", colour="#FFFFFF")
    return replace(figure, curves=(hidden, *stacked), stand="stacked")


def nice_ticks(low: float, high: float) -> Sequence[float]:
    """Round values that reach from at most ``low`` to at least ``high``.

    Examples
    --------
    >>> nice_ticks(-3.0, 16.0)
    [-5.0, 0.0, 5.0, 10.0, 15.0, 20.0]
    """
    rough = (high - low or 1.0) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    first, last = math.floor(low / step), max(math.ceil(high / step), math.floor(low / step) + 1)
    return [place * step for place in range(first, last + 1)]
