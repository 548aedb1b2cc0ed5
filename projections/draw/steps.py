"""The order a chart's curves are shown in, press by press, each with what belongs to it.

The order is read from the chart. While it is drawn, each trace, note and shape is marked with the
step it comes in; nobody looks for that in the drawing afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..figures.chart import Chart, Curve

STEP, FREE = "step", "free"
"""Marks of what is drawn: the number of its step, and how a text may be moved."""
BAND = "band"
"""Mark of what is drawn of a band, on a page too."""
PAIR = 2
"""A line that is history and projection."""

Items = Sequence[Mapping[str, Any]]


class Free(NamedTuple):
    """How a text may be moved to stand clear.

    Parameters
    ----------
    value
        What it belongs to, as near as it can be.
    places
        What is changed in it in each place it may stand in, the best first; any height where there
        are none, as for a name at a line's end.
    """

    value: float
    places: tuple[Mapping[str, Any], ...] = ()


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
    been, and what is reckoned to come. A band comes with its line. Small charts come one at a
    time, and a pyramid by year. Levels stand there all the time, and have none.
    """
    own = [one for one in chart.curves if one.role != "band" and one.look != "rule"]
    several = len({one.panel for one in own}) > 1
    keys = [_key(one, chart, several) for one in own]
    if chart.form in ("lines", "multiples") and len(keys) == PAIR and keys[0] == keys[1]:
        keys = [one.name for one in own]
    known = sorted(set(keys)) if chart.form == "pyramid" else list(dict.fromkeys(keys))
    numbers = {curve: known.index(key) for curve, key in zip(own, keys, strict=True)}
    around = {one: _around(one, chart, numbers) for one in chart.curves if one.role == "band"}
    return numbers | around


def _around(band: Curve, chart: Chart, numbers: Mapping[Curve, int]) -> int:
    """A band comes with the line it is around: the last of its colour in the same small chart."""
    like = [
        number
        for one, number in numbers.items()
        if (one.colour, one.panel) == (band.colour, band.panel)
        and one.look == ("" if chart.kind == "line" else "line")
    ]
    return max(like or numbers.values(), default=0)


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
    layout = drawn["layout"]
    by_number: dict[int, list[int]] = {}
    for place, trace in enumerate(drawn["data"]):
        by_number.setdefault(trace.get(STEP, 0), []).append(place)
    return tuple(
        Step(
            _name([drawn["data"][place] for place in places]),
            tuple(places),
            _marked(layout.get("annotations", ()), number),
            _marked(layout.get("shapes", ()), number),
        )
        for number, places in sorted(by_number.items())
    )


def _name(traces: Items) -> str:
    """What a step is called, for those who hear it: as its line, and not as the band around it."""
    named = [one.get("name") for one in traces if one.get("meta") != BAND]
    return str(next(iter(named), "") or "Alt")


def _marked(items: Items, number: int) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(items) if one.get(STEP) == number)


def bare(drawn: Mapping[str, Any]) -> dict[str, Any]:
    """The drawing without its marks, which are none of Plotly's."""
    layout = drawn["layout"]
    lists = {key: _unmarked(layout[key]) for key in ("annotations", "shapes") if key in layout}
    return {"data": _unmarked(drawn["data"]), "layout": {**layout, **lists}}


def _unmarked(items: Items) -> list[dict[str, Any]]:
    return [{key: own for key, own in one.items() if key not in (STEP, FREE)} for one in items]
