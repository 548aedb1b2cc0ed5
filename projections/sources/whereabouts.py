"""Which region someone means: by name in any language, by number, present or former."""

import difflib
import re

from ..case import Catalogue
from ..errors import MOST_QUOTED, UnknownChoiceError
from ..people.place_names import COUNTIES, FORMER_COUNTIES, Former, norwegian_first
from .upload import places

MOST_WORDS = 4
"""Words of the longest name."""
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
    counties = _former_county(text)
    if len(counties) == 1 and text in FORMER_COUNTIES:
        return counties[0]
    known = _told(found or counties or _alike(text, catalogue), catalogue)
    raise UnknownChoiceError("kommune", text[:MOST_QUOTED], known)


def every(texts: str, catalogue: Catalogue) -> list[str]:
    """The codes of the regions that a text names, with commas between them."""
    return [find(one.strip(), catalogue) for one in texts.split(",") if one.strip()]


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


def _former_county(text: str) -> tuple[str, ...]:
    """Counties of today that a former one lies in: one that took in another is another place."""
    wanted = _words(text)
    for said, present in FORMER_COUNTIES.items():
        number, _, name = said.partition(" ")
        if wanted in {number, _words(name), _words(said)} - {""}:
            return present
    return ()


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


def mentioned(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Codes of the region that a sentence is about; several where its name may be several.

    Names in any language, today's before former ones, written with a capital letter; the longest
    name that fits, and the first of those. Genitives count: «Røros' folketall», «Oslos».
    """
    known = _by_name(catalogue)
    words = re.findall(r"[\w-]+", text.replace("\u2019", "'"))
    for length in range(MOST_WORDS, 0, -1):
        for start in range(len(words) - length + 1):
            phrase = " ".join(words[start : start + length])
            if phrase[0].isupper():
                for one in (phrase, phrase.removesuffix("s")):
                    if found := known.get(one.casefold()):
                        # Oslo is a kommune and a fylke.
                        return tuple(code for code in found if len(code) == 4) or found
    return ()


def _by_name(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Codes by name as it may stand in a sentence; today's names hide former ones."""
    today = [(name, code) for code, name in catalogue.names.items()]
    today += [(one, code) for code, names in catalogue.other_names.items() for one in names]
    former = [
        (name, one.present[0])
        for one in catalogue.former.values()
        if _is_one(one)
        for name in norwegian_first(one.name)
    ]
    found: dict[str, dict[str, None]] = {}
    for names in (today, former):
        known = set(found)
        for name, code in names:
            for text in _in_a_sentence(name, code):
                if text not in known:
                    found.setdefault(text, {})[code] = None
    return {name: tuple(codes) for name, codes in found.items() if name}


def _in_a_sentence(name: str, code: str) -> tuple[str, ...]:
    """A name in small letters, alone and with its county."""
    bare, _, county = name.rstrip(")").partition(" (")
    county = county or COUNTIES.get(code[:2], "")
    plain = " ".join(re.findall(r"[\w-]+", bare)).casefold()
    return plain, f"{plain} i {county}".casefold(), f"{plain} {county}".casefold()
