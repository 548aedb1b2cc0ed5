"""Statistics Norway's PxWebApi v2: few, polite calls. Only this module imports ``requests``.

Pure functions count cells and split queries; a thin client sends them. One call at a time and at
most 25 a minute for the whole process; ``Retry-After`` and ``x-ratelimit-*`` are honoured; at most
three tries. Every answer is treated as untrusted input.

Source: SSB's user guide for PxWebApi 2; docs/decisions/0006-ssb.md.
"""

import json
import math
import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from ..errors import SourceError, UnreachableError

BASE = "https://data.ssb.no/api/pxwebapi/v2"
URL_VARIABLE = "BAEREEVNE_SSB_URL"
"""Environment variable for another address (a mirror, or a test server)."""

MOST_CELLS = 800_000
"""Cells a query may have, where the API does not say otherwise."""

CALLS_A_MINUTE = 25
TRIES = 3
CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 5.0, 30.0, 120.0
LONGEST_WAIT = 60.0
MOST_BYTES = 200_000_000


@dataclass(frozen=True)
class Variable:
    """What is wanted of one variable.

    Parameters
    ----------
    code
        The table's own code, e.g. ``Alder``.
    values
        Codes, or one of SSB's expressions (``*``, ``from(2006)``).
    codelist
        A code list that groups the values, e.g. ``agg_KommSummer``.
    """

    code: str
    values: tuple[str, ...]
    codelist: str = ""


Selection = tuple[Variable, ...]


def body(selection: Selection) -> dict[str, Any]:
    """The query as SSB wants it posted."""
    return {
        "selection": [
            {
                "variableCode": one.code,
                **({"codelist": one.codelist} if one.codelist else {}),
                "valueCodes": list(one.values),
            }
            for one in selection
        ]
    }


def spelt_out(selection: Selection, codes: Mapping[str, Sequence[str]]) -> Selection:
    """The query with every expression as the codes it may at most stand for.

    Parameters
    ----------
    codes
        The table's own codes by variable. A code list's values are always spelt out.
    """
    return tuple(
        replace(one, values=_codes(one, codes.get(one.code, one.values))) for one in selection
    )


def _codes(variable: Variable, known: Sequence[str]) -> tuple[str, ...]:
    first = variable.values[0]
    if first.startswith("from("):
        return tuple(code for code in known if code >= first[5:-1])
    return tuple(known) if re.search(r"[*?(]", first) else variable.values


def cells(selection: Selection) -> int:
    """How many cells a spelt-out query has, empty ones counted."""
    return math.prod(len(one.values) for one in selection)


def split(
    selection: Selection, codes: Mapping[str, Sequence[str]], most: int = MOST_CELLS
) -> list[Selection]:
    """The query in parts of at most ``most`` cells, cut along its largest variable.

    Parameters
    ----------
    codes
        See :func:`spelt_out`.
    most
        Cells a query may have.

    Returns
    -------
    list of Selection
        The query itself where it is small enough. Else each part is cut again where one variable
        is not enough.
    """
    spelt = spelt_out(selection, codes)
    if cells(spelt) <= most:
        return [selection]
    largest = max(spelt, key=lambda one: len(one.values))
    per_code = cells(spelt) // len(largest.values)
    # As few parts as possible, and as even as possible.
    parts = -(-len(largest.values) // max(1, most // per_code))
    size = -(-len(largest.values) // parts)
    return [
        smaller
        for start in range(0, len(largest.values), size)
        for smaller in split(
            tuple(
                replace(one, values=largest.values[start : start + size])
                if one.code == largest.code
                else one
                for one in selection
            ),
            codes,
            most,
        )
    ]


class Throttle:
    """One call at a time, at most so many in a minute, and pauses the server asks for.

    Parameters
    ----------
    calls, seconds
        Most calls in any window of so many seconds.
    clock, sleep
        Replaced in tests.
    """

    def __init__(
        self,
        calls: int = CALLS_A_MINUTE,
        seconds: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._calls, self._seconds, self._clock, self._sleep = calls, seconds, clock, sleep
        self._lock = threading.Lock()
        self._made: deque[float] = deque(maxlen=calls)
        self._not_before = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn; nobody else calls until it is over."""
        with self._lock:
            # Again after each sleep: a pause may have been asked for in the meantime.
            while (wait := self._wait()) > 0:
                self._sleep(wait)
            self._made.append(self._clock())
            yield

    def _wait(self) -> float:
        window = self._made[0] + self._seconds if len(self._made) == self._calls else 0.0
        return max(window, self._not_before) - self._clock()

    def pause(self, seconds: float) -> None:
        """No call before so many seconds have passed."""
        self._not_before = max(self._not_before, self._clock() + min(seconds, LONGEST_WAIT))


PROCESS = Throttle()
"""The limit is per IP address, so the whole process shares one."""


class Client:
    """Sends calls and hands back bodies.

    Parameters
    ----------
    base
        Address of the API; the environment's or SSB's own where left out.
    throttle
        The process' own where left out.
    """

    def __init__(self, base: str = "", throttle: Throttle = PROCESS) -> None:
        self.base = (base or os.environ.get(URL_VARIABLE) or BASE).rstrip("/")
        self.throttle = throttle
        self.session = requests.Session()
        self.session.headers["User-Agent"] = "Baereevne (kommunal planlegging)"

    def get(self, path: str, **parameters: str) -> bytes:
        """The body of ``GET base/path``.

        Raises
        ------
        SourceError
            One Norwegian sentence, after at most three tries.
        """
        return self._call("GET", path, params={"lang": "no", **parameters})

    def post(self, table: str, selection: Selection) -> bytes:
        """The JSON-stat body of a query on a table.

        Raises
        ------
        SourceError
            One Norwegian sentence, with SSB's own title where it gives one.
        """
        parameters = {"lang": "no", "outputFormat": "json-stat2"}
        return self._call("POST", f"tables/{table}/data", params=parameters, json=body(selection))

    def _call(self, method: str, path: str, **arguments: Any) -> bytes:
        problem, kind = "", SourceError
        for attempt in range(TRIES):
            # A pause is set before the turn is over, so that nobody slips in between.
            with self.throttle.turn():
                try:
                    status, headers, content = self._send(method, path, **arguments)
                except requests.Timeout:
                    problem, kind = "SSB svarte ikke i tide.", UnreachableError
                    continue
                except requests.RequestException:
                    problem, kind = "Får ikke kontakt med SSB.", UnreachableError
                    self.throttle.pause(2.0**attempt)
                    continue
                self._heed(headers)
                if status == 200:
                    return content
                problem, kind = _told(status, content), SourceError
                if status != 429 and status < 500:
                    break
                self.throttle.pause(_asked_wait(headers, status, attempt))
        raise kind(f"SSB, {path.removesuffix('/data')}", problem)

    def _send(
        self, method: str, path: str, **arguments: Any
    ) -> tuple[int, Mapping[str, str], bytes]:
        """One call, read to its end within a deadline and a size."""
        deadline = time.monotonic() + WHOLE_SECONDS
        with self.session.request(
            method,
            f"{self.base}/{path}",
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            stream=True,
            **arguments,
        ) as response:
            content = bytearray()
            try:
                # What has come, as it comes: a full block from a server that drips takes forever.
                while piece := response.raw.read1(1 << 16, decode_content=True):
                    content += piece
                    if time.monotonic() > deadline or len(content) > MOST_BYTES:
                        raise requests.Timeout("too slow or too large")
            except HTTPError as fault:
                raise requests.ConnectionError(str(fault)) from fault
            return response.status_code, response.headers, bytes(content)

    def _heed(self, headers: Mapping[str, str]) -> None:
        """Wait out the window when the server says that no call remains."""
        if headers.get("x-ratelimit-remaining") == "0":
            self.throttle.pause(_window(headers))


def _window(headers: Mapping[str, str]) -> float:
    """Length of the server's own window [s], from ``x-ratelimit-policy: 40;w=60s``."""
    found = re.search(r"w=(\d+)", headers.get("x-ratelimit-policy", ""))
    return float(found[1]) if found else LONGEST_WAIT


def _asked_wait(headers: Mapping[str, str], status: int, attempt: int) -> float:
    """How long to wait before the next try [s]."""
    asked = headers.get("Retry-After", "")
    if asked.isdigit():
        return float(asked)
    return 10.0 * (attempt + 1) if status == 429 else 2.0**attempt


def _told(status: int, content: bytes) -> str:
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
        return f"SSB har driftsproblemer (svar {status}).{says}"
    return f"SSB avviste spørringen (svar {status}).{says}"
