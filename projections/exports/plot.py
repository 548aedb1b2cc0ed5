"""How an exhibit's chart looks, whatever the format: number formats, colours, where bars reach."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from .. import labels, norwegian
from ..ages import FloatArray
from ..charts import palette
from ..exhibits import Curve, Exhibit
from ..exhibits.what import FALL, RISE, WHOLE

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "persons": "#,##0",
        "places": "#,##0",
        "pupils": "#,##0",
        "persons per person": "0.00",
        "million NOK": "#,##0.0",
        "1000 NOK": "#,##0",
        "percent": '0.0" %"',
        "index": "#,##0.0",
        "FTE per 100": "0.00",
        "NOK per inhabitant": "#,##0",
    }
)
"""Office's number formats by unit, as written in English; Office shows them in its own language."""
SIGNED = "+{0};\u2212{0};0"
SPARE = (palette.ACCENT, "#44546A", *palette.SEQUENCE)
"""Colours for what has none of its own."""
MOST_YEARS = 14
"""More years than this, and only every fifth is written."""
MOST_ROWS = 26
"""More lying bars than this, and only some names are written."""
MOST_LABELS = 24
"""More bars than this have no room for their values."""
PARTS: Mapping[str, str] = MappingProxyType({RISE: "Øker", FALL: "Minker", WHOLE: "Sum"})
"""What the colours of a waterfall say."""
TICKS = 5
BASE = "Start (usynlig)"
"""Name of what the bars of a waterfall stand on."""


def number_format(exhibit: Exhibit) -> str:
    """Office's number format of a chart's values; changes carry a sign."""
    plain = FORMATS.get(exhibit.unit, "General")
    if exhibit.decimals is not None:
        plain = "#,##0" + ("." + "0" * exhibit.decimals if exhibit.decimals else "")
        plain += f'" {exhibit.suffix}"' if exhibit.suffix else ""
    if exhibit.mirrored:
        return f"{plain};{plain}"
    return SIGNED.format(plain) if exhibit.signed else plain


def written(exhibit: Exhibit, value: float) -> str:
    """A value of a chart as text."""
    if exhibit.mirrored:
        value = abs(value)
    if exhibit.decimals is None:
        return labels.value(value, exhibit.unit, exhibit.signed)
    text = norwegian.number(value, exhibit.decimals, exhibit.signed)
    return f"{text}{norwegian.NBSP}{exhibit.suffix}" if exhibit.suffix else text


def colours(exhibit: Exhibit) -> dict[str, str]:
    """Colour by curve code: its own, the item's, or one that no other curve has."""
    codes = list(dict.fromkeys(curve.code for curve in exhibit.curves))
    given = {curve.code: curve.colour for curve in exhibit.curves if curve.colour}
    free = [code for code in codes if code not in given]
    if len(free) == 1:
        return {code: given.get(code, palette.ACCENT) for code in codes}
    own = {
        code: palette.ITEM_COLOURS[code] for code in codes if code in palette.ITEM_COLOURS
    } | given
    spare = iter(one for one in SPARE if one not in own.values())
    return {code: own.get(code) or next(spare, palette.NEUTRAL) for code in codes}


def places(exhibit: Exhibit) -> dict[str, int]:
    """Place of each curve code in the order of colours of a theme."""
    return {code: place for place, code in enumerate(colours(exhibit))}


def dash(exhibit: Exhibit, curve: Curve) -> int | None:
    """Which dash a projected line has, told apart from the others'; None for a solid line."""
    if not curve.is_projected:
        return None
    return places(exhibit)[curve.code] if curve.dash is None else curve.dash


def values(curve: Curve) -> list[float | None]:
    """The values, None where there is none."""
    return [None if value != value else float(value) for value in curve.values]


def label_step(exhibit: Exhibit) -> int:
    """Every how many categories is written."""
    count = len(exhibit.categories)
    if exhibit.kind == "bar":
        return 1 if count <= MOST_ROWS else -(-count // MOST_ROWS)
    if count <= MOST_YEARS:
        return 1
    return 5 if count <= 5 * MOST_YEARS else -(-count // MOST_YEARS)


def has_labels(exhibit: Exhibit) -> bool:
    """Whether the value stands at each bar: there is room, and each bar starts from one place."""
    if exhibit.stand == "stacked" or exhibit.mirrored:
        return False
    bars = [one for one in exhibit.curves if is_bar(exhibit, one)]
    return sum(int(np.isfinite(one.values).sum()) for one in bars) <= MOST_LABELS


def is_bar(exhibit: Exhibit, curve: Curve) -> bool:
    """Whether a curve is drawn as bars, lying or standing."""
    return exhibit.kind != "line" and curve.look in ("", "outline")


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


def bars(exhibit: Exhibit) -> Iterator[Bar]:
    """Every bar of an exhibit."""
    drawn = [one for one in exhibit.curves if is_bar(exhibit, one)]
    beside = exhibit.stand == "beside"
    for place in range(len(exhibit.categories)):
        tops = {True: 0.0, False: 0.0}
        for lane, curve in enumerate(drawn):
            value, start = float(curve.values[place]), 0.0
            if curve.starts is not None:
                start = float(curve.starts[place])
            if not np.isfinite(start + value):  # missing, or standing on what is
                continue
            if exhibit.stand == "stacked" and curve.starts is None:
                start = tops[value >= 0]
                tops[value >= 0] += value
            lanes = len(drawn) if beside else 1
            yield Bar(curve, place, start, start + value, value, lane if beside else 0, lanes)


def reach(exhibit: Exhibit) -> tuple[float, float]:
    """The smallest and largest value drawn, zero among them but for an index."""
    ends = [end for one in bars(exhibit) for end in (one.start, one.end)]
    lines = [one for one in exhibit.curves if not is_bar(exhibit, one)]
    ends += [value for one in lines for value in values(one) if value is not None]
    ends += [0.0] if exhibit.from_zero or not ends else []
    return min(ends), max(ends)


def label_format(exhibit: Exhibit) -> str:
    """Office's format of values written at bars; several in one place do not write their zeros."""
    usual = number_format(exhibit)
    if sum(is_bar(exhibit, one) for one in exhibit.curves) == 1:
        return usual
    plain = usual.split(";")[0]
    return f"{plain};\u2212{plain.lstrip('+')};"


def is_written(exhibit: Exhibit, bar: Bar) -> bool:
    """Whether there is anything to say at a bar."""
    several = sum(is_bar(exhibit, one) for one in exhibit.curves) > 1
    return has_labels(exhibit) and (bar.value != 0 or not several)


def on_bases(exhibit: Exhibit) -> Exhibit:
    """A waterfall as bars on each other, the lowest of them without colour; others as they are.

    What crosses zero is cut there, for bars are stacked from zero up and from zero down.
    """
    if not exhibit.curves or exhibit.curves[0].starts is None:
        return exhibit
    (curve,) = exhibit.curves
    starts, count = curve.starts, len(exhibit.categories)
    assert starts is not None
    base = np.zeros(count)
    parts: dict[tuple[str, bool], FloatArray] = {}
    for place, (start, value) in enumerate(zip(starts, curve.values, strict=True)):
        low, high = sorted((float(start), float(start + value)))
        if not np.isfinite(low + high):
            continue
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
            f"{PARTS[colour]} (under null)" if is_cut else PARTS[colour],
            colour,
            parts[colour, is_cut],
            True,
            colour=colour,
        )
        for colour, is_cut in order
    )
    hidden = Curve(BASE, BASE, base, True, colour="#FFFFFF")
    return replace(exhibit, curves=(hidden, *stacked), stand="stacked")


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
