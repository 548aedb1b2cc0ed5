"""A plan's lines that a user gives: result, fund, debt and tax by year, from a form or a file.

One row a line, one column a year. A year needs three of the lines; what else is missing is left out
and told, and is never nothing. Everything wrong is told at once.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..errors import Fault, InputFileError
from ..norwegian import listing, number
from . import budgets, delimited
from .delimited import Delimited, Line
from .usercsv import UserFile

REVENUE, RESULT, FUND, EARMARKED = "revenue", "result", "fund", "earmarked"
DEBT, TAX, EQUALISATION, PEOPLE = "debt", "tax", "equalisation", "inhabitants"
PRICES = "prices"
NAMES: Mapping[str, str] = MappingProxyType(
    {
        REVENUE: "Brutto driftsinntekter",
        RESULT: "Netto driftsresultat",
        FUND: "Disposisjonsfond ved utgangen av året",
        EARMARKED: "Bruk av bundne fond i tjenestene, netto",
        DEBT: "Netto lånegjeld",
        TAX: "Skatt på inntekt og formue",
        EQUALISATION: "Inntektsutjevning",
        PEOPLE: "Innbyggere 1. juli året før",
        PRICES: "Priser fra år",
    }
)
"""The eight lines of the template, and the year whose prices they are in."""
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "linje": "en av de åtte linjene under; de tre første må være der",
        NAMES[REVENUE]: "sum driftsinntekter, skrevet som et positivt tall",
        NAMES[RESULT]: "overskudd er positivt, underskudd negativt",
        NAMES[FUND]: "det som står på fondet 31. desember",
        NAMES[EARMARKED]: "kan utelates; bruk er positivt, netto avsetning negativt",
        NAMES[DEBT]: "kan utelates; gir figuren om gjeld",
        NAMES[TAX]: "trengs for årene etter planen, i et år med offisiell behovsindeks",
        NAMES[EQUALISATION]: "trengs sammen med skatten; trekk er negativt",
        NAMES[PEOPLE]: "kan utelates; SSBs tall brukes da",
        NAMES[PRICES]: "året planens beløp er i priser fra; ellers det første planåret",
        "plan_2026": "planår; én kolonne for hvert. Regnskap og budsjett før planen heter "
        "regnskap_2024 og budsjett_2025. Et budsjettår uten plan etter seg skrives som plan",
    }
)
"""What the template holds."""
NEEDED = (REVENUE, RESULT, FUND)
_LINES: Mapping[str, str] = MappingProxyType(
    {
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
)
"""Other ways to write them, in lower case."""
MOST, FEWEST = 3e3, 2e1
"""Revenue of a kommune is between these [1000 NOK per inhabitant]."""
YEAR_COLUMN = re.compile(r"(regnskap|budsjett|plan)_((?:19|20)\d\d)")


@dataclass(frozen=True)
class PlanFile:
    """A plan that can be used.

    Parameters
    ----------
    name
        Of the file, or "" of the form.
    columns
        The years that are used, by their kind: ``plan_2026``; in the order of the years.
    amounts
        By line and column [1000 NOK; persons]; only what was given.
    price_year
        The year whose prices the plan's years are in.
    warnings
        What the user should know of.
    """

    name: str
    columns: tuple[str, ...]
    amounts: Mapping[str, Mapping[str, float]]
    price_year: int
    warnings: tuple[Fault, ...] = ()

    def to_csv(self) -> str:
        """The template filled in, as it is read back."""
        return _csv(self.columns, self.amounts, self.price_year)


def template(years: tuple[int, ...]) -> str:
    """A file to fill in, with a column a year of the plan."""
    return _csv(tuple(f"plan_{year}" for year in years), {}, years[0])


def _csv(columns: tuple[str, ...], amounts: Mapping[str, Mapping[str, float]], year: int) -> str:
    def cells(line: str) -> list[str]:
        given = amounts.get(line, {})
        return [delimited.written(given[one]) if one in given else "" for one in columns]

    rows = [[name, *cells(line)] for line, name in NAMES.items() if line != PRICES]
    plan = [one for one in columns if one.startswith("plan")]
    prices = [str(year) if one == plan[0] else "" for one in columns]
    return delimited.to_csv(("linje (1000 kr)", *columns), [*rows, [NAMES[PRICES], *prices]])


def read_plan(file: UserFile, people: Callable[[int], float]) -> PlanFile:
    """Read and check a file of a plan's lines.

    Parameters
    ----------
    people
        Inhabitants of a year, NaN where they are not known: amounts of another unit are seen by it.

    Raises
    ------
    InputFileError
        Every fault: file, row, column, what was found, what is accepted, what to do.
    """
    file = delimited.named(file)
    faults: list[Fault] = []
    warnings: list[Fault] = []
    table = delimited.read(file, faults, _column)
    if table is None or delimited.lacking(file.name, table, ("linje",), faults):
        raise InputFileError(faults)
    columns = _columns(file.name, table, faults)
    delimited.unread(file.name, table, ("linje", *columns), warnings)
    factor = budgets.unit(file.name, table, faults, warnings)
    rows = _rows(file.name, table, faults, warnings)
    amounts = {
        line: _amounts(file.name, rows[line], line, columns, factor, faults)
        for line in NAMES
        if line in rows and line != PRICES
    }
    written = (
        _amounts(file.name, rows[PRICES], PRICES, columns, 1, faults) if PRICES in rows else {}
    )
    if faults:
        raise InputFileError(faults)
    return checked(file.name, columns, amounts, set(map(int, written.values())), people, warnings)


def checked(
    name: str,
    columns: tuple[str, ...],
    amounts: Mapping[str, Mapping[str, float]],
    prices: set[int],
    people: Callable[[int], float],
    warnings: list[Fault] | None = None,
) -> PlanFile:
    """A plan of these amounts, if it can be used.

    Parameters
    ----------
    columns, amounts
        As of :class:`PlanFile`.
    prices
        The years written as those of the prices; empty for the first year of the plan.
    people, warnings
        As of :func:`read_plan`.

    Raises
    ------
    InputFileError
        Every fault.
    """
    faults: list[Fault] = []
    warnings = warnings or []
    used = _used(name, columns, amounts, faults, warnings)
    for column in used:
        _sizes(name, column, amounts, people(_year(column)), faults)
    kinds = [one.partition("_")[0] for one in used]
    order = ("regnskap", "budsjett", "plan")
    if used and "plan" not in kinds:
        advice = "Skriv det siste året som plan, også når det er et budsjett: plan_2026."
        faults.append(Fault(name, "", listing(list(used)), "minst ett planår", advice))
    elif kinds != sorted(kinds, key=order.index):
        advice = "La regnskap komme før budsjett, og budsjett før plan."
        faults.append(Fault(name, "", listing(list(used)), "år i rekkefølge", advice))
    if len(prices) > 1:
        found = listing([str(one) for one in sorted(prices)])
        faults.append(
            Fault(name, NAMES[PRICES], found, "ett år", "Skriv året beløpene er i priser fra.")
        )
    for year in prices:
        if not 2015 <= year <= 2050:
            faults.append(
                Fault(name, NAMES[PRICES], str(year), "et årstall", "Skriv for eksempel 2026.")
            )
    _left_out(name, used, amounts, warnings)
    if faults:
        raise InputFileError(faults)
    plan = [_year(one) for one in used if one.startswith("plan")]
    kept = {
        line: {column: by[column] for column in used if column in by}
        for line, by in amounts.items()
    }
    given = {line: by for line, by in kept.items() if by}
    return PlanFile(name, used, given, min(prices, default=plan[0]), tuple(warnings))


def _column(heading: str) -> str:
    bare = re.sub(r"\s*[(\[].*?[)\]]", "", heading).strip()
    found = "linje" if bare in ("linje", "line", "post") else budgets.column(heading)
    return "linje" if found == "unit_name" else found


def _line(text: str) -> str:
    """Which of the lines a row is; "" for none."""
    bare = re.sub(r"\s*[(\[].*?[)\]]", "", re.sub(r"\s+", " ", text)).strip(" :.").casefold()
    exact = next((line for line, name in NAMES.items() if name.casefold() == bare), "")
    return exact or next((line for line, words in _LINES.items() if re.fullmatch(words, bare)), "")


def _columns(name: str, table: Delimited, faults: list[Fault]) -> tuple[str, ...]:
    columns = sorted(filter(YEAR_COLUMN.fullmatch, table.columns), key=_year)
    years = [_year(one) for one in columns]
    accepted = "én kolonne per år: regnskap_ÅÅÅÅ, budsjett_ÅÅÅÅ eller plan_ÅÅÅÅ"
    if not columns:
        advice = "Gi årskolonnene navn som i malen, for eksempel plan_2026."
        faults.append(
            Fault(name, f"rad {table.row}", delimited.some(table.columns), accepted, advice)
        )
    for twice in sorted({one for one in years if years.count(one) > 1}):
        same = delimited.some(one for one in columns if _year(one) == twice)
        faults.append(
            Fault(name, f"rad {table.row}", same, accepted, f"Behold én av dem for {twice}.")
        )
    return tuple(columns)


def _rows(
    name: str, table: Delimited, faults: list[Fault], warnings: list[Fault]
) -> dict[str, Line]:
    """The rows by line; those that are none are told, and those that stand twice."""
    rows: dict[str, Line] = {}
    for one in table.lines:
        text, line = one.cells["linje"], _line(one.cells["linje"])
        if not line:
            advice = "Raden er ikke lest. Se etter en skrivefeil i navnet."
            accepted = "en av linjene i malen"
            warnings.append(Fault(name, f"rad {one.row}", f"«{text[:60]}»", accepted, advice))
        elif line in rows:
            advice = f"Den står også i rad {rows[line].row}. Behold én av dem."
            accepted = "hver linje én gang"
            faults.append(Fault(name, f"rad {one.row}", f"«{text[:60]}»", accepted, advice))
        else:
            rows[line] = one
    missing = [NAMES[line] for line in NEEDED if line not in rows]
    if missing:
        accepted = listing([NAMES[line] for line in NEEDED])
        advice = f"Legg til {listing(missing)}, som i malen."
        faults.append(Fault(name, "", f"ikke {listing(missing)}", accepted, advice))
    return rows


def _amounts(
    name: str, row: Line, line: str, columns: tuple[str, ...], factor: float, faults: list[Fault]
) -> dict[str, float]:
    found = {}
    for column in columns:
        text = row.cells.get(column, "")
        if not text or text in ("-", "–", "—"):
            continue
        value = delimited.amount(text, -1e12, 1e12)
        if value != value:
            faults.append(
                row.fault(name, column, "et tall", "Skriv for eksempel 67 614 eller −55.")
            )
        else:
            found[column] = value if line in (PEOPLE, PRICES) else factor * value
    return found


def _used(
    name: str,
    columns: tuple[str, ...],
    amounts: Mapping[str, Mapping[str, float]],
    faults: list[Fault],
    warnings: list[Fault],
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
            faults.append(Fault(name, place, f"ikke {listing(lacks)}", "de tre linjene", advice))
        else:
            advice = "Året er ikke med."
            warnings.append(Fault(name, f"kolonnen {column}", "ingen tall", "tall", advice))
    if not used and not faults:
        accepted = f"{listing([NAMES[line].lower() for line in NEEDED])} for minst ett år"
        faults.append(Fault(name, "", "ingen år med tall", accepted, "Legg inn tallene."))
    return tuple(used)


def _sizes(
    name: str,
    column: str,
    amounts: Mapping[str, Mapping[str, float]],
    people: float,
    faults: list[Fault],
) -> None:
    """Amounts that no kommune has: another unit, or another sign."""
    revenue, result, fund = (amounts[line][column] for line in NEEDED)

    def fault(line: str, value: float, accepted: str, advice: str) -> None:
        place = f"{NAMES[line]}, {column}"
        faults.append(Fault(name, place, f"{number(value)} (1000 kr)", accepted, advice))

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
        faults.append(Fault(name, place, found, accepted, "Skriv antallet innbyggere."))


def _left_out(
    name: str,
    used: tuple[str, ...],
    amounts: Mapping[str, Mapping[str, float]],
    warnings: list[Fault],
) -> None:
    """Tell what cannot be shown for want of a line."""
    means = {
        EARMARKED: "Bruk av bundne fond er da ikke med i årene etter planen.",
        DEBT: "Figuren om gjeld er da ikke med.",
        TAX: "Årene etter planen trenger skatten, her eller på siden Inntekt.",
        EQUALISATION: "Årene etter planen trenger den sammen med skatten.",
    }
    last = used[-1:] if used else ()
    for line, told in means.items():
        wanted = last if line == EARMARKED else used
        if not any(column in amounts.get(line, {}) for column in wanted):
            warnings.append(Fault(name, NAMES[line], "ingen tall", "et beløp", told))


def _year(column: str) -> int:
    return int(column[-4:])
