"""Drawings of the first version read back: every value is theirs, each kind of chart is known."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from projections.charts import columns
from projections.charts.bars import by_sign
from projections.draw import plotly
from projections.exports import plot
from projections.figures.chart import Chart, Curve
from projections.figures.spec import Figure
from projections.people.population import Region
from projections.presentation import Deck, Frame, first_version
from projections.presentation.frame import collection, figure
from projections.provenance import Source
from projections.series import Series
from projections.words import Finding

KINDS = {
    "befolkning.folketall": ("line", "over"),
    "befolkning.aldersgrupper": ("line", "over"),
    "befolkning.siden_prognosen": ("bar", "beside"),
    "befolkning.aarsaker": ("column", "stacked"),
    "befolkning.pyramide": ("bar", "over"),
    "demografikostnader.hvorfor_kostnaden_endres": ("bar", "over"),
    "demografikostnader.planen_og_modellen": ("column", "beside"),
    "inntekt.kostnad_inntekt_netto": ("column", "stacked"),
    "inntekt.inntektene": ("column", "stacked"),
    "handlingsrom.netto_driftsresultat": ("column", "over"),
    "sammenligning.utgifter_behovskorrigert": ("line", "over"),
}


def picture(chart: Chart) -> dict[str, Any]:
    """A chart drawn as the first version did: it had no bands."""
    lines = tuple(one for one in chart.curves if one.role != "band")
    return plotly.picture(replace(chart, curves=lines))


def read_back(frame: Frame, key: str = "") -> Figure:
    """The figure of a frame as it comes from its drawing."""
    chart = first_version.chart(picture(frame.chart), frame.chart.unit)
    return figure(replace(frame, chart=chart), key)


def drawn(frame: Frame) -> list[float]:
    """Every number along the value axis of a figure."""
    found = []
    for trace in picture(frame.chart)["data"]:
        across = trace.get("orientation") == "h" or trace.get("customdata")
        values = trace["x"] if across else trace["y"]
        if trace.get("hoverinfo") == "skip":  # a ring, and the line from it down to the year
            values = values[:1]
        found += [float(value) for value in values if value is not None]
    return sorted(found)


def test_values_are_those_of_the_figure(frames: dict[str, Frame]) -> None:
    assert len(frames) > 25
    for name, frame in frames.items():
        figure = read_back(frame)
        curves = [one for one in figure.curves if one.look != "rule"]
        values = np.concatenate([one.values for one in curves])
        assert sorted(values[np.isfinite(values)]) == drawn(frame), name
        assert all(len(one.values) == len(figure.categories) for one in figure.curves), name
        names = [(one.panel, one.name) for one in figure.curves]
        assert len(set(names)) == len(names), name
        assert all(one.name for one in figure.curves), name
        assert figure.axis, name


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_chart(frames: dict[str, Frame], name: str) -> None:
    figure = read_back(frames[name])
    assert (figure.kind, figure.stand) == KINDS[name]


def test_what_belongs_to_a_frame_goes_along(frames: dict[str, Frame]) -> None:
    frame = frames["befolkning.folketall"]
    figure = read_back(frame, "bilde-1")
    assert (figure.key, figure.title, figure.text) == ("bilde-1", frame.title, frame.text)
    assert (figure.spoken, figure.chosen, figure.note) == (
        frame.notes,
        frame.chosen,
        frame.note,
    )
    assert figure.alternative_text == frame.alternative
    assert (figure.sources, figure.grids) == (frame.sources, frame.grids)
    assert figure.axis == "innbyggere 1. januar"
    assert [one.name for one in figure.curves] == ["Observert", "Sterk aldring"]
    assert [one.is_dashed for one in figure.curves] == [False, True]


def test_what_is_drawn_with_the_opposite_sign_says_so(frames: dict[str, Frame]) -> None:
    """Costs that rise by 26,6 are drawn downwards; net is income less them."""
    figure = read_back(frames["inntekt.kostnad_inntekt_netto"])
    cost, income, net = figure.curves
    assert cost.name == "Kostnad, trukket fra"
    assert (income.name, net.name) == ("Inntekt", "Netto")
    np.testing.assert_allclose(cost.values + income.values, net.values, atol=1e-9)
    causes = read_back(frames["befolkning.aarsaker"])
    assert [one.name for one in causes.curves][:2] == ["Fødte", "Døde, trukket fra"]
    turned = [name for name, one in frames.items() if "trukket" in str(read_back(one).curves)]
    assert {name.partition(".")[2] for name in turned} == {
        "aarsaker",
        "kostnad_inntekt_netto",
    }


def test_levels_are_named_lines(frames: dict[str, Frame]) -> None:
    figure = read_back(frames["handlingsrom.disposisjonsfond"])
    rules = {one.name: set(one.values) for one in figure.curves if one.look == "rule"}
    assert {name.replace("\u00a0", " "): value for name, value in rules.items()} == {
        "Regel: minst 10 %": {10.0},
        "ROBEK: underskudd over 3 %": {-3.0},
    }
    assert not [one for one in figure.curves if one.look == "rule" and plot.is_bar(figure, one)]


def test_small_charts_stand_by_themselves(frames: dict[str, Frame]) -> None:
    figure = read_back(frames["befolkning.aldersgrupper"])
    panels = figure.panels
    assert [one.axis for one in panels][:2] == ["0 år", "1–5 år"]
    assert len(panels) == 8
    for one in panels:
        assert [curve.name for curve in one.curves] == ["Observert", "Sterk aldring"]
        assert one.alternative_text.startswith(f"{one.axis}. ")
    assert read_back(frames["befolkning.folketall"]).panels[0].key == "folketall"


def test_a_pyramid_has_the_oldest_on_top_and_no_minus(frames: dict[str, Frame]) -> None:
    figure = read_back(frames["befolkning.pyramide"])
    assert figure.categories[0] == "100 år og eldre"
    assert figure.mirrored
    assert "-" not in plot.number_format(figure)
    assert plot.written(figure, -1234.0) == "1\u00a0234"
    looks = {one.name.split()[0]: one.look for one in figure.curves[::2]}
    assert set(looks.values()) == {""}
    assert [one.look for one in figure.curves] == ["", "outline", "", "outline"]


def test_a_dot_is_named_after_its_own_municipality(frames: dict[str, Frame]) -> None:
    figure = read_back(frames["sammenligning.utgifter_behovskorrigert"])
    assert all(one.look == "dots" for one in figure.curves)
    assert "De andre kommunene" not in [one.name for one in figure.curves]
    assert {"Røros", "Tynset"} <= {one.name for one in figure.curves}
    assert "Grunnskole" in figure.categories


def test_an_index_does_not_start_at_zero(frames: dict[str, Frame]) -> None:
    index = read_back(frames["befolkning.vekst_mot_andre"])
    assert not index.from_zero
    assert plot.reach(index)[0] > 0
    assert plot.reach(read_back(frames["befolkning.folketall"]))[0] == 0


def waterfall(values: list[float], starts: list[float]) -> Figure:
    colours = [by_sign(np.array([value]), [False])[0] for value in values]
    curve = Curve(
        name="x",
        code="",
        values=np.array(values),
        role="projected",
        colour="#000000",
        starts=np.array(starts),
        colours=tuple(colours),
    )
    return Figure(
        form="waterfall",
        key="x",
        finding=Finding("", ""),
        categories=tuple(map(str, range(len(values)))),
        curves=(curve,),
        axis="",
        unit="persons",
        table=(),
        grids=(),
        sources=(),
        signed=True,
    )


def test_a_waterfall_stands_on_an_invisible_bar() -> None:
    """Up 5, down 2, down 6 across zero, up 1 below zero, nothing."""
    figure = waterfall([5.0, -2.0, -6.0, 1.0, 0.0], [0.0, 5.0, 3.0, -3.0, -2.0])
    stacked = plot.on_bases(figure)
    assert stacked.stand == "stacked"
    found = {one.name: one.values.tolist() for one in stacked.curves}
    nan = pytest.approx(np.nan, nan_ok=True)
    assert found == {
        plot.BASE: [0.0, 3.0, 0.0, -2.0, -2.0],
        "Øker": [5.0, nan, nan, -1.0, 0.0],
        "Minker": [nan, 2.0, 3.0, nan, nan],
        "Minker (under null)": [nan, nan, -3.0, nan, nan],
    }
    assert plot.reach(figure) == (-3.0, 5.0)


def test_a_waterfall_reaches_from_where_it_starts(frames: dict[str, Frame]) -> None:
    frame = frames["demografikostnader.hvorfor_kostnaden_endres"]
    figure = read_back(frame)
    stacked = plot.on_bases(figure)
    (trace,) = picture(frame.chart)["data"]
    base, *parts = (np.nan_to_num(one.values) for one in stacked.curves)
    np.testing.assert_allclose(np.abs(sum(np.abs(one) for one in parts)), np.abs(trace["x"]))
    far = np.array(trace["base"]) + np.array(trace["x"])
    inner = np.where(np.abs(far) < np.abs(trace["base"]), far, trace["base"])
    apart = np.sign(far) * np.sign(trace["base"]) < 0
    np.testing.assert_allclose(base, np.where(apart, 0, inner), atol=1e-9)
    assert plot.on_bases(read_back(frames["befolkning.folketall"])).stand == "over"


def test_many_bars_are_named_by_their_texts(frames: dict[str, Frame], ssb: Source) -> None:
    regions = [Region(str(1000 + place), f"Kommune {place}") for place in range(40)]
    table = tuple(
        Series(one, ssb, "observert", "x", "persons", (2026,), np.array([float(place)]))
        for place, one in enumerate(regions)
    )
    chart = columns.ranking(table, 2026, regions[3], "personer")
    figure = read_back(replace(frames["befolkning.folketall"], chart=chart))
    assert figure.categories[0] == "Kommune 39"
    (curve,) = figure.curves
    place = figure.categories.index("Kommune 3")
    assert [one for one, colour in enumerate(curve.colours) if colour != curve.colours[0]] == [
        place
    ]
    assert not plot.has_labels(figure)


@pytest.fixture
def ssb(frames: dict[str, Frame]) -> Source:
    return frames["befolkning.folketall"].sources[0]


def test_a_collection_says_when_it_was_made(deck: Deck) -> None:
    found = collection(deck)
    assert found.title == deck.name
    assert found.chosen.startswith("Til formannskapet. Lagret 21.11.2026 med Bæreevne ")
    assert [one.key for one in found.figures][:2] == ["bilde-1", "bilde-2"]
    assert found.left_out == ""


def test_every_chart_can_be_drawn_again(frames: dict[str, Frame]) -> None:
    for name, frame in frames.items():
        before, after = (picture(one.chart)["data"] for one in (frame, read_back(frame)))
        assert [points(one) for one in after] == [points(one) for one in before], name


def points(trace: Any) -> tuple[Any, ...]:
    return trace["type"], trace["x"], trace["y"]


def test_standing_bars_of_a_few_years_come_back_as_they_stood() -> None:
    """No figure of today is drawn so; files of the first version have it."""
    values = np.array([12.5, -3.0, 40.0])
    bars = Curve(name="Endring", code="total", values=values, role="projected", colour="#1f5f8b")
    years = ("2026", "2030", "2033")
    stood = Chart(
        form="milestones", categories=years, curves=(bars,), axis="mill. kr", unit="1000 kr"
    )
    drawing = plotly.picture(stood)
    assert [text[0] for text in drawing["data"][0]["text"]] == ["+", "−", "+"]
    again = first_version.chart(drawing, stood.unit)
    assert (again.form, again.categories) == (stood.form, stood.categories)
    assert again.curves[0].values.tolist() == values.tolist()
