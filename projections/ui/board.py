"""A board of levers: one component of plain HTML, that keeps its place and focus when they move.

Streamlit's own slider takes back what the script says each time it runs, so a press that comes
while it runs is lost; and it has neither − and + nor a number to type. Here each lever has one
value, the choice's: the board counts what is moved, the script says how far it has read, and what
it has not read yet stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import streamlit as st

_SEEN = "{}_seen"
Take = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True)
class Scale:
    """Where a lever can stand, and what each place is called.

    ``low``, ``high`` and ``step``: its span and the steps of it, in its own unit; ``told``: a value
    in words.
    """

    low: float
    high: float
    step: float
    told: Callable[[float], str]

    @cached_property
    def data(self) -> dict[str, Any]:
        """As the board has it."""
        places = range(round((self.high - self.low) / self.step) + 1)
        values = [round(self.low + self.step * place, 2) for place in places]
        texts = {f"{value:g}": self.told(value) for value in values}
        return {"low": self.low, "high": self.high, "step": self.step, "texts": texts}


Row = Mapping[str, Any]
"""A row as the board has it: what :func:`lever`, :func:`options` and the others here give."""


def lever(
    id: str,
    label: str,
    scale: str,
    told: str,
    value: float,
    rest: float,
    quick: Sequence[tuple[float, str]] = (),
) -> Row:
    """A lever; ``scale`` names one of the board's, ``told`` is its value in words."""
    texts = {f"{value:g}": told}
    row = {"kind": "lever", "id": id, "label": label, "scale": scale, "texts": texts}
    return {**row, "value": value, "rest": rest, **({"quick": list(quick)} if quick else {})}


def options(id: str, label: str, known: Mapping[str, str], value: str) -> Row:
    """A list to choose one from: names by code."""
    row = {"kind": "options", "id": id, "label": label, "value": value}
    return {**row, "options": [[code, name] for code, name in known.items()]}


def heading(text: str) -> Row:
    """A heading over the rows that follow."""
    return {"kind": "heading", "id": f"h-{text}", "label": text}


def note(id: str, text: str) -> Row:
    """A sentence; it may be another the next time."""
    return {"kind": "note", "id": id, "label": text}


def folded(text: str, *rows: Row) -> list[Row]:
    """Rows that are folded until they are wanted."""
    ends = {"kind": "end", "id": f"e-{text}", "label": ""}
    return [{"kind": "fold", "id": f"f-{text}", "label": text}, *rows, ends]


def show(key: str, rows: Sequence[Row], scales: Mapping[str, Scale], take: Take) -> None:
    """Draw the board.

    ``rows`` and ``scales``: what stands on it, and the scales its levers name; ``take``: is given
    the values that were moved, by the id of their row.
    """
    _component()(
        key=key,
        data={
            "rows": list(rows),
            "scales": {name: one.data for name, one in scales.items()},
            "seen": st.session_state.get(_SEEN.format(key), 0),
        },
        on_moved_change=lambda: _moved(key, take),
    )


def _moved(key: str, take: Take) -> None:
    """The board sent what it has that the script had not read."""
    moved = st.session_state[key].get("moved")
    if not moved or moved["number"] <= st.session_state.get(_SEEN.format(key), 0):
        return
    st.session_state[_SEEN.format(key)] = moved["number"]
    take(moved["values"])


@cache
def _component() -> Callable[..., Any]:
    """Made once, when the first board is drawn."""
    here = Path(__file__).parent
    return st.components.v2.component(
        "baereevne.spaker",
        html='<div class="board"></div>',
        css=(here / "board.css").read_text(encoding="utf-8"),
        js=(here / "board.js").read_text(encoding="utf-8"),
    )
