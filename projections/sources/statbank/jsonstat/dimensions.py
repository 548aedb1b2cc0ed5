"""The axes of an answer."""

from .cube import Dimension
from .nodes import Node, all_different, need, part, quoted, shown, texts_of

MOST_DIMENSIONS = 32
"""Numpy stops at 64; SSB's tables have under ten."""


def read_dimensions(answer: Node) -> tuple[Dimension, ...]:
    """The dimensions in the order of ``id``, each with as many codes as ``size`` says."""
    ids, sizes = all_different(texts_of(answer, "id"), "id"), part(answer, "size", list)
    nodes = part(answer, "dimension", dict)
    most = f"ventet 1–{MOST_DIMENSIONS}"
    need(0 < len(ids) <= MOST_DIMENSIONS, f"«id» har {len(ids)} dimensjoner; {most}.")
    need(len(sizes) == len(ids), f"«size» har {len(sizes)} tall, og «id» har {len(ids)}.")
    for one in ids:
        need(one in nodes, f"Dimensjonen {quoted(one)} i «id» mangler i «dimension».")
    return tuple(
        _dimension(one, size, part(nodes, one, dict, "dimension."))
        for one, size in zip(ids, sizes, strict=True)
    )


def _dimension(id: str, size: object, node: Node) -> Dimension:
    path = f"dimension.{id}.category."
    category = part(node, "category", dict, f"dimension.{id}.")
    labels, units = part(category, "label", dict, path), part(category, "unit", dict, path)
    codes = _codes(category.get("index"), labels or units, f"{path}index")
    found = f"Dimensjonen {quoted(id)} har {len(codes)} koder"
    fits = type(size) is int and size == len(codes) > 0
    need(fits, f"{found}; «size» er {shown(size)}, ventet samme tall og minst 1.")
    known = set(codes)
    for code in (*labels, *units):
        found = f"Koden {shown(code)} i dimensjonen {quoted(id)}"
        need(code in known, f"{found} har ingen plass i «index».")
    unit = {code: part(units, code, dict, f"{path}unit.") for code in codes}
    return Dimension(
        id,
        part(node, "label", str, f"dimension.{id}.") or id,
        codes,
        tuple(part(labels, code, str, f"{path}label.") or code for code in codes),
        {code: part(unit[code], "base", str, f"{path}unit.{code}.") for code in codes},
    )


def _codes(index: object, otherwise: Node, path: str) -> tuple[str, ...]:
    """Codes by place. Without an index there is one code, found in the label or the unit."""
    if isinstance(index, dict):
        places = list(index.values())
        for one in places:
            need(type(one) is int, f"{quoted(path)} har {shown(one)}; ventet et heltall.")
        # As many places as codes, so one given twice or outside leaves another one open.
        open_places = ", ".join(map(str, sorted(set(range(len(places))) - set(places))[:5]))
        need(not open_places, f"{quoted(path)} mangler plass {open_places}, regnet fra 0.")
        index = sorted(index, key=index.__getitem__)
    elif index is None:
        index, found = list(otherwise), f"mangler, og «label» har {len(otherwise)} koder; ventet 1"
        need(len(index) == 1, f"{quoted(path)} {found}.")
    return tuple(all_different(texts_of({path: index}, path), path))
