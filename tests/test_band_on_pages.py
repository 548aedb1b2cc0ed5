"""The band on a page: around our own projection of a municipality, told in words and figures."""

import re
from dataclasses import replace

import numpy as np
import pytest

from projections import tables
from projections.case import Catalogue
from projections.choices import selections, state
from projections.draw import points
from projections.draw.plotly import marked, picture
from projections.draw.steps import steps
from projections.figures import along, costs, effects, finance, people, services, support
from projections.figures.laid_round import HIGH, LOW
from projections.figures.spec import Figure
from projections.figures.view import View
from projections.money.income import Assumed
from projections.people.moved import Drawn
from projections.series import pick
from projections.sources import catalogue as everything
from projections.tables import Setting, budget, schools
from projections.trend.band import HORIZON


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return everything.load()


def view(catalogue: Catalogue, code: str, **query: str) -> View:
    link = {"kommune": [code], **{name: [text] for name, text in query.items()}}
    choice = state.settle(link, catalogue).choice
    case = catalogue.case(code)
    path = state.projection_of(case, choice.projection, choice.start)
    return View(case, path, catalogue, selections.of(choice, catalogue))


FIGURES = {
    "folketall": (people.inhabitants, "total"),
    "aldersbaereevne": (support.ratio, "20-66 per 67+"),
}


def edges(figure: Figure) -> tuple[np.ndarray, np.ndarray]:
    low, high = (pick(figure.table, item)[0] for item in (LOW, HIGH))
    return low.values, high.values


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("code", ["3427", "1151", "0301"])
def test_the_path_lies_within_its_band_which_widens(
    catalogue: Catalogue, name: str, code: str
) -> None:
    make, item = FIGURES[name]
    figure = make(view(catalogue, code))
    low, high = edges(figure)
    path = [one for one in pick(figure.table, item) if one.region.code == code][-1]
    assert not path.is_observed
    assert (low <= path.values + 1e-9).all()
    assert (path.values <= high + 1e-9).all()
    assert low[0] == pytest.approx(high[0])  # what is counted is sure
    assert high[10] - low[10] > high[1] - low[1] > 0


def test_the_band_is_drawn_and_named(catalogue: Catalogue) -> None:
    figure = people.inhabitants(view(catalogue, "3427"))
    (low, high), (inner_low, inner_high) = figure.bands
    assert (low.name, high.name) == ("Lavest for 8 av 10", "Høyest for 8 av 10")
    assert (low.share, inner_low.share) == (0.8, 0.5)
    known = np.isfinite(low.values)
    order = np.array([one.values[known] for one in (low, inner_low, inner_high, high)])
    assert (np.diff(order, axis=0) >= -1e-9).all()
    np.testing.assert_array_equal(low.values[known], edges(figure)[0])
    data = picture(figure)["data"]
    areas = [one for one in data if one.get("fill") == "toself"]
    first, *_ = [one for one in data if one.get("meta") != "band"]
    assert data.index(areas[-1]) < data.index(first)  # lines stand on the bands
    # Beyond the years it can be relied on it fades, and the two parts meet in that year.
    assert high.sure is not None
    assert max(areas[0]["x"]) == min(areas[1]["x"]) == int(figure.categories[high.sure])
    # On paper the wide band alone.
    assert len(figure.printed.bands) == 1


def test_a_band_is_shown_with_its_line(catalogue: Catalogue) -> None:
    drawn = marked(people.inhabitants(view(catalogue, "3427")))
    history, ahead = steps(drawn)
    around = {at for at, one in enumerate(drawn["data"]) if one.get("meta") == "band"}
    assert around
    assert around <= {*ahead.traces}
    assert not around & {*history.traces}


def test_the_sentence_says_how_far_off_and_how_long(catalogue: Catalogue) -> None:
    told = people.inhabitants(view(catalogue, "3427")).text.replace("\u00a0", " ")
    found = re.search(
        r"I 8 av 10 kommuner på størrelse med Tynset traff framskrivingen innenfor ± (\d+) "
        r"personer etter 10 år, og innenfor 10 prosent i minst (\d+) år\.",
        told,
    )
    assert found
    missed, lasting = map(int, found.groups())
    assert 150 < missed < 600
    assert lasting == HORIZON  # longer has not been measured


@pytest.mark.parametrize(
    ("code", "query"),
    [
        ("3427", {"prognose": "ingen"}),
        ("3427", {"baand": "av"}),
    ],
)
def test_other_paths_have_none(catalogue: Catalogue, code: str, query: dict[str, str]) -> None:
    for make, _ in FIGURES.values():
        figure = make(view(catalogue, code, **query))
        assert not pick(figure.table, LOW)
        assert not figure.bands
        assert "8 av 10" not in figure.text


@pytest.mark.parametrize(
    ("code", "query", "told"),
    [
        ("34", {}, "I 8 av 10 fylker på størrelse med Innlandet traff framskrivingen innenfor ±"),
        ("0", {"prognose": "ssb-14746.MMMM"}, "I 8 av 10 utfall for Norge traff SSBs"),
        ("0", {"prognose": "ssb-14746.LLML"}, "ikke ment som det mest ventede"),
        ("34", {}, "holdt slike spenn 81\u00a0% av utfallene, men de er få"),
        (
            "0",
            {"prognose": "ssb-14746.MMMM"},
            "At SSB bommer på dem som på tolv kommuner, er antatt.",
        ),
    ],
)
def test_sums_and_alternatives_have_bands(
    catalogue: Catalogue, code: str, query: dict[str, str], told: str
) -> None:
    for make in (people.inhabitants, support.supported):
        figure = make(view(catalogue, code, **query))
        low, high = edges(figure)
        assert (high >= low).all()
        assert high[-1] > low[-1]
    assert told in people.inhabitants(view(catalogue, code, **query)).text


def test_a_path_nobody_knows_says_so(catalogue: Catalogue) -> None:
    own = view(catalogue, "5025")
    assert own.projection
    people_of = replace(own.projection.population, alternatives=("Med_boliger",))
    other = replace(own, projection=replace(own.projection, population=people_of))
    figure = people.inhabitants(other)
    assert not figure.bands
    assert "«Med boliger» vises uten spenn" in figure.note


def test_the_band_goes_along_with_a_scenario(catalogue: Catalogue) -> None:
    own = view(catalogue, "5025", flytting="20")
    for make in (people.inhabitants, costs.by_service):
        figure = along.build(make, own)
        assert isinstance(figure, Figure)
        (line,) = [one for one in figure.curves if one.role == "scenario"]
        before = next(one for one in figure.curves if one.code == line.code and one is not line)
        (low, high), (under, over) = (
            [one for one in figure.curves if one.is_outer and one.group == each.group]
            for each in (before, line)
        )
        known = np.isfinite(line.values) & np.isfinite(under.values)
        assert (under.values <= line.values + 1e-9)[known].all()
        assert (line.values <= over.values + 1e-9)[known].all()
        wide, as_wide = (b.values - a.values for a, b in ((low, high), (under, over)))
        assert as_wide[-1] == pytest.approx(wide[-1], rel=0.05)
        assert "spenn lagt rundt scenariet" in figure.text
        assert [one for one in pick(figure.table, LOW) if one.label("side") == ""]


def test_the_path_of_the_plan_has_statistics_norways_errors(catalogue: Catalogue) -> None:
    own = view(catalogue, "5025")
    figure = people.inhabitants(own)
    assert "traff SSBs framskrivinger innenfor ± " in figure.text
    assert any("12 kommuner" in one.short for one in figure.sources)
    low, high = edges(figure)
    ours = people.inhabitants(view(catalogue, "5025", prognose="baereevne-trend.TREND"))
    lower, upper = edges(ours)
    # Seven years ahead in both; theirs are about as large as ours.
    assert 0.7 < (high[-1] - low[-1]) / (upper[7] - lower[7]) < 1.4
    assert low[3] == pytest.approx(high[3])  # moved to the count of 2026, which is sure


EVERY = (
    (people.inhabitants, "total"),
    (people.age_groups, "80-89"),
    (people.mean_age, "mean_age"),
    (support.per_oldest, "20-66 per 80+"),
    (services.pupils, "pupils"),
    (services.kindergarten, "kindergarten_places"),
    (services.care_places, "care_places"),
    (services.care, "care_need"),
    (services.staff, "staff_per_100"),
    (costs.by_service, "total"),
    (costs.net, "net"),
    (costs.parts, "total"),
    (costs.need, "need_index"),
    (finance.result, "net_result_share"),
    (finance.fund, "reserve_fund_share"),
    (effects.scenario, "net"),
)


@pytest.mark.parametrize(("make", "item"), EVERY, ids=[one.__name__ for one, _ in EVERY])
@pytest.mark.parametrize("prognose", ["baereevne-trend.TREND", "hop-2024-2027.sterk_aldring"])
def test_every_projected_curve_has_one(
    catalogue: Catalogue, make, item: str, prognose: str
) -> None:
    figure = make(view(catalogue, "5025", prognose=prognose))
    assert figure.bands
    found = [one for one in figure.table if one.label("of") == item]
    assert [one.item for one in found] == [LOW, HIGH]
    assert "8 av 10" in figure.text
    (grid,) = [one for one in figure.grids if one.caption.startswith("I 8 av 10")]
    assert any("lav" in one.lower() for one in grid.columns)
    paths = [one for one in figure.table if one.item == item and not one.is_observed]
    low, high = found
    if paths and paths[-1].unit == low.unit and paths[-1].years == low.years:
        assert (low.values <= paths[-1].values + 1e-6).all()
        assert (paths[-1].values <= high.values + 1e-6).all()


def test_money_says_two_kinds_of_doubt_apart(catalogue: Catalogue) -> None:
    for make in (costs.net, finance.result, finance.fund):
        text = make(view(catalogue, "5025")).text
        assert "i 8 av 10 utfall" in text
        assert "hva staten gir, kommer i tillegg" in text


def test_where_nothing_is_off_all_draws_are_the_path(catalogue: Catalogue) -> None:
    """The same arithmetic on the path and on its draws, and parts that sum to the whole in each."""
    own = view(catalogue, "5025", prognose="baereevne-trend.TREND")
    assert own.drawn
    drawn = own.drawn.population
    assert isinstance(drawn, Drawn)
    still = replace(own.drawn, population=replace(drawn, factors=np.ones_like(drawn.factors[:2])))
    ways = (
        lambda path: tables.population(own.case, path, "index", 2026),
        lambda path: tables.costs(Setting(own.case, path, catalogue, "own")),
        lambda path: tables.costs(Setting(own.case, path, catalogue, "own"), by="age"),
        lambda path: tables.income(
            Setting(own.case, path, catalogue, assumed=Assumed(tax="working_age"))
        ),
        lambda path: schools.kindergarten(Setting(own.case, path, catalogue)),
        lambda path: budget.budget(Setting(own.case, path, catalogue)),
    )
    for way in ways:
        for one, other in zip(way(own.projection), way(still), strict=True):
            np.testing.assert_allclose(
                np.broadcast_to(one.values, other.values.shape), other.values, rtol=1e-9, atol=1e-6
            )
    *sectors, total = [one for one in ways[1](own.drawn) if not one.is_observed]
    np.testing.assert_allclose(sum(one.values for one in sectors), total.values, rtol=1e-9)


def test_it_is_kept_by_what_it_is_reckoned_from(catalogue: Catalogue) -> None:
    first, again = (view(catalogue, "5025").drawn for _ in range(2))
    assert first is not None
    assert again is not None
    assert first.population.factors is again.population.factors  # type: ignore[attr-defined]


def test_the_same_is_drawn_again(catalogue: Catalogue) -> None:
    first, again = (people.inhabitants(view(catalogue, "1151")) for _ in range(2))
    np.testing.assert_array_equal(edges(first), edges(again))
    other = everything.load()
    np.testing.assert_array_equal(edges(first), edges(people.inhabitants(view(other, "1151"))))


def test_a_changed_path_has_no_band(catalogue: Catalogue) -> None:
    own = view(catalogue, "3427")
    assert own.projection
    changed = own.projection.changed(
        replace(own.projection.population, persons=own.projection.population.persons * 1.1)
    )
    assert replace(own, projection=changed).drawn is None


@pytest.mark.parametrize(
    ("code", "query", "first"),
    [("5025", {}, 2026), ("5025", {"start": "trykt"}, 2023), ("3427", {}, 2026)],
)
def test_the_shade_begins_where_the_projection_leaves_the_counts(
    catalogue: Catalogue, code: str, query: dict[str, str], first: int
) -> None:
    own = view(catalogue, code, **query)
    for figure in (people.inhabitants(own), people.age_groups(own), support.ratio(own)):
        shades = [one["x0"] for one in picture(figure)["layout"]["shapes"]]
        assert set(shades) == {first}


def test_many_bands_in_one_chart_are_not_drawn_over_each_other(catalogue: Catalogue) -> None:
    """Of eight services the sum alone has an area; three can be told apart."""
    figure = costs.by_service(view(catalogue, "3427"))
    assert sum(low.is_outer for low, _ in figure.bands) > points.MOST
    areas = [one for one in picture(figure)["data"] if one.get("fill") == "toself"]
    told = [(low, high) for low, high in figure.bands if not low.faint]
    assert {one["name"] for one in areas} == {high.shown_name for _, high in told}
    assert points.bands_drawn(figure) == told
