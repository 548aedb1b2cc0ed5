"""The button under every chart, and the frame that is made of the chart when it is pressed.

The button is handed what the chart was drawn from, by reference: until it is pressed, nothing is
reckoned, copied or sent.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

import streamlit as st

from ..draw import plotly
from ..exhibits import plain
from ..figures.spec import Chart
from ..grids import Grid
from ..narrative import Finding
from ..narrative import deck as words
from ..presentation import Frame
from ..provenance import Source
from ..series import Table
from . import controls, deck, origin, state

_SAID, _ADDED, SHOWING = "deck_said", "deck_added", "deck_showing"
PAGE = "presentasjon"


@dataclass
class Said:
    """What a page has said so far in a run, besides its charts.

    Parameters
    ----------
    page, chosen, moved
        Its file, the choices in words, and what a scenario has moved.
    method
        How its figures are reckoned.
    remarks
        What is said of a chart after it, by the chart's name.
    last
        Name of the last chart.
    """

    page: str
    chosen: str = ""
    moved: str = ""
    method: str = ""
    remarks: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""


def opens(page: str) -> None:
    """A page is about to be drawn; a show that runs ends when its page is left."""
    st.session_state[_SAID] = Said(page)
    if page != PAGE:
        st.session_state.pop(SHOWING, None)


def said() -> Said:
    """What this page has said so far."""
    return cast(Said, st.session_state.get(_SAID) or Said(""))


def remark(text: str) -> None:
    """Something was said of the last chart; said again, as when a part is drawn anew, it is one."""
    told = said().remarks.setdefault(said().last, [])
    if text not in told:
        told.append(text)


@dataclass(frozen=True)
class Drawn:
    """A chart as a page drew it.

    Parameters
    ----------
    finding, figure, table, grids, sources, name
        As given to the panel; ``sources`` are all of them.
    choice
        The choice it was drawn from.
    """

    finding: Finding
    figure: Chart
    table: Table
    grids: Sequence[Grid]
    sources: Sequence[Source]
    name: str
    choice: state.Choice


def button(drawn: Drawn) -> int:
    """The button; the chart's number in the presentation when it has just been added, else 0."""
    page = said()
    page.last, page.remarks[drawn.name] = drawn.name, []
    st.button(
        words.ADD,
        key=f"deck_add_{drawn.name}",
        type="tertiary",
        icon=":material/add_to_queue:",
        on_click=_add,
        args=(drawn, page),
    )
    name, number = st.session_state.get(_ADDED, ("", 0))
    if name != drawn.name:
        return 0
    del st.session_state[_ADDED]
    st.toast(words.is_added(number))  # a screen reader reads it out
    return cast(int, number)


def _add(drawn: Drawn, page: Said) -> None:
    number = deck.add(frame(drawn, page))
    st.session_state[_ADDED] = drawn.name, number


def frame(drawn: Drawn, page: Said) -> Frame:
    """The chart as it stands on the page, with all that belongs to it."""
    catalogue, finding = controls.catalogue(), drawn.finding
    title, text = _plain(finding.title), _plain(finding.text)
    path = state.projection_of(catalogue.case(drawn.choice.region), drawn.choice.projection)
    picture = plotly.picture(drawn.figure)
    return Frame(
        title=title,
        text=text,
        notes="",
        alternative=f"{title}. {text}",
        figure=json.loads(json.dumps(picture, allow_nan=False)),
        unit=drawn.figure.unit,
        signed=drawn.figure.signed,
        grids=tuple(drawn.grids),
        sources=tuple(dict.fromkeys(drawn.sources)),
        note=_plain(" ".join(filter(None, (page.method, *page.remarks[drawn.name])))),
        page=page.page,
        name=drawn.name,
        chosen=_plain(" · ".join(filter(None, (page.chosen, page.moved)))),
        query=state.to_query(drawn.choice, catalogue) | origin.here(path),
    )


def _plain(text: str) -> str:
    """A sentence as plain words: neither bold nor the marks that keep a user's text from it."""
    return re.sub(r"\\([^\w\s])", r"\1", plain(text))
