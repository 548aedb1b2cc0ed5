"""A presentation as a file: the same picture wherever and whenever it is opened."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from ..errors import Fault, InputFileError
from ..grids import Grid
from ..provenance import Source
from ..saved_rules import Field, found, names, parsed
from . import native
from .figure_rules import figure_faults
from .frame import Deck, Frame, Question
from .rules import (
    AGAIN,
    DECK,
    FORMAT,
    FORMAT_VERSION,
    FRAME,
    MARKED,
    MOST_BYTES,
)


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
    faults = list(_faults(values, file))
    if repeated:
        told = f"felt som står flere ganger: {names(repeated)}"
        faults.append(Fault(file, "", told, "hvert felt én gang", "Ta bort resten."))
    if faults:
        raise InputFileError(faults)
    deck = _deck(values)
    if faults := list(_undrawable(deck, file)):
        raise InputFileError(faults)
    return deck


def _faults(values: Mapping[str, Any], file: str) -> Iterator[Fault]:
    """All that is wrong with a whole file."""
    yield from _wrong(values, {**MARKED, **DECK}, file, "")
    frames = values.get("frames")
    for number, one in enumerate(frames if isinstance(frames, list) else (), 1):
        place = f"bilde {number}"
        if isinstance(one, Mapping):
            yield from _wrong(one, FRAME, file, f"{place}, ")
        else:
            yield Fault(file, place, found(one), "et bilde", AGAIN)


def _wrong(
    values: Mapping[str, Any], known: Mapping[str, Field], file: str, where: str
) -> Iterator[Fault]:
    """What is wrong with the fields of one object."""
    for key, field in known.items():
        value = values.get(key, ...)
        if not field.is_good(value):
            told = "; ".join(figure_faults(value)) if key == "figure" else found(value)
            yield Fault(file, f"{where}feltet «{key}»", told, field.accepted, field.advice)
    strange = [key for key in values if key not in known]
    if strange:
        every = f"feltene {', '.join(known)}"
        told = f"ukjente felt: {names(strange)}"
        yield Fault(file, where.removesuffix(", "), told, every, "Ta bort resten.")


def _undrawable(deck: Deck, file: str) -> Iterator[Fault]:
    """Figures that are whole, but that no export could draw."""
    for number, one in enumerate(deck.frames, 1):
        try:
            native.figure(one)
        except (AttributeError, LookupError, TypeError, ValueError):
            what = "en graf som ikke henger sammen"
            yield Fault(file, f"bilde {number}", what, FRAME["figure"].accepted, AGAIN)


def _deck(values: Mapping[str, Any]) -> Deck:
    frames = tuple(map(_frame, values["frames"]))
    return Deck(values["name"], values["note"], values["saved"], values["version"], frames)


def _frame(values: Mapping[str, Any]) -> Frame:
    asked = values["question"]
    parts = {
        "grids": tuple(
            Grid(one["caption"], tuple(one["columns"]), tuple(map(tuple, one["rows"])))
            for one in values["grids"]
        ),
        "sources": tuple(Source(**one) for one in values["sources"]),
        "question": None if asked is None else Question(**_as_tuples(asked)),
    }
    return Frame(**{**values, **parts})


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
