"""The presentation in work: pictures added by the button under every chart, in the user's order.

A page draws a chart and hands on what it was drawn from; nothing is made of it before the user
adds it. What lies here is the session's: it follows the user across pages until it is saved.

The button is handed what the chart was drawn from, by reference: until it is pressed, nothing is
reckoned, copied or sent.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from time import time
from typing import cast

import streamlit as st

from ..choices import origin, state
from ..figures.spec import Figure
from ..presentation import Deck, Frame, words
from ..presentation.work import Kept, Picture, Work, from_bytes, joined, numbered_as, to_bytes
from ..store.unsaved import UnsavedWork
from . import session, unsaved

__all__ = ["Picture", "Work"]
_WORK, _COUNT, _KEPT, SHOWING = "deck_work", "deck_count", "deck_kept", "deck_showing"
_REVISION, _KNOWN = "deck_revision", "deck_known"
"""Session keys of what the store had last, and of the pictures that were in it."""
KIND = "presentation"
LONGEST_SHOW = 3 * 3600.0
"""A show that was on goes on where the page is loaded anew, for so long [s]."""


def work() -> Work:
    """What is in work in this session."""
    return cast(Work, st.session_state.get(_WORK, Work()))


def put(changed: Work) -> None:
    """Go on with a changed presentation, and keep it for this browser."""
    st.session_state[_WORK] = changed
    keep()


def keep() -> None:
    """Keep what is in work for this browser, with what another of its tabs has put there."""
    revision, known = st.session_state.get(_REVISION), st.session_state.get(_KNOWN, frozenset())

    def made(there: UnsavedWork | None) -> bytes:
        if there and there.revision != revision and (other := from_bytes(there.content)):
            st.session_state[_WORK] = joined(work(), other.work, known)
        return to_bytes(Kept(work(), not is_unsaved(), SHOWING in st.session_state))

    _heard(unsaved.change(KIND, made))


def follow() -> None:
    """Go on with what this browser has in work, where it is another than this session knows."""
    found = unsaved.piece(KIND)
    if found is None or found.revision == st.session_state.get(_REVISION):
        return
    if kept := from_bytes(found.content):
        is_new = _REVISION not in st.session_state
        st.session_state[_WORK] = numbered_as(kept.work, work())
        st.session_state[_COUNT] = max((one.id for one in work().pictures), default=0)
        if kept.is_saved:
            st.session_state[_KEPT] = mark()
        if is_new and kept.is_showing and time() - found.changed < LONGEST_SHOW:
            st.session_state[SHOWING] = True
    _heard(found)


def _heard(piece: UnsavedWork | None) -> None:
    if piece:
        st.session_state[_REVISION] = piece.revision
        st.session_state[_KNOWN] = work().marks


def mark() -> Hashable:
    """Equal as long as nothing that can be seen of the presentation has changed."""
    now = work()
    seen = ((one.id, one.frame.title, one.frame.text, one.frame.notes) for one in now.pictures)
    return tuple(seen), now.name, now.note, now.place, now.meeting, now.held


def is_unsaved() -> bool:
    """Whether something here would be lost."""
    return bool(work().pictures) and mark() != st.session_state.get(_KEPT)


def mark_saved() -> None:
    """What is in work now can be opened again."""
    st.session_state[_KEPT] = mark()
    keep()


def as_deck(name: str) -> Deck:
    """What is in work, made now. ``name``: of a presentation that has none of its own."""
    return work().deck(name, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _new(frame: Frame) -> Picture:
    st.session_state[_COUNT] = id = st.session_state.get(_COUNT, 0) + 1
    return Picture(id, frame, frame)


def add(frames: Sequence[Frame], place: str) -> int:
    """Put frames last; how many there are then.

    ``place``: where they are of, which the title says unless it says something else.
    """
    now = work()
    every = (*now.pictures, *map(_new, frames))
    put(replace(now, pictures=every, place=now.place or place))
    return len(work().pictures)


def start(wanted: Deck | None = None) -> None:
    """Begin with a presentation that is saved, or with an empty one."""
    begun = Work()
    if wanted:
        told = (wanted.name, wanted.note, wanted.place, wanted.meeting, wanted.held)
        begun = Work(tuple(map(_new, wanted.frames)), *told)
    st.session_state[_WORK] = begun
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
    one = now.pictures[now.at(id)]
    rest = [other for other in now.pictures if other is not one]
    put(replace(now, pictures=(*rest[:to], one, *rest[to:])))


def duplicate(id: int) -> int:
    """Put a copy after a picture; the copy's id."""
    now = work()
    place = now.at(id)
    copy = replace(_new(now.pictures[place].frame), came=now.pictures[place].came)
    put(replace(now, pictures=(*now.pictures[: place + 1], copy, *now.pictures[place + 1 :])))
    return copy.id


def remove(id: int) -> tuple[int, Picture]:
    """Take a picture out; where it stood, and what it was."""
    now = work()
    place = now.at(id)
    gone = now.pictures[place]
    put(replace(now, pictures=tuple(one for one in now.pictures if one is not gone)))
    return place, gone


def bring_back(place: int, gone: Picture) -> None:
    """Put a removed picture where it stood."""
    now = work()
    put(replace(now, pictures=(*now.pictures[:place], gone, *now.pictures[place:])))


_SAID = "deck_said"
PAGE = "presentasjon"


@dataclass
class PageWords:
    """What a page has said so far in a run, besides its charts.

    Parameters
    ----------
    page, chosen, moved
        Its file, the choices in words, and what a scenario has moved.
    added
        The figure that was put in the presentation just now, and its number there.
    file
        The figure whose numbers were asked for as a file just now.
    """

    page: str
    chosen: str = ""
    moved: str = ""
    added: tuple[str, int] = ("", 0)
    file: str = ""


def opens(page: str) -> None:
    """A page is about to be drawn; a show that runs ends when its page is left."""
    before = said()
    st.session_state[_SAID] = PageWords(page, added=before.added, file=before.file)
    if page != PAGE:
        st.session_state.pop(SHOWING, None)


def said() -> PageWords:
    """What this page has said so far."""
    return cast(PageWords, st.session_state.get(_SAID) or PageWords(""))


def button(figure: Figure, choice: state.Choice) -> int:
    """The button; the chart's number in the presentation when it has just been added, else 0."""
    page = said()
    st.button(
        words.ADD,
        key=f"deck_add_{figure.key}",
        type="tertiary",
        icon=":material/add_to_queue:",
        on_click=_add,
        args=(figure, choice, page),
    )
    name, number = page.added
    if name != figure.key:
        return 0
    page.added = "", 0
    st.toast(words.is_added(number))  # a screen reader reads it out
    return number


def _add(figure: Figure, choice: state.Choice, page: PageWords) -> None:
    place = session.catalogue().case(choice.region).region.name
    number = add([frame(figure, choice, page)], place)
    page.added = figure.key, number


def take_all(figures: Sequence[Figure], choice: state.Choice, page: PageWords) -> None:
    """Put several figures of a page last in the presentation."""
    place = session.catalogue().case(choice.region).region.name
    add([frame(one, choice, page) for one in figures], place)


def frame(figure: Figure, choice: state.Choice, page: PageWords) -> Frame:
    """The figure as it stands on the page, with the way back to it."""
    catalogue = session.catalogue()
    title, text = figure.title, figure.text
    path = state.projection_of(catalogue.case(choice.region), choice.projection, choice.start)
    return Frame(
        title=title,
        text=text,
        notes="",
        alternative=f"{title}. {text}",
        chart=figure.chart,
        grids=figure.grids,
        sources=figure.sources,
        note=figure.note,
        page=page.page,
        name=figure.key,
        chosen=" · ".join(filter(None, (page.chosen, page.moved))),
        query=state.to_query(choice, catalogue) | origin.here(path),
    )
