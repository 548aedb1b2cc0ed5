"""The sheet of a workbook that reckons: formulas from the assumptions' cells to the result."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ... import labels, terms
from ...people.ages import SERVICE_AGES, FloatArray
from ...series import Table, pick
from . import after
from .after import after_plan, income
from .assumptions import Sector
from .levered import OLD
from .looks import Formats, Formula, YearSheet, total
from .parts import Nominal, Reckoning

RECKONED = "Beregning"
NEED = "landets snitt = 1"
"""Unit of need."""


def reckoned(
    sheet: Any,
    formats: Formats,
    of: Reckoning,
    cells: Mapping[str, Sector],
    rates: Mapping[str, str],
) -> dict[str, int]:
    """Fill the sheet of formulas; the rows of its results, by item.

    Parameters
    ----------
    cells, rates
        Where the assumptions of each sector stand, and a user's own rates of each service.
    """
    rows = YearSheet(sheet, formats, "Fra forutsetninger til resultat", of.years)
    found: dict[str, int] = {}
    people(rows, of.persons, found, "Innbyggere 1. januar")
    first, last = found["first"], found["last"]
    rows.heading("Behov etter tjeneste")
    needs = of.persons @ of.rates.T
    for place, sector in enumerate(of.sectors):
        found[f"need.{sector}"] = rows.reckoned(
            labels.item(sector), NEED, _need(cells[sector], first, last), needs[:, place]
        )
    places(rows, found, "dekning", of.places)
    _costs(rows, of, cells, found)
    if of.rated:
        after.costs(rows, of.rated, rates, found)
    if of.base in of.years:
        cost = found[f"{of.method}.total"]
        name = f"Kostnad, endring fra basisåret ({terms.METHODS[of.method].lower()})"
        rows.next += 1
        found["change.cost"] = rows.change(cost, name, pick(of.chosen, "total")[0].values, of.base)
    if of.received:
        income(rows, of.received, found)
        if of.base in of.years:
            _net(rows, of, found)
    if of.nominal:
        _nominal(rows, of, of.nominal, found)
    if of.after:
        cost = found[f"{'own' if of.own else 'national'}.total"]
        after_plan(rows, of.after, found, cost, found["income"], of.rules)
    return found


def people(
    rows: YearSheet, persons: FloatArray, found: dict[str, int], told: str, is_data: bool = False
) -> None:
    """People by age group and in all; ``first``, ``last`` and ``inhabitants`` are their rows."""
    rows.heading(told)
    found["first"] = rows.next + 1
    for place, age in enumerate(SERVICE_AGES.codes):
        rows.given(labels.age(age), "personer", persons[:, place], is_data=is_data)
    found["last"] = rows.next
    found["inhabitants"] = rows.reckoned(
        "I alt",
        "personer",
        total(found["first"], found["last"]),
        persons.sum(axis=1),
        bold=True,
    )


def places(rows: YearSheet, found: dict[str, int], coverage: str, values: FloatArray) -> None:
    """Places with round-the-clock care, from people aged 80 and over."""
    oldest = [found["first"] + place for place in OLD[1:]]
    rows.heading("Heldøgns omsorgsplasser")
    found["care_places"] = rows.reckoned(
        "Plasser",
        "plasser",
        lambda c: f"={coverage}/100*SUM({c}{oldest[0]}:{c}{oldest[-1]})",
        values,
    )


def _need(cells: Sector, first: int, last: int) -> Formula:
    return lambda c: f"=SUMPRODUCT({cells.rates()},{c}${first}:{c}${last})"


def _costs(
    rows: YearSheet, of: Reckoning, cells: Mapping[str, Sector], found: dict[str, int]
) -> None:
    """Cost by sector and in all, by both methods where they can be had."""
    methods: list[tuple[str, Table]] = [("national", of.national)]
    methods += [("own", of.own.table)] if of.own else []
    for method, table in methods:
        rows.heading(f"Kostnad, {terms.METHODS[method].lower()}")
        start = rows.next + 1
        for sector in of.sectors:
            need = found[f"need.{sector}"]
            formula = _national(need) if method == "national" else _own(need, cells[sector])
            found[f"{method}.{sector}"] = rows.reckoned(
                labels.item(sector), "1000 kr", formula, pick(table, sector)[0].values
            )
        found[f"{method}.total"] = rows.reckoned(
            "I alt",
            "1000 kr",
            total(start, rows.next),
            pick(table, "total")[0].values,
            bold=True,
        )


def _national(need: int) -> Formula:
    return lambda c: f"=utgiftsbehov*{c}{need}/1000"


def _own(need: int, cells: Sector) -> Formula:
    share = cells.share
    return lambda c: f"={cells.frame}*({share}+(1-{share})*{c}{need}/{cells.need})/1000"


def _net(rows: YearSheet, of: Reckoning, found: dict[str, int]) -> None:
    """Changes in income and net from the base year."""
    assert of.received
    spent, gained = (pick(table, "total")[0].values for table in (of.chosen, of.received.table))
    rows.heading("Netto")
    name = "Inntekt, endring fra basisåret"
    found["change.income"] = rows.change(found["income"], name, gained, of.base)
    gain, loss = found["change.income"], found["change.cost"]
    net = gained - spent
    found["net"] = rows.reckoned(
        "Netto, endring fra basisåret",
        "1000 kr",
        lambda c: f"={c}{gain}-{c}{loss}",
        net - net[of.years.index(of.base)],
        bold=True,
    )


def _nominal(rows: YearSheet, of: Reckoning, nominal: Nominal, found: dict[str, int]) -> None:
    """The chosen cost in nominal prices; empty in years whose price growth is not known."""
    rows.heading(f"Kostnad i løpende kroner, {terms.METHODS[of.method].lower()}")
    found["price"] = level = rows.reckoned(
        f"Prisnivå, {nominal.price_year} = 1",
        "indeks",
        lambda c: f"=INDEX(prisnivaa,MATCH({c}$1,prisaar,0))",
        [nominal.levels[year] for year in of.years],
        is_empty=True,
    )
    for item in (*of.services, "total"):
        fixed, known = found[f"{of.method}.{item}"], pick(nominal.table, item)[0]
        found[f"nominal.{item}"] = rows.reckoned(
            labels.item(item),
            "1000 kr",
            _at_price(fixed, level),
            [known.at(year) if known.has(year) else np.nan for year in of.years],
            bold=item == "total",
            is_empty=True,
        )


def _at_price(fixed: int, level: int) -> Formula:
    return lambda c: f'=IF({c}{level}="","",{c}{fixed}*{c}{level})'
