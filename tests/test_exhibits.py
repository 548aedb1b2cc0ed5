"""Exhibits: the pages' own findings and figures, and what a region lacks."""

from dataclasses import replace

import numpy as np
import pytest

from projections import labels, narrative, tables
from projections.case import Case, Catalogue, Projection
from projections.exhibits import NAMES, Selection, collect
from projections.income import Assumed
from projections.levers import Levers
from projections.scenario import Scenario
from projections.series import pick
from projections.service import Service
from projections.tables import budget
from projections.ui import selections, state


@pytest.fixture(scope="module")
def chosen(catalogue: Catalogue) -> Selection:
    return selections.of(state.settle({}, catalogue).choice, catalogue)


def test_all_of_them_for_roros(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    found = collect(roros, ageing, catalogue, chosen)
    assert [one.key for one in found.exhibits] == [name for name in NAMES if "scenario" not in name]
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
    net = tables.in_millions(tables.net(*of, "own", "all", Assumed(), 2024))
    assert found["kostnad_inntekt_netto"].curves[-1].values[-1] == pick(net, "net")[-1].at(2033)
    table = budget.budget(*of, "all", Assumed(), last=2033)
    result = found["netto_driftsresultat"]
    values = np.concatenate([one.values for one in pick(table, "net_result_share")])
    years = [one for one in result.curves if one.look != "rule"]
    np.testing.assert_array_equal(np.nansum([one.values for one in years], axis=0), values)
    assert [one.is_projected for one in years] == [False, False, False, True]
    (rule,) = [one for one in result.curves if one.look == "rule"]
    assert set(rule.values) == {chosen.rules.result}
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
        chosen,
        method="national",
        need="age",
        assumed=Assumed("working_age"),
        working="16-66",
        coverage=22.0,
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
    cost_text = next(one for one in collection.exhibits if one.key == "kostnad_etter_tjeneste").text
    assert "Fast andel er justert" in cost_text


def test_a_scenario_only_when_something_is_moved(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    moved = replace(chosen, scenario=Scenario(Levers(migration=30.0, from_year=2024, to_year=2032)))
    found, causes = collect(roros, ageing, catalogue, moved).exhibits[-2:]
    assert found.key == "scenario"
    assert [one.name for one in found.curves] == ["Prognosen", "Scenariet"]
    assert found.curves[0].code != found.curves[1].code
    assert (found.curves[0].values != found.curves[1].values)[-1]
    assert causes.key == "scenario_hvorfor"
    assert causes.categories == ("Flytting og boliger", "Netto i alt")
    apart = (found.curves[1].values - found.curves[0].values)[-1]
    np.testing.assert_allclose(causes.curves[0].values, [apart, apart])
    alone = collect(roros, None, catalogue, replace(moved, first=2016, last=2026, base=2016))
    assert {"scenario", "scenario_hvorfor"} <= set(alone.missing)


def test_causes_of_a_scenario_sum_to_the_whole(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    moved = Scenario(
        Levers(migration=30.0, from_year=2024, to_year=2032), Service(1.0, {"pleie": -1.0})
    )
    collection = collect(roros, ageing, catalogue, replace(chosen, scenario=moved))
    told = (
        "i scenariet er flytting og boliger, friskere alderdom og standard og produktivitet endret"
    )
    assert told in collection.chosen
    found = collection.exhibits[-1]
    (curve,) = found.curves
    assert curve.starts is not None
    *parts, whole = curve.values
    assert found.categories[-2:] == ("Samspill", "Netto i alt")
    assert sum(parts) == pytest.approx(whole)
    np.testing.assert_allclose(curve.starts[1:-1], np.cumsum(parts)[:-1])
    assert curve.starts[-1] == 0


def test_services_that_need_hands(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    of = (roros, ageing, catalogue)
    found = {one.key: one for one in collect(*of, replace(chosen, care_fte=150.0)).exhibits}
    places = pick(tables.capacity.kindergarten(*of), "kindergarten_places")[-1]
    assert found["barnehage"].curves[-1].values[-1] == places.at(2033)
    need = tables.labour.care_need(*of, 2024, care_fte=150.0)
    drawn = {one.name: one for one in found["pleie_og_omsorg"].curves}
    assert list(drawn[labels.item("care_need")].values) == list(
        pick(need, "care_need")[-1].between(2024, 2033).values
    )
    assert not found["pleie_og_omsorg"].from_zero
    staff = tables.labour.staff_per_hundred(*of, 2024, 150.0)
    assert found["arbeidskraft"].title == narrative.labour.staff(staff, need, 2024, 2033).title
    assert [one.name for one in found["arbeidskraft"].curves] == [
        labels.item(one) for one in ("teachers", "kindergarten_staff", "care_fte", "total")
    ]


def test_beside_others(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    own = replace(chosen, compare=("3430",))
    found = {one.key: one for one in collect(roros, ageing, catalogue, own).exhibits}
    ratios = found["aldersbaereevne_andre"]
    assert {"Røros", catalogue.names["3430"]} <= set(ratios.categories)
    kinds = {one.region.name: one.region.kind for one in ratios.table}
    ranked = [kinds[name] == "municipality" for name in ratios.categories]
    values = list(ratios.curves[0].values[: sum(ranked)])
    assert values == sorted(values, reverse=True)
    assert ranked == sorted(ranked, reverse=True)  # counties and the country stand below
    spent = found["utgifter_mot_andre"]
    compared = tables.beside_reference(tables.spending(catalogue.spending, roros.region))
    assert list(spent.curves[0].values) == [
        one.change for one in compared if one.item != labels.TOTAL
    ]
    assert "KOSTRA-gruppe 11" in spent.axis
    assert spent.signed


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
    lacking = {"kostnad_inntekt_netto", "netto_driftsresultat", "disposisjonsfond"}
    assert set(found.missing) == lacking | ({"utgifter_mot_andre"} if region != "3430" else set())
    assert found.left_out.startswith("Ikke med, fordi grunnlaget mangler: kostnad, inntekt")
