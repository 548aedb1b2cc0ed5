"""The sheet with the plan's own lines, and the cells of price growth that lead to its prices."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ... import labels
from ...case import Accounts
from ...people.ages import FloatArray
from ...series import Table, items, pick
from .looks import COLUMN, FIRST, HEADING, NOTE, Formats, Formula, YearSheet, before, percent, total
from .parts import Nominal, Reckoning

PLAN = "Planen"
LINES = ("total_provisions", "to_fund", "from_fund", "earmarked")
"""Lines that result and fund are made of."""


@dataclass(frozen=True)
class PlanCells:
    """Formulas for the plan's last year."""

    result: str
    revenue: str
    fund: str
    earmarked: str


def lines(sheet: Any, formats: Formats, of: Reckoning, own: Accounts) -> PlanCells:
    """Fill the sheet; what the years after the plan start from."""
    years = tuple(year for one in pick(own.lines, LINES[0]) for year in one.years)
    rows = YearSheet(sheet, formats, "Planens linjer og nøkkeltall", years)
    rows.note("Linjer med planens fortegn: inntekter og bruk av fond er negative.")
    rows.heading("Grunnlag")
    grounds = [one.alternative for one in pick(own.lines, LINES[0]) for _ in one.years]
    for column, ground in enumerate(grounds, FIRST):
        sheet.write_string(rows.next - 1, column, ground, formats(bottom=1, align="right"))
    rows.heading("Brutto driftsinntekter etter område")
    start = rows.next + 1
    for area in items(own.revenue):
        rows.given(*_line(own.revenue, area))
    last = rows.next
    revenue = rows.reckoned(
        *_figure(of.plan_figures, "gross_operating_revenue", total(start, last))
    )
    rows.heading("Linjer som gir resultat og fond")
    there = [item for item in LINES if pick(own.lines, item)]
    place = {item: rows.given(*_line(own.lines, item)) for item in there}
    stated = {year: one.at(year) for one in own.balances for year in one.years}
    known = np.array(list(stated.values()))
    balance = rows.given("Disposisjonsfond, oppgitt", "1000 kr", known, tuple(stated))
    rows.heading("Resultat og fond")
    return _results(rows, of, place, revenue, balance, set(stated))


def _line(table: Table, item: str) -> tuple[str, str, FloatArray]:
    own = pick(table, item)
    return own[0].label("line"), "1000 kr", np.concatenate([one.values for one in own])


def _figure(table: Table, item: str, formula: Formula) -> tuple[str, str, Formula, FloatArray]:
    own = pick(table, item)
    unit = "prosent" if own[0].unit == "percent" else "1000 kr"
    return labels.item(item), unit, formula, np.concatenate([one.values for one in own])


def _results(
    rows: YearSheet,
    of: Reckoning,
    place: dict[str, int],
    revenue: int,
    balance: int,
    stated: set[int],
) -> PlanCells:
    """Net operating result, fund and deficit, and their shares of revenue."""
    result = rows.reckoned(
        *_figure(of.plan_figures, "net_result", lambda c: f"={c}{place['total_provisions']}")
    )
    fund, position = pick(of.plan_figures, "reserve_fund"), rows.next + 1

    def carried(column: str) -> str:
        year = rows.years[rows.columns.index(column)]
        if year in stated:
            return f"={column}{balance}"
        moved = f"{column}{place['to_fund']}+{column}{place['from_fund']}"
        return f"={before(column, rows.columns)}{position}+{moved}"

    less = np.concatenate(
        [
            one.values - other.values
            for one, other in zip(fund, pick(of.plan_figures, "deficit"), strict=True)
        ]
    )
    rows.reckoned("Fond minus merforbruk", "1000 kr", carried, less)
    kept = rows.reckoned(
        *_figure(of.plan_figures, "reserve_fund", lambda c: f"=MAX(0,{c}{position})")
    )
    short = rows.reckoned(*_figure(of.plan_figures, "deficit", lambda c: f"=MAX(0,-{c}{position})"))
    shares = {"net_result_share": result, "reserve_fund_share": kept, "deficit_share": short}
    for item, row in shares.items():
        rows.reckoned(*_figure(of.plan_figures, item, percent(row, revenue)))
    end = rows.columns[-1]
    return PlanCells(
        f"={PLAN}!${end}${result}",
        f"={PLAN}!${end}${revenue}",
        f"={PLAN}!${end}${position}",
        f"=-{PLAN}!${end}${place['earmarked']}" if "earmarked" in place else "=0",
    )


def prices(book: Any, sheet: Any, formats: Formats, of: Nominal, row: int, name: str) -> None:
    """Price growth by year, and the price level as formulas from it."""
    formats.write(sheet, row, 0, f"Prisvekst (kommunal deflator, {of.vintage})", **HEADING)
    formats.write(sheet, row, 1, "Vekst, prosent", **COLUMN)
    formats.write(sheet, row, 2, f"Nivå, {of.price_year} = 1", **COLUMN)
    told = "Skriv inn vekst for flere år, så regnes løpende kroner for dem også."
    formats.write(sheet, row + 1, 0, told, **NOTE)
    first = row + 3
    for number, year in enumerate(of.growth, first):
        sheet.write_number(number - 1, 0, year, formats(num_format="0", align="left"))
        growth = of.growth[year]
        if np.isnan(growth):
            sheet.write_blank(number - 1, 1, None, formats.given("prosent"))
        else:
            sheet.write_number(number - 1, 1, growth, formats.given("prosent"))
        formula = f'=IF(OR(B{number}="",C{number - 1}=""),"",C{number - 1}*(1+B{number}/100))'
        if year == of.price_year:
            formula = "=1"
        elif year < of.price_year:
            after = number + 1
            formula = f'=IF(OR(B{after}="",C{after}=""),"",C{after}/(1+B{after}/100))'
        look = formats.reckoned("indeks")
        level = of.levels[year]
        sheet.write_formula(number - 1, 2, formula, look, "" if np.isnan(level) else level)
    last = first + len(of.growth) - 1
    book.define_name("prisaar", f"={name}!$A${first}:$A${last}")
    book.define_name("prisnivaa", f"={name}!$C${first}:$C${last}")
