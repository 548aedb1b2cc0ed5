"""Charts made for a hall: large type, the figures untouched, one curve after another."""

import copy
import math
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest
from frames_of_pages import roros

from projections.draw import placing, steps
from projections.draw.plotly import marked, picture
from projections.draw.steps import FREE, STEP
from projections.exports.stage import charts as stage
from projections.figures.chart import Chart, Curve, Mark
from projections.presentation import Frame

Pictures = dict[tuple[str, str], Frame]


@pytest.fixture(scope="module")
def pictures() -> Pictures:
    return roros()


def sizes(node: Any, inside: str = "") -> Iterator[float]:
    """Every size of type that a figure names."""
    if isinstance(node, dict):
        for key, own in node.items():
            if key == "size" and "font" in inside:
                yield own
            else:
                yield from sizes(own, key)
    elif isinstance(node, list):
        for own in node:
            yield from sizes(own, inside)


def numbers(figure: dict[str, Any]) -> list[Any]:
    keys = ("type", "name", "x", "y", "base", "text")
    return [[list(one[key]) if key in one else None for key in keys[2:]] for one in figure["data"]]


def test_type_is_large_enough_for_a_hall_and_the_figures_are_the_same(pictures: Pictures) -> None:
    for frame in pictures.values():
        given = marked(frame.chart)
        before = copy.deepcopy(given)
        drawn = stage.large(given)
        assert before == given, "the picture that is given is never changed"
        assert min(sizes(drawn)) >= stage.LEAST, frame.name
        assert numbers(drawn) == numbers(before), frame.name
        assert len(drawn["layout"]["annotations"]) == len(before["layout"]["annotations"])
        assert "height" not in drawn["layout"], "the screen decides"
        go.Figure(drawn)  # raises where Plotly does not know a property
        assert numbers(stage.small(given)) == numbers(before)
        for shown in (drawn, stage.small(given), picture(frame.chart)):
            every = (
                shown["data"],
                *(shown["layout"].get(one, ()) for one in ("annotations", "shapes")),
            )
            assert not any({STEP, FREE} & set(one) for items in every for one in items), frame.name


def test_every_curve_is_shown_in_one_step_and_every_label_with_its_curve(
    pictures: Pictures,
) -> None:
    for frame in pictures.values():
        drawn = marked(frame.chart)
        every = steps.steps(drawn)
        shown = sorted(place for step in every for place in step.traces)
        assert shown == list(range(len(drawn["data"]))), frame.name
        notes = drawn["layout"]["annotations"]
        with_curve = [place for step in every for place in step.notes]
        assert len(with_curve) == len(set(with_curve))
        for place, note in enumerate(notes):
            if FREE in note and not note[FREE].places:
                (own,) = [step for step in every if place in step.notes]
                ends = [drawn["data"][one]["x"][-1] for one in own.traces]
                assert note["x"] - 0.5 in ends or note["x"] in ends, (frame.name, note["text"])
                value = note["text"].partition("<b>")[2].removesuffix("</b>")
                last = [drawn["data"][one]["text"][-1] for one in own.traces]
                assert not value or value in last, (frame.name, note["text"])
            elif note.get("yref") == "paper" and "xref" not in note:
                assert place not in with_curve, "the seam stands there all the time"


def names(frame: Frame) -> list[tuple[str, int]]:
    """Each step with its number of lines or bars; a band comes with what it is around."""
    drawn = marked(frame.chart)
    areas = {at for at, one in enumerate(drawn["data"]) if one.get("meta") == steps.BAND}
    return [(one.name, len({*one.traces} - areas)) for one in steps.steps(drawn)]


def test_the_order_of_the_steps(pictures: Pictures) -> None:
    told = {name: names(pictures[page, name]) for page, name in pictures if page != "oversikt"}
    assert told["folketall"] == [("Observert", 1), ("Sterk aldring", 1)]
    assert told["aldersbaereevne"][:2] == [("Røros", 2), ("Norge", 1)]
    assert told["pyramide"] == [("Menn 2006", 2), ("Menn 2026", 2)]
    assert told["kostnad_inntekt_netto"] == [("Kostnad", 1), ("Inntekt", 1), ("Netto", 1)]
    assert told["planen_og_modellen"] == [("Planens linje", 2), ("Modellen", 2)]
    assert told["aldersgrupper"][0] == ("0 år", 2)
    assert len(told["aldersgrupper"]) == 8
    assert told["hvorfor_kostnaden_endres"] == [("Alt", 1)]


def test_what_is_marked_comes_with_the_curve_it_is_marked_on(pictures: Pictures) -> None:
    fund = marked(pictures["handlingsrom", "disposisjonsfond"].chart)
    last = steps.steps(fund)[-1]
    assert [fund["layout"]["annotations"][place]["text"] for place in last.notes] == [
        *("−0,3", "−2,2"),
        "<b>Tomt i 2032</b>",
    ]
    assert [fund["layout"]["shapes"][place]["type"] for place in last.shapes] == ["line"]
    levels = [one["text"] for one in fund["layout"]["annotations"] if "Regel" in one["text"]]
    assert levels, "the rule stands there from the first step"


def line(name: str, values: list[float], **more: Any) -> Curve:
    look = {"role": "observed", "colour": "#0F8B8D", "group": name} | more
    return Curve(name=name, code=name, values=np.array(values), **look)


def lines(*curves: Curve, **more: Any) -> Chart:
    years = ("2024", "2025", "2026")
    return Chart(form="lines", categories=years, curves=curves, axis="", unit="persons", **more)


def texts(drawn: dict[str, Any], step: steps.Step) -> list[str]:
    return [drawn["layout"]["annotations"][place]["text"] for place in step.notes]


def test_a_label_comes_with_its_own_curve_where_two_go_through_one_point() -> None:
    """Neither names nor places tell curves apart: the chart does."""
    same = [2.0, 3.0, 4.0]
    first = line("Os", same, label="Os")
    drawn = marked(lines(first, line("Os i Østerdalen", same, label="Os", colour="#2E86C1")))
    own = steps.steps(drawn)
    assert [one.traces for one in own] == [(0,), (1,)]
    assert [texts(drawn, one) for one in own] == [["Os <b>4</b>"], ["Os <b>4</b>"]]


def test_a_band_and_a_value_come_with_their_line_and_not_with_what_they_touch() -> None:
    low, high = (
        line(name, [2.0, value, value], role="band", group="band")
        for name, value in (("lavest", 1.0), ("høyest", 5.0))
    )
    other = line("Norge", [2.0, 1.0, 1.0], colour="#2E86C1")
    own = line("Talt", [2.0, 3.0, 4.0])
    ring = line("Passerer", [math.nan, 3.0, math.nan], look="dots", role="level", group="")
    marks = (Mark("value", 0, "2", 2.0), Mark("passing", 1, "over 2 i 2025"))
    drawn = marked(lines(low, high, own, other, ring, marks=marks))
    first, second, last = steps.steps(drawn)
    assert (last.name, texts(drawn, last)) == ("Passerer", ["<b>over 2<br>i\u00a02025</b>"])
    assert (len(last.traces), len(first.traces)) == (1, len(drawn["data"]) - 2)
    assert (first.name, texts(drawn, first)) == ("Talt", ["<b>2</b>"])
    assert (second.name, texts(drawn, second), len(second.traces)) == ("Norge", [], 1)


def test_a_line_alone_comes_in_two_and_one_of_several_whole() -> None:
    past = line("Talt", [1.0, 2.0, math.nan], group="own")
    ahead = line("Trend", [math.nan, 2.0, 3.0], role="projected", dash="dot", group="own")
    assert list(steps.order(lines(past, ahead)).values()) == [0, 1]
    assert list(steps.order(lines(past, ahead, line("Norge", [1.0] * 3))).values()) == [0, 0, 1]


def test_texts_are_clear_of_each_other_on_the_stage_as_well(pictures: Pictures) -> None:
    for page, name in pictures:
        given = marked(pictures[page, name].chart)
        free = [FREE in note for note in given["layout"]["annotations"]]
        if not any(free):
            continue
        drawn = stage.large(given)
        notes = drawn["layout"]["annotations"]
        canvas = placing.Canvas(
            given | {"layout": given["layout"] | {"annotations": notes}},
            stage.SCREEN.widths[0],
            stage.SCREEN,
        )
        grown = (
            note | {one: note.get(one, 0) / stage.FACTOR for one in ("xshift", "yshift")}
            for note in notes
        )
        boxes = [
            canvas.box(note | {"font": {"size": note["font"]["size"] / stage.FACTOR}})
            for note in grown
        ]
        settled = [box for box, is_free in zip(boxes, free, strict=True) if is_free]
        for (left, top, right, bottom), other in combinations(settled, 2):
            apart = left >= other[2] - 1 or other[0] >= right - 1
            assert apart or top >= other[3] - 6 or other[1] >= bottom - 6, (page, name)


def test_small_multiples_stand_in_wide_rows_with_their_headings(pictures: Pictures) -> None:
    layout = stage.large(marked(pictures["befolkning", "aldersgrupper"].chart))["layout"]
    corners = {stage._corner(layout, axis) for axis in layout if axis.startswith("xaxis")}
    assert len(corners) == 8
    assert len({top for _, top in corners}) == 2
    headings = [note for note in layout["annotations"] if "→" in note["text"]]
    assert {(note["x"], note["y"]) for note in headings} == corners
    spans = sorted(tuple(own["domain"]) for key, own in layout.items() if key.startswith("xaxis"))
    for (_, end), (start, _) in pairwise(sorted(set(spans))):
        assert end < start
    assert all(0 <= low < high <= 1.0000001 for low, high in spans)


def test_rows_have_their_names_beside_them(pictures: Pictures) -> None:
    figure = marked(pictures["sammenligning", "utgifter_behovskorrigert"].chart)
    layout = stage.large(figure)["layout"]
    assert {note["xanchor"] for note in layout["annotations"]} == {"right"}
    longest = max(len(note["text"]) - len("<b></b>") for note in layout["annotations"])
    assert layout["margin"]["l"] >= 11 * longest


def test_links_in_a_chart_are_left_out() -> None:
    hostile = {
        "data": [{"type": "bar", "x": [1], "y": [1], "name": '<A HREF="javascript:x()">Os</a>'}],
        "layout": {"annotations": [], "xaxis": {"title": {"text": 'a <a href="//x">b</a> < c'}}},
    }
    drawn = stage.small(hostile)
    assert drawn["data"][0]["name"] == "Os"
    assert drawn["layout"]["xaxis"]["title"]["text"] == "a b < c"
