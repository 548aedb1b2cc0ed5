"""What is said of an answer that is not SSB's figures: one sentence for the reader.

The technical rest is for the log.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests
from urllib3.exceptions import DecodeError

from ...errors import SourceError, UnreachableError

LOGIN = (
    "Svaret kom ikke fra SSB, men ser ut som en innloggingsside for et nett. Logg på nettet i en "
    "nettleser, og prøv igjen."
)
BLOCKED = (
    "Nettet du er på, slipper ikke spørringen fram til SSB (svar {}). Prøv fra et annet nett, "
    "eller spør den som drifter nettet."
)
WEB_PAGE = "SSB svarte med en nettside i stedet for tall. Prøv igjen senere."
EMPTY = "SSB svarte uten innhold. Prøv igjen senere."
CUT_OFF = "Svaret fra SSB kom ikke helt fram. Prøv igjen."
DAMAGED = "Svaret fra SSB ble skadet underveis. Prøv igjen, gjerne fra et annet nett."
UNSAFE = (
    "Forbindelsen til SSB er ikke sikker, og er ikke brukt: sertifikatet kan ikke bekreftes. Det "
    "kan skyldes et nett som krever innlogging, en brannmur eller feil dato på maskinen."
)
LATE = "SSB svarte ikke i tide. Prøv igjen senere."
NO_CONTACT = "Får ikke kontakt med SSB. Kontroller nettet, og prøv igjen."
BROKEN = "Får ikke kontakt med SSB: forbindelsen ble brutt. Prøv igjen."
MOST_OF_AN_ERROR = 20_000
"""Bytes of the longest body that is looked into for an error told with status 200."""
_CLOSED_BY = {b"{": b"}", b"[": b"]"}
_OWN_MARK = re.compile(rb"ssb\.no|statistisk sentralbyr|statistikkbanken|statistics norway", re.I)

NOT_YET = "Dette er ikke hentet ennå."
AGAIN = "Prøv igjen senere; nye tall er klare kl. 08."


def asked_of(path: str) -> str:
    """Who was asked, in the reader's words, by the path of the call or a table's id.

    Examples
    --------
    >>> asked_of("tables/07459/metadata"), asked_of("codelists/agg_KommSummer"), asked_of("config")
    ('SSB, tabell 07459', 'SSB, kodelisten agg_KommSummer', 'SSB')
    """
    match path.split("/"):
        case ["tables"]:
            return "SSB, søket etter tabeller"
        case ["tables", table, *_]:
            return f"SSB, tabell {table}"
        case ["codelists", name]:
            return f"SSB, kodelisten {name}"
        case [table] if table.isdigit():
            return f"SSB, tabell {table}"
    return "SSB"


def unanswered(problem: requests.RequestException) -> tuple[str, type[SourceError], bool]:
    """What is said when there is no answer, its kind, and whether another try may help."""
    if isinstance(problem, requests.exceptions.SSLError):
        return UNSAFE, UnreachableError, False
    if isinstance(problem, requests.TooManyRedirects):
        return LOGIN, UnreachableError, False
    if isinstance(problem, requests.exceptions.ContentDecodingError):
        return DAMAGED, SourceError, True
    if isinstance(problem, requests.Timeout):
        return LATE, UnreachableError, True
    if isinstance(problem, requests.exceptions.ChunkedEncodingError):
        return BROKEN, UnreachableError, True
    return NO_CONTACT, UnreachableError, True


def broken(problem: Exception) -> requests.RequestException:
    """What urllib3 says of a body that breaks off, as requests would say it."""
    if isinstance(problem, DecodeError):
        return requests.exceptions.ContentDecodingError(str(problem))
    return requests.exceptions.ChunkedEncodingError(str(problem))


def not_figures(
    status: int, content: bytes, elsewhere: bool
) -> tuple[str, type[SourceError]] | None:
    """What is said of an answer that is no answer from the API; None where it may be one.

    Parameters
    ----------
    status
        Of the answer.
    content
        Its body.
    elsewhere
        Whether it came from another address than the one that was asked.
    """
    body = content.strip()
    is_json = body[:1] in _CLOSED_BY
    if status == 511 or (elsewhere and not is_json):
        return LOGIN, UnreachableError
    if body[:1] == b"<" and not _OWN_MARK.search(body):
        if status < 400:
            return LOGIN, UnreachableError
        if status in (401, 403, 407, 451):
            return BLOCKED.format(status), UnreachableError
    if status == 407:
        return BLOCKED.format(status), UnreachableError
    if status != 200:
        return None
    if not body:
        return EMPTY, SourceError
    if body[:1] == b"<":
        return WEB_PAGE, SourceError
    if _CLOSED_BY.get(body[:1]) != body[-1:]:
        return CUT_OFF, SourceError
    return None


def error_within(content: bytes) -> int:
    """The status of an error that was sent as if all were well; 0 where there is none."""
    if len(content) > MOST_OF_AN_ERROR:
        return 0
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        return 0
    if not isinstance(answer, dict) or "title" not in answer or "class" in answer:
        return 0
    status = answer.get("status")
    return status if type(status) is int and 400 <= status < 600 else 0


def told(status: int, content: bytes) -> str:
    """A sentence for an answer that is not the one wanted."""
    try:
        answer = json.loads(content)
        title = answer.get("title", "") if isinstance(answer, dict) else ""
    except (ValueError, RecursionError):
        title = ""
    says = f" SSB sier: «{str(title)[:120]}»." if title else ""
    if status == 429:
        return f"For mange spørringer på kort tid; prøv igjen om et minutt.{says}"
    if status == 404:
        return f"Tabellen eller kodelisten finnes ikke lenger.{says}"
    if status >= 500:
        return f"SSB har driftsproblemer (svar {status}). Prøv igjen senere.{says}"
    return f"SSB avviste spørringen (svar {status}).{says}"


def asked_wait(headers: Mapping[str, str], status: int, attempt: int) -> float:
    """How long to wait before the next try [s]: ``Retry-After`` in seconds or as a date.

    Examples
    --------
    >>> asked_wait({"Retry-After": "7"}, 429, 0)
    7.0
    >>> asked_wait({"Retry-After": "snart"}, 429, 0)
    10.0
    """
    asked = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", asked):
        return max(1.0, float(asked))
    try:
        when = parsedate_to_datetime(asked)
        left = (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
        if left > 0:
            return max(1.0, left)
    except (TypeError, ValueError, OverflowError):
        pass
    return 10.0 * (attempt + 1) if status == 429 else 2.0**attempt
