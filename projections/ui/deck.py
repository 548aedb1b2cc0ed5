"""The presentation in work: pictures added from any page, in the user's own order.

A page draws a chart and hands on what it was drawn from; nothing is made of it before the user
adds it. What lies here is the session's: it follows the user across pages until it is saved.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

import streamlit as st

from .. import __version__
from ..presentation import Deck, Frame

_WORK, _COUNT, _KEPT = "deck_work", "deck_count", "deck_kept"


@dataclass(frozen=True, eq=False)
class Picture:
    """A frame in work: its number in the session, what it is now, and what it was when it came."""

    id: int
    frame: Frame
    came: Frame


@dataclass(frozen=True, eq=False)
class Work:
    """All that is in work."""

    pictures: tuple[Picture, ...] = ()
    name: str = ""
    note: str = ""

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The frames in their order."""
        return tuple(one.frame for one in self.pictures)

    def place(self, id: int) -> int:
        """Where a picture stands; the first place where it is not here."""
        return next((place for place, one in enumerate(self.pictures) if one.id == id), 0)


def work() -> Work:
    """What is in work in this session."""
    return cast(Work, st.session_state.get(_WORK, Work()))


def put(changed: Work) -> None:
    """Go on with a changed presentation."""
    st.session_state[_WORK] = changed


def mark() -> Hashable:
    """Equal as long as nothing that can be seen of the presentation has changed."""
    now = work()
    seen = ((one.id, one.frame.title, one.frame.text, one.frame.notes) for one in now.pictures)
    return tuple(seen), now.name, now.note


def is_unsaved() -> bool:
    """Whether something here would be lost."""
    return bool(work().pictures) and mark() != st.session_state.get(_KEPT)


def mark_saved() -> None:
    """What is in work now can be opened again."""
    st.session_state[_KEPT] = mark()


def as_deck(name: str) -> Deck:
    """What is in work, made now.

    Parameters
    ----------
    name
        Of a presentation that has none of its own.
    """
    now, when = work(), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Deck(now.name or name, now.note, when, __version__, now.frames)


def _new(frame: Frame) -> Picture:
    st.session_state[_COUNT] = id = st.session_state.get(_COUNT, 0) + 1
    return Picture(id, frame, frame)


def add(frame: Frame) -> int:
    """Put a frame last; its number."""
    put(replace(work(), pictures=(*work().pictures, _new(frame))))
    return len(work().pictures)


def start(frames: Sequence[Frame] = (), name: str = "", note: str = "") -> None:
    """Begin with these frames, saved or not yet begun."""
    put(Work(tuple(map(_new, frames)), name, note))
    mark_saved()


def change(id: int, frame: Frame) -> None:
    """Put a changed frame in place of what a picture is now."""
    now = work()
    changed = (replace(one, frame=frame) if one.id == id else one for one in now.pictures)
    put(replace(now, pictures=tuple(changed)))


def reckoned(frames: Sequence[Frame]) -> None:
    """Take in the frames with what can be asked of them, in the same order."""
    pairs = zip(work().pictures, frames, strict=True)
    put(replace(work(), pictures=tuple(replace(one, frame=frame) for one, frame in pairs)))


def move(id: int, to: int) -> None:
    """Move a picture to a place, the others keeping their order."""
    now = work()
    one = now.pictures[now.place(id)]
    rest = [other for other in now.pictures if other is not one]
    put(replace(now, pictures=(*rest[:to], one, *rest[to:])))


def duplicate(id: int) -> int:
    """Put a copy after a picture; the copy's id."""
    now = work()
    place = now.place(id)
    copy = replace(_new(now.pictures[place].frame), came=now.pictures[place].came)
    put(replace(now, pictures=(*now.pictures[: place + 1], copy, *now.pictures[place + 1 :])))
    return copy.id


def remove(id: int) -> tuple[int, Picture]:
    """Take a picture out; where it stood, and what it was."""
    now = work()
    place = now.place(id)
    gone = now.pictures[place]
    put(replace(now, pictures=tuple(one for one in now.pictures if one is not gone)))
    return place, gone


def bring_back(place: int, gone: Picture) -> None:
    """Put a removed picture where it stood."""
    now = work()
    put(replace(now, pictures=(*now.pictures[:place], gone, *now.pictures[place:])))
