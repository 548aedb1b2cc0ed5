"""What a run says: the theme is kept, and messages are sent together.

Streamlit wakes the server once for each message, and a page is sixty of them. Each time the
server's thread goes a whole round of its loop, and writes to the socket: more than the making of a
small element costs. Order, and what is sent, are the same.

Each write to a socket lets go of Python's lock, and where a script runs, it is not given back
before the switch interval has passed. So there is one write for all of a round, and the interval is
short.
"""

import asyncio
import sys
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from streamlit.runtime import Runtime, app_session
from streamlit.runtime.app_session import AppSession
from uvicorn.protocols.websockets import websockets_sansio_impl

_EVENT, _HANDLE, _SOON = (
    "_on_scriptrunner_event",
    "_handle_scriptrunner_event_on_event_loop",
    "_call_soon_on_event_loop",
)
_FLUSH, _SEND = "flush_browser_queue", "_send_message"
_WAITING, _CALLED = "_events_waiting", "_events_called"
MOST = 100
"""Messages sent at a time; Streamlit takes a browser that has 500 unsent for gone."""
INTERVAL = 0.0005
"""Longest that the server's thread waits for a script's to let it on [s]; Python has 0.005."""
_MADE, _FILL = "connection_made", "_populate_theme_msg"


class _Together(list[Any]):
    """Messages that are sent one after another without a round of the loop between."""


def keep_theme() -> None:
    """Keep the theme as it is sent.

    Reading the theme from the settings took a tenth of every run. Six sections of it are looked up
    among all settings, under a lock, on the thread that serves everyone. Where Streamlit has no
    such function, or it is kept already, nothing is done.
    """
    fill = getattr(app_session, _FILL, None)
    if fill is not None and not hasattr(fill, "kept"):
        setattr(app_session, _FILL, _kept(fill))


def _kept(fill: Callable[..., None]) -> Callable[..., None]:
    themes: dict[str, Any] = {}

    def filled(message: Any, section: str = "theme") -> None:
        if section not in themes:
            theme = type(message)()
            fill(theme, section)
            themes[section] = theme
        if themes[section].ByteSize():  # an empty one is not said at all
            message.MergeFrom(themes[section])

    filled.kept = themes  # type: ignore[attr-defined]
    return filled


def set_up() -> None:
    """Send together; nothing is done where Streamlit has no such functions, or it is done."""
    known = all(hasattr(AppSession, name) for name in (_EVENT, _HANDLE, _SOON, _FLUSH))
    if known and hasattr(Runtime, _SEND) and not hasattr(Runtime, "sends_together"):
        setattr(AppSession, _EVENT, _gathered)
        setattr(AppSession, _FLUSH, _in_parts(getattr(AppSession, _FLUSH)))
        setattr(Runtime, _SEND, _each(getattr(Runtime, _SEND)))
        Runtime.sends_together = True  # type: ignore[attr-defined]
        sys.setswitchinterval(INTERVAL)
        protocol = getattr(websockets_sansio_impl, "WebSocketsSansIOProtocol", None)
        if protocol and hasattr(protocol, _MADE):
            setattr(protocol, _MADE, _with_gathered_writes(getattr(protocol, _MADE)))


def _gathered(session: Any, sender: Any, event: Any, **more: Any) -> None:
    """An event of a run, on its own thread: kept, and the server is told once that some are."""
    own = vars(session)
    own.setdefault(_WAITING, deque()).append((sender, event, more))
    # Appended before it is looked at, and taken back before any is handled: none is left behind.
    if not own.get(_CALLED):
        own[_CALLED] = True
        getattr(session, _SOON)(lambda: _handled(session))


def _handled(session: Any) -> None:
    """All that wait, in order, on the server's thread; a fault in one does not lose the next."""
    own = vars(session)
    own[_CALLED] = False
    waiting = own[_WAITING]
    while waiting:
        sender, event, more = waiting.popleft()
        try:
            getattr(session, _HANDLE)(sender, event, **more)
        except BaseException:
            if waiting and not own[_CALLED]:
                own[_CALLED] = True
                getattr(session, _SOON)(lambda: _handled(session))
            raise


def _in_parts(flush: Callable[[Any], list[Any]]) -> Callable[[Any], list[Any]]:
    def flushed(session: Any) -> list[Any]:
        return list(_parts(flush(session)))

    return flushed


def _parts(messages: list[Any]) -> Iterator[Any]:
    for first in range(0, len(messages), MOST):
        yield _Together(messages[first : first + MOST])


def _each(send: Callable[[Any, Any, Any], None]) -> Callable[[Any, Any, Any], None]:
    def sent(runtime: Any, session: Any, messages: Any) -> None:
        for message in messages if isinstance(messages, _Together) else [messages]:
            send(runtime, session, message)

    return sent


def _with_gathered_writes(made: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def connected(protocol: Any, transport: Any) -> None:
        made(protocol, GatheredWrites(transport))

    return connected


class GatheredWrites:
    """A connection that writes once a round of the loop; for the rest as it is."""

    def __init__(self, transport: Any) -> None:
        self._transport = transport
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Kept until the loop has gone round."""
        if not self._parts:
            asyncio.get_running_loop().call_soon(self._written)
        self._parts.append(data)

    def close(self) -> None:
        """What is kept is written first."""
        self._written()
        self._transport.close()

    def _written(self) -> None:
        parts, self._parts = self._parts, []
        if parts and not self._transport.is_closing():
            self._transport.write(b"".join(parts))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
