"""Charts draw exactly the figures they are given, and are figures Plotly accepts."""

import math

import plotly.graph_objects as go
import pytest

from projections import labels, tables, terms
from projections.charts import bars, columns, levels, lines
from projections.draw import style
from projections.draw.plotly import picture
from projections.series import items, pick
from projections.sources import bundled
from projections.tables import Setting

CATALOGUE = bundled.load()
CASE = CATALOGUE.case("5025")
PLAN = CASE.projections[0]
PEOPLE = tables.population(CASE, PLAN)
COSTS = tables.in_millions(tables.costs(Setting(CASE, PLAN, CATALOGUE, "own")))
RATIOS = tables.comparable(CATALOGUE.beside(), "20-66")

PLACES = tables.capacity.care_places(Setting(CASE, PLAN, CATALOGUE), 22.0)
PASSINGS = tables.capacity.passings(PLACES, tables.capacity.levels(CASE, PLAN, "heldogn", "places"))
FIGURES = {
    "capacity": picture(levels.against(pick(PLACES, "care_places"), PASSINGS, "plasser")),
    "single": picture(
        lines.chart(lines.single(pick(PEOPLE, "total")), "innbyggere", marked=(2023,))
    ),
    "by item": picture(lines.chart(lines.by_item(COSTS), "mill. kr")),
    "by region": picture(lines.chart(lines.by_region(RATIOS, "5025"), "per person")),
    "index": picture(
        lines.chart(
            lines.by_region(
                tables.growth(CASE, PLAN, [CATALOGUE.case("0")], "total", 2016), CASE.region.code
            ),
            "indeks",
            from_zero=False,
        )
    ),
    "multiples": picture(lines.multiples(PEOPLE, "personer", False, (2023, 2033))),
    "ranked": picture(bars.ranked(tables.compare(PEOPLE, 2023, 2033), "personer")),
    "by year": picture(bars.by_year(tables.deviations(CASE, PLAN), "personer")),
    "regions": picture(bars.regions(RATIOS, 2026, CASE.region, "per person")),
    "causes": picture(columns.causes(tables.components(CASE), 2023, "personer")),
    "pyramid": picture(bars.pyramids(tables.pyramid(CASE), 2006, 2026, "personer")),
    "plan": picture(
        columns.plan_beside_model(
            tables.in_millions(tables.plan_beside_model(Setting(CASE, PLAN, CATALOGUE))), "mill. kr"
        )
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_accepts_the_figure(name: str) -> None:
    assert go.Figure(FIGURES[name]).data


@pytest.mark.parametrize("name", FIGURES)
def test_every_value_stands_in_text_beside_it(name: str) -> None:
    for trace in FIGURES[name]["data"]:
        assert len(trace["text"]) == len(trace["x"]) == len(trace["y"])


@pytest.mark.parametrize("name", FIGURES)
def test_curves_are_straight_between_years(name: str) -> None:
    shapes = [trace.get("line", {}).get("shape", "linear") for trace in FIGURES[name]["data"]]
    assert set(shapes) == {"linear"}


def test_an_index_is_drawn_around_its_base() -> None:
    low, high = FIGURES["index"]["layout"]["yaxis"]["range"]
    values = [value for trace in FIGURES["index"]["data"] for value in trace["y"]]
    assert 50 < low < min(values) < 100 < max(values) < high


def test_lines_draw_the_table() -> None:
    drawn = {(tuple(trace["x"]), tuple(trace["y"])) for trace in FIGURES["by item"]["data"]}
    assert drawn == {(series.years, tuple(series.values)) for series in COSTS}


def test_multiples_draw_all_groups_but_the_total() -> None:
    drawn = [tuple(trace["y"]) for trace in FIGURES["multiples"]["data"]]
    expected = [tuple(series.values) for series in PEOPLE if series.item != "total"]
    assert sorted(drawn) == sorted(expected)


def test_history_is_solid_and_projection_dashed_and_the_seam_is_shaded() -> None:
    figure = FIGURES["single"]
    assert [trace["line"]["dash"] for trace in figure["data"]] == ["solid", "dash"]
    (seam,) = figure["layout"]["shapes"]
    assert (seam["x0"], seam["x1"]) == (2023, 2033)
    assert any(note["text"] == "Prognose" for note in figure["layout"]["annotations"])


def test_lines_are_labelled_at_their_end_with_their_last_value() -> None:
    notes = [note["text"] for note in FIGURES["by item"]["layout"]["annotations"]]
    for item in items(COSTS):
        last = pick(COSTS, item)[-1]
        value = terms.said(last.at(2033), last.unit, last.is_difference)
        assert f"{labels.item(item)} <b>{value}</b>" in notes


def test_same_colour_for_the_same_item_and_different_dashes_for_lines() -> None:
    traces = FIGURES["by item"]["data"]
    looks = {(trace["line"]["color"], trace["line"]["dash"]) for trace in traces}
    assert len(looks) == len(traces)


def test_bars_show_change_from_largest_to_smallest() -> None:
    (bar,) = FIGURES["ranked"]["data"]
    assert bar["y"][0] == "80–89 år"
    assert bar["x"][0] == 504 - 270
    assert bar["x"] == sorted(bar["x"], reverse=True)


def test_deaths_go_down_and_the_part_year_has_a_star() -> None:
    traces = {trace["name"]: trace for trace in FIGURES["causes"]["data"]}
    assert traces["Døde"]["y"][0] == -60
    assert traces["Døde"]["text"][0] == "60"
    assert traces["Fødte"]["x"][-1] == "2023*"
    assert traces["Netto innenlands flytting"]["y"][0] == 195 - 193


def test_pyramid_sums_to_the_population() -> None:
    filled = [trace for trace in FIGURES["pyramid"]["data"] if "2026" in trace["name"]]
    assert sum(abs(value) for trace in filled for value in trace["x"]) == 5638


def test_the_oldest_stand_on_top_of_a_pyramid() -> None:
    chart = bars.pyramids(tables.pyramid(CASE), 2006, 2026, "personer")
    assert chart.categories[0] == "100 år og eldre"
    assert FIGURES["pyramid"]["data"][0]["y"][-1] == "100 år og eldre"


def test_missing_is_a_hole_not_a_zero() -> None:
    series = pick(PEOPLE, "total")[0]
    values = series.values.copy()
    values[3] = math.nan
    figure = picture(lines.chart(lines.single((series.with_values(values),)), "personer"))
    assert figure["data"][0]["y"][3] is None
    assert figure["data"][0]["connectgaps"] is False


@pytest.mark.parametrize("span", [0.5, 17.0, 500.0])
def test_marks_on_an_axis_have_room_between_thousands(span: float) -> None:
    """5 581 to 5 598 people is a short axis with long numbers."""
    assert style.tick_format(span).startswith(",")
