"""The sheet of a workbook that reckons: formulas from the assumptions' cells to the result.

A scenario has its income and what comes after the plan in the same rows.
"""

import numpy as np

from ... import labels, terms
from ...money.budget import Rules
from ...people.ages import SERVICE_AGES, FloatArray
from ...series import pick
from .assumptions import BY_AGE
from .levered import OLD
from .parts import AfterPlan, Nominal, Rated, Received, Reckoning
from .rows import YearSheet

RECKONED = "Beregning"
NEED = "landets snitt = 1"
"""Unit of need."""
FIRST, LAST = (f"age.{SERVICE_AGES.codes[place]}" for place in (0, -1))
"""The rows of the first and the last age group, and"""
OLDEST = f"age.{SERVICE_AGES.codes[OLD[1]]}"
"""of the first of those whom round-the-clock care is reckoned of."""


def reckoned(rows: YearSheet, of: Reckoning) -> None:
    """Fill the sheet of formulas."""
    people(rows, of.persons, "Innbyggere 1. januar")
    rows.heading("Behov etter tjeneste")
    needs = of.persons @ of.rates.T
    for place, sector in enumerate(of.sectors):
        needed = f"=SUMPRODUCT({BY_AGE.format(sector)},[${FIRST}..${LAST}])"
        rows.reckoned(f"need.{sector}", labels.item(sector), NEED, needed, needs[:, place])
    rows.heading("Heldøgns omsorgsplasser")
    covered = f"=dekning/100*SUM([{OLDEST}..{LAST}])"
    rows.reckoned("care_places", "Plasser", "plasser", covered, of.places)
    _costs(rows, of)
    if of.rated:
        _rated(rows, of.rated)
    if of.base in of.years:
        name = f"Kostnad, endring fra basisåret ({terms.METHODS[of.method].lower()})"
        rows.next += 1
        cost = pick(of.chosen, "total")[0].values
        rows.change("change.cost", f"{of.method}.total", name, cost, of.base)
    if of.received:
        income(rows, of.received)
        if of.base in of.years:
            _net(rows, of)
    if of.nominal:
        _nominal(rows, of, of.nominal)
    if of.after:
        after_plan(rows, of.after, f"{'own' if of.own else 'national'}.total", of.rules)


def people(rows: YearSheet, persons: FloatArray, told: str, is_data: bool = False) -> None:
    """People by age group and in all."""
    rows.heading(told)
    for place, age in enumerate(SERVICE_AGES.codes):
        rows.given(f"age.{age}", labels.age(age), "personer", persons[:, place], is_data=is_data)
    rows.total("inhabitants", "I alt", "personer", f"{FIRST}..{LAST}", persons.sum(axis=1))


FORMULAS = {
    "national": "=utgiftsbehov*[need.{0}]/1000",
    "own": "=[frame.{0}]*([share.{0}]+(1-[share.{0}])*[need.{0}]/[served.{0}])/1000",
}
"""Cost of a sector by method."""


def _costs(rows: YearSheet, of: Reckoning) -> None:
    """Cost by sector and in all, by both methods where they can be had."""
    for method, table in (
        {"national": of.national} | ({"own": of.own.table} if of.own else {})
    ).items():
        rows.heading(f"Kostnad, {terms.METHODS[method].lower()}")
        rows.parts(table, method, {one: FORMULAS[method].format(one) for one in of.sectors})


def _net(rows: YearSheet, of: Reckoning) -> None:
    """Changes in income and net from the base year."""
    assert of.received
    spent, gained = (pick(table, "total")[0].values for table in (of.chosen, of.received.table))
    rows.heading("Netto")
    name = "Inntekt, endring fra basisåret"
    rows.change("change.income", INCOME, name, gained, of.base)
    net = gained - spent
    rows.reckoned(
        "net",
        "Netto, endring fra basisåret",
        "1000 kr",
        "=[change.income]-[change.cost]",
        net - net[of.years.index(of.base)],
        bold=True,
    )


def _nominal(rows: YearSheet, of: Reckoning, nominal: Nominal) -> None:
    """The chosen cost in nominal prices; empty in years whose price growth is not known."""
    rows.heading(f"Kostnad i løpende kroner, {terms.METHODS[of.method].lower()}")
    rows.reckoned(
        "price",
        f"Prisnivå, {nominal.price_year} = 1",
        "indeks",
        "=INDEX(prisnivaa,MATCH([$year],prisaar,0))",
        [nominal.levels[year] for year in of.years],
        missing="",
    )
    names = (*map(str, range(len(of.services))), "total")
    for name, item in zip(names, (*of.services, "total"), strict=True):
        known = pick(nominal.table, item)[0]
        rows.reckoned(
            f"nominal.{name}",
            labels.item(item),
            "1000 kr",
            f'=IF([price]="","",[{of.method}.{name}]*[price])',
            [known.at(year) if known.has(year) else np.nan for year in of.years],
            bold=item == "total",
            missing="",
        )


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
PARTS = {
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
    formulas = {item: told for item, told in PARTS.items() if met or "[met]" not in told}
    rows.parts(of.table, "income", formulas, "Inntekt i alt")


def _rated(rows: YearSheet, of: Rated) -> None:
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
