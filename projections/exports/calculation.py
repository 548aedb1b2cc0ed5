"""The sheet of a workbook that reckons: formulas from the assumptions' cells to the result."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from .. import labels
from ..ages import SERVICE_AGES, FloatArray
from ..exhibits.reckoning import AfterPlan, Received, Reckoning
from ..series import Table, pick

RECKONED = "Beregning"
FIRST = 2
"""Column of the first year; name and unit stand before it."""
Formula = Callable[[str], str]
"""A formula of one year, from the letter of its column."""


class Rows:
    """A sheet that is filled row by row, years across."""

    def __init__(self, sheet: Any, formats: dict[str, Any], years: Sequence[int]) -> None:
        self.sheet, self.formats, self.years, self.next = sheet, formats, tuple(years), 0
        self.columns = [xl_col_to_name(FIRST + place) for place in range(len(self.years))]

    def heading(self, text: str) -> None:
        """A heading, with an empty row before it."""
        self.next += 1
        self.sheet.write_string(self.next, 0, text, self.formats["heading"])
        self.next += 1

    def _name(self, name: str, unit: str) -> int:
        self.sheet.write_string(self.next, 0, name)
        self.sheet.write_string(self.next, 1, unit)
        self.next += 1
        return self.next

    def given(self, name: str, unit: str, values: FloatArray) -> int:
        """A row of assumptions; its number as Excel counts."""
        row = self._name(name, unit)
        for place, value in enumerate(values):
            if np.isnan(value):
                # Missing stays missing in all that rests on it.
                self.sheet.write_formula(row - 1, FIRST + place, "=NA()", self.formats["given"])
            else:
                self.sheet.write_number(row - 1, FIRST + place, value, self.formats["given"])
        return row

    def reckoned(self, name: str, unit: str, formula: Formula, values: FloatArray) -> int:
        """A row of formulas for the last years, with what they give; its number."""
        row = self._name(name, unit)
        skipped = len(self.years) - len(values)
        for place, value in enumerate(values, skipped):
            text = formula(self.columns[place])
            shown = "#N/A" if np.isnan(value) else value
            self.sheet.write_formula(row - 1, FIRST + place, text, self.formats["reckoned"], shown)
        return row


def before(column: str, columns: Sequence[str]) -> str:
    """The column before."""
    return columns[list(columns).index(column) - 1]


def reckoned(
    book: Any, formats: dict[str, Any], of: Reckoning, cells: dict[str, str], method: str, base: int
) -> dict[str, int]:
    """The sheet of formulas; the rows of its results, by item."""
    sheet = book.add_worksheet(RECKONED)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, 18)
    sheet.set_column(FIRST, FIRST + len(of.years), 13)
    rows = Rows(sheet, formats, of.years)
    sheet.write_string(0, 0, "Fra forutsetninger til resultat", formats["title"])
    for place, year in enumerate(of.years):
        sheet.write_number(0, FIRST + place, year, formats["year_heading"])
    sheet.freeze_panes(1, FIRST)
    found: dict[str, int] = {}
    rows.heading("Innbyggere 1. januar")
    first = rows.next + 1
    for place, age in enumerate(SERVICE_AGES.codes):
        rows.given(labels.age(age), "personer", of.persons[:, place])
    last = rows.next
    found["inhabitants"] = rows.reckoned(
        "I alt", "personer", _sum(first, last), of.persons.sum(axis=1)
    )
    rows.heading("Behov etter tjeneste")
    needs = of.persons @ of.rates.T
    for place, sector in enumerate(of.sectors):
        found[f"need.{sector}"] = rows.reckoned(
            labels.item(sector),
            "landets snitt = 1",
            _need(cells[sector], first, last),
            needs[:, place],
        )
    _costs(rows, of, cells, found)
    if base in of.years:
        _change(rows, found, f"{method}.total", pick(_chosen(of, method), "total")[0].values, base)
    if of.received:
        _income(rows, of.received, found, base)
    if of.after and of.own:
        _after(rows, of.after, found)
    return found


def _chosen(of: Reckoning, method: str) -> Table:
    return of.own.table if method == "own" and of.own else of.national


def _costs(rows: Rows, of: Reckoning, cells: dict[str, str], found: dict[str, int]) -> None:
    """Cost by sector and in all, by both methods where they can be had."""
    methods: list[tuple[str, Table]] = [("national", of.national)]
    methods += [("own", of.own.table)] if of.own else []
    for method, table in methods:
        rows.heading(f"Kostnad, {labels.METHODS[method].lower()}")
        start = rows.next + 1
        for sector in of.sectors:
            need = found[f"need.{sector}"]
            formula = _national(need) if method == "national" else _own(need, sector, cells)
            found[f"{method}.{sector}"] = rows.reckoned(
                labels.item(sector), "1000 kr", formula, pick(table, sector)[0].values
            )
        total = pick(table, "total")[0].values
        found[f"{method}.total"] = rows.reckoned("I alt", "1000 kr", _sum(start, rows.next), total)


def _need(rates: str, first: int, last: int) -> Formula:
    return lambda c: f"=SUMPRODUCT({rates},{c}${first}:{c}${last})"


def _sum(first: int, last: int) -> Formula:
    return lambda c: f"=SUM({c}{first}:{c}{last})"


def _national(need: int) -> Formula:
    return lambda c: f"=utgiftsbehov*{c}{need}/1000"


def _own(need: int, sector: str, cells: dict[str, str]) -> Formula:
    frame, share, then = (cells[f"{sector}.{x}"] for x in ("frame", "share", "need"))
    return lambda c: f"={frame}*({share}+(1-{share})*{c}{need}/{then})/1000"


def _change(
    rows: Rows, found: dict[str, int], item: str, values: FloatArray, base: int, name: str = "cost"
) -> None:
    """The change from the base year of a row."""
    row, columns = found[item], rows.columns
    span = f"${columns[0]}${row}:${columns[-1]}${row}"
    years = f"${columns[0]}$1:${columns[-1]}$1"
    found[f"change.{name}"] = rows.reckoned(
        f"{labels.item(name)}, endring fra basisåret",
        "1000 kr",
        lambda c: f"={c}{row}-INDEX({span},MATCH(basisaar,{years},0))",
        values - values[rows.years.index(base)],
    )


def _income(rows: Rows, of: Received, found: dict[str, int], base: int) -> None:
    """Income by part, and net."""
    rows.heading("Inntekt som følger innbyggerne")
    index = rows.given("Utgiftsbehov, landet = 1", "indeks", of.index)
    tax = rows.given("Skatt per innbygger", "kr", of.tax)
    national = rows.given("Landets skatt per innbygger (anslag)", "kr", of.national_tax)
    share = rows.given("Skatteutjevning, sats", "andel", of.symmetric)
    people, start = found["inhabitants"], rows.next + 1
    formulas: dict[str, Formula] = {
        "innbyggertilskudd": lambda c: f"=innbyggertilskudd*{c}{people}/1000",
        "utgiftsutjevning": lambda c: f"=({c}{index}-1)*utgiftsbehov*{c}{people}/1000",
        "skatt": lambda c: f"={c}{tax}*{c}{people}/1000",
        "inntektsutjevning": lambda c: (
            f"=({c}{share}*({c}{national}-{c}{tax})"
            f"+ekstra_sats*MAX(0,ekstra_grense*{c}{national}-{c}{tax}))*{c}{people}/1000"
        ),
    }
    for item, formula in formulas.items():
        found[item] = rows.reckoned(
            labels.item(item), "1000 kr", formula, pick(of.table, item)[0].values
        )
    total = pick(of.table, "total")[0].values
    found["income"] = rows.reckoned("Inntekt i alt", "1000 kr", _sum(start, rows.next), total)
    if base not in rows.years:
        return
    rows.heading("Netto")
    _change(rows, found, "income", total, base, "income")
    gain, loss = found["change.income"], found["change.cost"]
    net = pick(of.net, "net")[0].values
    found["net"] = rows.reckoned(
        "Netto, endring fra basisåret",
        "1000 kr",
        lambda c: f"={c}{gain}-{c}{loss}",
        net - net[rows.years.index(base)],
    )


def _after(rows: Rows, of: AfterPlan, found: dict[str, int]) -> None:
    """Result and fund of the years after the plan, with the own budget's cost."""
    rows.heading("Etter planen, alt annet som i planens siste år")
    cost, income = found["own.total"], found["income"]
    end = rows.columns[rows.years.index(of.end)]
    kept = {one.item: one for one in of.table}
    first = rows.columns[rows.years.index(kept["net_result"].years[0])]
    position = kept["reserve_fund"].values - kept["deficit"].values

    def row(item: str, unit: str, formula: Formula, values: FloatArray | None = None) -> int:
        series = kept[item]
        name = "Fond minus merforbruk" if values is not None else labels.item(item)
        # Years after the last one chosen are left empty.
        padded = rows.years.index(series.years[-1]) + 1
        whole = Rows(rows.sheet, rows.formats, rows.years[:padded])
        whole.next = rows.next
        at = whole.reckoned(name, unit, formula, series.values if values is None else values)
        rows.next = whole.next
        found[item if values is None else "position"] = at
        return at

    result = row(
        "net_result",
        "1000 kr",
        lambda c: f"=plan_resultat-({c}{cost}-${end}{cost})+({c}{income}-${end}{income})",
    )
    revenue = row(
        "gross_operating_revenue",
        "1000 kr",
        lambda c: f"=plan_inntekter+({c}{income}-${end}{income})",
    )
    row("net_result_share", "prosent", lambda c: f"=100*{c}{result}/{c}{revenue}")
    own = rows.next + 1

    def carried(column: str) -> str:
        start = "plan_fond" if column == first else f"{before(column, rows.columns)}{own}"
        return f"={start}+{column}{result}+bundne_fond"

    row("reserve_fund", "1000 kr", carried, position)
    fund = row("reserve_fund", "1000 kr", lambda c: f"=MAX(0,{c}{own})")
    row("deficit", "1000 kr", lambda c: f"=MAX(0,-{c}{own})")
    row("reserve_fund_share", "prosent", lambda c: f"=100*{c}{fund}/{c}{revenue}")
