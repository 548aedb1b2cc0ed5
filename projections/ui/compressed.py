"""Streamlit's own files, compressed once and kept, and those that every page is sure to ask for.

Streamlit leaves this to a proxy. The one command of the README has none, and a file whose name
carries a sum of its content never changes, so that it is compressed once in a process's life.

A browser is told of a chart last of all: after Streamlit's frame is drawn, a socket is open and the
page has run. Then it would begin to fetch and read 4.7 MB of script.
"""

import asyncio
import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KINDS = (b"text/", b"application/javascript", b"application/json", b"image/svg+xml")
LEAST = 1_000
"""What is smaller is sent as it is [bytes]."""
MOST = 30_000_000
"""Room for all of Streamlit's files, compressed [bytes]."""


@dataclass(frozen=True)
class CompressedFile:
    """A file as it is sent."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class CompressedFiles:
    """Sends ``/static/`` compressed to every browser that takes it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
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
        start = {"type": "http.response.start", "status": 200, "headers": list(made.headers)}
        await send(start)
        await send({"type": "http.response.body", "body": made.body})

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
        smaller = await asyncio.to_thread(gzip.compress, bytes(body), 6)
        left_out = (b"content-length", b"content-encoding", b"accept-ranges", b"etag")
        kept = [(key, value) for key, value in start["headers"] if key.lower() not in left_out]
        kept += [
            (b"content-encoding", b"gzip"),
            (b"content-length", str(len(smaller)).encode()),
            (b"vary", b"Accept-Encoding"),
        ]
        return CompressedFile(tuple(kept), smaller)


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


NEEDED = ("PlotlyChart", "StreamlitMarkdown", "rehype-raw", "PageLink", "Button", "MenuButton")
"""What a page of figures is drawn with, by the first part of a file's name."""
_SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
_IMPORT = re.compile(r'(?:from|import)"\./([\w.-]+\.js)"')
_HEAD = 20_000
"""Where in a script its imports are [characters]."""
WHERE = "static/js/"


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
