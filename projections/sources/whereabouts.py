"""Which region someone means: by name in any language, by number, present or former."""

import difflib
import re

from ..case import Catalogue
from ..errors import MOST_QUOTED, UnknownChoiceError
from ..place_names import COUNTIES, Former
from .upload import places

MOST_ALIKE = 5
"""Names that are told of when none is the one that was written."""
_BETWEEN = re.compile(r"\b(?:i|på)\b|[(),]", re.IGNORECASE)


def find(text: str, catalogue: Catalogue) -> str:
    """The code of the region that a text names.

    Today's names come before those that are no longer in use: «Bø» is in Nordland, «Bø i Telemark»
    is in Midt-Telemark.

    Raises
    ------
    UnknownChoiceError
        If it names none, or may be several; says which are meant or alike.
    """
    if text in catalogue.names:
        return text
    labels = {
        code: " - ".join((name, *catalogue.other_names.get(code, ())))
        for code, name in catalogue.names.items()
    }
    whole = {code: one.present[0] for code, one in catalogue.former.items() if _is_one(one)}
    if code := places.reader(labels, whole)(text):
        return code
    found = _namesakes(text, catalogue) or _formerly(text, catalogue)
    if len(found) == 1:
        return found[0]
    known = _told(found or _alike(text, catalogue), catalogue)
    raise UnknownChoiceError("kommune", text[:MOST_QUOTED], known)


def _is_one(former: Former) -> bool:
    return len(former.present) == 1


def _namesakes(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Codes of today's municipalities by name, with or without their county."""
    wanted, found = _words(text), []
    for code, name in catalogue.names.items():
        bare = name.partition(" (")[0]
        if wanted in (_words(bare), _words(f"{bare} {COUNTIES.get(code[:2], '')}")):
            found.append(code)
    return tuple(found)


def _formerly(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Codes of today that a former number or name is in."""
    wanted, found = _words(text), dict[str, None]()
    for one in catalogue.former.values():
        if wanted in (one.code, _words(one.name), _words(f"{one.code} {one.name}")):
            found |= dict.fromkeys(one.present)
    if not found:
        for one in catalogue.former.values():
            if wanted == _words(one.name.partition(" (")[0]):
                found |= dict.fromkeys(one.present)
    return tuple(found)


def _words(text: str) -> str:
    return " ".join(_BETWEEN.sub(" ", text).casefold().split())


def _alike(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Codes of the regions whose names are most like it."""
    by_name = {name.casefold(): code for code, name in catalogue.names.items()}
    close = difflib.get_close_matches(text.casefold(), by_name, MOST_ALIKE, 0.7)
    return tuple(by_name[name] for name in close)


def _told(codes: tuple[str, ...], catalogue: Catalogue) -> list[str]:
    if not codes:
        return catalogue.some()
    return [f"{catalogue.names[code]} ({code})" for code in codes]
