"""The sheet of a workbook with charts of its own results, which move with the assumptions."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

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


class Wanted(NamedTuple):
    """A chart: what it shows, and rows of a sheet: lines, or columns where rules lie over them."""

    title: str
    sheet: str
    rows: tuple[str, ...]
    rules: tuple[str, ...] = ()


OF_REVENUE = "prosent av brutto driftsinntekter"
CHARTS = (
    Wanted("1000 kr, endring fra basisåret", RECKONED, ("change.cost", "change.income", "net")),
    Wanted(
        f"Netto driftsresultat, {OF_REVENUE}", RECKONED, ("net_result_share",), ("regel_resultat",)
    ),
    Wanted(f"Disposisjonsfond, {OF_REVENUE}", RECKONED, ("reserve_fund_share",), ("regel_fond",)),
    Wanted("Heldøgns omsorgsplasser", RECKONED, ("care_places",)),
    Wanted(
        "Netto, 1000 kr, endring fra basisåret: prognosen og scenariet",
        SCENARIO,
        ("official.net", "net"),
    ),
    Wanted(
        "Heldøgns omsorgsplasser: prognosen og scenariet",
        SCENARIO,
        ("official.care_places", "care_places"),
    ),
    Wanted(
        f"Netto driftsresultat i scenariet, {OF_REVENUE}",
        SCENARIO,
        ("net_result_share",),
        ("regel_resultat",),
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
        shown, rules = (
            [found[key] for name in names if (key := f"{one.sheet}!{name}") in found]
            for names in (one.rows, one.rules)
        )
        if not shown:
            continue
        years = after[one.sheet] if one.rules else of.years
        sheet.insert_chart(
            2 + HIGH * (place // 2),
            ACROSS * (place % 2),
            _chart(book, of, one, shown, rules, years),
            {"description": f"Beregnet: {one.title}"},
        )
        place += 1
    sheet.set_h_pagebreaks([2 + 2 * HIGH])


def _chart(
    book: Any,
    of: Reckoning,
    one: Wanted,
    shown: Sequence[int],
    rules: Sequence[int],
    years: Sequence[int],
) -> Any:
    chart = book.add_chart({"type": "column" if one.rules else "line"})
    for row, colour in zip(shown, COLOURS, strict=False):
        look = {"fill": {"color": colour}, "gap": 40} if one.rules else _line(colour)
        chart.add_series({**_cells(one.sheet, row, of, years), **look})
    if rules:
        over = book.add_chart({"type": "line"})
        for row in rules:
            over.add_series({**_cells(one.sheet, row, of, years), **_line(INK)})
        chart.combine(over)
    # A level from zero: Excel would else begin just below the smallest of the values.
    ends = {} if one.rules or "endring" in one.title else {"min": 0}
    dress(chart, one.title, "#,##0.0" if one.rules else "#,##0", ends)
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
