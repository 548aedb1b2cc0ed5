"""The waterfall: bars hang together, signs are written, totals are marked without colour."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from projections import tables
from projections.charts import bars, palette
from projections.draw.plotly import picture
from projections.sources import bundled
from projections.tables import Setting

CATALOGUE = bundled.load()
CASE = CATALOGUE.case("5025")
PLAN = CASE.projections[0]
OF = (CASE, PLAN, CATALOGUE)
CAUSES = tables.explained(Setting(*OF, "own", fixed={"grunnskole": 0.4}), 2024, 2033)
NOMINAL = tables.explained(Setting(*OF, "own"), 2024, 2026, "nominal")
TABLES = {
    "fixed": CAUSES,
    "with income": tables.with_income(CAUSES, Setting(*OF)),
    "nominal": NOMINAL,
}


def drawn(name: str) -> tuple[dict, dict]:
    table = tables.in_millions(TABLES[name])
    figure = picture(bars.waterfall(table, table[0].years[-1], "mill. 2024-kr"))
    assert go.Figure(figure).data
    (bar,) = figure["data"]
    return bar, figure["layout"]


@pytest.mark.parametrize("name", TABLES)
def test_each_bar_starts_where_the_one_above_ended_and_the_total_at_zero(name: str) -> None:
    bar, layout = drawn(name)
    total = next(i for i, one in enumerate(bar["y"]) if "Kostnad i alt" in one)
    for place in range(1, total):
        assert bar["base"][place] == pytest.approx(bar["base"][place - 1] + bar["x"][place - 1])
    assert bar["base"][0] == 0
    assert bar["base"][total:] == [0] * (len(bar["x"]) - total)
    assert sum(bar["x"][:total]) == pytest.approx(bar["x"][total])
    ends = [start + value for start, value in zip(bar["base"], bar["x"], strict=True)]
    low, high = layout["xaxis"]["range"]
    assert low < min(0, *ends)
    assert high > max(ends)
    assert [shape["x0"] for shape in layout["shapes"]] == pytest.approx(ends[:total])


@pytest.mark.parametrize("name", TABLES)
def test_values_are_written_with_their_sign_and_totals_are_marked_by_more_than_colour(
    name: str,
) -> None:
    bar, _ = drawn(name)
    assert len(bar["text"]) == len(bar["x"]) == len(bar["y"]) == len(set(bar["y"]))
    for value, text, label, pattern in zip(
        bar["x"], bar["text"], bar["y"], bar["marker"]["pattern"]["shape"], strict=True
    ):
        plain = text.removeprefix("<b>").removesuffix("</b>")
        assert plain[0] == ("+" if value >= 0.05 else "−" if value <= -0.05 else "0")
        assert label.startswith("<b>") == text.startswith("<b>") == (pattern == "/")


def test_income_and_net_stand_beside_the_total() -> None:
    bar, _ = drawn("with income")
    cost, income, net = bar["x"][-3:]
    assert [name.strip("<b>/") for name in bar["y"][-2:]] == ["Inntekt", "Netto"]
    assert net == pytest.approx(income - cost)


def test_ages_keep_their_colour() -> None:
    bar, _ = drawn("fixed")
    assert bar["marker"]["color"][6] == palette.colour("80-89")


def test_missing_is_a_hole() -> None:
    broken = replace(CAUSES[0], values=CAUSES[0].values * float("nan"))
    bar = picture(bars.waterfall((broken, *CAUSES[1:]), 2033, "tusen"))["data"][0]
    assert bar["x"][0] is None
    assert bar["text"][0] == "–"
