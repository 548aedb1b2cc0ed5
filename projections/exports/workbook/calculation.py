"""The sheet of a workbook that reckons: formulas from the assumptions' cells to the result."""

import numpy as np

from ... import labels, terms
from ...people.ages import SERVICE_AGES, FloatArray
from ...series import pick
from . import after
from .assumptions import BY_AGE
from .levered import OLD
from .parts import Nominal, Reckoning
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
        after.costs(rows, of.rated)
    if of.base in of.years:
        name = f"Kostnad, endring fra basisåret ({terms.METHODS[of.method].lower()})"
        rows.next += 1
        cost = pick(of.chosen, "total")[0].values
        rows.change("change.cost", f"{of.method}.total", name, cost, of.base)
    if of.received:
        after.income(rows, of.received)
        if of.base in of.years:
            _net(rows, of)
    if of.nominal:
        _nominal(rows, of, of.nominal)
    if of.after:
        after.after_plan(rows, of.after, f"{'own' if of.own else 'national'}.total", of.rules)


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
    rows.change("change.income", after.INCOME, name, gained, of.base)
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
