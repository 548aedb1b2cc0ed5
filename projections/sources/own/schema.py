"""What a kind of file must hold, declared once: columns, and rows read by them.

To declare a new kind of file, make a :class:`Schema` with one :class:`Field` a column (its name in
the template, what it holds, a :class:`values.CellReading`, other headings it is known by), call
:meth:`Schema.read`, check across rows what must hold together (plain functions that tell in the
same :class:`Told`), and give the kind its line in :mod:`kinds`. The template is
``to_csv(schema.names, rows)``, and the page's table of columns is ``schema.described``::

    SCHEMA = Schema("en budsjettlinje", (
        Field("linje", "navnet på budsjettlinjen", one_of(LINES, "en av linjene", "Bruk malen."),
              also=("post", "budsjettlinje"), label=True),
        Field("beløp", "1000 kroner", quantity(-1e9, 1e9, "Skriv for eksempel 67 614.")),
    ))
    told = Told(file.shown)
    table = SCHEMA.read(file, told)

Met the same way in every file: titles over the headings, headings in two rows, brackets and units
in a heading, blank rows, notes, rows with sums (set aside in :attr:`table.UserTable.sums`), merged
cells, other sheets, and columns that are not known.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..upload.told import Told, quoted
from . import opening
from .file import UserFile
from .table import UserRow, UserTable, some
from .values import Field

MOST_ROWS = 2000
_UNIT_BEHIND = re.compile(
    r",?\s*(?:\bi )?(?:hele )?(?:\b(?:mill(?:ioner)?\.?|1[ .]?000) ?)?"
    r"(?:\b(?:kr|kroner|tkr|mkr|mnok|knok|nok)\b\.?|%|\bmill\.?|\b1[ .]?000|\btusen)$"
)
_WORD = re.compile(r"[^\W\d_]{2}")
_SUM = re.compile(
    r"(?:netto )?(?:sum\b.*|i alt|ialt|total(?:t|sum|er|kapasitet|ramme)?(?: .*)?|samlet.*|samla.*)"
)


@dataclass(frozen=True)
class Schema:
    """A kind of file.

    Parameters
    ----------
    row
        What one row is, in Norwegian.
    fields
        Its columns.
    most
        How many rows it may have.
    bare
        Whether a row may have a label and no more; else that is a title of a section, or a note.
    """

    row: str
    fields: tuple[Field, ...]
    most: int = MOST_ROWS
    bare: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The headings of the template."""
        return tuple(field.name for field in self.fields)

    @property
    def described(self) -> dict[str, str]:
        """What each column of the template holds."""
        return {field.name: field.holds for field in self.fields}

    def known(self, heading: str) -> str:
        """The column that a heading is; brackets and units behind it are no part of it."""
        bare = re.sub(r"\s*[(\[].*?[)\]]", "", heading).strip(" :.")
        for text in dict.fromkeys((bare, _UNIT_BEHIND.sub("", bare).strip(" :."))):
            for field in self.fields:
                if text == field.name or text in field.also:
                    return field.name
                if column := field.pattern(text):
                    return column
        return ""

    def _field(self, column: str) -> Field | None:
        return next(
            (one for one in self.fields if column and column in (one.name, one.pattern(column))),
            None,
        )

    def read(self, file: UserFile, told: Told) -> UserTable | None:
        """The rows of a file; what a cell cannot mean is told, and the row is there without it.

        None where it is no such table, and why is told.
        """
        opened = opening.opened(file, told, self.known)
        if opened is None:
            return None
        place = f"rad {opened.head}"
        if len(opened.headings) < 2:
            advice = "Lagre som CSV, med overskrifter i den første raden."
            first = (opened.titles or opened.headings)[0]
            first = file.content.decode(errors="replace").strip().splitlines()[0] or first
            told.fault(place, quoted(first), "kolonner skilt med semikolon", advice)
            return None
        if len(opened.rows) > self.most:
            found, most = f"{len(opened.rows)} rader", f"høyst {self.most}"
            told.fault("", found, most, "Behold bare radene som trengs.")
            return None
        if not opened.rows:
            told.fault("", "bare overskrifter", "minst én rad", "Legg inn tallene.")
            return None
        columns = self._columns(opened)
        for name in dict.fromkeys(filter(None, columns)):
            if columns.count(name) > 1:
                same = [
                    one
                    for one, column in zip(opened.headings, columns, strict=True)
                    if column == name
                ]
                times = f"{some(same)}, som er samme kolonne"
                if len(set(same)) == 1:
                    times = f"kolonnen «{same[0]}» {len(same)} ganger"
                told.fault(
                    place, times, "hver kolonne én gang", "Behold én av dem, eller gi nytt navn."
                )
        told.headings = dict(zip(columns, opened.headings, strict=True))
        rows, whole = self._rows(opened, columns, told)
        plain = tuple(row for row, is_sum in rows if not is_sum)
        sums = tuple(row for row, is_sum in rows if is_sum)
        if sums and not plain:
            told.fault("", "bare summer", "minst én rad som ikke er en sum", "Legg inn tallene.")
        named = tuple(filter(None, columns))
        table = UserTable(
            named, plain, sums, whole, opened.head, opened.titles, tuple(opened.headings)
        )
        if table.lacking([one.name for one in self.fields if one.needed], told):
            return None
        if strange := [name for name in named if self._field(name) is None]:
            advice = "Kolonnene er ikke lest. Se etter en skrivefeil i overskriften."
            told.warn(place, some(strange), ", ".join(self.names), advice)
        return table

    def _columns(self, opened: opening.OpenedFile) -> list[str]:
        """What the columns are called; "" for one without heading that is not read."""
        columns = [self.known(text) or text for text in opened.headings]
        lone = next((one.name for one in self.fields if one.alone), "")
        if lone and lone not in columns:
            texts = [
                place
                for place, name in enumerate(columns)
                if self._field(name) is None
                and 2 * sum(bool(_WORD.search(_cell(row, place))) for _, row in opened.rows)
                > len(opened.rows)
            ]
            if len(texts) == 1:
                columns[texts[0]] = lone
        return columns

    def _rows(
        self, opened: opening.OpenedFile, columns: Sequence[str], told: Told
    ) -> tuple[list[tuple[UserRow, bool]], bool]:
        """Rows, each with whether it is a sum; and whether every row had a place."""
        rows, above, whole = list[tuple[UserRow, bool]](), dict[str, str](), True
        carried = list[int]()
        fields = [(name, field) for name in dict.fromkeys(columns) if (field := self._field(name))]
        labelled = [name for name, field in fields if field.label]
        merged = [name for name, field in fields if field.above]
        for number, cells in opened.rows:
            if any(cells[len(columns) :]):
                advice = (
                    "Se etter et skilletegn for mye. Desimalkomma krever semikolon mellom "
                    "kolonnene."
                )
                told.fault(f"rad {number}", f"{len(cells)} felt", f"{len(columns)} felt", advice)
                whole = False
                continue
            texts = {name: _cell(cells, place) for place, name in enumerate(columns) if name}
            filled = list(filter(None, texts.values()))
            is_sum = any(is_total(texts[name]) for name in labelled)
            if not self.bare and len(filled) == 1 and _WORD.search(filled[0]) and len(fields) > 1:
                advice = f"Lest som overskrift eller merknad, ikke som {self.row}."
                told.warn(f"rad {number}", quoted(filled[0]), f"{self.row} med tall", advice)
                above |= {name: texts[name] for name in merged if texts[name]}
                continue
            for name in merged if not is_sum else ():
                if not texts[name] and above.get(name):
                    texts[name] = above[name]
                    carried.append(number)
                above[name] = texts[name]
            rows.append((self._row(number, texts, fields, opened.separator, told, is_sum), is_sum))
        if many := len(set(carried)):
            told.warn(
                f"rad {carried[0]}",
                f"tomme celler i {many} {'rad' if many == 1 else 'rader'}",
                "et navn i hver rad",
                "Lest som det som står over, som når celler er slått sammen.",
            )
        return rows, whole

    def _row(
        self,
        number: int,
        texts: Mapping[str, str],
        fields: Iterable[tuple[str, Field]],
        separator: str,
        told: Told,
        is_sum: bool,
    ) -> UserRow:
        values, unread = dict[str, Any](), set[str]()
        for name, field in fields:
            text = texts[name]
            values[name] = field.reading.read(text, separator) if text else None
            if values[name] is None and (text or not field.blank) and not is_sum:
                unread.add(name)
                accepted = field.reading.accepted + (", eller en tom celle" if field.blank else "")
                told.fault(
                    f"rad {number}, kolonnen {name}",
                    quoted(text),
                    accepted,
                    field.reading.advise(text),
                )
        return UserRow(number, texts, values, frozenset(unread))


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def is_total(text: str) -> bool:
    """Whether a label means that the row is a sum of others.

    Examples
    --------
    >>> [is_total(text) for text in ("Sum", "I alt", "Sum netto driftsramme", "Summerfest")]
    [True, True, True, False]
    """
    return bool(_SUM.fullmatch(re.sub(r"\s+", " ", text).strip(" :").casefold()))
