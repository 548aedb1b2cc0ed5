"""What a presentation is made of: pictures that stand still, whatever the data become.

Every file is made of them as figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from .. import norwegian
from ..figures.chart import Chart
from ..figures.collection import Collection
from ..figures.spec import Figure
from ..provenance import Source
from ..words import Finding, handout
from ..words.grids import Grid

Part = tuple[str, float | None, tuple[tuple[float | None, ...], ...]]


@dataclass(frozen=True, eq=False)
class Question:
    """What may be asked from the floor: one measure at every stop of every lever, reckoned ahead.

    Parameters
    ----------
    measure, unit, axis
        The item that is drawn (code), its unit's code, and the text above the value axis.
    years
        Of every line.
    official, shown
        The projection's own line, and the line at the frame's own choice; None where missing.
    levers
        For each lever, its label and its stops: the stop's label, and the line there.
    parts
        What a measure of money is made of: an item's code, its value in the last year as shown,
        and at every stop of every lever.
    """

    measure: str
    unit: str
    axis: str
    years: tuple[int, ...]
    official: tuple[float | None, ...]
    shown: tuple[float | None, ...]
    levers: tuple[tuple[str, tuple[tuple[str, tuple[float | None, ...]], ...]], ...]
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, eq=False)
class Frame:
    """One picture of a presentation, as it was when it was added.

    Parameters
    ----------
    title, text, notes
        The finding, its sentences, and what the speaker says; all three may be edited.
    alternative
        What stands for the chart where it is not seen.
    chart
        What is drawn: data, and no drawing of it.
    grids
        The same figures to read.
    sources
        Passports of all that the figures stand on.
    note
        Method and assumptions; may be empty.
    page, name
        Page file, and the chart's name on it.
    chosen
        The choices, in words.
    query
        The link that opens the page as it was: plain codes by name, with edition and version.
    question
        What can be asked of it live; None until it is reckoned, or where nothing can be.
    """

    title: str
    text: str
    notes: str
    alternative: str
    chart: Chart
    grids: tuple[Grid, ...]
    sources: tuple[Source, ...]
    note: str
    page: str
    name: str
    chosen: str
    query: Mapping[str, str]
    question: Question | None = None


@dataclass(frozen=True, eq=False)
class Deck:
    """A presentation with a name, a note, when it was saved and with which version.

    Parameters
    ----------
    name
        1–80 printable characters on one line.
    saved
        ``2026-11-21T10:00:00Z``.
    place, meeting, held
        For the title: the kommune, the meeting and its date, in words; each may be empty.
    """

    name: str
    note: str
    saved: str
    version: str
    frames: tuple[Frame, ...]
    place: str = ""
    meeting: str = ""
    held: str = ""

    @property
    def occasion(self) -> str:
        """Where and when it is shown, on one line; empty where nothing is said."""
        return " · ".join(filter(None, (self.place, self.meeting, self.held)))


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
