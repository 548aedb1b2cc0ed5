"""What a run says is sent together: Streamlit wakes the server once for each of its messages.

A page is eighty messages. For each the script's thread wakes the server's, that goes a whole round
of its loop, and writes to the socket: more than the making of a small element costs. Order, and
what is sent, are the same.
"""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSession

_EVENT, _HANDLE, _SOON = (
    "_on_scriptrunner_event",
    "_handle_scriptrunner_event_on_event_loop",
    "_call_soon_on_event_loop",
)
_FLUSH, _SEND = "flush_browser_queue", "_send_message"
_WAITING, _CALLED = "_events_waiting", "_events_called"
MOST = 100
"""Messages sent at a time; Streamlit takes a browser that has 500 unsent for gone."""


class _Together(list[Any]):
    """Messages that are sent one after another without a round of the loop between."""


def set_up() -> None:
    """Send together; nothing is done where Streamlit has no such functions, or it is done."""
    known = all(hasattr(AppSession, name) for name in (_EVENT, _HANDLE, _SOON, _FLUSH))
    if known and hasattr(Runtime, _SEND) and not hasattr(Runtime, "sends_together"):
        setattr(AppSession, _EVENT, _gathered)
        setattr(AppSession, _FLUSH, _in_parts(getattr(AppSession, _FLUSH)))
        setattr(Runtime, _SEND, _each(getattr(Runtime, _SEND)))
        Runtime.sends_together = True  # type: ignore[attr-defined]


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
