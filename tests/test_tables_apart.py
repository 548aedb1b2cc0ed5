"""Why two projections differ: the parts sum exactly, and each is what it says."""

from dataclasses import replace

import numpy as np
import pytest

from projections.case import Catalogue, Projection
from projections.sources import catalogue as everything
from projections.tables.accuracy import own_projection
from projections.tables.apart import CAUSES, apart, flows, years_in_both


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return everything.load()


def parts(catalogue: Catalogue, ours: Projection, other: Projection, year: int) -> dict[str, float]:
    table = apart(ours, other, catalogue.rates, year)
    found = {one.item: float(one.values[0]) for one in table}
    assert found["total"] == pytest.approx(sum(found[cause] for cause in CAUSES))
    return found


def test_the_plan_of_roros(catalogue: Catalogue) -> None:
    case = catalogue.case("5025")
    ours, plan = own_projection(case), case.projections[0]
    moved = plan.started("counted", case.observed)
    ahead = ours.population.persons[0, 7].sum()
    printed = parts(catalogue, ours, plan, 2033)
    assert printed["total"] == pytest.approx(5581 - ahead)
    assert printed["start_point"] == 5592 - 5638
    from_count = parts(catalogue, ours, moved, 2033)
    assert from_count["start_point"] == 0
    assert from_count["total"] == pytest.approx(moved.population.persons[0, -1].sum() - ahead)
    for cause in CAUSES[1:]:
        assert from_count[cause] == pytest.approx(printed[cause])
    # Births are those not yet one year old on each 1 January.
    born = plan.population.bands([plan.population.ages.bands[0]])[0, 4:11, 0].sum()
    assert printed["births"] == pytest.approx(born - ours.population.persons[0, 1:8, :, 0].sum())


def test_the_same_path_differs_by_nothing(catalogue: Catalogue) -> None:
    ours = own_projection(catalogue.case("3430"))
    assert parts(catalogue, ours, ours, 2040) == dict.fromkeys((*CAUSES, "total"), 0.0)


def test_one_more_child_is_a_birth_and_one_more_adult_has_moved(catalogue: Catalogue) -> None:
    ours = own_projection(catalogue.case("3430"))
    for age, cause in ((0, "births"), (40, "net_migration")):
        persons = np.array(ours.population.persons)
        persons[0, 5, 0, age] += 1
        other = replace(ours, population=replace(ours.population, persons=persons))
        found = parts(catalogue, ours, other, 2031)
        assert found[cause] == pytest.approx(1)
        assert found["total"] == pytest.approx(1)


def test_deaths_and_moves_of_ours_are_told_apart(catalogue: Catalogue) -> None:
    ours = own_projection(catalogue.case("0"))
    (born, died, moved), same = flows(ours, ours, catalogue.rates, 2027)
    assert (born, died, moved) == same
    people = ours.population.persons[0, :2].sum(axis=(1, 2))
    assert born - died + moved == pytest.approx(people[1] - people[0])
    assert 42_000 < died < 50_000  # 44 000 died in 2024 (SSB); there are more old since
    # Without the fall in mortality that ours reckons with, more would die.
    far = flows(ours, ours, catalogue.rates, 2050)[0][1]
    today = sum(
        float((one * (1 - catalogue.rates.survival)).sum()) for one in ours.population.persons[0]
    )
    assert far < 0.95 * today


def test_what_the_other_says_itself_comes_first(catalogue: Catalogue) -> None:
    case = catalogue.case("5025")
    ours, plan = own_projection(case), case.projections[0]
    like = apart(ours, plan, catalogue.rates, 2033)[0]
    said = tuple(
        replace(like, item=item, years=tuple(range(2026, 2033)), values=np.full(7, value))
        for item, value in (("births", 50.0), ("deaths", 60.0))
    )
    found = parts(catalogue, ours, replace(plan, components=said), 2033)
    assert found["births"] == pytest.approx(350 - ours.population.persons[0, 1:8, :, 0].sum())


def test_what_cannot_be_taken_apart(catalogue: Catalogue) -> None:
    ours = own_projection(catalogue.case("5025"))
    assert years_in_both(ours, ours) == ours.population.years
    old = replace(ours.population, years=tuple(year + 100 for year in ours.population.years))
    assert not years_in_both(ours, replace(ours, population=old))
    wide = ours.population.persons[:, [0, 1, 5]]
    gap = replace(ours.population, years=(2026, 2027, 2031), persons=wide)
    assert years_in_both(ours, replace(ours, population=gap)) == (2026, 2027)
