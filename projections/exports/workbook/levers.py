"""The sheet of a workbook with the levers of a scenario, and where their cells stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from ... import labels, words
from ...whatif import lever_table
from .assumptions import Sector
from .levered import Levered
from .looks import BOLD, COLUMN, HEADING, NOTE, TITLE, UNIT, Formats
from .parts import Reckoning

LEVERS, SCENARIO = "Spaker", "Scenario"


@dataclass(frozen=True)
class Pulled:
    """Where the levers on one sector stand: one column."""

    column: str
    first: int

    def _cell(self, down: int) -> str:
        return f"{LEVERS}!${self.column}${self.first + down}"

    @property
    def standard(self) -> str:
        """Growth in cost per user [per cent per year]."""
        return self._cell(0)

    @property
    def unit_cost(self) -> str:
        """Cost per user [per cent of today's]."""
        return self._cell(1)

    @property
    def younger(self) -> str:
        """Need per person just under 67."""
        return self._cell(2)

    @property
    def fixed(self) -> str:
        """Fixed part of the frame."""
        return self._cell(3)

    @property
    def need(self) -> str:
        """The need the frame covers in the scenario."""
        return self._cell(4)


@dataclass(frozen=True)
class Alive:
    """Where those alive by single age stand."""

    first: int
    lowest: int

    def areas(self, lower: int, upper: int | None, last: int) -> tuple[str, str]:
        """The ages of a group, and how many are alive of each."""
        start, end = (self.first + (age - self.lowest) for age in (lower, upper or last))
        return f"{LEVERS}!$A${start}:$A${end}", f"{LEVERS}!$B${start}:$B${end}"


def levers(
    book: Any,
    sheet: Any,
    formats: Formats,
    of: Reckoning,
    moved: Levered,
    cells: Mapping[str, Sector],
) -> tuple[Mapping[str, Pulled], Alive]:
    """Fill the sheet; where the levers of each sector stand, and those alive."""
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 8, 15)
    formats.write(sheet, 0, 0, "Spakene i scenariet", **TITLE)
    row = 1
    for told in words.handout.LEVERS:
        formats.write(sheet, row, 0, told, **NOTE)
        row += 1
    row = _on_people(sheet, formats, moved, row + 1)
    row = _single(book, sheet, formats, moved, row + 1)
    pulled, row = _by_sector(sheet, formats, of, moved, cells, row + 1)
    row += 2
    formats.write(sheet, row, 0, "Alder fra 67 år", **HEADING)
    formats.write(sheet, row, 1, "Levende", **COLUMN)
    told = "Antall i live i hver alder når dødeligheten er som i landet; vekter friskere alderdom."
    formats.write(sheet, row, 2, told, **NOTE)
    for down, (age, alive) in enumerate(zip(moved.ages, moved.alive, strict=True), row + 1):
        sheet.write_number(down, 0, age, formats(align="left"))
        sheet.write_number(down, 1, alive, formats.data())
    return pulled, Alive(row + 2, moved.ages[0])


def _on_people(sheet: Any, formats: Formats, moved: Levered, row: int) -> int:
    """The levers on who lives here, which are no formulas; the next row."""
    formats.write(sheet, row, 0, "På folketallet: regnet i appen, kan ikke endres her", **BOLD)
    people, moving = moved.scenario.people, lever_table.LEVERS["migration"]
    found: list[tuple[str, float, str]] = [
        (moving.title, people.migration, moving.unit),
        ("Flyttere til nye boliger", people.from_homes, "personer i året"),
        ("Flyttere til boligprosjekter", people.from_projects, "personer i alt"),
        ("Fruktbarhet mot i dag", 100 * people.fertility, "prosent"),
        ("Dødelighet mot i dag", 100 * people.mortality, "prosent"),
        ("De som flytter inn, flytter ut igjen", moved.leaving, "prosent i året i alt"),
    ]
    for name, value, unit in found:
        row += 1
        formats.write(sheet, row, 0, name)
        sheet.write_number(row, 1, value, formats.data())
        formats.write(sheet, row, 2, unit, **UNIT)
    return row + 1


def _single(book: Any, sheet: Any, formats: Formats, moved: Levered, row: int) -> int:
    """The levers that are one figure; the next row."""
    formats.write(sheet, row, 0, "På tjenestene: kan endres", **BOLD)
    service = moved.scenario.service
    for name, label, value, unit in (
        ("scenario_basis", "Endringer måles fra", moved.base, "år"),
        ("spaker_fra", "Spakene virker fra året etter", moved.since, "år"),
        ("friskere", "Friskere alderdom: behov fra 67 år kommer senere", service.postponed, TEN),
        ("dekning_scenario", "Heldøgns omsorgsplasser i scenariet", moved.coverage, OLDEST),
        ("dekning_prognose", "Heldøgns omsorgsplasser ellers", moved.official_coverage, OLDEST),
    ):
        row += 1
        formats.write(sheet, row, 0, label)
        sheet.write_number(row, 1, value, formats.year() if unit == "år" else formats.given())
        formats.write(sheet, row, 2, unit, **UNIT)
        book.define_name(name, f"={LEVERS}!$B${row + 1}")
    return row + 1


TEN, OLDEST = "år per tiår", "prosent av 80 år og eldre"


def _by_sector(
    sheet: Any,
    formats: Formats,
    of: Reckoning,
    moved: Levered,
    cells: Mapping[str, Sector],
    row: int,
) -> tuple[Mapping[str, Pulled], int]:
    """Levers by sector; where they stand, and the last row."""
    formats.write(sheet, row, 0, "Etter tjeneste", **HEADING)
    for place, sector in enumerate(of.sectors, 1):
        formats.write(sheet, row, place, labels.item(sector), **COLUMN)
    scenario, first = moved.scenario, row + 2
    found = {
        sector: Pulled(xl_col_to_name(place), first) for place, sector in enumerate(of.sectors, 1)
    }
    lines: list[tuple[str, list[float]]] = [
        (
            "Kostnad per bruker, endring per år, prosent",
            [scenario.service.standard.get(one, 0.0) for one in of.sectors],
        ),
        (
            "Kostnad per bruker mot i dag, prosent",
            [scenario.service.unit_cost.get(one, 100.0) for one in of.sectors],
        ),
        ("Behov per person like under 67 år (landets snitt = 1)", list(moved.younger)),
    ]
    is_own = of.own is not None and of.method == "own"
    if is_own:
        shares = [scenario.fixed.get(one, 0.0) for one in of.sectors]
        lines.append(("Fast andel av rammen i scenariet", shares))
    for name, values in lines:
        row += 1
        formats.write(sheet, row, 0, name)
        sheet.write_row(row, 1, values, formats.given())
    if of.own and is_own:
        row += 1
        formats.write(sheet, row, 0, "Behov rammen dekker: prognosens innbyggere")
        for place, sector in enumerate(of.sectors, 1):
            need = float(np.dot(of.rates[place - 1], of.own.served))
            sheet.write_formula(row, place, f"={cells[sector].need}", formats.reckoned(), need)
    return found, row
