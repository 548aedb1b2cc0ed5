"""Bars that pull up and down, and the line of what is left."""

import numpy as np
import plotly.graph_objects as go
import pytest

from projections import tables, terms
from projections.charts import columns
from projections.draw.plotly import picture
from projections.series import pick
from projections.sources import bundled
from projections.tables import Setting

CATALOGUE = bundled.load()
CASE = CATALOGUE.case("5025")
OF = (CASE, CASE.projections[0], CATALOGUE)
NET = tables.in_millions(tables.net(Setting(*OF, "own"), 2024))
PARTS = tables.in_millions(tables.cost_view(tables.income_parts(Setting(*OF)), "change", 2024))
INDEX = tables.need_index(Setting(*OF))
FIGURES = {
    "net": picture(columns.net(NET, "mill. kr")),
    "parts": picture(columns.parts(PARTS, "mill. kr")),
    "index": picture(columns.index(INDEX, "indeks")),
}


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_accepts_the_figure_and_every_value_stands_in_text(name: str) -> None:
    assert go.Figure(FIGURES[name]).data
    for trace in FIGURES[name]["data"]:
        assert len(trace["text"]) == len(trace["x"]) == len(trace["y"])


def test_cost_is_turned_down_and_its_text_is_not() -> None:
    traces = {trace["name"]: trace for trace in FIGURES["net"]["data"]}
    cost = pick(NET, "cost")[0]
    np.testing.assert_allclose(traces["Kostnad"]["y"], -cost.values)
    assert traces["Kostnad"]["text"][-1] == "+26,6"
    heights = np.array(traces["Kostnad"]["y"]) + traces["Inntekt"]["y"]
    np.testing.assert_allclose(heights, traces["Netto"]["y"], atol=1e-9)
    assert traces["Netto"]["type"] == "scatter"


def test_better_is_up_and_worse_down_and_net_is_written_at_its_end() -> None:
    notes = {note["text"]: note for note in FIGURES["net"]["layout"]["annotations"]}
    low, high = FIGURES["net"]["layout"]["yaxis"]["range"]
    assert (notes["▲ bedre"]["y"], notes["▼ verre"]["y"]) == (high, low)
    end = notes[f"<b>{terms.value(-15.5, 'million NOK', True)}</b>"]
    assert end["y"] == pytest.approx(-15.4720, abs=0.1)  # to the nearest pixel


def test_parts_stack_to_the_line() -> None:
    bars = [trace for trace in FIGURES["parts"]["data"] if trace["type"] == "bar"]
    (line,) = (trace for trace in FIGURES["parts"]["data"] if trace["type"] == "scatter")
    assert len(bars) == 4
    np.testing.assert_allclose(sum(np.array(bar["y"]) for bar in bars), line["y"], atol=1e-9)


def test_a_region_without_a_sum_has_bars_alone() -> None:
    parts = tables.in_millions(tables.grants(Setting(*OF)))
    assert {trace["type"] for trace in picture(columns.parts(parts, "mill. kr"))["data"]} == {"bar"}


def test_index_is_read_against_the_nation() -> None:
    figure = FIGURES["index"]
    nation = [trace for trace in figure["data"] if trace["name"].startswith("Landet")]
    assert {value for trace in nation for value in trace["y"]} == {1.0}
    low, high = figure["layout"]["yaxis"]["range"]
    assert 0.9 < low < 1 < high < 1.2
    assert figure["layout"]["yaxis"]["tickformat"] == ",.2~f"
