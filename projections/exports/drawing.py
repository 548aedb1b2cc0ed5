"""A chart as SVG that stands inside a page: no scripts, no files beside it."""

import math
from collections.abc import Callable, Sequence
from html import escape

from ..figures.chart import Curve
from ..figures.spec import Figure
from . import plot

WIDTH, HEIGHT = 680, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 12, 26, 26
NAMES = 190
"""Room for names beside lying bars."""
ROW = 26
"""Height of a lying bar with its room."""
LANE = 12
"""Height of a bar that has others beside it."""
SHARE = 0.7
"""Part of its room that a standing bar takes."""
SMALL = (340, 190)
"""Width and height of small charts beside each other."""
MOST_LINES, LINE = 3, 11
"""Lines that a name below a chart may stand on, and their height."""
LETTER = 7
"""Width of a letter."""
DASHES = ("7 5", "2 3", "9 3 2 3", "14 5", "14 3 2 3", "4 3")
"""Of projected lines, one after the other."""
BAND = 0.14
"""How much of its colour a band has."""
INK, GRID = "#333333", "#D5D8DC"


def svg(figure: Figure) -> str:
    """The chart of a figure, or its small charts, with their text alternative."""
    figure = figure.printed
    panels = figure.panels
    if len(panels) == 1:
        return _svg(figure, WIDTH, HEIGHT)
    return f'<div class="small">{"".join(_svg(one, *SMALL) for one in panels)}</div>'


def _svg(figure: Figure, width: int, height: int) -> str:
    lying = figure.kind == "bar"
    drawn, tall = _lying(figure) if lying else _standing(figure, width, height)
    return (
        f'<svg role="img" viewBox="0 0 {width} {tall}" '
        f'aria-label="{escape(figure.alternative_text)}">'
        f"{_text(figure.axis, 0, 14)}{''.join(drawn)}</svg>"
    )


def _standing(figure: Figure, width: int, height: int) -> tuple[list[str], int]:
    """Lines, standing bars, or lines over bars, and how high the drawing is."""
    ticks = plot.nice_ticks(*plot.reach(figure))
    low, high = ticks[0], ticks[-1]
    step = (width - LEFT - RIGHT) / len(figure.categories)

    def x(place: int) -> float:
        return LEFT + (place + 0.5) * step

    def y(value: float) -> float:
        return TOP + (height - TOP - BOTTOM) * (high - value) / (high - low or 1)

    parts = []
    for tick in ticks:
        thick = 1.5 if tick == 0 else 0.7
        parts.append(
            f'<line x1="{LEFT}" x2="{width - RIGHT}" y1="{y(tick):.1f}" y2="{y(tick):.1f}" '
            f'stroke="{INK if tick == 0 else GRID}" stroke-width="{thick}"/>'
        )
        parts.append(_text(plot.written(figure, tick), LEFT - 6, y(tick) + 4, "end"))
    named, lines = _names_below(figure, x, step, height - 6)
    parts += named
    for bar in plot.bars(figure):
        wide = SHARE * step / bar.lanes
        left = x(bar.place) - SHARE * step / 2 + bar.lane * wide
        top, end = sorted((y(bar.start), y(bar.end)))
        parts.append(_rect(figure, bar, (left, top, wide, end - top)))
        if plot.is_written(figure, bar):
            at = y(bar.end) + (13 if bar.value < 0 else -4)
            parts.append(_text(plot.written(figure, bar.value), left + wide / 2, at, "middle", 10))
    for lower, upper in figure.bands:
        both = zip(plot.values(lower), plot.values(upper), strict=True)
        inside = [(i, a, b) for i, (a, b) in enumerate(both) if a is not None and b is not None]
        corners = [(x(i), y(b)) for i, _, b in inside]
        corners += [(x(i), y(a)) for i, a, _ in inside[::-1]]
        around = " ".join(f"{across:.1f},{down:.1f}" for across, down in corners)
        colour = plot.colours(figure)[plot.hue(lower)]
        parts.append(f'<polygon points="{around}" fill="{colour}" fill-opacity="{BAND}"/>')
    for curve in figure.curves:
        if not plot.is_bar(figure, curve):
            known = [(i, v) for i, v in enumerate(plot.values(curve)) if v is not None]
            parts.append(_line(figure, curve, [(x(i), y(v)) for i, v in known]))
    return parts, height + LINE * (lines - 1)


def _names_below(
    figure: Figure, x: Callable[[int], float], step: float, low: float
) -> tuple[list[str], int]:
    """The categories under their place, and on how many lines the longest of them stands."""
    every = max(plot.label_step(figure), math.ceil(LETTER * 4 / step))
    shown = [
        (place, name)
        for place, name in enumerate(figure.categories)
        if (len(figure.categories) - 1 - place) % every == 0
    ]
    room = int(every * step / LETTER)
    fitting = all(len(name) <= room for _, name in shown)
    size, most = (12, room) if fitting else (9, room * 12 // 9)
    lines = {
        place: (name,) if len(name) <= most else tuple(name.split()[:MOST_LINES])
        for place, name in shown
    }
    texts = [
        _text(shortened(word, most + 1), x(place), low + line * LINE, "middle", size)
        for place, words in lines.items()
        for line, word in enumerate(words)
    ]
    return texts, max(map(len, lines.values()), default=1)


def shortened(text: str, room: int) -> str:
    """A text in the room there is, with what is left out marked.

    Examples
    --------
    >>> shortened("Sosiale tjenester", 20), shortened("Sosiale tjenester", 8)
    ('Sosiale tjenester', 'Sosiale…')
    """
    return text if len(text) <= max(room, 4) else f"{text[: max(room, 4) - 1].rstrip()}…"


def _line(figure: Figure, curve: Curve, points: Sequence[tuple[float, float]]) -> str:
    """A line, a level with its name, or points."""
    colour = plot.colours(figure)[plot.hue(curve)]
    if curve.look == "dots":
        return "".join(
            f'<circle cx="{across:.1f}" cy="{down:.1f}" r="5" fill="{colour}" fill-opacity="0.8"/>'
            for across, down in points
        )
    path = " ".join(f"{across:.1f},{down:.1f}" for across, down in points)
    wide = 3.5 if curve.is_strong else 1.5 if curve.look == "rule" else 2.2
    wide = 0.8 if curve.role == "band" else wide
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{wide}"'
        f"{_dash(figure, curve)}/>"
    )


def _rect(figure: Figure, bar: plot.Bar, box: tuple[float, float, float, float]) -> str:
    """A bar: filled, or only its outline."""
    left, top, wide, high = box
    curve = bar.curve
    colour = plot.colour_at(figure, curve, bar.place)
    fill = f'fill="{colour}"'
    if curve.look == "outline":
        fill = f'fill="none" stroke="{colour}" stroke-width="1.5"'
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" {fill}/>'


def _lying(figure: Figure) -> tuple[list[str], int]:
    """Lying bars with their names beside them, and how high the drawing is."""
    low, high = plot.reach(figure)
    row = ROW if len(figure.categories) <= plot.MOST_ROWS else ROW // 2
    if figure.stand == "beside":
        row = max(row, LANE * len(figure.curves) + 6)
    room = WIDTH - NAMES - 2 * LEFT
    tall = TOP + row * len(figure.categories) + 6
    every = plot.label_step(figure)

    def x(value: float) -> float:
        return NAMES + LEFT + room * (value - low) / (high - low or 1)

    parts = [
        _text(shortened(name, NAMES // LETTER + LETTER), 0, TOP + row * place + row / 2 + 4)
        for place, name in enumerate(figure.categories)
        if place % every == 0
    ]
    for bar in plot.bars(figure):
        thick = (row - 6) / bar.lanes
        top = TOP + row * bar.place + 3 + bar.lane * thick
        left, right = sorted((x(bar.start), x(bar.end)))
        parts.append(_rect(figure, bar, (left, top, right - left, thick)))
        if plot.is_written(figure, bar):
            back = bar.value < 0
            at, anchor = (left - 5, "end") if back else (right + 5, "start")
            text = plot.written(figure, bar.value)
            parts.append(_text(text, at, top + thick / 2 + 4, anchor, 12 if bar.lanes == 1 else 10))
    parts.append(
        f'<line x1="{x(0):.1f}" x2="{x(0):.1f}" y1="{TOP}" y2="{tall - 6}" stroke="{INK}" '
        'stroke-width="1"/>'
    )
    if plot.has_labels(figure):
        return parts, tall
    for tick in plot.nice_ticks(low, high):
        if low <= tick <= high:
            parts.append(_text(plot.written(figure, tick), x(tick), tall + 10, "middle"))
    return parts, tall + 16


def legend(figure: Figure) -> str:
    """What each line or bar is; nothing where there is one."""
    figure = figure.printed
    first = figure.panels[0].curves
    shown = figure.curves if len({len(one.curves) for one in figure.panels}) > 1 else first
    if len(figure.panels) > 1 and len({one.name for one in figure.curves}) > len(first):
        shown = figure.curves  # each small chart has names of its own
    colours, told = plot.colours(figure), []
    entries = [(curve.name, colours[plot.hue(curve)], _dash(figure, curve)) for curve in shown]
    if figure.curves[0].starts is not None:
        used = dict.fromkeys(figure.curves[0].colours)
        entries = [(plot.PARTS[one], one, "") for one in plot.PARTS if one in used]
    if len(entries) == 1:
        return ""
    for name, colour, dash in entries:
        told.append(
            f'<li><svg viewBox="0 0 30 8" width="30" height="8" aria-hidden="true"><line x1="0" '
            f'x2="30" y1="4" y2="4" stroke="{colour}" stroke-width="4"'
            f"{dash}/></svg> {escape(name)}</li>"
        )
    return f'<ul class="legend">{"".join(told)}</ul>'


def _dash(figure: Figure, curve: Curve) -> str:
    place = None if plot.is_bar(figure, curve) else plot.dash(curve)
    return "" if place is None else f' stroke-dasharray="{DASHES[place % len(DASHES)]}"'


def _text(text: str, x: float, y: float, anchor: str = "start", size: int = 12) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{INK}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )
