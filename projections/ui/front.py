"""What answers a browser before a page is run.

It knows nothing of figures, so that the server answers a second after it is started; what pages
need is loaded meanwhile. So nothing here may import what is not needed for that.
"""

import gc
import json
import logging
import os
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from .. import ui
from . import ahead, compressed, sending
from .compressed import CompressedFiles
from .cookie import cookie
from .ways import START

UNCHANGED = (b"accept-encoding", b"if-none-match", b"if-modified-since")
OTHERWISE = (b"content-length", b"etag", b"last-modified")
"""What was said of the page as it was."""
UNEXPECTED = (
    "Noe gikk galt, og siden kunne ikke vises. Last siden på nytt. Skjer det igjen, meld fra om "
    "hva du valgte da det skjedde."
)


def prepare_server() -> None:
    """Before the first session: our pages are those ``st.navigation`` names, nothing else.

    Streamlit takes a folder called ``pages`` for its older kind of navigation until the first
    ``st.navigation`` has run; whoever opened a page's own address first would get it bare.

    What is loaded stays loaded: to look through it for waste, now and then, would hold a lever up
    for a seventh of a second. What every session needs is loaded and read while the server begins
    to answer, so that the first one hardly waits for it.
    """
    PagesManager.uses_pages_directory = False
    sending.keep_theme()
    sending.set_up()
    gc.collect()
    gc.freeze()
    Thread(target=_warm, daemon=True).start()


def _warm() -> None:
    """What the pages are drawn with, and the figures that every session needs."""
    try:
        # First what a session begins with: whoever comes meanwhile waits for it, and for nothing
        # that is half loaded.
        import_module(f"{ui.__name__}.shell")
        for module in iter_modules(ui.__path__, f"{ui.__name__}."):
            import_module(module.name)
    except Exception:
        logging.getLogger("baereevne").exception("The program cannot be loaded")
        os._exit(1)  # as it would if it was loaded before the server; else it would seem well
    from . import events, shared

    events.set_up()
    shared.warm()
    ahead.begin()
    gc.freeze()


def on_script_error(problem: Exception) -> bool:
    """A programming mistake: the log has the traceback, the user one sentence."""
    from . import deck, events

    events.fault(problem, deck.said().page)
    st.error(UNEXPECTED)
    return True


class NorwegianPage:
    """Sets the page's language, and adds page.css and page.js, which translates Streamlit's words.

    Both stand in the page itself: nothing is drawn before they are there.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.base = "/" + st.get_option("server.baseUrlPath").strip("/")
        here = Path(__file__).parent
        script, looks = ((here / f"page.{kind}").read_text("utf-8") for kind in ("js", "css"))
        charts = f"{self.base.rstrip('/')}/{compressed.WHERE}{compressed.script(compressed.CHARTS)}"
        script = script.replace("BASE_PATH", json.dumps(self.base))
        script = script.replace("CHART_SCRIPT", json.dumps(charts))
        self.asked: bytes | None = None
        self.added = f"<script>{script}</script><style>{looks}</style>".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, but hold an HTML answer back until it is whole and translated."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"].rstrip("/").endswith(f"/{START}"):
            # The start page has no address of its own in Streamlit.
            query = scope["query_string"].decode("latin-1")
            home = self.base.rstrip("/") + "/" + (f"?{query}" if query else "")
            await RedirectResponse(home)(scope, receive, send)
            return
        start: Message | None = None
        body = b""
        # A compressed page could not be changed, and the browser is free to take it plain.
        # One that the browser has already would come without a cookie, and with what was seen then.
        plain = [(key, value) for key, value in scope["headers"] if key not in UNCHANGED]
        html_wanted = any(key == b"accept" and b"text/html" in value for key, value in plain)

        async def sender(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_html(message):
                start = message
            elif start is None or message["type"] != "http.response.body":
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    headers = [(k, v) for k, v in start["headers"] if k.lower() not in OTHERWISE]
                    headers.append((b"set-cookie", cookie(scope).encode()))
                    await self.sent(scope, {**start, "headers": headers}, body, send)

        await self.app({**scope, "headers": plain} if html_wanted else scope, receive, sender)

    async def sent(self, scope: Scope, start: Message, body: bytes, send: Send) -> None:
        """Send a page; its head at once where its first view is yet to be made."""
        page, end = self.translated(body), b"</body>"
        asked = ahead.asked(scope, self.base) if start["status"] == 200 and end in page else None
        first = ahead.kept(asked) if asked else ""
        if asked is None or first is not None:
            page = page.replace(end, (first or "").encode() + end, 1)
            start["headers"].append((b"content-length", str(len(page)).encode()))
            await send(start)
            await send({"type": "http.response.body", "body": page})
            return
        head, _, rest = page.partition(end)
        start["headers"].append((b"x-accel-buffering", b"no"))  # a proxy would wait for the rest
        await send(start)
        await send({"type": "http.response.body", "body": head, "more_body": True})
        view = (await ahead.made(asked)).encode()
        await send({"type": "http.response.body", "body": view + end + rest})

    def translated(self, page: bytes) -> bytes:
        """The page in bokmål, with our script and style first in its head."""
        page = page.replace(b'<html lang="en">', b'<html lang="nb">', 1)
        page = page.replace(b"<head>", b"<head>" + self.added, 1)
        return page.replace(b"</head>", self.links(page) + b"</head>", 1)

    def links(self, page: bytes) -> bytes:
        """What the page's scripts ask for later, so that the browser has it by then."""
        if self.asked is None:
            self.asked = compressed.links(page.decode("utf-8", "replace")).encode()
        return self.asked


def _is_html(message: Message) -> bool:
    return any(
        key.lower() == b"content-type" and value.startswith(b"text/html")
        for key, value in message["headers"]
    )


class Guarded:
    """Says with each answer what a browser may not do with it, also where no proxy does."""

    HEADERS = (
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"same-origin"),
        # Nobody else's page may lay ours in a frame and have a user press what is not seen.
        (b"content-security-policy", b"frame-ancestors 'self'"),
    )

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with these headers beside those of the answer."""

        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *self.HEADERS]}
            await send(message)

        await self.app(scope, receive, sender if scope["type"] == "http" else send)


MIDDLEWARE = [
    Middleware(Guarded),
    Middleware(NorwegianPage),
    Middleware(CompressedFiles, change=compressed.lighter),
]
