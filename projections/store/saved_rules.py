"""What each part of a saved scenario may be, and how one that may not is told."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..errors import MOST_QUOTED, Fault, InputFileError, short

FORMAT, FORMAT_VERSION = "baereevne-scenario", 1
EDITION, VERSION = "utgave", "versjon"
"""What a link calls the edition and the version of the program it was made with."""
MOST_NAME, MOST_NOTE, MOST_CHOICES, MOST_LETTERS = 80, 2000, 100, 800
MOST_SHOWN = 5
AGAIN = "Eksporter scenariet på nytt fra Bæreevne."


def parsed(
    content: bytes, file: str, most: int, what: str, again: str
) -> tuple[dict[str, Any], list[str]]:
    """The object in a file that anyone may have written, and names it has more than once.

    ``most``: as many bytes as it may have; ``what`` and ``again``: what it should be, and what to
    do when it is something else.

    Raises
    ------
    InputFileError
        If it is larger, or no JSON object.
    """
    if len(content) > most:
        room = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} kB"
        raise InputFileError([Fault(file, "", "en større fil", f"høyst {room}", again)])
    repeated: list[str] = []

    def whole(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        repeated.extend(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        return dict(pairs)

    try:
        values = json.loads(content.decode("utf-8-sig"), object_pairs_hook=whole)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        kind = "noe annet enn ett JSON-objekt i UTF-8" if content.strip() else "ingenting"
        raise InputFileError([Fault(file, "", kind, what, again)])
    return values, repeated


def found(value: object) -> str:
    """What stands there, in words that are safe to show; ``...`` is nothing."""
    if value is ...:
        return "ingenting"
    if isinstance(value, str):
        length = f" ({len(value)} tegn)" if len(value) > MOST_QUOTED else ""
        return f"«{short(value)}»{length}" if value else "en tom tekst"
    if isinstance(value, Mapping):
        strange = [key for key, one in value.items() if not _is_choice(key, one)]
        return f"et objekt med {names(strange) if strange else f'{len(value)} deler'}"
    kinds = {list: "en liste", bool: "sant eller usant", type(None): "null"}
    return kinds.get(type(value), "et tall")


def names(keys: Iterable[str]) -> str:
    """Some names someone else wrote: five, and how many more."""
    every = [f"«{short(key)}»" for key in keys]
    more = f" og {len(every) - MOST_SHOWN} til" if len(every) > MOST_SHOWN else ""
    return ", ".join(every[:MOST_SHOWN]) + more


def is_version(value: Any) -> bool:
    """A version of the program, like ``0.1.0``."""
    return is_like(r"\d{1,4}(\.\d{1,4}){1,3}", value)


def is_vintage(value: Any) -> bool:
    """The id of a source, and a date or the part of one that is known."""
    return (
        isinstance(value, Mapping)
        and set(value) == {"source", "published"}
        and is_like(r"[\w.-]{1,60}", value["source"])
        and is_like(r"(\d{4}(-\d\d(-\d\d)?)?)?", value["published"])
    )


def is_like(pattern: str, value: Any) -> bool:
    """Whether it is a text, all of it as the pattern says."""
    return isinstance(value, str) and bool(re.fullmatch(pattern, value, re.ASCII))


def _is_name(value: Any) -> bool:
    return (
        isinstance(value, str)
        and 1 <= len(value) <= MOST_NAME
        and value == value.strip()
        and value.isprintable()
    )


def _is_note(value: Any) -> bool:
    return (
        isinstance(value, str)
        and len(value) <= MOST_NOTE
        and re.sub(r"[\n\t]", "", value).isprintable()
    )


def _is_time(value: Any) -> bool:
    if not is_like(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value):
        return False
    try:
        return bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def _is_choice(name: object, value: object) -> bool:
    plain = is_like(r"\w{1,40}", name) and is_like(rf"[\w.,:+-]{{0,{MOST_LETTERS}}}", value)
    return plain and name not in (EDITION, VERSION)


def _is_query(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and len(value) <= MOST_CHOICES
        and all(_is_choice(*pair) for pair in value.items())
    )


@dataclass(frozen=True)
class SavedPart:
    """A part of a saved scenario.

    Parameters
    ----------
    word
        What it is called on screen.
    accepted, advice
        What it may be, and what to do when it is something else.
    is_good
        Whether a value may be used.
    """

    word: str
    accepted: str
    advice: str
    is_good: Callable[[Any], bool]


MARKS: Mapping[str, SavedPart] = {
    "format": SavedPart("formatet", f"«{FORMAT}»", AGAIN, lambda value: value == FORMAT),
    "format_version": SavedPart(
        "formatets utgave",
        str(FORMAT_VERSION),
        "Er filen laget av en nyere Bæreevne, må denne oppdateres.",
        lambda value: repr(value) == str(FORMAT_VERSION),  # neither 1.0 nor true
    ),
}
"""By what a file is known as ours."""
FIELDS: Mapping[str, SavedPart] = {
    "name": SavedPart(
        "navnet",
        f"1–{MOST_NAME} synlige tegn på én linje, uten mellomrom først og sist",
        "Skriv et annet navn.",
        _is_name,
    ),
    "note": SavedPart(
        "merknaden", f"høyst {MOST_NOTE} synlige tegn", "Skriv en annen merknad.", _is_note
    ),
    "saved": SavedPart("tidspunktet", "tid i UTC som 2026-11-21T10:00:00Z", AGAIN, _is_time),
    "version": SavedPart("programversjonen", "en versjon som 0.1.0", AGAIN, is_version),
    "vintage": SavedPart(
        "utgaven", "source (kildens kode) og published (dato eller årstall)", AGAIN, is_vintage
    ),
    "query": SavedPart(
        "valgene", f"høyst {MOST_CHOICES} valg med koder som i lenken", AGAIN, _is_query
    ),
}
"""What the scenario itself is made of."""
