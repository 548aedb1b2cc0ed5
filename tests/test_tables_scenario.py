"""What a scenario does: nothing at rest, what each lever says it does, and parts that sum."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projections import narrative, tables
from projections.case import Case, Catalogue, Projection
from projections.errors import MissingInputError
from projections.levers import Levers
from projections.population import Population
from projections.scenario import DRIVERS, Scenario
from projections.series import pick
from projections.service import Service
from projections.tables import scenario as effects

SECTORS = ("grunnskole", "barnehage", "pleie", "kommunehelse", "administrasjon")


@pytest.fixture(scope="module")
def setting(roros: Case, ageing: Projection, catalogue: Catalogue) -> effects.Setting:
    return effects.Setting(roros, ageing, catalogue, "own", "all", "inhabitants", "20-66")


scenarios = st.builds(
    Scenario,
    st.builds(
        Levers,
        migration=st.integers(-40, 40).map(float),
        profile=st.sampled_from(("average", "families", "young", "refugees")),
        homes=st.integers(0, 20).map(float),
        persons_per_home=st.just(2.0),
        share_from_outside=st.integers(0, 10).map(lambda one: one / 10),
    ),
    st.builds(
        Service,
        postponed=st.integers(0, 12).map(lambda one: one / 4),
        standard=st.dictionaries(st.sampled_from(SECTORS), st.integers(-5, 5).map(float)),
        unit_cost=st.dictionaries(st.sampled_from(SECTORS), st.integers(50, 200).map(float)),
    ),
    st.dictionaries(st.sampled_from(SECTORS), st.integers(0, 10).map(lambda one: one / 10)),
    st.none() | st.integers(10, 60).map(float),
)


def at(table: tables.scenario.Table, item: str, year: int = 2033) -> float:
    return pick(table, item)[0].at(year)


def test_at_rest_every_figure_is_that_of_the_other_pages(
    setting: effects.Setting, roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    """Bit for bit, as they are made by the same functions from the same people."""
    found = effects.outcomes(setting, Scenario())
    people = pick(tables.population(roros, ageing), "total")[-1]
    assert np.array_equal(pick(found, "total")[0].values, people.values)
    ratio = tables.support_ratios(roros, ageing, "20-66")[-1]
    assert np.array_equal(pick(found, "20-66 per 67+")[0].values, ratio.values)
    net = tables.net(roros, ageing, catalogue, "own", "all", "inhabitants", 2024)
    mine = pick(found, "net")[0]
    for year in range(2024, 2034):
        assert mine.at(year) == pick(net, "net")[-1].at(year)
    budget = tables.budget.budget(roros, ageing, catalogue, "all", "inhabitants")
    assert np.array_equal(
        pick(found, "net_result_share")[0].values, pick(budget, "net_result_share")[-1].values
    )
    places = tables.capacity.care_places(roros, ageing, catalogue, 28.0)
    assert np.array_equal(
        pick(found, "care_places")[0].values, pick(places, "care_places")[-1].values
    )


@settings(deadline=None, max_examples=30)
@given(scenario=scenarios)
def test_only_the_moved_drivers_make_the_scenario(scenario: Scenario) -> None:
    assert scenario.only(frozenset(DRIVERS)).moved == scenario.moved
    assert scenario.only(frozenset()).moved == ()
    for driver in scenario.moved:
        assert scenario.only(frozenset({driver})).moved == (driver,)


@settings(deadline=None, max_examples=15)
@given(scenario=scenarios, item=st.sampled_from(("net", "total", "care_places", "20-66 per 67+")))
def test_the_causes_sum_to_the_difference(
    setting: effects.Setting, scenario: Scenario, item: str
) -> None:
    official, changed = effects.outcomes(setting, Scenario()), effects.outcomes(setting, scenario)
    *parts, whole = effects.by_cause(setting, scenario, official, changed, item, 2033)
    assert whole.at(2033) == at(changed, item) - at(official, item)
    left = math.fsum([*(one.at(2033) for one in parts), -whole.at(2033)])
    assert abs(left) <= 1e-9 * max(1.0, abs(whole.at(2033)))


@settings(deadline=None, max_examples=15)
@given(scenario=scenarios)
def test_the_difference_in_people_is_those_in_the_account(
    setting: effects.Setting, scenario: Scenario
) -> None:
    official, changed = effects.outcomes(setting, Scenario()), effects.outcomes(setting, scenario)
    accounts = effects.changed_path(setting, scenario).accounts
    added = sum(float(one.whole().end[0, 0]) for one in accounts)
    assert at(changed, "total") - at(official, "total") == pytest.approx(added, abs=1e-6)


def test_a_lever_on_services_moves_kroner_and_not_people(setting: effects.Setting) -> None:
    dear = Scenario(service=Service(unit_cost={"pleie": 110.0}))
    official, changed = effects.outcomes(setting, Scenario()), effects.outcomes(setting, dear)
    for item in ("total", "20-66 per 67+", "care_places", "income"):
        assert at(changed, item) == at(official, item)
    # A tenth of the care cost of 2033: the frame of 142 640 and the 36 811 of the worked example.
    assert at(changed, "cost") - at(official, "cost") == pytest.approx(
        0.1 * (142_640 + 36_811), 1e-5
    )
    assert at(changed, "net") - at(official, "net") == pytest.approx(
        -0.1 * (142_640 + 36_811), 1e-5
    )


def test_coverage_moves_places_alone(setting: effects.Setting) -> None:
    few = effects.outcomes(setting, Scenario(coverage=14.0))
    official = effects.outcomes(setting, Scenario())
    assert at(few, "care_places") == pytest.approx(at(official, "care_places") / 2)
    assert at(few, "net") == at(official, "net")


def test_births_need_single_years(setting: effects.Setting) -> None:
    with pytest.raises(MissingInputError, match="ettårig alder"):
        effects.outcomes(setting, Scenario(people=Levers(fertility=1.1)))


def test_outside_ssbs_alternatives_is_told(setting: effects.Setting, roros: Case) -> None:
    """Low and high alternatives made of the plan, 5 per cent to each side."""

    def alternative(code: str, factor: float) -> Projection:
        plan = setting.projection.population
        source = replace(plan.source, id="ssb-1")
        people = Population(
            plan.persons * factor, (code,), plan.years, plan.sexes, plan.ages, plan.region, source
        )
        return Projection(people)

    every = (setting.projection, alternative("LLML", 0.95), alternative("HHMH", 1.05))
    wide = replace(setting, case=replace(roros, projections=every))
    some, many = (
        effects.outcomes(wide, Scenario(people=Levers(migration=float(one)))) for one in (10, 60)
    )
    assert effects.outside(wide, some, 2033) is None
    crossed = effects.outside(wide, many, 2033)
    assert crossed == pytest.approx((0.95 * 5581, 1.05 * 5581))
    assert effects.outside(setting, many, 2033) is None  # no alternatives to compare with
    told = narrative.scenario.outside(*crossed, at(many, "total"), 2033)
    assert "over det høyeste" in told
    assert "5 860" in told.replace("\xa0", " ")


def test_the_sentence_has_the_figures(setting: effects.Setting) -> None:
    scenario = Scenario(people=Levers(migration=20.0), service=Service(standard={"pleie": -0.5}))
    official, changed = effects.outcomes(setting, Scenario()), effects.outcomes(setting, scenario)
    finding = narrative.scenario.effects(official, changed, 2033)
    people = round(at(changed, "total") - at(official, "total"))
    net = (at(changed, "net") - at(official, "net")) / 1000
    assert finding.title.startswith(f"{people} flere innbyggere")
    assert f"{net:.1f}".replace(".", ",") in finding.title
    assert "2,07 mot 1,99" in finding.text
    result = f"{at(changed, 'net_result_share'):.1f}".replace(".", ",").replace("-", "−")
    assert f"Netto driftsresultat blir {result}" in finding.text.replace("\xa0", " ")


def test_without_income_it_is_cost_and_says_so(setting: effects.Setting, roros: Case) -> None:
    """People who move in cost more, and what they bring is not known."""
    without = replace(setting, case=replace(roros, income_lines=()))
    scenario = Scenario(people=Levers(migration=20.0))
    official, changed = effects.outcomes(without, Scenario()), effects.outcomes(without, scenario)
    assert at(changed, "net") < at(official, "net")
    finding = narrative.scenario.effects(official, changed, 2033)
    assert finding.title.endswith("høyere kostnad i 2033")
    assert finding.text.endswith(narrative.scenario.NO_INCOME)
    parts = effects.by_cause(without, scenario, official, changed, effects.NET, 2033)
    causes = narrative.scenario.causes(parts, 2033, changed)
    assert causes.title == "Flytting og boliger betyr mest for kostnaden"
    assert narrative.scenario.NO_INCOME in causes.text
    assert "netto" not in narrative.scenario.whole(changed).lower()
    assert "uten inntekt" in narrative.scenario.line(effects.NET, 2024, changed)
    known = effects.outcomes(setting, scenario)
    assert narrative.scenario.whole(known) == "Netto i alt"
    assert "uten inntekt" not in narrative.scenario.line(effects.NET, 2024, known)
    assert narrative.scenario.NO_INCOME not in narrative.scenario.at_rest(known).text


def test_a_setting_remembers_for_itself_alone(
    setting: effects.Setting, catalogue: Catalogue
) -> None:
    effects.outcomes(setting, Scenario())
    norway = catalogue.case("0")
    other = replace(setting, case=norway, projection=norway.projections[0], method="national")
    assert other.reckoned == {}
    assert at(effects.outcomes(other, Scenario()), "total") > 5_000_000
