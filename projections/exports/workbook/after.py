"""Rows that more than one sheet has: own rates, income, and result and fund after the plan."""

from typing import Any

from ... import labels, terms
from ...money.budget import Rules
from ...series import pick
from .looks import COLUMN, HEADING, TITLE, Formats
from .parts import AfterPlan, Rated, Received
from .rows import Known, YearSheet

AFTER_PLAN = "Etter planen, alt annet som i planens siste år"


def after_plan(
    rows: YearSheet,
    of: AfterPlan,
    cost: str,
    limits: Rules,
    heading: str = AFTER_PLAN,
    before: tuple[str, str] | None = None,
) -> None:
    """Result, revenue, fund and deficit of the years after the plan.

    Parameters
    ----------
    cost
        Name of the row of the own budget's cost.
    limits
        The municipality's rules, for the lines of charts.
    before
        The rows of cost and income whose last year of the plan changes are measured from;
        themselves where left out.
    """
    rows.heading(heading)
    table, years = of.table, pick(of.table, "net_result")[0].years
    spent, gained = before or (cost, INCOME)
    gain = f"([{INCOME}]-[{gained}@{of.end}])"
    rows.figure(table, "net_result", f"=plan_resultat-([{cost}]-[{spent}@{of.end}])+{gain}")
    rows.figure(table, "gross_operating_revenue", f"=plan_inntekter+{gain}")
    rows.figure(table, "net_result_share", "=100*[net_result]/[gross_operating_revenue]")
    less = pick(table, "reserve_fund")[0].values - pick(table, "deficit")[0].values
    rows.reckoned(
        "position",
        "Fond minus merforbruk",
        "1000 kr",
        lambda year: (
            f"={'plan_fond' if year == years[0] else '[position@-1]'}+[net_result]+bundne_fond"
        ),
        less,
        years,
    )
    rows.figure(table, "reserve_fund", "=MAX(0,[position])")
    rows.figure(table, "deficit", "=MAX(0,-[position])")
    for item in ("reserve_fund", "deficit"):
        rows.figure(table, f"{item}_share", f"=100*[{item}]/[gross_operating_revenue]")
    for name, told, limit in (
        ("regel_resultat", "Regel: netto driftsresultat, minst", limits.result),
        ("regel_fond", "Regel: disposisjonsfond, minst", limits.fund),
    ):
        rows.reckoned(name, told, "prosent", f"={name}", [limit] * len(years), years)


INCOME = "income.total"
"""The row of income in all."""
NATION = ("national_tax", "symmetric", "met")
"""What is the same whoever lives in the municipality."""
FOLLOWING = "Inntekt som følger innbyggerne"
FORMULAS = {
    "innbyggertilskudd": "=innbyggertilskudd*[inhabitants]/1000",
    "utgiftsutjevning": "=([index]-1)*utgiftsbehov*[inhabitants]/1000",
    "skatt": "=[tax]*[inhabitants]/1000",
    "inntektsutjevning": (
        "=([symmetric]*([national_tax]-[tax])"
        "+ekstra_sats*MAX(0,ekstra_grense*[national_tax]-[tax]))*[inhabitants]/1000"
    ),
    "landets_aldring": "=[index]*[met]*[inhabitants]/1000",
}
"""The parts of income, in the order they have elsewhere."""


def income(rows: YearSheet, of: Received, heading: str = FOLLOWING, official: str = "") -> None:
    """Income by part and in all.

    ``official``: the sheet of the projection's income, for a scenario: what is the nation's is the
    same there, and the rest is data.
    """
    rows.heading(heading)
    met = () if of.met is None else (("met", "Mer fra staten per innbygger", "kr", of.met),)
    for item, told, unit, values in (
        ("index", "Utgiftsbehov, landet = 1", "indeks", of.index),
        ("tax", "Skatt per innbygger", "kr", of.tax),
        ("national_tax", "Landets skatt per innbygger (anslag)", "kr", of.national_tax),
        ("symmetric", "Skatteutjevning, sats", "andel", of.symmetric),
        *met,
    ):
        if official and item in NATION:
            rows.reckoned(item, told, unit, f"=[{official}!{item}]", values)
        else:
            rows.given(item, told, unit, values, is_data=bool(official))
    formulas = {item: told for item, told in FORMULAS.items() if met or "[met]" not in told}
    rows.parts(of.table, "income", formulas, "Inntekt i alt")


RATES = "Satser"


def given(sheet: Any, formats: Formats, known: Known, of: Rated) -> None:
    """Fill the sheet: a column a service, a row an age group."""
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, len(of.services), 18)
    formats.write(sheet, 0, 0, f"Egne satser, kr per person, {of.price_year}-kroner", **TITLE)
    formats.write(sheet, 2, 0, "Alder", **HEADING)
    for place, service in enumerate(of.services, 1):
        formats.write(sheet, 2, place, labels.item(service), **COLUMN)
    for place, age in enumerate(of.ages):
        by_service = dict(zip(map(str, range(len(of.services))), of.rates[:, place], strict=True))
        known.across(sheet, formats, 3 + place, f"own_rate.{place}", labels.age(age), by_service)
    sheet.freeze_panes(3, 1)


def costs(rows: YearSheet, of: Rated) -> None:
    """People by the ages of the rates, and cost by service and in all."""
    rows.heading("Innbyggere etter satsenes aldre")
    for place, age in enumerate(of.ages):
        rows.given(f"rated.{place}", labels.age(age), "personer", of.persons[:, place])
    rows.heading(f"Kostnad, {terms.METHODS['rates'].lower()}")
    last = len(of.ages) - 1
    formulas = {
        service: (
            f"=SUMPRODUCT([own_rate.0.{place}..own_rate.{last}.{place}],[$rated.0..$rated.{last}])/1000"
        )
        for place, service in enumerate(of.services)
    }
    rows.parts(of.table, "rates", formulas)
