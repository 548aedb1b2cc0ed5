from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import coarser, counts

from projections.case import Case, Catalogue, Projection
from projections.errors import MissingInputError, SplitBandError, UnknownChoiceError
from projections.people.ages import AgeAxis
from projections.people.cohort import SEXES, SINGLE_AGES, Rates, project
from projections.people.population import Population
from projections.people.profiles import profiles
from projections.sources.data import vitals
from projections.whatif.account import CAUSES, Overlay
from projections.whatif.levers import Levers
from projections.whatif.overlay import overlay

AGES = len(SINGLE_AGES)
YEARS = (2026, 2027, 2028, 2029, 2030, 2031)
RATES = vitals.load()
Profiles = Mapping[str, np.ndarray]


@pytest.fixture(scope="module")
def movers(catalogue: Catalogue) -> Profiles:
    return profiles(catalogue.parameters, RATES)


@pytest.fixture(scope="module")
def plan(ageing: Projection) -> Population:
    """Røros' own plan: eight age groups, sexes together."""
    return ageing.population


def single(plan: Population, base: np.ndarray, rates: Rates = RATES) -> Population:
    """An official path in single years: the engine's own, without migration."""
    course = project(
        base, rates.survival[None], rates.fertility[None], rates.male_per_female, len(YEARS) - 1
    )
    return replace(plan, persons=course.persons[None], years=YEARS, sexes=SEXES, ages=SINGLE_AGES)


def steady(plan: Population, persons: float = 50.0) -> Population:
    return single(plan, np.full((2, AGES), persons))


def grouped(
    path: Population, codes: tuple[str, ...] = ("0-5", "6-15", "16-66", "67+")
) -> Population:
    """The same path as it would be published in groups, sexes together."""
    ages = AgeAxis.parse(codes)
    persons = path.ages.aggregate(path.persons.sum(axis=2, keepdims=True), ages.bands)
    return replace(path, persons=persons, sexes=("both",), ages=ages)


def inward() -> st.SearchStrategy[Levers]:
    """More people, in many ways."""
    return st.builds(
        Levers,
        migration=st.floats(0, 500),
        profile=st.sampled_from(["average", "families", "young", "refugees"]),
        homes=st.floats(0, 50),
        persons_per_home=st.floats(0, 4),
        share_from_outside=st.floats(0, 1),
        realisation=st.floats(0, 1),
        homes_profile=st.sampled_from(["families", "average"]),
        from_year=st.none() | st.integers(2020, 2035),
        to_year=st.none() | st.integers(2020, 2035),
        staying=st.sampled_from(["others", "good"]),
    )


def check_accounts(found: Overlay) -> None:
    """Every added person is accounted for."""
    assert tuple(one.cause for one in found.accounts) == CAUSES
    size = abs(found.extra).sum(axis=(-1, -2)).max() + 1
    for one in found.accounts:
        assert one.years == found.years[:-1]
        np.testing.assert_allclose(
            one.start + one.moved + one.births - one.deaths - one.left,
            one.end,
            rtol=0,
            atol=1e-11 * size,
        )
        np.testing.assert_array_equal(one.start[:, 1:], one.end[:, :-1])
        assert (one.start[:, 0] == 0).all()
    total = sum(one.end for one in found.accounts)
    np.testing.assert_allclose(
        total, found.extra[:, 1:].sum(axis=(-1, -2)), rtol=0, atol=1e-11 * size
    )


def account(found: Overlay, cause: str) -> Any:
    return found.accounts[CAUSES.index(cause)]


# --- at rest --------------------------------------------------------------------------------------


@settings(max_examples=8)  # of all regions each time
@given(
    st.builds(
        Levers,
        profile=st.sampled_from(["average", "nobody's"]),
        persons_per_home=st.none() | st.floats(0, 4),
        realisation=st.floats(0, 1),
        from_year=st.none() | st.integers(2000, 2050),
        to_year=st.none() | st.integers(2000, 2050),
    )
)
def test_at_rest_the_official_path_comes_back(
    catalogue: Catalogue, movers: Profiles, levers: Levers
) -> None:
    for case in catalogue.cases.values():
        for path in (case.observed, *(one.population for one in case.projections)):
            found = overlay(path, levers, RATES, movers)
            assert found.population is path
            assert not found.extra.any()
            assert found.accounts == ()


@pytest.mark.parametrize(
    "nothing", ["homes", "persons_per_home", "share_from_outside", "realisation"]
)
def test_homes_without_anyone_from_outside_are_at_rest(
    plan: Population, movers: Profiles, nothing: str
) -> None:
    levers = Levers(homes=10, persons_per_home=2, share_from_outside=0.5, realisation=0.8)
    assert overlay(plan, levers, RATES, movers).population is not plan
    assert overlay(plan, replace(levers, **{nothing: 0}), RATES, movers).population is plan


def test_migration_in_years_outside_the_path_changes_no_figure(
    plan: Population, movers: Profiles
) -> None:
    found = overlay(plan, Levers(migration=100, to_year=plan.years[0] - 1), RATES, movers)
    np.testing.assert_array_equal(found.population.persons, plan.persons)


# --- by hand --------------------------------------------------------------------------------------


def test_movers_of_one_year_by_hand(plan: Population) -> None:
    women_of_30 = np.zeros((2, AGES))
    women_of_30[0, 30] = 1.0
    levers = Levers(migration=100, profile="own", from_year=2027, to_year=2027, staying="good")
    path = steady(plan)
    found = overlay(path, levers, RATES, {"own": women_of_30})
    added = found.extra[0]
    assert not added[:2].any()  # they come in 2027 and are first there on 1 January 2028
    assert added[2, 0, 30] == added[2].sum() == 100
    alive = 100 * RATES.survival[0, 31]
    assert added[3, 0, 31] == pytest.approx(alive)
    children = RATES.fertility[30] * (100 + alive) / 2  # 30 and 31 are of one five-year group
    girls = children / (1 + RATES.male_per_female)
    np.testing.assert_allclose(
        added[3, :, 0], [girls * RATES.survival[0, 0], (children - girls) * RATES.survival[1, 0]]
    )
    np.testing.assert_array_equal(account(found, "movers").moved, [[0, 100, 0, 0, 0]])
    assert account(found, "movers").deaths[0, 2] == pytest.approx(100 - alive)
    assert not account(found, "movers").left.any()
    assert account(found, "children").births[0, 2] == pytest.approx(children)
    whole = account(found, "movers").whole()
    assert whole.years == (2030,)
    assert (whole.start[0, 0], whole.moved[0, 0]) == (0, 100)
    assert whole.end[0, 0] == account(found, "movers").end[0, -1]


def test_movers_who_leave_again_by_hand(plan: Population) -> None:
    """As others do: those alive at the end of a year leave at the rate of their age."""
    women_of_30 = np.zeros((2, AGES))
    women_of_30[0, 30] = 1.0
    levers = Levers(migration=100, profile="own", from_year=2027, to_year=2027)
    found = overlay(steady(plan), levers, RATES, {"own": women_of_30})
    added = found.extra[0]
    assert added[2, 0, 30] == added[2].sum() == 100  # nobody leaves in the year they come
    alive = 100 * RATES.survival[0, 31]
    left = alive * RATES.leaving[0, 31]
    assert RATES.leaving[0, 31] == pytest.approx(0.063 * 5.1 / 4.1)
    assert added[3, 0, 31] == pytest.approx(alive - left)
    children = RATES.fertility[30] * (100 + alive - left) / 2
    girls = children / (1 + RATES.male_per_female)
    newborn = girls * RATES.survival[0, 0]
    # The children go with those they came of: at the rate of their own age.
    assert added[3, 0, 0] == pytest.approx(newborn * (1 - RATES.leaving[0, 0]))
    movers = account(found, "movers")
    np.testing.assert_allclose(movers.left[0, :3], [0, 0, left])
    assert movers.deaths[0, 2] == pytest.approx(100 - alive)
    check_accounts(found)


def test_only_those_who_are_added_leave(plan: Population, movers: Profiles) -> None:
    """More births and longer lives of the path's own are not carried off by out-migration."""
    path, changed = steady(plan), Levers(fertility=1.2, mortality=0.9)
    found = [
        overlay(path, replace(changed, staying=one), RATES, movers) for one in ("others", "good")
    ]
    np.testing.assert_array_equal(found[0].extra, found[1].extra)
    assert not any(one.left.any() for one in found[0].accounts)
    both, apart, alone = (
        overlay(path, one, RATES, movers).extra
        for one in (replace(changed, migration=40), Levers(migration=40), changed)
    )
    assert (both - apart - alone).sum() == pytest.approx(0, abs=0.05 * abs(apart).sum())


def test_where_nobody_leaves_both_ways_are_one(plan: Population, movers: Profiles) -> None:
    still = replace(RATES, leaving=np.zeros_like(RATES.leaving))
    levers = Levers(migration=40, fertility=1.1)
    path = steady(plan)
    as_others = overlay(path, levers, still, movers).extra
    for_good = overlay(path, replace(levers, staying="good"), RATES, movers).extra
    np.testing.assert_array_equal(as_others, for_good)


def test_young_movers_have_mostly_moved_on(plan: Population, movers: Profiles) -> None:
    levers = Levers(migration=100, profile="young", from_year=2023, to_year=2023)
    away, stay = (
        overlay(plan, replace(levers, staying=one), RATES, movers).extra[0, -1].sum()
        for one in ("others", "good")
    )
    assert stay > 100  # with their children
    assert 30 < away < 60


# --- what is counted ------------------------------------------------------------------------------


@given(inward(), st.integers(2020, 2031), st.floats(0.5, 1.5), st.floats(0.5, 1.5))
def test_nothing_that_is_counted_is_changed(
    plan: Population,
    movers: Profiles,
    levers: Levers,
    counted: int,
    fertility: float,
    mortality: float,
) -> None:
    path = steady(plan)
    levers = replace(levers, fertility=fertility, mortality=mortality)
    found = overlay(path, levers, RATES, movers, counted)
    known = [place for place, year in enumerate(YEARS) if year <= counted]
    np.testing.assert_array_equal(found.population.persons[:, known], path.persons[:, known])
    assert not found.extra[:, known].any()
    if found.accounts:
        check_accounts(found)


def test_levers_begin_at_the_newest_count(plan: Population, movers: Profiles) -> None:
    """As if the path had begun there: the first who are added are there the year after."""
    path = steady(plan)
    levers = Levers(migration=40, fertility=1.1, mortality=0.9)
    late = overlay(path, levers, RATES, movers, 2028)
    cut = overlay(path.between(2028, 2031), levers, RATES, movers)
    np.testing.assert_allclose(late.extra[:, 2:], cut.extra, rtol=0, atol=1e-9)
    assert account(late, "movers").moved.tolist() == [[0, 0, *3 * [pytest.approx(40)]]]
    earlier = replace(levers, from_year=2023)
    np.testing.assert_array_equal(overlay(path, earlier, RATES, movers, 2028).extra, late.extra)
    assert overlay(path, levers, RATES, movers, 2035).population is path


def test_a_count_between_the_years_of_a_path(plan: Population, movers: Profiles) -> None:
    sparse = replace(plan, persons=plan.persons[:, ::5], years=plan.years[::5])
    levers = Levers(migration=30)
    found, whole = (overlay(one, levers, RATES, movers, 2026) for one in (sparse, plan))
    np.testing.assert_array_equal(found.population.persons, whole.population.persons[:, ::5])


def test_homes_give_persons(plan: Population, movers: Profiles) -> None:
    levers = Levers(homes=20, persons_per_home=2.5, share_from_outside=0.6, realisation=0.5)
    assert levers.from_homes == pytest.approx(15)
    found = overlay(plan, levers, RATES, movers)
    np.testing.assert_allclose(account(found, "movers").moved, 15)
    same = overlay(plan, Levers(migration=15, profile="families"), RATES, movers)
    np.testing.assert_allclose(same.extra, found.extra, rtol=1e-12)


# --- identities -----------------------------------------------------------------------------------


@given(inward())
def test_added_people_are_all_accounted_for(
    plan: Population, movers: Profiles, levers: Levers
) -> None:
    for path in (plan, steady(plan)):
        found = overlay(path, levers, RATES, movers)
        if levers.at_rest:
            continue
        check_accounts(found)
        assert (found.extra >= 0).all()
        more = (found.population.persons - path.persons).sum(axis=(-1, -2))
        places = [found.years.index(year) for year in path.years]
        np.testing.assert_allclose(
            more, found.extra[:, places].sum(axis=(-1, -2)), rtol=1e-11, atol=1e-9
        )
        np.testing.assert_array_equal(found.population.persons[:, 0], path.persons[:, 0])
        for cause in ("fertility", "survival", "limit"):
            assert not account(found, cause).end.any()


@given(inward(), st.sampled_from([2.0, 0.5, 3.0]))
def test_twice_the_migration_adds_twice_the_people(
    plan: Population, movers: Profiles, levers: Levers, factor: float
) -> None:
    more = replace(levers, migration=factor * levers.migration, homes=factor * levers.homes)
    once, scaled = (overlay(plan, one, RATES, movers).extra for one in (levers, more))
    np.testing.assert_allclose(scaled, factor * once, rtol=1e-11, atol=1e-12)
    assert scaled.sum() == pytest.approx(factor * once.sum())


@given(inward(), inward())
def test_effects_add_up(plan: Population, movers: Profiles, one: Levers, other: Levers) -> None:
    years = {"from_year": one.from_year, "to_year": one.to_year, "staying": one.staying}
    first = replace(one, homes=0)
    second = replace(other, migration=0, **years)
    both = replace(second, migration=first.migration, profile=first.profile)
    apart = [overlay(plan, levers, RATES, movers).extra for levers in (first, second)]
    together = overlay(plan, both, RATES, movers).extra
    np.testing.assert_allclose(together, apart[0] + apart[1], rtol=1e-11, atol=1e-12)


@given(inward(), st.data())
def test_groups_get_the_sum_of_their_single_years(
    plan: Population, movers: Profiles, levers: Levers, data: st.DataObject
) -> None:
    path = steady(plan)
    coarse = grouped(path, tuple(band.code for band in data.draw(coarser(SINGLE_AGES))))
    fine = overlay(path, levers, RATES, movers)
    found = overlay(coarse, levers, RATES, movers)
    np.testing.assert_allclose(
        found.population.persons,
        grouped(fine.population, coarse.ages.codes).persons,
        rtol=1e-12,
    )
    np.testing.assert_array_equal(found.extra, fine.extra)


@given(
    base=counts(2, AGES, least=1),
    levers=inward(),
    fertility=st.floats(0.0, 2.0),
    mortality=st.floats(0.5, 1.5),
)
def test_the_engine_is_the_overlay_where_both_apply(
    plan: Population,
    movers: Profiles,
    base: np.ndarray,
    levers: Levers,
    fertility: float,
    mortality: float,
) -> None:
    levers = replace(levers, fertility=fertility, mortality=mortality, staying="good")
    found = overlay(single(plan, base), levers, RATES, movers)
    moves = np.zeros((len(YEARS) - 1, 2, AGES))
    for turn, year in enumerate(YEARS[:-1]):
        if (levers.from_year or 0) <= year <= (levers.to_year or 9999):
            moves[turn] += levers.migration * movers[levers.profile]
            moves[turn] += levers.from_homes * movers[levers.homes_profile]
    changed = RATES.changed(fertility, mortality)
    course = project(
        base,
        changed.survival[None],
        changed.fertility[None],
        changed.male_per_female,
        len(moves),
        moves,
    )
    np.testing.assert_allclose(found.population.persons[0], course.persons, rtol=1e-9, atol=1e-7)
    if not levers.at_rest:
        check_accounts(found)


# --- births and deaths ----------------------------------------------------------------------------


def test_more_births_and_fewer_deaths_are_told_apart(plan: Population, movers: Profiles) -> None:
    path = steady(plan)
    found = overlay(path, Levers(migration=40, fertility=1.1, mortality=0.9), RATES, movers)
    check_accounts(found)
    born, spared = account(found, "fertility").whole(), account(found, "survival").whole()
    course = project(
        path.persons[0, 0],
        RATES.survival[None],
        RATES.fertility[None],
        RATES.male_per_female,
        len(YEARS) - 1,
    )
    children = account(found, "children").births.sum()
    assert born.births[0, 0] == pytest.approx(0.1 * (course.births.sum() + children))
    assert born.moved[0, 0] == spared.moved[0, 0] == 0
    assert spared.deaths[0, 0] < 0 < spared.end[0, 0]
    alone = overlay(path, Levers(mortality=0.9), RATES, movers)
    assert not account(alone, "movers").end.any()
    assert not account(alone, "fertility").births.any()
    assert account(alone, "survival").end[0, -1] > 0


@pytest.mark.parametrize("lever", [{"fertility": 1.2}, {"mortality": 0.9}])
def test_rates_of_a_path_in_groups_cannot_be_changed(
    plan: Population, movers: Profiles, lever: dict[str, float]
) -> None:
    with pytest.raises(MissingInputError, match="ettårig alder og kjønn"):
        overlay(plan, Levers(**lever), RATES, movers)
    with pytest.raises(MissingInputError, match="ettårig alder og kjønn"):
        overlay(grouped(steady(plan)), Levers(migration=5, **lever), RATES, movers)


@pytest.mark.parametrize("lever", [{"migration": 30}, {"fertility": 0.5, "mortality": 1.2}])
def test_sexes_may_stand_in_either_order(
    plan: Population, movers: Profiles, lever: dict[str, float]
) -> None:
    path = single(plan, np.linspace(5, 90, 2 * AGES).reshape(2, AGES))
    turned = replace(path, persons=path.persons[:, :, ::-1], sexes=SEXES[::-1])
    one, other = (overlay(each, Levers(**lever), RATES, movers) for each in (path, turned))
    np.testing.assert_array_equal(one.population.persons[:, :, ::-1], other.population.persons)


# --- fewer people ---------------------------------------------------------------------------------


def test_moving_out_is_the_opposite_of_moving_in(plan: Population, movers: Profiles) -> None:
    path = steady(plan, 5000)
    more, fewer = (overlay(path, Levers(migration=one), RATES, movers) for one in (60, -60))
    np.testing.assert_allclose(fewer.extra, -more.extra, rtol=1e-12)
    assert not account(fewer, "limit").end.any()


@given(
    base=counts(2, AGES),
    migration=st.floats(-1e5, 0),
    fertility=st.floats(0, 1),
    groups=st.booleans(),
)
def test_no_group_gets_fewer_than_nobody(
    plan: Population,
    movers: Profiles,
    base: np.ndarray,
    migration: float,
    fertility: float,
    groups: bool,
) -> None:
    path = single(plan, base)
    levers = Levers(migration=migration, fertility=1.0 if groups else fertility)
    path = grouped(path) if groups else path
    found = overlay(path, levers, RATES, movers)
    assert (found.population.persons >= 0).all()
    if levers.at_rest:
        return
    check_accounts(found)
    assert (account(found, "limit").moved >= 0).all()
    size = path.persons.sum() + abs(found.extra).sum()
    np.testing.assert_allclose(
        (found.population.persons - path.persons).sum(axis=(-1, -2)),
        found.extra.sum(axis=(-1, -2)),
        rtol=0,
        atol=1e-11 * size,
    )


def test_those_who_cannot_be_taken_away_stay(plan: Population, movers: Profiles) -> None:
    path = grouped(steady(plan, 1.0))
    levers = Levers(migration=-100, profile="young", staying="good")
    found = overlay(path, levers, RATES, movers)
    working = path.ages.codes.index("16-66")
    # All of 102 who are 16–66 leave in the first year; of 100 asked every year, few are left to.
    assert found.population.persons[0, 1, 0, working] == pytest.approx(
        path.persons[0, 1, 0, working] - 100
    )
    np.testing.assert_allclose(found.population.persons[0, 2:, 0, working], 0, atol=1e-9)
    assert account(found, "limit").moved[0, 0] == 0
    assert account(found, "limit").moved[0, 1] > 90
    assert account(found, "movers").moved.sum() == pytest.approx(-500)


# --- the path -------------------------------------------------------------------------------------


def test_missing_stays_missing_and_the_rest_is_added_to(plan: Population, movers: Profiles) -> None:
    persons = plan.persons.copy()
    persons[0, 3, 0, 2] = np.nan
    found = overlay(replace(plan, persons=persons), Levers(migration=30), RATES, movers)
    whole = overlay(plan, Levers(migration=30), RATES, movers)
    np.testing.assert_array_equal(np.isnan(found.population.persons), np.isnan(persons))
    known = ~np.isnan(persons)
    np.testing.assert_array_equal(found.population.persons[known], whole.population.persons[known])


def test_years_that_are_not_there_are_stepped_over(plan: Population, movers: Profiles) -> None:
    sparse = replace(plan, persons=plan.persons[:, ::5], years=plan.years[::5])
    found, whole = (overlay(one, Levers(migration=30), RATES, movers) for one in (sparse, plan))
    np.testing.assert_array_equal(found.population.persons, whole.population.persons[:, ::5])
    assert found.years == whole.years


def test_one_year_alone_has_no_room_for_change(plan: Population, movers: Profiles) -> None:
    found = overlay(plan.between(2023, 2023), Levers(migration=30), RATES, movers)
    np.testing.assert_array_equal(found.population.persons, plan.persons[:, :1])


def test_changed_path_says_that_it_is_not_official(plan: Population, movers: Profiles) -> None:
    source = overlay(plan, Levers(migration=30), RATES, movers).population.source
    assert source.id == f"{plan.source.id}-hva-om"
    assert source.quality == "example"
    assert plan.source.short in source.short
    assert source != plan.source


def test_all_alternatives_get_the_same_movers(roros: Case, movers: Profiles) -> None:
    path = roros.projections[0].population
    two = replace(
        path,
        persons=np.concatenate([path.persons, 2 * path.persons]),
        alternatives=("one", "two"),
    )
    found = overlay(two, Levers(migration=30), RATES, movers)
    np.testing.assert_array_equal(found.extra[0], found.extra[1])
    assert found.accounts[0].end.shape == (2, len(path.years) - 1)


# --- refusals -------------------------------------------------------------------------------------


def test_homes_need_two_more_numbers(plan: Population, movers: Profiles) -> None:
    for levers in (
        Levers(homes=10),
        Levers(homes=10, persons_per_home=2.1),
        Levers(homes=10, share_from_outside=0.5),
    ):
        with pytest.raises(MissingInputError, match="hvor mange som bor i hver bolig"):
            overlay(plan, levers, RATES, movers)


def test_unknown_profile_is_told(plan: Population, movers: Profiles) -> None:
    with pytest.raises(UnknownChoiceError, match=r"«own»\. Gyldige valg: average, families"):
        overlay(plan, Levers(migration=1, profile="own"), RATES, movers)


def test_path_with_ages_over_105_is_refused(plan: Population, movers: Profiles) -> None:
    ages = AgeAxis.parse(("0-109", "110+"))
    path = replace(plan, persons=np.ones((1, len(plan.years), 1, 2)), ages=ages)
    with pytest.raises(SplitBandError, match=r"105\+"):
        overlay(path, Levers(migration=1), RATES, movers)


def test_path_of_one_sex_is_refused(plan: Population, movers: Profiles) -> None:
    path = replace(plan, sexes=("female",))
    with pytest.raises(ValueError, match="female"):
        overlay(path, Levers(migration=1), RATES, movers)


@pytest.mark.parametrize(
    "lever",
    [
        {"homes": -1},
        {"persons_per_home": -0.1},
        {"share_from_outside": 1.1},
        {"share_from_outside": -0.1},
        {"realisation": 1.5},
        {"fertility": -1},
        {"mortality": -0.5},
        {"mortality": float("nan")},
    ],
)
def test_levers_that_cannot_be_are_refused(lever: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="lever"):
        Levers(**lever)
