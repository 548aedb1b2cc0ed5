"""What there is to say of a file: what is wrong, what to know of, and what was mended by itself.

A kind of fault is told once for a column and value, with how many rows have it and the first of
them; one with many values, or in many columns, is told in one line. So a file with a million faulty
rows is told in as few words as one with ten.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ...errors import Fault
from ...norwegian import listing, number

MOST_ROWS = 50
"""Rows whose place is written down one by one; the others are counted."""
FIRST = 3
"""Places, values and columns named of each kind."""
_ROW = re.compile(r"(?P<before>(?:.*, )?)(?P<unit>rad|celle) (?P<at>\S+?)(?P<after>, .*)?")
_UNITS = {"rad": "rader", "celle": "celler", "": "steder"}


@dataclass
class Told:
    """Three lists of :class:`Fault` about one file."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    mended: list[Fault] = field(default_factory=list)
    headings: Mapping[str, str] = field(default_factory=dict)
    """What a column is called in the file itself, by its name in the template."""

    def fault(self, place: str, found: str, accepted: str, advice: str) -> None:
        """Something that must be put right before the file can be used."""
        self.faults.append(Fault(self.file, self._in_file(place), found, accepted, advice))

    def warn(self, place: str, found: str, accepted: str, advice: str) -> None:
        """Something to know of; the file can be used."""
        self.warnings.append(Fault(self.file, self._in_file(place), found, accepted, advice))

    def mend(self, place: str, found: str, accepted: str, advice: str) -> None:
        """Something read otherwise than it stands, and how."""
        self.mended.append(Fault(self.file, place, found, accepted, advice))

    def _in_file(self, place: str) -> str:
        """A place with the heading that stands in the file."""
        before, said, column = place.rpartition("kolonnen ")
        return f"{before}{said}{self.headings.get(column, column)}" if said else place

    def each(self, places: Sequence[tuple[str, str]], accepted: str, advice: str) -> None:
        """One fault a place (with what was found there); a place without words is counted."""
        for place, found in places[:MOST_ROWS]:
            self.fault(place, found, accepted, advice)
        self._more(self.faults, len(places) - MOST_ROWS, accepted, advice)

    def cells(
        self,
        column: str,
        rows: np.ndarray,
        texts: Sequence[str],
        codes: np.ndarray,
        accepted: str,
        advice: str,
        warning: bool = False,
    ) -> None:
        """Faults in one column: a line a text, with its rows.

        Parameters
        ----------
        column
            Its name, with the sheet in front where there are several: ``arket A, kolonnen B``.
        rows, codes
            ``[fault]``: the number of the row in the file, and which of the texts stands there.
        warning
            Whether the file can be used all the same.
        """
        every = self.warnings if warning else self.faults
        sheet, _, name = column.partition("kolonnen ")
        distinct, first, counts = np.unique(codes, return_index=True, return_counts=True)
        left = len(codes)
        for one in np.argsort(first)[:MOST_ROWS]:
            found, count = quoted(texts[int(distinct[one])]), int(counts[one])
            places = [
                f"{sheet}rad {rows[at]}, kolonnen {name}"
                for at in np.flatnonzero(codes == distinct[one])[:FIRST]
            ]
            every += [Fault(self.file, place, found, accepted, advice) for place in places[:-1]]
            rest = count - len(places) + 1
            every.append(Fault(self.file, places[-1], found, accepted, advice, rest))
            left -= count
        self._more(every, left, accepted, advice)

    def _more(self, every: list[Fault], count: int, accepted: str, advice: str) -> None:
        if count > 0:
            every.append(Fault(self.file, "", "", accepted, advice, count))


def quoted(text: str) -> str:
    """What stands in a cell."""
    return f"«{text[:40]}»" if text.strip() else "en tom celle"


def counted(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """One fault a kind, column and value, with how many rows and the first places.

    A kind with more than three of them is told a line a column, and with more than three columns in
    one line.

    Examples
    --------
    >>> rows = [Fault("a.csv", f"rad {row}, kolonnen region", "«4012»", "x", "y") for row in (2, 5)]
    >>> [one.place for one in counted(rows)]
    ['rad 2 og 5, kolonnen region']
    """
    kinds: dict[tuple[str, str, str], list[Fault]] = {}
    for one in faults:
        # Advice that names another row is of the same kind.
        kind = one.file, one.accepted, re.sub(r"\d+", "0", one.advice)
        kinds.setdefault(kind, []).append(one)
    return tuple(line for every in kinds.values() for line in _kind(every))


def total(faults: Iterable[Fault]) -> int:
    """In how many places something is wrong."""
    return sum(one.count for one in faults)


def _kind(every: Sequence[Fault]) -> list[Fault]:
    """The lines of one kind; places that were counted alone belong to the last of them."""
    named, more = [one for one in every if one.found], sum(x.count for x in every if not x.found)
    if total(every) == 1:
        return list(every)
    by_value = _together((_parted(one.place)[0], _value(one)) for one in named)
    by_column = _together((_parted(one.place)[0], "") for one in named)
    by = by_value if len(by_value) <= FIRST and not more else by_column
    if len(by) > FIRST or (more and len(by) > 1):
        by = [range(len(named))]
    lines = []
    for places in by:
        of = [named[place] for place in places]
        rest = more if places is by[-1] else 0
        lines.append(_line(of, rest))
    return lines


def _value(one: Fault) -> str:
    """What stands in a cell as it is; a sentence about a row without its figures."""
    if one.found.startswith("«") or not _ROW.fullmatch(one.place):
        return one.found
    return re.sub(r"\d[\d\s.,+–-]*", "0", one.found)


def _together(keys: Iterable[object]) -> list[Sequence[int]]:
    """The places of those that are alike."""
    found: dict[object, list[int]] = {}
    for place, key in enumerate(keys):
        found.setdefault(key, []).append(place)
    return list(found.values())


def _parted(place: str) -> tuple[tuple[str, str, str], str]:
    """The place without the row, and the row."""
    if (row := _ROW.fullmatch(place)) is None:
        return (place, "", ""), ""
    return (row["before"], row["unit"], row["after"] or ""), row["at"]


def _line(of: Sequence[Fault], rest: int) -> Fault:
    """One fault for all of these, and for ``rest`` that have no words."""
    count = total(of) + rest
    if count == 1:
        return of[0]
    values = Counter[str]()
    for one in of:
        values[one.found] += one.count
    parted = [_parted(one.place) for one in of]
    columns = {column for column, _ in parted}
    if len(columns) > 1:
        where = list(dict.fromkeys(one.place for one in of if one.place))
        place = "; ".join(where[:FIRST]) + (
            f" og {number(count - FIRST)} steder til" if count > FIRST else ""
        )
    else:
        place = _rows(*next(iter(columns)), list(dict.fromkeys(at for _, at in parted)), count)
    same = len({one.advice for one in of}) == 1
    advice = of[0].advice if same else f"{of[0].advice} Det gjelder den første."
    return replace(of[0], place=place, found=_values(values, rest), advice=advice, count=count)


def _rows(before: str, unit: str, after: str, at: list[str], count: int) -> str:
    """Where in one column: every row of a few, else how many and the first."""
    if not unit:
        return before
    at = sorted(at, key=lambda one: (len(one), one))
    first = f"{unit} {listing(at[:FIRST])}"
    if count > FIRST:
        column = f"{before}{after.removeprefix(', ')}"
        many = f"{number(count)} {_UNITS[unit]}, første {first}"
        return f"{column.removesuffix(', ')}, {many}" if column else many
    return f"{before}{first}{after}"


def _values(values: Counter[str], rest: int) -> str:
    """The first of the values, with how many of each where that says something."""
    shown = list(values)[:FIRST]
    if len(values) == 1:
        return f"{shown[0]} …" if rest else shown[0]
    many = any(values[one] > 1 for one in shown)
    told = [f"{one} ({number(values[one])})" if many else one for one in shown]
    apart = "; " if any(", " in one for one in told) else ", "
    if (more := len(values) - len(shown)) > 0 or rest:
        return f"{apart.join(told)} og {number(more)} til" if not rest else f"{apart.join(told)} …"
    return f"{apart.join(told[:-1])}{';' if ', ' in told[0] else ''} og {told[-1]}"
