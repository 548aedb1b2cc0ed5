"""What a presentation is made of: pictures that stand still, whatever the data become."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..figures.spec import Chart
from ..grids import Grid
from ..provenance import Source


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
    """

    measure: str
    unit: str
    axis: str
    years: tuple[int, ...]
    official: tuple[float | None, ...]
    shown: tuple[float | None, ...]
    levers: tuple[tuple[str, tuple[tuple[str, tuple[float | None, ...]], ...]], ...]


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
    """

    name: str
    note: str
    saved: str
    version: str
    frames: tuple[Frame, ...]
