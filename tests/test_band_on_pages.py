"""The band on a page: around our own projection of a municipality, told in words and figures."""

import re
from dataclasses import replace

import numpy as np
import pytest

from projections.case import Catalogue
from projections.choices import selections, state
from projections.draw.plotly import picture
from projections.figures import people, support
from projections.figures.spec import Figure
from projections.figures.sure import HIGH, LOW
from projections.figures.view import View
from projections.series import pick
from projections.sources import catalogue as everything


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
    "card": (support.own_ratio, "20-66 per 67+"),
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


def test_the_band_is_drawn_between_its_edges_and_named(catalogue: Catalogue) -> None:
    figure = people.inhabitants(view(catalogue, "3427"))
    lower, upper, *rest = figure.curves
    assert [one.role for one in (lower, upper)] == ["band", "band"]
    assert (lower.name, upper.name) == ("Lavest for 8 av 10", "Høyest for 8 av 10")
    traces = picture(figure)["data"]
    assert [trace.get("fill") for trace in traces] == [None, "tonexty", *[None] * len(rest)]
    low, high = edges(figure)
    np.testing.assert_array_equal(upper.values[np.isfinite(upper.values)], high)
    np.testing.assert_array_equal(lower.values[np.isfinite(lower.values)], low)


def test_the_sentence_says_how_far_off_and_how_long(catalogue: Catalogue) -> None:
    told = people.inhabitants(view(catalogue, "3427")).text.replace("\u00a0", " ")
    found = re.search(
        r"I 8 av 10 kommuner på størrelse med Tynset traff framskrivingen innenfor ± (\d+) "
        r"personer etter 10 år, og innenfor 10 prosent i (\d+) år\.",
        told,
    )
    assert found
    missed, lasting = map(int, found.groups())
    assert 150 < missed < 600
    assert 10 <= lasting <= 24


@pytest.mark.parametrize(
    ("code", "query"),
    [
        ("5025", {}),  # the plan's path
        ("0", {"prognose": "ssb-14746.MMMM"}),
        ("34", {}),  # how errors hang together across a county is not known
        ("3427", {"prognose": "ingen"}),
    ],
)
def test_other_paths_have_none(catalogue: Catalogue, code: str, query: dict[str, str]) -> None:
    for make, _ in FIGURES.values():
        figure = make(view(catalogue, code, **query))
        assert not pick(figure.table, LOW)
        assert "8 av 10" not in figure.text


def test_other_ages_have_none(catalogue: Catalogue) -> None:
    assert not pick(support.ratio(view(catalogue, "3427", alder="16-66")).table, LOW)


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
    assert replace(own, projection=changed).courses is None


@pytest.mark.parametrize(
    ("code", "query", "first"),
    [("5025", {}, 2026), ("5025", {"start": "trykt"}, 2023), ("3427", {}, 2026)],
)
def test_the_shade_begins_where_the_projection_leaves_the_counts(
    catalogue: Catalogue, code: str, query: dict[str, str], first: int
) -> None:
    own = view(catalogue, code, **query)
    for figure in (people.inhabitants(own), people.age_groups(own), support.own_ratio(own)):
        shades = [one["x0"] for one in picture(figure)["layout"]["shapes"]]
        assert set(shades) == {first}
