"""What one of SSB's tables has: codes and labels by variable, and when it was updated."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

NO_TIME = "1970-01-01T00:00:00+00:00"
"""Stands for the time of pages that carry none, so that a new one takes the place of the old."""


@dataclass(frozen=True)
class CodeList:
    """A list that groups the codes of a variable, as the table itself offers it."""

    id: str
    label: str
    is_sum: bool
    """Whether its values are sums of the variable's own codes (an aggregation)."""


@dataclass(frozen=True)
class Metadata:
    """Codes by variable, labels by variable and code, and the time of the last change.

    Parameters
    ----------
    names
        What each variable is called (``alder``).
    codelists
        Code lists by variable.
    needed
        Variables that every query must choose from.
    """

    table: str
    updated: str
    codes: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, str]]
    names: Mapping[str, str] = field(default_factory=dict)
    codelists: Mapping[str, tuple[CodeList, ...]] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()

    def variable(self, *words: str) -> str:
        """The variable with this id or name, in any case; empty where there is none."""
        for name in self.codes:
            if {name.casefold(), self.names.get(name, "").casefold()} & set(words):
                return name
        return ""


def parse(table: str, content: bytes) -> Metadata:
    """Read the body of ``/tables/{id}/metadata``.

    Raises
    ------
    ValueError, LookupError, TypeError, AttributeError
        If it is something else; the archive makes a sentence of it.
    """
    described = json.loads(content)
    codes, labels, names, lists, needed = {}, {}, {}, {}, set()
    for name in described["id"]:
        dimension = described["dimension"][name]
        category = dimension["category"]
        extension = dimension.get("extension") or {}
        names[name] = str(dimension.get("label") or name)
        lists[name] = _codelists(extension)
        if extension.get("elimination") is False:
            needed.add(name)
        labels[name] = {
            str(code): str(text) for code, text in (category.get("label") or {}).items()
        }
        index = category.get("index") or list(labels[name])
        # An object gives each code its place; the order of its keys means nothing.
        codes[name] = tuple(
            sorted(index, key=index.__getitem__) if isinstance(index, dict) else index
        )
    time = own_time(content)
    return Metadata(table, time, codes, labels, names, lists, frozenset(needed))


def _codelists(extension: Mapping[str, Any]) -> tuple[CodeList, ...]:
    """The lists of a variable; earlier servers spelt the key with a capital."""
    listed = next((extension[key] for key in extension if key.casefold() == "codelists"), None)
    return tuple(
        CodeList(
            str(one["id"]),
            str(one.get("label") or ""),
            str(one.get("type") or "").casefold() != "valueset"
            and not str(one["id"]).casefold().startswith("vs_"),
        )
        for one in listed or ()
    )


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
