"""Files of the first version hold drawings: read back here, once, as the charts they were of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from .. import labels
from ..charts import palette
from ..charts.bars import OTHER, OTHERS, OWN, REFERENCE, is_total
from ..figures.chart import KINDS, Chart, Curve, Form, Kind, Stand
from ..people.ages import FloatArray
from .first_traces import Trace, is_dots, is_lying, plain, read

FEW = 14
"""Standing bars, beyond which they are a ranking."""


def chart(drawing: Mapping[str, Any], unit: str) -> Chart:
    """The chart that a drawing was of.

    Parameters
    ----------
    drawing
        ``data`` and ``layout``, as files of the first version have them.
    unit
        Code of the values' unit.
    """
    data = [one for one in drawing["data"] if one.get("x") is not None]
    layout = drawing["layout"]
    categories, curves = read(data, layout)
    form = _form(data, layout, curves)
    axis = _axis(layout, any(is_lying(one) for one in data))
    curves = tuple(one if one.name else replace(one, name=axis) for one in curves)
    made = Chart(
        form=form,
        categories=categories,
        curves=(*curves, *_levels(data, layout, len(categories))),
        axis=axis,
        unit=unit,
        signed=_is_signed(data),
        stand=_stand(layout, KINDS[form], curves),
        mirrored=form == "pyramid",
        from_zero=KINDS[form] != "line" or not _starts_above_zero(layout),
    )
    return _completed(made, data, layout)


def _completed(made: Chart, data: Sequence[Trace], layout: Mapping[str, Any]) -> Chart:
    """The chart with what its form needs besides, to be drawn again."""
    count = len(made.categories)
    if made.form == "lines":
        return replace(made, curves=_grouped(made.curves))
    if made.form == "multiples":
        told = [one["text"] for one in layout["annotations"] if one["text"].startswith("<b>")]
        return replace(made, headings=tuple(text.partition("</b>")[2].strip() for text in told))
    if made.form in ("bars", "differences", "ranking"):
        curves = (replace(one, colours=one.colours or (one.colour,) * count) for one in made.curves)
        return replace(made, curves=tuple(curves))
    if made.form == "waterfall":
        (bar,) = data
        every = reversed(list(palette.ITEM_COLOURS.items()))
        codes = {colour: code for code, colour in every if not is_total(code)}
        whole = bar["marker"]["pattern"]["shape"]
        return replace(
            made,
            codes=tuple(
                labels.TOTAL if total else codes.get(colour, "")
                for colour, total in zip(bar["marker"]["color"], whole, strict=True)
            ),
        )
    if made.form == "dots":
        *others, reference, own = made.curves
        return replace(
            made,
            curves=(
                *(replace(one, code=OTHER, legend=OTHERS) for one in others),
                replace(reference, code=REFERENCE),
                replace(own, code=OWN),
            ),
        )
    return made


def _grouped(curves: Sequence[Curve]) -> tuple[Curve, ...]:
    """Curves of one line together: what is projected goes on from what was counted."""
    found: list[Curve] = []
    for place, one in enumerate(curves):
        before = found[-1] if found else None
        goes_on = (
            before is not None
            and one.role == "projected"
            and before.role == "observed"
            and (one.colour, one.width) == (before.colour, before.width)
            and (one.name.startswith(f"{before.name} ") or before.name == "Observert")
        )
        name = "" if goes_on and before and before.name == "Observert" else one.name
        if goes_on and before:
            name = before.name if name else ""
            found[-1] = replace(before, label=name)
        group = before.group if goes_on and before else str(place)
        found.append(replace(one, group=group, label=name if len(curves) > 1 else ""))
    return tuple(found)


def _form(data: Sequence[Trace], layout: Mapping[str, Any], curves: Sequence[Curve]) -> Form:
    """What kind of chart a drawing is of."""
    several = len({one.panel for one in curves}) > 1
    if any(one.starts is not None for one in curves):
        return "waterfall"
    if any(is_lying(one) for one in data):
        if layout.get("barmode") == "overlay":
            return "pyramid"
        return "differences" if any("<br>" in str(name) for name in data[0]["y"]) else "bars"
    if not _bars(data):
        return "dots" if any(is_dots(one) for one in data) else "multiples" if several else "lines"
    if several:
        return "pairs"
    if not layout.get("barmode"):
        return "milestones" if len(data[0]["x"]) <= FEW else "ranking"
    if layout.get("xaxis", {}).get("type") == "category":
        return "causes"
    return "levels" if "bargap" in layout else "balance"


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
