"""How a budget says what its columns and amounts are: headings, units, sums and section rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..errors import Fault
from ..norwegian import number
from .delimited import Delimited, Line
from .frame_checks import Amounts

NAMES = frozenset(
    (
        *("navn", "område", "tjenesteområde", "tenesteområde", "rammeområde", "budsjettområde"),
        *("hovedområde", "kommunalområde", "programområde", "ansvarsområde", "virksomhet"),
        *("enhet", "eining", "sektor", "etat", "ramme", "driftsramme", "tekst", "beskrivelse"),
    )
)
"""Headings of the column with names."""
OTHER = {"nivå": "level", "overordnet": "parent", "hører til": "parent", "følger": "sector"}
_YEAR = re.compile(r"(?P<kind>[^\d]*?)[\s_]*(?P<year>(?:19|20)\d\d)")
_KINDS = (
    ("regnskap", re.compile(r"r|(?:.*\b)?(?:regnskap|rekneskap|regn\.?)")),
    ("budsjett", re.compile(r"b|(?:.*\b)?\w*(?:budsjett|bud\.?)(?: (?:oppr|rev|vedtatt)\w*\.?)?")),
    (
        "plan",
        re.compile(
            r"p|øp|hp|år|(?:netto )?(?:drifts)?ramme|netto(?: driftsutgifter)?|"
            r"(?:.*\b)?\w*(?:plan|planår|handlingsprogram|plantall)|"
        ),
    ),
)
_OTHER_MEASURE = re.compile(
    r"endr|avvik|vekst|prosent|%|andel|differ|indeks|innb|hittil|\bper\b|\bpr\b|tertial|kvartal"
)
_UNITS = (
    (1000.0, re.compile(r"mill(?:ion(?:er)?)?\b\.?(?: ?(?:kr|nok|kroner))?|\bm(?:kr|nok)\b")),
    (1.0, re.compile(r"\b1[ .]?000\b(?: ?(?:kr|nok))?|\btusen\b|\btkr\b|\bknok\b")),
)
_KRONER = re.compile(r"(?<!-)(?<!faste )(?<!løpende )\b(?:kr|kroner|nok)\b")
"""Kroner, not those of a price level (``2026-kroner``)."""
_UNIT_BEHIND = re.compile(
    r",?\s*(?:i )?(?:mill(?:ioner)?\.?(?: (?:kr|kroner)\.?)?|(?:1[ .]?000 )?(?:kr|kroner)\.?|"
    r"tkr|mkr|mnok|knok)$"
)
_WORD = re.compile(r"[^\W\d_]{2}")
_IN_CELL = re.compile(
    r"kr\.? ?[-–−(]?\d[\d\s.,]*\)?|[-–−(]?\d[\d\s.,]*\)? ?kr\.?|[-–−(]?\d[\d\s.]*,[-–]"
)
_SUM = re.compile(
    r"(?:netto )?(?:sum\b.*|i alt|ialt|total(?:t|sum|er|kapasitet|ramme)?(?: .*)?|samlet.*|samla.*)"
)
_PART = re.compile(r"(?:her|der|hvor)av\b|av dette\b", re.IGNORECASE)
MOST_UNITS = 50
"""Rows that a row above them may be the sum of."""
MOST_KRONER, FEWEST_KRONER = 2e8, 2e3
"""All expenses of a kommune in a year are between these [1000 NOK]."""


def column(heading: str) -> str:
    """The column that a heading of a budget is; "" for none.

    Examples
    --------
    >>> [column(one) for one in ("tjenesteområde", "oppr. budsjett 2025", "2026", "r2024")]
    ['unit_name', 'budsjett_2025', 'plan_2026', 'regnskap_2024']
    >>> column("endring 2025"), column("budsjett 2025 (1000 kr)")
    ('', 'budsjett_2025')
    """
    bare = _UNIT_BEHIND.sub("", re.sub(r"\s*[(\[].*?[)\]]", "", heading).strip())
    if bare in NAMES:
        return "unit_name"
    if bare in OTHER:
        return OTHER[bare]
    year = _YEAR.fullmatch(bare)
    if year is None or _OTHER_MEASURE.search(bare):
        return ""
    kind = year["kind"].strip(" _-,")
    found = next((name for name, words in _KINDS if words.fullmatch(kind)), "")
    return f"{found}_{year['year']}" if found else ""


def named(table: Delimited) -> Delimited:
    """The table with its column of names: the one with words, where there is one such."""
    others = [
        one
        for one in table.columns
        if not column(one)
        and one not in ("level", "parent", "sector")
        and 2 * sum(bool(_WORD.search(line.cells[one])) for line in table.lines) > len(table.lines)
    ]
    if "unit_name" in table.columns or len(others) != 1:
        return table
    renamed = {others[0]: "unit_name"}
    return Delimited(
        tuple(renamed.get(one, one) for one in table.columns),
        tuple(
            Line(line.row, {renamed.get(one, one): text for one, text in line.cells.items()})
            for line in table.lines
        ),
        table.row,
        table.titles,
        table.written,
    )


def stated(table: Delimited) -> dict[float, str]:
    """The units that titles and headings tell of [1000 NOK], each with the words it stands in."""
    found = dict[float, str]()
    for text in (*table.titles, *table.written):
        said = re.sub(r"\s+", " ", text.casefold())
        factor = next((factor for factor, words in _UNITS if words.search(said)), None)
        if factor is None and _KRONER.search(said):
            factor = 0.001
        if factor is not None:
            found.setdefault(factor, text)
    return found


def unit(name: str, table: Delimited, faults: list[Fault], warnings: list[Fault]) -> float:
    """What the amounts are to be multiplied with to be in 1000 NOK, as titles and headings say."""
    found = stated(table)
    for text in table.titles:
        if re.search(r"prosent|per innbygger|pr\.? innbygger", text.casefold()):
            faults.append(
                Fault(name, "", f"«{text[:60]}»", "beløp i kroner", "Bruk en tabell med beløp.")
            )
    cells = (cell for line in table.lines for cell in line.cells.values())
    if written := next((cell for cell in cells if _IN_CELL.fullmatch(cell.casefold())), ""):
        found.setdefault(0.001, written)
    if len(found) > 1:
        said = " og ".join(f"«{text[:40]}»" for text in found.values())
        faults.append(Fault(name, "", said, "én enhet i hele filen", "La alle beløp ha én enhet."))
    if not found and "level" not in table.columns:
        advice = "Beløpene er lest som 1000 kroner. Skriv enheten over tabellen."
        warnings.append(
            Fault(name, "", "ingen enhet", "1000 kroner, kroner eller mill. kr", advice)
        )
    (factor, text), *_ = [*found.items(), (1.0, "")]
    if factor != 1:
        advice = "Beløpene er regnet om til 1000 kroner."
        warnings.append(Fault(name, "", f"«{text[:60]}»", "1000 kroner", advice))
    return factor


def aside(line: Line) -> bool:
    """Whether a row has a name alone, as one over a section or a note under the table."""
    return sum(map(bool, line.cells.values())) == 1


def is_part(name: str) -> bool:
    """Whether a row is a part of the one above.

    Examples
    --------
    >>> [is_part(one) for one in ("herav Øverhagen", "Av dette lønn", "Herøy")]
    [True, True, False]
    """
    return bool(_PART.match(name))


def is_sum(name: str) -> bool:
    """Whether a row is a sum of others.

    Examples
    --------
    >>> [is_sum(one) for one in ("Sum", "I alt", "Sum netto driftsramme", "Summerfest")]
    [True, True, True, False]
    """
    return bool(_SUM.fullmatch(re.sub(r"\s+", " ", name).strip(" :").casefold()))


def sums(
    name: str, rows: Sequence[Amounts], columns: Iterable[str], faults: list[Fault]
) -> tuple[tuple[Amounts, ...], frozenset[str]]:
    """The rows without those that are sums of others, each of which is checked.

    Returns
    -------
    tuple of Amounts, frozenset of str
        The others, and the columns whose areas are summed in the file.
    """
    kept = tuple(one for one in rows if not is_sum(one.name))
    parts = [one for one in kept if one.level == "area"]
    summed = set[str]()
    for column in columns:
        for place, one in enumerate(rows):
            if not is_sum(one.name):
                continue
            above = [part for part in parts if part in rows[:place]]
            last = max((at for at in range(place) if is_sum(rows[at].name)), default=-1)
            near = [part for part in parts if part in rows[last + 1 : place]]
            amount = one.by_column[column]
            totals = [sum(part.by_column[column] for part in of) for of in (parts, above, near)]
            if not all(abs(amount - total) > 1 + 0.5 * len(parts) for total in totals):
                if not abs(amount - totals[0]) > 1 + 0.5 * len(parts):
                    summed.add(column)
                continue
            found = f"{number(amount)} for {one.name}, der radene summerer til {number(totals[1])}"
            place_, advice = f"rad {one.row}, kolonnen {column}", "Rett summen eller en av radene."
            faults.append(Fault(name, place_, found, "en sum som stemmer", advice))
    return kept, frozenset(summed)


def divided(
    name: str, rows: Sequence[Amounts], columns: Sequence[str], warnings: list[Fault]
) -> tuple[Amounts, ...]:
    """The rows with those under a row that is their sum as its units, so that none counts twice."""
    found, place = list(rows), 0
    while place < len(found):
        one, many = found[place], _units_under(found, place, columns)
        if many:
            units = slice(place + 1, place + 1 + many)
            found[units] = [replace(unit, level="unit", parent=one.name) for unit in found[units]]
            told = f"{one.name}, lik summen av de {many} radene under"
            advice = "Radene under er lest som enheter i området, og summen er ikke lagt til."
            warnings.append(Fault(name, f"rad {one.row}", told, "en ramme for seg", advice))
        place += 1 + many
    return tuple(found)


def _units_under(rows: Sequence[Amounts], place: int, columns: Sequence[str]) -> int:
    """How many of the rows below sum to this one in every column; 0 where none do."""
    one = rows[place]
    if is_sum(one.name) or not any(abs(one.by_column[column]) > 1 for column in columns):
        return 0
    left = dict(one.by_column)
    for many, unit in enumerate(rows[place + 1 : place + 1 + MOST_UNITS], 1):
        if is_sum(unit.name):
            return 0
        left = {column: left[column] - unit.by_column[column] for column in columns}
        if many > 1 and all(abs(gap) <= 1 + 0.5 * many for gap in left.values()):
            return many
    return 0


def size(name: str, rows: Sequence[Amounts], columns: Iterable[str], faults: list[Fault]) -> None:
    """Expenses that no kommune has, as where the unit is another than what is said."""
    for column in columns:
        total = sum(max(one.by_column[column], 0.0) for one in rows)
        if total > MOST_KRONER or 0 < total < FEWEST_KRONER:
            other = "kroner" if total > MOST_KRONER else "millioner kroner"
            found = f"utgifter på {number(total)} i 1000 kroner"
            advice = f"Tallene ser ut som {other}. Skriv enheten over tabellen."
            accepted = "en kommunes utgifter i 1000 kroner"
            faults.append(Fault(name, f"kolonnen {column}", found, accepted, advice))
            return
