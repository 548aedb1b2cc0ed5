"""The sheet of a workbook with charts of its own results, which move with the assumptions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .calculation import RECKONED
from .figures import dress
from .levers import SCENARIO
from .looks import TITLE, Formats
from .parts import Reckoning
from .rows import FIRST

LIVE = "Grafer"
SIZE = {"width": 700, "height": 380}
HIGH, ACROSS = 20, 11
"""Rows and columns a chart takes."""
COLOURS = ("#4C78A8", "#D2691E", "#2E7D5B", "#8E44AD")
INK = "#555555"


@dataclass(frozen=True)
class Wanted:
    """A chart: what it shows, rows by sheet, and whether lines or columns with rules over them."""

    title: str
    rows: Sequence[tuple[str, str]]
    rules: Sequence[str] = ()
    is_columns: bool = False


CHARTS = (
    Wanted(
        "1000 kr, endring fra basisåret",
        ((RECKONED, "change.cost"), (RECKONED, "change.income"), (RECKONED, "net")),
    ),
    Wanted(
        "Netto driftsresultat, prosent av brutto driftsinntekter",
        ((RECKONED, "net_result_share"),),
        ("regel_resultat",),
        True,
    ),
    Wanted(
        "Disposisjonsfond, prosent av brutto driftsinntekter",
        ((RECKONED, "reserve_fund_share"),),
        ("regel_fond",),
        True,
    ),
    Wanted("Heldøgns omsorgsplasser", ((RECKONED, "care_places"),)),
    Wanted(
        "Netto, 1000 kr, endring fra basisåret: prognosen og scenariet",
        ((SCENARIO, "official.net"), (SCENARIO, "net")),
    ),
    Wanted(
        "Heldøgns omsorgsplasser: prognosen og scenariet",
        ((SCENARIO, "official.care_places"), (SCENARIO, "care_places")),
    ),
    Wanted(
        "Netto driftsresultat i scenariet, prosent av brutto driftsinntekter",
        ((SCENARIO, "net_result_share"),),
        ("regel_resultat",),
        True,
    ),
)


def live(
    book: Any,
    sheet: Any,
    formats: Formats,
    of: Reckoning,
    found: Mapping[str, int],
    after: Mapping[str, Sequence[int]],
) -> None:
    """Fill the sheet with every chart whose rows were reckoned.

    ``found``: rows by sheet and name; ``after``: the years after the plan, by sheet.
    """
    formats.write(sheet, 0, 0, "Resultatet, som endres med forutsetningene", **TITLE)
    place = 0
    for one in CHARTS:
        name = one.rows[0][0]
        shown, rules = (
            [(name, found[key]) for name, item in every if (key := f"{name}!{item}") in found]
            for every in (one.rows, [(name, item) for item in one.rules])
        )
        if not shown:
            continue
        years = after[name] if one.is_columns else of.years
        chart = _chart(book, of, one, shown, rules, years)
        sheet.insert_chart(
            2 + HIGH * (place // 2),
            ACROSS * (place % 2),
            chart,
            {"description": f"Beregnet: {one.title}"},
        )
        place += 1
    sheet.set_h_pagebreaks([2 + 2 * HIGH])


def _chart(
    book: Any,
    of: Reckoning,
    one: Wanted,
    shown: Sequence[tuple[str, int]],
    rules: Sequence[tuple[str, int]],
    years: Sequence[int],
) -> Any:
    chart = book.add_chart({"type": "column" if one.is_columns else "line"})
    for (sheet, row), colour in zip(shown, COLOURS, strict=False):
        look = {"fill": {"color": colour}, "gap": 40} if one.is_columns else _line(colour)
        chart.add_series({**_cells(sheet, row, of, years), **look})
    if rules:
        over = book.add_chart({"type": "line"})
        for sheet, row in rules:
            over.add_series({**_cells(sheet, row, of, years), **_line(INK)})
        chart.combine(over)
    # A level from zero: Excel would else begin just below the smallest of the values.
    ends = {} if one.is_columns or "endring" in one.title else {"min": 0}
    dress(chart, one.title, "#,##0.0" if one.is_columns else "#,##0", ends)
    chart.set_size(SIZE)
    return chart


def _line(colour: str) -> dict[str, Any]:
    return {"line": {"color": colour, "width": 2.25}}


def _cells(sheet: str, row: int, of: Reckoning, years: Sequence[int]) -> dict[str, Any]:
    first, last = (FIRST + of.years.index(year) for year in (years[0], years[-1]))
    return {
        "name": [sheet, row - 1, 0],
        "categories": [sheet, 0, first, 0, last],
        "values": [sheet, row - 1, first, row - 1, last],
    }
