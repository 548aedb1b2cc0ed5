"""The sheet of a workbook that holds the assumptions, in cells that formulas refer to."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from ... import labels
from ...people.ages import SERVICE_AGES
from .looks import COLUMN, HEADING, TITLE, Formats
from .parts import Own, Reckoning
from .plan import prices
from .rows import Known

GIVEN = "Forutsetninger"
AGES = len(SERVICE_AGES.codes)
BY_AGE = f"[rate.0.{{0}}..rate.{AGES - 1}.{{0}}]"
"""Need per person of a sector, age by age."""


def given(
    sheet: Any, formats: Formats, known: Known, of: Reckoning, plan: Mapping[str, str]
) -> None:
    """Fill the sheet of assumptions. ``plan``: formulas of what follows from the plan."""
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 9, 15)
    formats.write(sheet, 0, 0, "Forutsetninger som kan endres", **TITLE)
    single = _single(of)
    for row, (name, told, value, unit) in enumerate(single, 2):
        known.single(sheet, formats, row, name, told, value, unit, plan.get(name, ""))
    row = _sectors(sheet, formats, known, of, len(single) + 3)
    if of.nominal:
        prices(sheet, formats, of.nominal, row + 2, GIVEN)
    sheet.freeze_panes(1, 1)


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


def _sectors(sheet: Any, formats: Formats, known: Known, of: Reckoning, row: int) -> int:
    """Need per person, frames and fixed shares by sector; the last row."""
    formats.write(sheet, row, 0, "Etter tjeneste", **HEADING)
    for place, sector in enumerate(of.sectors, 1):
        formats.write(sheet, row, place, labels.item(sector), **COLUMN)
    for place, age in enumerate(SERVICE_AGES.codes):
        row += 1
        told = f"Behov per person {labels.age(age)} (landets snitt = 1)"
        by_sector = dict(zip(of.sectors, of.rates[:, place], strict=True))
        known.across(sheet, formats, row, f"rate.{place}", told, by_sector, "indeks")
    return _own(sheet, formats, known, of, of.own, row) if of.own else row


def _own(sheet: Any, formats: Formats, known: Known, of: Reckoning, own: Own, row: int) -> int:
    """Frames and fixed shares, and the need the frames covered; the last row."""
    people, ages = len(of.sectors) + 1, row - AGES + 1
    formats.write(sheet, ages - 1, people, f"Innbyggere {own.year}", **COLUMN)
    for down, count in enumerate(own.served):
        sheet.write_number(ages + down, people, count, formats.given("personer"))
    column = xl_col_to_name(people)
    served = f"${column}${ages + 1}:${column}${ages + AGES}"
    for name, told, values, unit, formula in (
        ("frame", f"Netto driftsramme {own.year}, kr", own.frames, "kr", ""),
        ("share", "Fast andel av rammen", own.shares, "andel", ""),
        ("served", "Behov rammen dekket", of.rates @ own.served, "", f"{BY_AGE},{served}"),
    ):
        row += 1
        by_sector = dict(zip(of.sectors, values, strict=True))
        formula = formula and f"=SUMPRODUCT({formula})"
        known.across(sheet, formats, row, name, told, by_sector, unit, formula)
    return row
