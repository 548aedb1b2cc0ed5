"""The sheet of a workbook with the levers of a scenario, and where their cells stand."""

import numpy as np

from ... import labels, words
from ...whatif import lever_table
from .levered import Levered
from .looks import BOLD, NOTE, UNIT
from .parts import Reckoning
from .rows import GivenSheet

LEVERS, SCENARIO = "Spaker", "Scenario"


def levers(rows: GivenSheet, of: Reckoning, moved: Levered) -> None:
    """Fill the sheet of levers, and of those alive by single age."""
    sheet, formats = rows.sheet, rows.formats
    sheet.set_column(0, 0, 52)
    sheet.set_column(1, 8, 15)
    for told in words.handout.LEVERS:
        rows.note(told)
    _on_people(rows, moved)
    _single(rows, moved)
    _by_sector(rows, of, moved)
    rows.next += 1
    told = "Antall i live i hver alder når dødeligheten er som i landet; vekter friskere alderdom."
    rows.columns("Alder fra 67 år", ("Levende",))
    formats.write(sheet, rows.next - 1, 2, told, **NOTE)
    for down, (age, alive) in enumerate(zip(moved.ages, moved.alive, strict=True), rows.next):
        rows.known.cell(f"year_of_age.{age}", sheet, down, 0)
        rows.known.cell(f"alive.{age}", sheet, down, 1)
        sheet.write_number(down, 0, age, formats(align="left"))
        sheet.write_number(down, 1, alive, formats.data())


def _on_people(rows: GivenSheet, moved: Levered) -> None:
    """The levers on who lives here, which are no formulas."""
    rows.next += 1
    rows.text("På folketallet: regnet i appen, kan ikke endres her", **BOLD)
    people, moving = moved.scenario.people, lever_table.LEVERS["migration"]
    found: list[tuple[str, float, str]] = [
        (moving.title, people.migration, moving.unit),
        ("Flyttere til nye boliger", people.from_homes, "personer i året"),
        ("Flyttere til boligprosjekter", people.from_projects, "personer i alt"),
        ("Fruktbarhet mot i dag", 100 * people.fertility, "prosent"),
        ("Dødelighet mot i dag", 100 * people.mortality, "prosent"),
        ("De som flytter inn, flytter ut igjen", moved.leaving, "prosent i året i alt"),
    ]
    for told, value, unit in found:
        row = rows.text(told)
        rows.sheet.write_number(row, 1, value, rows.formats.data())
        rows.formats.write(rows.sheet, row, 2, unit, **UNIT)


def _single(rows: GivenSheet, moved: Levered) -> None:
    """The levers that are one figure."""
    rows.next += 1
    rows.text("På tjenestene: kan endres", **BOLD)
    later, oldest = "Friskere alderdom: behov fra 67 år kommer senere", "prosent av 80 år og eldre"
    rows.single("scenario_basis", "Endringer måles fra", moved.base, "år")
    rows.single("spaker_fra", "Spakene virker fra året etter", moved.since, "år")
    rows.single("friskere", later, moved.scenario.service.postponed, "år per tiår")
    for name, told, value in (
        ("dekning_scenario", "Heldøgns omsorgsplasser i scenariet", moved.coverage),
        ("dekning_prognose", "Heldøgns omsorgsplasser ellers", moved.official_coverage),
    ):
        rows.single(name, told, value, oldest)


def _by_sector(rows: GivenSheet, of: Reckoning, moved: Levered) -> None:
    """Levers by sector."""
    rows.next += 1
    rows.columns("Etter tjeneste", map(labels.item, of.sectors))
    scenario, sectors = moved.scenario, of.sectors
    growth = [scenario.service.standard.get(one, 0.0) for one in sectors]
    rows.across("standard", "Kostnad per bruker, endring per år, prosent", sectors, growth)
    costs = [scenario.service.unit_cost.get(one, 100.0) for one in sectors]
    rows.across("unit_cost", "Kostnad per bruker mot i dag, prosent", sectors, costs)
    told = "Behov per person like under 67 år (landets snitt = 1)"
    rows.across("younger", told, sectors, moved.younger)
    if of.own is None or of.method != "own":
        return
    shares = [scenario.fixed.get(one, 0.0) for one in sectors]
    rows.across("fixed", "Fast andel av rammen i scenariet", sectors, shares)
    needs = [float(np.dot(rates, of.own.served)) for rates in of.rates]
    told = "Behov rammen dekker: prognosens innbyggere"
    rows.across("covered", told, sectors, needs, formula="=[served.{}]")
