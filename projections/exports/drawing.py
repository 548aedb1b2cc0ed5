"""A chart as SVG that stands inside a page: no scripts, no files beside it."""

import math
from collections.abc import Sequence
from html import escape

from .. import labels
from ..exhibits import Curve, Exhibit
from . import plot

WIDTH, HEIGHT = 680, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 26, 26
NAMES = 190
"""Room for names beside lying bars."""
ROW = 26
"""Height of a lying bar with its room."""
TICKS = 5
DASHES = ("7 5", "2 3", "9 3 2 3", "14 5", "14 3 2 3", "4 3")
"""Of projected lines, one after the other."""
INK, GRID = "#333333", "#D5D8DC"


def svg(exhibit: Exhibit) -> str:
    """The chart of an exhibit, with its text alternative."""
    drawn = _bars(exhibit) if exhibit.kind == "bar" else _by_year(exhibit)
    high = TOP + ROW * len(exhibit.categories) + 6 if exhibit.kind == "bar" else HEIGHT
    return (
        f'<svg role="img" viewBox="0 0 {WIDTH} {high}" '
        f'aria-label="{escape(exhibit.alternative_text)}">'
        f"{_text(exhibit.axis, 0, 14)}{''.join(drawn)}</svg>"
    )


def _by_year(exhibit: Exhibit) -> list[str]:
    """Lines or standing columns over years."""
    known = [v for one in exhibit.curves for v in plot.values(one) if v is not None]
    ticks = nice_ticks(min(0.0, *known), max(0.0, *known))
    low, high = ticks[0], ticks[-1]
    step = (WIDTH - LEFT - RIGHT) / len(exhibit.categories)

    def x(place: int) -> float:
        return LEFT + (place + 0.5) * step

    def y(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low)

    parts = []
    for tick in ticks:
        width = 1.5 if tick == 0 else 0.7
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" '
            f'stroke="{INK if tick == 0 else GRID}" stroke-width="{width}"/>'
        )
        parts.append(_text(labels.value(tick, exhibit.unit), LEFT - 6, y(tick) + 4, "end"))
    every = plot.label_step(exhibit)
    parts += [
        _text(name, x(place), HEIGHT - 6, "middle")
        for place, name in enumerate(exhibit.categories)
        if (len(exhibit.categories) - 1 - place) % every == 0
    ]
    colours = plot.colours(exhibit)
    for curve in exhibit.curves:
        colour = colours[curve.code]
        points = [(x(i), v) for i, v in enumerate(plot.values(curve)) if v is not None]
        if exhibit.kind == "line":
            path = " ".join(f"{across:.1f},{y(value):.1f}" for across, value in points)
            dash = _dash(exhibit, curve)
            wide = 3.5 if curve.code == labels.TOTAL else 2.2
            parts.append(
                f'<polyline points="{path}" fill="none" stroke="{colour}" '
                f'stroke-width="{wide}"{dash}/>'
            )
            continue
        for across, value in points:
            top, end = sorted((y(value), y(0)))
            parts.append(
                f'<rect x="{across - 0.35 * step:.1f}" y="{top:.1f}" width="{0.7 * step:.1f}" '
                f'height="{end - top:.1f}" fill="{colour}" fill-opacity="{_shade(curve)}"/>'
            )
            written = y(value) + (13 if value < 0 else -4)
            parts.append(_text(labels.value(value, exhibit.unit), across, written, "middle", 10))
    return parts


def _bars(exhibit: Exhibit) -> list[str]:
    """Lying bars, one an item, each with its value."""
    (curve,) = exhibit.curves
    known = [value for value in plot.values(curve) if value is not None]
    low, high = min(0.0, *known), max(0.0, *known)
    room = WIDTH - NAMES - 2 * LEFT
    colour, signed = plot.colours(exhibit)[curve.code], exhibit.table[0].is_difference

    def x(value: float) -> float:
        return NAMES + LEFT + room * (value - low) / (high - low or 1)

    parts = []
    for place, (name, value) in enumerate(zip(exhibit.categories, plot.values(curve), strict=True)):
        top = TOP + ROW * place
        parts.append(_text(name, 0, top + 16))
        if value is None:
            continue
        left, right = sorted((x(0), x(value)))
        parts.append(
            f'<rect x="{left:.1f}" y="{top + 3}" width="{right - left:.1f}" '
            f'height="{ROW - 8}" fill="{colour}"/>'
        )
        anchor, at = ("end", left - 5) if value < 0 else ("start", right + 5)
        parts.append(_text(labels.value(value, exhibit.unit, signed), at, top + 16, anchor))
    return parts


def legend(exhibit: Exhibit) -> str:
    """What each line or column is; nothing where there is one."""
    if len(exhibit.curves) == 1:
        return ""
    colours = plot.colours(exhibit)
    told = []
    for curve in exhibit.curves:
        dash = _dash(exhibit, curve) if exhibit.kind == "line" else ""
        told.append(
            f'<li><svg viewBox="0 0 30 8" width="30" height="8" aria-hidden="true"><line x1="0" '
            f'x2="30" y1="4" y2="4" stroke="{colours[curve.code]}" stroke-width="4"'
            f' stroke-opacity="{_shade(curve) if exhibit.kind == "column" else 1}"'
            f"{dash}/></svg> {escape(curve.name)}</li>"
        )
    return f'<ul class="legend">{"".join(told)}</ul>'


def _dash(exhibit: Exhibit, curve: Curve) -> str:
    place = plot.dash(exhibit, curve)
    return "" if place is None else f' stroke-dasharray="{DASHES[place % len(DASHES)]}"'


def _shade(curve: Curve) -> float:
    """Years of the plan are paler than those after it."""
    return 1.0 if curve.is_projected else 0.45


def _text(text: str, x: float, y: float, anchor: str = "start", size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{INK}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )


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
