"""Traces of a figure as curves by category: names, values and looks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .. import labels
from ..charts import palette
from ..charts.bars import by_sign
from ..figures.chart import Curve, Look
from ..norwegian import MINUS
from ..people.population import OBSERVED

Trace = Mapping[str, Any]

TAKEN = "trukket fra"
"""Said of what is drawn with the opposite sign."""


@dataclass
class _Points:
    """One trace's values by category."""

    trace: Trace
    values: dict[str, float]


def read(
    data: Sequence[Trace], layout: Mapping[str, Any]
) -> tuple[tuple[str, ...], tuple[Curve, ...]]:
    """The categories, and one curve for each trace; parts of one curve are put together."""
    every = [_points(one, layout) for one in data]
    categories = _in_order([name for one in every for name in one.values], data, layout)
    curves: list[Curve] = []
    for one in every:
        made = _curve(one, categories, layout)
        for place, other in enumerate(curves):
            if _is_more_of(made, other):
                values = np.where(np.isnan(other.values), made.values, other.values)
                curves[place] = replace(other, values=values)
                break
        else:
            curves.append(made)
    return categories, tuple(_named_apart(curves))


def _points(trace: Trace, layout: Mapping[str, Any]) -> _Points:
    """Values by the name of their category; the first where one has several."""
    names, values = trace["x"], trace["y"]
    if is_lying(trace):
        names, values = values, names
    elif is_dots(trace):
        names, values = trace["customdata"], names
    elif trace["type"] == "bar" and layout.get("xaxis", {}).get("showticklabels") is False:
        names = [str(text).rsplit(":", 1)[0] for text in trace["text"]]
    found: dict[str, float] = {}
    for name, value in zip(names, values, strict=True):
        found.setdefault(plain(str(name)), np.nan if value is None else float(value))
    return _Points(trace, found)


def _in_order(
    names: Sequence[str], data: Sequence[Trace], layout: Mapping[str, Any]
) -> tuple[str, ...]:
    """Years by number, items as they are drawn from the top."""
    every = list(dict.fromkeys(names))
    if all(re.fullmatch(r"\d{4}\*?", name) for name in every):
        return tuple(sorted(every))
    from_top = layout.get("yaxis", {}).get("autorange") == "reversed"
    upwards = any(is_lying(one) for one in data) and not from_top
    return tuple(reversed(every) if upwards else every)


def _curve(one: _Points, categories: Sequence[str], layout: Mapping[str, Any]) -> Curve:
    trace = one.trace
    values = np.array([one.values.get(name, np.nan) for name in categories])
    colour, look = _look(trace)
    panel = _panel(trace, layout)
    name = plain(str(_meta_name(trace) or trace.get("name") or ""))
    if panel and name.startswith(panel):  # what stands in the heading is not said again
        name = labels.sentence(name.removeprefix(panel).strip()) or labels.alternative(OBSERVED)
    if _is_turned(trace):
        name = f"{name}, {TAKEN}"
    line = trace.get("line", {})
    curve = Curve(
        name=name,
        code=colour,
        values=values,
        role="projected" if _is_dashed(trace) else "observed",
        look=look,
        colour=colour,
        panel=panel,
        width=float(line.get("width", 2.5)),
        dash=line.get("dash", "solid") if trace["type"] != "bar" else "solid",
    )
    marker = trace.get("marker", {})
    if "base" in trace:
        shapes = marker.get("pattern", {}).get("shape", "")
        totals = [bool(shape) for shape in shapes] if isinstance(shapes, list) else []
        starts = np.array(trace["base"], dtype=np.float64)
        totals = totals or [False] * len(starts)
        return replace(curve, starts=starts, colours=by_sign(values, totals))
    if isinstance(marker.get("color"), list):
        own = dict(zip(one.values, map(_hex, marker["color"]), strict=False))
        colours = tuple(own.get(name, curve.colour) for name in categories)
        return replace(curve, colours=colours if len(set(colours)) > 1 else ())
    return curve


def _is_turned(trace: Trace) -> bool:
    """Whether standing bars go the other way than their own texts say, as costs beside income."""
    texts = trace.get("text")
    if trace["type"] != "bar" or is_lying(trace) or isinstance(texts, str | None):
        return False
    drawn = [value for value in zip(trace["y"], texts, strict=True) if value[0]]
    return bool(drawn) and all(
        (value < 0) != plain(str(text)).startswith(MINUS) for value, text in drawn
    )


def _look(trace: Trace) -> tuple[str, Look]:
    """The colour of a curve, and how it is drawn."""
    marker, line = trace.get("marker", {}), trace.get("line", {})
    if trace["type"] == "bar":
        colour = marker.get("color", "")
        if isinstance(colour, list):
            colour = max(colour, key=colour.count)
        if _alpha(colour) == 0:
            return _hex(marker.get("line", {}).get("color", "")), "outline"
        shape = marker.get("pattern", {}).get("shape", "")
        whole = isinstance(shape, list) or not shape
        return _hex(colour, float(marker.get("opacity", 1)) * (1 if whole else palette.PALER)), ""
    if trace.get("mode") == "markers" or trace.get("hoverinfo") == "skip":
        return _hex(marker.get("color", "")), "dots"
    colour = _hex(line.get("color", marker.get("color", "")))
    return colour, "line"


def _named_apart(curves: Sequence[Curve]) -> list[Curve]:
    """Curves of one name in one chart told apart: the paler or dashed one is the projection."""
    found: list[Curve] = []
    for one in curves:
        others = [other for other in found if other.panel == one.panel]
        taken, name = {other.name for other in others}, one.name
        if name in taken and one.role == "projected":
            name = f"{name} (prognose)"
        number = 2
        while name in taken:
            name, number = f"{one.name} ({number})", number + 1
        colour = one.colour
        while one.look == "" and any(other.colour == colour for other in others):
            colour = _hex(colour, palette.LIGHTER)
        found.append(replace(one, name=name, colour=colour, code=colour))
    return found


def _is_more_of(one: Curve, other: Curve) -> bool:
    """Whether two traces are years of one curve: the same look, and no year in both."""
    same = (one.name, one.colour, one.look, one.panel, one.role) == (
        other.name,
        other.colour,
        other.look,
        other.panel,
        other.role,
    )
    both = np.isfinite(one.values) & np.isfinite(other.values)
    return same and one.starts is None and one.look != "dots" and not both.any()


def _panel(trace: Trace, layout: Mapping[str, Any]) -> str:
    """The heading of the small chart a trace stands in; empty where there is only one."""
    several = any(re.fullmatch(r"xaxis\d+", key) for key in layout)
    if not several:
        return ""
    across = layout["xaxis" + str(trace.get("xaxis", "x"))[1:]]
    down = layout["yaxis" + str(trace.get("yaxis", "y"))[1:]]
    left, top = across.get("domain", (0, 1))[0], down.get("domain", (0, 1))[1]
    for one in layout.get("annotations", ()):
        corner = (one.get("x"), one.get("y"))
        if one["text"].startswith("<b>") and np.allclose(corner, (left, top)):
            return plain(one["text"].split("</b>")[0])
    return plain(str(trace.get("name", "")))


def is_lying(trace: Trace) -> bool:
    """Whether its bars lie."""
    return trace.get("orientation") == "h"


def is_dots(trace: Trace) -> bool:
    """Points on one scale, named by item."""
    return trace.get("mode") == "markers" and bool(trace.get("customdata"))


def _is_dashed(trace: Trace) -> bool:
    return bool(trace["type"] == "bar" or trace.get("line", {}).get("dash", "solid") != "solid")


def _meta_name(trace: Trace) -> str:
    """What one of several with a common name in the legend is called itself."""
    meta = trace.get("meta")
    return meta if isinstance(meta, str) else ""


def plain(text: str) -> str:
    """A text of a figure without its marks, on one line."""
    return re.sub(r"<[^>]*>", "", re.sub(r"\s*<br>\s*", " ", text)).strip()


def _alpha(colour: str) -> float:
    parts = re.findall(r"[\d.]+", colour) if colour.startswith("rgba") else ()
    return float(parts[3]) if len(parts) == 4 else 1.0


def _hex(colour: str, opacity: float = 1.0) -> str:
    """A colour as ``#RRGGBB`` on white; empty for what is none."""
    try:
        return palette.hexed(colour, opacity)
    except ValueError:
        return ""
