"""Every figure of the catalogue: its values, its words, and what a region lacks."""

from dataclasses import replace

import numpy as np
import pytest

from projections import labels, tables, words
from projections.case import Case, Catalogue, Projection
from projections.choices import selections, state
from projections.choices.selections import Selection
from projections.figures.catalogue import FIGURES
from projections.figures.collection import collect
from projections.figures.view import View
from projections.series import pick
from projections.services.service import Service
from projections.tables import Setting, budget, schools
from projections.whatif.levers import Levers
from projections.whatif.scenario import Scenario


@pytest.fixture(scope="session")
def ageing(ageing: Projection, roros: Case) -> Projection:
    """As it is shown where nothing else is chosen: from the newest count."""
    return ageing.started("counted", roros.observed)


@pytest.fixture(scope="module")
def chosen(catalogue: Catalogue) -> Selection:
    link = {"fra": ["2023"], "basis": ["2024"]}
    return selections.of(state.settle(link, catalogue).choice, catalogue)


def test_all_of_them_for_roros(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    found = collect(View(roros, ageing, catalogue, chosen))
    keys = [one.key for one in found.figures]
    assert keys == [key for key in FIGURES if key not in found.absent]
    assert set(found.absent) == {
        *("utgifter_ikke_justert", "forskjell_ikke_justert"),
        *("elever_per_skolekrets", "brukere", "scenario", "scenario_ved_siden", "scenario_hvorfor"),
        *("omsorgskoeffisient", "paastand", "igjen_foer_skatt", "krav_per_aar"),
    }
    assert found.missing == {}
    assert found.left_out == ""
    assert found.title == "Røros: befolkning og økonomi 2023–2033"
    for one in found.figures:
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
    found = {one.key: one for one in collect(View(*of, chosen)).figures}
    cost = tables.in_millions(tables.changes(tables.costs(Setting(*of, "own")), 2024))
    drawn = found["kostnad_etter_tjeneste"]
    total = next(one for one in drawn.curves if one.code == "I alt")
    own = next(one for one in pick(cost, "total") if not one.is_observed)
    assert drawn.categories == tuple(str(year) for year in range(2024, 2034))
    np.testing.assert_array_equal(total.values, own.between(2024, 2033).values)
    net = tables.in_millions(tables.net(Setting(*of, "own"), 2024))
    (line,) = [
        one for one in found["kostnad_inntekt_netto"].curves if one.code == "net" and one.share == 0
    ]
    assert line.values[-1] == pick(net, "net")[-1].at(2033)
    table = budget.budget(Setting(*of), last=2033)
    result = found["netto_driftsresultat"]
    values = np.concatenate([one.values for one in pick(table, "net_result_share")])
    years = [one for one in result.curves if one.look == ""]
    np.testing.assert_array_equal(np.nansum([one.values for one in years], axis=0), values)
    assert [one.role for one in years] == ["plan", "projected"]
    (rule,) = [one for one in result.curves if one.look == "rule"]
    assert set(rule.values) == {chosen.rules.result}
    grown = found["aldersgrupper_endring"]
    compared = tables.compare(tables.population(roros, ageing), 2023, 2033)
    changes = [one.change for one in compared if one.item != labels.TOTAL]
    assert list(grown.curves[0].values) == sorted(changes, reverse=True)
    told = words.groups(compared)
    assert grown.title == told.title
    assert grown.text.startswith(told.text)  # then what it lies between


def test_choices_reach_the_exhibits(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    of = (roros, ageing, catalogue)
    other = replace(
        chosen,
        method="national",
        need="age",
        tax="working_age",
        working="16-66",
        coverage=22.0,
    )
    found = {one.key: one for one in collect(View(*of, other)).figures}
    assert "16–66 år" in found["aldersbaereevne"].text
    assert "22" in found["omsorgsplasser"].text
    cost = tables.compare_from_base(
        tables.in_millions(tables.costs(Setting(*of, need="age"))), 2024, 2033
    )
    assert found["kostnad_etter_tjeneste"].title == words.cost(cost, 2024).title
    assert words.income.TAX_TEXT["working_age"] in found["kostnad_inntekt_netto"].note
    fixed = replace(chosen, fixed=("grunnskole:40",))
    collection = collect(View(*of, fixed))
    assert "fast andel grunnskole 40" in collection.chosen
    cost_text = next(one for one in collection.figures if one.key == "kostnad_etter_tjeneste").text
    assert "(fast andel), er justert" in cost_text


def test_a_scenario_only_when_something_is_moved(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    lever = Scenario(Levers(migration=30.0, from_year=2024, to_year=2032))
    moved = replace(chosen, scenario=lever, effect="net")
    found, _, causes = collect(View(roros, ageing, catalogue, moved)).figures[-3:]
    assert found.key == "scenario"
    assert [one.name for one in found.curves if one.role != "band"] == [
        "Prognosen sterk aldring",
        "Scenario sterk aldring",
    ]
    assert found.curves[0].code != found.curves[1].code
    assert (found.curves[0].values != found.curves[1].values)[-1]
    assert causes.key == "scenario_hvorfor"
    assert causes.categories == ("Flytting og boliger", "Netto i alt")
    apart = (found.curves[1].values - found.curves[0].values)[-1]
    np.testing.assert_allclose(causes.curves[0].values, [apart, apart])
    alone = collect(
        View(roros, None, catalogue, replace(moved, first=2016, last=2026, base_year=2016))
    )
    assert {"scenario", "scenario_hvorfor"} <= set(alone.missing)


def test_causes_of_a_scenario_sum_to_the_whole(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    moved = Scenario(
        Levers(migration=30.0, from_year=2024, to_year=2032),
        Service(postponed=1.0, standard={"pleie": -1.0}),
    )
    collection = collect(View(roros, ageing, catalogue, replace(chosen, scenario=moved)))
    told = "scenario: 30 flere i året, friskere alderdom 1 år senere per tiår, standard og"
    assert told in collection.chosen
    found = collection.figures[-1]
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
    found = {one.key: one for one in collect(View(*of, replace(chosen, care_fte=150.0))).figures}
    places = pick(schools.kindergarten(Setting(*of)), "kindergarten_places")[-1]
    total = [one for one in found["barnehage"].curves if one.code == "I alt" and one.role != "band"]
    assert total[-1].values[-1] == places.at(2033)
    need = tables.labour.care_need(Setting(*of), 2024, care_fte=150.0)
    drawn = next(
        one
        for one in found["pleie_og_omsorg"].curves
        if one.code == "Behov" and one.role == "projected"
    )
    assert list(drawn.values[drawn.span]) == list(pick(need, "care_need")[-1].values)
    assert not found["pleie_og_omsorg"].from_zero
    staff = tables.labour.staff_per_hundred(Setting(*of), 2024, 150.0)
    assert found["arbeidskraft"].title == words.support.staff(staff, need, 2024, 2033).title
    assert list(dict.fromkeys(one.code for one in found["arbeidskraft"].curves)) == [
        *("Skole", "Barnehage", "Pleie, omsorg", "I alt")
    ]


def test_beside_others(
    roros: Case, ageing: Projection, catalogue: Catalogue, chosen: Selection
) -> None:
    own = replace(chosen, compare=("3430",))
    found = {one.key: one for one in collect(View(roros, ageing, catalogue, own)).figures}
    ratios = found["sammenligning"]
    assert {"Røros", catalogue.names["3430"]} <= set(ratios.categories)
    kinds = {one.region.name: one.region.kind for one in ratios.table}
    ranked = [kinds[name] == "municipality" for name in ratios.categories]
    values = list(ratios.curves[0].values[: sum(ranked)])
    assert values == sorted(values, reverse=True)
    assert ranked == sorted(ranked, reverse=True)  # counties and the country stand below
    spent = found["utgifter_behovskorrigert"]
    compared = tables.beside_reference(tables.spending(catalogue.spending, roros.region))
    reference, here = spent.curves[-2:]
    assert (reference.role, "KOSTRA-gruppe 11" in reference.name) == ("level", True)
    np.testing.assert_allclose(
        here.values - reference.values,
        [one.change for one in compared if one.item != labels.TOTAL],
    )
    apart = found["forskjell_behovskorrigert"]
    assert apart.signed
    whole = tables.in_all(compared, roros.observed)
    assert sorted(apart.curves[0].values) == sorted(
        one.values[-1] for one in whole if one.item != labels.TOTAL
    )


@pytest.mark.parametrize("region", ["3430", "34"])
def test_what_a_region_lacks_is_told(region: str, catalogue: Catalogue) -> None:
    choice = state.settle({"kommune": [region]}, catalogue).choice
    case = catalogue.case(region)
    found = collect(
        View(
            case,
            state.projection_of(case, choice.projection, choice.start),
            catalogue,
            selections.of(choice, catalogue),
        )
    )
    assert {"folketall", "kostnad_etter_tjeneste"} <= {one.key for one in found.figures}
    lacking = {
        *("kostnad_inntekt_netto", "netto_driftsresultat", "disposisjonsfond"),
        *("tilpasning", "netto_laanegjeld", "aarsaker"),
    }
    spending = {"utgifter_behovskorrigert", "forskjell_behovskorrigert"}
    assert set(found.missing) == lacking | (spending if region != "3430" else set())
    assert found.left_out.startswith(
        "Ikke med, fordi grunnlaget mangler: fødte, døde og flytting, kostnad"
    )
