"""A presentation in work: its pictures in the user's own order, and how it is kept unsaved."""

import json
import secrets
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from .. import __version__
from ..errors import InputFileError
from . import files
from .frame import Deck, Frame

FORMAT_VERSION = 1
NOWHEN = "2000-01-01T00:00:00Z"
"""When what is not saved is said to have been saved."""
NAMELESS = "-"
TEXTS = ("title", "text", "notes")
"""What may be edited of a frame."""
MOST_MARK = 40


@dataclass(frozen=True, eq=False)
class Picture:
    """A frame in work: its number in the session, what it is now, and what it was when it came.

    ``mark`` is its own in all sessions: two tabs of one browser know it again by that.
    """

    id: int
    frame: Frame
    came: Frame
    mark: str = field(default_factory=lambda: secrets.token_hex(8))


@dataclass(frozen=True, eq=False)
class Work:
    """All that is in work; see :class:`~.frame.Deck`."""

    pictures: tuple[Picture, ...] = ()
    name: str = ""
    note: str = ""
    place: str = ""
    meeting: str = ""
    held: str = ""

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The frames in their order."""
        return tuple(one.frame for one in self.pictures)

    @property
    def marks(self) -> frozenset[str]:
        """Of its pictures."""
        return frozenset(one.mark for one in self.pictures)

    def deck(self, nameless: str, saved: str) -> Deck:
        """As a presentation. ``nameless``: what it is called where it has no name."""
        told = (self.place, self.meeting, self.held)
        return Deck(self.name or nameless, self.note, saved, __version__, self.frames, *told)

    def at(self, id: int) -> int:
        """Where a picture stands; the first place where it is not here."""
        return next((place for place, one in enumerate(self.pictures) if one.id == id), 0)


@dataclass(frozen=True, eq=False)
class Kept:
    """What is kept of a session: its work, and whether that is saved by a name and is shown."""

    work: Work
    is_saved: bool = False
    is_showing: bool = False


def joined(own: Work, other: Work, known: frozenset[str]) -> Work:
    """One presentation of what two tabs have made of it.

    Parameters
    ----------
    own
        As this tab has it now: its words and order count.
    other
        As another tab has left it.
    known
        Marks of the pictures that were in both when this tab last heard of the other.
    """
    stays = [one for one in own.pictures if one.mark in other.marks or one.mark not in known]
    new = [one for one in other.pictures if one.mark not in known | own.marks]
    last = max((one.id for one in own.pictures), default=0)
    numbered = (replace(one, id=last + place) for place, one in enumerate(new, 1))
    return replace(own, pictures=(*stays, *numbered))


def numbered_as(work: Work, here: Work) -> Work:
    """The same work, its pictures numbered as they are here; those that are new come after."""
    numbers = {one.mark: one.id for one in here.pictures}
    last = max(numbers.values(), default=0)
    new = (one.mark for one in work.pictures if one.mark not in numbers)
    numbers |= {mark: last + place for place, mark in enumerate(new, 1)}
    return replace(work, pictures=tuple(replace(p, id=numbers[p.mark]) for p in work.pictures))


def to_bytes(kept: Kept) -> bytes:
    """What is kept, packed.

    Raises
    ------
    InputFileError
        If it holds something that could not be opened again.
    """
    work = kept.work
    deck = work.deck(NAMELESS, NOWHEN)
    whole = {
        "version": FORMAT_VERSION,
        "named": bool(work.name),
        "saved": kept.is_saved,
        "showing": kept.is_showing,
        "marks": [one.mark for one in work.pictures],
        "came": [[getattr(one.came, text) for text in TEXTS] for one in work.pictures],
        "deck": json.loads(files.to_json(deck)),
    }
    return zlib.compress(json.dumps(whole, ensure_ascii=False).encode(), 1)


def from_bytes(content: bytes) -> Kept | None:
    """What was kept; None for what is not ours, damaged or of another version of the format."""
    with suppress(zlib.error, ValueError, KeyError, TypeError, InputFileError):
        whole = json.loads(zlib.decompress(content))
        if whole["version"] == FORMAT_VERSION:
            return _read(whole)
    return None


def _read(whole: Mapping[str, Any]) -> Kept:
    deck = files.from_json(json.dumps(whole["deck"]).encode(), "")
    pictures = tuple(
        Picture(id, frame, replace(frame, **dict(zip(TEXTS, came, strict=True))), mark[:MOST_MARK])
        for id, (frame, came, mark) in enumerate(
            zip(deck.frames, whole["came"], whole["marks"], strict=True), 1
        )
    )
    name = deck.name if whole["named"] else ""
    work = Work(pictures, name, deck.note, deck.place, deck.meeting, deck.held)
    return Kept(work, bool(whole["saved"]), bool(whole["showing"]))
