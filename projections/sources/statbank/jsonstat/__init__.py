"""JSON-stat 2.0, as Statistics Norway's PxWebApi v2 sends it, read into an array with named axes.

An answer is untrusted: whatever is wrong with it becomes a ``SourceError`` of one Norwegian
sentence. Dimensions and codes are read by ``id`` and ``index``, never by the order of keys.

Source: https://json-stat.org/full/, and PxWeb's ``extension`` for which notes must be shown.
"""

import json
import math
from collections.abc import Mapping
from typing import Any

from ....errors import SourceError
from .cube import MOST_DIMENSIONS, Cube, Dimension, about, read_dimensions, read_notes
from .nodes import UnusableError, need, part, quoted, read_status, read_values, shown, texts_of

MOST_CELLS = 20_000_000
"""A few bytes may claim any size; SSB itself gives at most 800 000 cells in one answer."""


def parse(content: bytes | str | Mapping[str, Any], provider: str) -> Cube:
    """Read an answer, checking all of it that is used.

    Parameters
    ----------
    content
        The body, or the JSON object already read from it.
    provider
        Who was asked, for messages, e.g. ``SSB, tabell 07459``.

    Raises
    ------
    SourceError
        For every answer but one whole JSON-stat 2.0 dataset: what was found, what was expected.

    Examples
    --------
    >>> body = '''{"version": "2.0", "class": "dataset", "id": ["Tid"], "size": [3],
    ...   "dimension": {"Tid": {"label": "år", "category": {"index": ["2024", "2025", "2026"]}}},
    ...   "value": [5560, null, 5598], "status": {"1": ".."}}'''
    >>> cube = parse(body, "SSB, tabell 07459")
    >>> cube.values, cube.dimension("Tid").codes, cube.status
    (array([5560.,   nan, 5598.]), ('2024', '2025', '2026'), {1: '..'})
    """
    try:
        return _cube(_loaded(content) if isinstance(content, str | bytes) else content, provider)
    except UnusableError as problem:
        raise SourceError(provider, str(problem)) from None


def _loaded(content: str | bytes) -> Any:
    try:
        return json.loads(content)
    except json.JSONDecodeError as problem:
        told = f"ikke hel og gyldig JSON (feil ved tegn {problem.pos} av {len(problem.doc)})"
    except (ValueError, RecursionError):  # bad UTF-8, a number without end, nesting without end
        told = "ikke lesbar JSON"
    start = content[:200] if isinstance(content, str) else content[:200].decode(errors="replace")
    need(bool(start.strip()), "Svaret er tomt; ventet JSON-stat.")
    raise UnusableError(f"Svaret er {told}; det begynner med {quoted(start)}.")


def _cube(answer: object, provider: str) -> Cube:
    if not isinstance(answer, Mapping):
        raise UnusableError(f"Svaret er {shown(answer)}; ventet et objekt i JSON-stat.")
    kind, version = answer.get("class"), part(answer, "version", str)
    need(kind == "dataset", f"«class» er {shown(kind)}; ventet «dataset».")
    # By JSON-stat's own rule a later 2.x only adds properties.
    need(version.startswith("2."), f"«version» er {quoted(version)}; ventet «2.0».")
    dimensions = read_dimensions(answer)
    shape = tuple(len(one.codes) for one in dimensions)
    cells = math.prod(shape)
    need(cells <= MOST_CELLS, f"«size» gir for mange celler; ventet høyst {MOST_CELLS}.")
    notes, roles = read_notes(answer, dimensions), part(answer, "role", dict)
    return Cube(
        values=read_values(answer.get("value"), cells).reshape(shape),
        dimensions=dimensions,
        status=read_status(answer.get("status"), cells),
        label=part(answer, "label", str),
        updated=part(answer, "updated", str),
        source=part(answer, "source", str),
        notes=tuple(text for text, _ in notes),
        mandatory_notes=tuple(text for text, must_be_shown in notes if must_be_shown),
        roles={role: tuple(texts_of(roles, role, "role.")) for role in roles},
        provider=provider,
    )
