"""What this browser has in work, kept on the server until it comes back: nobody else's to see.

A browser is known by a secret in a cookie that no script can read. The store has only its sum.
"""

import hashlib
import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import streamlit as st

from ..errors import StoreError
from ..store import Store
from ..store.unsaved import DAYS, Change, UnsavedWork
from .cookie import COOKIE, SECRET

_BEGUN, _TOLD, _PROBLEM = "unsaved_begun", "unsaved_told", "unsaved_problem"
_CHOSEN, CHOICES = "unsaved_chosen", "choices"
_WAITING: dict[str, bytes] = {}
"""Choices by owner that are yet to be written; the last of them counts."""
_WRITER = ThreadPoolExecutor(1, thread_name_prefix="unsaved")
TOO_LARGE = "den er for stor til å tas vare på uten at den lagres"
AGAIN = (
    "Det du arbeider med, blir borte hvis siden lastes på nytt: {why} Lagre presentasjonen som fil "
    "før du går videre."
)
IS_BACK = "Kommunen og valgene dine fra sist er hentet fram igjen."


def owner() -> str:
    """By what the store knows this browser; empty where it has no cookie."""
    secret = str(st.context.cookies.get(COOKIE, ""))
    return hashlib.sha256(secret.encode()).hexdigest() if SECRET.fullmatch(secret) else ""


def is_first_run() -> bool:
    """Whether the session has just begun; true once."""
    is_first = _BEGUN not in st.session_state
    st.session_state[_BEGUN] = True
    return is_first


def piece(kind: str) -> UnsavedWork | None:
    """What this browser has in work of a kind; nothing while the store is away.

    It comes back with the next change, which is also what tells of a store that stays away.
    """
    if not (who := owner()):
        return None
    with suppress(StoreError):
        return Store().unsaved(who, kind, time.time())
    return None


def change(kind: str, made: Change) -> UnsavedWork | None:
    """Change what this browser has in work; None where it could not be kept, which is told once."""
    if not (who := owner()):
        return None
    try:
        kept = Store().change_unsaved(who, kind, time.time(), made)
    except StoreError as problem:
        _tell(str(problem))
        return None
    if kept is None:
        _tell(f"{TOO_LARGE}.")
    return kept


def _tell(why: str) -> None:
    if not st.session_state.get(_TOLD):
        st.session_state[_TOLD], st.session_state[_PROBLEM] = True, why


def problems() -> list[str]:
    """That nothing can be kept, once a session."""
    why = st.session_state.pop(_PROBLEM, "")
    return [AGAIN.format(why=why)] if why else []


def bring_back_choices() -> None:
    """Choices of last time, where the session's first address says nothing."""
    if st.query_params or not (kept := piece(CHOICES)):
        return
    try:
        query = json.loads(kept.content)
    except ValueError:
        return
    if isinstance(query, dict) and query:
        st.query_params.from_dict({str(name): str(code) for name, code in query.items()})
        st.session_state[_CHOSEN] = query
        st.toast(IS_BACK)


def keep_choices(query: Mapping[str, str]) -> None:
    """Keep the choices of the address, so that an address without any opens the same.

    Nobody who moves a lever waits for the disk; choices that cannot be kept stand in the address.
    """
    if not query or st.session_state.get(_CHOSEN) == query:
        return
    st.session_state[_CHOSEN] = dict(query)
    if who := owner():
        _WAITING[who] = json.dumps(dict(query)).encode()
        _WRITER.submit(_write, who)


def _write(who: str) -> None:
    content = _WAITING.pop(who, None)  # None where a later one has gone along with the one before
    if content is not None:
        with suppress(StoreError):
            Store().change_unsaved(who, CHOICES, time.time(), lambda _: content)


ABOUT = (
    f"Det du ikke har lagret, ligger i {DAYS} dager for nettleseren du bruker nå, og kommer fram "
    "igjen når siden åpnes på nytt. Ingen andre ser det. Filer du har lest inn uten å lagre dem, "
    "og egne tall, må leses inn igjen."
)
"""For the page that says how things are kept."""
