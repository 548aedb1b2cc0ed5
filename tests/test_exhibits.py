"""Exhibits: the pages' own findings and figures, and what a region lacks."""

from dataclasses import replace

import numpy as np
import pytest

from projections import narrative, tables
from projections.case import Case, Catalogue, Projection
from projections.exhibits import NAMES, Selection, collect
from projections.levers import Levers
from projections.scenario import Scenario
from projections.series import pick
from projections.tables import budget
from projections.ui import selections, state


@pytest.fixture(scope="module")
def chosen(catalogue: Catalogue) -> Selection:
    return selections.of(state.settle({}, catalogue).choice, catalogue)


def test_all_of_them_for_roros(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    found = collect(roros, ageing, catalogue, chosen)
    assert [one.key for one in found.exhibits] == [name for name in NAMES if name != "scenario"]
    assert found.missing == {}
    assert found.left_out == ""
    assert found.title == "Røros: befolkning og økonomi 2023–2033"
    for one in found.exhibits:
        assert one.title
        assert one.text
        assert one.note
        assert one.grids
        assert one.cited.startswith("Kilde")
        assert all(curve.values.shape == (len(one.categories),) for curve in one.curves)


def test_curves_are_the_tables(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    of = (roros, ageing, catalogue)
    found = {one.key: one for one in collect(*of, chosen).exhibits}
    cost = tables.in_millions(tables.changes(tables.costs(*of, "own", "all"), 2024))
    drawn = found["kostnad_etter_tjeneste"]
    total = next(one for one in drawn.curves if one.name == "I alt")
    own = next(one for one in pick(cost, "total") if not one.is_observed)
    np.testing.assert_array_equal(total.values, own.between(2024, 2033).values)
    assert drawn.categories == tuple(str(year) for year in range(2024, 2034))
    net = tables.in_millions(tables.net(*of, "own", "all", "inhabitants", 2024))
    assert found["kostnad_inntekt_netto"].curves[-1].values[-1] == pick(net, "net")[-1].at(2033)
    table = budget.budget(*of, "all", "inhabitants", last=2033)
    result = found["netto_driftsresultat"]
    values = np.concatenate([one.values for one in pick(table, "net_result_share")])
    np.testing.assert_array_equal(np.nansum([one.values for one in result.curves], axis=0), values)
    assert [one.is_projected for one in result.curves] == [False, False, False, True]
    grown = found["aldersgrupper"]
    compared = tables.compare(tables.population(roros, ageing), 2023, 2033)
    assert list(grown.curves[0].values) == [one.change for one in compared[:-1]]
    assert (grown.title, grown.text) == (
        narrative.groups(compared).title,
        narrative.groups(compared).text,
    )


def test_choices_reach_the_exhibits(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    of = (roros, ageing, catalogue)
    other = replace(
        chosen, method="national", need="age", tax="working_age", working="16-66", coverage=22.0
    )
    found = {one.key: one for one in collect(*of, other).exhibits}
    assert "16–66 år" in found["aldersbaereevne"].text
    assert "22" in found["omsorgsplasser"].text
    cost = tables.compare_from_base(
        tables.in_millions(tables.costs(*of, "national", "age")), 2024, 2033
    )
    assert found["kostnad_etter_tjeneste"].title == narrative.cost(cost, 2024).title
    assert narrative.income.TAX_TEXT["working_age"] in found["kostnad_inntekt_netto"].note
    fixed = replace(chosen, fixed={"grunnskole": 0.4})
    collection = collect(*of, fixed)
    assert "fast andel grunnskole 40" in collection.chosen
    assert "Fast andel er justert" in collection.exhibits[3].text


def test_a_scenario_only_when_something_is_moved(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    moved = replace(chosen, scenario=Scenario(Levers(migration=30.0, from_year=2024, to_year=2032)))
    found = collect(roros, ageing, catalogue, moved).exhibits[-1]
    assert found.key == "scenario"
    assert [one.name for one in found.curves] == ["Prognosen", "Scenariet"]
    assert found.curves[0].code != found.curves[1].code
    assert (found.curves[0].values != found.curves[1].values)[-1]
    alone = collect(roros, None, catalogue, replace(moved, first=2016, last=2026, base=2016))
    assert "scenario" in alone.missing


@pytest.mark.parametrize("region", ["3430", "0", "34"])
def test_what_a_region_lacks_is_told(region: str, catalogue: Catalogue) -> None:
    choice = state.settle({"kommune": [region]}, catalogue).choice
    case = catalogue.case(region)
    found = collect(
        case,
        state.projection_of(case, choice.projection),
        catalogue,
        selections.of(choice, catalogue),
    )
    assert {"folketall", "kostnad_etter_tjeneste"} <= {one.key for one in found.exhibits}
    assert set(found.missing) == {
        "kostnad_inntekt_netto",
        "netto_driftsresultat",
        "disposisjonsfond",
    }
    assert found.left_out.startswith("Ikke med, fordi grunnlaget mangler: kostnad, inntekt")
