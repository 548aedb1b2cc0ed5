"""Rows of a budget that are sums of others, and areas whose units stand below them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...norwegian import number
from ..upload.told import Told
from .frame_checks import Amounts
from .schema import is_total

MOST_UNITS = 50
"""Rows that a row above them may be the sum of."""
MOST_KRONER, FEWEST_KRONER = 2e8, 2e3
"""All expenses of a kommune in a year are between these [1000 NOK]."""


def sums(
    rows: Sequence[Amounts], columns: Iterable[str], told: Told
) -> tuple[tuple[Amounts, ...], frozenset[str]]:
    """The rows without those that are sums of others, each of which is checked.

    Returns
    -------
    tuple of Amounts, frozenset of str
        The others, and the columns whose areas are summed in the file.
    """
    kept = tuple(row for row in rows if not is_total(row.name))
    parts = [row for row in kept if row.level == "area"]
    summed = set[str]()
    for column in columns:
        for place, row in enumerate(rows):
            if not is_total(row.name):
                continue
            above = [part for part in parts if part in rows[:place]]
            last = max((at for at in range(place) if is_total(rows[at].name)), default=-1)
            near = [part for part in parts if part in rows[last + 1 : place]]
            amount = row.by_column[column]
            totals = [sum(part.by_column[column] for part in of) for of in (parts, above, near)]
            if not all(abs(amount - total) > 1 + 0.5 * len(parts) for total in totals):
                if not abs(amount - totals[0]) > 1 + 0.5 * len(parts):
                    summed.add(column)
                continue
            found = f"{number(amount)} for {row.name}, der radene summerer til {number(totals[1])}"
            advice = "Rett summen eller en av radene."
            told.fault(f"rad {row.row}, kolonnen {column}", found, "en sum som stemmer", advice)
    return kept, frozenset(summed)


def divided(rows: Sequence[Amounts], columns: Sequence[str], told: Told) -> tuple[Amounts, ...]:
    """The rows with those under a row that is their sum as its units, so that none counts twice."""
    every, place = list(rows), 0
    while place < len(every):
        area, many = every[place], _units_under(every, place, columns)
        if many:
            units = slice(place + 1, place + 1 + many)
            every[units] = [replace(unit, level="unit", parent=area.name) for unit in every[units]]
            found = f"{area.name}, lik summen av de {many} radene under"
            advice = "Radene under er lest som enheter i området, og summen er ikke lagt til."
            told.warn(f"rad {area.row}", found, "en ramme for seg", advice)
        place += 1 + many
    return tuple(every)


def _units_under(rows: Sequence[Amounts], place: int, columns: Sequence[str]) -> int:
    """How many of the rows below sum to this one in every column; 0 where none do."""
    area = rows[place]
    if is_total(area.name) or not any(abs(area.by_column[column]) > 1 for column in columns):
        return 0
    left = dict(area.by_column)
    for many, unit in enumerate(rows[place + 1 : place + 1 + MOST_UNITS], 1):
        if is_total(unit.name):
            return 0
        left = {column: left[column] - unit.by_column[column] for column in columns}
        if many > 1 and all(abs(gap) <= 1 + 0.5 * many for gap in left.values()):
            return many
    return 0


def size(rows: Sequence[Amounts], columns: Iterable[str], told: Told) -> None:
    """Expenses that no kommune has, as where the unit is another than what is said."""
    for column in columns:
        total = sum(max(row.by_column[column], 0.0) for row in rows)
        if total > MOST_KRONER or 0 < total < FEWEST_KRONER:
            other = "kroner" if total > MOST_KRONER else "millioner kroner"
            found = f"utgifter på {number(total)} i 1000 kroner"
            advice = f"Tallene ser ut som {other}. Skriv enheten over tabellen."
            accepted = "en kommunes utgifter i 1000 kroner"
            told.fault(f"kolonnen {column}", found, accepted, advice)
            return
