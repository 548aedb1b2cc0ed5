"""A drawing read back as the figure it was of: what Office, handouts and sheets are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .. import labels
from ..ages import FloatArray
from ..charts import palette
from ..figures.catalogue import Collection
from ..figures.spec import KINDS, Curve, Figure, Form, Kind, Stand
from ..narrative import Finding, handout
from .frame import Deck, Frame
from .traces import Trace, is_dots, is_lying, plain, read


def figure(frame: Frame, key: str = "") -> Figure:
    """The figure that a drawing was of.

    Parameters
    ----------
    frame
        As it was added.
    key
        Short code, unique in an export.
    """
    data = [one for one in frame.figure["data"] if one.get("x") is not None]
    layout = frame.figure["layout"]
    categories, curves = read(data, layout)
    form = _form(data, layout, curves)
    lying = any(is_lying(one) for one in data)
    axis = _axis(layout, lying)
    curves = tuple(one if one.name else replace(one, name=axis) for one in curves)
    return Figure(
        form=form,
        key=key or frame.name,
        finding=Finding(frame.title, frame.text),
        categories=categories,
        curves=(*curves, *_levels(data, layout, len(categories))),
        axis=axis,
        unit=frame.unit,
        table=(),
        grids=frame.grids,
        sources=frame.sources,
        method=frame.note,
        signed=_is_signed(data),
        stand=_stand(layout, KINDS[form], curves),
        mirrored=form == "pyramid",
        from_zero=KINDS[form] != "line" or not _starts_above_zero(layout),
        chosen=frame.chosen,
        spoken=frame.notes,
        alternative=frame.alternative,
    )


def _form(data: Sequence[Trace], layout: Mapping[str, Any], curves: Sequence[Curve]) -> Form:
    """What kind of chart a drawing is of."""
    several = len({one.panel for one in curves}) > 1
    if any(one.starts is not None for one in curves):
        return "waterfall"
    if any(is_lying(one) for one in data):
        return "pyramid" if layout.get("barmode") == "overlay" else "bars"
    if not _bars(data):
        return "dots" if any(is_dots(one) for one in data) else "multiples" if several else "lines"
    if several:
        return "pairs"
    return "balance" if layout.get("barmode") else "milestones"


def collection(deck: Deck) -> Collection:
    """All frames of a presentation, as exports take them."""
    made = handout.made(labels.date(deck.saved[:10]), deck.version)
    every = (figure(one, f"bilde-{number}") for number, one in enumerate(deck.frames, 1))
    told = f"{deck.note.rstrip('.')}. {made}" if deck.note else made
    return Collection(deck.name, told, tuple(every), {}, {})


def _levels(data: Sequence[Trace], layout: Mapping[str, Any], count: int) -> tuple[Curve, ...]:
    """The levels drawn across the chart, each with the name that stands at it."""
    if any(is_lying(one) or is_dots(one) for one in data):
        return ()
    names = {one.get("y"): plain(one["text"]) for one in layout.get("annotations", ())}
    return tuple(
        _level(names.get(one["y0"], "Nivå"), float(one["y0"]), count)
        for one in layout.get("shapes", ())
        if one.get("type") == "line" and one.get("xref") == "paper" and one["y0"] == one["y1"]
    )


def _level(name: str, value: float, count: int) -> Curve:
    """A level across all categories of a chart."""
    return Curve(
        name=name,
        code=name,
        values=np.full(count, value),
        role="level",
        look="rule",
        colour=palette.INK,
        dash="dash",
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
