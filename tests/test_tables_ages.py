"""Mean age: exact in single years, near in groups, and labelled as what it is."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections import tables, words
from projections.case import Case, Catalogue, Projection
from projections.errors import SplitBandError
from projections.people.ages import SERVICE_AGES, AgeAxis
from projections.people.cohort import SEXES, SINGLE_AGES
from projections.people.indicators import mean_age
from projections.people.population import Population
from projections.series import pick
from projections.tables import Setting

AGES = len(SINGLE_AGES)
people = st.lists(st.floats(0.1, 1e4), min_size=AGES, max_size=AGES).map(np.array)


def single(like: Population, persons: np.ndarray) -> Population:
    """People in single years, half women."""
    each = np.stack([persons, persons]) / 2
    return replace(like, persons=each[None, None], years=(2026,), sexes=SEXES, ages=SINGLE_AGES)


def test_by_hand() -> None:
    two = np.zeros(AGES)
    two[[0, 40]] = 1.0, 3.0
    # A newborn is half a year on average, one of 40 is 40 and a half.
    assert mean_age(two, SINGLE_AGES, np.ones(AGES)) == pytest.approx((0.5 + 3 * 40.5) / 4)
    ages = AgeAxis.parse(("0-19", "20-66", "67+"))
    grouped = np.array([10.0, 30.0, 0.0])
    even = np.ones(AGES)
    assert mean_age(grouped, ages, even) == pytest.approx((10 * 10 + 30 * 43.5) / 40)
    assert np.isnan(mean_age(np.zeros(3), ages, even))
    # Nobody to weigh a group by: the middle of its years.
    assert mean_age(grouped, ages, np.zeros(AGES)) == pytest.approx((10 * 10 + 30 * 43.5) / 40)


@given(people)
def test_groups_weighed_by_their_own_people_are_exact(persons: np.ndarray) -> None:
    each = (persons * (np.arange(AGES) + 0.5)).sum() / persons.sum()
    assert mean_age(persons, SINGLE_AGES, np.ones(AGES)) == pytest.approx(each)
    grouped = SINGLE_AGES.aggregate(persons, SERVICE_AGES.bands)
    assert mean_age(grouped, SERVICE_AGES, persons) == pytest.approx(each)
    twice = mean_age(2 * persons, SINGLE_AGES, np.ones(AGES))
    assert twice == pytest.approx(each)
    assert 0.5 <= each <= AGES


def test_estimate_from_groups_is_near_the_count(catalogue: Catalogue, shared: object) -> None:
    """Against Statistics Norway's single years, 1 January 2026: Røros 46.31, Norway 41.77."""
    with np.load(f"{shared}/facts/ssb_07459_alle_kommuner_2005_2026.npz") as found:
        counted = found["persons"][:, list(found["year"]).index(2026)].sum(axis=1).astype(float)
        codes = [str(one) for one in found["region"]]
    seen = 0
    for code in catalogue.bundled:
        if code not in codes:
            continue
        persons = counted[codes.index(code)]
        exact = (persons * (np.arange(AGES) + 0.5)).sum() / persons.sum()
        (series,) = tables.mean_ages(Setting(catalogue.case(code), None, catalogue))
        assert series.label("quality") == "estimate"
        assert series.at(2026) == pytest.approx(exact, abs=0.15)
        seen += 1
    assert seen >= 5


def test_single_years_are_counted_and_not_estimated(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    persons = np.zeros(AGES)
    persons[[20, 60]] = 100.0
    path = replace(ageing, population=single(ageing.population, persons))
    found = tables.mean_ages(Setting(roros, path, catalogue))[-1]
    assert found.values == pytest.approx([40.5])
    assert not found.label("quality")
    told = words.mean_age("Røros", tables.compare((found, found), 2026, 2026)[0], found)
    assert "anslag" not in told.text


def test_the_sentence_says_that_it_is_an_estimate(
    roros: Case, ageing: Projection, catalogue: Catalogue
) -> None:
    table = tables.mean_ages(Setting(roros, ageing, catalogue))
    told = words.mean_age("Røros", tables.compare(table, 2026, 2033)[0], table[0])
    plain = told.text.replace("\u00a0", " ")
    assert "46,5 år i 2026" in plain
    assert "anslag" in plain
    assert told.title == "Gjennomsnittsalderen i Røros øker"


def test_people_of_an_age_and_above(
    roros: Case,
    ageing: Projection,
    raw: Callable[[str], list[dict[str, str]]],
) -> None:
    """The five-year groups where the service ages would be split; the projection has only these."""
    (found,) = tables.people_from(roros, ageing, 70)
    rows = [
        one
        for one in raw("ssb_07459_femaarsgrupper.csv")
        if one["region"] == "5025" and one["year"] == "2026"
    ]
    groups = {one["age_group"] for one in rows}
    assert "70-74" in groups
    counted = sum(
        float(one["persons"])
        for one in rows
        if int(one["age_group"].rstrip("+").partition("-")[0]) >= 70
    )
    assert found.at(2026) == counted == 1144
    both = tables.people_from(roros, ageing, 67)
    assert [one.alternative for one in both] == ["observert", "sterk_aldring"]
    assert pick(both, "67+")[1].at(2033) == 1542
    with pytest.raises(SplitBandError):
        tables.people_from(roros, ageing, 71)
