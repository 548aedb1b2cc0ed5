"""A small change looks small: an axis starts at zero, or shows enough of the whole."""

import pytest

from projections.case import Case, Catalogue, Projection
from projections.choices import selections, state
from projections.draw import plotly
from projections.exports import plot
from projections.figures.chart import LEAST, Chart, axis_ends
from projections.figures.collection import collect
from projections.figures.view import View


@pytest.mark.parametrize(
    ("from_zero", "drawn", "ends"),
    [
        (True, (5581.0, 5598.0), (0.0, 5598.0)),
        (True, (-17.0, -2.0), (-17.0, 0.0)),
        (True, (-3.0, 4.0), (-3.0, 4.0)),
        (False, (100.0, 101.9), (90.76, 111.14)),  # 0,2 * 101,9 = 20,38 wide, in the middle
        (False, (100.0, 160.0), (100.0, 160.0)),
    ],
)
def test_the_ends_of_an_axis(
    from_zero: bool, drawn: tuple[float, float], ends: tuple[float, float]
) -> None:
    chart = Chart(form="lines", categories=(), curves=(), axis="", unit="", from_zero=from_zero)
    assert axis_ends(chart, *drawn) == pytest.approx(ends)


def test_no_line_of_any_figure_fills_its_axis_with_a_small_change(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    link = {"kommune": ["5025"], "flytting": ["20"], "vis": ["folketall"], "visning": ["indeks"]}
    chosen = selections.of(state.settle(link, catalogue).choice, catalogue)
    figures = collect(View(roros, ageing, catalogue, chosen)).figures
    assert len([one for one in figures if one.form == "lines"]) > 10
    for one in figures:
        if one.form == "lines":
            for low, high in (plotly.picture(one)["layout"]["yaxis"]["range"], plot.reach(one)):
                assert low <= 0 <= high or high - low >= 0.9 * LEAST * high, one.key
