"""Rows that more than one sheet has: own rates, income, and result and fund after the plan."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from ... import labels, terms
from ...money.budget import Rules
from ...series import pick
from .looks import (
    COLUMN,
    HEADING,
    PLAIN,
    TITLE,
    Formats,
    Formula,
    YearSheet,
    before,
    percent,
    there,
    total,
)
from .parts import AfterPlan, Rated, Received

AFTER_PLAN = "Etter planen, alt annet som i planens siste år"


def after_plan(
    rows: YearSheet,
    of: AfterPlan,
    found: dict[str, int],
    cost: int,
    income: int,
    limits: Rules,
    heading: str = AFTER_PLAN,
    before_row: tuple[int, int] | None = None,
) -> None:
    """Result, revenue, fund and deficit of the years after the plan.

    Parameters
    ----------
    cost, income
        Rows of the own budget's cost and of income.
    limits
        The municipality's rules, for the lines of charts.
    before_row
        Rows of cost and income whose last year of the plan changes are measured from; themselves
        where left out.
    """
    rows.heading(heading)
    end, years = rows.column(of.end), pick(of.table, "net_result")[0].years
    first = rows.column(years[0])
    spent, gained = before_row or (cost, income)

    def row(item: str, formula: Formula) -> int:
        series = pick(of.table, item)[0]
        unit = "prosent" if series.unit == "percent" else "1000 kr"
        found[item] = rows.reckoned(labels.item(item), unit, formula, series.values, years)
        return found[item]

    result = row(
        "net_result",
        lambda c: f"=plan_resultat-({c}{cost}-${end}{spent})+({c}{income}-${end}{gained})",
    )
    revenue = row(
        "gross_operating_revenue", lambda c: f"=plan_inntekter+({c}{income}-${end}{gained})"
    )
    row("net_result_share", percent(result, revenue))
    position = rows.next + 1

    def carried(column: str) -> str:
        start = "plan_fond" if column == first else f"{before(column, rows.columns)}{position}"
        return f"={start}+{column}{result}+bundne_fond"

    less = pick(of.table, "reserve_fund")[0].values - pick(of.table, "deficit")[0].values
    found["position"] = rows.reckoned("Fond minus merforbruk", "1000 kr", carried, less, years)
    fund = row("reserve_fund", lambda c: f"=MAX(0,{c}{position})")
    short = row("deficit", lambda c: f"=MAX(0,-{c}{position})")
    row("reserve_fund_share", percent(fund, revenue))
    row("deficit_share", percent(short, revenue))
    for item, (name, limit) in _limits(limits).items():
        found[item] = rows.reckoned(name, "prosent", _named(item), [limit] * len(years), years)


def _limits(limits: Rules) -> dict[str, tuple[str, float]]:
    return {
        "regel_resultat": ("Regel: netto driftsresultat, minst", limits.result),
        "regel_fond": ("Regel: disposisjonsfond, minst", limits.fund),
    }


def _named(cell: str) -> Formula:
    return lambda _: f"={cell}"


NATION = ("national_tax", "symmetric", "met")
"""What is the same whoever lives in the municipality."""
FOLLOWING = "Inntekt som følger innbyggerne"


def income(
    rows: YearSheet,
    of: Received,
    found: dict[str, int],
    heading: str = FOLLOWING,
    official: Mapping[str, int] = PLAIN,
    sheet: str = "",
) -> None:
    """Income by part and in all; ``income`` is the row of the last.

    Parameters
    ----------
    official, sheet
        Rows of the projection's income, for a scenario: what is the nation's is the same there, and
        the rest is data.
    """
    rows.heading(heading)
    met = () if of.met is None else (("met", "Mer fra staten per innbygger", "kr", of.met),)
    for item, name, unit, values in (
        ("index", "Utgiftsbehov, landet = 1", "indeks", of.index),
        ("tax", "Skatt per innbygger", "kr", of.tax),
        ("national_tax", "Landets skatt per innbygger (anslag)", "kr", of.national_tax),
        ("symmetric", "Skatteutjevning, sats", "andel", of.symmetric),
        *met,
    ):
        if official and item in NATION:
            found[item] = rows.reckoned(name, unit, there(sheet, official[item]), values)
        else:
            found[item] = rows.given(name, unit, values, is_data=bool(official))
    index, tax, national, share = (
        found[item] for item in ("index", "tax", "national_tax", "symmetric")
    )
    people, start = found["inhabitants"], rows.next + 1
    formulas: dict[str, Formula] = {
        "innbyggertilskudd": lambda c: f"=innbyggertilskudd*{c}{people}/1000",
        "utgiftsutjevning": lambda c: f"=({c}{index}-1)*utgiftsbehov*{c}{people}/1000",
        "skatt": lambda c: f"={c}{tax}*{c}{people}/1000",
        "inntektsutjevning": lambda c: (
            f"=({c}{share}*({c}{national}-{c}{tax})"
            f"+ekstra_sats*MAX(0,ekstra_grense*{c}{national}-{c}{tax}))*{c}{people}/1000"
        ),
    }
    if met:
        # In the order of the parts of income elsewhere: last.
        formulas["landets_aldring"] = lambda c: f"={c}{index}*{c}{found['met']}*{c}{people}/1000"
    for item, formula in formulas.items():
        found[item] = rows.reckoned(
            labels.item(item), "1000 kr", formula, pick(of.table, item)[0].values
        )
    found["income"] = rows.reckoned(
        "Inntekt i alt",
        "1000 kr",
        total(start, rows.next),
        pick(of.table, "total")[0].values,
        bold=True,
    )


RATES = "Satser"


def given(sheet: Any, formats: Formats, of: Rated) -> Mapping[str, str]:
    """Fill the sheet: a column a service, a row an age group; each service's area by its code."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(of.services), 18)
    formats.write(sheet, 0, 0, f"Egne satser, kr per person, {of.price_year}-kroner", **TITLE)
    formats.write(sheet, 2, 0, "Alder", **HEADING)
    for place, service in enumerate(of.services, 1):
        formats.write(sheet, 2, place, labels.item(service), **COLUMN)
    for down, age in enumerate(of.ages, 3):
        formats.write(sheet, down, 0, labels.age(age))
        sheet.write_row(down, 1, list(of.rates[:, down - 3]), formats.given())
    sheet.freeze_panes(3, 1)
    first, last = 4, 3 + len(of.ages)
    columns = [xl_col_to_name(place) for place in range(1, 1 + len(of.services))]
    return {
        service: f"{RATES}!${column}${first}:${column}${last}"
        for service, column in zip(of.services, columns, strict=True)
    }


def costs(rows: YearSheet, of: Rated, cells: Mapping[str, str], found: dict[str, int]) -> None:
    """People by the ages of the rates, and cost by service and in all."""
    rows.heading("Innbyggere etter satsenes aldre")
    first = rows.next + 1
    for place, age in enumerate(of.ages):
        rows.given(labels.age(age), "personer", of.persons[:, place])
    last = rows.next
    rows.heading(f"Kostnad, {terms.METHODS['rates'].lower()}")
    start = rows.next + 1
    for service in of.services:
        found[f"rates.{service}"] = rows.reckoned(
            labels.item(service),
            "1000 kr",
            _cost(cells[service], first, last),
            pick(of.table, service)[0].values,
        )
    whole = pick(of.table, "total")[0].values
    found["rates.total"] = rows.reckoned(
        "I alt", "1000 kr", total(start, rows.next), whole, bold=True
    )


def _cost(rates: str, first: int, last: int) -> Formula:
    return lambda c: f"=SUMPRODUCT({rates},{c}${first}:{c}${last})/1000"
