"""What each part of a presentation's file may be, and how one that may not is told.

A file is opened by others than the one who made it. So texts are texts, figures are the charts
that the program draws itself, and nothing in it leads out of the program.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from .. import labels, saved_rules
from ..errors import short
from ..provenance import QUALITIES, Source
from ..saved_rules import Field, is_like, names

FORMAT, FORMAT_VERSION = "baereevne-presentasjon", 1
MOST_BYTES = 10_000_000
AGAIN = "Lagre presentasjonen på nytt fra Bæreevne."
MOST_FRAMES, MOST_GRIDS, MOST_SOURCES, MOST_ROWS, MOST_COLUMNS = 200, 20, 100, 2000, 100
MOST_TITLE, MOST_TEXT, MOST_WORD = 300, 10_000, 500
MOST_CHOICES, MOST_LEVERS, MOST_STOPS = 100, 30, 60


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


def _is_text(most: int, one_line: bool = False) -> Callable[[Any], bool]:
    def good(value: Any) -> bool:
        if not isinstance(value, str) or len(value) > most:
            return False
        kept = SPACES if one_line else f"{SPACES}\n\t"
        return re.sub(f"[{kept}]", "", value).isprintable()

    return good


def _is_title(value: Any) -> bool:
    return _is_text(MOST_TITLE, True)(value) and bool(value.strip())


def _is_list(most: int, inside: Callable[[Any], bool], least: int = 0) -> Callable[[Any], bool]:
    def good(value: Any) -> bool:
        return isinstance(value, list) and least <= len(value) <= most and all(map(inside, value))

    return good


def _is_grid(value: Any) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"caption", "columns", "rows"}:
        return False
    cells = _is_list(MOST_COLUMNS, _is_text(MOST_TEXT), 1)
    return (
        _is_text(MOST_TEXT)(value["caption"])
        and cells(value["columns"])
        and _is_list(MOST_ROWS, cells)(value["rows"])
        and all(len(row) == len(value["columns"]) for row in value["rows"])
    )


_PASSPORT = {one.name for one in fields(Source)}
_NEEDED = ("id", "short", "title", "publisher", "document", "retrieved", "licence", "unit")


def _is_source(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and set(value) == _PASSPORT
        and all(map(_is_text(MOST_TEXT), value.values()))
        and all(value[key] for key in _NEEDED)
        and value["quality"] in QUALITIES
        and is_like(r"(https?://[^\s()<>\"']{1,500})?", value["url"])
        and _is_date(value["retrieved"])
        and (not value["published"] or _is_date(value["published"]))
    )


def _is_date(value: str) -> bool:
    """A day, or a month or a year alone."""
    if not is_like(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return False
    try:
        return bool(date.fromisoformat(f"{value}-01-01"[:10]))
    except ValueError:
        return False


def _is_query(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and len(value) <= MOST_CHOICES
        and all(
            is_like(r"\w{1,40}", name) and is_like(rf"[\w.,:+@-]{{0,{MOST_WORD}}}", code)
            for name, code in value.items()
        )
    )


def _is_number(value: Any) -> bool:
    """A number that can be drawn; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and abs(value) <= MOST_NUMBER


def _is_question(value: Any) -> bool:
    if value is None:
        return True
    known = {"measure", "unit", "axis", "years", "official", "shown", "levers"}
    if not isinstance(value, Mapping) or set(value) != known:
        return False
    texts = all(_is_text(MOST_WORD, True)(value[key]) for key in ("measure", "axis"))
    years = _is_list(200, lambda year: type(year) is int and 1700 <= year <= 2300, 1)
    if not texts or not labels.is_unit(value["unit"]) or not years(value["years"]):
        return False
    count = len(value["years"])
    line = _is_list(count, lambda one: one is None or _is_number(one), count)
    stop = _is_pair(line)
    lever = _is_pair(_is_list(MOST_STOPS, stop, 1))
    return (
        line(value["official"])
        and line(value["shown"])
        and _is_list(MOST_LEVERS, lever)(value["levers"])
    )


def _is_pair(inside: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """A label and what it is the label of."""

    def good(value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(value) == 2
            and _is_text(MOST_WORD, True)(value[0])
            and inside(value[1])
        )

    return good


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
        if not _is_text(MOST_TEXT)(part) or OUT.search(re.sub(MARKS, "", part)):
            yield "en tekst som kan føre ut av programmet"
    elif not (part is None or isinstance(part, bool) or _is_number(part)):
        yield "et tall som ikke kan tegnes"


def _field(word: str, accepted: str, is_good: Callable[[Any], bool], advice: str = AGAIN) -> Field:
    return Field(word, accepted, advice, is_good)


_SHORTER = "Skriv en kortere tekst, uten usynlige tegn."
MARKED: Mapping[str, Field] = {
    "format": _field("formatet", f"«{FORMAT}»", lambda value: value == FORMAT),
    "format_version": replace(
        saved_rules.MARKS["format_version"],
        accepted=str(FORMAT_VERSION),
        is_good=lambda value: repr(value) == str(FORMAT_VERSION),  # neither 1.0 nor true
    ),
}
"""By what a file is known as ours."""
DECK: Mapping[str, Field] = {
    "name": saved_rules.FIELDS["name"],
    "note": saved_rules.FIELDS["note"],
    "saved": replace(saved_rules.FIELDS["saved"], advice=AGAIN),
    "version": replace(saved_rules.FIELDS["version"], advice=AGAIN),
    "frames": _field(
        "figurene",
        f"en liste med høyst {MOST_FRAMES}",
        lambda value: isinstance(value, list) and len(value) <= MOST_FRAMES,
        "Del presentasjonen i flere.",
    ),
}
"""What a presentation is made of."""
FRAME: Mapping[str, Field] = {
    "title": _field("tittelen", f"1–{MOST_TITLE} synlige tegn på én linje", _is_title, _SHORTER),
    **{
        key: _field(word, f"høyst {MOST_TEXT} synlige tegn", _is_text(MOST_TEXT), _SHORTER)
        for key, word in (
            ("text", "teksten"),
            ("notes", "notatene"),
            ("alternative", "den alternative teksten"),
            ("note", "metoden"),
            ("chosen", "valgene i ord"),
        )
    },
    "figure": _field(
        "grafen", "en graf som er tegnet av Bæreevne", lambda value: not figure_faults(value)
    ),
    "unit": _field("enheten", "en enhet som programmet kjenner", labels.is_unit),
    "signed": _field("fortegnet", "true eller false", lambda value: isinstance(value, bool)),
    "grids": _field(
        "tabellene", f"høyst {MOST_GRIDS} tabeller med tekst", _is_list(MOST_GRIDS, _is_grid)
    ),
    "sources": _field(
        "kildene", f"høyst {MOST_SOURCES} hele kilder", _is_list(MOST_SOURCES, _is_source)
    ),
    "page": _field("siden", "navnet på en side", lambda value: is_like(r"\w{1,40}", value)),
    "name": _field("navnet", "et kort navn", lambda value: is_like(r"[\w-]{1,80}", value)),
    "query": _field("lenken", f"høyst {MOST_CHOICES} valg med koder", _is_query),
    "question": _field("spørsmålet", "svar for hvert år, eller null", _is_question),
}
"""What each frame is made of."""
