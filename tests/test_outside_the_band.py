"""A scenario outside the band of our own projection is flagged; levers on it do what they say."""

import pytest

from projections import tables
from projections.case import Catalogue
from projections.choices import selections, state
from projections.figures import effects
from projections.figures.view import View
from projections.series import pick
from projections.sources import catalogue as everything

YEAR = 2040


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return everything.load()


def viewed(catalogue: Catalogue, **query: str) -> View:
    links = {name: [text] for name, text in {"kommune": "3430", "til": "2040", **query}.items()}
    choice = state.settle(links, catalogue).choice
    case = catalogue.case(choice.region)
    path = state.projection_of(case, choice.projection, choice.start)
    return View(case, path, catalogue, selections.of(choice, catalogue))


def test_a_scenario_far_off_is_flagged_and_a_small_one_is_not(catalogue: Catalogue) -> None:
    many, few, some = (viewed(catalogue, flytting=one) for one in ("40", "-40", "2"))
    assert "over spennet" in effects.scenario(many).text
    assert "under spennet" in effects.flag(few, YEAR)
    assert effects.flag(some, YEAR) == ""
    people = pick(many.changed, "total")[0].at(YEAR)
    assert f"{people:,.0f}".replace(",", "\u00a0") in effects.flag(many, YEAR)


def test_births_and_deaths_can_be_moved_on_our_projection(catalogue: Catalogue) -> None:
    rest = viewed(catalogue)
    for query, item, more in (
        ({"fruktbarhet": "120"}, "0-15", True),
        ({"dodelighet": "80"}, "80+", True),
        ({"dodelighet": "120"}, "80+", False),
    ):
        moved = viewed(catalogue, **query)
        before, after = (pick(one, item)[0].at(YEAR) for one in (rest.official, moved.changed))
        assert (after > before) == more
        alone = tables.scenario.by_cause(
            moved.setting, moved.chosen.scenario, moved.official, moved.changed, "total", YEAR
        )
        assert alone[-1].at(YEAR) == pytest.approx(
            pick(moved.changed, "total")[0].at(YEAR) - pick(rest.official, "total")[0].at(YEAR)
        )
