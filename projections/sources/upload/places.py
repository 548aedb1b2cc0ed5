"""Which region a cell names: by number, present or former, by name in any language, or by both."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from ...people.place_names import norwegian_first
from . import words

NORWAY = ("hele landet", "landet", "norge", "norway", "noreg", "heile landet")
_NUMBERED = re.compile(
    r"(?:(?:[KF]|NO|KOMM)[-_ ]?)?(?:0(?=\d{4}\b))?(\d{1,4})(?:\.0)?(?:[ ,:–-]+(?P<name>\D.*))?",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\((?:\d{4})?\s?[-–]\s?(?:\d{4})?\)|\((?:til|fra|før) \d{4}\)")
_IN_BRACKETS = re.compile(r"(?P<name>.*?)\s*\(\s*(?:K-)?(?P<code>\d{4})\s*\)")
_KIND = re.compile(r"\b(?:kommune|kommun|herred|bykommune|fylke|fylkeskommune)\b", re.IGNORECASE)


def _in_two_languages(codes: Sequence[set[str]]) -> str | None:
    """The kommune that each of the names of a label without spaces is («Oslo-Oslove»)."""
    shared = {one for one in set.intersection(*codes) if len(one) == 4}
    return next(iter(shared)) if len(codes) > 1 and len(shared) == 1 else None


def reader(names: Mapping[str, str], former: Mapping[str, str]) -> Callable[[str], str | None]:
    """Reads the code of a region; None for what is none, or could be several.

    ``names``: by present code; ``former``: present code by former code.
    """
    by_name: dict[str, set[str]] = {}
    for code, name in names.items():
        for one in {name, *norwegian_first(name)}:
            by_name.setdefault(_plain(one), set()).add(code)
            by_name.setdefault(_plain(re.sub(r"\s*\(.*?\)", "", one)), set()).add(code)

    by_plain_letters: dict[str, set[str]] = {}
    for name, codes in by_name.items():
        by_plain_letters.setdefault(_letters(name), set()).update(codes)

    def named(text: str) -> str | None:
        said = _plain(_KIND.sub("", _YEARS.sub("", text)))
        if said in NORWAY and "0" in names:
            return "0"
        for one in (said, *map(_plain, norwegian_first(_YEARS.sub("", text)))):
            found = by_name.get(one.strip(" ,-"), set())
            if len(found) > 1:  # a kommune before the county of the same name («Oslo»)
                found = {code for code in found if len(code) == 4} or found
            if len(found) == 1:
                return next(iter(found))
        if code := _in_two_languages([by_name.get(one, set()) for one in said.split("-")]):
            return code
        unaccented = by_plain_letters.get(_letters(said), set())
        return next(iter(unaccented)) if len(unaccented) == 1 else None

    def read(text: str) -> str | None:
        bare = _YEARS.sub("", text).strip()
        if found := _IN_BRACKETS.fullmatch(bare):
            number, name = found["code"], found["name"]
        elif found := _NUMBERED.fullmatch(bare):
            number, name = found[1], found["name"] or ""
        else:
            return named(bare)
        for code in (number, number.zfill(4)):
            code = former.get(code, code)
            if code in names:
                return code
        return named(name) if name else None

    return read


def _letters(name: str) -> str:
    """A name as it is written where there are no Norwegian letters («Roros»)."""
    plain = name.replace("ø", "o").replace("æ", "ae").replace("å", "a")
    return unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()


def _plain(text: str) -> str:
    return words.plain(text).strip(" ,;-")
