"""The order a chart's curves are shown in, press by press, each with what belongs to it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

BAND = "band"
"""Mark of what is drawn of a band."""
PAIR = 2
"""A line that is history and projection."""


@dataclass(frozen=True)
class Step:
    """What is shown at one press: places of traces, of notes and of shapes in the figure."""

    name: str
    traces: tuple[int, ...]
    notes: tuple[int, ...]
    shapes: tuple[int, ...]


def steps(figure: Mapping[str, Any]) -> tuple[Step, ...]:
    """The order curves are shown in; a chart with one curve and no history has one step.

    A line comes whole, history and projection, with its label and what is marked on it. A line
    that stands alone comes in two: what has been, and what is reckoned to come.
    """
    groups = groups_of(figure["data"])
    if len(groups) == 1:
        around = [one for one in groups[0] if figure["data"][one].get("meta") == BAND]
        own = [one for one in groups[0] if one not in around]
        if len(own) == PAIR and _is_line(figure["data"][own[1]]):
            groups = [[own[0]], [own[1], *around]]
    owners = [
        owner_of(note, figure["data"], groups) for note in figure["layout"].get("annotations", ())
    ]
    shapes = [
        _owner_of_shape(shape, figure["layout"].get("annotations", ()), owners)
        for shape in figure["layout"].get("shapes", ())
    ]
    return tuple(
        Step(
            _name(figure["data"], group),
            tuple(group),
            tuple(i for i, owner in enumerate(owners) if owner == place),
            tuple(i for i, owner in enumerate(shapes) if owner == place),
        )
        for place, group in enumerate(groups)
    )


def groups_of(traces: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """Places of the traces that are shown together, in order; years in their own order."""
    several = len({trace.get("xaxis") for trace in traces}) > 1
    by_key: dict[tuple[str, str], list[int]] = {}
    around = [place for place, trace in enumerate(traces) if trace.get("meta") == BAND]
    for place, trace in enumerate(traces):
        if place in around:
            continue
        year = re.search(r"\b\d{4}$", trace.get("name", "")) if trace["type"] == "bar" else None
        if "legendgroup" in trace:
            key = "group", trace["legendgroup"]
        elif several:
            key = "axis", trace.get("xaxis", "x")
        elif year:
            key = "year", year[0]
        elif by_key and _continues(trace, traces[next(reversed(by_key.values()))[0]]):
            key = next(reversed(by_key))
        else:
            key = "trace", str(place)
        by_key.setdefault(key, []).append(place)
    for place in around:
        _with_line(traces, place, by_key)
    if all(kind == "year" for kind, _ in by_key):
        return [by_key[key] for key in sorted(by_key)]
    return list(by_key.values())


def _with_line(
    traces: Sequence[Mapping[str, Any]], place: int, by_key: Mapping[Any, list[int]]
) -> None:
    """A band comes with the line it is around: the last of its colour in the same small chart."""
    colour, axis = _colour(traces[place]), traces[place].get("xaxis")
    groups = list(by_key.values())
    like = [
        group
        for group in groups
        if any(_colour(traces[one]) == colour and traces[one].get("xaxis") == axis for one in group)
    ]
    if groups:
        (like or groups)[-1].append(place)


def _colour(trace: Mapping[str, Any]) -> str:
    return str(trace.get("line", {}).get("color", ""))


def _is_line(trace: Mapping[str, Any]) -> bool:
    return trace["type"] == "scatter" and trace.get("mode") == "lines"


def _continues(trace: Mapping[str, Any], history: Mapping[str, Any]) -> bool:
    """Whether a line is the projection of the one before it."""
    if not (_is_line(trace) and _is_line(history)):
        return False
    look, before = trace["line"], history["line"]
    same = (look["color"], look["width"]) == (before["color"], before["width"])
    named = trace["name"].startswith(f"{history['name']} ") or history["name"] == "Observert"
    return same and named and look["dash"] != "solid"


def _name(traces: Sequence[Mapping[str, Any]], group: Sequence[int]) -> str:
    """What a step is called, for those who hear it."""
    return str(traces[group[0]].get("name", "")) or "Alt"


def owner_of(
    note: Mapping[str, Any], traces: Sequence[Mapping[str, Any]], groups: Sequence[Sequence[int]]
) -> int | None:
    """The step a note comes with; None for what stands there all the time."""
    name, value = told(note["text"])
    if note.get("xref") == "paper":
        own = list(_named(traces, groups, name)) if note.get("yref") else []
        return own[0] if own and len(groups) > 1 and _several_axes(traces) else None
    if note.get("yref") == "paper":
        return None
    points = [
        place
        for place, group in enumerate(groups)
        if any(_has(traces[one], note["x"], note["y"]) for one in group)
    ]
    if is_end_label(note):
        ends = [
            place
            for place, group in enumerate(groups)
            if any(_ends(traces[one], note["x"], value) for one in group)
        ]
        own = list(_named(traces, groups, name)) if name else ends
        # A line that comes in two has its name in both, and its label where it ends.
        ending = [place for place in own if place in ends]
        return next(iter(ending or own or points), None)
    there = [
        place
        for place, group in enumerate(groups)
        if any(note["x"] in traces[one]["x"] for one in group)
    ]
    return points[0] if points else next(reversed(there), None)


def told(text: str) -> tuple[str, str]:
    """Name and value of a label: ``Os <b>2,05</b>``, or ``<b>0 år</b>  48 → 39`` of a heading."""
    bold = "".join(re.findall(r"<b>(.*?)</b>", text))
    rest = re.sub(r"<b>.*?</b>", "", text).strip()
    return (bold, rest) if text.startswith("<b>") and rest else (rest, bold)


def _named(
    traces: Sequence[Mapping[str, Any]], groups: Sequence[Sequence[int]], name: str
) -> Iterator[int]:
    """Steps whose curve has a name."""
    for place, group in enumerate(groups):
        own = traces[group[0]].get("name", "")
        if name and (own == name or own.startswith(f"{name} ")):
            yield place


def _several_axes(traces: Sequence[Mapping[str, Any]]) -> bool:
    return len({trace.get("xaxis") for trace in traces}) > 1


def _has(trace: Mapping[str, Any], x: Any, y: Any) -> bool:
    """Whether a curve goes through a point, or ends half a year before it."""
    return any(
        own == y and (at == x or (isinstance(at, int) and at + 0.5 == x))
        for at, own in zip(trace["x"], trace["y"], strict=False)
    )


def _ends(trace: Mapping[str, Any], x: Any, value: str) -> bool:
    return bool(trace["x"][-1] == x and trace.get("text", [""])[-1] == value)


def _owner_of_shape(
    shape: Mapping[str, Any],
    notes: Sequence[Mapping[str, Any]],
    owners: Sequence[int | None],
) -> int | None:
    """A line up to a note comes with it; all other shapes stand there all the time."""
    if shape["type"] != "line" or shape["x0"] != shape["x1"]:
        return None
    return next(
        (own for note, own in zip(notes, owners, strict=True) if note["x"] == shape["x0"]), None
    )


def is_end_label(note: Mapping[str, Any]) -> bool:
    """Whether a note is the name at the end of a line."""
    at = note.get("xanchor"), note.get("yanchor")
    return at == ("left", "middle") and not {"xref", "yref"} & set(note)
