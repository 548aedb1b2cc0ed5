"""What the provider says of a table, a variable or a code."""

from collections.abc import Iterable

from .cube import Dimension
from .nodes import Node, part, texts_of


def read_notes(answer: Node, dimensions: Iterable[Dimension]) -> list[tuple[str, bool]]:
    """Every note, with the labels of what it is about, and whether it must be shown."""
    flags = part(part(answer, "extension", dict), "noteMandatory", dict, "extension.")
    found = _flagged(answer, "note", flags, "")
    for one in dimensions:
        node, path = answer["dimension"][one.id], f"dimension.{one.id}."
        extension = part(node, "extension", dict, path)
        flags = part(extension, "noteMandatory", dict, f"{path}extension.")
        found += _flagged(node, "note", flags, f"{one.label}: ")
        notes = part(node["category"], "note", dict, f"{path}category.")
        by_code = part(extension, "categoryNoteMandatory", dict, f"{path}extension.")
        for code, label in zip(one.codes, one.labels, strict=True):
            flags = part(by_code, code, dict, f"{path}extension.categoryNoteMandatory.")
            found += _flagged(notes, code, flags, about(one.label, label))
    return found


def about(dimension: str, code: str) -> str:
    """How a note begins that is said of one code, both by their labels."""
    return f"{dimension}, {code}: "


def _flagged(node: Node, key: str, flags: Node, prefix: str) -> list[tuple[str, bool]]:
    """Notes and whether they must be shown; PxWeb's ``{"0": true}`` points at the first."""
    notes = [node[key]] if isinstance(node.get(key), str) else texts_of(node, key, prefix)
    return [(prefix + text, flags.get(str(i)) is True) for i, text in enumerate(notes)]
