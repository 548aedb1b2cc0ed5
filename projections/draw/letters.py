"""How wide a text is, before it is drawn: letters of Source Sans, measured in a browser."""

import re
from collections.abc import Mapping

_EVERY = (
    (0.20, " \u00a0"),
    (0.25, "ijl.,:;I|"),
    (0.33, "ftr()-/"),
    (0.45, "csxyzvJ«»"),
    (0.50, "0123456789aegkåLFTXY–\u2212+±"),
    (0.65, "DGHNOQUØ"),
    (0.73, "wM"),
    (0.82, "mæWÆ%"),
)
LETTERS: Mapping[str, float] = {letter: width for width, letters in _EVERY for letter in letters}
"""Width of a letter [share of the type's size]."""
OTHER = 0.56
"""Of all other letters."""
BOLD = 1.06
"""How much wider a bold letter is."""
LINE = 1.3
"""Height of a line [share of the type's size]."""


def width(text: str, size: float) -> float:
    """Of the longest line of a text with ``<b>`` and ``<br>`` in it [px].

    Examples
    --------
    >>> round(width("Pleie og omsorg <b>+1 429,8</b>", 13))
    138
    """
    return max(_line(line, size) for line in text.split("<br>"))


def _line(text: str, size: float) -> float:
    found, weight = 0.0, 1.0
    for part in re.split(r"(<[^>]*>)", text):
        if part.startswith("<"):
            weight = {"<b>": BOLD, "</b>": 1.0}.get(part, weight)
        else:
            found += weight * sum(LETTERS.get(letter, OTHER) for letter in part)
    return size * found


def height(text: str, size: float) -> float:
    """Of a text with ``<br>`` in it [px]."""
    return LINE * size * (1 + text.count("<br>"))


def wrapped(text: str, size: float, most: float) -> str:
    """A text on as few lines as keep within a width, broken between words; bold words stay so.

    Examples
    --------
    >>> wrapped("Pleie og omsorg <b>+31,6</b>", 13, 200)
    'Pleie og omsorg <b>+31,6</b>'
    >>> wrapped("Pleie og omsorg <b>+31,6</b>", 13, 100)
    'Pleie og omsorg<br><b>+31,6</b>'
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return "<br>".join(lines)
