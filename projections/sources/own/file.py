"""A file as someone handed it in, and the passport of what it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ...norwegian import listing
from ...provenance import Source


@dataclass(frozen=True)
class UserFile:
    """A file as it was handed in, and the day it was, ISO date."""

    name: str
    content: bytes
    day: str = field(default_factory=lambda: date.today().isoformat())

    @property
    def shown(self) -> str:
        """Its name cut to plain characters."""
        return re.sub(r"[^\w .,+-]", "?", self.name)[:60]


def passport(publisher: str = "", **said: str) -> Source:
    """The passport of figures someone handed in: what is said of every such file, and ``said``."""
    return Source(
        **said,
        file="",
        publisher=publisher or "Lastet opp av brukeren",
        licence="Brukerens egen fil",
        quality="estimate",
    )


def passport_of(file: UserFile, called: str, origins: Sequence[str], **said: str) -> Source:
    """The passport of a file's figures, by name and by where its rows say that they are from."""
    origin = f": {listing(list(origins))}" if origins else ""
    short = f"{called}, {file.shown}{origin}"
    return passport(short=short, document=file.shown, retrieved=file.day, **said)
