"""A frame as the exhibit that Office charts, handouts and sheets are made of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .. import labels
from ..ages import FloatArray
from ..charts import style
from ..exhibits import Collection, Curve, Exhibit, Kind
from ..exhibits.what import Look, Stand, by_sign, level
from ..narrative import handout
from ..population import OBSERVED
from .frame import Deck, Frame

Trace = Mapping[str, Any]

PAPER = 255
"""White, which a colour that lets light through is laid on."""
STRONG = 3.5
"""Lines as wide as this stand out from the others [px]."""
PALER = 0.55
"""How much of its colour a bar keeps that is told from another by its pattern alone."""
MOST_DECIMALS = 6
LIGHTER = 0.6
"""How much it keeps beside another of the same colour."""


def exhibit(frame: Frame, key: str = "") -> Exhibit:
    """What an export draws of a frame: the figure's own values, and all that belongs to it.

    Parameters
    ----------
    frame
        As it was added.
    key
        Short code, unique in an export.
    """
    data = [one for one in frame.figure["data"] if one.get("x") is not None]
    layout = frame.figure["layout"]
    categories, curves = _curves(data, layout)
    lying = any(_is_lying(one) for one in data)
    kind: Kind = "bar" if lying else "column" if _bars(data) else "line"
    axis = _axis(layout, lying)
    curves = tuple(one if one.name else replace(one, name=axis) for one in curves)
    decimals, suffix = _writing(data)
    mirrored = lying and layout.get("barmode") == "overlay"
    return Exhibit(
        key=key or frame.name,
        title=frame.title,
        text=frame.text,
        kind=kind,
        categories=categories,
        curves=(*curves, *_levels(data, layout, len(categories))),
        axis=axis,
        unit=frame.unit,
        table=(),
        grids=frame.grids,
        sources=frame.sources,
        note=frame.note,
        signed=_is_signed(data),
        stand=_stand(layout, kind, curves),
        mirrored=mirrored,
        from_zero=kind != "line" or not _starts_above_zero(layout),
        decimals=decimals,
        suffix=suffix,
        chosen=frame.chosen,
        spoken=frame.notes,
        alternative=frame.alternative,
    )


def collection(deck: Deck) -> Collection:
    """All frames of a presentation, as exports take them."""
    made = handout.made(labels.date(deck.saved[:10]), deck.version)
    every = (exhibit(one, f"figur-{number}") for number, one in enumerate(deck.frames, 1))
    told = f"{deck.note.rstrip('.')}. {made}" if deck.note else made
    return Collection(deck.name, told, tuple(every), {})


@dataclass
class _Points:
    """One trace's values by category."""

    trace: Trace
    values: dict[str, float]


def _curves(
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
    if _is_lying(trace):
        names, values = values, names
    elif _is_dots(trace):
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
    upwards = any(_is_lying(one) for one in data) and not from_top
    return tuple(reversed(every) if upwards else every)


def _curve(one: _Points, categories: Sequence[str], layout: Mapping[str, Any]) -> Curve:
    trace = one.trace
    values = np.array([one.values.get(name, np.nan) for name in categories])
    colour, look = _look(trace)
    panel = _panel(trace, layout)
    name = plain(str(_meta_name(trace) or trace.get("name") or ""))
    if panel and name.startswith(panel):  # what stands in the heading is not said again
        name = labels.sentence(name.removeprefix(panel).strip()) or labels.alternative(OBSERVED)
    curve = Curve(
        name=name,
        code=colour,
        values=values,
        is_projected=_is_dashed(trace),
        look=look,
        colour=colour,
        panel=panel,
        strong=float(trace.get("line", {}).get("width", 0)) >= STRONG,
        dash=_dash(trace),
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
        return _hex(colour, float(marker.get("opacity", 1)) * (1 if whole else PALER)), ""
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
        if name in taken and one.is_projected:
            name = f"{name} (prognose)"
        number = 2
        while name in taken:
            name, number = f"{one.name} ({number})", number + 1
        colour = one.colour
        while one.look == "" and any(other.colour == colour for other in others):
            colour = _hex(colour, LIGHTER)
        found.append(replace(one, name=name, colour=colour, code=colour))
    return found


def _is_more_of(one: Curve, other: Curve) -> bool:
    """Whether two traces are years of one curve: the same look, and no year in both."""
    same = (one.name, one.colour, one.look, one.panel, one.is_projected) == (
        other.name,
        other.colour,
        other.look,
        other.panel,
        other.is_projected,
    )
    both = np.isfinite(one.values) & np.isfinite(other.values)
    return same and one.starts is None and not both.any()


def _levels(data: Sequence[Trace], layout: Mapping[str, Any], count: int) -> tuple[Curve, ...]:
    """The levels drawn across the chart, each with the name that stands at it."""
    if any(_is_lying(one) or _is_dots(one) for one in data):
        return ()
    names = {one.get("y"): plain(one["text"]) for one in layout.get("annotations", ())}
    return tuple(
        level(names.get(one["y0"], "Nivå"), float(one["y0"]), count)
        for one in layout.get("shapes", ())
        if one.get("type") == "line" and one.get("xref") == "paper" and one["y0"] == one["y1"]
    )


def _axis(layout: Mapping[str, Any], lying: bool) -> str:
    """Text of the value axis."""
    title = layout.get("xaxis" if lying else "yaxis", {}).get("title", {})
    title = title or layout.get("xaxis", {}).get("title", {})
    if isinstance(title, Mapping) and title.get("text"):
        return plain(title["text"])
    for one in layout.get("annotations", ()):
        if one.get("xref") == one.get("yref") == "paper" and not one["text"].startswith("<b>"):
            return plain(one["text"])
    return ""


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


def _stand(layout: Mapping[str, Any], kind: Kind, curves: Sequence[Curve]) -> Stand:
    """Where bars of one category stand: with one bar each, it does not matter."""
    bars = [one for one in curves if one.look == "" and kind != "line"]
    panels = {one.panel for one in bars}
    shared = any(_overlap([one.values for one in bars if one.panel == panel]) for panel in panels)
    if not shared or layout.get("barmode") == "overlay":
        return "over"
    return "beside" if layout.get("barmode", "group") == "group" else "stacked"


def _overlap(every: Sequence[FloatArray]) -> bool:
    """Whether two bars would cover each other: on one side of zero in one category."""
    signs = np.array([np.sign(np.nan_to_num(one)) for one in every])
    return bool(((signs > 0).sum(axis=0) > 1).any() or ((signs < 0).sum(axis=0) > 1).any())


def _writing(data: Sequence[Trace]) -> tuple[int, str]:
    """Decimals and suffix as the figure's own texts have them."""
    texts = [plain(str(text)) for one in data for text in _texts(one)]
    found = [match for text in texts if (match := re.search(r"\d(?:,(\d+))?(\s?%)?$", text))]
    if not found:
        drawn = [one for trace in data for axis in "xy" for one in trace[axis]]
        return int(any(isinstance(one, float) and not one.is_integer() for one in drawn)), ""
    decimals = min(MOST_DECIMALS, max(len(match[1] or "") for match in found))
    return decimals, "%" if any(match[2] for match in found) else ""


def _starts_above_zero(layout: Mapping[str, Any]) -> bool:
    """Whether the value axis leaves zero out, as an index does."""
    ends = layout.get("yaxis", {}).get("range")
    return bool(ends) and float(ends[0]) > 0


def _is_signed(data: Sequence[Trace]) -> bool:
    """Whether growth is written with a plus."""
    return any(plain(str(text)).startswith("+") for one in data for text in _texts(one))


def _texts(trace: Trace) -> Sequence[str]:
    text = trace.get("text") or ()
    return (text,) if isinstance(text, str) else text


def _bars(data: Sequence[Trace]) -> bool:
    return any(one["type"] == "bar" for one in data)


def _is_lying(trace: Trace) -> bool:
    return trace.get("orientation") == "h"


def _is_dots(trace: Trace) -> bool:
    """Points on one scale, named by item."""
    return trace.get("mode") == "markers" and bool(trace.get("customdata"))


def _is_dashed(trace: Trace) -> bool:
    return trace["type"] == "bar" or _dash(trace) is not None


def _dash(trace: Trace) -> int | None:
    """Which of the dashes of projected lines it has; None for a solid line."""
    dash = trace.get("line", {}).get("dash", "solid")
    if trace["type"] == "bar" or dash == "solid":
        return None
    known = style.PROJECTED_DASHES
    return known.index(dash) if dash in known else len(known)


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
    if re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    elif match := re.fullmatch(r"rgba?\(([\d., ]+)\)", colour):
        parts = [round(float(one)) for one in match[1].split(",")[:3]]
        opacity *= _alpha(colour)
    else:
        return ""
    mixed = (min(255, round(PAPER + (one - PAPER) * opacity)) for one in parts)
    return "#" + "".join(f"{one:02X}" for one in mixed)
