"""What a browser shows before the page itself is there: its finding, and a still picture of it.

A cold browser needs some seconds for Streamlit's and Plotly's scripts. The answer to its first
request carries the page's finding, and the very picture that the chart will be drawn from, which
first.js draws at once, in the place and size of the chart, and takes away when that is there.

Nothing here knows a session: what is shown comes of the address and of what is the same for
everyone. Where the page may come to be another than the address says, there is none.
"""

import json
import os
from collections import OrderedDict
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import parse_qs

import streamlit

from ..choices import state
from ..draw import plotly
from ..draw.style import Picture
from ..figures.spec import Figure
from ..figures.view import view_of
from . import leads, shared, signing_in, ways

FORMS = ("lines", "balance", "levels")
"""Kinds of chart that first.js can draw."""
TRACE = ("type", "mode", "x", "y", "name", "line", "marker", "fill", "fillcolor", "opacity")
MORE = ("showlegend", "legendgroup")
"""What it reads of a curve."""
LAYOUT = ("height", "margin", "xaxis", "yaxis", "annotations", "shapes", "showlegend", "bargap")
"""And of the rest."""
MOST, LONGEST = 300, 500
"""As many are kept, some 20 kB each, and the longest query that one is made of [characters]."""
_FONTS = Path(streamlit.__file__).parent / "static" / "static" / "media"
_Key = tuple[str, str]
_KEPT: OrderedDict[_Key, tuple[shared.Read, str]] = OrderedDict()


def has_one(page: str) -> bool:
    """Whether a page has a finding of its own to begin with."""
    return page == ways.START or page in leads.LEADS


def kept(page: str, query: str) -> str | None:
    """What was made of the same address, of what stands now; None where that must be made."""
    found, now = _KEPT.get((page, query)), shared.at_hand()
    if found is None or now is None or any(a is not b for a, b in zip(found[0], now, strict=True)):
        return None
    return found[1]


def made(page: str, query: str) -> str:
    """The first view of a page, as HTML; empty where there is none.

    Parameters
    ----------
    page
        As :data:`~.ways.PAGES` has it.
    query
        What stands after the question mark in the address.
    """
    read = shared.read()
    html = _made(page, query, read)
    _KEPT[page, query] = read, html
    while len(_KEPT) > MOST:
        _KEPT.popitem(last=False)
    return html


def _made(page: str, query: str, read: shared.Read) -> str:
    if len(query) > LONGEST or signing_in.is_set_up() or os.environ.get(signing_in.WANTED):
        return ""
    asked = parse_qs(query, keep_blank_values=True)
    settled = state.settle(asked, read.figures)
    if settled.problems or settled.notices or state.moved(settled.choice, read.figures):
        return ""  # what is said of that stands above the finding
    view = view_of(settled.choice, *read)
    figure = leads.of(page, view).figure if view.is_for_everyone else None
    if figure is None or figure.form not in FORMS:
        return ""
    return html_of(figure, page, is_asking=not state.regions_in(asked))


def html_of(figure: Figure, page: str, is_asking: bool) -> str:
    """The first view of a figure; every letter of its texts is shown as it is, as on the page.

    Parameters
    ----------
    page
        Where it stands, which says how much stands above it.
    is_asking
        Whether the page asks which region it is.
    """
    first, rest = leads.in_two(figure)
    picture = drawn(plotly.picture(figure))
    has_submenu = any(page in pages and len(pages) > 1 for pages in ways.QUESTIONS.values())
    script, looks, frame = _files()
    return frame.substitute(
        key=escape(figure.key),
        kind=" ".join(["first"] + ["below"] * has_submenu + ["asking"] * is_asking),
        title=escape(figure.title),
        first=escape(first),
        rest=escape(rest),
        alt=escape(figure.alternative_text),
        height=picture["layout"]["height"],
        picture=_in_script(picture),
        script=script,
        looks=looks,
    )


def drawn(picture: Picture) -> Picture:
    """What of a picture is seen while it stands still."""
    curves = [_some(one, TRACE + MORE) for one in picture["data"]]
    return {"data": curves, "layout": _some(picture["layout"], LAYOUT)}


def _some(whole: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: whole[name] for name in names if name in whole}


def _in_script(value: object) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _files() -> tuple[str, str, Template]:
    here = Path(__file__).parent
    script, looks, frame = (
        (here / f"first.{kind}").read_text("utf-8") for kind in ("js", "css", "html")
    )
    (font,) = sorted(_FONTS.glob("SourceSansVF-Upright.*.woff2"))
    return script, looks.replace("FONT_FILE", f"./static/media/{font.name}"), Template(frame)
