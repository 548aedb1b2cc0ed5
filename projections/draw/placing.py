"""Where a text stands in a chart: on no other text, on no curve, and inside the picture.

Every text that may stand in more than one place is put by :func:`settle`, for every kind of chart
and screen. One drawing is shown as wide as the screen is, so a place is judged at several widths.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from ..people.ages import FloatArray
from . import letters
from .steps import FREE

Box = tuple[float, float, float, float]
"""Left, top, right and bottom [px]."""
NARROW = 324
"""Width of a chart on a card on a phone of 390 [px]."""
SIZE = 13
"""Of a text in a chart [px]."""
THICK = 1.5
"""How far a curve reaches to either side [px]."""
CURVE, SOLID = 6400.0, 400000.0
"""What it costs to lie on a curve or column, and on another text, where a pixel that a name is
moved from its line costs its square."""
PAPER = "rgba(255,255,255,0.85)"
"""Behind a text that has no clear place: the page, through which a curve is hardly seen."""
OUTSIDE = 2000.0
"""What a pixel outside the picture costs."""
LATER = 60.0
"""What it costs to take the next of the places a text may stand in."""
KEY, ENTRY = 42.0, 19.0
"""Width of a sign in a legend, and height of a line of it [px]."""
BAR = 0.8
"""Width of a bar where the chart does not say [share of its room]."""
AROUND: Sequence[Mapping[str, Any]] = tuple(
    {"xanchor": side, "xshift": across, "yanchor": anchor, "yshift": up}
    for anchor, up in (("bottom", 4), ("top", -4), ("bottom", 18), ("bottom", 34))
    for side, across in (("center", 0), ("left", 4), ("right", -4))
)
"""Where the value of a point may stand: over it, under it, and further up."""


class Screen(NamedTuple):
    """What a picture is drawn on, as a page would have it.

    Parameters
    ----------
    widths
        From the narrowest it is shown on to the widest [px].
    height
        None for what the drawing says [px].
    letters
        How wide its letters are, to those of a page.
    """

    widths: tuple[float, ...] = (NARROW, 2 * NARROW, 4 * NARROW)
    height: float | None = None
    letters: float = 1.0


PAGE = Screen()


class Canvas:
    """What is drawn, at one width: curves, and areas that hold columns or texts."""

    def __init__(self, drawn: Mapping[str, Any], width: float, screen: Screen = PAGE) -> None:
        layout = drawn["layout"]
        margin = layout["margin"]
        self.width, self.height = width, screen.height or layout["height"]
        self.left, self.top = margin["l"], margin["t"]
        self.right = width - margin["r"]
        self.bottom = self.height - margin["b"] - _legend(drawn, width)
        self.ends = layout["xaxis"]["range"], layout["yaxis"]["range"]
        self.letters = screen.letters
        self.curves = [(self.x(x), self.y(y)) for x, y in _curves(drawn)]
        self.areas: list[tuple[Box, float]] = []
        for ends in layout["shapes"]:
            if ends["type"] == "line":
                x, y = (np.array([ends[f"{one}0"], ends[f"{one}1"]], dtype=float) for one in "xy")
                across = self.left + x * (self.right - self.left)
                is_whole = ends.get("xref") == "paper"
                self.curves.append((across if is_whole else self.x(x), self.y(y)))
        for left, right, low, high in _columns(drawn):
            self.areas.append(((self.x(left), self.y(high), self.x(right), self.y(low)), CURVE))

    def x(self, value: Any) -> Any:
        """Of a year [px]."""
        low, high = self.ends[0]
        return self.left + (value - low) / (high - low or 1) * (self.right - self.left)

    def y(self, value: Any) -> Any:
        """Of a value [px]."""
        low, high = self.ends[1]
        return self.bottom - (value - low) / (high - low or 1) * (self.bottom - self.top)

    def value(self, y: float) -> float:
        """Of a height [px]."""
        low, high = self.ends[1]
        return float(low + (self.bottom - y) / (self.bottom - self.top) * (high - low))

    def box(self, note: Mapping[str, Any]) -> Box:
        """What a note covers."""
        size = note.get("font", {}).get("size", SIZE)
        wide = self.letters * letters.width(note["text"], size)
        high = letters.height(note["text"], size)
        x, y = note["x"], note["y"]
        is_across, is_up = (note.get(one) == "paper" for one in ("xref", "yref"))
        x = self.left + x * (self.right - self.left) if is_across else self.x(x)
        y = self.bottom - y * (self.bottom - self.top) if is_up else self.y(y)
        left = x + note.get("xshift", 0)
        left -= wide * {"left": 0.0, "center": 0.5, "right": 1.0}[note.get("xanchor", "center")]
        top = y - note.get("yshift", 0)
        top -= high * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[note.get("yanchor", "middle")]
        return left, top, left + wide, top + high

    def between(self, left: float, right: float) -> list[tuple[float, float, float]]:
        """From where to where it is drawn between two sides, and what it costs to lie there."""
        found = []
        for x, y in self.curves:
            within = (x > left) & (x < right)
            at = np.array([max(left, x[0]), min(right, x[-1])])
            if at[0] <= at[1]:
                known = [*np.interp(at, x, y), *y[within]]
                found.append((min(known) - THICK, max(known) + THICK, CURVE))
        for (start, top, end, bottom), weight in self.areas:
            if start < right and end > left:
                found.append((top, bottom, weight))
        return found

    def cost(self, note: Mapping[str, Any]) -> float:
        """What it costs to have a note where it is."""
        left, top, right, bottom = self.box(note)
        beyond = max(-left, 0) + max(right - self.width, 0)
        beyond += max(-top, 0) + max(bottom - self.bottom, 0)
        drawn = self.between(left, right)
        lying = (cost for high, low, cost in drawn if high < bottom and low > top)
        return float(OUTSIDE * beyond + sum(lying))

    def add(self, note: Mapping[str, Any]) -> None:
        """A note that stays where it is."""
        self.areas.append((self.box(note), SOLID))


def settle(drawn: Mapping[str, Any], screen: Screen = PAGE) -> list[dict[str, Any]]:
    """The notes of a drawing, those that are free to move put where they stand clear.

    Parameters
    ----------
    drawn
        With explicit ends of both axes, over years or other numbers.
    screen
        What it is drawn on.
    """
    notes = [dict(note) for note in drawn["layout"]["annotations"]]
    free = [note for note in notes if FREE in note]
    if not free:
        return notes
    every = [Canvas(drawn, width, screen) for width in screen.widths]
    for canvas in every:
        for note in notes:
            if FREE not in note:
                canvas.add(note)
    ends = [note for note in free if not note[FREE].places]
    for year in sorted({note["x"] for note in ends}, reverse=True):
        _column(every, [note for note in ends if note["x"] == year])
    for note in free:
        if note[FREE].places:
            _first(every, note)
    return notes


def _legend(drawn: Mapping[str, Any], width: float) -> float:
    """What lines of a legend after its first take of the height [px]."""
    if not drawn["layout"].get("showlegend"):
        return 0.0
    shown = (one for one in drawn["data"] if one.get("showlegend") is not False)
    names = dict.fromkeys(str(one.get("name", "")) for one in shown)
    widest = max((letters.width(one, SIZE + 1) for one in names), default=0.0) + KEY
    beside = max(int(width // widest), 1)
    return ENTRY * (-(-len(names) // beside) - 1)


def _curves(drawn: Mapping[str, Any]) -> list[tuple[FloatArray, FloatArray]]:
    """Runs of points without a hole between them."""
    found = []
    for trace in drawn["data"]:
        if trace["type"] != "scatter" or "lines" not in trace["mode"] or trace.get("fill"):
            continue
        x, y = (np.array(trace[one], dtype=np.float64) for one in "xy")
        if trace["line"].get("shape") == "hv":
            x, y = np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]
        known = np.isfinite(y)
        for run in np.split(np.arange(len(x)), np.flatnonzero(np.diff(known)) + 1):
            if len(run) and known[run[0]]:
                found.append((x[run], y[run]))
    return found


def _columns(drawn: Mapping[str, Any]) -> list[tuple[float, float, float, float]]:
    """Sides and ends of each column; those of one year stand on each other, up and down."""
    found = []
    stacks: dict[float, list[float]] = {}
    half = (1 - drawn["layout"].get("bargap", 1 - BAR)) / 2
    for trace in drawn["data"]:
        if trace["type"] == "bar":
            for x, value in zip(trace["x"], trace["y"], strict=True):
                if value:
                    ends = stacks.setdefault(x, [0.0, 0.0])
                    start = ends[value > 0]
                    ends[value > 0] += value
                    found.append((x - half, x + half, *sorted((start, start + value))))
    return found


def _column(every: Sequence[Canvas], notes: Sequence[dict[str, Any]]) -> None:
    """Names at the ends of lines in one year: in order, each as near its line as can be.

    The cheapest places of all of them together, name by name from the top, where each pixel of
    height is a place.
    """
    canvas = every[0]
    ordered = sorted(notes, key=lambda note: -note[FREE].value)
    high = [bottom - top for _, top, _, bottom in map(canvas.box, ordered)]
    room = int(canvas.bottom - canvas.top)
    squeezed = min(1.0, (room - len(high)) / sum(high))  # each is moved to a whole pixel
    half = [squeezed * one / 2 for one in high]
    apart = [int(np.ceil(one + other)) for one, other in pairwise(half)]
    rows = canvas.top + np.arange(room + 1)
    best: list[FloatArray] = []
    for place, (note, own) in enumerate(zip(ordered, half, strict=True)):
        cost = (rows - canvas.y(note[FREE].value)) ** 2
        for one in every:
            left, _, right, _ = one.box(note)
            for top, bottom, weight in one.between(left, right):
                high, low = (canvas.y(one.value(end)) for end in (top, bottom))
                cost += weight * ((rows + own > high) & (rows - own < low))
        cost[(rows < canvas.top + own - 1) | (rows > canvas.bottom - own + 1)] = np.inf
        if place:
            before = np.minimum.accumulate(best[-1])
            cost = cost + np.concatenate([np.full(apart[place - 1], np.inf), before])[: len(cost)]
        best.append(cost)
    last = len(rows) - 1
    for place in reversed(range(len(ordered))):
        at = int(np.argmin(best[place][: last + 1]))
        ordered[place]["y"] = canvas.value(rows[at])
        _stays(every, ordered[place])
        if place:
            last = max(at - apart[place - 1], 0)


def _first(every: Sequence[Canvas], note: dict[str, Any]) -> None:
    """The first of some places that is clear, or the one that covers least."""
    best, least = 0, np.inf
    for order, place in enumerate(note[FREE].places):
        cost = LATER * order + sum(one.cost(note | place) for one in every)
        if cost < least:
            best, least = order, cost
        if least <= LATER * (order + 1):
            break
    note |= note[FREE].places[best]
    _stays(every, note)


def _stays(every: Sequence[Canvas], note: dict[str, Any]) -> None:
    """A note is where it is; with the page behind it where something else is there too."""
    note.pop("bgcolor", None)
    if any(canvas.cost(note) >= CURVE for canvas in every):
        note["bgcolor"] = PAPER
    for canvas in every:
        canvas.add(note)
