"""A text that may quote a user, as Markdown shows it letter by letter."""

import re

_JOINED = "\u2060"
"""Breaks up what is made into something else after backslashes are read; it takes no room."""
_MARKS = re.compile(
    r"[\\`*\[\]<>#$~|]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w]+;)|^[ \t]*(?:[-+=]|\d+[.)])", re.MULTILINE
)
_WORDS = re.compile(
    r":(?=[^\W\d]|[+:/-]|\d+:)|(?<=\bwww)(?=\.)|(?=@)|(?<=[-<>~])(?=[-=>\\])", re.IGNORECASE
)


def literal(text: str) -> str:
    r"""A text that may quote a user, so written that Markdown shows every letter of it as it is.

    Streamlit makes more of a text than Markdown does: icons, colours, formulas, addresses, arrows.

    Examples
    --------
    >>> print(literal("Ukjent kommune: «![x](y) *nå* $1$»."))
    Ukjent kommune: «!\[x\](y) \*nå\* \$1\$».
    """
    return _WORDS.sub(lambda found: f"{found[0]}{_JOINED}", _MARKS.sub(_escaped, text))


def _escaped(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\{found[0][-1]}"
