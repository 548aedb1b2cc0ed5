"""A scenario goes along: every figure has its curve, or says that it has not."""

from dataclasses import replace

import numpy as np
import pytest

from projections.case import Case, Catalogue, Projection
from projections.choices import selections, state
from projections.draw import points
from projections.draw.lines import seam
from projections.figures.catalogue import FIGURES, make
from projections.figures.chart import Curve
from projections.figures.collection import collect, in_words
from projections.figures.laid_round import LOW
from projections.figures.spec import Figure
from projections.figures.view import View
from projections.series import pick
from projections.services.service import Service
from projections.whatif.levers import Levers, Project
from projections.whatif.scenario import Scenario
from projections.words import levers
from projections.words.sure import ALONG, BAND_ALONG, BAND_TABLE

TWENTY = Scenario(Levers(migration=20.0), Service(postponed=0.0, standard={"pleie": -0.5}))
HOMES = Project("Øya", 40, 2027, 2028, 2.5, 0.6)
PEOPLE = {"folketall", "aldersgrupper", "aldersbaereevne", "elever"}
MONEY = {"kostnad_etter_tjeneste", "kostnad_inntekt_netto", "netto_driftsresultat"}
"""Figures that a scenario on who lives here, and one on what services cost, is drawn in."""


@pytest.fixture
def view(roros: Case, ageing: Projection, catalogue: Catalogue) -> View:
    chosen = selections.of(state.settle({"kommune": ["5025"]}, catalogue).choice, catalogue)
    return View(roros, ageing, catalogue, replace(chosen, scenario=TWENTY))


NO_BAND = {"planen_og_modellen", "siden_prognosen", "forskjell_framskrivinger", "scenario_hvorfor"}
"""Of two paths with the same errors, or of years that are counted or planned."""


def scenario_curves(figure: Figure) -> list[Curve]:
    return [one for one in figure.curves if one.role == "scenario"]


@pytest.mark.parametrize(
    ("scenario", "moves"),
    [
        (TWENTY, {"omsorgsplasser"} | PEOPLE | MONEY),  # families are no eighty
        (Scenario(Levers(projects=(HOMES,))), PEOPLE | MONEY),
        (
            Scenario(Levers(homes=10, persons_per_home=2.5, share_from_outside=0.5)),
            PEOPLE | MONEY,
        ),
        (
            Scenario(
                service=Service(
                    postponed=1.0, standard={"pleie": -0.5}, unit_cost={"grunnskole": 110.0}
                )
            ),
            MONEY,
        ),
    ],
    ids=["moving", "projects", "homes", "services"],
)
def test_every_figure_has_the_scenario_or_says_that_it_has_not(
    view: View, scenario: Scenario, moves: set[str]
) -> None:
    told = replace(view, chosen=replace(view.chosen, scenario=scenario))
    found = collect(told)
    name = levers.short(scenario)
    for one in found.figures:
        if FIGURES[one.key].page != "scenarier":
            assert bool(scenario_curves(one)) != (f"Scenariet ({name})" in one.remark)
    drawn = {one.key for one in found.figures if scenario_curves(one)}
    assert drawn >= moves
    assert name in in_words(told)


def test_every_projected_curve_is_told_with_its_band(view: View) -> None:
    """In sentence and table, the scenario's too; drawn, but where many would hide each other."""
    for one in collect(view).figures:
        ahead = [curve for curve in one.curves if curve.role == "projected"]
        if not ahead or one.key in NO_BAND:
            continue
        low = pick(one.table, LOW)
        assert low, one.key
        assert "8 av 10" in one.text, one.key
        captions = [grid.caption for grid in one.grids]
        assert BAND_TABLE in captions, one.key
        if not scenario_curves(one):
            continue
        assert {each.label("side") for each in low} >= {"scenario"}, one.key
        assert BAND_ALONG in captions, one.key
        if one.key != "disposisjonsfond":  # an empty fund: what is told is the deficit
            assert "spenn lagt rundt" in one.text or ALONG in one.text, one.key
        paths = {(curve.panel, curve.colour) for curve in ahead}
        apart = any((curve.panel, curve.colour) not in paths for curve in scenario_curves(one))
        for shown in (points.bands_drawn(one), one.printed.bands):
            assert any("med scenariet" in low.name for low, _ in shown) == apart, one.key


@pytest.mark.parametrize(
    ("key", "item", "scale"),
    [
        ("folketall", "total", 1),
        ("kostnad_inntekt_netto", "net", 1000),
        ("netto_driftsresultat", "net_result_share", 1),
        ("aldersbaereevne", "20-66 per 67+", 1),
        ("omsorgsplasser", "care_places", 1),
    ],
)
def test_the_curve_is_what_the_scenario_page_reckons(
    view: View, key: str, item: str, scale: float
) -> None:
    (own,) = make(view, key)
    (curve,) = scenario_curves(own)
    (series,) = pick(view.changed, item)
    for year, value in zip(series.years, series.values, strict=True):
        if str(year) not in own.categories:
            continue  # kroner are drawn from the year they are measured from
        at = curve.values[own.categories.index(str(year))]
        assert np.isnan(at) or at == pytest.approx(value / scale, abs=1e-6)
    assert f"i {series.years[-1]}, mot" in own.text
    assert any(one.label("side") == "scenario" for one in own.table)
    assert any(one.caption.startswith("Med scenariet") for one in own.grids)


def test_the_path_itself_stands_as_it_was(view: View) -> None:
    rest = replace(view, chosen=replace(view.chosen, scenario=Scenario()))
    for key in ("folketall", "kostnad_etter_tjeneste", "disposisjonsfond"):
        (own,), (before,) = make(view, key), make(rest, key)
        for one, other in zip(own.curves, before.curves, strict=False):
            np.testing.assert_array_equal(one.values, other.values)
        assert not scenario_curves(before)


def test_assumptions_alone_draw_no_further_curve(view: View) -> None:
    """Coverage and fixed shares are in every figure already, and there on both sides."""
    coverage = Scenario(coverage=25.0)
    only = replace(view, chosen=replace(view.chosen, scenario=coverage, coverage=25.0))
    (own,) = make(only, "omsorgsplasser")
    assert not scenario_curves(own)
    assert "Scenariet" not in own.remark


@pytest.mark.parametrize(
    ("scenario", "told"),
    [
        (Scenario(), ""),
        (Scenario(Levers(migration=20.0)), "20 flere i året"),
        (Scenario(Levers(migration=-7.5)), "7,5 færre i året"),
        (
            Scenario(Levers(homes=10, persons_per_home=2.5, share_from_outside=0.5)),
            "10 nye boliger i året",
        ),
        (Scenario(coverage=25.0), "dekningsgrad 25\u00a0% av alle 80 år og eldre"),
    ],
)
def test_a_scenario_in_short(scenario: Scenario, told: str) -> None:
    assert levers.short(scenario) == told


def test_what_is_counted_is_not_drawn_as_projected_in_a_scenario(
    roros: Case, catalogue: Catalogue
) -> None:
    choice = state.settle({"kommune": ["5025"], "flytting": ["20"]}, catalogue).choice
    path = state.projection_of(roros, choice.projection, choice.start)
    view = View(roros, path, catalogue, selections.of(choice, catalogue))
    (figure,) = make(view, "folketall")
    assert scenario_curves(figure)
    assert seam(figure) == (2026, 2033)
