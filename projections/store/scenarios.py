"""A saved scenario: what its link holds, with a name, a note and its data; and where all are."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ..errors import Fault, InputFileError
from . import Shelf
from .saved_rules import (
    AGAIN,
    EDITION,
    FIELDS,
    FORMAT,
    FORMAT_VERSION,
    MARKS,
    VERSION,
    found,
    is_vintage,
    names,
    parsed,
)

MOST_BYTES = 100_000


@dataclass(frozen=True)
class Vintage:
    """Which edition of which source a projection is.

    ``source``: id of the source; ``published``: ISO date, a year alone where the day is not known,
    or empty.
    """

    source: str
    published: str

    def __str__(self) -> str:
        return f"{self.source}@{self.published}"

    @classmethod
    def parse(cls, text: str) -> "Vintage | None":
        """``source@published``; None where the text is something else."""
        source, _, published = text.partition("@")
        one = cls(source, published)
        return one if str(one) == text and is_vintage(asdict(one)) else None

    def may_be(self, other: "Vintage") -> bool:
        """Whether nothing tells the two apart: a year alone fits any day of that year."""
        ends = self.published, other.published
        return self.source == other.source and max(ends).startswith(min(ends))


@dataclass(frozen=True)
class SavedScenario:
    """A named scenario that can be opened anywhere.

    Parameters
    ----------
    name
        1–80 printable characters on one line.
    note
        At most 2000 characters; may be empty.
    saved
        When it was made, ``2026-11-21T10:00:00Z``.
    version
        The program's version.
    vintage
        The projection it was made on.
    query
        The choices, plain codes by name as in the link; only those that differ from rest.

    Raises
    ------
    InputFileError
        If one of them cannot be; every fault is told.
    """

    name: str
    note: str
    saved: str
    version: str
    vintage: Vintage
    query: Mapping[str, str]

    def __post_init__(self) -> None:
        values = asdict(self)
        if faults := [
            Fault("Scenariet", field.word, found(values[key]), field.accepted, field.advice)
            for key, field in FIELDS.items()
            if not field.is_good(values[key])
        ]:
            raise InputFileError(faults)

    @property
    def link(self) -> dict[str, str]:
        """All of the link that opens it."""
        return {**self.query, EDITION: str(self.vintage), VERSION: self.version}


def to_json(saved: SavedScenario) -> bytes:
    """The file: the same bytes for the same scenario."""
    values = asdict(saved) | {"query": dict(sorted(saved.query.items()))}
    whole = {"format": FORMAT, "format_version": FORMAT_VERSION, **values}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def from_json(content: bytes, file: str) -> SavedScenario:
    """The scenario in a file that anyone may have written.

    Whether its choices can be made is found out when it is opened, as for a link.

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
    values, repeated = parsed(content, file, MOST_BYTES, "et lagret scenario", AGAIN)
    known = {**MARKS, **FIELDS}
    faults = [
        Fault(file, f"feltet «{key}»", found(values.get(key, ...)), field.accepted, field.advice)
        for key, field in known.items()
        if not field.is_good(values.get(key, ...))
    ]
    for what, keys in (
        ("ukjente felt", [key for key in values if key not in known]),
        ("felt som står flere ganger", repeated),
    ):
        if keys:
            once = f"hvert av feltene {', '.join(known)} én gang"
            faults.append(Fault(file, "", f"{what}: {names(keys)}", once, "Ta bort resten."))
    if faults:
        raise InputFileError(faults)
    given = {key: values[key] for key in FIELDS}
    return SavedScenario(**given | {"vintage": Vintage(**values["vintage"])})


TABLE = "scenario"
SHELF = Shelf(TABLE, to_json, lambda content: from_json(content, TABLE))
keep, every, versions, remove = SHELF.keep, SHELF.every, SHELF.versions, SHELF.remove
