"""What a scenario does: nothing at rest, what each lever says it does, and parts that sum."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projections import tables, words
from projections.case import Case, Catalogue, Projection
from projections.errors import MissingInputError
from projections.money.income import Assumed
from projections.people.population import Population
from projections.series import pick
from projections.services.service import Service
from projections.tables import Setting
from projections.tables import scenario as effects
from projections.whatif.levers import Levers
from projections.whatif.scenario import DRIVERS, Scenario

SECTORS = ("grunnskole", "barnehage", "pleie", "kommunehelse", "administrasjon")


@pytest.fixture(scope="module")
def setting(roros: Case, ageing: Projection, catalogue: Catalogue) -> Setting:
    return Setting(roros, ageing, catalogue, "own", "all", Assumed(), "20-66", 2024)


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
    setting: Setting, roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    """Bit for bit, as they are made by the same functions from the same people."""
    found = effects.outcomes(setting, Scenario())
    people = pick(tables.population(roros, ageing), "total")[-1]
    assert np.array_equal(pick(found, "total")[0].values, people.values)
    ratio = tables.support_ratios(roros, ageing, "20-66")[-1]
    assert np.array_equal(pick(found, "20-66 per 67+")[0].values, ratio.values)
    net = tables.net(Setting(roros, ageing, catalogue, "own"), 2024)
    mine = pick(found, "net")[0]
    for year in range(2024, 2034):
        assert mine.at(year) == pick(net, "net")[-1].at(year)
    budget = tables.budget.budget(Setting(roros, ageing, catalogue))
    assert np.array_equal(
        pick(found, "net_result_share")[0].values, pick(budget, "net_result_share")[-1].values
    )
    places = tables.capacity.care_places(Setting(roros, ageing, catalogue), 18.9)
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
def test_the_causes_sum_to_the_difference(setting: Setting, scenario: Scenario, item: str) -> None:
    official, changed = effects.outcomes(setting, Scenario()), effects.outcomes(setting, scenario)
    *parts, whole = effects.by_cause(setting, scenario, official, changed, item, 2033)
    assert whole.at(2033) == at(changed, item) - at(official, item)
    left = math.fsum([*(one.at(2033) for one in parts), -whole.at(2033)])
    assert abs(left) <= 1e-9 * max(1.0, abs(whole.at(2033)))


@settings(deadline=None, max_examples=15)
@given(scenario=scenarios)
def test_the_difference_in_people_is_those_in_the_account(
    setting: Setting, scenario: Scenario
) -> None:
    official, changed = effects.outcomes(setting, Scenario()), effects.outcomes(setting, scenario)
    accounts = effects.changed_path(setting, scenario).accounts
    added = sum(float(one.whole().end[0, 0]) for one in accounts)
    assert at(changed, "total") - at(official, "total") == pytest.approx(added, abs=1e-6)


def test_a_lever_on_services_moves_kroner_and_not_people(setting: Setting) -> None:
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


def test_coverage_moves_places_alone(setting: Setting) -> None:
    few = effects.outcomes(setting, Scenario(coverage=37.8))
    official = effects.outcomes(setting, Scenario())
    assert at(few, "care_places") == pytest.approx(2 * at(official, "care_places"))
    assert at(few, "net") == at(official, "net")


def test_births_need_single_years(setting: Setting) -> None:
    with pytest.raises(MissingInputError, match="ettårig alder"):
        effects.outcomes(setting, Scenario(people=Levers(fertility=1.1)))


def test_outside_ssbs_alternatives_is_told(setting: Setting, roros: Case) -> None:
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
    told = words.scenario.outside(*crossed, at(many, "total"), 2033)
    assert "over det høyeste" in told
    assert "5 860" in told.replace("\xa0", " ")


def test_the_sentence_has_the_figures(setting: Setting) -> None:
    scenario = Scenario(people=Levers(migration=20.0), service=Service(standard={"pleie": -0.5}))
    official, changed = effects.outcomes(setting, Scenario()), effects.outcomes(setting, scenario)
    finding = words.scenario.effects(official, changed, 2033)
    people = round(at(changed, "total") - at(official, "total"))
    net = (at(changed, "net") - at(official, "net")) / 1000
    assert finding.title.startswith(f"{people} flere innbyggere")
    assert f"{net:.1f}".replace(".", ",") in finding.title
    assert "2,03 mot 1,99" in finding.text
    result = f"{at(changed, 'net_result_share'):.1f}".replace(".", ",").replace("-", "−")
    assert f"Netto driftsresultat blir {result}" in finding.text.replace("\xa0", " ")


def test_without_income_it_is_cost_and_says_so(setting: Setting, roros: Case) -> None:
    """People who move in cost more, and what they bring is not known."""
    without = replace(setting, case=replace(roros, income_lines=()))
    scenario = Scenario(people=Levers(migration=20.0))
    official, changed = effects.outcomes(without, Scenario()), effects.outcomes(without, scenario)
    assert at(changed, "net") < at(official, "net")
    finding = words.scenario.effects(official, changed, 2033)
    assert finding.title.endswith("høyere kostnad i 2033")
    assert finding.text.endswith(words.scenario.NO_INCOME)
    parts = effects.by_cause(without, scenario, official, changed, effects.NET, 2033)
    causes = words.scenario.causes(parts, 2033, changed)
    assert causes.title == "Flytting og boliger betyr mest for kostnaden"
    assert words.scenario.NO_INCOME in causes.text
    assert "netto" not in words.scenario.whole(changed).lower()
    assert "uten inntekt" in words.scenario.line(effects.NET, 2024, changed)
    known = effects.outcomes(setting, scenario)
    assert words.scenario.whole(known) == "Netto i alt"
    assert "uten inntekt" not in words.scenario.line(effects.NET, 2024, known)
    assert words.scenario.NO_INCOME not in words.scenario.at_rest(known, 2033).text


def test_a_setting_remembers_for_itself_alone(setting: Setting, catalogue: Catalogue) -> None:
    effects.outcomes(setting, Scenario())
    norway = catalogue.case("0")
    other = replace(setting, case=norway, projection=norway.projections[0], method="national")
    assert other.reckoned == {}
    assert at(effects.outcomes(other, Scenario()), "total") > 5_000_000


# --- what is counted, and what is paid for --------------------------------------------------------


def later_frames(roros: Case, year: int) -> Case:
    """The same frames, said to be of a later year than the newest count."""
    assert roros.frames
    return replace(roros, frames=replace(roros.frames, year=year))


@pytest.mark.parametrize("first", [2023, 2026, None])
def test_nothing_counted_is_changed(setting: Setting, first: int | None) -> None:
    """A link may ask for years that are counted; they stay as they were, people and kroner."""
    everything = Scenario(
        Levers(migration=40, homes=10, persons_per_home=2, share_from_outside=0.5, from_year=first),
        Service(postponed=1.5, standard={"pleie": 3.0}, unit_cost={"grunnskole": 80.0}),
    )
    official, changed = (effects.outcomes(setting, one) for one in (Scenario(), everything))
    for one, other in zip(official, changed, strict=True):
        known = [place for place, year in enumerate(one.years) if year <= 2026]
        np.testing.assert_allclose(one.values[known], other.values[known], rtol=1e-12)
    assert at(changed, "total", 2027) - at(official, "total", 2027) == pytest.approx(50)
    assert setting.counted == setting.unchanged_until == 2026
    begun = effects.outcomes(setting, replace(everything, people=replace(everything.people)))
    assert at(begun, "net") == at(changed, "net")


def test_levers_on_services_count_from_the_newest_count(setting: Setting) -> None:
    at_once = Scenario(service=Service(unit_cost={"pleie": 110.0}))
    grown = Scenario(service=Service(standard={"pleie": 2.0}))
    official = pick(
        tables.costs(Setting(setting.case, setting.projection, setting.catalogue, "own")), "pleie"
    )[-1]
    rest = effects.outcomes(setting, Scenario())
    for scenario, factor in (
        (at_once, {2027: 1.1, 2033: 1.1}),
        (grown, {2027: 1.02, 2033: 1.02**7}),
    ):
        found = effects.outcomes(setting, scenario)
        for year, times in factor.items():
            more = at(found, "cost", year) - at(rest, "cost", year)
            assert more == pytest.approx(official.at(year) * (times - 1))


@pytest.mark.parametrize("first", [2026, 2027, 2028, 2030])
def test_an_added_person_costs_the_same_whatever_the_year_they_came(
    roros: Case, ageing: Projection, catalogue: Catalogue, first: int
) -> None:
    """The frame of 2029 paid for those whom the projection has then, not for those we add."""
    case = later_frames(roros, 2029)
    own = Setting(case, ageing, catalogue, "own", "all", Assumed(), "20-66", 2024)
    scenario = Scenario(Levers(migration=80, profile="families", from_year=first))
    changed = ageing.changed(effects.changed_path(own, scenario).population)
    each, stays = tables.money.unit_costs(own.on(changed), changed.population)
    before, _ = tables.money.unit_costs(own, ageing.population)
    np.testing.assert_array_equal(each, before)
    assert not stays.any()
    more = changed.population.persons[0, -1, 0] - ageing.population.persons[0, -1, 0]
    rest, found = (effects.outcomes(own, one) for one in (Scenario(), scenario))
    assert at(found, "cost") - at(rest, "cost") == pytest.approx((more * before).sum() / 1000)


def test_those_who_come_before_the_year_money_is_measured_from_cost_too(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    """Net is measured from the official path: a cost that is there in the base year is a cost."""
    case = later_frames(roros, 2029)
    own = Setting(case, ageing, catalogue, "own", "all", Assumed(), "20-66", 2029)
    once = Scenario(Levers(migration=100, from_year=2026, to_year=2026))
    found = effects.outcomes(own, once)
    assert own.base == 2029
    assert at(found, "cost", 2029) > 0
    assert at(effects.outcomes(own, Scenario()), "cost", 2029) == 0


def test_result_counts_those_who_came_before_the_plan_ended(setting: Setting) -> None:
    """The plan's last year is made for the official path's people."""
    once = Scenario(Levers(migration=100, from_year=2026, to_year=2026, staying="good"))
    rest, found = (effects.outcomes(setting, one) for one in (Scenario(), once))
    net = at(found, "net", 2028) - at(rest, "net", 2028)
    revenue = 1000 * 100
    share = at(found, "net_result_share", 2028) - at(rest, "net_result_share", 2028)
    assert net > 0
    assert share > 0
    assert abs(net) < revenue


def test_income_and_cost_of_a_changed_path_start_at_the_official(
    setting: Setting,
) -> None:
    more = Scenario(Levers(migration=40))
    changed = setting.projection.changed(effects.changed_path(setting, more).population)
    assert changed.official is setting.projection.population
    twice = changed.changed(changed.population)
    assert twice is changed
    assert setting.projection.changed(setting.projection.population) is setting.projection


def test_leaving_is_the_regions_own_or_the_nations(
    roros: Case, catalogue: Catalogue, raw: Callable[[str], list[dict[str, str]]]
) -> None:
    rows = [one for one in raw("roros_befolkningsendring_2013_2023.csv") if one["year"] != "2023"]

    def summed(*items: str) -> float:
        return sum(float(one["persons"]) for one in rows if one["component"] in items)

    own = tables.leaving(roros, catalogue)
    gone, people = summed("domestic_out", "emigration"), summed("population_start")
    assert (gone, people) == (2410, 55999)
    assert own.value == pytest.approx(100 * gone / people, abs=0.05)
    nation = tables.leaving(catalogue.case("0"), catalogue)
    assert nation.value == pytest.approx(100 * (247_257 + 26_744) / (247_257 / 0.046), abs=0.05)
    here = tables.leaving_as_here(roros, catalogue)
    np.testing.assert_allclose(here.leaving, catalogue.rates.leaving * 4.3 / 5.1)


def test_mean_age_of_a_scenario_counts_the_added_by_their_own_age(
    setting: Setting,
) -> None:
    one_age = np.zeros((2, 106))
    one_age[:, 30] = 0.5
    case = replace(setting.case, mover_profile=one_age)
    own = replace(setting, case=case)
    came = Levers(migration=200, profile="own", from_year=2026, to_year=2026)
    rest, found = (effects.outcomes(own, one) for one in (Scenario(), Scenario(came)))
    before, people = at(rest, "mean_age", 2027), at(rest, "total", 2027)
    assert at(found, "mean_age", 2027) == pytest.approx(
        (before * people + 200 * 30.5) / (people + 200)
    )
