"""No text in a chart lies on another, on a curve, or outside: measured in what is drawn.

Every figure of a small, a middling and a large kommune, with and without a plan of its own and with
a scenario: on a card on a phone, on a phone, in a column of a laptop and on the whole of it.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.case import Catalogue
from projections.choices import selections, state
from projections.draw import letters, lines, placing, style
from projections.draw.plotly import picture
from projections.figures.collection import collect
from projections.figures.spec import Figure
from projections.figures.view import View
from projections.sources import catalogue as everything

VIEWS = (
    {"kommune": "5025"},
    {"kommune": "5025", "flytting": "20", "prognose": "baereevne-trend.TREND"},
    {"kommune": "3427"},
    {"kommune": "5501", "flytting": "50"},
    {"kommune": "1151"},
)
"""Røros with its plan, Tynset, Tromsø, and the smallest, Utsira."""
WIDTHS = (placing.NARROW, 358, 640, 1376)
PLACED = ("lines", "levels", "balance", "ranking")
"""Forms with text among curves and columns."""
TOUCH = 3.0
"""A text's box is higher than its letters by this much at either side [px]."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return everything.load()


def figures(catalogue: Catalogue, link: Mapping[str, str]) -> list[Figure]:
    """Every figure of a kommune, as it is shown where nothing else is chosen."""
    choice = state.settle({name: [one] for name, one in link.items()}, catalogue).choice
    case = catalogue.case(link["kommune"])
    path = state.projection_of(case, choice.projection, choice.start)
    view = View(case, path, catalogue, selections.of(choice, catalogue))
    return list(collect(view).figures)


@pytest.mark.parametrize("link", VIEWS, ids=lambda link: "-".join(link.values()))
def test_texts_are_clear_of_each_other_and_of_what_is_drawn(
    catalogue: Catalogue, link: Mapping[str, str]
) -> None:
    every = figures(catalogue, link)
    assert len(every) > 20
    told = []
    for figure in every:
        for short in (False, True) if figure.form == "lines" else (False,):
            drawn = picture(figure, short)
            told += [f"{figure.key}: {one}" for one in ticks(drawn)]
            if figure.form in PLACED:
                for width in WIDTHS:
                    told += [f"{figure.key} {width}: {one}" for one in faults(drawn, width)]
    assert told == []


def ticks(drawn: Mapping[str, Any]) -> Iterator[str]:
    """Axes of years whose years would touch, and those that may be turned."""
    layout = drawn["layout"]
    for name in (one for one in layout if one.startswith("xaxis")):
        axis = layout[name]
        if axis.get("tickformat") != "d":
            continue
        if axis["tickangle"] != 0:
            yield "years may be turned"
        low, high = axis["range"]
        share = np.diff(axis.get("domain", (0, 1)))[0]
        room = share * style.plot_room(layout) / (high - low)
        years = axis.get("tickvals") or [0, axis["dtick"]]
        if any((b - a) * room < letters.width("2026", style.FONT) for a, b in pairwise(years)):
            yield f"years touch: {years}"


def faults(drawn: Mapping[str, Any], width: float) -> Iterator[str]:
    """What lies on what, at a width [px]."""
    canvas = placing.Canvas(drawn, width)
    every = drawn["layout"]["annotations"]
    notes = [(note["text"], inner(canvas.box(note))) for note in every]
    # Where there is no clear place at all, the page is behind the text.
    bare = [one for one, note in zip(notes, every, strict=True) if "bgcolor" not in note]
    for text, (left, top, right, bottom) in notes:
        if left < -1 or right > width + 1 or top < -TOUCH or bottom > canvas.height:
            yield f"outside: {text}"
    for (one, a), (other, b) in combinations(notes, 2):
        if a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] and b[1] < a[3]:
            yield f"{one} on {other}"
    for name, x, y in curves(drawn, canvas):
        for text, box in bare:
            if crosses(x, y, box):
                yield f"{text} on {name}"
    for x, y in columns(drawn, canvas):
        for text, (left, top, right, bottom) in bare:
            if left < x[1] - 1 and x[0] < right - 1 and top < y[1] and y[0] < bottom:
                yield f"{text} on a column"


def inner(box: placing.Box) -> placing.Box:
    """What the letters themselves cover."""
    left, top, right, bottom = box
    return left, top + TOUCH, right, bottom - TOUCH


def curves(
    drawn: Mapping[str, Any], canvas: placing.Canvas
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Curves, edges of bands, and level lines."""
    for trace in drawn["data"]:
        if trace["type"] == "scatter" and "lines" in trace["mode"] and not trace.get("fill"):
            x, y = (np.array(trace[one], dtype=float) for one in ("x", "y"))
            if trace["line"].get("shape") == "hv":
                x, y = np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1]
            yield trace["name"], canvas.x(x), canvas.y(y)
    for shape in drawn["layout"]["shapes"]:
        if shape["type"] == "line":
            x = np.array([shape["x0"], shape["x1"]], dtype=float)
            across = canvas.left + x * (canvas.right - canvas.left)
            yield (
                "a level",
                across if shape.get("xref") == "paper" else canvas.x(x),
                canvas.y(np.array([shape["y0"], shape["y1"]], dtype=float)),
            )


def columns(
    drawn: Mapping[str, Any], canvas: placing.Canvas
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Left and right, top and bottom of each column that reaches furthest."""
    half = (1 - drawn["layout"].get("bargap", 0.2)) / 2
    for trace in drawn["data"]:
        if trace["type"] == "bar":
            for x, value in zip(trace["x"], trace["y"], strict=True):
                if value:
                    top, bottom = sorted((canvas.y(0.0), canvas.y(value)))
                    yield (canvas.x(x - half), canvas.x(x + half)), (top, bottom)


def crosses(x: np.ndarray, y: np.ndarray, box: placing.Box) -> bool:
    """Whether a line through points enters a box, by its pieces cut at the box's sides."""
    left, top, right, bottom = box
    for (x0, x1), (y0, y1) in zip(pairwise(x), pairwise(y), strict=True):
        if not np.isfinite(x0 + x1 + y0 + y1) or max(x0, x1) <= left or min(x0, x1) >= right:
            continue
        inside = [max(min(x0, x1), left), min(max(x0, x1), right)]
        ends = [y0, y1] if x1 == x0 else np.interp(inside, *_ascending((x0, x1), (y0, y1)))
        if min(ends) < bottom and max(ends) > top:
            return True
    return False


def _ascending(x: tuple[float, float], y: tuple[float, float]) -> tuple[Any, Any]:
    return (x, y) if x[0] < x[1] else (x[::-1], y[::-1])


ROOM = {
    "margin": {"l": 20, "r": 80, "t": 20, "b": 20},
    "height": 240,
    "xaxis": {"range": [2020, 2030]},
    "yaxis": {"range": [0, 100]},
    "shapes": [],
}
"""200 px are 100: 2 px each."""


def named(values: list[float], *curves: tuple[list[float], list[float]]) -> list[dict[str, Any]]:
    """The labels of lines that end at some values in 2030, beside other curves."""
    ends = [lines.Ending(2030, value, f"Linje {at}", 0) for at, value in enumerate(values)]
    data = [
        {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": {}, "name": ""}
        for x, y in curves
    ]
    return placing.settle({"data": data, "layout": ROOM | {"annotations": lines.end_labels(ends)}})


@given(st.lists(st.floats(0, 100), min_size=1, max_size=11))
def test_labels_are_apart_in_the_order_of_their_lines_and_inside(values: list[float]) -> None:
    placed = [note["y"] for note in named(values)]
    ordered = sorted(zip(values, placed, strict=True))
    # A line of text is 16.9 px, each px is half a unit, and a place is a whole px.
    assert all(b - a >= 7.99 for a, b in pairwise(sorted(placed)))
    assert all(b[1] > a[1] for a, b in pairwise(ordered) if b[0] > a[0])
    assert min(placed) >= 3.4
    assert max(placed) <= 96.6


def test_labels_with_room_stay_at_their_lines() -> None:
    assert [note["y"] for note in named([10, 50, 90])] == [10, 50, 90]


def test_a_label_gives_way_to_a_curve_on_its_right_and_says_where_it_cannot() -> None:
    def at(y: float, *curves: tuple[list[float], list[float]]) -> dict[str, Any]:
        (note,) = lines.end_labels([lines.Ending(2022, y, "Os", 0)])
        data = [
            {"type": "scatter", "mode": "lines", "x": x, "y": list(z), "line": {}, "name": ""}
            for x, z in curves
        ]
        return placing.settle({"data": data, "layout": ROOM | {"annotations": [note]}})[0]

    flat = ([2020, 2030], [50.0, 50.0])
    moved = at(51, flat)
    assert 54 < moved["y"] < 58, "half a line of text above the curve, and no further"
    assert "bgcolor" not in moved
    thicket = [([2020, 2030], [float(y), float(y)]) for y in range(0, 101, 4)]
    assert at(51, *thicket)["bgcolor"] == placing.PAPER
    hole = ([2020, 2021, 2022, 2030], [50.0, 50.0, float("nan"), 50.0])
    assert at(51, hole)["y"] == 51
