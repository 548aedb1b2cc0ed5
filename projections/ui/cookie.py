"""The secret by which a browser is known; no script can read it."""

import re
import secrets
from http.cookies import CookieError, SimpleCookie

from starlette.types import Scope

COOKIE = "baereevne"
SECRET = re.compile(r"[\w-]{43}", re.ASCII)
"""32 bytes, as they stand in a cookie."""
DAYS = 30
"""How long a browser keeps it: as long as the store has what belongs to it."""


def cookie(scope: Scope) -> str:
    """The cookie to answer with: the browser's own once more, or the first it gets."""
    secret = _secret_of(scope) or secrets.token_urlsafe(32)
    path = scope.get("root_path") or "/"
    forwarded = dict(scope["headers"]).get(b"x-forwarded-proto", b"").decode("latin-1")
    secure = "; Secure" if "https" in (scope.get("scheme"), forwarded) else ""
    age = DAYS * 24 * 3600
    return f"{COOKIE}={secret}; Path={path}; Max-Age={age}; HttpOnly; SameSite=Lax{secure}"


def is_known(scope: Scope) -> bool:
    """Whether the browser that asks has its cookie."""
    return bool(_secret_of(scope))


def _secret_of(scope: Scope) -> str:
    found = SimpleCookie()
    for key, value in scope["headers"]:
        if key == b"cookie":
            try:
                found.load(value.decode("latin-1"))
            except CookieError:
                return ""
    secret = found[COOKIE].value if COOKIE in found else ""
    return secret if SECRET.fullmatch(secret) else ""
