"""The sheet of a workbook with the levers of a scenario, and where their cells stand."""

from typing import Any

import numpy as np

from ... import labels, words
from ...whatif import lever_table
from .levered import Levered
from .looks import BOLD, COLUMN, HEADING, NOTE, TITLE, UNIT, Formats
from .parts import Reckoning
from .rows import Known

LEVERS, SCENARIO = "Spaker", "Scenario"


def levers(sheet: Any, formats: Formats, known: Known, of: Reckoning, moved: Levered) -> None:
    """Fill the sheet of levers, and of those alive by single age."""
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 8, 15)
    formats.write(sheet, 0, 0, "Spakene i scenariet", **TITLE)
    row = 1
    for told in words.handout.LEVERS:
        formats.write(sheet, row, 0, told, **NOTE)
        row += 1
    row = _on_people(sheet, formats, moved, row + 1)
    row = _single(sheet, formats, known, moved, row + 1)
    row = _by_sector(sheet, formats, known, of, moved, row + 1) + 2
    formats.write(sheet, row, 0, "Alder fra 67 år", **HEADING)
    formats.write(sheet, row, 1, "Levende", **COLUMN)
    told = "Antall i live i hver alder når dødeligheten er som i landet; vekter friskere alderdom."
    formats.write(sheet, row, 2, told, **NOTE)
    for down, (age, alive) in enumerate(zip(moved.ages, moved.alive, strict=True), row + 1):
        known.cell(f"year_of_age.{age}", sheet, down, 0)
        known.cell(f"alive.{age}", sheet, down, 1)
        sheet.write_number(down, 0, age, formats(align="left"))
        sheet.write_number(down, 1, alive, formats.data())


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


def _single(sheet: Any, formats: Formats, known: Known, moved: Levered, row: int) -> int:
    """The levers that are one figure; the next row."""
    formats.write(sheet, row, 0, "På tjenestene: kan endres", **BOLD)
    service = moved.scenario.service
    for name, told, value, unit in (
        ("scenario_basis", "Endringer måles fra", moved.base, "år"),
        ("spaker_fra", "Spakene virker fra året etter", moved.since, "år"),
        ("friskere", "Friskere alderdom: behov fra 67 år kommer senere", service.postponed, TEN),
        ("dekning_scenario", "Heldøgns omsorgsplasser i scenariet", moved.coverage, OLDEST),
        ("dekning_prognose", "Heldøgns omsorgsplasser ellers", moved.official_coverage, OLDEST),
    ):
        row += 1
        known.single(sheet, formats, row, name, told, value, unit)
    return row + 1


TEN, OLDEST = "år per tiår", "prosent av 80 år og eldre"


def _by_sector(
    sheet: Any, formats: Formats, known: Known, of: Reckoning, moved: Levered, row: int
) -> int:
    """Levers by sector; the last row."""
    formats.write(sheet, row, 0, "Etter tjeneste", **HEADING)
    for place, sector in enumerate(of.sectors, 1):
        formats.write(sheet, row, place, labels.item(sector), **COLUMN)
    scenario = moved.scenario
    lines: list[tuple[str, str, list[float], str]] = [
        (
            "standard",
            "Kostnad per bruker, endring per år, prosent",
            [scenario.service.standard.get(one, 0.0) for one in of.sectors],
            "",
        ),
        (
            "unit_cost",
            "Kostnad per bruker mot i dag, prosent",
            [scenario.service.unit_cost.get(one, 100.0) for one in of.sectors],
            "",
        ),
        (
            "younger",
            "Behov per person like under 67 år (landets snitt = 1)",
            list(moved.younger),
            "",
        ),
    ]
    if of.own is not None and of.method == "own":
        shares = [scenario.fixed.get(one, 0.0) for one in of.sectors]
        lines.append(("fixed", "Fast andel av rammen i scenariet", shares, ""))
        needs = [float(np.dot(rates, of.own.served)) for rates in of.rates]
        told = "Behov rammen dekker: prognosens innbyggere"
        lines.append(("covered", told, needs, "=[served.{}]"))
    for name, told, values, formula in lines:
        row += 1
        by_sector = dict(zip(of.sectors, values, strict=True))
        known.across(sheet, formats, row, name, told, by_sector, formula=formula)
    return row
