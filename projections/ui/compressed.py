"""Streamlit's own files, compressed once and kept, and those that every page is sure to ask for.

Streamlit leaves this to a proxy. The one command of the README has none, and a file whose name
carries a sum of its content never changes, so that it is compressed once in a process's life.

A browser is told of a chart last of all: after Streamlit's frame is drawn, a socket is open and the
page has run. Then it would begin to fetch and read 4.7 MB of script.
"""

import asyncio
import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KINDS = (b"text/", b"application/javascript", b"application/json", b"image/svg+xml")
LEAST = 1_000
"""What is smaller is sent as it is [bytes]."""
MOST = 30_000_000
"""Room for all of Streamlit's files, compressed [bytes]."""


Change = Callable[[str, bytes], bytes]
"""What a file by its path is sent as."""


def _as_it_is(_: str, content: bytes) -> bytes:
    return content


@dataclass(frozen=True)
class CompressedFile:
    """A file as it is sent."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    tag: bytes = b""
    """Of a file that is sent otherwise than Streamlit has it: the browser asks if it still is."""


class CompressedFiles:
    """Sends ``/static/`` compressed to every browser that takes it."""

    def __init__(self, app: ASGIApp, change: Change = _as_it_is) -> None:
        self.app, self.change = app, change
        self.kept: dict[str, CompressedFile] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is kept, or keep what is sent; pass everything else on."""
        if not _is_wanted(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self.kept:
            if not (made := await self._made(scope, receive, send)):
                return
            if sum(len(one.body) for one in self.kept.values()) + len(made.body) <= MOST:
                self.kept[path] = made
        else:
            made = self.kept[path]
        has_it = made.tag and dict(scope["headers"]).get(b"if-none-match") == made.tag
        status, body = (304, b"") if has_it else (200, made.body)
        # Of a file that is there already, its length is not that of what is sent.
        headers = [one for one in made.headers if not has_it or one[0] != b"content-length"]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _made(self, scope: Scope, receive: Receive, send: Send) -> CompressedFile | None:
        """The file compressed; None where it has been sent as it is, or nobody waits for it."""
        start: Message = {}
        body = bytearray()

        async def sender(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _can_be_smaller(message):
                start = message
            elif not start:
                await send(message)
            else:
                body.extend(message.get("body", b""))

        # A range or an answer of «not changed» is not a whole file.
        dropped = (b"range", b"if-none-match", b"if-modified-since", b"accept-encoding")
        headers = [(key, value) for key, value in scope["headers"] if key not in dropped]
        await self.app({**scope, "headers": headers}, receive, sender)
        # A browser that left in the middle ends the answer early, and a part must never be kept.
        if not start or len(body) != _length(start):
            return None
        # In a thread: half a second for the largest, and others are being served meanwhile.
        content = bytes(body)
        sent, smaller = await asyncio.to_thread(self._smaller, scope["path"], content)
        tag = b"" if sent == content else f'"{sha256(sent).hexdigest()[:16]}"'.encode()
        left_out = {b"content-length", b"content-encoding", b"accept-ranges", b"etag"}
        left_out |= {b"cache-control", b"last-modified"} if tag else set()
        kept = [(key, value) for key, value in start["headers"] if key.lower() not in left_out]
        kept += [(b"cache-control", b"no-cache"), (b"etag", tag)] if tag else []
        kept += [
            (b"content-encoding", b"gzip"),
            (b"content-length", str(len(smaller)).encode()),
            (b"vary", b"Accept-Encoding"),
        ]
        return CompressedFile(tuple(kept), smaller, tag)

    def _smaller(self, path: str, content: bytes) -> tuple[bytes, bytes]:
        """What the file is sent as, and the same compressed."""
        sent = self.change(path, content)
        return sent, gzip.compress(sent, 6)


def _is_wanted(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or "/static/" not in scope["path"]:
        return False
    headers = dict(scope["headers"])
    return b"gzip" in headers.get(b"accept-encoding", b"") and b"range" not in headers


def _can_be_smaller(message: Message) -> bool:
    headers = _named(message)
    return bool(
        message["status"] == 200
        and b"content-encoding" not in headers
        and headers.get(b"content-type", b"").startswith(KINDS)
        and _length(message) >= LEAST
    )


def _length(start: Message) -> int:
    """How long the whole body is said to be [bytes]; 0 where that is not told."""
    return int(_named(start).get(b"content-length", 0))


def _named(message: Message) -> dict[bytes, bytes]:
    return {key.lower(): value for key, value in message["headers"]}


CHARTS = "PlotlyChart"
NEEDED = (CHARTS, "StreamlitMarkdown", "rehype-raw", "PageLink", "Button", "MenuButton")
"""What a page of figures is drawn with, by the first part of a file's name."""
CHIPS = ("Selectbox", "Multiselect", "ButtonGroup")
"""What is in a chip is drawn with; fetched when the browser has nothing else to do."""
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

    ``page``: those it asks for already are left out.
    """
    needed = _with_needs(NEEDED)
    later = [name for name in _with_needs(CHIPS) if name not in needed]
    how = ("modulepreload", 'fetchpriority="low" '), ("prefetch", 'as="script" ')
    return "".join(
        f'<link rel="{rel}" {more}crossorigin href="./{WHERE}{one}">'
        for (rel, more), names in zip(how, (needed, later), strict=True)
        for one in names
        if one not in page
    )


def _with_needs(names: tuple[str, ...]) -> list[str]:
    """The scripts by the first part of their names, and all that they import."""
    wanted = [found for name in names if (found := script(name))]
    for one in wanted:  # grows while it is read
        with (_SCRIPTS / one).open(encoding="utf-8") as file:
            wanted += [name for name in _IMPORT.findall(file.read(_HEAD)) if name not in wanted]
    return wanted


def lighter(path: str, content: bytes) -> bytes:
    """The charts' script without the forty kinds of chart that no page has; all else as it is.

    Each kind is read when it is registered, maps and globes too, and the browser does nothing else
    meanwhile. As it is, too, where the script is built otherwise than it is known to be. ``path``
    and ``content``: of one of Streamlit's own files.
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
