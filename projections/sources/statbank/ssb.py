"""Statistics Norway's PxWebApi v2: few, polite calls.

Pure functions count cells and split queries; a thin client sends them. One call at a time and at
most 25 a minute for all processes that share a store; ``Retry-After`` and ``x-ratelimit-*`` are
honoured; at most three tries. Every answer is treated as untrusted input.

Source: SSB's user guide for PxWebApi 2; docs/decisions/0006-ssb.md.
"""

import logging
import math
import os
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from ...errors import SourceError
from .pace import (
    LONGEST_WAIT,
    PROCESS,
    SharedTurns,
    Throttle,
    Told,
    silent,
    telling,
    waiting,
)
from .wording import asked_of, asked_wait, broken, error_within, not_figures, unanswered
from .wording import told as _told

LOG = logging.getLogger(__name__)

BASE = "https://data.ssb.no/api/pxwebapi/v2"
URL_VARIABLE = "BAEREEVNE_SSB_URL"
"""Environment variable for another address (a mirror, or a test server)."""

MOST_CELLS = 800_000
"""Cells a query may have, where the API does not say otherwise."""

TRIES = 3
CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 5.0, 30.0, 120.0
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

    ``codes``: see :func:`spelt_out`; ``most``: cells a query may have.

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


class Client:
    """Sends calls and hands back bodies.

    Parameters
    ----------
    base
        Address of the API; the environment's or SSB's own where left out.
    throttle
        The process' own where left out.

    Attributes
    ----------
    shared
        Where turns are shared with other processes.
    waiting
        Told a sentence before each wait.
    """

    def __init__(self, base: str = "", throttle: Throttle = PROCESS) -> None:
        self.base = (base or os.environ.get(URL_VARIABLE) or BASE).rstrip("/")
        self.throttle = throttle
        self.shared: SharedTurns | None = None
        self.waiting: Told = silent
        self.session = requests.Session()
        self.session.headers["User-Agent"] = "Baereevne (kommunal planlegging)"

    def get(self, path: str, **parameters: str) -> bytes:
        """The body of ``GET base/path``.

        Raises
        ------
        SourceError
            One Norwegian sentence, after at most three tries.
        """
        language = {} if path == "config" else {"lang": "no"}  # the settings have no language
        return self._call("GET", path, params={**language, **parameters})

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
            with telling(self.waiting), self.throttle.turn():
                if self.shared is not None:
                    self.throttle.wait_for_others(self.shared, self.base)
                try:
                    status, headers, content, elsewhere = self._send(method, path, **arguments)
                except requests.RequestException as met:
                    LOG.info("%s %s: %r", method, path, met)
                    problem, kind, may_pass = unanswered(met)
                    if not may_pass:
                        break
                    if not isinstance(met, requests.Timeout):
                        self._pause(2.0**attempt)
                    elif attempt < TRIES - 1:
                        self.waiting(waiting(0))
                    continue
                self._heed(headers)
                other = not_figures(status, content, elsewhere)
                status = error_within(content) or status if status == 200 else status
                if status == 200 and not other:
                    return content
                LOG.info("%s %s: %s %s %r", method, path, status, headers, content[:200])
                problem, kind = other or (_told(status, content), SourceError)
                if other or (status != 429 and status < 500):
                    break
                self._pause(asked_wait(headers, status, attempt))
        raise kind(asked_of(path), problem)

    def _send(
        self, method: str, path: str, **arguments: Any
    ) -> tuple[int, Mapping[str, str], bytes, bool]:
        """One call, read to its end within a deadline and a size; and if it came from elsewhere."""
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
            except TimeoutError as fault:
                raise requests.Timeout(str(fault)) from fault
            except HTTPError as fault:
                raise broken(fault) from fault
            elsewhere = urlsplit(response.url).hostname != urlsplit(self.base).hostname
            return response.status_code, response.headers, bytes(content), elsewhere

    def _heed(self, headers: Mapping[str, str]) -> None:
        """Wait out the window when the server says that no call remains."""
        if headers.get("x-ratelimit-remaining") == "0":
            self._pause(_window(headers))

    def _pause(self, seconds: float) -> None:
        self.throttle.pause(seconds)
        if self.shared is not None:
            self.throttle.pause_others(self.shared, self.base, seconds)


def _window(headers: Mapping[str, str]) -> float:
    """Length of the server's own window [s], from ``x-ratelimit-policy: 40;w=60s``."""
    found = re.search(r"w=(\d+)", headers.get("x-ratelimit-policy", ""))
    return float(found[1]) if found else LONGEST_WAIT
