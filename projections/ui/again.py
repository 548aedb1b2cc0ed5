"""What is the same as before is written as it was then: a chart, a menu, a line of sources.

Streamlit makes every element anew at every run: a chart's figures become text, the text is hashed
twice to give the element its name, and it is copied three times, half a millisecond each. Here
the first run's messages are kept, and sent again with the place they have now. Only what has no
state of its own may be written so: a widget must be met by Streamlit at every run.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

HAS_PARTS = True
try:
    from streamlit.delta_generator_singletons import get_dg_singleton_instance
    from streamlit.runtime.scriptrunner_utils.script_run_context import (
        ThreadState,
        get_script_run_ctx,
    )
except ImportError:  # another Streamlit: everything is written anew, as it would be without this
    HAS_PARTS = False


@dataclass(frozen=True)
class _Message:
    """One message, and where it stands: which of the elements, and its place within that."""

    place: int
    below: tuple[int, ...]
    message: ForwardMsg


_Kept = dict[Hashable, tuple[_Message, ...]]
_OF: WeakKeyDictionary[Any, _Kept] = WeakKeyDictionary()
"""What was written of something, for as long as that is kept."""
_COMMON: _Kept = {}
MOST = 1_000
"""As much is kept of what belongs to nothing that goes away."""


def written(key: Hashable, draw: Callable[[], object], of: Any = None) -> None:
    """Write what was written from the same, or draw it and keep what that was.

    Parameters
    ----------
    key
        All that decides what is drawn, but for the page and the part of it that is run alone.
    draw
        Draws it: elements without a state of their own, in whatever is open.
    of
        What it belongs to, and is kept no longer than.
    """
    context = get_script_run_ctx(suppress_warning=True) if HAS_PARTS else None
    cursor = get_dg_singleton_instance().main_dg._active_dg._cursor if context else None
    if context is None or cursor is None or cursor.is_locked:
        draw()
        return
    run = ThreadState.get()
    key = key, run.active_script_hash, run.fragment_id
    kept = _COMMON if of is None else _OF.setdefault(of, {})
    if messages := kept.get(key):
        _send(context, cursor, messages)
    elif messages := _recorded(context, cursor, draw):
        if len(kept) >= MOST:
            kept.clear()
        kept[key] = messages


def _send(context: Any, cursor: Any, messages: tuple[_Message, ...]) -> None:
    above, first = [cursor.root_container, *cursor.parent_path], cursor.index
    has = context.cached_message_hashes
    for one in messages:
        message = ForwardMsg()
        if one.message.metadata.cacheable and one.message.hash in has:
            message.ref_hash = one.message.hash
        else:
            message.CopyFrom(one.message)
        message.metadata.delta_path[:] = (*above, first + one.place, *one.below)
        context.enqueue(message)
    for _ in range(1 + max(one.place for one in messages)):
        cursor.lock_element()


def _recorded(context: Any, cursor: Any, draw: Callable[[], object]) -> tuple[_Message, ...]:
    """What is sent meanwhile; nothing where a part of it is not a whole element in here."""
    above, first = [cursor.root_container, *cursor.parent_path], cursor.index
    sent: list[ForwardMsg] = []
    send = context._enqueue

    def both(message: ForwardMsg) -> None:
        sent.append(message)
        send(message)

    context._enqueue = both
    try:
        draw()
    finally:
        context._enqueue = send
    found = []
    for message in sent:
        path = list(message.metadata.delta_path)
        if message.WhichOneof("type") != "delta" or path[: len(above)] != above:
            return ()
        whole = ForwardMsg()
        whole.CopyFrom(message)
        whole.ClearField("metadata")
        whole.metadata.cacheable = message.metadata.cacheable
        place, *below = path[len(above) :]
        found.append(_Message(place - first, tuple(below), whole))
    return tuple(found)
