"""What each part of a presentation's file may be, and how one that may not is told.

A file is opened by others than the one who made it. So texts are texts, figures are the charts
that the program draws itself, and nothing in it leads out of the program.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from .. import terms
from ..provenance import QUALITIES, Source
from ..store import saved_rules
from ..store.saved_rules import SavedPart, is_like
from .chart_rules import chart_faults
from .first_rules import MOST_TEXT, figure_faults, is_number, is_text

FORMAT, FORMAT_VERSION, SECOND_VERSION, FIRST_VERSION = "baereevne-presentasjon", 3, 2, 1
VERSIONS = (FORMAT_VERSION, SECOND_VERSION, FIRST_VERSION)
MOST_BYTES = 10_000_000
AGAIN = "Lagre presentasjonen på nytt fra Bæreevne."
MOST_FRAMES, MOST_GRIDS, MOST_SOURCES, MOST_ROWS, MOST_COLUMNS = 200, 20, 100, 2000, 100
MOST_TITLE, MOST_WORD = 300, 500
MOST_CHOICES, MOST_LEVERS, MOST_STOPS = 100, 30, 60
MOST_OCCASION = 120
PARTS = ("income", "cost")
"""What a question of money may be made of."""


def _is_title(value: Any) -> bool:
    return is_text(MOST_TITLE, True)(value) and bool(value.strip())


def _is_list(most: int, inside: Callable[[Any], bool], least: int = 0) -> Callable[[Any], bool]:
    def good(value: Any) -> bool:
        return isinstance(value, list) and least <= len(value) <= most and all(map(inside, value))

    return good


def _is_grid(value: Any) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"caption", "columns", "rows"}:
        return False
    cells = _is_list(MOST_COLUMNS, is_text(MOST_TEXT), 1)
    return (
        is_text(MOST_TEXT)(value["caption"])
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
        and all(map(is_text(MOST_TEXT), value.values()))
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


def _is_question(value: Any) -> bool:
    if value is None:
        return True
    known = {"measure", "unit", "axis", "years", "official", "shown", "levers", "parts"}
    if not isinstance(value, Mapping) or set(value) != known:
        return False
    texts = all(is_text(MOST_WORD, True)(value[key]) for key in ("measure", "axis"))
    years = _is_list(200, lambda year: type(year) is int and 1700 <= year <= 2300, 1)
    if not texts or not terms.is_unit(value["unit"]) or not years(value["years"]):
        return False
    count = len(value["years"])
    line = _is_list(count, lambda one: one is None or is_number(one), count)
    stop = _is_pair(line)
    lever = _is_pair(_is_list(MOST_STOPS, stop, 1))
    return (
        line(value["official"])
        and line(value["shown"])
        and _is_list(MOST_LEVERS, lever)(value["levers"])
        and _is_list(len(PARTS), lambda one: _is_part(one, value["levers"]))(value["parts"])
    )


def _is_part(value: Any, levers: list[Any]) -> bool:
    """An item, its value as shown, and one for every stop of every lever."""
    if not isinstance(value, list) or len(value) != 3 or value[0] not in PARTS:
        return False
    _, shown, every = value

    def amount(one: Any) -> bool:
        return one is None or is_number(one)

    return (
        amount(shown)
        and _is_list(len(levers), lambda one: isinstance(one, list), len(levers))(every)
        and all(
            len(own) == len(stops) and all(map(amount, own))
            for own, (_, stops) in zip(every, levers, strict=True)
        )
    )


def _is_pair(inside: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """A label and what it is the label of."""

    def good(value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(value) == 2
            and is_text(MOST_WORD, True)(value[0])
            and inside(value[1])
        )

    return good


def _field(accepted: str, is_good: Callable[[Any], bool], advice: str = AGAIN) -> SavedPart:
    """A field that is told of by its name in the file."""
    return SavedPart("", accepted, advice, is_good)


_SHORTER = "Skriv en kortere tekst, uten usynlige tegn."
_LONG = _field(f"høyst {MOST_TEXT} synlige tegn", is_text(MOST_TEXT), _SHORTER)
_LINE = _field(f"høyst {MOST_OCCASION} synlige tegn", is_text(MOST_OCCASION, True), _SHORTER)
MARKED: Mapping[str, SavedPart] = {
    "format": _field(f"«{FORMAT}»", lambda value: value == FORMAT),
    "format_version": replace(
        saved_rules.MARKS["format_version"],
        accepted=f"{FORMAT_VERSION}, {SECOND_VERSION} eller {FIRST_VERSION}",
        # neither 1.0 nor true
        is_good=lambda value: repr(value) in map(str, VERSIONS),
    ),
}
"""By what a file is known as ours."""
DECK: Mapping[str, SavedPart] = {
    "name": saved_rules.FIELDS["name"],
    "note": saved_rules.FIELDS["note"],
    "saved": replace(saved_rules.FIELDS["saved"], advice=AGAIN),
    "version": replace(saved_rules.FIELDS["version"], advice=AGAIN),
    "frames": _field(
        f"en liste med høyst {MOST_FRAMES}",
        lambda value: isinstance(value, list) and len(value) <= MOST_FRAMES,
        "Del presentasjonen i flere.",
    ),
    **dict.fromkeys(("place", "meeting", "held"), _LINE),
}
"""What a presentation is made of."""
FRAME: Mapping[str, SavedPart] = {
    "title": _field(f"1–{MOST_TITLE} synlige tegn på én linje", _is_title, _SHORTER),
    **dict.fromkeys(("text", "notes", "alternative", "note", "chosen"), _LONG),
    "chart": _field("en graf fra Bæreevne", lambda value: not chart_faults(value)),
    "grids": _field(f"høyst {MOST_GRIDS} tabeller med tekst", _is_list(MOST_GRIDS, _is_grid)),
    "sources": _field(f"høyst {MOST_SOURCES} hele kilder", _is_list(MOST_SOURCES, _is_source)),
    "page": _field("navnet på en side", lambda value: is_like(r"\w{1,40}", value)),
    "name": _field("et kort navn", lambda value: is_like(r"[\w-]{1,80}", value)),
    "query": _field(f"høyst {MOST_CHOICES} valg med koder", _is_query),
    "question": _field("svar for hvert år, eller null", _is_question),
}
"""What each frame is made of."""
DRAWN: Mapping[str, SavedPart] = {
    "figure": _field("en graf som er tegnet av Bæreevne", lambda value: not figure_faults(value)),
    "unit": _field("en enhet som programmet kjenner", terms.is_unit),
    "signed": _field("true eller false", lambda value: isinstance(value, bool)),
}
"""What a frame of the first version had instead of a chart."""
FIRST_FRAME: Mapping[str, SavedPart] = {
    **{key: field for key, field in FRAME.items() if key != "chart"},
    **DRAWN,
}
