"""What is pinned in a presentation, as the figures that every file is made of."""

from dataclasses import fields

from .. import norwegian
from ..figures.chart import Chart
from ..figures.collection import Collection
from ..figures.spec import Figure
from ..words import Finding, handout
from .frame import Deck, Frame


def figure(frame: Frame, key: str = "") -> Figure:
    """The figure of a frame, with the user's words.

    ``key``: short code, unique in an export; the frame's name unless given.
    """
    return Figure(
        **{one.name: getattr(frame.chart, one.name) for one in fields(Chart)},
        key=key or frame.name,
        finding=Finding(frame.title, frame.text),
        table=(),
        grids=frame.grids,
        sources=frame.sources,
        method=frame.note,
        chosen=frame.chosen,
        spoken=frame.notes,
        alternative=frame.alternative,
    )


def collection(deck: Deck) -> Collection:
    """All frames of a presentation, as exports take them."""
    made = handout.made(norwegian.date(deck.saved[:10]), deck.version)
    every = (figure(one, f"bilde-{number}") for number, one in enumerate(deck.frames, 1))
    told = f"{deck.note.rstrip('.')}. {made}" if deck.note else made
    is_said = not deck.place or deck.place in deck.name
    title = deck.name if is_said else f"{deck.place}: {deck.name}"
    occasion = "\n".join(filter(None, (deck.meeting, deck.held)))
    return Collection(title, told, tuple(every), {}, {}, occasion)
