"""The show: one HTML file that fills the screen, with all it needs inside it."""

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from typing import Any

from ...draw import stage as charts
from ...presentation import Deck
from .content import content

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
    scripts = {"PLOTLY": charts.plotly_script(), "SCRIPT": _part("stage.js")}
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
