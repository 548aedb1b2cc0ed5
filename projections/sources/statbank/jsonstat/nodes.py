"""Parts of an answer, each taken with a check, and how they are told of in messages."""

from collections.abc import Mapping
from types import NoneType
from typing import Any, TypeVar

Node = Mapping[str, Any]
Kind = TypeVar("Kind", str, list[Any], dict[str, Any])
KINDS: Mapping[type, str] = {
    str: "en tekst",
    list: "en liste",
    dict: "et objekt",
    NoneType: "ingenting",
}


class UnusableError(Exception):
    """What is wrong with an answer; :func:`parse` adds who sent it."""


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
