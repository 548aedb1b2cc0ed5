"""Where the headings of a table are, and what stands over or under it and holds for all of it.

A row of headings is known by what it says, never by figures that look like years: a row whose
neighbour has the same kind of label in the same column is a row of figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from . import roles, words
from .cells import Sheet
from .headings import said, thousands
from .told import Told

MOST_ROWS = 4
"""Rows that headings may take together."""


@dataclass(frozen=True)
class Head:
    """The headings of a table.

    Parameters
    ----------
    first, last
        The first and last row they take, from 0.
    score
        How many of the cells are understood.
    headings
        What stands over each column, all rows together.
    """

    first: int
    last: int
    score: int
    headings: tuple[str, ...] = ()


def head(rows: Sheet) -> Head:
    """The headings; a score of 0 where there are none."""
    scores = [_score(rows, place) for place in range(len(rows))]
    best = max(scores, default=0)
    if not best:
        return Head(0, 0, 0)
    main = scores.index(best)
    last = main
    while last + 1 < len(rows) and last - main < MOST_ROWS and _says_sexes(rows[last + 1]):
        last += 1
    first = main
    block = [_row(rows[place]) for place in range(main, last + 1)]
    while first and main - first < MOST_ROWS and _over(rows[first - 1], _together(block)):
        first -= 1
        block.insert(0, _row(rows[first]))
    return Head(first, last, best, _trimmed(_together(block)))


def _score(rows: Sheet, place: int) -> int:
    """How many cells of a row are understood as headings; 0 for a row of figures."""
    row = rows[place]
    known = [bool(cell) and roles.known(cell) for cell in row]
    if sum(known) == 0 or any(
        _same_kind(row, rows[other]) for other in (place - 1, place + 1) if 0 <= other < len(rows)
    ):
        return 0
    if any(words.plain(cell) in roles.HEADINGS for cell in row):
        return sum(known)  # what a column is called, which no row of figures says
    bare = [int(year) for cell in row if (year := words.year(cell)) and cell.strip().isdigit()]
    if any(one > other for one, other in pairwise(bare)):
        # Years rise, or begin anew where they stand once for each sex or alternative.
        runs = 1 + sum(one >= other for one, other in pairwise(bare))
        if len(bare) % runs or any(
            bare[at] != bare[at % (len(bare) // runs)] for at in range(len(bare))
        ):
            return sum(known) - len(bare)
    return sum(known)


def _same_kind(row: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows have an age, or a sex, in the same column: then both are rows of figures."""
    for one, two in zip(row, other, strict=False):
        if not one or not two or one.isdigit() or two.isdigit():
            continue
        if words.age(one) is not None and words.age(two) is not None:
            return True
    return False


def _says_sexes(row: Sequence[str]) -> bool:
    """Whether a row under the headings says sexes, or years, and nothing else."""
    filled = [cell for cell in row if cell]
    sexes = [cell for cell in filled if words.sex(cell) and not cell.isdigit()]
    return len(sexes) > 1 and len(sexes) >= len(filled) - 1 and len(set(sexes)) > 1


def _over(above: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether a row belongs to the headings under it, and is no title."""
    filled = [place for place, cell in enumerate(above) if cell]
    if not filled or filled == [0]:
        return False
    told = [said(above[place]) for place in filled]
    understood = [
        bool(one.year or one.sex or one.letter or one.age is not None or one.grounds)
        or words.plain(above[place]) in roles.HEADINGS
        or bool(roles.ALTERNATIVE.search(above[place]))
        for one, place in zip(told, filled, strict=True)
    ]
    figures = [one for one in headings if one]
    repeated = len(set(figures)) < len(figures)
    return (
        (repeated and len(filled) > 1)
        or (all(understood) and len(filled) > 1)
        or (repeated and any(understood))
    )


def _row(row: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in row]


def _together(block: Sequence[list[str]]) -> list[str]:
    """The rows of headings as one: what stands over several columns is said over each."""
    width = max(map(len, block))
    own = [row + [""] * (width - len(row)) for row in block]
    labels = {
        place
        for place in range(width)
        if any(words.plain(row[place]) in roles.HEADINGS for row in own)
    }
    for row in own[:-1]:
        over = ""
        for place in range(width):
            over = row[place] or over
            if place in labels:
                over = ""
            elif any(below[place] for below in own[1:]):
                row[place] = row[place] or over
    return [
        " ".join(dict.fromkeys(row[place] for row in own if row[place])) for place in range(width)
    ]


def _trimmed(headings: list[str]) -> tuple[str, ...]:
    while headings and not headings[-1]:
        headings.pop()
    return tuple(headings)


_AT_THE_END = re.compile(
    r"\b31[./]? ?(?:12|desember|des)\b|\bultimo\b|\b(?:utgangen|slutten) av (?:hvert |året|år)|"
    r"\bårsslutt\b|\bårets slutt\b|\d{4}-12-31"
)
SEX_WORDS = frozenset(words.SEX_WORDS.split("|"))
ALSO_WORDS = ("men", "man", "han", "hun", "kv", "mn")
"""Words for a sex that are other words too in a sentence."""
_ONE_SEX = re.compile(
    r"(?:^|[,:;.–-] ?|\b(?:bare|kun|for|antall|gjelder|viser|omfatter) )"
    rf"({'|'.join(one for one in words.SEX_WORDS.split('|') if one not in ALSO_WORDS)})\b(?! og)"
)
_SEX_ALONE = re.compile(r"(?:\w+ )?(kvinner|menn|jenter|gutter|k|m)(?: (?:19|20)\d\d)?")
"""The name of a file («prognose kvinner»), or a word alone over a table."""
_NOT_OF_YEARS = re.compile(
    r"\b(?:\w*inndeling\w*|oppdater\w*|hentet|publisert|utskrift|laget|sist)\b"
)
"""Tells that a day in a note is no day people are counted on."""
_PART = re.compile(
    r"\b(?:innvandrere?|innvandrerbefolkning\w*|innvandr(?:ings|er)bakgrunn|norskfødte|ugifte|gifte|"
    r"skilte|statsborger\w*|sysselsatte|arbeidsledige|tettsted\w*|studenter|asylsøkere|flyktninger|"
    r"utenlandsfødte|uføre|pensjonister)\b"
)
_ALL_THE_SAME = re.compile(r"\b(?:inkl\w*|medregnet|alle|hele|i alt|også|med og uten)\b")
_SOMETHING_ELSE = re.compile(
    r"\b(?:fødte|døde|nettoinnflytting|nettoflytting|flytting|husholdninger|ledige|årsverk|"
    r"boliger|(?:folke|befolknings)?vekst)\b"
)
_PEOPLE = re.compile(
    r"folkemengde|befolkning|personer|innbygger|folketal|fr[ae]mskriving|prognose|alternativ"
)
_NOT_PERSONS = {
    "share": re.compile(r"\b(?:prosent(?:vis)?|i prosent|andel(?:er)?)\b|%"),
    "index": re.compile(r"\bindeks\b"),
    "rate": re.compile(r"\b(?:promille|per 1 ?000)\b|‰"),
    "average": re.compile(
        r"\bmiddelfolk\w*|\b(?:års)?gjennomsnitt\w*|\b1\. ?(?:juli|7\.)|\bmidt i året"
    ),
    "change": re.compile(r"\b(?:endring(?:er)?|tilvekst|nettoflytting)\b"),
}
WORDS = {
    "share": "prosent eller andeler",
    "index": "en indeks",
    "rate": "tall per 1000",
    "change": "endringer",
    "average": "middelfolkemengde eller folketall midt i året",
    "part": "en del av befolkningen",
    "other": "noe annet enn innbyggere",
}
"""What figures are that are no persons, in words."""


@dataclass(frozen=True)
class Context:
    """What holds for the whole table.

    Parameters
    ----------
    sex
        The only sex; empty for both.
    ends
        Whether people are counted at the end of each year: on 1 January of the next.
    factor
        What each figure is multiplied by to be persons.
    """

    sex: str = ""
    ends: bool = False
    factor: float = 1.0


def context(
    titles: Sequence[str], name: str, headings: Sequence[str], notes: Sequence[str], told: Told
) -> Context:
    """What titles and headings of figures say of all figures; what is no persons is a fault.

    Parameters
    ----------
    titles, name
        What stands over the table, and the name of the file.
    headings
        Of the columns of figures.
    notes
        What stands under it: read for one sex, the day and thousands alone.
    """
    sex, ends, factor = "", False, 1.0
    for place, title in (*(("tittelen", one) for one in titles), ("filnavnet", name)):
        plain = words.plain(title)
        sex = _only_sex(plain) or sex
        ends |= bool(_AT_THE_END.search(plain))
        for kind in _kinds(plain):
            told.fault(
                place,
                f"«{title[:60]}», som ser ut til å være {WORDS[kind]}",
                "antall personer, alle innbyggerne",
                f"Bruk tabellen med antall personer, eller rett {place}.",
            )
        if thousands(title):
            factor = 1000.0
    for note in notes:
        plain = words.plain(note)
        sex = _only_sex(plain) or sex
        ends |= bool(_AT_THE_END.search(plain)) and not _NOT_OF_YEARS.search(plain)
        if thousands(note):
            factor = 1000.0
    if headings and all(thousands(one) for one in headings):
        factor = 1000.0
    if ends:
        told.warn(
            "tittelen",
            "folketall ved utgangen av året, 31. desember",
            "folketall 1. januar",
            "Lest som 1. januar året etter: 2025 i filen er 2026 her.",
        )
    if factor != 1.0:
        told.warn("tittelen", "tall i tusen", "personer", "Ganget med 1000; tallene er avrundet.")
    return Context(sex, ends, factor)


def _only_sex(plain: str) -> str:
    """The only sex a title or note says; empty for both, or none."""
    if {"kvinner", "menn"} <= set(re.findall(r"\w+", plain)):
        return ""
    found = _ONE_SEX.search(plain) or _SEX_ALONE.fullmatch(plain)
    # A letter alone may be anything, like the name of a file.
    sex = words.SEXES.get(found[1] if found else plain if plain in SEX_WORDS else "", "")
    return sex if sex != "both" else ""


def _kinds(plain: str) -> list[str]:
    """What a title says that is no number of all people."""
    kinds = []
    if not re.search(r"\bvekst\b", plain):
        kinds = [kind for kind, pattern in _NOT_PERSONS.items() if pattern.search(plain)]
    if _PART.search(plain) and not _ALL_THE_SAME.search(plain):
        kinds.append("part")
    elif not kinds and _SOMETHING_ELSE.search(plain) and not _PEOPLE.search(plain):
        kinds.append("other")
    return kinds


def by_the_end(texts: Sequence[str], told: Told) -> None:
    """Tell that years written by their end are read as 1 January of the year after."""
    ends = [one for one in texts if said(one).ends]
    if ends:
        told.warn(
            "",
            f"«{ends[0][:40]}», utgangen av et år",
            "folketall 1. januar",
            f"Lest som 1. januar {said(ends[0]).year}.",
        )
