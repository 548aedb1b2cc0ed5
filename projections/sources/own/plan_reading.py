"""A file of the plan's bottom line read: its rows, their amounts, and what they must agree on."""

import re
from collections.abc import Callable, Mapping

from ...norwegian import listing, number
from ..upload.told import Told
from .file import UserFile
from .frame_columns import year_columns, year_of
from .opening import MOST_LETTERS
from .planlines import (
    DEBT,
    EARMARKED,
    EQUALISATION,
    FUND,
    NAMES,
    NEEDED,
    PEOPLE,
    PRICES,
    RESULT,
    REVENUE,
    SCHEMA,
    TAX,
    PlanFile,
)
from .table import UserRow, UserTable, to_thousands
from .values import amount

_LINES: Mapping[str, str] = {
    REVENUE: r"(sum |totale? )?(brutto )?drifts?inntekte?r?( i alt)?",
    RESULT: r"netto driftsresultat",
    FUND: r"(sum )?(disposisjonsfond(et)?|ubundne driftsfond).*",
    EARMARKED: r"(netto )?(bruk|avsetninger) av bundne (drifts)?fond.*",
    DEBT: r"netto lånegjeld.*",
    TAX: r"skatt(einntekter)?|skatt på inntekt og formue?|skatt på inntekt og formue.*",
    EQUALISATION: r"(netto )?(inntekts?utjevning|inntektsutjamning|skatteutjevning).*",
    PEOPLE: r"(innbyggere|innbyggjarar|innbyggertall|folketall).*",
    PRICES: r"pris(er|år|nivå).*",
}
"""Other ways to write them, in lower case."""

MOST, FEWEST = 3e3, 2e1
"""Revenue of a kommune is between these [1000 NOK per inhabitant]."""


def read_plan(file: UserFile, people: Callable[[int], float], told: Told) -> PlanFile | None:
    """Read and check a file of a plan's lines; None where it cannot be used, and why is told.

    Parameters
    ----------
    people
        Inhabitants of a year, NaN where they are not known: amounts of another unit are seen by it.
    told
        Where all there is to say is told.
    """
    table = SCHEMA.read(file, told)
    if table is None:
        return None
    columns = year_columns(table, told)
    factor = to_thousands(table, told)
    rows = _rows(table, told)
    amounts = {
        line: _amounts(rows[line], line, columns, factor, told)
        for line in NAMES
        if line in rows and line != PRICES
    }
    prices = _amounts(rows[PRICES], PRICES, columns, 1, told) if PRICES in rows else {}
    if told.faults:
        return None
    told.headings = {}  # from here on a year is told by its name in the template
    return checked(columns, amounts, set(map(int, prices.values())), people, told)


def checked(
    columns: tuple[str, ...],
    amounts: Mapping[str, Mapping[str, float]],
    prices: set[int],
    people: Callable[[int], float],
    told: Told,
) -> PlanFile | None:
    """A plan of these amounts; None where it cannot be used, and why is told.

    Parameters
    ----------
    columns, amounts
        As of :class:`PlanFile`.
    prices
        The years written as those of the prices; empty for the first year of the plan.
    people, told
        As of :func:`read_plan`.
    """
    used = _used(columns, amounts, told)
    for column in used:
        _sizes(column, amounts, people(year_of(column)), told)
    kinds = [one.partition("_")[0] for one in used]
    order = ("regnskap", "budsjett", "plan")
    if used and "plan" not in kinds:
        advice = "Skriv det siste året som plan, også når det er et budsjett: plan_2026."
        told.fault("", listing(list(used)), "minst ett planår", advice)
    elif kinds != sorted(kinds, key=order.index):
        advice = "La regnskap komme før budsjett, og budsjett før plan."
        told.fault("", listing(list(used)), "år i rekkefølge", advice)
    if len(prices) > 1:
        found = listing([str(one) for one in sorted(prices)])
        told.fault(NAMES[PRICES], found, "ett år", "Skriv året beløpene er i priser fra.")
    for year in prices:
        if not 2015 <= year <= 2050:
            told.fault(NAMES[PRICES], str(year), "et årstall", "Skriv for eksempel 2026.")
    _left_out(used, amounts, told)
    if told.faults:
        return None
    plan = [year_of(one) for one in used if one.startswith("plan")]
    kept = {
        line: {column: by[column] for column in used if column in by}
        for line, by in amounts.items()
    }
    given = {line: by for line, by in kept.items() if by}
    return PlanFile(told.file, used, given, min(prices, default=plan[0]))


def _line(text: str) -> str:
    """Which of the lines a row is; "" for none."""
    bare = (
        re.sub(r"\s*[(\[].*?[)\]]", "", re.sub(r"\s+", " ", text[:MOST_LETTERS]))
        .strip(" :.")
        .casefold()
    )
    exact = next((line for line, name in NAMES.items() if name.casefold() == bare), "")
    return exact or next((line for line, words in _LINES.items() if re.fullmatch(words, bare)), "")


def _rows(table: UserTable, told: Told) -> dict[str, UserRow]:
    """The rows by line; those that are none are told, and those that stand twice."""
    rows: dict[str, UserRow] = {}
    for row in table.rows:
        text, line = row.texts["linje"], _line(row.texts["linje"])
        if not line:
            advice = "Raden er ikke lest. Se etter en skrivefeil i navnet."
            accepted = "en av linjene i malen"
            told.warn(f"rad {row.number}", f"«{text[:60]}»", accepted, advice)
        elif line in rows:
            advice = f"Den står også i rad {rows[line].number}. Behold én av dem."
            accepted = "hver linje én gang"
            told.fault(f"rad {row.number}", f"«{text[:60]}»", accepted, advice)
        else:
            rows[line] = row
    missing = [NAMES[line] for line in NEEDED if line not in rows]
    if missing:
        accepted = listing([NAMES[line] for line in NEEDED])
        advice = f"Legg til {listing(missing)}, som i malen."
        told.fault("", f"ikke {listing(missing)}", accepted, advice)
    return rows


def _amounts(
    row: UserRow, line: str, columns: tuple[str, ...], factor: float, told: Told
) -> dict[str, float]:
    """The amounts of a line by column; what cannot be read is told."""
    by_column = {}
    for column in columns:
        text = row.texts[column]
        if not text or text in ("-", "–", "—"):
            continue
        value = amount(text, -1e12, 1e12)
        if value != value:
            row.fault(told, column, "et tall", "Skriv for eksempel 67 614 eller −55.")
        else:
            by_column[column] = value if line in (PEOPLE, PRICES) else factor * value
    return by_column


def _used(
    columns: tuple[str, ...], amounts: Mapping[str, Mapping[str, float]], told: Told
) -> tuple[str, ...]:
    """The years with the three lines; empty years are left out and told."""
    used = []
    for column in columns:
        lacks = [NAMES[line] for line in NEEDED if column not in amounts.get(line, {})]
        if not lacks:
            used.append(column)
        elif any(column in by for by in amounts.values()):
            advice = "Fyll ut året, eller ta det bort."
            place = f"kolonnen {column}"
            told.fault(place, f"ikke {listing(lacks)}", "de tre linjene", advice)
        else:
            advice = "Året er ikke med."
            told.warn(f"kolonnen {column}", "ingen tall", "tall", advice)
    if not used and not told.faults:
        accepted = f"{listing([NAMES[line].lower() for line in NEEDED])} for minst ett år"
        told.fault("", "ingen år med tall", accepted, "Legg inn tallene.")
    return tuple(used)


def _sizes(
    column: str, amounts: Mapping[str, Mapping[str, float]], people: float, told: Told
) -> None:
    """Amounts that no kommune has: another unit, or another sign."""
    revenue, result, fund = (amounts[line][column] for line in NEEDED)

    def fault(line: str, value: float, accepted: str, advice: str) -> None:
        place = f"{NAMES[line]}, {column}"
        told.fault(place, f"{number(value)} (1000 kr)", accepted, advice)

    if revenue <= 0:
        fault(REVENUE, revenue, "et tall over 0", "Skriv inntekter uten minus, overskudd også.")
        return
    if people == people and not FEWEST <= revenue / people <= MOST:
        advice = (
            f"Det er {number(1000 * revenue / people)} kroner per innbygger. Skriv beløpene i "
            "1000 kroner, eller si enheten over tabellen."
        )
        fault(REVENUE, revenue, "en kommunes inntekter i 1000 kroner", advice)
        return
    if abs(result) > revenue:
        advice = "Skriv beløpet i 1000 kroner, ikke i kroner."
        fault(RESULT, result, "mindre enn driftsinntektene", advice)
    if not 0 <= fund <= 20 * revenue:
        fault(FUND, fund, "det som står på fondet, 0 eller mer", "Skriv saldoen 31. desember.")
    for line, low in ((EARMARKED, -1.0), (DEBT, -20.0), (TAX, 0.0), (EQUALISATION, -1.0)):
        value = amounts.get(line, {}).get(column)
        if value is not None and not low * revenue <= value <= 20 * revenue:
            fault(line, value, "et beløp i 1000 kroner", "Se etter enheten og fortegnet.")
    counted = amounts.get(PEOPLE, {}).get(column)
    if counted is not None and (
        counted <= 0 or (people == people and not 0.5 <= counted / people <= 2)
    ):
        place, found = f"{NAMES[PEOPLE]}, {column}", number(counted)
        accepted = f"omtrent {number(people)}" if people == people else "et antall"
        told.fault(place, found, accepted, "Skriv antallet innbyggere.")


def _left_out(
    used: tuple[str, ...], amounts: Mapping[str, Mapping[str, float]], told: Told
) -> None:
    """Tell what cannot be shown for want of a line."""
    means = {
        EARMARKED: "Bruk av bundne fond er da ikke med i årene etter planen.",
        DEBT: "Figuren om gjeld er da ikke med.",
        TAX: "Årene etter planen trenger skatten, her eller på siden «Hva blir igjen?».",
        EQUALISATION: "Årene etter planen trenger den sammen med skatten.",
    }
    last = used[-1:] if used else ()
    for line, meaning in means.items():
        wanted = last if line == EARMARKED else used
        if not any(column in amounts.get(line, {}) for column in wanted):
            told.warn(NAMES[line], "ingen tall", "et beløp", meaning)
