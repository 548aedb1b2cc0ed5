"""Streamlit's own scripts that every page of figures needs: asked for early, and read in part.

A browser is told of a chart last of all: after Streamlit's frame is drawn, a socket is open and the
page has run. Then it would begin to fetch and read 4.7 MB of script.
"""

import re
from pathlib import Path

import streamlit

CHARTS = "PlotlyChart"
NEEDED = (CHARTS, "StreamlitMarkdown", "rehype-raw", "PageLink", "Button", "MenuButton")
"""What a page of figures is drawn with, by the first part of a file's name."""
_SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
_IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_HEAD = 20_000
"""Where in a script its imports are [characters]."""
WHERE = "static/js/"
DRAWN = ("lib/bar.js",)
"""Kinds of curve that pages draw, besides the lines that Plotly always has."""
_KINDS = re.compile(r'("lib/index\.js"\(\w,\w\)\{var (\w+)=\w+\(\);\2\.register\(\[)([\w$(),]+)\]')
_KIND = re.compile(r'[,;\s]([\w$]+)=_\(\{"(lib/\w+\.js)"')


def script(name: str) -> str:
    """The file of a script by the first part of its name; empty where Streamlit has none."""
    found = sorted(_SCRIPTS.glob(f"{name}.*.js"))
    return found[0].name if found else ""


def links(page: str = "") -> str:
    """The scripts and all that they need, as links for the head of a page.

    Parameters
    ----------
    page
        Those it asks for already are left out.
    """
    wanted = [found for name in NEEDED if (found := script(name))]
    for one in wanted:  # grows while it is read
        with (_SCRIPTS / one).open(encoding="utf-8") as file:
            wanted += [name for name in _IMPORT.findall(file.read(_HEAD)) if name not in wanted]
    more = [name for name in wanted if name not in page]
    return "".join(
        f'<link rel="modulepreload" fetchpriority="low" crossorigin href="./{WHERE}{one}">'
        for one in more
    )


def lighter(path: str, content: bytes) -> bytes:
    """The charts' script without the forty kinds of chart that no page has; all else as it is.

    Each kind is read when it is registered, maps and globes too, and the browser does nothing else
    meanwhile. As it is, too, where the script is built otherwise than it is known to be.

    Parameters
    ----------
    path, content
        Of one of Streamlit's own files.
    """
    if not path.endswith(f"/{WHERE}{script(CHARTS)}"):
        return content
    text = content.decode("utf-8")
    every = _KINDS.search(text)
    kinds = {name: call for call, name in _KIND.findall(text)}
    wanted = [f"{kinds[name]}()" for name in DRAWN if name in kinds]
    if not every or len(wanted) < len(DRAWN) or not set(wanted) <= set(every[3].split(",")):
        return content
    return (text[: every.start(3)] + ",".join(wanted) + text[every.end(3) :]).encode("utf-8")
