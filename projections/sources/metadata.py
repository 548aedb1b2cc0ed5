"""What one of SSB's tables has: codes and labels by variable, and when it was updated."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

NO_TIME = "1970-01-01T00:00:00+00:00"
"""Stands for the time of pages that carry none, so that a new one takes the place of the old."""


@dataclass(frozen=True)
class Metadata:
    """Codes by variable, labels by variable and code, and the time of the last change."""

    table: str
    updated: str
    codes: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, str]]


def parse(table: str, content: bytes) -> Metadata:
    """Read the body of ``/tables/{id}/metadata``.

    Raises
    ------
    ValueError, LookupError, TypeError, AttributeError
        If it is something else; the archive makes a sentence of it.
    """
    described = json.loads(content)
    codes, labels = {}, {}
    for name in described["id"]:
        category = described["dimension"][name]["category"]
        labels[name] = {
            str(code): str(text) for code, text in (category.get("label") or {}).items()
        }
        index = category.get("index") or list(labels[name])
        # An object gives each code its place; the order of its keys means nothing.
        codes[name] = tuple(
            sorted(index, key=index.__getitem__) if isinstance(index, dict) else index
        )
    return Metadata(table, own_time(content), codes, labels)


def own_time(content: bytes) -> str:
    """The page's own time."""
    return normal_time(str(json.loads(content).get("updated")))


def normal_time(text: str) -> str:
    """A time as the archive writes it; that of pages without one where it cannot be read."""
    try:
        time = datetime.fromisoformat(text)
        time.astimezone(UTC)  # the first and last days there are cannot be moved to another zone
        return time.isoformat()
    except (ValueError, OverflowError):
        return NO_TIME
