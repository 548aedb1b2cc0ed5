"""The sheet of a workbook that holds the assumptions, in cells that formulas refer to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from ... import labels
from ...people.ages import SERVICE_AGES
from .looks import COLUMN, HEADING, TITLE, UNIT, Formats
from .parts import Own, Reckoning
from .plan import PlanCells, prices

GIVEN = "Forutsetninger"
AGES = len(SERVICE_AGES.codes)


@dataclass(frozen=True)
class Sector:
    """Where a sector's assumptions stand: one column, the ages first."""

    column: str
    first: int

    def _cell(self, down: int) -> str:
        return f"{GIVEN}!${self.column}${self.first + down}"

    def rates(self, count: int = AGES) -> str:
        """Need per person of the first age groups."""
        return f"{self._cell(0)}:${self.column}${self.first + count - 1}"

    def rate(self, place: int) -> str:
        """Need per person of one age group."""
        return self._cell(place)

    @property
    def frame(self) -> str:
        """The frame."""
        return self._cell(AGES)

    @property
    def share(self) -> str:
        """The part of it that is fixed."""
        return self._cell(AGES + 1)

    @property
    def need(self) -> str:
        """The need it covered."""
        return self._cell(AGES + 2)


def given(
    book: Any, sheet: Any, formats: Formats, of: Reckoning, plan: PlanCells | None
) -> Mapping[str, Sector]:
    """Fill the sheet of assumptions; where those of each sector stand."""
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 9, 15)
    formats.write(sheet, 0, 0, "Forutsetninger som kan endres", **TITLE)
    row = 2
    for name, label, value, unit in _single(of, plan):
        formats.write(sheet, row, 0, label)
        if isinstance(value, str):
            sheet.write_formula(row, 1, value, formats.reckoned("1000 kr"), _planned(of)[name])
        else:
            look = formats.year() if unit == "år" else formats.given()
            sheet.write_number(row, 1, value, look)
        formats.write(sheet, row, 2, unit, **UNIT)
        book.define_name(name, f"={GIVEN}!$B${row + 1}")
        row += 1
    places, row = _sectors(sheet, formats, of, row + 1)
    if of.nominal:
        prices(book, sheet, formats, of.nominal, row + 2, GIVEN)
    sheet.freeze_panes(1, 1)
    return places


def _single(of: Reckoning, plan: PlanCells | None) -> list[tuple[str, str, float | str, str]]:
    """Name, text, value or formula, and unit of what is one figure."""
    found: list[tuple[str, str, float | str, str]] = [
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
    if of.after and plan:
        end, rules = of.after.end, of.rules
        found += [
            ("plan_resultat", f"Netto driftsresultat {end}", plan.result, "1000 kr"),
            ("plan_inntekter", f"Brutto driftsinntekter {end}", plan.revenue, "1000 kr"),
            ("plan_fond", f"Disposisjonsfond {end}", plan.fund, "1000 kr"),
            ("bundne_fond", "Bruk av bundne fond hvert år", plan.earmarked, "1000 kr"),
            ("regel_resultat", "Regel: netto driftsresultat, minst", rules.result, "prosent"),
            ("regel_fond", "Regel: disposisjonsfond, minst", rules.fund, "prosent"),
            ("robek", "ROBEK: merforbruk, høyst", rules.robek, "prosent"),
        ]
    return found


def _planned(of: Reckoning) -> dict[str, float]:
    assert of.after
    return {
        "plan_resultat": of.after.result,
        "plan_inntekter": of.after.revenue,
        "plan_fond": of.after.fund,
        "bundne_fond": of.after.earmarked,
    }


def _sectors(
    sheet: Any, formats: Formats, of: Reckoning, row: int
) -> tuple[Mapping[str, Sector], int]:
    """Need per person, frames and fixed shares by sector; where they stand, and the last row."""
    formats.write(sheet, row, 0, "Etter tjeneste", **HEADING)
    for place, sector in enumerate(of.sectors, 1):
        formats.write(sheet, row, place, labels.item(sector), **COLUMN)
    first = row + 2
    found = {
        sector: Sector(xl_col_to_name(place), first) for place, sector in enumerate(of.sectors, 1)
    }
    for place, age in enumerate(SERVICE_AGES.codes):
        row += 1
        formats.write(sheet, row, 0, f"Behov per person {labels.age(age)} (landets snitt = 1)")
        sheet.write_row(row, 1, list(of.rates[:, place]), formats.given("indeks"))
    if of.own:
        row = _own(sheet, formats, of, of.own, found, row)
    return found, row


def _own(
    sheet: Any, formats: Formats, of: Reckoning, own: Own, found: Mapping[str, Sector], row: int
) -> int:
    """Frames and fixed shares, and the need the frames covered; the last row."""
    people, ages = len(of.sectors) + 1, row - AGES + 1
    formats.write(sheet, ages - 1, people, f"Innbyggere {own.year}", **COLUMN)
    for down, count in enumerate(own.served):
        sheet.write_number(ages + down, people, count, formats.given("personer"))
    formats.write(sheet, row + 1, 0, f"Netto driftsramme {own.year}, kr")
    sheet.write_row(row + 1, 1, list(own.frames), formats.given("kr"))
    formats.write(sheet, row + 2, 0, "Fast andel av rammen")
    sheet.write_row(row + 2, 1, list(own.shares), formats.given("andel"))
    formats.write(sheet, row + 3, 0, "Behov rammen dekket")
    column = xl_col_to_name(people)
    for place, (sector, need) in enumerate(zip(of.sectors, of.rates @ own.served, strict=True), 1):
        told = f"=SUMPRODUCT({found[sector].rates()},${column}${ages + 1}:${column}${ages + AGES})"
        sheet.write_formula(row + 3, place, told, formats.reckoned(), need)
    return row + 3
