"""The sheet with the plan's own lines, and the cells of price growth that lead to its prices."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...case import Accounts
from ...series import Table, items, pick
from .looks import COLUMN, HEADING, NOTE, Formats
from .parts import Nominal, Reckoning
from .rows import FIRST, Known, YearSheet

PLAN = "Planen"
LINES = ("total_provisions", "to_fund", "from_fund", "earmarked")
"""Lines that result and fund are made of."""


def lines(
    sheet: Any, formats: Formats, known: Known, of: Reckoning, own: Accounts
) -> Mapping[str, str]:
    """Fill the sheet; formulas of what the years after the plan start from, by name."""
    years = tuple(year for one in pick(own.lines, LINES[0]) for year in one.years)
    rows = YearSheet(sheet, formats, known, "Planens linjer og nøkkeltall", years)
    rows.note("Linjer med planens fortegn: inntekter og bruk av fond er negative.")
    rows.heading("Grunnlag")
    grounds = [one.alternative for one in pick(own.lines, LINES[0]) for _ in one.years]
    for column, ground in enumerate(grounds, FIRST):
        sheet.write_string(rows.next - 1, column, ground, formats(bottom=1, align="right"))
    rows.heading("Brutto driftsinntekter etter område")
    areas = items(own.revenue)
    for place, area in enumerate(areas):
        _line(rows, f"area.{place}", own.revenue, area)
    revenue = f"=SUM([area.0..area.{len(areas) - 1}])"
    rows.figure(of.plan_figures, "gross_operating_revenue", revenue)
    rows.heading("Linjer som gir resultat og fond")
    there = [item for item in LINES if pick(own.lines, item)]
    for item in there:
        _line(rows, item, own.lines, item)
    stated = {year: one.at(year) for one in own.balances for year in one.years}
    balances = np.array(list(stated.values()))
    rows.given("stated", "Disposisjonsfond, oppgitt", "1000 kr", balances, tuple(stated))
    rows.heading("Resultat og fond")
    rows.figure(of.plan_figures, "net_result", "=[total_provisions]")
    less = np.concatenate(
        [
            one.values - other.values
            for one, other in zip(
                *(pick(of.plan_figures, item) for item in ("reserve_fund", "deficit")), strict=True
            )
        ]
    )
    moved = "=[position@-1]+[to_fund]+[from_fund]"
    rows.reckoned(
        "position",
        "Fond minus merforbruk",
        "1000 kr",
        lambda year: "=[stated]" if year in stated else moved,
        less,
    )
    rows.figure(of.plan_figures, "reserve_fund", "=MAX(0,[position])")
    rows.figure(of.plan_figures, "deficit", "=MAX(0,-[position])")
    for item in ("net_result", "reserve_fund", "deficit"):
        share = f"=100*[{item}]/[gross_operating_revenue]"
        rows.figure(of.plan_figures, f"{item}_share", share)
    end = f"@{years[-1]}]"
    given = "earmarked" in there
    return {
        "plan_resultat": rows.written(f"=[{PLAN}!$net_result{end}"),
        "plan_inntekter": rows.written(f"=[{PLAN}!$gross_operating_revenue{end}"),
        "plan_fond": rows.written(f"=[{PLAN}!$position{end}"),
        "bundne_fond": rows.written(f"=-[{PLAN}!$earmarked{end}") if given else "=0",
    }


def _line(rows: YearSheet, name: str, table: Table, item: str) -> None:
    own = pick(table, item)
    values = np.concatenate([one.values for one in own])
    rows.given(name, own[0].label("line"), "1000 kr", values)


def prices(sheet: Any, formats: Formats, of: Nominal, row: int, name: str) -> None:
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
    formats.book.define_name("prisaar", f"={name}!$A${first}:$A${last}")
    formats.book.define_name("prisnivaa", f"={name}!$C${first}:$C${last}")
