"""A presentation as a file: the same picture wherever and whenever it is opened."""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from ..errors import Fault, InputFileError
from ..figures.chart import Chart, Curve, Mark
from ..people.ages import FloatArray
from ..provenance import Source
from ..store import Shelf
from ..store.saved_rules import SavedPart, found, names, parsed
from ..words.grids import Grid
from . import first_version
from .chart_rules import chart_faults
from .first_rules import figure_faults
from .frame import Deck, Frame, Question
from .rules import (
    AGAIN,
    DECK,
    DRAWN,
    FIRST_FRAME,
    FIRST_VERSION,
    FORMAT,
    FORMAT_VERSION,
    FRAME,
    MARKED,
    MOST_BYTES,
    VERSIONS,
)

CHARTS: Mapping[str, Callable[[Any], list[str]]] = {
    "chart": chart_faults,
    "figure": figure_faults,
}
"""What is wrong with the field of a frame that is drawn."""
OCCASION = ("place", "meeting", "held")
"""What a presentation is asked for once, for its title."""


def to_json(deck: Deck) -> bytes:
    """The file: the same bytes for the same presentation.

    Raises
    ------
    InputFileError
        If it holds something that could not be opened again; every fault is told.
    """
    whole = {"format": FORMAT, "format_version": FORMAT_VERSION, **_plain(asdict(deck))}
    if faults := list(_faults(whole, "Presentasjonen")):
        raise InputFileError(faults)
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    content = f"{text}\n".encode()
    if len(content) > MOST_BYTES:
        most = f"høyst {MOST_BYTES // 1_000_000} MB"
        advice = "Del presentasjonen i flere."
        raise InputFileError([Fault("Presentasjonen", "", "for mange tall", most, advice)])
    return content


def from_json(content: bytes, file: str) -> Deck:
    """The presentation in a file that anyone may have written.

    Parameters
    ----------
    content
        The file; of one larger than :data:`MOST_BYTES` no more than that and one byte is needed.
    file
        Its name.

    Raises
    ------
    InputFileError
        If it is not such a file; every fault is told.
    """
    values, repeated = parsed(content, file, MOST_BYTES, "en lagret presentasjon", AGAIN)
    values = _as_now(values)
    faults = list(_faults(values, file))
    if repeated:
        told = f"felt som står flere ganger: {names(repeated)}"
        faults.append(Fault(file, "", told, "hvert felt én gang", "Ta bort resten."))
    if faults:
        raise InputFileError(faults)
    if values["format_version"] == FIRST_VERSION:
        values = {**values, "frames": list(_read_back(values["frames"], file))}
    return _deck(values)


def _as_now(values: dict[str, Any]) -> dict[str, Any]:
    """A file of an earlier version with what it did not have: nothing of it."""
    if repr(values.get("format_version")) not in map(str, VERSIONS[1:]):
        return values
    frames = values.get("frames")
    if isinstance(frames, list):
        frames = [
            {**one, "question": {"parts": [], **one["question"]}}
            if isinstance(one, dict) and isinstance(one.get("question"), dict)
            else one
            for one in frames
        ]
    return {**dict.fromkeys(OCCASION, ""), **values, "frames": frames}


def _faults(values: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """All that is wrong with a whole file."""
    yield from _wrong(values, {**MARKED, **DECK}, file, "")
    frames = values.get("frames")
    for number, one in enumerate(frames if isinstance(frames, list) else (), 1):
        place = f"bilde {number}"
        if isinstance(one, Mapping):
            known = FIRST_FRAME if values.get("format_version") == FIRST_VERSION else FRAME
            yield from _wrong(one, known, file, f"{place}, ")
        else:
            yield Fault(file, place, found(one), "et bilde", AGAIN)


def _wrong(
    values: Mapping[str, Any], known: Mapping[str, SavedPart], file: str, where: str
) -> Iterator[Fault]:
    """What is wrong with the fields of one object."""
    for key, field in known.items():
        value = values.get(key, ...)
        if not field.is_good(value):
            told = "; ".join(CHARTS[key](value)) if key in CHARTS else found(value)
            yield Fault(file, f"{where}feltet «{key}»", told, field.accepted, field.advice)
    strange = [key for key in values if key not in known]
    if strange:
        every = f"feltene {', '.join(known)}"
        told = f"ukjente felt: {names(strange)}"
        yield Fault(file, where.removesuffix(", "), told, every, "Ta bort resten.")


def _read_back(frames: Sequence[Mapping[str, Any]], file: str) -> Iterator[dict[str, Any]]:
    """Frames of the first version, each with a chart instead of a drawing.

    Raises
    ------
    InputFileError
        If a drawing is whole, but of no chart that can be drawn again.
    """
    for number, one in enumerate(frames, 1):
        rest = {key: value for key, value in one.items() if key not in DRAWN}
        try:
            chart = _plain(asdict(first_version.chart(one["figure"], one["unit"])))
        except (AttributeError, LookupError, TypeError, ValueError):
            chart = None
        if told := chart_faults(chart):
            what = f"en graf som ikke henger sammen ({'; '.join(told)})"
            accepted = FIRST_FRAME["figure"].accepted
            raise InputFileError([Fault(file, f"bilde {number}", what, accepted, AGAIN)])
        yield {**rest, "chart": chart}


def _deck(values: Mapping[str, Any]) -> Deck:
    frames = tuple(map(_frame, values["frames"]))
    told = {key: values[key] for key in ("name", "note", "saved", "version", *OCCASION)}
    return Deck(frames=frames, **told)


def _frame(values: Mapping[str, Any]) -> Frame:
    asked = values["question"]
    parts = {
        "chart": _chart(values["chart"]),
        "grids": tuple(
            Grid(one["caption"], tuple(one["columns"]), tuple(map(tuple, one["rows"])))
            for one in values["grids"]
        ),
        "sources": tuple(Source(**one) for one in values["sources"]),
        "question": None if asked is None else Question(**_as_tuples(asked)),
    }
    return Frame(**{**values, **parts})


def _chart(values: Mapping[str, Any]) -> Chart:
    curves = tuple(
        Curve(
            **{
                **_as_tuples(one),
                "values": _numbers(one["values"]),
                "starts": None if one["starts"] is None else _numbers(one["starts"]),
            }
        )
        for one in values["curves"]
    )
    marks = tuple(
        Mark(**{**one, "value": math.nan if one["value"] is None else one["value"]})
        for one in values["marks"]
    )
    return Chart(**{**_as_tuples(values), "curves": curves, "marks": marks})


def _numbers(values: Sequence[float | None]) -> FloatArray:
    return np.array([math.nan if one is None else one for one in values], dtype=np.float64)


def _as_tuples(asked: Mapping[str, Any]) -> dict[str, Any]:
    def inside(value: Any) -> Any:
        return tuple(map(inside, value)) if isinstance(value, list) else value

    return {key: inside(value) for key, value in asked.items()}


def _plain(value: Any) -> Any:
    """A value as JSON has it; missing numbers are null."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, np.ndarray | np.generic):
        return _plain(value.tolist())
    return None if isinstance(value, float) and math.isnan(value) else value


TABLE = "presentation"
SHELF = Shelf(TABLE, to_json, lambda content: from_json(content, TABLE))
keep, every, versions, remove = SHELF.keep, SHELF.every, SHELF.versions, SHELF.remove
