"""The sheets of a workbook with what is given: assumptions, own rates, and the plan's own lines.

Formulas elsewhere refer to their cells.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_range_abs

from ... import labels
from ...case import Accounts
from ...people.ages import SERVICE_AGES
from ...series import Table, items, pick
from .looks import COLUMN, Formats
from .parts import Nominal, Own, Rated, Reckoning
from .rows import FIRST, GivenSheet, Known, YearSheet

GIVEN = "Forutsetninger"
AGES = len(SERVICE_AGES.codes)
BY_AGE = f"[rate.0.{{0}}..rate.{AGES - 1}.{{0}}]"
"""Need per person of a sector, age by age."""


def given(rows: GivenSheet, of: Reckoning, plan: Mapping[str, str]) -> None:
    """Fill the sheet of assumptions. ``plan``: formulas of what follows from the plan."""
    rows.sheet.set_column(0, 0, 46)
    rows.sheet.set_column(1, 9, 15)
    rows.next += 1
    for name, told, value, unit in _single(of):
        rows.single(name, told, value, unit, plan.get(name, ""))
    rows.next += 1
    rows.columns("Etter tjeneste", map(labels.item, of.sectors))
    for place, age in enumerate(SERVICE_AGES.codes):
        told = f"Behov per person {labels.age(age)} (landets snitt = 1)"
        rows.across(f"rate.{place}", told, of.sectors, of.rates[:, place], "indeks")
    if of.own:
        _own(rows, of, of.own)
    if of.nominal:
        _prices(rows, of.nominal)
    rows.sheet.freeze_panes(1, 1)


def _single(of: Reckoning) -> list[tuple[str, str, float, str]]:
    """Name, text, value and unit of what is one figure."""
    found: list[tuple[str, str, float, str]] = [
        ("basisaar", "Basisår", of.base, "år"),
        ("utgiftsbehov", "Utgiftsbehov per innbygger i landet", of.mean_need, "kr"),
        ("dekning", "Heldøgns omsorgsplasser", of.coverage, "prosent av 80 år og eldre"),
    ]
    if of.received:
        found += [
            ("innbyggertilskudd", "Innbyggertilskudd", of.received.grant, "kr per innbygger"),
            ("ekstra_sats", "Ekstra skatteutjevning, sats", of.received.extra, "andel"),
            ("ekstra_grense", "Ekstra skatteutjevning under", of.received.below, "andel av landet"),
        ]
    if of.after and of.plan:
        after, rules = of.after, of.rules
        found += [
            ("plan_resultat", f"Netto driftsresultat {after.end}", after.result, "1000 kr"),
            ("plan_inntekter", f"Brutto driftsinntekter {after.end}", after.revenue, "1000 kr"),
            ("plan_fond", f"Disposisjonsfond {after.end}", after.fund, "1000 kr"),
            ("bundne_fond", "Bruk av bundne fond hvert år", after.earmarked, "1000 kr"),
            ("regel_resultat", "Regel: netto driftsresultat, minst", rules.result, "prosent"),
            ("regel_fond", "Regel: disposisjonsfond, minst", rules.fund, "prosent"),
            ("robek", "ROBEK: merforbruk, høyst", rules.robek, "prosent"),
        ]
    return found


def _own(rows: GivenSheet, of: Reckoning, own: Own) -> None:
    """Frames and fixed shares, and the need the frames covered."""
    people, ages = len(of.sectors) + 1, rows.next - AGES
    formats = rows.formats
    formats.write(rows.sheet, ages - 1, people, f"Innbyggere {own.year}", **COLUMN)
    for down, count in enumerate(own.served, ages):
        rows.sheet.write_number(down, people, count, formats.given("personer"))
    served = xl_range_abs(ages, people, ages + AGES - 1, people)
    for name, told, values, unit, formula in (
        ("frame", f"Netto driftsramme {own.year}, kr", own.frames, "kr", ""),
        ("share", "Fast andel av rammen", own.shares, "andel", ""),
        (
            "served",
            "Behov rammen dekket",
            of.rates @ own.served,
            "",
            f"=SUMPRODUCT({BY_AGE},{served})",
        ),
    ):
        rows.across(name, told, of.sectors, values, unit, formula)


RATES = "Satser"


def own_rates(rows: GivenSheet, of: Rated) -> None:
    """Fill the sheet of a user's own rates: a column a service, a row an age group."""
    rows.sheet.set_column(0, 0, 24)
    rows.sheet.set_column(1, len(of.services), 18)
    rows.next += 1
    rows.columns("Alder", map(labels.item, of.services))
    places = [str(place) for place in range(len(of.services))]
    for place, age in enumerate(of.ages):
        rows.across(f"own_rate.{place}", labels.age(age), places, of.rates[:, place])
    rows.sheet.freeze_panes(3, 1)


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


def _prices(rows: GivenSheet, of: Nominal) -> None:
    """Price growth by year, and the price level as formulas from it."""
    sheet, formats = rows.sheet, rows.formats
    rows.next += 1
    heads = "Vekst, prosent", f"Nivå, {of.price_year} = 1"
    rows.columns(f"Prisvekst (kommunal deflator, {of.vintage})", heads)
    rows.note("Skriv inn vekst for flere år, så regnes løpende kroner for dem også.")
    first = rows.next + 1
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
    formats.book.define_name("prisaar", f"={GIVEN}!$A${first}:$A${last}")
    formats.book.define_name("prisnivaa", f"={GIVEN}!$C${first}:$C${last}")
