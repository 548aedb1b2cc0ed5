"""What a figure in a presentation's file may be: the charts that the program draws itself.

Nothing in a figure leads out of the program: only known parts, numbers, and texts that are texts.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..errors import short
from ..store.saved_rules import is_like, names

MOST_TEXT = 10_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPACES = "\u00a0\u00ad\u1680\u2000-\u200a\u200d\u202f\u205f\u3000"
"""Spaces of all widths, and what joins or breaks words: unseen, and yet text."""
TRACES = ("scatter", "bar")
"""Kinds of drawing that the charts are made of."""
MOST_TRACES, MOST_POINTS, MOST_NUMBER, DEEPEST = 400, 5000, 1e15, 6
DATA = _words(
    "alignmentgroup base cliponaxis connectgaps constraintext customdata error_x error_y fill "
    "fillcolor hoverinfo hoverlabel hovertemplate hovertext "
    "insidetextanchor legendgroup legendrank line marker meta mode name offset offsetgroup opacity "
    "orientation showlegend stackgroup text textangle textfont textposition type visible width x "
    "xaxis xhoverformat y yaxis yhoverformat zorder"
)
"""What a trace may say."""
LAYOUT = _words(
    "annotations autosize bargap bargroupgap barmode barnorm colorway dragmode font height "
    "hoverdistance hoverlabel hovermode legend margin meta modebar paper_bgcolor plot_bgcolor "
    "separators shapes showlegend template title uniformtext width"
)
"""What a layout may say, besides its axes."""
AXIS = r"[xy]axis\d{0,3}"
INNER = _words(
    "activecolor align anchor angle array arrayminus automargin autorange autotick bgcolor "
    "bordercolor borderpad borderwidth categoryarray categoryorder color constrain cornerradius "
    "dash domain dtick entrywidth family fgcolor fillcolor fillmode fixedrange font gridcolor "
    "gridwidth groupclick height hoverformat indentation itemclick itemdoubleclick itemsizing "
    "itemwidth layer legendgroup line linecolor linewidth marker matches maxallowed "
    "minallowed minsize mirror mode namelength nticks opacity orientation overlaying pad pattern "
    "position range rangemode scaleanchor scaleratio separatethousands shape showarrow showgrid "
    "showline showticklabels side simplify size sizemode sizeref smoothing solidity standoff "
    "style symbol symmetric text textangle textcase texttemplate thickness tick0 tickangle "
    "tickcolor tickfont tickformat ticklabelmode ticklabelposition ticklabelstep ticklen tickmode "
    "tickprefix ticks ticksuffix ticktext tickvals tickwidth title tracegroupgap traceorder type "
    "uirevision valign value valueminus variant visible weight width x x0 x1 xanchor xref xshift y "
    "y0 y1 yanchor yref yshift zeroline zerolinecolor zerolinewidth b l r t pad"
)
"""What the parts of both may say."""
OBJECTS = ("line", "marker", "font", "textfont", "margin", "legend", "title", "pattern")
"""Always parts with parts of their own."""
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
    """What in a figure cannot be drawn, in words that are safe to show; empty where all can."""
    if not isinstance(value, Mapping) or set(value) != {"data", "layout"}:
        return ["noe annet enn data og layout"]
    data, layout = value["data"], value["layout"]
    if not isinstance(layout, Mapping) or not isinstance(data, list):
        return ["data som ikke er en liste, eller layout som ikke er et objekt"]
    if not 1 <= len(data) <= MOST_TRACES:
        return [f"{len(data)} tegninger"]
    told = [text for trace in data for text in _trace_faults(trace)]
    strange = [key for key in layout if key not in LAYOUT and not is_like(AXIS, key)]
    told += [f"ukjente deler: {names(strange)}"] if strange else []
    if layout.get("template"):
        told.append("en mal som ikke er tom")
    for key, part in layout.items():
        if key in ("annotations", "shapes"):
            told += _list_faults(key, part)
        elif key in OBJECTS or is_like(AXIS, key):
            told += [] if isinstance(part, Mapping) else [f"«{short(key)}» som ikke er et objekt"]
        told += _inner_faults(part)
    return list(dict.fromkeys(told))


def _trace_faults(trace: Any) -> Iterator[str]:
    if not isinstance(trace, Mapping):
        yield "en tegning som ikke er et objekt"
        return
    if trace.get("type") not in TRACES:
        yield "en type tegning som ikke finnes her"
    strange = [key for key in trace if key not in DATA]
    if strange:
        yield f"ukjente deler: {names(strange)}"
    x, y = trace.get("x"), trace.get("y")
    if not (isinstance(x, list) and isinstance(y, list) and 1 <= len(x) == len(y) <= MOST_POINTS):
        yield "x og y som ikke er like lange lister"
    for key, part in trace.items():
        if key in OBJECTS and not isinstance(part, Mapping):
            yield f"«{key}» som ikke er et objekt"
        yield from _inner_faults(part)


def _list_faults(key: str, part: Any) -> Iterator[str]:
    if not isinstance(part, list) or not all(isinstance(one, Mapping) for one in part):
        yield f"«{key}» som ikke er en liste av objekter"
    elif key == "annotations" and not all(isinstance(one.get("text"), str) for one in part):
        yield "en merknad uten tekst"


def _inner_faults(part: Any, depth: int = 0) -> Iterator[str]:
    """Of all that is inside a part: only known names, numbers, and texts that lead nowhere."""
    if depth > DEEPEST:
        yield "for mange nivåer inni hverandre"
    elif isinstance(part, Mapping):
        strange = [key for key in part if key not in INNER]
        if strange:
            yield f"ukjente deler: {names(strange)}"
        for key, one in part.items():
            if key in OBJECTS and not isinstance(one, Mapping):
                yield f"«{key}» som ikke er et objekt"
            yield from _inner_faults(one, depth + 1)
    elif isinstance(part, list):
        if len(part) > MOST_POINTS:
            yield "en for lang liste"
        for one in part[:MOST_POINTS]:
            yield from _inner_faults(one, depth + 1)
    elif isinstance(part, str):
        if not is_text(MOST_TEXT)(part) or OUT.search(re.sub(MARKS, "", part)):
            yield "en tekst som kan føre ut av programmet"
    elif not (part is None or isinstance(part, bool) or is_number(part)):
        yield "et tall som ikke kan tegnes"
