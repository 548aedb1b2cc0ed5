"""What a figure in a file of the first version may be, and what every text and number may.

Nothing in it leads out of the program.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

MOST_TEXT = 10_000


SPACES = "\u00a0\u00ad\u1680\u2000-\u200a\u200d\u202f\u205f\u3000"
"""Spaces of all widths, and what joins or breaks words: unseen, and yet text."""
TRACES = ("scatter", "bar")
"""Kinds of drawing that the charts are made of."""
MOST_TRACES, MOST_POINTS, MOST_NUMBER, DEEPEST = 400, 5000, 1e15, 6
MARKS = r"</?(b|i|sup|sub|extra)>|<br ?/?>"
"""Marks that text in a chart may have."""
OUT = re.compile(
    r"(?i)(javascript|vbscript)\s*:|(file|ftp|https?)\s*:\s*/|data\s*:\s*\w+/"
    r"|url\s*\(|<\s*[a-z/!]"
)
"""What could lead out of the program."""


def is_text(most: int, one_line: bool = False) -> Callable[[Any], bool]:
    """A test of texts of so many letters, none of them unseen; lines and tabs may be let in."""

    def good(value: Any) -> bool:
        if not isinstance(value, str) or len(value) > most:
            return False
        kept = SPACES if one_line else f"{SPACES}\n\t"
        return re.sub(f"[{kept}]", "", value).isprintable()

    return good


def is_number(value: Any) -> bool:
    """A number that can be drawn; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and abs(value) <= MOST_NUMBER


def figure_faults(value: Any) -> list[str]:
    """What in a figure cannot be read back, in words that are safe to show; empty where all can.

    A figure is never drawn again. What is read of it becomes a chart, which is checked as every
    other; what is not read does no harm.
    """
    if not isinstance(value, Mapping) or set(value) != {"data", "layout"}:
        return ["noe annet enn data og layout"]
    data, layout = value["data"], value["layout"]
    if not isinstance(layout, Mapping) or not isinstance(data, list):
        return ["data som ikke er en liste, eller layout som ikke er et objekt"]
    if not 1 <= len(data) <= MOST_TRACES:
        return [f"{len(data)} tegninger"]
    told = [text for trace in data for text in _trace_faults(trace)]
    return list(dict.fromkeys((*told, *_inner_faults(layout))))


def _trace_faults(trace: Any) -> Iterator[str]:
    if not isinstance(trace, Mapping):
        yield "en tegning som ikke er et objekt"
        return
    if trace.get("type") not in TRACES:
        yield "en type tegning som ikke finnes her"
    x, y = trace.get("x"), trace.get("y")
    if not (isinstance(x, list) and isinstance(y, list) and 1 <= len(x) == len(y) <= MOST_POINTS):
        yield "x og y som ikke er like lange lister"
    yield from _inner_faults(trace)


def _inner_faults(part: Any, depth: int = 0) -> Iterator[str]:
    """Of all that is inside a part: only numbers, and texts that lead nowhere."""
    if depth > DEEPEST:
        yield "for mange nivåer inni hverandre"
    elif isinstance(part, Mapping | list):
        if len(part) > MOST_POINTS:
            yield "en for lang liste"
            return
        for one in part.values() if isinstance(part, Mapping) else part:
            yield from _inner_faults(one, depth + 1)
    elif isinstance(part, str):
        if not is_text(MOST_TEXT)(part) or OUT.search(re.sub(MARKS, "", part)):
            yield "en tekst som kan føre ut av programmet"
    elif not (part is None or isinstance(part, bool) or is_number(part)):
        yield "et tall som ikke kan tegnes"
