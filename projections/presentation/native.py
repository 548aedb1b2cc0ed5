"""A frame as the exhibit that Office charts, handouts and sheets are made of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .. import labels
from ..ages import FloatArray
from ..exhibits import Collection, Curve, Exhibit, Kind
from ..exhibits.what import Stand, level
from ..narrative import handout
from .frame import Deck, Frame
from .traces import Trace, is_dots, is_lying, plain, read

MOST_DECIMALS = 6
"""More say nothing."""


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
    categories, curves = read(data, layout)
    lying = any(is_lying(one) for one in data)
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
    every = (exhibit(one, f"bilde-{number}") for number, one in enumerate(deck.frames, 1))
    told = f"{deck.note.rstrip('.')}. {made}" if deck.note else made
    return Collection(deck.name, told, tuple(every), {})


def _levels(data: Sequence[Trace], layout: Mapping[str, Any], count: int) -> tuple[Curve, ...]:
    """The levels drawn across the chart, each with the name that stands at it."""
    if any(is_lying(one) or is_dots(one) for one in data):
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
