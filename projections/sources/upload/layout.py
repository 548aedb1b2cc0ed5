"""Where the headings of a table are, in one row or several, and what stands above them.

A row of headings is known by what it says, never by figures that look like years: a row whose
neighbour has the same kind of label in the same column is a row of figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from . import roles, words
from .cells import Sheet
from .headings import said

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
