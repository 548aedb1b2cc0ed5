"""When a page's first view (:mod:`~.first`) is sent with the answer to a browser's first request.

It is never waited for long: the page comes as it would without it where the program is not loaded
yet, where others are being made, or where making it takes more time than it is worth.
"""

import asyncio
import logging
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from starlette.types import Scope

from .cookie import is_known
from .ways import START

SECONDS = 0.3
"""As long as a page waits for its first view [s]."""
MOST = 4
"""As many are waited for at once; whoever comes then gets the page without."""
_MAKER = ThreadPoolExecutor(1, thread_name_prefix="first")
_READY: list[Any] = []
_WAITING: set[Future[str]] = set()


class Address(NamedTuple):
    """The page and the choices of an address."""

    page: str
    query: str


def begin() -> None:
    """The program is loaded: there are first views from now on; that of the first page is made."""
    _READY[:] = [sys.modules[f"{__package__}.first"]]
    _quiet(Address(START, ""))


def asked(scope: Scope, base: str) -> Address | None:
    """What a request asks for; None where there is no first view of that.

    Parameters
    ----------
    scope
        The request. A browser that has been here may have choices of its own that are brought back
        where the address has none.
    base
        The address of the first page.
    """
    if not _READY or scope["method"] != "GET":
        return None
    path, query = scope["path"], scope["query_string"].decode("latin-1")
    page = path.removeprefix(base).strip("/") or START
    names = [name.lower() for name in parse_qs(query, keep_blank_values=True)]
    if not _READY[0].has_one(page) or any(name.startswith("embed") for name in names):
        return None
    return None if not names and is_known(scope) else Address(page, query)


def kept(asked: Address) -> str | None:
    """What was made before, for as long as it holds."""
    return _READY[0].kept(*asked) if _READY else None


async def made(asked: Address) -> str:
    """The first view, made in a thread of its own; empty where it is not there in time."""
    if len(_WAITING) >= MOST:
        return ""
    making = _MAKER.submit(_quiet, asked)
    _WAITING.add(making)
    making.add_done_callback(_WAITING.discard)
    # Where it comes too late it is made all the same, for whoever comes next.
    await asyncio.wait({asyncio.wrap_future(making)}, timeout=SECONDS)
    return making.result() if making.done() else ""


def _quiet(asked: Address) -> str:
    try:
        return str(_READY[0].made(*asked))
    except Exception as problem:  # the page itself says what it is, in its own words
        logging.getLogger("baereevne").debug("No first view: %s", type(problem).__name__)
        return ""
