"""The order a chart's curves are shown in, press by press, each with what belongs to it.

The order is read from the chart. While it is drawn, each trace, note and shape is marked with the
step it comes in; nobody looks for that in the drawing afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..figures.spec import Chart, Curve

STEP, END = "step", "end"
"""Marks of what is drawn: the number of its step, and where the line of a label ends."""
PAIR = 2
"""A line that is history and projection."""

Items = Sequence[Mapping[str, Any]]


class End(NamedTuple):
    """Where a line ends that has its name there.

    Parameters
    ----------
    value
        Its last value.
    passing
        Values of the lines that go on past it, which its name must stand clear of.
    """

    value: float
    passing: tuple[float, ...] = ()


@dataclass(frozen=True)
class Step:
    """What is shown at one press: places of traces, of notes and of shapes in the figure."""

    name: str
    traces: tuple[int, ...]
    notes: tuple[int, ...]
    shapes: tuple[int, ...]


def order(chart: Chart) -> dict[Curve, int]:
    """The number of the step each curve comes in.

    A line comes whole, history and projection. A line that stands alone comes in two: what has
    been, and what is reckoned to come. Small charts come one at a time, and a pyramid by year.
    """
    several = len({one.panel for one in chart.curves}) > 1
    keys = [_key(one, chart, several) for one in chart.curves]
    if chart.form in ("lines", "multiples") and len(keys) == PAIR:
        keys = [one.name for one in chart.curves] if keys[0] == keys[1] else keys
    known = sorted(set(keys)) if chart.form == "pyramid" else list(dict.fromkeys(keys))
    return {curve: known.index(key) for curve, key in zip(chart.curves, keys, strict=True)}


def _key(curve: Curve, chart: Chart, several: bool) -> str:
    """Equal for curves that are shown together."""
    if chart.form in ("pairs", "dots"):
        return curve.code
    if chart.form == "pyramid":
        return curve.name.rpartition(" ")[2]  # the year, in files of the first version too
    if chart.form == "multiples" and several:
        return curve.panel
    return curve.group or curve.name


def steps(drawn: Mapping[str, Any]) -> tuple[Step, ...]:
    """What is shown at each press, of a drawing with its marks; what has none is always there."""
    traces, layout = drawn["data"], drawn["layout"]
    numbers = sorted({trace.get(STEP, 0) for trace in traces})
    return tuple(
        Step(
            str(next(one for one in traces if one.get(STEP, 0) == number).get("name", "")) or "Alt",
            tuple(i for i, one in enumerate(traces) if one.get(STEP, 0) == number),
            _marked(layout.get("annotations", ()), number),
            _marked(layout.get("shapes", ()), number),
        )
        for number in numbers
    )


def _marked(items: Items, number: int) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(items) if one.get(STEP) == number)


def bare(drawn: Mapping[str, Any]) -> dict[str, Any]:
    """The drawing without its marks, which are none of Plotly's."""
    layout = drawn["layout"]
    lists = {key: _unmarked(layout[key]) for key in ("annotations", "shapes") if key in layout}
    return {"data": _unmarked(drawn["data"]), "layout": {**layout, **lists}}


def _unmarked(items: Items) -> list[dict[str, Any]]:
    return [{key: own for key, own in one.items() if key not in (STEP, END)} for one in items]
