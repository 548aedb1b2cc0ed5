"""The show: one HTML file that fills the screen, with all it needs inside it."""

import base64
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from ... import norwegian, terms
from ...draw import plotly
from ...draw.steps import steps
from ...draw.style import Picture
from ...presentation import Deck, Frame, Question
from ...words import levers as asked_words
from ...words.levers import answer
from .. import beside
from . import charts

CHANGING = ("y", "text", "visible")
"""What another answer changes in the line that is drawn of it."""


def content(deck: Deck) -> dict[str, Any]:
    """The whole deck."""
    return {
        "name": deck.name,
        "occasion": [one for one in (deck.place, deck.meeting, deck.held) if one],
        "saved": norwegian.date(deck.saved[:10]),
        "version": deck.version,
        "frames": [_frame(one) for one in deck.frames],
    }


def _frame(frame: Frame) -> dict[str, Any]:
    drawn, source = plotly.marked(frame.chart), beside.source(frame.sources)
    return {
        "title": frame.title,
        "text": frame.text,
        "beside": beside.text(frame.title, frame.text, source),
        "notes": frame.notes,
        "method": frame.note,
        "alternative": frame.alternative,
        "chosen": frame.chosen,
        "source": source,
        "cited": terms.told_of(frame.sources),
        "grids": [asdict(grid) for grid in frame.grids],
        **_both(drawn),
        "steps": [asdict(step) for step in steps(drawn)],
        "question": _question(frame.question) if frame.question else None,
    }


def _both(figure: Mapping[str, Any]) -> dict[str, Picture]:
    """For a screen on a wall, and for one held in the hand."""
    return {"large": charts.large(figure), "small": charts.small(figure)}


def _question(own: Question) -> dict[str, Any]:
    """All answers, drawn and in words."""
    signed = own.measure in charts.SIGNED
    year, shown = own.years[-1], _known(own.shown[-1])
    levers = []
    for lever, (label, stops) in enumerate(own.levers):
        low, high = charts.span(own, [line for _, line in stops])
        drawn = [_both(charts.chart(own, line, low, high)) for _, line in stops]
        told = [
            answer(_bare(stop), _known(line[-1]), shown, own.unit, year, own.measure, signed)
            for stop, line in stops
        ]
        levers.append(
            {
                "label": label,
                **drawn[0],
                "stops": [
                    {
                        "label": stop,
                        "answer": sentence,
                        "parts": _parts(own, lever, place),
                        "isShown": line == own.shown,
                        "trace": {key: both["large"]["data"][-1][key] for key in CHANGING},
                        "notes": {size: both[size]["layout"]["annotations"] for size in both},
                    }
                    for place, ((stop, line), sentence, both) in enumerate(
                        zip(stops, told, drawn, strict=True)
                    )
                ],
            }
        )
    return {"axis": own.axis, "levers": levers}


def _parts(own: Question, lever: int, stop: int) -> str:
    """What net is made of at a stop, or that cost is not net."""
    if own.measure == asked_words.COST:
        return asked_words.WITHOUT_INCOME
    return asked_words.parts(
        [(item, _known(every[lever][stop]), _known(shown)) for item, shown, every in own.parts]
    )


def _known(value: float | None) -> float:
    return math.nan if value is None else value


def _bare(stop: str) -> str:
    """A stop without what is said of it in brackets."""
    return stop.partition(" (")[0]


HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""What the browser may do: run our own two scripts, and fetch nothing."""


def write(deck: Deck) -> str:
    """The presentation as HTML text.

    It calls nothing outside itself, and a browser that opens it is told not to. Every text of the
    deck lies in it as data, never as markup.

    Parameters
    ----------
    deck
        Its frames are shown as they are; questions that are not reckoned cannot be asked.
    """
    scripts = {"PLOTLY": plotly.program(), "SCRIPT": _part("stage.js")}
    parts = {
        "POLICY": escape(POLICY.format(scripts=" ".join(map(_mark, scripts.values())))),
        "TITLE": escape(deck.name),
        "STYLE": _part("stage.css"),
        "DECK": _data(content(deck)),
        **scripts,
    }
    # Cut at the marks once, so that a mark in a text of the deck is a text like any other.
    first, *rest = _part("stage.html").split("@@")
    named = zip(rest[::2], rest[1::2], strict=True)
    return first + "".join(parts[name] + after for name, after in named)


def _part(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _mark(script: str) -> str:
    """A script by its content, so that no other can run."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _data(own: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(own, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
