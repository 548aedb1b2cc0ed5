"""Columns against the rules: what is drawn is the table, and the plan looks otherwise."""

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from projections import tables
from projections.charts.levels import adjustments, fund, net_debt, result
from projections.draw.plotly import picture
from projections.money.budget import Rules
from projections.series import Series, pick
from projections.sources import bundled
from projections.tables import Setting, accounts, budget

CATALOGUE = bundled.load()
CASE = CATALOGUE.case("5025")
TABLE = budget.budget(Setting(CASE, CASE.projections[0], CATALOGUE))
LIMITS = Rules(1.75, 10.0, 90.0, 3.0)
SEEN = budget.outlook(TABLE, LIMITS)
NEEDED = tables.in_millions(budget.adjustments(TABLE, LIMITS))
FIGURES = {
    "result": picture(result(TABLE, LIMITS)),
    "fund": picture(fund(TABLE, LIMITS, SEEN)),
    "adjustments": picture(adjustments(NEEDED)),
    "debt": picture(net_debt(accounts.net_debt(CASE), LIMITS, CASE.region)),
}


def notes(figure: dict) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def levels(figure: dict) -> list[float]:
    return [shape["y0"] for shape in figure["layout"]["shapes"] if shape.get("xref") == "paper"]


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_accepts_the_figure_and_every_value_has_text(name: str) -> None:
    assert go.Figure(FIGURES[name]).data
    for trace in FIGURES[name]["data"]:
        assert len(trace["text"]) == len(trace["x"]) == len(trace["y"])


def test_result_is_drawn_year_by_year_against_the_rule() -> None:
    figure = FIGURES["result"]
    drawn = {
        year: y for trace in figure["data"] for year, y in zip(trace["x"], trace["y"], strict=True)
    }
    assert drawn == {
        year: one.at(year) for one in pick(TABLE, "net_result_share") for year in one.years
    }
    assert levels(figure) == [1.75]
    assert any("minst 1,75" in note for note in notes(figure))


def test_years_after_the_plan_look_otherwise() -> None:
    figure = FIGURES["result"]
    *planned, after = figure["data"]
    assert [trace["name"] for trace in planned] == ["Regnskap, budsjett og plan"]
    assert [trace["showlegend"] for trace in figure["data"]] == [True, True]
    assert after["name"] == "Sterk aldring"
    assert after["marker"]["pattern"]["shape"] == "/"
    assert all("pattern" not in trace["marker"] for trace in planned)
    assert after["marker"]["color"] not in {trace["marker"]["color"] for trace in planned}
    (seam,) = (shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect")
    assert (seam["x0"], seam["x1"]) == (2027.5, 2033.5)
    assert "Etter planen" in notes(figure)


def test_fund_has_rule_robek_line_deficit_and_empty_year() -> None:
    figure = FIGURES["fund"]
    assert levels(figure) == [10, -3]
    assert "<b>Tomt i 2032</b>" in notes(figure)
    deficit = next(
        trace for trace in figure["data"] if trace["name"] == "Under null, underskudd (merforbruk)"
    )
    assert deficit["y"][-1] == -pick(TABLE, "deficit_share")[-1].at(2033) < 0
    low, high = figure["layout"]["yaxis"]["range"]
    assert low < -3 < 10 < high


def test_a_fund_that_lasts_marks_nothing() -> None:
    seen = budget.Outlook(None, None, 2033)
    table = tuple(
        one.with_values(np.zeros(len(one.years))) if one.item == "deficit_share" else one
        for one in TABLE
    )
    figure = picture(fund(table, LIMITS, seen))
    assert not any("Tomt" in note for note in notes(figure))
    assert not any(
        trace["name"] == "Under null, underskudd (merforbruk)" for trace in figure["data"]
    )


@pytest.mark.parametrize("rule", [-10.0, 0.0, 45.0])
def test_the_axis_reaches_any_rule(rule: float) -> None:
    limits = replace(LIMITS, result=rule, fund=abs(rule), debt=300.0)
    for figure in (picture(result(TABLE, limits)), picture(fund(TABLE, limits, SEEN))):
        low, high = figure["layout"]["yaxis"]["range"]
        assert all(low <= level <= high for level in levels(figure))
    debt = picture(net_debt(accounts.net_debt(CASE), limits, CASE.region))
    assert debt["layout"]["yaxis"]["range"][1] > 300


def test_the_name_of_a_rule_stands_clear_of_the_columns() -> None:
    def place(limits: Rules) -> float:
        figure = picture(fund(TABLE, limits, SEEN))
        return next(
            note["x"]
            for note in figure["layout"]["annotations"]
            if note["text"].startswith("<b>Regel")
        )

    assert place(LIMITS) == 0
    assert place(replace(LIMITS, fund=5.0)) > 0  # 2022 and 2023 are above it


def test_adjustments_draw_both_rules() -> None:
    *bars, line = FIGURES["adjustments"]["data"]
    (each,) = pick(NEEDED, "fund_adjustment")
    assert line["y"] == list(each.values)
    assert line["name"].endswith("14,0")
    drawn = {year: y for trace in bars for year, y in zip(trace["x"], trace["y"], strict=True)}
    assert drawn == {
        year: one.at(year) for one in pick(NEEDED, "result_adjustment") for year in one.years
    }


def test_debt_is_drawn_beside_the_neighbours_and_the_rule() -> None:
    figure = FIGURES["debt"]
    drawn = {trace["name"]: trace["y"][-1] for trace in figure["data"]}
    assert drawn["Røros"] == 104.7
    assert drawn["Regel, høyst"] == 90
    assert len(drawn) == 7


def test_many_years_are_drawn_without_their_values() -> None:
    after = pick(TABLE, "net_result_share")[-1]
    years = tuple(range(2028, 2051))
    long: Series = replace(after, years=years, values=np.linspace(-1, -9, len(years)))
    figure = picture(result((*pick(TABLE, "net_result_share")[:-1], long), LIMITS))
    assert [one["text"] for one in figure["layout"]["annotations"] if "," in one["text"]] == [
        "<b>Regel: minst 1,75\u00a0%</b>"
    ]
    drawn = FIGURES["result"]
    written = {one["text"] for one in drawn["layout"]["annotations"]}
    assert {text for trace in drawn["data"] for text in trace["text"]} <= written
