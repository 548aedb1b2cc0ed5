"""Parts of an answer, each taken with a check: its nodes, and what stands in its cells."""

import math
import re
from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any, TypeVar

import numpy as np

from ....people.ages import FloatArray

Node = Mapping[str, Any]
Kind = TypeVar("Kind", str, list[Any], dict[str, Any])
KINDS: Mapping[type, str] = {
    str: "en tekst",
    list: "en liste",
    dict: "et objekt",
    NoneType: "ingenting",
}


class UnusableError(Exception):
    """What is wrong with an answer; :func:`~.jsonstat.parse` adds who sent it."""


def need(is_so: bool, otherwise: str) -> None:
    """Refuse the answer in one sentence where something is not so."""
    if not is_so:
        raise UnusableError(otherwise)


def part(node: Node, key: str, kind: type[Kind], path: str = "") -> Kind:
    """What stands under a key; empty where there is nothing."""
    value = node.get(key)
    if value is None:
        return kind()
    if not isinstance(value, kind):
        found = f"{quoted(f'{path}{key}')} er {shown(value)}"
        raise UnusableError(f"{found}; ventet {KINDS[kind]}.")
    return value


def texts_of(node: Node, key: str, path: str = "") -> list[str]:
    """The list of texts under a key; empty where there is nothing."""
    texts = part(node, key, list, path)
    for one in texts:
        fine = isinstance(one, str)
        need(fine, f"{quoted(f'{path}{key}')} har {shown(one)}; ventet bare tekster.")
    return texts


def all_different(texts: list[str], path: str) -> list[str]:
    """The texts, none of them given twice."""
    if len(set(texts)) < len(texts):
        repeated = next(one for one in texts if texts.count(one) > 1)
        raise UnusableError(f"{quoted(path)} har {quoted(repeated)} flere ganger.")
    return texts


def shown(value: object) -> str:
    """A value in a message: its kind, or its text where that is short."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int) and abs(value) >= 10**15:
        return "et svært stort tall"  # Python refuses to write out thousands of digits
    return KINDS.get(type(value)) or str(value).lower()[:40]


def quoted(text: str) -> str:
    """The start of a text on one line; half characters (lone surrogates) become «?»."""
    line = " ".join(text[:200].split()).encode("utf-8", "replace").decode()
    return f"«{line[:80]}…»" if len(line) > 80 else f"«{line}»"


def _by_place(given: object, cells: int, name: str) -> tuple[Sequence[int], list[Any]]:
    """Flat indices and what stands there, from a list or from a sparse object."""
    if isinstance(given, list):
        need(len(given) == cells, f"«{name}» har {len(given)} celler; «size» gir {cells}.")
        return range(cells), given
    if not isinstance(given, dict):
        raise UnusableError(f"«{name}» er {shown(given)}; ventet en liste eller et objekt.")
    # A leading zero is refused, as it would let one cell be given twice.
    is_whole = re.compile(r"0|[1-9][0-9]{0,17}").fullmatch
    for key in given:
        if not is_whole(str(key)) or int(key) >= cells:
            found = f"«{name}» har nøkkelen {shown(key)}"
            raise UnusableError(f"{found}; ventet et heltall 0–{cells - 1}.")
    return list(map(int, given)), list(given.values())


def read_values(given: object, cells: int) -> FloatArray:
    """``[cell]``, null and cells not given as NaN."""
    places, items = _by_place(given, cells, "value")
    # The types are gathered without a Python loop, and first: numpy reads "1" and true as 1.
    kinds = set(map(type, items))
    wrong = kinds - {int, float, NoneType}
    whole = np.int64 if kinds == {int} else np.float64  # a third faster for nothing but counts
    try:
        count = 0 if wrong else len(items)
        numbers = np.fromiter(items, whole, count).astype(np.float64, copy=False)
    except OverflowError:
        raise UnusableError("«value» har et heltall som er for stort.") from None
    lacking = np.count_nonzero(~np.isfinite(numbers))
    # NaN, Infinity and 1e999 are no JSON numbers, but Python reads them.
    if wrong or (lacking and lacking != items.count(None)):
        for place, item in zip(places, items, strict=True):
            if type(item) in wrong or (type(item) is float and not math.isfinite(item)):
                found = f"{shown(item)} på plass {place}"
                raise UnusableError(f"«value» har {found}; ventet tall eller null.")
    if isinstance(places, range):
        return numbers
    values = np.full(cells, np.nan)
    values[np.array(places, dtype=np.intp)] = numbers
    return values


def read_status(given: object, cells: int) -> dict[int, str]:
    """Marks by flat index; one text is the mark of all cells."""
    if isinstance(given, str):
        return dict.fromkeys(range(cells), given)
    places, marks = _by_place({} if given is None else given, cells, "status")
    told = {place: mark for place, mark in zip(places, marks, strict=True) if mark is not None}
    for place, mark in told.items():
        if not isinstance(mark, str):
            found = f"{shown(mark)} på plass {place}"
            raise UnusableError(f"«status» har {found}; ventet tekst eller null.")
    return told
