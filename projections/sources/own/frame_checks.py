"""Whether a file of frames hangs together: names, units, areas, signs, and rows that are sums.

Expenses are positive. Finance and small units with net income are rightly negative, so a sign is
called a mistake only where turning it mends a sum, or where most areas are negative.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ... import labels
from ...norwegian import number
from ..upload.told import Told
from .schema import is_total
from .table import some

ROUNDED = 1 + 1e-6
"""How far a sum may be from its parts [1000 NOK]."""
FINANCE = ("finans", "frie inntekter", "sentrale inntekter", "fellesinntekter", "rammetilskudd")
"""In the names of areas that are rightly negative."""
UNBALANCED = 0.5
"""Areas without finance that sum to more than this part of all amounts lack it altogether."""
FLIPPED = 0.1
"""A negative amount this part of the row's largest, where other years are positive, is told."""
Tell = Callable[[int, str, str, str], None]
TURN = "Snu fortegnet: utgifter er positive, netto inntekter negative."


@dataclass(frozen=True)
class Amounts:
    """One row of the file; amounts by column [1000 NOK], NaN where unreadable."""

    row: int
    level: str
    name: str
    parent: str
    sector: str
    by_column: dict[str, float]

    @property
    def is_finance(self) -> bool:
        """Whether it is named as finance, which is rightly negative."""
        return any(word in self.name.casefold() for word in FINANCE)


def check_structure(rows: Sequence[Amounts], told: Told) -> None:
    """Names that stand twice, and units whose area is not there."""
    areas = {one.name for one in rows if one.level == "area"}
    frames = {one.row for one in undivided(rows)}
    seen: dict[tuple[bool, str], int] = {}
    for one in rows:
        first = seen.setdefault((one.row in frames, one.name), one.row)
        if first != one.row and one.name:
            place = f"rad {one.row}, kolonnen unit_name"
            advice = f"Navnet står også i rad {first}. Gi dem ulike navn, eller slå dem sammen."
            told.fault(place, f"«{one.name}»", "hvert navn én gang", advice)
        if one.level == "unit" and one.parent not in areas:
            found = f"«{one.parent}»" if one.parent else "en tom celle"
            place, accepted = f"rad {one.row}, kolonnen parent", some(sorted(areas)) or "et område"
            advice = "Skriv navnet på området slik det står i sin egen rad, eller legg til raden."
            told.fault(place, found, accepted, advice)


def undivided(rows: Sequence[Amounts]) -> list[Amounts]:
    """Units, and areas that are not the sum of units."""
    divided = {one.parent for one in rows if one.level == "unit"}
    return [one for one in rows if one.level == "unit" or one.name not in divided]


def check_sectors(rows: Sequence[Amounts], told: Told) -> None:
    """Units with expenses that follow no sector, and areas whose sector is not used."""
    frames = {one.row for one in undivided(rows)}
    for one in rows:
        place = f"rad {one.row}, kolonnen sector"
        if one.row not in frames and one.sector:
            found = f"{labels.item(one.sector)} for {one.name}, som er delt i enheter"
            advice = "Den brukes ikke: enhetene har hver sin."
            told.warn(place, found, "en tom celle", advice)
        elif one.row in frames and not one.sector and any(a > 0 for a in one.by_column.values()):
            advice = "Rammen følger ikke demografien før den får en tjeneste."
            told.warn(place, f"{one.name} uten tjeneste", "en tjeneste", advice)


def check_column(column: str, rows: Sequence[Amounts], told: Told, summed: bool = False) -> bool:
    """Sums and signs of one year's column; a sum with an unreadable part is not told.

    Areas that the file itself sums (``summed``) need not sum to zero.

    Returns
    -------
    bool
        Whether all of the column's signs are turned.
    """

    def tell(row: int, found: str, accepted: str, advice: str) -> None:
        place = f"rad {row}, kolonnen {column}"
        if not any(fault.place == place for fault in told.faults):
            told.fault(place, found, accepted, advice)

    areas = [one for one in rows if one.level == "area"]
    amount = {one.row: one.by_column[column] for one in rows}
    if _turned(areas, amount):
        negative = [one for one in areas if amount[one.row] < 0]
        found = f"{len(negative)} av {len(areas)} områder med negativt tall"
        tell(negative[0].row, found, "utgifter som positive tall", f"{TURN} Det gjelder alle.")
        return True
    units = {area.name: list[Amounts]() for area in areas}
    strays = []
    for one in rows:
        if one.level == "unit" and one.parent in units:
            units[one.parent].append(one)
        elif one.level != "area":
            strays.append(amount[one.row])
    for area in areas:
        own = units[area.name]
        gap = amount[area.row] - sum(amount[one.row] for one in own)
        # A unit that lost its area is told of already; the gap it leaves there is not.
        if own and not any(not abs(gap - one) > ROUNDED for one in (*strays, sum(strays))):
            _units(area, own, amount, tell)
    total = sum(amount[one.row] for one in areas)
    if summed and abs(total) > ROUNDED:
        found, accepted = f"områder som summerer til {_text(total)}", "summen 0 med Finans"
        advice = "Filens egen sum er den samme, så rammene kan brukes."
        told.warn(f"kolonnen {column}", found, accepted, advice)
    elif not column.startswith("regnskap"):
        _areas(column, areas, amount, tell, told)
    return False


def _turned(areas: Sequence[Amounts], amount: dict[int, float]) -> bool:
    """Whether most areas are negative; with few areas, whether finance alone is positive."""
    positive = [one for one in areas if amount[one.row] > 0]
    negative = [one for one in areas if amount[one.row] < 0]
    only_finance = bool(positive) and all(one.is_finance for one in positive)
    return len(negative) > len(positive) or (bool(negative) and only_finance)


def _units(area: Amounts, units: Sequence[Amounts], amount: dict[int, float], tell: Tell) -> None:
    """The units sum to their area."""
    total, printed = sum(amount[one.row] for one in units), amount[area.row]
    if not abs(total - printed) > ROUNDED:
        return
    turned = [one for one in units if _mends(total - printed, amount[one.row])]
    if abs(total + printed) <= ROUNDED:
        # An area is positive unless it is finance: that side has the right sign.
        turned = list(units) if (total < 0) != area.is_finance else [area]
    if turned and (len(turned) == 1 or abs(total + printed) <= ROUNDED):
        for one in turned:
            found = f"{_text(amount[one.row])} for {one.name}"
            tell(one.row, found, "et fortegn som gir områdets sum", TURN)
    else:
        found = f"{_text(printed)} for {area.name}, der enhetene summerer til {_text(total)}"
        tell(area.row, found, "en sum som stemmer (± 1)", "Rett området eller en av enhetene.")


def _areas(
    column: str, areas: Sequence[Amounts], amount: dict[int, float], tell: Tell, told: Told
) -> None:
    """The areas of a budget or plan sum to zero, finance included."""
    total = sum(amount[one.row] for one in areas)
    if not abs(total) > ROUNDED or not areas:
        return
    finance = [one for one in areas if one.is_finance]
    one_turned = [one for one in areas if _mends(total, amount[one.row])]
    all_turned = [one for one in areas if amount[one.row] < 0 and not one.is_finance]
    if len(one_turned) != 1 and _mends(total, sum(amount[one.row] for one in all_turned)):
        one_turned = all_turned
    if not one_turned and all(amount[one.row] >= 0 for one in areas):
        one_turned = finance
    for one in one_turned:
        found, accepted = f"{_text(amount[one.row])} for {one.name}", "et fortegn som gir summen 0"
        tell(one.row, found, accepted, f"{TURN} Det gjelder også enhetene i området.")
    if one_turned:
        return
    if not finance and total > UNBALANCED * sum(abs(amount[one.row]) for one in areas):
        place, found = f"kolonnen {column}", f"områder som summerer til {_text(total)}"
        advice = "Området Finans mangler. Rammene kan brukes, men summen kan ikke kontrolleres."
        told.warn(place, found, "summen 0 med Finans", advice)
        return
    last = [*areas, *finance][-1]
    found, accepted = f"områder som summerer til {_text(total)}", "summen 0 (± 1) med Finans"
    tell(last.row, found, accepted, "Rett området som er feil, eller Finans.")


def check_row(one: Amounts, columns: Sequence[str], told: Told) -> None:
    """A sign that differs from the row's other years may be a mistake that no sum shows."""
    amounts = [one.by_column[column] for column in columns]
    largest = max((abs(amount) for amount in amounts), default=0.0)
    negative = [column for column in columns if one.by_column[column] < -FLIPPED * largest]
    if one.is_finance or not negative or not any(a > FLIPPED * largest for a in amounts):
        return
    for column in negative:
        place, found = f"rad {one.row}, kolonnen {column}", f"{_text(one.by_column[column])}"
        advice = "Kontroller fortegnet: andre år i raden er positive."
        told.warn(place, found, "samme fortegn i alle år", advice)


def _mends(difference: float, amount: float) -> bool:
    """Whether turning an amount's sign takes the difference away."""
    return amount != 0 and abs(difference - 2 * amount) <= ROUNDED


def _text(amount: float) -> str:
    return number(amount, 0 if math.isnan(amount) or float(amount).is_integer() else 1)


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
