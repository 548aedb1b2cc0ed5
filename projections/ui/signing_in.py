"""Who is here, and whether they may change what all share.

Where a provider of OpenID Connect is set up (``[auth]`` in Streamlit's secrets), whoever signs in
is a reader or an analyst. Where none is, what is shared is changed from the machine itself alone,
unless a setting says otherwise: nobody knows who the others are.
"""

import os
import re
import time
from collections.abc import Mapping
from typing import Any, Literal

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from ..errors import BaereevneError
from ..words.literal import literal

Role = Literal["nobody", "reader", "analyst"]
SHARED, WANTED = "BAEREEVNE_SHARED_SAVING", "BAEREEVNE_SIGN_IN"
ANALYSTS, ANALYST_ROLE = "BAEREEVNE_ANALYSTS", "BAEREEVNE_ANALYST_ROLE"
_HERE = ("localhost", "127.0.0.1", "[::1]")

CLOSED = (
    "Her kan ingenting lagres for andre, fordi ingen logger inn. Last det ned som fil i stedet. "
    f"Den som driver tjeneren, kan slå på innlogging, eller sette {SHARED}=på."
)
SIGN_IN = "Logg inn for å lagre eller slette. Du kan også laste det ned som fil."
READER = (
    "Du er logget inn som leser, og kan ikke lagre eller slette for andre. Last det ned som fil, "
    "eller be den som driver tjeneren, om å bli analytiker."
)
ASKED = "Logg inn for å se Bæreevne."


class NotAllowedError(BaereevneError):
    """Somebody who may not, wants to change what all share."""


_without: tuple[object, float] = (None, 0.0)
"""The secrets that had no file, and until when they are not looked for again."""
LOOKED_FOR = 10.0
"""Streamlit looks for a file of secrets on the disk each time it is asked [s]."""


def is_set_up() -> bool:
    """Whether there is a provider to sign in with."""
    global _without
    secrets, now = st.secrets, time.monotonic()
    if _without[0] is secrets and now < _without[1]:
        return False
    try:
        return "auth" in secrets
    except StreamlitSecretNotFoundError:
        _without = secrets, now + LOOKED_FOR
        return False


def role_of(user: Mapping[str, Any]) -> Role:
    """What a user is: an analyst by the provider's role, or by name in the settings.

    Parameters
    ----------
    user
        What the provider says of them. Entra ID has lists of ``roles``, and of ``groups`` by their
        ids where it is told to; ID-porten has neither.
    """
    if not user.get("is_logged_in"):
        return "nobody"
    wanted = os.environ.get(ANALYST_ROLE, "").strip() or "analyst"
    if any(wanted in _texts(user.get(claim)) for claim in ("roles", "groups")):
        return "analyst"
    named = {one.strip() for one in os.environ.get(ANALYSTS, "").split(",")} - {""}
    if named & {*_texts(user.get("sub")), *_texts(user.get("oid"))}:
        return "analyst"
    # An address that the provider has not made sure of is whatever its owner has written.
    is_sure = user.get("email_verified") in (None, True, "true")
    address = {_small(one) for one in _texts(user.get("email")) if is_sure}
    return "analyst" if address & set(map(_small, named)) else "reader"


def _texts(claim: object) -> tuple[str, ...]:
    """What a claim says, alone or as a list; nothing of what is neither."""
    every = claim if isinstance(claim, list | tuple) else (claim,)
    return tuple(one for one in every if isinstance(one, str))


def _small(address: str) -> str:
    """In small letters, of A–Z alone: others turn into letters that somebody else has."""
    return re.sub("[A-Z]+", lambda found: found[0].lower(), address)


def role() -> Role:
    """What the user of this session is."""
    return role_of(st.user.to_dict()) if is_set_up() else "nobody"


def why_not() -> str:
    """Why this session may not change what all share; empty where it may."""
    if is_set_up():
        return {"nobody": SIGN_IN, "reader": READER, "analyst": ""}[role()]
    is_on = os.environ.get(SHARED, "").strip().lower() in ("på", "on", "1", "ja")
    return "" if is_on or _is_here() else CLOSED


def require() -> None:
    """Stop whoever may not change what all share.

    Raises
    ------
    NotAllowedError
        With what they can do instead.
    """
    if why := why_not():
        raise NotAllowedError(why)


def gate() -> dict[str, Any]:
    """How a button is drawn that changes what all share: closed, saying why, for who may not."""
    why = why_not()
    return {"disabled": True, "help": why} if why else {}


def may_look() -> bool:
    """Whether the pages are open to this session; where not, there is a button to sign in with."""
    wanted = os.environ.get(WANTED, "").strip().lower() in ("påkrevd", "required")
    if not wanted or role() != "nobody":
        return True
    st.title("Bæreevne")
    st.markdown(ASKED)
    if is_set_up():
        _sign_in()
    else:
        st.error(f"{WANTED} krever innlogging, men ingen tjeneste for det er satt opp ([auth]).")
    return False


def button() -> None:
    """Sign in or out; nothing where there is no provider."""
    if not is_set_up():
        return
    if role() == "nobody":
        _sign_in()
    else:
        name = literal(str(st.user.get("name") or st.user.get("email") or ""))
        st.button(f"Logg ut {name}".strip(), on_click=st.logout, key="sign_out", type="tertiary")


def _sign_in() -> None:
    st.button("Logg inn", on_click=st.login, key="sign_in", type="tertiary")


def _is_here() -> bool:
    """Whether the browser is on the machine itself, with no proxy between.

    A proxy on the machine passes on the name that was asked for, and whom it asked for.
    """
    headers = st.context.headers
    host = str(headers.get("Host", "")).rsplit(":", 1)[0]
    return st.context.ip_address is None and host in _HERE and "X-Forwarded-For" not in headers
