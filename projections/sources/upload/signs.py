"""Text as it is meant: signs that nobody sees, and signs that look alike, made one.

Files come with marks of order in front, soft hyphens, spaces of no width, letters put together of
two, and line breaks inside a cell. None of them says anything; all of them make two equal words
differ.
"""

import re
import unicodedata

UNSEEN = "\ufeff\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u180e\u202a\u202c"
"""Marks of order, soft hyphens, spaces of no width, joiners and directions."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_BYTES = (
    *(b"\xef\xbb\xbf", b"\xc2\xad", b"\xc2\xa0", b"\xe2\x80", b"\xe2\x81", b"\xe3\x80\x80"),
    *(b"\xcc", b"\xcd", b"\xe1\x9a\x80", b"\xe1\xa0\x8e"),
)
"""How all of these, and loose accents, begin in UTF-8: a large text is looked through fast."""
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BREAKS = re.compile(r"\s*[\r\n\v\f]+\s*")
_HYPHENATED = re.compile(r"(?<=[a-zæøå])-\s*[\r\n]+\s*(?=[a-zæøå])")


def clean(text: str) -> str:
    """A whole text without what nobody sees, its letters in one piece each.

    Examples
    --------
    >>> clean("a\u030ar") == "år", clean("al\u00adder"), clean("\ufeff\ufeffalder")
    (True, 'alder', 'alder')
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _SPACES.sub(" ", _UNSEEN.sub("", text)))


def in_line(text: str) -> str:
    r"""One cell on one line; a word cut by a hyphen at the end of a line is whole again.

    Examples
    --------
    >>> in_line("Alders-\ngruppe"), in_line("Personer\n2024")
    ('Aldersgruppe', 'Personer 2024')
    """
    if "\n" not in text and "\r" not in text:
        return text.strip()
    return _BREAKS.sub(" ", _HYPHENATED.sub("", text)).strip()


def cleaned(content: bytes) -> bytes:
    """:func:`clean` for UTF-8; the very same bytes where there is nothing to do."""
    if content.isascii() or not any(one in content for one in _BYTES):
        return content
    return clean(content.decode()).encode()
