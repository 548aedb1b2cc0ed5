"""A plan's lines that a user gives, and what they become: lines of a case, and its own tax.

One row a line, one column a year. A year needs three of the lines; what else is missing is left out
and told, and is never nothing. Everything wrong is told at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ... import norwegian
from ...case import Accounts, OwnTax
from ...money.prices import Deflator
from ...people.population import OBSERVED, Region
from ...provenance import Source
from ...series import Series, Table, pick
from .file import passport
from .frame_columns import NAMES as NAME_HEADINGS
from .frame_columns import year_column
from .schema import Schema
from .values import Field, to_csv, written

REVENUE, RESULT, FUND, EARMARKED = "revenue", "result", "fund", "earmarked"
DEBT, TAX, EQUALISATION, PEOPLE = "debt", "tax", "equalisation", "inhabitants"
PRICES = "prices"
NAMES: Mapping[str, str] = {
    REVENUE: "Brutto driftsinntekter",
    RESULT: "Netto driftsresultat",
    FUND: "Disposisjonsfond ved utgangen av året",
    TAX: "Skatt på inntekt og formue",
    EQUALISATION: "Inntektsutjevning",
    EARMARKED: "Bruk av bundne fond i tjenestene, netto",
    DEBT: "Netto lånegjeld",
    PEOPLE: "Innbyggere 1. juli året før",
    PRICES: "Priser fra år",
}
"""The eight lines of the template, and the year whose prices they are in."""
NEEDED = (REVENUE, RESULT, FUND)
SCHEMA = Schema(
    "en linje",
    (
        Field(
            "linje",
            "en av de åtte linjene; de tre første må være der",
            also=("line", "post", *NAME_HEADINGS),
            alone=True,
        ),
        Field(
            "plan_2026",
            "planår; én kolonne for hvert. Regnskap og budsjett før planen heter regnskap_2024 og "
            "budsjett_2025. Et budsjettår uten plan etter seg skrives som plan",
            needed=False,
            blank=True,
            pattern=year_column,
        ),
    ),
    bare=True,
)
COLUMNS: Mapping[str, str] = {
    "linje": SCHEMA.described["linje"],
    NAMES[REVENUE]: "sum driftsinntekter, skrevet som et positivt tall",
    NAMES[RESULT]: "overskudd er positivt, underskudd negativt",
    NAMES[FUND]: "det som står på fondet 31. desember",
    NAMES[EARMARKED]: "kan utelates; bruk er positivt, netto avsetning negativt",
    NAMES[DEBT]: "kan utelates; gir figuren om gjeld",
    NAMES[TAX]: "trengs for årene etter planen, i et år med offisiell behovsindeks",
    NAMES[EQUALISATION]: "trengs sammen med skatten; trekk er negativt",
    NAMES[PEOPLE]: "kan utelates; SSBs tall brukes da",
    NAMES[PRICES]: "året planens beløp er i priser fra; ellers det første planåret",
    "plan_2026": SCHEMA.described["plan_2026"],
}
"""What the template holds: its lines, too."""


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
    """

    name: str
    columns: tuple[str, ...]
    amounts: Mapping[str, Mapping[str, float]]
    price_year: int

    def to_csv(self) -> str:
        """The template filled in, as it is read back."""
        return _csv(self.columns, self.amounts, self.price_year)


def template(years: tuple[int, ...]) -> str:
    """A file to fill in, with a column a year of the plan."""
    return _csv(tuple(f"plan_{year}" for year in years), {}, years[0])


def _csv(columns: tuple[str, ...], amounts: Mapping[str, Mapping[str, float]], year: int) -> str:
    def cells(line: str) -> list[str]:
        given = amounts.get(line, {})
        return [written(given[one]) if one in given else "" for one in columns]

    rows = [[name, *cells(line)] for line, name in NAMES.items() if line != PRICES]
    plan = [one for one in columns if one.startswith("plan")]
    prices = [str(year) if one == plan[0] else "" for one in columns]
    return to_csv(("linje (1000 kr)", *columns), [*rows, [NAMES[PRICES], *prices]])


ID = "egen-plan"
"""Source id of lines that someone gave."""


def inputs(
    plan: PlanFile,
    region: Region,
    deflator: Deflator,
    counted: Mapping[int, float],
    retrieved: str,
) -> dict[str, Any]:
    """Fields of the case: its accounts, and its own tax where it was given.

    Parameters
    ----------
    counted
        Inhabitants 1 July of the year before, by the years that have an official need index: the
        newest of them with a tax gives it.
    retrieved
        The day the lines were given, ISO date.
    """
    source = passport(
        id=ID,
        short=f"egne linjer for {region.name}, {plan.name or 'lagt inn'}",
        title=f"Resultat, fond, gjeld og skatt for {region.name}",
        document=plan.name or "Skrevet inn på siden Handlingsrom",
        vintage=f"{'fil' if plan.name else 'lagt inn'} {norwegian.date(retrieved)}",
        published=retrieved[:4],
        retrieved=retrieved,
        unit="1000 kroner",
    )
    found: dict[str, Any] = {"accounts": accounts(plan, region, source, deflator)}
    if tax := _tax(plan, counted, source):
        found["own_tax"] = tax
    return found


def accounts(plan: PlanFile, region: Region, source: Source, deflator: Deflator) -> Accounts:
    """The lines as those of a bundled plan: what the areas draw of earmarked funds is negative."""

    def series(line: str, item: str, sign: float = 1.0) -> Table:
        given, found = plan.amounts.get(line, {}), []
        for kind in ("regnskap", "budsjett", "plan"):
            columns = [one for one in plan.columns if one.startswith(kind) and one in given]
            if columns:
                years = tuple(int(one[-4:]) for one in columns)
                values = np.array([sign * given[one] for one in columns])
                named = (("line", NAMES[line]),)
                found.append(Series(region, source, kind, item, "1000 NOK", years, values, named))
        return tuple(found)

    drawn = series(EARMARKED, "earmarked", -1.0)
    last = int(plan.columns[-1][-4:])
    if not any(one.has(last) for one in drawn):
        drawn = ()  # what is not known of the plan's end is not known after it
    revenue = series(REVENUE, "i_alt")
    return Accounts(
        (*series(RESULT, "total_provisions"), *drawn),
        revenue,
        series(FUND, "reserve_fund"),
        (),
        _debt(plan, region, source),
        plan.price_year,
        deflator,
        is_entered=True,
    )


def _debt(plan: PlanFile, region: Region, source: Source) -> Table:
    """Net debt [percent of gross operating revenue]: what was, and what is planned."""
    given, found = plan.amounts.get(DEBT, {}), []
    for kinds, alternative in ((("regnskap",), OBSERVED), (("budsjett", "plan"), "plan")):
        columns = [one for one in plan.columns if one.startswith(kinds) and one in given]
        if columns:
            years = tuple(int(one[-4:]) for one in columns)
            values = np.array([100 * given[one] / plan.amounts[REVENUE][one] for one in columns])
            found.append(Series(region, source, alternative, "net_debt", "percent", years, values))
    return tuple(found)


def _tax(plan: PlanFile, counted: Mapping[int, float], source: Source) -> OwnTax | None:
    """The newest tax of a year with an official index."""
    tax, equalised = (plan.amounts.get(line, {}) for line in (TAX, EQUALISATION))
    for column in reversed(plan.columns):
        year = int(column[-4:])
        if column in tax and column in equalised and year in counted:
            people = plan.amounts.get(PEOPLE, {}).get(column, counted[year])
            prices = plan.price_year if column.startswith("plan") else year
            return OwnTax(
                year, people, 1000 * tax[column], 1000 * equalised[column], source, prices
            )
    return None


def given(accounts: Accounts, tax: OwnTax | None) -> PlanFile:
    """The lines that accounts were made of, to be written as a file again."""
    amounts: dict[str, dict[str, float]] = {}
    wanted = (
        (REVENUE, accounts.revenue, "i_alt", 1.0),
        (RESULT, accounts.lines, "total_provisions", 1.0),
        (FUND, accounts.balances, "reserve_fund", 1.0),
        (EARMARKED, accounts.lines, "earmarked", -1.0),
    )
    kinds: dict[int, str] = {}
    for line, table, item, sign in wanted:
        for one in pick(table, item):
            kinds |= dict.fromkeys(one.years, one.alternative)
            by = amounts.setdefault(line, {})
            by |= {f"{one.alternative}_{year}": sign * one.at(year) for year in one.years}
    columns = tuple(f"{kinds[year]}_{year}" for year in sorted(kinds))
    for one in accounts.key_figures:
        by = amounts.setdefault(DEBT, {})
        for year in one.years:
            column = f"{kinds[year]}_{year}"
            by[column] = one.at(year) * amounts[REVENUE][column] / 100
    if tax and tax.source.id == ID:
        column = f"{kinds[tax.year]}_{tax.year}"
        amounts |= {
            TAX: {column: tax.tax / 1000},
            EQUALISATION: {column: tax.equalisation / 1000},
            PEOPLE: {column: tax.inhabitants},
        }
    plan = next(int(one[-4:]) for one in columns if one.startswith("plan"))
    return PlanFile("", columns, amounts, accounts.price_year or plan)
